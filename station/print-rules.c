/* The verbs of labels: picture, reprint, jobs, a person's answer about a doubtful one. */
#include "station/printing.h"

#include "drivers/printer/link.h"
#include "station/bytes.h"
#include "station/call.h"
#include "station/label/case-label.h"
#include "station/label/find.h"
#include "station/label/painter.h"
#include "station/rules.h"

#include <string.h>

static const gchar *const answers[] = { "out", "void", NULL };

const GuoField guo_labels_reprint_fields[] = {
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 200 },
  { .name = "printer", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

const GuoField guo_jobs_settle_fields[] = {
  { .name = "unit", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "copy", .type = GUO_FIELD_INT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = G_MAXINT32 },
  { .name = "state", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_REQUIRED, .choices = answers },
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = NULL },
};

static json_t *
find_case (GuoCall *call, GError **error)
{
  const gchar *serial = guo_field_text (call->params, "serial");
  g_autoptr(json_t) params = json_pack ("{s:s?}", "serial", serial);
  json_t *row = guo_database_row (call->db, "case", params, error);

  if (row == NULL || !json_is_null (row))
    return row;
  json_decref (row);
  guo_call_not_found (error, "case", json_string (serial != NULL ? serial : ""));
  return NULL;
}

/* A query's number, absent: @otherwise; "bad-field" when it is none. */
static gboolean
query_number (GuoCall *call, const gchar *name, gint64 otherwise, gint64 *out, GError **error)
{
  const gchar *text = guo_field_text (call->params, name);
  guint64 number = 0;

  *out = otherwise;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, &number, NULL))
    return guo_bad_field (error, name, "not a whole number");
  *out = (gint64) number;
  return TRUE;
}

static gchar *
usual_layout (GuoCall *call, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:s?}", "serial", guo_field_text (call->params, "serial"));
  g_autoptr(json_t) unit = guo_database_row (call->db, "print-unit", params, error);

  return unit != NULL ? guo_printing_unit_layout (call->db, unit, 0, error) : NULL;
}

/* What both pictures ask for: a case that exists, ?copy=N (the last one), ?layout=ID (the printer's). */
static json_t *
case_and_copy (GuoCall *call, gint64 *copy, gchar **layout, GError **error)
{
  const gchar *wanted = guo_field_text (call->params, "layout");
  g_autoptr(json_t) row = find_case (call, error);

  if (row == NULL || !query_number (call, "copy", MAX (1, guo_field_int (row, "copies", 1)), copy, error))
    return NULL;
  if (wanted != NULL && !guo_label_layouts_check (call->db, wanted, "layout", "case", error))
    return NULL;
  *layout = wanted != NULL ? g_strdup (wanted) : usual_layout (call, error);
  return *layout != NULL ? g_steal_pointer (&row) : NULL;
}

/* The label as it is (or was last) printed; ?dpi=203|300|600, ?copy=N, ?layout=ID. */
json_t *
guo_labels_picture (GuoCall *call, GError **error)
{
  gint64 dpi, copy;
  g_autofree gchar *layout = NULL;
  g_autoptr(json_t) row = case_and_copy (call, &copy, &layout, error);
  g_autoptr(GuoBitmap) picture = NULL;
  g_autoptr(GBytes) png = NULL;

  if (row == NULL || !query_number (call, "dpi", 203, &dpi, error))
    return NULL;
  picture = guo_case_label_paint (call->station, call->db, guo_field_text (row, "serial"), copy, layout, dpi, error);
  if (picture == NULL)
    return NULL;
  png = guo_label_png (picture, dpi);
  return guo_answer_bytes ("image/png", png);
}

json_t *
guo_labels_pdf (GuoCall *call, GError **error)
{
  gint64 copy;
  g_autofree gchar *layout = NULL;
  g_autoptr(json_t) row = case_and_copy (call, &copy, &layout, error);
  g_autoptr(GBytes) pdf = NULL;

  if (row != NULL)
    pdf = guo_case_label_pdf (call->station, call->db, guo_field_text (row, "serial"), copy, layout, error);
  return pdf != NULL ? guo_answer_bytes ("application/pdf", pdf) : NULL;
}

/* Of what kind of label a unit has: a layout's purpose. */
static const gchar *
purpose_of (json_t *unit)
{
  return g_strcmp0 (guo_field_text (unit, "kind"), "pallet") == 0 ? "pallet" : "case";
}

