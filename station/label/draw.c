#include "station/label/draw.h"

#include "station/label/ink.h"

#include <math.h>
#include <string.h>

/* Where ink stands, in dots, and whose it is: two items must never touch. */
typedef struct
{
  gdouble left, top, right, bottom;
  const gchar *whose;
} GuoLabelArea;

/* One line that is about to be drawn, in dots. */
typedef struct
{
  const gchar *whose;  /* the layout's text, for messages */
  gdouble x, w;        /* the box */
  gdouble baseline;
  gdouble size;
  gint squeeze;        /* percent */
  gint digit_height;   /* 0.1 mm */
  GuoLabelAlign align;
  gboolean bold;
  gboolean reverse;
  gboolean ellipsis;
} Line;

static gdouble
dots (const GuoLabelDrawing *self, gint tenths)
{
  return tenths * (gdouble) self->dots_per_mm / 10;
}

/* Edges of rules and bands stand on whole dots, so that they are equally thick everywhere. */
static gdouble
whole_dots (const GuoLabelDrawing *self, gint tenths)
{
  return floor (dots (self, tenths) + 0.5);
}

void
guo_label_drawing_init (GuoLabelDrawing *self, const GuoLabelLayout *layout, guint dots_per_mm)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  self->layout = layout;
  self->dots_per_mm = dots_per_mm;
  self->context = guo_ink_context (&self->fonts, layout->language);
  self->line = pango_layout_new (self->context);
  /* A character that the family lacks is an error, not another font's. */
  pango_attr_list_insert (attributes, pango_attr_fallback_new (FALSE));
  pango_layout_set_attributes (self->line, attributes);
  pango_layout_set_single_paragraph_mode (self->line, TRUE);
  self->taken = g_array_new (FALSE, FALSE, sizeof (GuoLabelArea));
}

void
guo_label_drawing_clear (GuoLabelDrawing *self)
{
  g_clear_object (&self->line);
  g_clear_object (&self->context);
  g_clear_object (&self->fonts);
  g_clear_pointer (&self->taken, g_array_unref);
}

static gboolean
take_area (GuoLabelDrawing *self, const GuoLabelArea *area, GError **error)
{
  const gdouble slack = 0.5; /* dots: rounding of outlines */

  for (guint i = 0; i < self->taken->len; i++)
    {
      const GuoLabelArea *other = &g_array_index (self->taken, GuoLabelArea, i);

      if (area->left < other->right - slack && other->left < area->right - slack
          && area->top < other->bottom - slack && other->top < area->bottom - slack)
        return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-overlap",
                           json_pack ("{s:s, s:s}", "field", area->whose, "other", other->whose),
                           "label: “%s” would cover “%s”", area->whose, other->whose);
    }
  if (area->left < -slack || area->top < -slack || area->right > dots (self, self->layout->width) + slack
      || area->bottom > dots (self, self->layout->height) + slack)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-overlap",
                       json_pack ("{s:s, s:s}", "field", area->whose, "other", "edge"),
                       "label: “%s” would leave the paper", area->whose);
  g_array_append_val (self->taken, *area);
  return TRUE;
}

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

static gboolean
set_text (GuoLabelDrawing *self, const Line *line, const gchar *text, GError **error)
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
check_digit_height (GuoLabelDrawing *self, const Line *line, GError **error)
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

static gboolean
refuse_too_long (const GuoLabelDrawing *self, const Line *line, const gchar *text, gdouble width, GError **error)
{
  gdouble needed = width * line->squeeze / 100 / self->dots_per_mm, available = line->w / self->dots_per_mm;
  gchar needed_text[16], available_text[16];

  g_ascii_formatd (needed_text, sizeof needed_text, "%.1f", needed);
  g_ascii_formatd (available_text, sizeof available_text, "%.1f", available);
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-too-long",
                     json_pack ("{s:s, s:s, s:s, s:s}", "field", line->whose, "text", text, "needed_mm", needed_text,
                                "available_mm", available_text),
                     "label: %s “%s” needs %s mm, there are %s mm", line->whose, text, needed_text, available_text);
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
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (self->line, 0));
  cairo_restore (cr);
}

