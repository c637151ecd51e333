#include "station/prober.h"

#include "drivers/probe.h"
#include "station/device-line.h"

#include <jansson.h>

#define LINE_US ((gint64) 250000)

struct _GuoProber
{
  GuoLive *live;
  GuoProbe *probe; /* (nullable): the keeper's */
  gint64 line_us;

  GMutex lock;     /* guards what follows */
  GuoProbe *wanted;
  gboolean changed;
};

GuoProber *
guo_prober_new (GuoLive *live)
{
  GuoProber *self = g_new0 (GuoProber, 1);

  self->live = live;
  g_mutex_init (&self->lock);
  return self;
}

void
guo_prober_free (GuoProber *self)
{
  guo_probe_free (self->probe);
  guo_probe_free (self->wanted);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gboolean
guo_prober_want (GuoProber *self, const gchar *address, GError **error)
{
  GuoProbe *probe = address != NULL ? guo_probe_new (address, GUO_PROBE_STAYS, error) : NULL;
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = NULL;

  if (address != NULL && probe == NULL)
    return FALSE;
  locker = g_mutex_locker_new (&self->lock);
  guo_probe_free (self->wanted); /* not started yet */
  self->wanted = probe;
  self->changed = TRUE;
  return TRUE;
}

static void
publish (GuoProber *self, gchar *line)
{
  if (self->live != NULL)
    guo_live_publish (self->live, "devices", "probe", line);
  else
    g_free (line);
}

static void
change (GuoProber *self)
{
  GuoProbe *new;
  gboolean changed;

  g_mutex_lock (&self->lock);
  new = g_steal_pointer (&self->wanted);
  changed = self->changed;
  self->changed = FALSE;
  g_mutex_unlock (&self->lock);
  if (!changed)
    return;
  if (self->probe != NULL)
    publish (self, g_strdup (""));
  g_clear_pointer (&self->probe, guo_probe_free);
  self->probe = new;
  self->line_us = 0;
  if (new != NULL)
    guo_probe_start (new);
}

static json_t *
proposal (const GuoProbeFind *find)
{
  const GuoDetectCandidate *it = &find->candidate;
  g_autofree gchar *digits = guo_reading_to_string (&it->last);

  return json_pack ("{s:s, s:s, s:s, s:f, s:I, s:I, s:s?, s:s?, s:b}", "protocol", it->protocol->id, "name",
                    it->protocol->name, "line", find->line, "explained", it->explained_permille / 1000.0, "frames",
                    (json_int_t) it->readings, "bad", (json_int_t) it->bad, "digits", digits, "unit",
                    guo_unit_name (it->last.unit), "differs", it->differs);
}

static gchar *
probe_line (GuoProbe *probe)
{
  g_auto(GuoProbeView) view = { 0 };
  g_autoptr(GArray) finds = guo_probe_finds (probe);
  g_autofree gchar *hex = NULL;
  json_auto_t *proposals = json_array ();
  json_auto_t *line = NULL;

  guo_probe_view (probe, &view);
  hex = guo_hex (view.recent, view.n_recent);
  for (guint i = 0; i < finds->len; i++)
    json_array_append_new (proposals, proposal (&g_array_index (finds, GuoProbeFind, i)));
  line = json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:s?, s:I, s:s, s:b, s:O}", "topic", "devices", "device",
                    "probe", "kind", "scale", "address", guo_probe_address (probe), "state",
                    guo_link_name (view.link), "line", view.line, "asked", view.asked, "bytes",
                    (json_int_t) view.bytes, "bytes_hex", hex, "round", view.complete, "proposals", proposals);
  guo_device_line_fault (line, view.error);
  return json_dumps (line, JSON_COMPACT);
}

void
guo_prober_tick (GuoProber *self)
{
  gint64 now_us = g_get_monotonic_time ();

  change (self);
  if (self->probe == NULL || (self->line_us != 0 && now_us - self->line_us < LINE_US))
    return;
  self->line_us = now_us;
  publish (self, probe_line (self->probe));
}