static const gchar *
default_layout (const gchar *purpose)
{
  return strcmp (purpose, "pallet") == 0 ? GUO_PALLET_LAYOUT : guo_label_layout_names[0];
}

/* @layout: what is set for it, a case's by its pack plan, a pallet's by the centre; NULL: the paper in the printer says. */
static gboolean
planned_layout (GuoDatabase *db, json_t *unit, gchar **layout, GError **error)
{
  g_autoptr(json_t) centre = NULL;
  const gchar *planned = guo_field_text (unit, "layout");

  *layout = NULL;
  if (strcmp (purpose_of (unit), "pallet") == 0)
    {
      centre = guo_database_row (db, "centre", NULL, error);
      if (centre == NULL)
        return FALSE;
      planned = guo_field_text (centre, "pallet_label");
    }
  *layout = planned != NULL && *planned != '\0' ? g_strdup (planned) : NULL;
  return TRUE;
}

static gboolean
is_same_paper (GuoDatabase *db, const gchar *one, const gchar *other)
{
  g_autoptr(GError) none = NULL;
  g_autoptr(GuoLabelLayout) a = guo_label_layout_find (db, one, &none);
  g_autoptr(GuoLabelLayout) b = a != NULL ? guo_label_layout_find (db, other, &none) : NULL;

  return b != NULL && a->width == b->width && a->height == b->height;
}

/* The label that fits the paper best: of that layout, else of the same purpose. A pallet's must have its size too. */
static gint
rank_of (GuoDatabase *db, json_t *row, const gchar *purpose, const gchar *layout)
{
  const gchar *label = guo_field_text (row, "label") != NULL ? guo_field_text (row, "label") : guo_label_layout_names[0];

  if (g_strcmp0 (guo_field_text (row, "kind"), "printer") != 0 || !guo_field_bool (row, "active"))
    return 0;
  if (g_strcmp0 (label, layout) == 0)
    return 2;
  if (g_strcmp0 (guo_label_layout_purpose_of (db, label), purpose) != 0)
    return 0;
  return strcmp (purpose, "pallet") != 0 || layout == NULL || is_same_paper (db, label, layout) ? 1 : 0;
}

gboolean
guo_printing_choose (GuoCall *call, json_t *unit, gint64 *printer, GError **error)
{
  gint64 wanted = guo_field_int (call->body, "printer", 0);
  g_autoptr(json_t) devices = guo_database_rows (call->db, "devices", NULL, error);
  g_autofree gchar *layout = NULL;
  gint best = 0;
  gsize i;
  json_t *row;

  *printer = 0;
  if (devices == NULL || !planned_layout (call->db, unit, &layout, error))
    return FALSE;
  json_array_foreach (devices, i, row)
    {
      gint rank = wanted == 0 || guo_field_int (row, "id", 0) == wanted ? rank_of (call->db, row, purpose_of (unit), layout) : 0;

      if (rank > best)
        *printer = guo_field_int (row, "id", 0);
      best = MAX (best, rank);
    }
  return (wanted == 0 && strcmp (purpose_of (unit), "pallet") != 0) || *printer != 0
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "no-printer", NULL, "no such printer is bound");
}

/* What stands at the binding. A layout that was withdrawn is given all the same: its name is what printing refuses. */
static gchar *
bound_layout (GuoDatabase *db, const gchar *purpose, gint64 printer, GError **error)
{
  g_autoptr(json_t) devices = guo_database_rows (db, "devices", NULL, error);
  gsize i;
  json_t *row;

  if (devices == NULL)
    return NULL;
  json_array_foreach (devices, i, row)
    {
      const gchar *label = guo_field_text (row, "label");
      const gchar *found = label != NULL ? guo_label_layout_purpose_of (db, label) : NULL;

      if (label == NULL || g_strcmp0 (guo_field_text (row, "kind"), "printer") != 0)
        continue;
      if (printer != 0 ? guo_field_int (row, "id", 0) == printer && (found == NULL || strcmp (found, purpose) == 0)
                       : guo_field_bool (row, "active") && g_strcmp0 (found, purpose) == 0)
        return g_strdup (label);
    }
  return g_strdup (default_layout (purpose));
}

gchar *
guo_printing_unit_layout (GuoDatabase *db, json_t *unit, gint64 printer, GError **error)
{
  g_autofree gchar *planned = NULL;

  if (!planned_layout (db, unit, &planned, error))
    return NULL;
  return planned != NULL ? g_steal_pointer (&planned) : bound_layout (db, purpose_of (unit), printer, error);
}

