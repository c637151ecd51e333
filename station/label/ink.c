#include "station/label/ink.h"

#define DARK 150 /* of 255: a dot with less light than this is black; thin strokes of small hanzi stay whole */

PangoContext *
guo_ink_context (PangoFontMap **fonts, const gchar *language)
{
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoContext *context;

  *fonts = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  context = pango_font_map_create_context (*fonts);
  /* Outside a Chinese locale the shapes of hanzi would be Japanese. */
  pango_context_set_language (context, pango_language_from_string (language));
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  return context;
}

void
guo_ink_qr (cairo_t *cr, const GuoQr *qr, gdouble left, gdouble top, gdouble module)
{
  guint n = guo_qr_width (qr);

  for (guint y = 0; y < n; y++)
    for (guint x = 0; x < n;)
      {
        guint run = 0;

        while (x + run < n && guo_qr_is_black (qr, x + run, y))
          run++;
        if (run > 0)
          cairo_rectangle (cr, left + x * module, top + y * module, run * module, module);
        x += run + 1;
      }
  cairo_fill (cr);
}

void
guo_ink_threshold (cairo_surface_t *surface, GuoBitmap *into, guint height, guint y)
{
  const guint8 *pixels;
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  for (guint row = 0; row < height; row++)
    for (guint x = 0; x < into->width; x++)
      if (pixels[row * stride + x * 4] < DARK)
        guo_bitmap_set (into, x, y + row);
}