static gdouble
aligned (const Line *line, gdouble width)
{
  if (line->align == GUO_LABEL_RIGHT)
    return line->x + line->w - width;
  if (line->align == GUO_LABEL_CENTER)
    return line->x + (line->w - width) / 2;
  return line->x;
}

/* A black band around the text, which is then drawn in white. */
static GuoLabelArea
draw_band (cairo_t *cr, const Line *line, gdouble x, gdouble width)
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

static gboolean
draw_line (GuoLabelDrawing *self, cairo_t *cr, const Line *wanted, const gchar *text, GError **error)
{
  Line line = *wanted;
  PangoRectangle ink, logical;
  gdouble width, scale, x;
  GuoLabelArea area;

  if (line.reverse)
    {
      line.x += floor (line.size * 0.25);
      line.w -= 2 * floor (line.size * 0.25);
    }
  if (!check_digit_height (self, &line, error) || !set_text (self, &line, text, error))
    return FALSE;
  text_extents (self, &ink, &logical);
  width = logical.width / (gdouble) PANGO_SCALE;
  scale = width > line.w ? line.w / width : 1;
  if (scale * 100 < line.squeeze && !line.ellipsis)
    return refuse_too_long (self, &line, text, width, error);
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
  return take_area (self, &area, error);
}

static gboolean
refuse_empty (const gchar *field, GError **error)
{
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-empty-field", json_pack ("{s:s}", "field", field),
                     "label: the field %s has no value", field);
}

static gboolean
draw_text (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data, GError **error)
{
  g_autofree gchar *missing = NULL;
  g_autofree gchar *text = guo_label_fill (item->text, data, &missing);
  const Line line = { .whose = item->text, .x = dots (self, item->x), .w = dots (self, item->w),
                      .baseline = whole_dots (self, item->baseline), .size = dots (self, item->size),
                      .squeeze = item->squeeze, .digit_height = item->digit_height, .align = item->align,
                      .bold = item->bold, .reverse = item->reverse, .ellipsis = item->ellipsis };

  if (missing != NULL)
    return item->optional || refuse_empty (missing, error);
  return draw_line (self, cr, &line, text, error);
}

/* The rows that have a value, as texts; a row without one that it needs is an error. */
static gboolean
fill_rows (const GuoLabelItem *item, json_t *data, GPtrArray *rows, GPtrArray *texts, GError **error)
{
  for (guint i = 0; i < item->rows->len; i++)
    {
      GuoLabelItem *row = g_ptr_array_index (item->rows, i);
      g_autofree gchar *missing = NULL;
      g_autofree gchar *text = guo_label_fill (row->text, data, &missing);

      if (missing != NULL && !row->optional)
        return refuse_empty (missing, error);
      if (missing != NULL)
        continue;
      g_ptr_array_add (rows, row);
      g_ptr_array_add (texts, g_steal_pointer (&text));
    }
  return TRUE;
}

static gboolean
measure (GuoLabelDrawing *self, const Line *line, const gchar *text, gdouble *width, GError **error)
{
  PangoRectangle logical;

  if (!set_text (self, line, text, error))
    return FALSE;
  text_extents (self, NULL, &logical);
  *width = logical.width / (gdouble) PANGO_SCALE;
  return TRUE;
}

/* Where @text, which is set in the line, may be broken so that the longer half is shortest; 0: nowhere. */
static gsize
best_break (GuoLabelDrawing *self, const gchar *text)
{
  PangoLayoutLine *set = pango_layout_get_line_readonly (self->line, 0);
  gint n, best = G_MAXINT;
  const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly (self->line, &n);
  PangoRectangle whole;
  gsize found = 0;

  pango_layout_line_get_extents (set, NULL, &whole);
  for (gint i = 1; i < n - 1; i++)
    {
      gsize at = (gsize) (g_utf8_offset_to_pointer (text, i) - text);
      gint x;

      if (!attributes[i].is_line_break)
        continue;
      pango_layout_line_index_to_x (set, (gint) at, FALSE, &x);
      if (MAX (x, whole.width - x) < best)
        {
          best = MAX (x, whole.width - x);
          found = at;
        }
    }
  return found;
}

