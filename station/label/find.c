#include "station/label/find.h"

#include "station/label/case-data.h"
#include "station/label/pallet-data.h"

gchar *
guo_label_layout_text (GuoDatabase *db, const gchar *name, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:s}", "name", name);
  g_autoptr(json_t) own = guo_database_row (db, "label-layout-named", params, error);
  g_autoptr(GBytes) shipped = NULL;

  if (own == NULL)
    return NULL;
  if (!json_is_null (own))
    return g_strdup (json_string_value (json_object_get (own, "file")));
  shipped = guo_label_layout_builtin_text (name, error);
  return shipped != NULL ? g_strndup (g_bytes_get_data (shipped, NULL), g_bytes_get_size (shipped)) : NULL;
}

GuoLabelLayout *
guo_label_layout_find (GuoDatabase *db, const gchar *name, GError **error)
{
  g_autofree gchar *text = guo_label_layout_text (db, name, error);

  return text != NULL ? guo_label_layout_parse (text, error) : NULL;
}

static gboolean
knows_all (const gchar *const *known, const GuoLabelLayout *layout)
{
  for (guint i = 0; i < layout->fields->len; i++)
    if (!g_strv_contains (known, ((const GuoLabelField *) g_ptr_array_index (layout->fields, i))->name))
      return FALSE;
  return TRUE;
}

const gchar *
guo_label_layout_purpose (const GuoLabelLayout *self)
{
  return knows_all (guo_case_label_fields, self) ? "case" : knows_all (guo_pallet_label_fields, self) ? "pallet" : "other";
}

const gchar *
guo_label_layout_purpose_of (GuoDatabase *db, const gchar *name)
{
  g_autoptr(GError) none = NULL;
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_find (db, name, &none);

  return layout != NULL ? guo_label_layout_purpose (layout) : NULL;
}
