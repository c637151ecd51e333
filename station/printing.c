/* What the log and the live lines know of printing; the threads are in print-keeper.c and print-worker.c. */
#include "station/printing.h"

#include "station/call.h"
#include "station/label/case-label.h"

#include <string.h>

static json_t *
label_of (GuoCall *call, json_t *row, GError **error)
{
  g_autoptr(json_t) label = json_pack ("{s:I}", "copy", guo_field_int (row, "copies", 0) + 1);

  return guo_call_set_ref (call, label, guo_field_text (row, "kind"), guo_field_int (row, "id", 0), error)
           ? g_steal_pointer (&label) : NULL;
}

/* Labels of one job differ in their serials alone, which are equally long: one trial stands for all. */
static gboolean
try_label (GuoCall *call, json_t *row, const gchar *layout, gint64 dpi, GError **error)
{
  g_autoptr(GuoBitmap) picture
    = guo_case_label_paint (call->station, call->db, guo_field_text (row, "serial"),
                            guo_field_int (row, "copies", 0) + 1, layout, dpi, error);

  return picture != NULL;
}

/* @dpi: (out): of the printer that it goes to: a code that reads at its dots may not read at others. None yet: the fewest. */
static gboolean
dots_of (GuoCall *call, gint64 printer, gint64 *dpi, GError **error)
{
  g_autoptr(json_t) device = printer != 0 ? guo_call_row (call, "device", "device", printer, error) : NULL;

  *dpi = guo_field_int (device, "dpi", 203);
  return printer == 0 || device != NULL;
}

static gboolean
add_labels (GuoCall *call, json_t *case_ids, const gchar *layout, gint64 dpi, json_t *labels, GError **error)
{
  gsize i;
  json_t *id;

  json_array_foreach (case_ids, i, id)
    {
      g_autoptr(json_t) row = guo_call_row (call, "print-unit", "case", json_integer_value (id), error);
      json_t *label;

      if (row == NULL || (i == 0 && !try_label (call, row, layout, dpi, error)))
        return FALSE;
      label = label_of (call, row, error);
      if (label == NULL)
        return FALSE;
      json_array_append_new (labels, label);
    }
  return TRUE;
}

static void
after_change (GuoStation *station, gpointer data)
{
  guo_printing_publish (station, guo_station_db (station), *(gint64 *) data);
  guo_printing_wake (station);
}

static void
tell_afterwards (GuoCall *call, gint64 job)
{
  guo_call_after (call, after_change, g_memdup2 (&job, sizeof job), g_free);
}

/* Of what the label is decides first, then its plan, then the paper in the printer. */
static gchar *
layout_of (GuoCall *call, gint64 printer, json_t *ids, GError **error)
{
  g_autoptr(json_t) unit
    = guo_call_row (call, "print-unit", "case", json_integer_value (json_array_get (ids, 0)), error);

  return unit != NULL ? guo_printing_unit_layout (call->db, unit, printer, error) : NULL;
}

gint64
guo_printing_queue (GuoCall *call, gint64 printer, json_t *case_ids, const gchar *reason, GError **error)
{
  g_autofree gchar *layout = json_array_size (case_ids) > 0 ? layout_of (call, printer, case_ids, error) : NULL;
  g_autofree gchar *digest = layout != NULL ? guo_case_label_sha256 (call->db, layout, error) : NULL;
  json_t *labels = json_array ();
  g_autoptr(json_t) house = json_pack ("{s:o, s:s?, s:s?}", "labels", labels, "reason", reason, "template_sha256",
                                       digest);
  gint64 job, dpi;

  if (json_array_size (case_ids) == 0)
    return 0;
  if (digest == NULL || !dots_of (call, printer, &dpi, error))
    return -1;
  if (!add_labels (call, case_ids, layout, dpi, labels, error) || !guo_call_set_ref (call, house, "printer", printer, error))
    return -1;
  job = guo_call_append (call, &(GuoFact) { .type = "print.queued", .house = g_steal_pointer (&house) }, error);
  if (job >= 0)
    tell_afterwards (call, job);
  return job;
}

