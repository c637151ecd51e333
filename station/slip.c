/* The verbs of slips: issue one, list those that left the station, draw the last. */
#include "station/slip.h"

#include "db/checkpoint.h"
#include "station/bytes.h"
#include "station/call.h"
#include "station/rules.h"

#include <sodium.h>
#include <string.h>

const GuoField guo_slips_fields[] = {
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 200 },
  { .name = NULL },
};

static json_t *
data_of_path (GuoCall *call, GError **error)
{
  gint64 id = 0;

  if (!guo_call_param_id (call, "delivery", &id, error))
    return NULL;
  return guo_slip_data (call->station, call->db, id, error);
}

json_t *
guo_slips_list (GuoCall *call, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) params = NULL;
  json_t *rows;

  if (!guo_call_param_id (call, "delivery", &id, error))
    return NULL;
  params = json_pack ("{s:I}", "delivery", (json_int_t) id);
  rows = guo_database_rows (call->db, "slips", params, error);
  return rows != NULL ? json_pack ("{s:o}", "rows", rows) : NULL;
}

json_t *
guo_slips_png (GuoCall *call, GError **error)
{
  g_autoptr(json_t) data = data_of_path (call, error);
  g_autoptr(GBytes) png = data != NULL ? guo_slip_paint (data, error) : NULL;

  return png != NULL ? guo_answer_bytes ("image/png", png) : NULL;
}

json_t *
guo_slips_pdf (GuoCall *call, GError **error)
{
  g_autoptr(json_t) data = data_of_path (call, error);
  g_autoptr(GBytes) pdf = data != NULL ? guo_slip_pdf (data, error) : NULL;

  return pdf != NULL ? guo_answer_bytes ("application/pdf", pdf) : NULL;
}

/* The sums, signed with the log's key, over a log that is signed up to here: the grower's copy can be
 * checked against both. */
static gchar *
sign_sums (GuoCall *call, json_t *data, GError **error)
{
  GuoLog *log = guo_station_log (call->station);
  g_autofree gchar *note = guo_log_checkpoint (log, error);
  g_auto(GStrv) lines = note != NULL ? g_strsplit (note, "\n", 4) : NULL;
  guint8 root[GUO_HASH_SIZE];
  gchar hex[2 * GUO_HASH_SIZE + 1];
  g_autofree gchar *text = NULL;

  if (lines == NULL)
    return NULL;
  if (g_strv_length (lines) < 3 || !guo_base64_strict (lines[2], strlen (lines[2]), root, sizeof root))
    {
      guo_refuse (error, GUO_STATION_ERROR_FAILED, "failed", NULL, "the checkpoint cannot be read");
      return NULL;
    }
  sodium_bin2hex (hex, sizeof hex, root, sizeof root);
  text = guo_slip_note_text (data, guo_log_size (log), hex);
  return guo_log_sign (log, text);
}

/* The first; or the same figures once more; or other figures than last time. */
static const gchar *
kind_of (json_t *data)
{
  json_t *last = json_array_get (json_object_get (data, "slips"), 0);

  if (last == NULL)
    return "first";
  return g_strcmp0 (guo_field_text (last, "content"), guo_field_text (data, "content")) == 0 ? "reprint"
                                                                                               : "correction";
}

static gint64
append_slip (GuoCall *call, json_t *data, const gchar *kind, GError **error)
{
  json_t *delivery = json_object_get (data, "delivery");
  g_autofree gchar *note = sign_sums (call, data, error);
  g_autoptr(json_t) house = NULL;

  if (note == NULL)
    return -1;
  house = json_pack ("{s:s, s:i, s:s, s:s, s:s?}", "kind", kind, "copy",
                     (int) json_array_size (json_object_get (data, "slips")) + 1, "content",
                     guo_field_text (data, "content"), "note", note, "reason", guo_field_text (call->body, "reason"));
  if (!guo_call_set_ref (call, house, "delivery", guo_field_int (delivery, "id", 0), error))
    return -1;
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "slip.issued",
                            .day = guo_field_text (delivery, "day"),
                            .season = (gint) guo_field_int (delivery, "season", 0),
                            .house = g_steal_pointer (&house),
                          },
                          error);
}

/* "delivery-open"[no]: finish it first; "reason-needed": the same slip once more. */
json_t *
guo_slips_issue (GuoCall *call, GError **error)
{
  g_autoptr(json_t) data = data_of_path (call, error);
  json_t *delivery = json_object_get (data, "delivery");
  const gchar *kind = data != NULL ? kind_of (data) : NULL;
  g_autoptr(json_t) rows = NULL;

  if (data == NULL)
    return NULL;
  if (guo_delivery_is_open (delivery, NULL))
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "delivery-open",
                  json_pack ("{s:O}", "no", json_object_get (delivery, "no")), "the delivery is open");
      return NULL;
    }
  if (g_str_equal (kind, "reprint") && guo_field_text (call->body, "reason") == NULL)
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "reason-needed", NULL, "say why it is printed again");
      return NULL;
    }
  if (append_slip (call, data, kind, error) < 0)
    return NULL;
  rows = guo_slips_list (call, error);
  return rows != NULL ? json_incref (json_array_get (json_object_get (rows, "rows"), 0)) : NULL;
}
