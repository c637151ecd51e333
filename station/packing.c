/* The verbs of cases: show, pack, void. */
#include "station/packing.h"

#include "station/call.h"
#include "station/gs1/digital-link.h"
#include "station/rules.h"
#include "station/scale-note.h"
#include "station/station-private.h"

const GuoField guo_cases_fields[] = {
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "plan", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "gtin", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 8, .max = 14 },
  { .name = "grade_class", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 40 },
  { .name = "nominal_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 1000, .max = GUO_PACKING_NOMINAL_MAX_MG },
  { .name = "brand", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "count", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 1, .max = GUO_PACKING_CASES_MAX },
  GUO_PACKING_WEIGH_FIELDS,
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = "part", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  GUO_PACKING_PRINT_FIELDS,
  { .name = NULL },
};

const GuoField guo_cases_void_fields[] = {
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 200 },
  { .name = NULL },
};

static const gchar *const listed_states[] = { "reserved", "part", NULL };

json_t *
guo_cases_list (GuoCall *call, GError **error)
{
  const gchar *state = guo_field_text (call->params, "state");

  if (state != NULL && *state != '\0' && !g_strv_contains (listed_states, state))
    {
      guo_bad_choice (error, "state", listed_states);
      return NULL;
    }
  return guo_call_list (call, "cases", "lot,limit,before", "state", error);
}

json_t *
guo_case_find (GuoCall *call, const gchar *serial, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:s?}", "serial", serial);
  g_autoptr(json_t) row = guo_database_row (call->db, "case", params, error);

  if (row == NULL || !json_is_null (row))
    return g_steal_pointer (&row);
  guo_call_not_found (error, "case", json_string (serial != NULL ? serial : ""));
  return NULL;
}

gboolean
guo_case_is_free (json_t *pack_case, GError **error)
{
  const gchar *state = guo_field_text (pack_case, "state"), *serial = guo_field_text (pack_case, "serial");

  if (g_strcmp0 (state, "packed") != 0)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "case-not-packed",
                       json_pack ("{s:s?, s:s?}", "serial", serial, "state", state), "case %s is %s", serial, state);
  return guo_field_text (pack_case, "pallet") == NULL
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "case-elsewhere",
                        json_pack ("{s:s?, s:O}", "serial", serial, "pallet", json_object_get (pack_case, "pallet_no")),
                        "case %s stands on pallet %s", serial, guo_field_text (pack_case, "pallet_no"));
}

static gboolean
is_named_before (json_t *rows, json_t *row)
{
  gsize i;
  json_t *other;

  json_array_foreach (rows, i, other)
    if (json_equal (json_object_get (other, "id"), json_object_get (row, "id")))
      return TRUE;
  return FALSE;
}

json_t *
guo_cases_named (GuoCall *call, json_t *named, GError **error)
{
  g_autoptr(json_t) rows = json_array ();
  gsize i;
  json_t *item;

  json_array_foreach (named, i, item)
    {
      g_autoptr(json_t) row = guo_case_find (call, guo_field_text (item, "serial"), error);

      if (row == NULL || !guo_case_is_free (row, error))
        return NULL;
      if (is_named_before (rows, row))
        {
          guo_bad_field (error, "cases", "the same case twice");
          return NULL;
        }
      json_array_append (rows, row);
    }
  return g_steal_pointer (&rows);
}

json_t *
guo_cases_show (GuoCall *call, GError **error)
{
  g_autoptr(json_t) row = guo_case_find (call, guo_field_text (call->params, "serial"), error);
  g_autofree gchar *base = guo_station_pages_url (call->station);
  g_autofree gchar *uri = row != NULL ? guo_digital_link_case (base, guo_field_text (row, "gtin"), guo_field_text (row, "lot_no"),
                                                               guo_field_text (row, "serial"), error)
                                      : NULL;

  if (uri == NULL)
    return NULL;
  json_object_set_new (row, "uri", json_string (uri));
  return g_steal_pointer (&row);
}

/* "needs-practice": a label that no printer saw is out in a simulated season only; "sim-needs-practice" */
gboolean
guo_cases_prepare (GuoCall *call, GError **error)
{
  if (guo_field_bool (call->body, "simulated_print") && !guo_station_is_practice (call->station))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "needs-practice", NULL,
                       "labels are said to be printed in a practice database only");
  if (json_is_integer (json_object_get (call->body, "simulated_mg")))
    return guo_scale_note_simulate (call, error);
  guo_scale_note_settle (call);
  return TRUE;
}

