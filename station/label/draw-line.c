#include "station/label/draw-private.h"

#include <math.h>

static void
set_font (GuoLabelDrawing *self, gdouble size, gboolean bold)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, self->layout->family);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (self->line, font);
  pango_font_description_free (font);
}

/* The first character of @text that the line's font has no glyph for. */
static gchar *
character_without_glyph (GuoLabelDrawing *self, const gchar *text)
{
  g_autoptr(PangoFont) font = pango_context_load_font (self->context,
                                                       pango_layout_get_font_description (self->line));

  for (const gchar *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (font == NULL || g_unichar_iscntrl (g_utf8_get_char (at)) || !pango_font_has_char (font, g_utf8_get_char (at)))
      return g_strndup (at, (gsize) (g_utf8_next_char (at) - at));
  return g_strdup (text);
}

/* Pango would show a control character as a sign of its own. */
static gboolean
has_control (const gchar *text)
{
  for (const gchar *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

gboolean
guo_label_set_text (GuoLabelDrawing *self, const GuoLabelLine *line, const gchar *text, GError **error)
{
  g_autofree gchar *bad = NULL;

  set_font (self, line->size, line->bold);
  pango_layout_set_width (self->line, -1);
  pango_layout_set_text (self->line, text, -1);
  if (!has_control (text) && pango_layout_get_unknown_glyphs_count (self->line) == 0)
    return TRUE;
  bad = character_without_glyph (self, text);
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-missing-glyph",
                     json_pack ("{s:s, s:s, s:s}", "field", line->whose, "text", text, "character", bad),
                     "label: %s “%s”: the font “%s” has no glyph for U+%04X “%s”", line->whose, text,
                     self->layout->family, g_utf8_get_char (bad), bad);
}

static void
text_extents (GuoLabelDrawing *self, PangoRectangle *ink, PangoRectangle *logical)
{
  pango_layout_line_get_extents (pango_layout_get_line_readonly (self->line, 0), ink, logical);
}

static gboolean
check_digit_height (GuoLabelDrawing *self, const GuoLabelLine *line, GError **error)
{
  PangoRectangle ink;
  gdouble height;

  if (line->digit_height == 0)
    return TRUE;
  set_font (self, line->size, line->bold);
  pango_layout_set_text (self->line, "0", -1);
  text_extents (self, &ink, NULL);
  height = ink.height / (gdouble) PANGO_SCALE * 10 / self->dots_per_mm;
  if (height >= line->digit_height)
    return TRUE;
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-digits-too-small",
                     json_pack ("{s:s, s:f, s:f}", "field", line->whose, "height_mm", height / 10, "least_mm",
                                line->digit_height / 10.0),
                     "label: %s: the figures are %.1f mm high, the law asks for %.1f mm", line->whose, height / 10,
                     line->digit_height / 10.0);
}

gboolean
guo_label_refuse_too_long (const GuoLabelDrawing *self, const gchar *whose, const gchar *text, gdouble needed,
                           gdouble available, GError **error)
{
  gchar needed_text[16], available_text[16];

  g_ascii_formatd (needed_text, sizeof needed_text, "%.1f", needed / self->dots_per_mm);
  g_ascii_formatd (available_text, sizeof available_text, "%.1f", available / self->dots_per_mm);
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-too-long",
                     json_pack ("{s:s, s:s, s:s, s:s}", "field", whose, "text", text, "needed_mm", needed_text,
                                "available_mm", available_text),
                     "label: %s “%s” needs %s mm, there are %s mm", whose, text, needed_text, available_text);
}

gdouble
guo_label_text_width (GuoLabelDrawing *self)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (self->line, 0), NULL, &logical);
  return logical.width / (gdouble) PANGO_SCALE;
}

/* Ends what is set in the line in "…" so that it is @width dots wide at most. */
static void
cut (GuoLabelDrawing *self, gdouble width, PangoRectangle *ink, PangoRectangle *logical)
{
  pango_layout_set_ellipsize (self->line, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (self->line, (gint) (width * PANGO_SCALE));
  text_extents (self, ink, logical);
}

static void
show (GuoLabelDrawing *self, cairo_t *cr, gdouble x, gdouble baseline, gdouble scale)
{
  cairo_save (cr);
  cairo_translate (cr, x, baseline);
  cairo_scale (cr, scale, 1);
  cairo_move_to (cr, 0, 0); /* Pango shows it at the current point, wherever a line before left that */
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (self->line, 0));
  cairo_restore (cr);
}