/* The row @i in two lines, when it does not fit in one and both halves do; else it is left as it is. */
static gboolean
break_row (GuoLabelDrawing *self, const GuoLabelItem *item, GPtrArray *rows, GPtrArray *texts, guint i, GError **error)
{
  const GuoLabelItem *row = g_ptr_array_index (rows, i);
  const gchar *text = g_ptr_array_index (texts, i);
  const Line line = { .whose = row->text, .size = dots (self, item->size), .bold = item->bold };
  const gdouble most = dots (self, item->w - item->label_w) * 100 / MAX (item->squeeze, 1);
  g_autofree gchar *first = NULL, *second = NULL;
  gdouble width;
  gsize at;

  if (!measure (self, &line, text, &width, error))
    return FALSE;
  at = width > most ? best_break (self, text) : 0;
  if (at == 0)
    return TRUE;
  first = g_strchomp (g_strndup (text, at));
  second = g_strchug (g_strdup (text + at));
  for (guint half = 0; half < 2; half++)
    if (!measure (self, &line, half == 0 ? first : second, &width, error))
      return FALSE;
    else if (width > most)
      return TRUE;
  g_ptr_array_insert (rows, (gint) i + 1, g_ptr_array_index (rows, i));
  g_free (texts->pdata[i]);
  texts->pdata[i] = g_steal_pointer (&first);
  g_ptr_array_insert (texts, (gint) i + 1, g_steal_pointer (&second));
  return TRUE;
}

