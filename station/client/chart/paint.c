#include "station/client/chart/paint.h"

#include <math.h>
#include <pango/pangocairo.h>

#define HATCH_PX 6.0
#define HATCH_THICK 2.0
#define EDGE 1.5
#define LIGHT 0.38

static const GuoChartTokens print = {
  .text = { 0, 0, 0 },
  .dim = { 0.2, 0.2, 0.2 },
  .line = { 0.4, 0.4, 0.4 },
  .accent = { 7 / 255.0, 78 / 255.0, 126 / 255.0 },
};

const GuoChartTokens *
guo_chart_tokens_print (void)
{
  return &print;
}

static const GuoChartColour *
colour_of (const GuoChartTokens *tokens, GuoChartInk ink)
{
  switch (ink)
    {
    case GUO_CHART_INK_TEXT:
      return &tokens->text;
    case GUO_CHART_INK_DIM:
      return &tokens->dim;
    case GUO_CHART_INK_ACCENT:
      return &tokens->accent;
    case GUO_CHART_INK_LINE:
    case GUO_CHART_INK_OTHER:
      return &tokens->line;
    default:
      return &tokens->text;
    }
}

static void
set_ink (cairo_t *cr, const GuoChartTokens *tokens, GuoChartInk ink, gdouble alpha)
{
  const GuoChartColour *colour = colour_of (tokens, ink);

  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, alpha);
}

/* Strokes over the whole box, which is the clip; @rise: 1 to the right, -1 to the left. */
static void
strokes (cairo_t *cr, gdouble x, gdouble y, gdouble width, gdouble height, gdouble rise)
{
  gdouble from = floor ((x - height) / HATCH_PX) * HATCH_PX;

  cairo_set_line_width (cr, HATCH_THICK);
  for (gdouble at = from; at < x + width + height; at += HATCH_PX)
    {
      cairo_move_to (cr, at, rise > 0 ? y + height : y);
      cairo_line_to (cr, at + height, rise > 0 ? y : y + height);
    }
  cairo_stroke (cr);
}

static void
fill_box (cairo_t *cr, const GuoChartTokens *tokens, const GuoChartMark *mark, gdouble x, gdouble y,
          gdouble width, gdouble height)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  set_ink (cr, tokens, mark->ink, mark->fill == GUO_CHART_FILL_LIGHT ? LIGHT : 1);
  if (mark->fill == GUO_CHART_FILL_SOLID || mark->fill == GUO_CHART_FILL_LIGHT)
    cairo_paint (cr);
  if (mark->fill == GUO_CHART_FILL_HATCH || mark->fill == GUO_CHART_FILL_CROSS)
    strokes (cr, x, y, width, height, 1);
  if (mark->fill == GUO_CHART_FILL_BACK || mark->fill == GUO_CHART_FILL_CROSS)
    strokes (cr, x, y, width, height, -1);
  set_ink (cr, tokens, mark->ink, 1);
  if (mark->fill != GUO_CHART_FILL_SOLID)
    {
      cairo_rectangle (cr, x, y, width, height);
      cairo_set_line_width (cr, 2 * EDGE); /* the outer half is clipped */
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static void
paint_rect (const GuoChartPicture *self, const GuoChartTokens *tokens, cairo_t *cr, const GuoChartMark *mark,
            gboolean snap)
{
  gdouble left = guo_chart_picture_x (self, mark->x1);
  gdouble right = guo_chart_picture_x (self, mark->x2);
  gdouble top = mark->y1;
  gdouble bottom = mark->y2;

  if (snap && right - left >= 2)
    {
      left = round (left);
      right = MAX (round (right), left + 1);
      bottom = round (bottom);
      top = MIN (round (top), bottom - 1);
    }
  fill_box (cr, tokens, mark, left, top, right - left, bottom - top);
}

static void
paint_line (const GuoChartPicture *self, const GuoChartTokens *tokens, cairo_t *cr, const GuoChartMark *mark,
            gboolean snap)
{
  gboolean level = snap && fabs (mark->y1 - mark->y2) < 0.01;
  gdouble y = level ? round (mark->y1) : mark->y1;

  set_ink (cr, tokens, mark->ink, mark->ink == GUO_CHART_INK_LINE && mark->thick < 1 ? 0.55 : 1);
  cairo_set_line_width (cr, snap ? MAX (mark->thick, 1) : mark->thick);
  cairo_set_line_cap (cr, mark->ink == GUO_CHART_INK_OTHER ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_move_to (cr, guo_chart_picture_x (self, mark->x1), level && mark->thick < 1.5 ? y + 0.5 : y);
  cairo_line_to (cr, guo_chart_picture_x (self, mark->x2), level && mark->thick < 1.5 ? y + 0.5 : level ? y : mark->y2);
  cairo_stroke (cr);
}

static void
paint_text (const GuoChartPicture *self, const GuoChartTokens *tokens, cairo_t *cr, const GuoChartMark *mark,
            PangoLayout *layout)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  PangoRectangle logical;
  gdouble x = guo_chart_picture_x (self, mark->x1);
  gdouble width;

  if (mark->bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, mark->text, -1);
  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, 0), NULL, &logical);
  width = (gdouble) logical.width / PANGO_SCALE;
  if (mark->align == PANGO_ALIGN_RIGHT)
    x -= width;
  else if (mark->align == PANGO_ALIGN_CENTER)
    x -= width / 2;
  set_ink (cr, tokens, mark->ink, 1);
  cairo_move_to (cr, x, mark->y1);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, 0));
}

void
guo_chart_paint (const GuoChartPicture *picture, const GuoChartTokens *tokens, cairo_t *cr, gboolean snap)
{
  g_autoptr(PangoLayout) layout = pango_layout_new (picture->context);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  for (guint i = 0; i < picture->marks->len; i++)
    {
      const GuoChartMark *mark = guo_chart_picture_mark (picture, i);

      cairo_new_path (cr);
      if (mark->kind == GUO_CHART_MARK_RECT)
        paint_rect (picture, tokens, cr, mark, snap);
      else if (mark->kind == GUO_CHART_MARK_LINE)
        paint_line (picture, tokens, cr, mark, snap);
      else
        paint_text (picture, tokens, cr, mark, layout);
    }
}
