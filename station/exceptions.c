#include "station/call.h"
#include "station/rules.h"

/* "bad-field": no day */
static gboolean
check_day (const gchar *day, GError **error)
{
  return guo_field_is_day (day) || guo_bad_field (error, "day", "not a day YYYY-MM-DD");
}

json_t *
guo_exceptions_list (GuoCall *call, GError **error)
{
  g_autoptr(json_t) params = guo_call_query (call, "", "day", error);
  g_autofree gchar *today = params != NULL ? guo_call_today (call, error) : NULL;
  const gchar *day = guo_field_text (params, "day");
  g_autoptr(json_t) rows = NULL;
  g_autoptr(json_t) graded = NULL;

  if (today == NULL || (day != NULL && !check_day (day, error)))
    return NULL;
  if (day == NULL)
    json_object_set_new (params, "day", json_string (today));
  rows = guo_database_rows (call->db, "exceptions", params, error);
  json_object_set_new (params, "today", json_string (today));
  graded = rows != NULL ? guo_database_rows (call->db, "exceptions-graded", params, error) : NULL;
  if (graded == NULL)
    return NULL;
  json_array_extend (rows, graded);
  return json_pack ("{s:O}", "rows", rows);
}
