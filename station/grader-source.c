#include "station/grader-source.h"

#include "drivers/grader/line.h"
#include "station/counter-port.h"
#include "station/fields.h"
#include "station/grader-settings.h"

struct _GuoGraderSource
{
  gint64 machine;
  GuoGraderPort *line;      /* one of both */
  GuoCounterPort *counters;
};

gboolean
guo_grader_source_fits (json_t *row)
{
  return (guo_grader_speaks (row, guo_grader_line.id) || guo_grader_speaks (row, GUO_GRADER_COUNTERS))
         && !json_is_false (json_object_get (row, "active"));
}

GuoGraderSource *
guo_grader_source_new (json_t *row, const GuoGraderHouse *house)
{
  GuoGraderSource *self = g_new0 (GuoGraderSource, 1);

  self->machine = guo_field_int (row, "id", 0);
  if (guo_grader_speaks (row, GUO_GRADER_COUNTERS))
    self->counters = guo_counter_port_new (row, house);
  else
    self->line = guo_grader_port_new (row, house);
  return self;
}

void
guo_grader_source_free (GuoGraderSource *self)
{
  if (self == NULL)
    return;
  guo_grader_port_unref (self->line);
  guo_counter_port_free (self->counters);
  g_free (self);
}

gint64
guo_grader_source_machine (GuoGraderSource *self)
{
  return self->machine;
}

void
guo_grader_source_start (GuoGraderSource *self)
{
  if (self->line != NULL)
    guo_grader_port_start (self->line);
  else
    guo_counter_port_start (self->counters);
}

void
guo_grader_source_stop (GuoGraderSource *self)
{
  if (self->line != NULL)
    guo_grader_port_stop (self->line);
  else
    guo_counter_port_stop (self->counters);
}

void
guo_grader_source_set_run (GuoGraderSource *self, GuoGraderRun *run)
{
  if (self->line != NULL)
    guo_grader_port_set_run (self->line, run);
  else
    guo_counter_port_set_run (self->counters, run);
}

void
guo_grader_source_push (GuoGraderSource *self, const guint8 *bytes, gsize len, gint64 at_us)
{
  if (self->line != NULL)
    guo_grader_port_push (self->line, bytes, len, at_us);
}

gboolean
guo_grader_source_flush (GuoGraderSource *self, GError **error)
{
  return self->line != NULL ? guo_grader_port_flush (self->line, error) : guo_counter_port_flush (self->counters, error);
}

void
guo_grader_source_publish (GuoGraderSource *self)
{
  if (self->line != NULL)
    guo_grader_port_publish (self->line);
  else
    guo_counter_port_publish (self->counters);
}
