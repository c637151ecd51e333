#include "station/grading/preview.h"

#include "station/grading/judge.h"

#include <string.h>

/* Where in a row of @from each measurement of @to stands; -1: nowhere. */
static void
map_measurements (const GuoScheme *from, const GuoScheme *to, gint *map)
{
  for (guint i = 0; i < to->n_measurements; i++)
    {
      gint found = guo_scheme_measurement (from, to->measurements[i].name);
      gboolean same = found >= 0 && strcmp (from->measurements[found].unit, to->measurements[i].unit) == 0;

      map[i] = same ? found : -1;
    }
}

static void
count (GuoPreviewCell *cell, gint64 mass_mg)
{
  cell->n++;
  cell->mass_mg += MAX (mass_mg, 0);
}

GuoPreview *
guo_preview_begin (const GuoScheme *from, const GuoScheme *to, guint32 date)
{
  GuoPreview *self = g_new0 (GuoPreview, 1);

  self->from = from;
  self->to = to;
  self->date = date;
  self->n_from = from->n_classes + 1;
  self->n_to = to->n_classes + 1;
  self->cells = g_new0 (GuoPreviewCell, (gsize) self->n_from * self->n_to);
  map_measurements (from, to, self->map);
  return self;
}

guint
guo_preview_same_class (const GuoPreview *self, guint judged)
{
  gint found = judged < self->from->n_classes ? guo_scheme_class (self->to, guo_scheme_class_key (self->from, judged))
                                              : (gint) self->to->n_classes;

  if (found >= 0)
    return (guint) found;
  return self->n_from == self->n_to ? judged : G_MAXUINT;
}

void
guo_preview_add (GuoPreview *self, const gint64 *values, gint64 mass_mg, gint judged)
{
  gint64 row[GUO_MEASUREMENTS_MAX];
  GuoJudgement before, after;
  guint from, to;

  for (guint j = 0; j < self->to->n_measurements; j++)
    row[j] = self->map[j] >= 0 ? values[self->map[j]] : GUO_MISSING;
  guo_scheme_derive (self->to, row);
  guo_scheme_judge (self->from, values, self->date, &before);
  guo_scheme_judge (self->to, row, self->date, &after);
  from = before.class_index;
  to = after.class_index;
  if (judged >= 0 && (guint) judged < self->n_from)
    {
      if (to == guo_preview_same_class (self, from) && guo_preview_same_class (self, (guint) judged) != G_MAXUINT)
        to = guo_preview_same_class (self, (guint) judged);
      from = (guint) judged;
    }
  count (&self->cells[from * self->n_to + to], mass_mg);
  count (&self->total, mass_mg);
}

GuoPreview *
guo_preview_new (const GuoScheme *from, const GuoScheme *to, const gint64 *values, const gint64 *masses_mg,
                 gsize n_fruit, guint32 date)
{
  GuoPreview *self = guo_preview_begin (from, to, date);

  for (gsize i = 0; i < n_fruit; i++, values += from->n_measurements)
    guo_preview_add (self, values, masses_mg != NULL ? masses_mg[i] : 0, -1);
  return self;
}

const GuoPreviewCell *
guo_preview_cell (const GuoPreview *self, guint from, guint to)
{
  g_return_val_if_fail (from < self->n_from && to < self->n_to, NULL);
  return &self->cells[from * self->n_to + to];
}

void
guo_preview_free (GuoPreview *self)
{
  if (self == NULL)
    return;
  g_free (self->cells);
  g_free (self);
}
