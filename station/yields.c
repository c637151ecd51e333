#include "station/call.h"
#include "station/rules.h"

static const gchar *const keys[] = { "day", "cooperative", "product", "variety", NULL };

/* "bad-field"[by]: what to group by is a list of day, cooperative, product, variety. */
static gboolean
set_grouping (json_t *query, GError **error)
{
  const gchar *by = guo_field_text (query, "by");
  g_auto(GStrv) list = g_strsplit (by != NULL ? by : "day,cooperative,product,variety", ",", -1);

  for (gchar **key = list; *key != NULL; key++)
    if (!g_strv_contains (keys, *key))
      return guo_bad_field (error, "by", "not a list of day, cooperative, product, variety");
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      g_autofree gchar *name = g_strconcat ("by_", keys[i], NULL);

      json_object_set_new (query, name, json_integer (g_strv_contains ((const gchar *const *) list, keys[i])));
    }
  json_object_del (query, "by");
  return TRUE;
}

static gboolean
check_days (json_t *query, GError **error)
{
  static const gchar *const days[] = { "from", "to", NULL };

  for (gsize i = 0; days[i] != NULL; i++)
    {
      const gchar *day = guo_field_text (query, days[i]);

      if (day != NULL && !guo_field_is_day (day))
        return guo_bad_field (error, days[i], "not a day YYYY-MM-DD");
    }
  return TRUE;
}

json_t *
guo_yields_list (GuoCall *call, GError **error)
{
  g_autoptr(json_t) query = guo_call_query (call, "season,cooperative,product,variety", "by,from,to", error);
  json_t *rows;

  if (query == NULL || !set_grouping (query, error) || !check_days (query, error))
    return NULL;
  rows = guo_database_rows (call->db, "yields", query, error);
  return rows != NULL ? json_pack ("{s:o}", "rows", rows) : NULL;
}