static gdouble
aligned (const GuoLabelLine *line, gdouble width)
{
  if (line->align == GUO_LABEL_RIGHT)
    return line->x + line->w - width;
  if (line->align == GUO_LABEL_CENTER)
    return line->x + (line->w - width) / 2;
  return line->x;
}

/* A black band around the text, which is then drawn in white. */
static GuoLabelArea
draw_band (cairo_t *cr, const GuoLabelLine *line, gdouble x, gdouble width)
{
  gdouble pad = floor (line->size * 0.25);
  GuoLabelArea band = { floor (x - pad), floor (line->baseline - line->size * 0.98), ceil (x + width + pad),
                        ceil (line->baseline + line->size * 0.24), line->whose };

  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rectangle (cr, band.left, band.top, band.right - band.left, band.bottom - band.top);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  return band;
}

/* Sets @text in the line, smaller where it would not fit even when narrowed and may be so. */
static gboolean
fit_size (GuoLabelDrawing *self, GuoLabelLine *line, const gchar *text, GError **error)
{
  gdouble width;

  if (!guo_label_set_text (self, line, text, error))
    return FALSE;
  width = guo_label_text_width (self) * line->squeeze / 100;
  if (line->least_size <= 0 || width <= line->w)
    return TRUE;
  line->size = MAX (floor (line->size * line->w / width * 4) / 4, line->least_size);
  return guo_label_set_text (self, line, text, error);
}

static gboolean
set_line (GuoLabelDrawing *self, GuoLabelLine *line, const gchar *text, GError **error)
{
  if (line->reverse)
    {
      line->x += floor (line->size * 0.25);
      line->w -= 2 * floor (line->size * 0.25);
    }
  if (!fit_size (self, line, text, error))
    return FALSE;
  return line->digit_height == 0
         || (check_digit_height (self, line, error) && guo_label_set_text (self, line, text, error));
}

gboolean
guo_label_draw_line (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelLine *wanted, const gchar *text, GError **error)
{
  GuoLabelLine line = *wanted;
  PangoRectangle ink, logical;
  gdouble width, scale, x;
  GuoLabelArea area;

  if (!set_line (self, &line, text, error))
    return FALSE;
  text_extents (self, &ink, &logical);
  width = logical.width / (gdouble) PANGO_SCALE;
  scale = width > line.w ? line.w / width : 1;
  if (scale * 100 < line.squeeze && !line.ellipsis)
    return guo_label_refuse_too_long (self, line.whose, text, width * line.squeeze / 100, line.w, error);
  if (scale * 100 < line.squeeze)
    {
      scale = line.squeeze / 100.0;
      cut (self, line.w / scale, &ink, &logical);
      width = logical.width / (gdouble) PANGO_SCALE;
    }
  x = aligned (&line, width * scale);
  area = (GuoLabelArea) { x + ink.x * scale / PANGO_SCALE, line.baseline + ink.y / (gdouble) PANGO_SCALE,
                          x + (ink.x + ink.width) * scale / PANGO_SCALE,
                          line.baseline + (ink.y + ink.height) / (gdouble) PANGO_SCALE, line.whose };
  if (line.reverse)
    area = draw_band (cr, &line, x, width * scale);
  show (self, cr, x, line.baseline, scale);
  cairo_set_source_rgb (cr, 0, 0, 0);
  return guo_label_take_area (self, &area, error);
}

gboolean
guo_label_refuse_empty (const gchar *field, GError **error)
{
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-empty-field", json_pack ("{s:s}", "field", field),
                     "label: the field %s has no value", field);
}

gboolean
guo_label_draw_text (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data, GError **error)
{
  g_autofree gchar *missing = NULL;
  g_autofree gchar *text = guo_label_fill (item->text, data, &missing);
  const GuoLabelLine line = { .whose = item->text, .x = guo_label_dots (self, item->x), .w = guo_label_dots (self, item->w),
                      .baseline = guo_label_whole_dots (self, item->baseline), .size = guo_label_dots (self, item->size),
                      .least_size = guo_label_dots (self, item->least_size), .squeeze = item->squeeze, .digit_height = item->digit_height, .align = item->align,
                      .bold = item->bold, .reverse = item->reverse, .ellipsis = item->ellipsis };

  if (missing != NULL)
    return item->optional || guo_label_refuse_empty (missing, error);
  return guo_label_draw_line (self, cr, &line, text, error);
}
