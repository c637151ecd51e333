/* Labels printed before their cases: given out with serial and pack lot, bound later by a scan. */
#include "station/call.h"
#include "station/packing.h"
#include "station/rules.h"

const GuoField guo_cases_reserve_fields[] = {
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "plan", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "gtin", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 8, .max = 14 },
  { .name = "grade_class", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 40 },
  { .name = "nominal_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 1000, .max = GUO_PACKING_NOMINAL_MAX_MG },
  { .name = "brand", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "count", .type = GUO_FIELD_INT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = GUO_PACKING_CASES_MAX },
  GUO_PACKING_PRINT_FIELDS,
  { .name = NULL },
};

const GuoField guo_cases_bind_fields[] = {
  GUO_PACKING_WEIGH_FIELDS,
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = NULL },
};

json_t *
guo_cases_reserve (GuoCall *call, GError **error)
{
  g_auto(GuoPacking) packing = { .lot = 0 };

  if (!guo_packing_read (call, &packing, error) || !guo_packing_find_lot (call, &packing, error))
    return NULL;
  return guo_packing_reserve (call, &packing, error);
}

/* "label-bound"[serial], "case-not-packed"[serial, state] */
static json_t *
find_reserved (GuoCall *call, GError **error)
{
  g_autoptr(json_t) row = guo_case_find (call, guo_field_text (call->params, "serial"), error);
  const gchar *state = guo_field_text (row, "state"), *serial = guo_field_text (row, "serial");

  if (row == NULL || g_strcmp0 (state, "reserved") == 0)
    return g_steal_pointer (&row);
  if (g_strcmp0 (state, "packed") == 0)
    guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-bound", json_pack ("{s:s}", "serial", serial),
                "label %s is on a case already", serial);
  else
    guo_refuse (error, GUO_STATION_ERROR_REFUSED, "case-not-packed", json_pack ("{s:s, s:s}", "serial", serial, "state", state),
                "label %s is %s", serial, state);
  return NULL;
}

/* "label-of-day"[packed_on]: the day stands on the label */
static gboolean
read_label (GuoCall *call, GuoPacking *packing, json_t *reserved, GError **error)
{
  const gchar *packed_on;

  packing->pack_lot = guo_field_int (reserved, "lot", 0);
  packing->lot = guo_field_int (reserved, "source", 0);
  packing->scale = guo_field_int (call->body, "scale", 0);
  packing->day = guo_call_today (call, error);
  packing->source = packing->day != NULL ? guo_call_row (call, "lot", "lot", packing->lot, error) : NULL;
  if (packing->source == NULL || !guo_packing_read_before (call, packing, packing->pack_lot, error))
    return FALSE;
  packing->season = (gint) guo_field_int (packing->source, "season", 0);
  packed_on = guo_field_text (packing->before, "packed_on");
  return g_strcmp0 (packed_on, packing->day) == 0
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-of-day", json_pack ("{s:s?}", "packed_on", packed_on),
                        "the label says that the case was packed on %s", packed_on);
}

/* "lot-empty"[left_mg] */
static gboolean
check_balance (GuoCall *call, const GuoPacking *packing, GError **error)
{
  gint64 left_mg = 0;

  if (!guo_packing_loose (call, packing->source, &left_mg, error))
    return FALSE;
  return left_mg >= packing->net_mg || guo_packing_refuse_empty (left_mg, error);
}

json_t *
guo_cases_bind (GuoCall *call, GError **error)
{
  g_autoptr(json_t) reserved = find_reserved (call, error);
  g_auto(GuoPacking) packing = { .count = 1 };

  if (reserved == NULL || !read_label (call, &packing, reserved, error) || !guo_packing_weigh (call, &packing, error)
      || !check_balance (call, &packing, error))
    return NULL;
  return guo_packing_bind (call, &packing, reserved, error);
}
