#include "station/label/longest.h"

#include "station/label/case-data.h"

#include <string.h>

/* Fields whose longest value is one column's. */
static const struct
{
  const gchar *field;
  const gchar *column; /* of label-longest */
} plain[] = {
  { "product", "product" },   { "variety", "variety" }, { "promisor", "cooperative" }, { "contact", "phone" },
  { "lot", "lot" },           { "from", "centre" },     { "centre", "centre" },
};

static const gchar *
said (json_t *longest, const gchar *column)
{
  const gchar *value = json_string_value (json_object_get (longest, column));

  return value != NULL ? value : "";
}

static gboolean
put (json_t *into, const gchar *field, const gchar *value)
{
  return value[0] != '\0' && json_object_set_new (into, field, json_string (value)) == 0;
}

static void
put_joined (json_t *into, const gchar *field, const gchar *first, const gchar *separator, const gchar *second)
{
  g_autofree gchar *value = g_strjoin (first[0] != '\0' && second[0] != '\0' ? separator : "", first, second, NULL);

  put (into, field, value);
}

/* As case-data.c puts them together. */
static void
put_composed (json_t *into, json_t *longest)
{
  g_autoptr(json_t) places = json_pack ("[{s:s, s:s}]", "township", said (longest, "township"), "name", said (longest, "village"));
  g_autofree gchar *origin = guo_case_label_origin (said (longest, "village")[0] != '\0' ? places : NULL, said (longest, "place"));
  const gchar *class = guo_case_class_name (said (longest, "grade_class"));
  g_autofree gchar *mark = g_strjoin (" ", said (longest, "mark"), said (longest, "licence"), NULL);

  put (into, "origin", strlen (origin) >= strlen (said (longest, "place")) ? origin : said (longest, "place"));
  put (into, "grade_class", class);
  if (said (longest, "mark")[0] != '\0')
    put_joined (into, "brand", said (longest, "brand"), " · ", mark);
  put_joined (into, "commodity", said (longest, "product_en"), " ", said (longest, "product"));
  put (into, "grower", strlen (said (longest, "cooperative_en")) > strlen (said (longest, "cooperative"))
                         ? said (longest, "cooperative_en") : said (longest, "cooperative"));
}

/* The layout's own fields alone. */
static json_t *
only_fields (const GuoLabelLayout *layout, json_t *all)
{
  json_t *data = guo_label_layout_samples (layout);

  for (guint i = 0; i < layout->fields->len; i++)
    {
      const gchar *name = ((const GuoLabelField *) g_ptr_array_index (layout->fields, i))->name;
      json_t *value = json_object_get (all, name);

      if (value != NULL)
        json_object_set (data, name, value);
    }
  return data;
}

json_t *
guo_label_longest (GuoDatabase *db, const GuoLabelLayout *layout, GError **error)
{
  g_autoptr(json_t) rows = guo_database_rows (db, "label-longest", NULL, error);
  g_autoptr(json_t) longest = json_object (), all = json_object ();
  gsize i;
  json_t *row;

  if (rows == NULL)
    return NULL;
  json_array_foreach (rows, i, row)
    json_object_set (longest, json_string_value (json_object_get (row, "field")), json_object_get (row, "value"));
  for (i = 0; i < G_N_ELEMENTS (plain); i++)
    put (all, plain[i].field, said (longest, plain[i].column));
  put_composed (all, longest);
  return only_fields (layout, all);
}
