#include "ui/settings/request.h"

#include "station/client/row.h"

gchar *
guo_request_path (const GuoSection *section, json_t *row)
{
  if (section->by_path && row != NULL)
    return g_strdup_printf ("%s/%" G_GINT64_FORMAT, section->path, guo_row_int (row, "id"));
  return g_strdup (section->path);
}

void
guo_request_complete (const GuoSection *section, json_t *body, json_t *row, gint64 parent)
{
  if (row != NULL && !section->by_path && !section->single)
    json_object_set_new (body, "replaces", json_integer (guo_row_int (row, "id")));
  if (section->kind != NULL && row == NULL)
    json_object_set_new (body, "kind", json_string (section->kind));
  if (section->parent != NULL)
    json_object_set_new (body, section->parent, json_integer (parent));
}

void
guo_request_put_nested (json_t *body, const gchar *outer, const gchar *inner, json_t *value)
{
  json_t *object = json_object_get (body, outer);

  if (json_is_null (value))
    {
      json_decref (value);
      if (object == NULL)
        json_object_set_new (body, outer, json_null ());
      return;
    }
  if (!json_is_object (object))
    {
      object = json_object ();
      json_object_set_new (body, outer, object);
    }
  json_object_set_new (object, inner, value);
}
