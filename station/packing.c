#include "station/packing.h"

#include "station/call.h"
#include "station/gs1/digital-link.h"
#include "station/net-content.h"
#include "station/printing.h"
#include "station/rules.h"
#include "station/sample/hold.h"
#include "station/scale-note.h"
#include "station/serial.h"
#include "station/station-private.h"
#include "station/weighing/tare.h"

#define CASES_MAX 200
#define NOMINAL_MAX_MG ((gint64) 100000000) /* 100 kg: nobody lifts more */

const GuoField guo_cases_fields[] = {
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "gtin", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 8, .max = 14 },
  { .name = "grade_class", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 40 },
  { .name = "nominal_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_REQUIRED,
    .min = 1000, .max = NOMINAL_MAX_MG },
  { .name = "brand", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "scale", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "tare_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 0, .max = NOMINAL_MAX_MG },
  { .name = "net_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 1, .max = 2 * NOMINAL_MAX_MG },
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = "count", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 1, .max = CASES_MAX },
  { .name = "printer", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "simulated_print", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

const GuoField guo_cases_void_fields[] = {
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 200 },
  { .name = NULL },
};

json_t *
guo_cases_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "cases", "lot,limit,before", "", error);
}

static json_t *
find_case (GuoCall *call, GError **error)
{
  const gchar *serial = guo_field_text (call->params, "serial");
  g_autoptr(json_t) params = json_pack ("{s:s?}", "serial", serial);
  json_t *row = guo_database_row (call->db, "case", params, error);

  if (row == NULL || !json_is_null (row))
    return row;
  guo_call_not_found (error, "case", json_string (serial != NULL ? serial : ""));
  return NULL;
}

static gboolean
add_uri (GuoCall *call, json_t *row, GError **error)
{
  g_autofree gchar *base = guo_station_pages_url (call->station);
  g_autofree gchar *uri
    = guo_digital_link_case (base, guo_field_text (row, "gtin"), guo_field_text (row, "lot_no"),
                             guo_field_text (row, "serial"), error);

  if (uri != NULL)
    json_object_set_new (row, "uri", json_string (uri));
  return uri != NULL;
}

json_t *
guo_cases_show (GuoCall *call, GError **error)
{
  g_autoptr(json_t) row = find_case (call, error);

  return row != NULL && add_uri (call, row, error) ? g_steal_pointer (&row) : NULL;
}

/* "needs-practice": a label that no printer saw is out in a simulated season only. */
gboolean
guo_cases_prepare (GuoCall *call, GError **error)
{
  if (guo_field_bool (call->body, "simulated_print") && !guo_station_is_practice (call->station))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "needs-practice", NULL,
                       "labels are said to be printed in a practice database only");
  guo_scale_note_settle (call);
  return TRUE;
}

/* "reason-needed", "supervisor-needed" */
static gboolean
read_typed (GuoCall *call, GuoPacking *packing, GError **error)
{
  const gchar *reason = guo_field_text (call->body, "reason");

  packing->net_mode = "typed";
  packing->net_mg = guo_field_int (call->body, "net_mg", 0);
  if (!guo_is_supervised (call))
    return guo_refuse (error, GUO_STATION_ERROR_ROLE, "supervisor-needed", NULL,
                       "a typed weight needs a supervisor");
  if (reason == NULL || *reason == '\0')
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "reason-needed", NULL, "a typed weight needs a reason");
  return TRUE;
}

static gboolean
read_scale (GuoCall *call, GuoPacking *packing, GError **error)
{
  json_t *note = guo_scale_note_check (call, packing->scale, &(GuoScaleConsent) { .below_min = FALSE }, error);
  gint64 gross_mg = guo_field_int (note, "mg", 0);
  gint64 tare_mg = guo_tare_round (guo_field_int (call->body, "tare_mg", 0), guo_field_int (note, "e_mg", 0));

  packing->net_mode = "scale";
  if (note == NULL)
    return FALSE;
  return guo_tare_net (gross_mg, tare_mg, &packing->net_mg)
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "tare-too-heavy",
                        json_pack ("{s:I, s:I}", "gross_mg", (json_int_t) gross_mg, "tare_mg",
                                   (json_int_t) tare_mg),
                        "the tare is not less than the gross weight");
}

