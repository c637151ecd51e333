#include "station/label/names.h"

#include "station/client/grade-words.h"
#include "station/fields.h"
#include "station/label/case-data.h"
#include "station/label/draw.h"
#include "station/label/painter.h"
#include "station/label/problems.h"

#include <string.h>

/* One field of a layout, with the items that show it. */
typedef struct
{
  GuoLabelLayout part; /* the layout with these items alone; borrows everything else */
  GArray *places;      /* gint: where they stand in the whole one */
  GuoLabelDrawing drawing;
} Shown;

static const gchar *
said (json_t *row, const gchar *name)
{
  const gchar *value = json_string_value (json_object_get (row, name));

  return value != NULL ? value : "";
}

static gchar *
joined (const gchar *first, const gchar *separator, const gchar *second)
{
  return g_strjoin (first[0] != '\0' && second[0] != '\0' ? separator : "", first, second, NULL);
}

/* What the label says of a name, as case-data.c puts it together. */
static gchar *
value_of (json_t *row)
{
  const gchar *field = said (row, "field"), *value = said (row, "value"), *second = said (row, "second");

  if (strcmp (field, "origin") == 0)
    {
      json_auto_t *places = json_pack ("[{s:s, s:s}]", "township", second, "name", value);

      return guo_case_label_origin (places, "");
    }
  if (strcmp (field, "commodity") == 0)
    return joined (second, " ", value);
  if (strcmp (field, "description") == 0)
    return joined (value, " · ", guo_grade_word_in_english ("special"));
  if (strcmp (field, "origin_en") == 0)
    {
      g_autofree gchar *place = joined (second, ", ", value);

      return joined (place, ", ", "China");
    }
  if (strcmp (field, "brand") == 0)
    {
      g_autofree gchar *mark = joined (second, " ", said (row, "third"));

      return joined (value, " · ", mark);
    }
  return g_strdup (value);
}

static gboolean
shows (const GuoLabelItem *item, const gchar *braced)
{
  if (item->text != NULL && strstr (item->text, braced) != NULL)
    return item->kind != GUO_LABEL_QR && item->kind != GUO_LABEL_GS1_128;
  for (guint i = 0; item->rows != NULL && i < item->rows->len; i++)
    if (shows (g_ptr_array_index (item->rows, i), braced))
      return TRUE;
  return FALSE;
}

static void
shown_free (gpointer data)
{
  Shown *self = data;

  guo_label_drawing_clear (&self->drawing);
  g_ptr_array_unref (self->part.items);
  g_array_unref (self->places);
  g_free (self);
}

static Shown *
shown_new (const GuoLabelLayout *layout, const gchar *field, guint dots_per_mm)
{
  g_autofree gchar *braced = g_strdup_printf ("{%s}", field);
  Shown *self = g_new0 (Shown, 1);

  self->part = *layout;
  self->part.items = g_ptr_array_new ();
  self->places = g_array_new (FALSE, FALSE, sizeof (gint));
  for (gint i = 0; i < (gint) layout->items->len; i++)
    if (shows (g_ptr_array_index (layout->items, i), braced))
      {
        g_ptr_array_add (self->part.items, g_ptr_array_index (layout->items, i));
        g_array_append_val (self->places, i);
      }
  guo_label_drawing_init (&self->drawing, &self->part, dots_per_mm);
  return self;
}

/* @answer: gets what is wrong with the name; one sentence of it is enough */
static void
try_name (Shown *self, cairo_t *cr, json_t *data, const gchar *name, json_t *problems, gint *faulty)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) guo_label_problem_free);
  GuoLabelProblem *first;

  guo_label_draw_all (&self->drawing, cr, data, found);
  if (found->len == 0)
    return;
  *faulty += 1;
  if (json_array_size (problems) >= GUO_LABEL_NAMES_TOLD)
    return;
  first = g_ptr_array_index (found, 0);
  first->item = g_array_index (self->places, gint, first->item);
  json_array_append_new (problems, guo_label_problem_object (first));
  json_object_set_new (json_array_get (problems, json_array_size (problems) - 1), "name", json_string (name));
}

static Shown *
shown_of (GHashTable *fields, const GuoLabelLayout *layout, const gchar *field, guint dots_per_mm)
{
  Shown *shown = g_hash_table_lookup (fields, field);

  if (shown == NULL)
    {
      shown = shown_new (layout, field, dots_per_mm);
      g_hash_table_insert (fields, g_strdup (field), shown);
    }
  return shown;
}

static json_t *
try_all (json_t *rows, const GuoLabelLayout *layout, guint dots_per_mm)
{
  /* nothing is looked at but what the text needs: one dot is room enough */
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, shown_free);
  json_t *problems = json_array ();
  gint tried = 0, faulty = 0;
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    {
      Shown *shown = shown_of (fields, layout, said (row, "field"), dots_per_mm);
      g_autofree gchar *value = value_of (row);
      json_auto_t *data = guo_label_layout_samples (layout);

      if (shown->part.items->len == 0 || *value == '\0')
        continue;
      tried++;
      json_object_set_new (data, said (row, "field"), json_string (value));
      try_name (shown, cr, data, value, problems, &faulty);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return json_pack ("{s:i, s:i, s:o}", "tried", tried, "faulty", faulty, "problems", problems);
}

json_t *
guo_label_names (GuoDatabase *db, const GuoLabelLayout *layout, gint64 dpi, GError **error)
{
  const guint dots_per_mm = guo_label_dots_per_mm (dpi);
  g_autoptr(json_t) rows = NULL;

  if (dots_per_mm == 0)
    {
      guo_bad_field (error, "dpi", "203, 300 or 600");
      return NULL;
    }
  rows = guo_database_rows (db, "label-names", NULL, error);
  return rows != NULL ? try_all (rows, layout, dots_per_mm) : NULL;
}
