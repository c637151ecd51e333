/* A layout file of a label: parsed or refused with a reason; what parses is filled and painted, or refused; its codes
 * are read. */
#include "tests/fuzz/fuzz.h"

#include "station/label/painter.h"
#include "station/label/problems.h"

#define LARGEST 400 /* 0.1 mm: a larger em only takes time */

/* Every field has a value, so that nothing is left out. */
static json_t *
fill (const GuoLabelLayout *layout)
{
  json_t *data = json_object ();

  for (guint i = 0; i < layout->fields->len; i++)
    {
      const GuoLabelField *field = g_ptr_array_index (layout->fields, i);

      json_object_set_new (data, field->name, json_string ("脆李 5 kg"));
    }
  return data;
}

static gboolean
is_small (const GuoLabelLayout *layout)
{
  for (guint i = 0; i < layout->items->len; i++)
    {
      const GuoLabelItem *item = g_ptr_array_index (layout->items, i);

      if (item->size > LARGEST || item->small_size > LARGEST || item->x > layout->width || item->y > layout->height
          || item->baseline > layout->height)
        return FALSE;
    }
  return layout->items->len <= 40;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree gchar *text = size > 0 ? g_strndup ((const gchar *) data, size) : g_strdup ("");
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_parse (text, &error);
  g_autoptr(GuoLabelPainter) painter = NULL;
  g_autoptr(GuoBitmap) picture = NULL;
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) guo_label_problem_free);
  json_auto_t *values = NULL;

  g_assert_true ((layout == NULL) == (error != NULL));
  if (layout == NULL || !is_small (layout))
    return 0;
  values = fill (layout);
  painter = guo_label_painter_new (layout, 203, &error);
  picture = guo_label_paint (painter, values, &error);
  g_assert_true ((picture == NULL) == (error != NULL));
  g_clear_pointer (&picture, guo_bitmap_free);
  picture = guo_label_paint_all (painter, values, problems);
  g_assert_true ((problems->len == 0) == (error == NULL));
  guo_label_problems_read (layout, values, picture, 203, problems);
  return 0;
}
