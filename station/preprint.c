/* Labels printed before their cases, in the evening for tomorrow: given out with serial and pack lot, bound by a scan on the
 * day that stands on them. */
#include "station/call.h"
#include "station/packing.h"
#include "station/rules.h"

#include <string.h>

const GuoField guo_cases_reserve_fields[] = {
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "plan", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "gtin", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 8, .max = 14 },
  { .name = "grade_class", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 40 },
  { .name = "nominal_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 1000, .max = GUO_PACKING_NOMINAL_MAX_MG },
  { .name = "brand", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "count", .type = GUO_FIELD_INT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = GUO_PACKING_CASES_MAX },
  { .name = "packed_on", .type = GUO_FIELD_DAY, .need = GUO_FIELD_OPTIONAL },
  GUO_PACKING_PRINT_FIELDS,
  { .name = NULL },
};

const GuoField guo_cases_bind_fields[] = {
  GUO_PACKING_WEIGH_FIELDS,
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = NULL },
};

static gchar *
days_later (const gchar *day, gint days)
{
  g_autofree gchar *noon = g_strconcat (day, "T12:00:00Z", NULL);
  g_autoptr(GDateTime) from = g_date_time_new_from_iso8601 (noon, NULL);
  g_autoptr(GDateTime) to = g_date_time_add_days (from, days);

  return g_date_time_format (to, "%F");
}

/* "bad-field"[packed_on]: a label cannot say that a case was packed before it was, and nobody knows next month's fruit. */
static gboolean
read_packed_on (GuoCall *call, GuoPacking *packing, GError **error)
{
  const gchar *packed_on = guo_field_text (call->body, "packed_on");
  g_autofree gchar *today = guo_call_today (call, error);
  g_autofree gchar *last = today != NULL ? days_later (today, GUO_PACKING_AHEAD_DAYS) : NULL;

  packing->packed_on = g_strdup (packed_on);
  if (today == NULL || packed_on == NULL)
    return today != NULL;
  if (strcmp (packed_on, today) < 0)
    return guo_bad_field (error, "packed_on", "before today");
  return strcmp (packed_on, last) <= 0 || guo_bad_field (error, "packed_on", "more than a week ahead");
}

json_t *
guo_cases_reserve (GuoCall *call, GError **error)
{
  g_auto(GuoPacking) packing = { .lot = 0 };

  if (!guo_packing_read (call, &packing, error) || !read_packed_on (call, &packing, error)
      || !guo_packing_find_lot (call, &packing, error))
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

/* "label-of-day"[serial, packed_on, ahead]: the day stands on the label. One of an earlier day will never be right again. */
static gboolean
check_day (const GuoPacking *packing, json_t *reserved, GError **error)
{
  const gchar *packed_on = guo_field_text (packing->before, "packed_on"), *serial = guo_field_text (reserved, "serial");
  gint order = g_strcmp0 (packed_on, packing->day);

  return order == 0
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-of-day",
                        json_pack ("{s:s?, s:s?, s:b}", "serial", serial, "packed_on", packed_on, "ahead", order > 0),
                        order > 0 ? "label %s is for cases packed on %s: bind it on that day"
                                  : "label %s says that the case was packed on %s: scrap it", serial, packed_on);
}

static gboolean
read_label (GuoCall *call, GuoPacking *packing, json_t *reserved, GError **error)
{
  packing->pack_lot = guo_field_int (reserved, "lot", 0);
  packing->lot = guo_field_int (reserved, "source", 0);
  packing->scale = guo_field_int (call->body, "scale", 0);
  packing->day = guo_call_today (call, error);
  packing->source = packing->day != NULL ? guo_call_row (call, "lot", "lot", packing->lot, error) : NULL;
  if (packing->source == NULL || !guo_packing_read_before (call, packing, packing->pack_lot, error))
    return FALSE;
  packing->season = (gint) guo_field_int (packing->source, "season", 0);
  return check_day (packing, reserved, error);
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
