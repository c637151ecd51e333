#include "station/client/row.h"

gint64
guo_row_int (json_t *row, const gchar *key)
{
  return json_integer_value (json_object_get (row, key));
}

const gchar *
guo_row_text (json_t *row, const gchar *key)
{
  const gchar *text = json_string_value (json_object_get (row, key));

  return text != NULL ? text : "";
}

gboolean
guo_row_flag (json_t *row, const gchar *key)
{
  return json_is_true (json_object_get (row, key));
}

gboolean
guo_row_has (json_t *row, const gchar *key)
{
  json_t *member = json_object_get (row, key);

  return member != NULL && !json_is_null (member);
}

json_t *
guo_row_list (json_t *row, const gchar *key)
{
  json_t *member = json_object_get (row, key);

  return json_is_array (member) ? member : NULL;
}

const gchar *
guo_row_name (json_t *row, gboolean english)
{
  const gchar *name_en = guo_row_text (row, "name_en");

  return english && *name_en != '\0' ? name_en : guo_row_text (row, "name");
}