gboolean
guo_printing_append (GuoCall *call, gint64 job, gint64 pos, gint64 count, const gchar *state, const gchar *reason,
                     GError **error)
{
  gboolean sent = strcmp (state, "sent") == 0;
  const gchar *type = sent ? "print.sent" : strcmp (state, "seen") == 0 ? "label.seen" : "print.settled";
  g_autoptr(json_t) house = json_pack ("{s:I, s:I}", "from", (json_int_t) pos, "count", (json_int_t) count);

  if (!guo_call_set_ref (call, house, "job", job, error))
    return FALSE;
  if (!sent)
    {
      json_object_set_new (house, "state", json_string (state));
      json_object_set_new (house, "reason", reason != NULL ? json_string (reason) : json_null ());
    }
  if (guo_call_append (call, &(GuoFact) { .type = type, .house = g_steal_pointer (&house) }, error) < 0)
    return FALSE;
  tell_afterwards (call, job);
  return TRUE;
}

static json_t *
record_run (GuoCall *call, GError **error)
{
  if (!guo_printing_append (call, guo_field_int (call->body, "job", 0), guo_field_int (call->body, "pos", 0), 1,
                            guo_field_text (call->body, "state"), guo_field_text (call->body, "reason"), error))
    return NULL;
  return json_object ();
}

/* The station's own act: in no table, so that no face can ask for it. */
static const GuoField record_fields[] = {
  { .name = "job", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "pos", .type = GUO_FIELD_INT, .need = GUO_FIELD_REQUIRED, .min = 0, .max = G_MAXINT32 },
  { .name = "state", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 20 },
  { .name = "reason", .type = GUO_FIELD_LONG, .need = GUO_FIELD_OPTIONAL, .max = 2000 },
  { .name = NULL },
};
static const GuoVerb record_verb = {
  .method = "POST", .path = "print-record", .kind = GUO_VERB_COMMAND, .role = GUO_ROLE_NOBODY, .run = record_run,
  .fields = record_fields,
};

gboolean
guo_printing_record (GuoWriter *writer, gint64 job, gint64 pos, const gchar *state, const gchar *reason,
                     GError **error)
{
  const GuoActor actor = { .client = "guozhand" };
  json_t *body = json_pack ("{s:I, s:I, s:s, s:s?}", "job", (json_int_t) job, "pos", (json_int_t) pos, "state", state,
                            "reason", reason);

  return guo_writer_ask (writer, &record_verb, &actor, body, error);
}

static json_t *
queue_line (GuoDatabase *db, gint64 job, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I, s:I}", "id", (json_int_t) job, "job", (json_int_t) job);
  g_autoptr(json_t) row = guo_database_row (db, "print-job", params, error);
  g_autoptr(json_t) labels = row != NULL ? guo_database_rows (db, "job-labels", params, error) : NULL;

  if (labels == NULL)
    return NULL;
  return json_pack ("{s:s, s:I, s:O, s:O, s:O, s:O}", "topic", "queue", "job", (json_int_t) job, "printer",
                    json_object_get (row, "printer"), "state", json_object_get (row, "state"), "reason",
                    json_object_get (row, "reason"), "labels", labels);
}

void
guo_printing_publish (GuoStation *station, GuoDatabase *db, gint64 job)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) line = queue_line (db, job, &error);
  g_autofree gchar *key = g_strdup_printf ("%" G_GINT64_FORMAT, job);
  const gchar *state;

  if (line == NULL)
    {
      g_message ("printing: %s", error != NULL ? error->message : "a job has gone");
      return;
    }
  guo_live_publish (guo_station_live (station), "queue", key, json_dumps (line, JSON_COMPACT));
  state = guo_field_text (line, "state");
  if (g_strcmp0 (state, "reserved") != 0 && g_strcmp0 (state, "doubtful") != 0)
    guo_printing_remember (station, job);
}
