/* After a fault: the run goes on behind the label that a person scans as the last good one. */
#include "station/printing.h"

#include "station/call.h"
#include "station/gs1/digital-link.h"
#include "station/rules.h"

#include <string.h>

const GuoField guo_printers_resume_fields[] = {
  { .name = "code", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 300 },
  { .name = NULL },
};

/* The serial in what was scanned: of a case's URI its AI 21, else all of it. */
static gchar *
serial_in (const gchar *code)
{
  g_autoptr(GuoDigitalLink) link = strstr (code, "://") != NULL ? guo_digital_link_parse (code, NULL) : NULL;

  for (guint i = 0; link != NULL && i < link->path->len; i++)
    {
      const GuoGs1Element *element = g_ptr_array_index (link->path, i);

      if (strcmp (element->ai, "21") == 0)
        return g_strdup (element->value);
    }
  return g_strdup (code);
}

/* "label-unknown": it is no label that this printer was sent, or it is void. */
static json_t *
find_scanned (GuoCall *call, gint64 printer, const gchar *code, GError **error)
{
  g_autofree gchar *serial = serial_in (code);
  g_autoptr(json_t) params = json_pack ("{s:I, s:s}", "printer", (json_int_t) printer, "serial", serial);
  json_t *row = guo_database_row (call->db, "label-scanned", params, error);

  if (row == NULL || !json_is_null (row))
    return row;
  json_decref (row);
  guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-unknown", json_pack ("{s:s}", "serial", serial),
              "%s is no label of this printer", serial);
  return NULL;
}

/* Everything the printer was sent later is no label any more; the cases that stand get another. */
static json_t *
void_later (GuoCall *call, json_t *rows, const gchar *reason, GError **error)
{
  g_autoptr(json_t) units = json_array ();
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    {
      if (!guo_printing_append (call, guo_field_int (row, "job", 0), guo_field_int (row, "pos", 0), 1, "void", reason,
                                error))
        return NULL;
      if (!guo_field_bool (row, "void"))
        json_array_append (units, json_object_get (row, "unit"));
    }
  return g_steal_pointer (&units);
}

static json_t *
serials_of (json_t *rows)
{
  json_t *out = json_array ();
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (!guo_field_bool (row, "void"))
      json_array_append (out, json_object_get (row, "serial"));
  return out;
}

static json_t *
labels_behind (GuoCall *call, gint64 printer, json_t *scanned, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I, s:O}", "printer", (json_int_t) printer, "began_n",
                                        json_object_get (scanned, "began_n"));

  return guo_database_rows (call->db, "labels-behind", params, error);
}

static json_t *
go_on (GuoCall *call, gint64 printer, json_t *scanned, GError **error)
{
  g_autoptr(json_t) rows = labels_behind (call, printer, scanned, error);
  g_autofree gchar *reason = g_strdup_printf ("behind the last good label, %s", guo_field_text (scanned, "serial"));
  g_autoptr(json_t) units = NULL;
  gint64 job;

  if (rows == NULL
      || (g_strcmp0 (guo_field_text (scanned, "state"), "seen") != 0
          && !guo_printing_append (call, guo_field_int (scanned, "job", 0), guo_field_int (scanned, "pos", 0), 1, "seen",
                                   NULL, error)))
    return NULL;
  units = void_later (call, rows, reason, error);
  job = units != NULL ? guo_printing_queue (call, printer, units, reason, error) : -1;
  if (job < 0)
    return NULL;
  return json_pack ("{s:O, s:i, s:o, s:o}", "seen", json_object_get (scanned, "serial"), "void",
                    (int) json_array_size (rows), "again", serials_of (rows), "job",
                    job > 0 ? json_integer (job) : json_null ());
}

/* 0 with an error: no such printer. */
static gint64
printer_of_path (GuoCall *call, GError **error)
{
  gint64 printer = 0;
  g_autoptr(json_t) device = NULL;

  if (!guo_call_param_id (call, "device", &printer, error))
    return 0;
  device = guo_call_row (call, "device", "device", printer, error);
  if (device == NULL)
    return 0;
  if (g_strcmp0 (guo_field_text (device, "kind"), "printer") != 0)
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "no-printer", NULL, "no such printer is bound");
      return 0;
    }
  return printer;
}

/* What guo_printers_resume() would do, for who wants to know before. */
json_t *
guo_printers_behind (GuoCall *call, GError **error)
{
  gint64 printer = printer_of_path (call, error);
  g_autoptr(json_t) query = printer != 0 ? guo_call_query (call, "", "code", error) : NULL;
  const gchar *code = guo_field_text (query, "code");
  g_autoptr(json_t) scanned = query != NULL ? find_scanned (call, printer, code != NULL ? code : "", error) : NULL;
  g_autoptr(json_t) rows = scanned != NULL ? labels_behind (call, printer, scanned, error) : NULL;

  if (rows == NULL)
    return NULL;
  return json_pack ("{s:O, s:i, s:o}", "seen", json_object_get (scanned, "serial"), "void", (int) json_array_size (rows),
                    "again", serials_of (rows));
}

json_t *
guo_printers_resume (GuoCall *call, GError **error)
{
  gint64 printer = printer_of_path (call, error);
  g_autoptr(json_t) scanned = printer != 0 ? find_scanned (call, printer, guo_field_text (call->body, "code"), error) : NULL;

  return scanned != NULL ? go_on (call, printer, scanned, error) : NULL;
}