/* "sim:LANGUAGE", "sim:LANGUAGE?scenario=NAME". */
static gboolean
is_simulated (const gchar *address)
{
  g_autofree gchar *language = address != NULL && g_str_has_prefix (address, "sim:")
                                 ? g_strndup (address + 4, strcspn (address + 4, "?")) : NULL;
  const gchar *rest = language != NULL ? address + 4 + strlen (language) : NULL;

  return guo_printer_language_find (language, NULL) != NULL
         && (rest[0] == '\0' || g_str_has_prefix (rest, "?scenario="));
}

gboolean
guo_printing_check_address (const gchar *address, gboolean practice, GError **error)
{
  if (is_simulated (address))
    return practice
           || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "sim-needs-practice", NULL,
                          "a simulator is bound in a practice database only");
  return guo_printer_address_check (address, NULL)
         || guo_bad_field (error, "address", "a printer is tcp:HOST:PORT, usb:VENDOR:PRODUCT, serial:DEVICE or cups:QUEUE");
}

/* "already-void", "no-printer" */
json_t *
guo_labels_reprint (GuoCall *call, GError **error)
{
  g_autoptr(json_t) row = find_case (call, error);
  g_autoptr(json_t) ids = NULL;
  g_autoptr(json_t) unit = row != NULL ? guo_call_row (call, "print-unit", "case", guo_field_int (row, "id", 0), error) : NULL;
  gint64 printer, job;

  if (unit == NULL)
    return NULL;
  if (guo_field_bool (row, "void"))
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "already-void", NULL, "case %s is void", guo_field_text (row, "serial"));
      return NULL;
    }
  if (!guo_printing_choose (call, unit, &printer, error))
    return NULL;
  ids = json_pack ("[O]", json_object_get (row, "id"));
  job = guo_printing_queue (call, printer, ids, guo_field_text (call->body, "reason"), error);
  if (job < 0)
    return NULL;
  return json_pack ("{s:O, s:O, s:I, s:I, s:I}", "id", json_object_get (row, "id"), "serial",
                    json_object_get (row, "serial"), "job", (json_int_t) job, "copy",
                    (json_int_t) (guo_field_int (row, "copies", 0) + 1), "printer", (json_int_t) printer);
}

json_t *
guo_jobs_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "print-jobs", "limit", "state", error);
}

/* The row with its labels. */
static json_t *
job_row (GuoCall *call, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) row = NULL;
  g_autoptr(json_t) params = NULL;
  json_t *labels;

  if (!guo_call_param_id (call, "print-job", &id, error))
    return NULL;
  row = guo_call_row (call, "print-job", "print-job", id, error);
  params = json_pack ("{s:I}", "job", (json_int_t) id);
  labels = row != NULL ? guo_database_rows (call->db, "job-labels", params, error) : NULL;
  if (labels == NULL)
    return NULL;
  json_object_set_new (row, "labels", labels);
  return g_steal_pointer (&row);
}

json_t *
guo_jobs_show (GuoCall *call, GError **error)
{
  return job_row (call, error);
}

static json_t *
find_label (json_t *labels, gint64 unit, gint64 copy)
{
  gsize i;
  json_t *label;

  json_array_foreach (labels, i, label)
    if (guo_field_int (label, "unit", 0) == unit && guo_field_int (label, "copy", 0) == copy)
      return label;
  return NULL;
}

/* "label-settled"[state]: only what was sent, or is doubtful, needs an answer. */
json_t *
guo_jobs_settle (GuoCall *call, GError **error)
{
  g_autoptr(json_t) row = job_row (call, error);
  json_t *label;
  const gchar *state;

  if (row == NULL)
    return NULL;
  label = find_label (json_object_get (row, "labels"), guo_field_int (call->body, "unit", 0),
                      guo_field_int (call->body, "copy", 0));
  if (label == NULL)
    {
      guo_call_not_found (error, "label", json_integer (guo_field_int (call->body, "unit", 0)));
      return NULL;
    }
  state = guo_field_text (label, "state");
  if (strcmp (state, "doubtful") != 0 && strcmp (state, "sent") != 0)
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-settled", json_pack ("{s:s}", "state", state),
                  "the label is %s already", state);
      return NULL;
    }
  if (!guo_printing_append (call, guo_field_int (row, "id", 0), guo_field_int (label, "pos", 0), 1,
                            guo_field_text (call->body, "state"), guo_field_text (call->body, "reason"), error))
    return NULL;
  return job_row (call, error);
}
