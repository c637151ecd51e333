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

/* The leftmost of 32 pixels is the least significant bit on a little-endian machine and the most significant on another. */
static void
blacken (cairo_surface_t *mask, guint x, guint y)
{
  const gsize stride = (gsize) cairo_image_surface_get_stride (mask);
  guint32 *word = (guint32 *) (void *) (cairo_image_surface_get_data (mask) + y * stride) + x / 32;

  *word |= G_BYTE_ORDER == G_LITTLE_ENDIAN ? 1u << (x % 32) : 0x80000000u >> (x % 32);
}

/* @mask: (transfer full): whose pixels are @side wide; none is mixed with its neighbour */
static void
stencil (cairo_t *cr, cairo_surface_t *mask, gdouble left, gdouble top, gdouble side)
{
  cairo_pattern_t *pattern = cairo_pattern_create_for_surface (mask);
  cairo_matrix_t matrix;

  cairo_surface_mark_dirty (mask);
  cairo_matrix_init_scale (&matrix, 1 / side, 1 / side);
  cairo_matrix_translate (&matrix, -left, -top);
  cairo_pattern_set_matrix (pattern, &matrix);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_mask (cr, pattern);
  cairo_pattern_destroy (pattern);
  cairo_surface_destroy (mask);
}

void
guo_ink_qr (cairo_t *cr, const GuoQr *qr, gdouble left, gdouble top, gdouble module)
{
  const guint n = guo_qr_width (qr);
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A1, (int) n, (int) n);

  for (guint y = 0; y < n; y++)
    for (guint x = 0; x < n; x++)
      if (guo_qr_is_black (qr, x, y))
        blacken (mask, x, y);
  stencil (cr, mask, left, top, module);
}

void
guo_ink_bitmap (cairo_t *cr, const GuoBitmap *dots, gdouble left, gdouble top)
{
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A1, (int) dots->width, (int) dots->height);

  for (guint y = 0; y < dots->height; y++)
    for (guint x = 0; x < dots->width; x++)
      if (guo_bitmap_get (dots, x, y))
        blacken (mask, x, y);
  stencil (cr, mask, left, top, 1);
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
