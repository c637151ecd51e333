#include "db/shares.h"

#include <string.h>

#include "station/call.h"
#include "station/rules.h"

#define PARTS_MAX 50
#define TOTAL_MAX G_GINT64_CONSTANT (1000000000000)

/* "24,12": whole numbers, none negative. */
static gboolean
read_weights (const gchar *text, gint64 *weights, gsize *n, GError **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", PARTS_MAX + 1);

  *n = g_strv_length (parts);
  if (*n > PARTS_MAX)
    return guo_bad_field (error, "weights", "at most 50 numbers");
  for (gsize i = 0; i < *n; i++)
    if (!g_ascii_string_to_signed (parts[i], 10, 0, TOTAL_MAX, &weights[i], NULL))
      return guo_bad_field (error, "weights", "whole numbers, a comma between them");
  return *n > 0 || guo_bad_field (error, "weights", "at least one number");
}

json_t *
guo_shares_show (GuoCall *call, GError **error)
{
  g_autoptr(json_t) query = guo_call_query (call, "total", "weights", error);
  gint64 weights[PARTS_MAX] = { 0 }, parts[PARTS_MAX] = { 0 };
  const gchar *text = query != NULL ? guo_field_text (query, "weights") : NULL;
  gint64 total = guo_field_int (query, "total", GUO_SHARES_PPM);
  gsize n = 0;
  json_t *rows;

  if (query == NULL || !read_weights (text != NULL ? text : "", weights, &n, error))
    return NULL;
  if (total < 1 || total > TOTAL_MAX)
    {
      guo_bad_field (error, "total", "1 to 10^12");
      return NULL;
    }
  guo_shares_split (weights, n, total, parts);
  rows = json_array ();
  for (gsize i = 0; i < n; i++)
    json_array_append_new (rows, json_integer (parts[i]));
  return json_pack ("{s:o}", "parts", rows);
}
