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
  g_autofree gchar *today = NULL;
  const gchar *day = guo_field_text (params, "day");
  json_t *rows;

  if (params == NULL)
    return NULL;
  if (day == NULL)
    {
      today = guo_call_today (call, error);
      if (today == NULL)
        return NULL;
      json_object_set_new (params, "day", json_string (today));
    }
  else if (!check_day (day, error))
    return NULL;
  rows = guo_database_rows (call->db, "exceptions", params, error);
  return rows != NULL ? json_pack ("{s:o}", "rows", rows) : NULL;
}
