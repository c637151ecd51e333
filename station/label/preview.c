#include "station/label/preview.h"

#include "station/fields.h"
#include "station/label/painter.h"

static gboolean
check_data (json_t *data, GError **error)
{
  const gchar *name;
  json_t *value;

  if (!json_is_object (data))
    return guo_bad_field (error, "data", "an object of texts is needed");
  json_object_foreach (data, name, value)
    if (!json_is_string (value))
      return guo_bad_field (error, name, "text is needed");
  return TRUE;
}

static gboolean
check_size (const GuoLabelLayout *layout, gint64 dpi, GError **error)
{
  const gint64 dots = guo_label_dots_per_mm (dpi);

  return layout->width * dots / 10 * (layout->height * dots / 10) <= GUO_LABEL_PREVIEW_MOST
         || guo_bad_field (error, "dpi", "too many dots for a preview of this size: take a lower resolution");
}

GuoLabelPreview *
guo_label_preview (const gchar *text, json_t *data, gint64 dpi, GError **error)
{
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_parse (text, error);
  g_autoptr(GuoLabelPreview) self = g_new0 (GuoLabelPreview, 1);
  g_autoptr(GuoLabelPainter) painter = NULL;
  g_autoptr(GuoBitmap) picture = NULL;
  json_auto_t *used = NULL;

  if (layout == NULL || !check_size (layout, dpi, error) || (data != NULL && !check_data (data, error)))
    return NULL;
  painter = guo_label_painter_new (layout, dpi, error);
  if (painter == NULL)
    return NULL;
  used = data != NULL ? json_incref (data) : guo_label_layout_samples (layout);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) guo_label_problem_free);
  picture = guo_label_paint_all (painter, used, self->problems);
  guo_label_problems_read (layout, used, picture, dpi, self->problems);
  self->png = guo_label_png (picture, dpi);
  return g_steal_pointer (&self);
}

void
guo_label_preview_free (GuoLabelPreview *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->png, g_bytes_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}