/* Lines that the height has no room for are never made: baselines stay at least an em apart. */
static gboolean
break_rows (GuoLabelDrawing *self, const GuoLabelItem *item, GPtrArray *rows, GPtrArray *texts, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const GuoLabelItem *row = g_ptr_array_index (rows, i);
      gboolean broken = i > 0 && g_ptr_array_index (rows, i - 1) == row;

      if (row->lines > 1 && !broken && (item->h - item->size) / (gint) rows->len >= item->size
          && !break_row (self, item, rows, texts, i, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
draw_rows (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data, GError **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gint pitch;
  Line line = { .size = dots (self, item->size), .bold = item->bold };

  if (!fill_rows (item, data, rows, texts, error) || !break_rows (self, item, rows, texts, error))
    return FALSE;
  pitch = rows->len > 1 ? MIN (item->pitch, (item->h - item->size) / (gint) (rows->len - 1)) : 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const GuoLabelItem *row = g_ptr_array_index (rows, i);

      /* A hanzi reaches 0.88 em above the baseline. */
      line.baseline = whole_dots (self, item->y + item->size * 88 / 100 + pitch * (gint) i);
      line.whose = row->label;
      line.ellipsis = FALSE;
      line.x = dots (self, item->x);
      line.w = dots (self, item->label_w);
      line.squeeze = 100;
      if ((i == 0 || g_ptr_array_index (rows, i - 1) != row) && !draw_line (self, cr, &line, row->label, error))
        return FALSE;
      line.whose = row->text;
      line.x = dots (self, item->x + item->label_w);
      line.w = dots (self, item->w - item->label_w);
      line.squeeze = item->squeeze;
      line.ellipsis = row->ellipsis;
      if (!draw_line (self, cr, &line, g_ptr_array_index (texts, i), error))
        return FALSE;
    }
  return TRUE;
}

/* The area of the layout's first @n lines; each is shown. */
static GuoLabelArea
show_lines (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, gint n)
{
  GuoLabelArea area = { dots (self, item->x), whole_dots (self, item->y), dots (self, item->x), 0, item->text };

  for (gint i = 0; i < n; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (self->line, i);
      gdouble baseline = whole_dots (self, item->y + item->size * 88 / 100 + item->pitch * i);
      PangoRectangle ink;

      pango_layout_line_get_extents (line, &ink, NULL);
      cairo_move_to (cr, dots (self, item->x), baseline);
      pango_cairo_show_layout_line (cr, line);
      area.right = MAX (area.right, dots (self, item->x) + (ink.x + ink.width) / (gdouble) PANGO_SCALE);
      area.bottom = baseline + (ink.y + ink.height) / (gdouble) PANGO_SCALE;
    }
  return area;
}

static gboolean
draw_paragraph (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data, GError **error)
{
  g_autofree gchar *missing = NULL;
  g_autofree gchar *text = guo_label_fill (item->text, data, &missing);
  const Line line = { .whose = item->text, .w = dots (self, item->w), .size = dots (self, item->size),
                      .squeeze = 100, .bold = item->bold };
  GuoLabelArea area;
  gint lines;

  if (missing != NULL)
    return item->optional || refuse_empty (missing, error);
  if (!set_text (self, &line, text, error))
    return FALSE;
  pango_layout_set_ellipsize (self->line, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_wrap (self->line, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (self->line, (gint) (line.w * PANGO_SCALE));
  lines = pango_layout_get_line_count (self->line);
  if (lines > item->h / MAX (item->pitch, 1))
    return refuse_too_long (self, &line, text, lines * line.w, error);
  area = show_lines (self, cr, item, lines);
  return take_area (self, &area, error);
}

static gboolean
draw_qr (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data, GError **error)
{
  g_autofree gchar *missing = NULL;
  g_autofree gchar *text = guo_label_fill (item->text, data, &missing);
  g_autoptr(GuoQr) qr = NULL;
  gdouble box = floor (dots (self, item->w)), least = ceil (dots (self, item->least_module));
  gdouble module, side, left, top;
  GuoLabelArea area;

  if (missing != NULL)
    return refuse_empty (missing, error);
  qr = guo_qr_new (text, error);
  if (qr == NULL)
    return FALSE;
  module = floor (box / (guo_qr_width (qr) + 2 * GUO_QR_QUIET));
  if (module < least)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-qr-too-big",
                       json_pack ("{s:i, s:i}", "bytes", (int) strlen (text), "modules", (int) guo_qr_width (qr)),
                       "label: “%s” needs a QR of %u modules: they would be %d dots wide, at least %d are needed",
                       text, guo_qr_width (qr), (gint) module, (gint) least);
  side = module * (guo_qr_width (qr) + 2 * GUO_QR_QUIET);
  left = floor (dots (self, item->x) + (dots (self, item->w) - side) / 2);
  top = floor (dots (self, item->y) + (dots (self, item->w) - side) / 2);
  guo_ink_qr (cr, qr, left + GUO_QR_QUIET * module, top + GUO_QR_QUIET * module, module);
  area = (GuoLabelArea) { left, top, left + side, top + side, item->text };
  return take_area (self, &area, error);
}

static gboolean
draw_rule (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, GError **error)
{
  GuoLabelArea area = { whole_dots (self, item->x), whole_dots (self, item->y), whole_dots (self, item->x + item->w),
                        whole_dots (self, item->y) + MAX (1, whole_dots (self, item->h)), "rule" };

  cairo_rectangle (cr, area.left, area.top, area.right - area.left, area.bottom - area.top);
  cairo_fill (cr);
  return take_area (self, &area, error);
}

static gboolean
draw_item (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data, GError **error)
{
  switch (item->kind)
    {
    case GUO_LABEL_ROWS:
      return draw_rows (self, cr, item, data, error);
    case GUO_LABEL_QR:
      return draw_qr (self, cr, item, data, error);
    case GUO_LABEL_RULE:
      return draw_rule (self, cr, item, error);
    case GUO_LABEL_PARAGRAPH:
      return draw_paragraph (self, cr, item, data, error);
    case GUO_LABEL_TEXT:
      break;
    }
  return draw_text (self, cr, item, data, error);
}

gboolean
guo_label_draw (GuoLabelDrawing *self, cairo_t *cr, json_t *data, GError **error)
{
  g_array_set_size (self->taken, 0);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; i < self->layout->items->len; i++)
    if (!draw_item (self, cr, g_ptr_array_index (self->layout->items, i), data, error))
      return FALSE;
  return TRUE;
}
