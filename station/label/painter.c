#include "station/label/painter.h"

#include "station/label/draw.h"
#include "station/label/ink.h"

struct _GuoLabelPainter
{
  GuoLabelDrawing drawing;
  cairo_surface_t *surface; /* RGB: white behind, used for every label in turn */
  cairo_t *cr;
  guint width;
  guint height;
};

guint
guo_label_dots_per_mm (gint64 dpi)
{
  return dpi == 203 ? 8 : dpi == 300 ? 12 : dpi == 600 ? 24 : 0;
}

GuoLabelPainter *
guo_label_painter_new (const GuoLabelLayout *layout, gint64 dpi, GError **error)
{
  guint dots_per_mm = guo_label_dots_per_mm (dpi);
  GuoLabelPainter *self;

  if (dots_per_mm == 0)
    {
      guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "bad-field",
                  json_pack ("{s:s, s:s}", "field", "dpi", "reason", "203, 300 or 600"),
                  "dpi: %" G_GINT64_FORMAT " is none of 203, 300, 600", dpi);
      return NULL;
    }
  self = g_new0 (GuoLabelPainter, 1);
  guo_label_drawing_init (&self->drawing, layout, dots_per_mm);
  self->width = (guint) layout->width * dots_per_mm / 10;
  self->height = (guint) layout->height * dots_per_mm / 10;
  self->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) self->width, (int) self->height);
  self->cr = cairo_create (self->surface);
  return self;
}

void
guo_label_painter_free (GuoLabelPainter *self)
{
  if (self == NULL)
    return;
  cairo_destroy (self->cr);
  cairo_surface_destroy (self->surface);
  guo_label_drawing_clear (&self->drawing);
  g_free (self);
}

static void
blank (GuoLabelPainter *self)
{
  cairo_set_source_rgb (self->cr, 1, 1, 1);
  cairo_paint (self->cr);
}

static GuoBitmap *
picture_of (GuoLabelPainter *self)
{
  GuoBitmap *picture = guo_bitmap_new (self->width, self->height);

  guo_ink_threshold (self->surface, picture, self->height, 0);
  return picture;
}

GuoBitmap *
guo_label_paint (GuoLabelPainter *self, json_t *data, GError **error)
{
  blank (self);
  return guo_label_draw (&self->drawing, self->cr, data, error) ? picture_of (self) : NULL;
}

GuoBitmap *
guo_label_paint_all (GuoLabelPainter *self, json_t *data, GPtrArray *problems)
{
  blank (self);
  guo_label_draw_all (&self->drawing, self->cr, data, problems);
  return picture_of (self);
}