void
guo_packing_clear (GuoPacking *packing)
{
  json_decref (packing->plan);
  json_decref (packing->source);
  json_decref (packing->replaced);
  json_decref (packing->before);
  g_free (packing->day);
  g_free (packing->packed_on);
  g_free (packing->gtin);
}

/* A plan that was stopped fills nothing any more. */
static gboolean
read_plan (GuoCall *call, GuoPacking *packing, GError **error)
{
  gint64 plan = guo_field_int (call->body, "plan", 0);

  if (plan == 0)
    return TRUE;
  packing->plan = guo_pack_plan_row (call, plan, error);
  if (packing->plan == NULL)
    return FALSE;
  return guo_field_bool (packing->plan, "active")
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "plan-stopped",
                        json_pack ("{s:O}", "name", json_object_get (packing->plan, "name")), "the pack plan is stopped");
}

static const gchar *
said_or_planned (GuoCall *call, const GuoPacking *packing, const gchar *name)
{
  const gchar *said = guo_field_text (call->body, name);

  return said != NULL ? said : guo_field_text (packing->plan, name);
}

gboolean
guo_packing_read (GuoCall *call, GuoPacking *packing, GError **error)
{
  if (!read_plan (call, packing, error))
    return FALSE;
  packing->lot = guo_field_int (call->body, "lot", 0);
  packing->brand = guo_field_int (call->body, "brand", guo_field_int (packing->plan, "brand", 0));
  packing->scale = guo_field_int (call->body, "scale", 0);
  packing->nominal_mg = guo_field_int (call->body, "nominal_mg", guo_field_int (packing->plan, "nominal_mg", 0));
  packing->count = guo_field_int (call->body, "count", 1);
  packing->part = guo_field_bool (call->body, "part");
  packing->grade_class = said_or_planned (call, packing, "grade_class");
  packing->gtin_given = said_or_planned (call, packing, "gtin");
  return TRUE;
}

gboolean
guo_packing_read_before (GuoCall *call, GuoPacking *packing, gint64 pack_lot, GError **error)
{
  gint64 plan;

  packing->before = guo_call_row (call, "packlot", "lot", pack_lot, error);
  plan = guo_field_int (packing->before, "plan", 0);
  if (packing->before == NULL)
    return FALSE;
  if (plan != 0)
    packing->plan = guo_pack_plan_row (call, plan, error);
  packing->nominal_mg = guo_field_int (packing->before, "nominal_mg", 0);
  packing->brand = guo_field_int (json_object_get (packing->before, "brand"), "id", 0);
  packing->gtin_given = guo_field_text (packing->before, "gtin");
  packing->grade_class = guo_field_text (packing->before, "grade_class");
  return plan == 0 || packing->plan != NULL;
}

/* "lot-empty"[left_mg]: no case is packed from fruit that was not weighed. */
static gboolean
check_balance (GuoCall *call, const GuoPacking *packing, GError **error)
{
  gint64 left_mg = 0;

  if (!guo_packing_loose (call, packing->source, &left_mg, error))
    return FALSE;
  return left_mg >= packing->net_mg * packing->count || guo_packing_refuse_empty (left_mg, error);
}

json_t *
guo_cases_pack (GuoCall *call, GError **error)
{
  g_auto(GuoPacking) packing = { .lot = 0 };

  if (!guo_packing_read (call, &packing, error) || !guo_packing_find_lot (call, &packing, error)
      || !guo_packing_weigh (call, &packing, error) || !check_balance (call, &packing, error))
    return NULL;
  return guo_packing_write (call, &packing, error);
}

/* "already-void", "case-not-packed", "case-elsewhere"; a supervisor's act: the case may have left. Its fruit is loose in
 * the pack lot then, to be packed anew or thrown away. */
json_t *
guo_cases_void (GuoCall *call, GError **error)
{
  g_autoptr(json_t) row = guo_case_find (call, guo_field_text (call->params, "serial"), error);
  g_autoptr(json_t) data = json_object ();
  g_autoptr(json_t) house = json_object ();

  if (row == NULL)
    return NULL;
  if (guo_field_bool (row, "void"))
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "already-void", NULL, "this case is void already");
      return NULL;
    }
  if (g_strcmp0 (guo_field_text (row, "state"), "reserved") != 0 && !guo_case_is_free (row, error))
    return NULL;
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
