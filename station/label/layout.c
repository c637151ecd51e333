#include "station/label/layout.h"

#include "station/label/label-resources.h"

#include <string.h>

const gchar *const guo_label_layout_names[] = { "case-60x40", "case-100x60", NULL };
const gchar *const guo_label_paper_names[] = { "case-60x40", "case-100x60", GUO_PALLET_LAYOUT, NULL };
const gchar *const guo_label_builtin_names[] = { "case-60x40", "case-100x60", "pti-100x50", "pallet-a6", NULL };

void
guo_label_layout_free (GuoLabelLayout *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->family);
  g_free (self->language);
  g_free (self->sha256);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->items);
  g_free (self);
}

GuoLabelLayout *
guo_label_layout_builtin (const gchar *id, GError **error)
{
  g_autofree gchar *path = g_strdup_printf ("/guo/label/%s.json", id);
  /* Asked of our own bundle by name: a static library's constructor might not be linked in. */
  g_autoptr(GBytes) bytes = g_resource_lookup_data (guo_label_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                    NULL);

  if (bytes == NULL)
    {
      guo_refuse (error, GUO_STATION_ERROR_NOT_FOUND, "not-found",
                  json_pack ("{s:s, s:s}", "what", "label", "id", id), "there is no label layout “%s”", id);
      return NULL;
    }
  return guo_label_layout_parse (g_bytes_get_data (bytes, NULL), error);
}

GuoLabelLayout *
guo_label_layout_rulers (const GuoLabelLayout *like)
{
  const gint w = like->width, h = like->height;
  g_autofree gchar *size = g_strdup_printf ("%g × %g mm", w / 10.0, h / 10.0);
  /* Whether the edges without a ruler are on the paper is seen by two rules along them. */
  json_auto_t *sheet = json_pack (
    "{s:s, s:i, s:i, s:s, s:s, s:[{s:s, s:s}], s:[{s:s}, {s:s, s:i, s:i, s:i, s:i}, {s:s, s:i, s:i, s:i, s:i},"
    " {s:s, s:s, s:i, s:i, s:i, s:i, s:i, s:s}]}",
    "id", "rulers", "width", w, "height", h, "family", like->family, "language", like->language, "fields", "name",
    "none", "zh", "无", "items", "type", "rulers", "type", "rule", "x", 60, "y", h - 2, "w", w - 60, "h", 2, "type",
    "rule", "x", w - 2, "y", 60, "w", 2, "h", h - 62, "type", "text", "text", size, "x", 90, "baseline", h / 2 + 40, "w",
    MAX (w - 110, 1), "size", 40, "least_size", 10, "align", "center");
  g_autofree gchar *text = json_dumps (sheet, JSON_COMPACT);

  return guo_label_layout_parse (text, NULL);
}

json_t *
guo_label_layout_samples (const GuoLabelLayout *self)
{
  json_t *data = json_object ();

  for (guint i = 0; i < self->fields->len; i++)
    {
      const GuoLabelField *field = g_ptr_array_index (self->fields, i);

      if (field->sample != NULL)
        json_object_set_new (data, field->name, json_string (field->sample));
    }
  return data;
}

/* "field": it has a value; "field=value": this one. */
static gboolean
holds (const gchar *condition, json_t *data)
{
  gsize len = strcspn (condition, "=");
  g_autofree gchar *name = g_strndup (condition, len);
  const gchar *value = json_string_value (json_object_get (data, name));

  return condition[len] == '=' ? g_strcmp0 (value, condition + len + 1) == 0 : value != NULL && value[0] != '\0';
}

gboolean
guo_label_item_wanted (const GuoLabelItem *item, json_t *data)
{
  return (item->condition == NULL || holds (item->condition, data))
         && (item->exception == NULL || !holds (item->exception, data));
}

const gchar *
guo_label_layout_field (const GuoLabelLayout *self, const gchar *header)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const GuoLabelField *field = g_ptr_array_index (self->fields, i);

      if (strcmp (field->name, header) == 0 || strcmp (field->zh, header) == 0)
        return field->name;
    }
  return NULL;
}

gchar *
guo_label_fill (const gchar *text, json_t *data, gchar **missing)
{
  GString *out = g_string_new (NULL);
  const gchar *at = text;

  *missing = NULL;
  while (*at != '\0')
    {
      gsize literal = strcspn (at, "{");
      const gchar *end = strchr (at + literal, '}');
      g_autofree gchar *name = NULL;
      const gchar *value;

      if (end == NULL)
        {
          g_string_append (out, at);
          break;
        }
      g_string_append_len (out, at, (gssize) literal);
      name = g_strndup (at + literal + 1, (gsize) (end - at) - literal - 1);
      value = json_string_value (json_object_get (data, name));
      if (value != NULL && value[0] != '\0')
        g_string_append (out, value);
      else if (*missing == NULL)
        *missing = g_strdup (name);
      at = end + 1;
    }
  return g_string_free (out, FALSE);
}