/* "net-too-low"[least_mg]: below the nominal content less the permitted shortage. */
static gboolean
read_net (GuoCall *call, GuoPacking *packing, GError **error)
{
  gint64 least_mg = packing->nominal_mg - guo_permitted_shortage (packing->nominal_mg);
  gboolean typed = json_is_integer (json_object_get (call->body, "net_mg"));

  packing->net_mode = "nominal";
  packing->net_mg = packing->nominal_mg;
  if ((typed || packing->scale != 0) && packing->count > 1)
    return guo_bad_field (error, "count", "more than one case only at nominal content");
  if (typed && packing->scale != 0)
    return guo_bad_field (error, "net_mg", "either a scale or a typed weight");
  if (typed && !read_typed (call, packing, error))
    return FALSE;
  if (packing->scale != 0 && !read_scale (call, packing, error))
    return FALSE;
  return packing->net_mg >= least_mg
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "net-too-low",
                        json_pack ("{s:I}", "least_mg", (json_int_t) least_mg),
                        "the net content is below the least that is permitted");
}

/* "lot-empty"[left_mg]: no case is packed from fruit that was not weighed. */
static gboolean
check_balance (GuoCall *call, const GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) balance = guo_call_row (call, "lot-balance", "lot", packing->lot, error);
  gint64 left_mg = guo_field_int (balance, "left_mg", 0);

  if (balance == NULL)
    return FALSE;
  return left_mg >= packing->net_mg * packing->count
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "lot-empty",
                        json_pack ("{s:I}", "left_mg", (json_int_t) left_mg),
                        "the lot has not enough left for these cases");
}

/* "held": the lot, or the pack lot that the cases would go into. */
static gboolean
check_holds (GuoCall *call, const GuoPacking *packing, GError **error)
{
  return guo_hold_check (call, packing->lot, GUO_HOLD_PACK, error)
         && (packing->pack_lot == 0 || guo_hold_check (call, packing->pack_lot, GUO_HOLD_PACK, error));
}

static gint64
append_transform (GuoCall *call, const GuoPacking *packing, GError **error)
{
  gint64 mg = packing->net_mg * packing->count;
  json_t *in = json_pack ("{s:I}", "mg", (json_int_t) mg);
  json_t *out = json_pack ("{s:s, s:I, s:I}", "grade_class", packing->grade_class, "mg", (json_int_t) mg, "n",
                           (json_int_t) packing->count);
  g_autoptr(json_t) house = json_pack ("{s:s, s:[o], s:[o], s:[], s:i}", "kind", "pack", "in", in, "out", out,
                                       "loss", "unaccounted_mg", 0);

  if (!guo_call_set_ref (call, in, "lot", packing->lot, error)
      || !guo_call_set_ref (call, out, "lot", packing->pack_lot, error))
    return -1;
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "transform.closed",
                            .day = packing->day,
                            .season = packing->season,
                            .house = json_incref (house),
                          },
                          error);
}

static json_t *
case_house (GuoCall *call, const GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) house = json_pack ("{s:s}", "net_mode", packing->net_mode);
  gboolean typed = g_str_equal (packing->net_mode, "typed");

  if (packing->scale != 0)
    guo_call_merge (house, guo_scale_note (call), NULL, "mantissa,exponent,unit,raw,age_ms,stable_ms,stability");
  if (typed)
    guo_call_merge (house, call->body, NULL, "reason");
  if (!guo_call_set_ref (call, house, "source", packing->lot, error)
      || !guo_call_set_ref (call, house, "scale", packing->scale, error)
      || !guo_call_set_ref (call, house, "approver", typed ? guo_approver (call) : 0, error))
    return NULL;
  return g_steal_pointer (&house);
}

static gint64
append_case (GuoCall *call, const GuoPacking *packing, const gchar *serial, GError **error)
{
  g_autofree gchar *hash = guo_serial_hash (serial);
  g_autoptr(json_t) data = json_pack ("{s:s, s:I, s:I}", "serial_sha256_16", hash, "net_mg",
                                      (json_int_t) packing->net_mg, "nominal_mg",
                                      (json_int_t) packing->nominal_mg);
  g_autoptr(json_t) house = case_house (call, packing, error);

  if (house == NULL || !guo_call_set_ref (call, data, "lot", packing->pack_lot, error))
    return -1;
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "case.packed",
                            .day = packing->day,
                            .season = packing->season,
                            .data = json_incref (data),
                            .trade = json_pack ("{s:s}", "serial", serial),
                            .house = json_incref (house),
                          },
                          error);
}

/* Numbers run through the log, voids counted: a serial is never given twice. */
static json_t *
append_cases (GuoCall *call, const GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) next = guo_database_row (call->db, "next-case-running", NULL, error);
  g_autoptr(json_t) serials = json_array ();
  gint year = (gint) g_ascii_strtoll (packing->day, NULL, 10);

  if (next == NULL)
    return NULL;
  for (gint64 i = 0; i < packing->count; i++)
    {
      g_autofree gchar *serial = guo_serial_make (call->station->hmac_key, year, packing->letter,
                                                  guo_field_int (next, "running", 1) + i);
      gint64 n = append_case (call, packing, serial, error);

      if (n < 0)
        return NULL;
      json_array_append_new (serials, json_pack ("{s:I, s:s}", "id", (json_int_t) n, "serial", serial));
    }
  return g_steal_pointer (&serials);
}

