#include "station/label/paper.h"

#include "station/label/ink.h"
#include "station/label/pdf-bytes.h"

#include <string.h>

#define FAMILY "Noto Sans CJK SC"
#define LEAST_PERCENT 67 /* to which a text may be narrowed before it is cut */
#define BAND 2048        /* rows that are thresholded at a time: a strip may be longer than a picture of cairo */

struct _GuoPaper
{
  gint width;
  gint height;      /* used so far */
  PangoFontMap *fonts;
  PangoContext *context;
  PangoLayout *layout;
  cairo_surface_t *drawn; /* a recording, so that its length need not be known before */
  cairo_t *cr;
};

GuoPaper *
guo_paper_new (gint width)
{
  GuoPaper *self = g_new0 (GuoPaper, 1);

  self->width = width;
  self->context = guo_ink_context (&self->fonts, "zh-cn");
  self->layout = pango_layout_new (self->context);
  self->drawn = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  self->cr = cairo_create (self->drawn);
  return self;
}

void
guo_paper_free (GuoPaper *self)
{
  if (self == NULL)
    return;
  cairo_destroy (self->cr);
  cairo_surface_destroy (self->drawn);
  g_object_unref (self->layout);
  g_object_unref (self->context);
  g_object_unref (self->fonts);
  g_free (self);
}

static void
set_text (GuoPaper *self, gint size, gboolean bold, const gchar *text)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, FAMILY);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (self->layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_text (self->layout, text, -1);
}

/* A line is as high as hanzi with some air, whatever the font says: rolls are long enough as it is. */
static gint
line_height (gint size)
{
  return size + MAX (6, size / 4);
}

/* The @line of the layout, narrowed to @scale, its box's top at @y. */
static void
show_line (GuoPaper *self, PangoLayoutLine *line, gint size, gdouble x, gdouble y, gdouble scale)
{
  cairo_save (self->cr);
  cairo_translate (self->cr, x, y + (line_height (size) - size) / 2.0 + size * 0.88);
  cairo_scale (self->cr, scale, 1);
  pango_cairo_show_layout_line (self->cr, line);
  cairo_restore (self->cr);
}

static gdouble
width_of (PangoLayoutLine *line)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (line, NULL, &logical);
  return logical.width / (gdouble) PANGO_SCALE;
}

static gdouble
aligned (GuoLabelAlign align, gdouble x, gdouble room, gdouble width)
{
  return align == GUO_LABEL_RIGHT ? x + room - width : align == GUO_LABEL_CENTER ? x + (room - width) / 2 : x;
}

void
guo_paper_text (GuoPaper *self, gint size, gboolean bold, GuoLabelAlign align, const gchar *text)
{
  set_text (self, size, bold, text);
  pango_layout_set_width (self->layout, self->width * PANGO_SCALE);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  for (gint i = 0; i < pango_layout_get_line_count (self->layout); i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (self->layout, i);

      show_line (self, line, size, aligned (align, 0, self->width, width_of (line)), self->height, 1);
      self->height += line_height (size);
    }
}

static void
show_cell (GuoPaper *self, gint size, gboolean bold, gboolean struck, const GuoPaperCell *cell)
{
  gdouble width, scale, x;

  set_text (self, size, bold, cell->text);
  width = width_of (pango_layout_get_line_readonly (self->layout, 0));
  scale = width > cell->w ? MAX (cell->w / width, LEAST_PERCENT / 100.0) : 1;
  if (width * scale > cell->w)
    {
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (self->layout, (gint) (cell->w / scale * PANGO_SCALE));
      width = width_of (pango_layout_get_line_readonly (self->layout, 0));
    }
  x = aligned (cell->align, cell->x, cell->w, width * scale);
  show_line (self, pango_layout_get_line_readonly (self->layout, 0), size, x, self->height, scale);
  if (!struck || width <= 0)
    return;
  cairo_rectangle (self->cr, x, self->height + line_height (size) / 2, width * scale, MAX (2, size / 10));
  cairo_fill (self->cr);
}

void
guo_paper_cells (GuoPaper *self, gint size, gboolean bold, gboolean struck, const GuoPaperCell *cells, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (cells[i].text != NULL && cells[i].text[0] != '\0')
      show_cell (self, size, bold, struck, &cells[i]);
  self->height += line_height (size);
}

void
guo_paper_band (GuoPaper *self, gint size, const gchar *text)
{
  const GuoPaperCell cell = { .x = size / 2, .w = self->width - size, .align = GUO_LABEL_CENTER, .text = text };

  cairo_rectangle (self->cr, 0, self->height, self->width, line_height (size));
  cairo_fill (self->cr);
  cairo_set_source_rgb (self->cr, 1, 1, 1);
  guo_paper_cells (self, size, TRUE, FALSE, &cell, 1);
  cairo_set_source_rgb (self->cr, 0, 0, 0);
}

void
guo_paper_rule (GuoPaper *self, gint thick)
{
  cairo_rectangle (self->cr, 0, self->height + 5, self->width, thick);
  cairo_fill (self->cr);
  self->height += thick + 10;
}

void
guo_paper_gap (GuoPaper *self, gint dots)
{
  self->height += dots;
}

gboolean
guo_paper_qr (GuoPaper *self, gint module, const gchar *text, GError **error)
{
  g_autoptr(GuoQr) qr = guo_qr_new (text, error);
  gint side;

  if (qr == NULL)
    return FALSE;
  side = ((gint) guo_qr_width (qr) + 2 * GUO_QR_QUIET) * module;
  if (side > self->width)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-qr-too-big",
                       json_pack ("{s:i, s:i}", "bytes", (int) strlen (text), "modules", (int) guo_qr_width (qr)),
                       "the code of %u modules is wider than the paper", guo_qr_width (qr));
  guo_ink_qr (self->cr, qr, (self->width - side) / 2 + GUO_QR_QUIET * module,
              self->height + GUO_QR_QUIET * module, module);
  self->height += side;
  return TRUE;
}

GuoBitmap *
guo_paper_picture (GuoPaper *self)
{
  GuoBitmap *picture = guo_bitmap_new ((guint) self->width, (guint) MAX (self->height, 1));
  cairo_surface_t *band = cairo_image_surface_create (CAIRO_FORMAT_RGB24, self->width, BAND);
  cairo_t *cr = cairo_create (band);

  for (gint y = 0; y < self->height; y += BAND)
    {
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cairo_set_source_surface (cr, self->drawn, 0, -y);
      cairo_paint (cr);
      guo_ink_threshold (band, picture, (guint) MIN (BAND, self->height - y), (guint) y);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (band);
  return picture;
}

GBytes *
guo_paper_pdf (GuoPaper *self, gint margin, GError **error)
{
  GuoPdfBytes *pdf = guo_pdf_bytes_new (self->width + 2 * margin, self->height + margin);
  cairo_t *cr = guo_pdf_bytes_cairo (pdf);

  cairo_set_source_surface (cr, self->drawn, margin, margin / 2.0);
  cairo_paint (cr);
  cairo_show_page (cr);
  return guo_pdf_bytes_finish (pdf, error);
}