static gboolean
queue_labels (GuoCall *call, json_t *cases, gint64 *job, GError **error)
{
  g_autoptr(json_t) ids = json_array ();
  gint64 printer;
  gsize i;
  json_t *item;

  if (!guo_printing_choose (call, &printer, error))
    return FALSE;
  json_array_foreach (cases, i, item)
    json_array_append (ids, json_object_get (item, "id"));
  *job = guo_printing_queue (call, printer, ids, NULL, error);
  if (*job > 0 && guo_field_bool (call->body, "simulated_print"))
    return guo_printing_append (call, *job, 0, (gint64) json_array_size (ids), "out", NULL, error);
  return *job >= 0;
}

static json_t *
make_answer (GuoCall *call, const GuoPacking *packing, json_t *cases, gint64 job, GError **error)
{
  g_autoptr(json_t) lot = guo_call_row (call, "packlot", "lot", packing->pack_lot, error);
  gsize i;
  json_t *item;

  if (lot == NULL)
    return NULL;
  json_array_foreach (cases, i, item)
    {
      json_object_set (item, "lot_no", json_object_get (lot, "no"));
      json_object_set (item, "gtin", json_object_get (lot, "gtin"));
      json_object_set_new (item, "lot", json_integer (packing->pack_lot));
      json_object_set_new (item, "net_mg", json_integer (packing->net_mg));
      json_object_set_new (item, "nominal_mg", json_integer (packing->nominal_mg));
      json_object_set_new (item, "net_mode", json_string (packing->net_mode));
      if (!add_uri (call, item, error))
        return NULL;
    }
  return json_pack ("{s:O, s:O, s:o}", "lot", lot, "cases", cases, "job",
                    job > 0 ? json_integer (job) : json_null ());
}

static json_t *
pack (GuoCall *call, GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) cases = NULL;
  gint64 job = 0;

  if (!guo_packing_find_lot (call, packing, error) || !check_holds (call, packing, error) || !read_net (call, packing, error)
      || !check_balance (call, packing, error))
    return NULL;
  if (packing->scale != 0 && !guo_scale_note_take (call, packing->scale, 0, error))
    return NULL;
  if (packing->pack_lot == 0 && !guo_packing_state_lot (call, packing, error))
    return NULL;
  if (append_transform (call, packing, error) < 0)
    return NULL;
  cases = append_cases (call, packing, error);
  if (cases == NULL || !queue_labels (call, cases, &job, error))
    return NULL;
  return make_answer (call, packing, cases, job, error);
}

json_t *
guo_cases_pack (GuoCall *call, GError **error)
{
  GuoPacking packing = {
    .lot = guo_field_int (call->body, "lot", 0),
    .brand = guo_field_int (call->body, "brand", 0),
    .scale = guo_field_int (call->body, "scale", 0),
    .nominal_mg = guo_field_int (call->body, "nominal_mg", 0),
    .count = guo_field_int (call->body, "count", 1),
    .grade_class = guo_field_text (call->body, "grade_class"),
  };
  json_t *answer = pack (call, &packing, error);

  guo_packing_clear (&packing);
  return answer;
}

/* "already-void"; a supervisor's act: the case may have left. The mass stays taken from the lot until the
 * fruit is packed anew. */
json_t *
guo_cases_void (GuoCall *call, GError **error)
{
  g_autoptr(json_t) row = find_case (call, error);
  g_autoptr(json_t) data = json_object ();
  g_autoptr(json_t) house = json_object ();

  if (row == NULL)
    return NULL;
  if (guo_field_bool (row, "void"))
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "already-void", NULL, "this case is void already");
      return NULL;
    }
  json_object_set_new (data, "reason", json_string ("other"));
  json_object_set (house, "text", json_object_get (call->body, "reason"));
  if (!guo_call_set_ref (call, data, "of", guo_field_int (row, "id", 0), error)
      || !guo_call_set_ref (call, house, "approver", guo_approver (call), error)
      || guo_call_append (call,
                          &(GuoFact) {
                            .type = "fact.voided",
                            .data = json_incref (data),
                            .house = json_incref (house),
                          },
                          error)
           < 0)
    return NULL;
  return guo_cases_show (call, error);
}
