#include "station/client/chart/plan.h"

#include <pango/pangocairo.h>

#define FAMILY "Noto Sans CJK SC,Noto Sans SC,sans-serif"

static void
clear_mark (gpointer data)
{
  g_free (((GuoChartMark *) data)->text);
}

static GuoChartPicture *
picture_new (PangoContext *context, gdouble width)
{
  GuoChartPicture *self = g_new0 (GuoChartPicture, 1);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  gdouble size = (gdouble) pango_font_description_get_size (font) / PANGO_SCALE;
  gdouble dpi = pango_cairo_context_get_resolution (context);

  self->width = width;
  self->context = g_object_ref (context);
  self->font_px = pango_font_description_get_size_is_absolute (font) ? size : size * (dpi > 0 ? dpi : 96) / 72;
  self->marks = g_array_new (FALSE, FALSE, sizeof (GuoChartMark));
  g_array_set_clear_func (self->marks, clear_mark);
  return self;
}

void
guo_chart_picture_free (GuoChartPicture *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->marks);
  g_object_unref (self->context);
  g_free (self);
}

const GuoChartMark *
guo_chart_picture_mark (const GuoChartPicture *self, guint i)
{
  return &g_array_index (self->marks, GuoChartMark, i);
}

gdouble
guo_chart_picture_x (const GuoChartPicture *self, GuoChartX x)
{
  return x.part * self->width + x.px;
}

PangoContext *
guo_chart_context (gdouble font_px)
{
  /* the thread's own map, which keeps the fonts that it has loaded */
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_from_string (FAMILY);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Outside a Chinese locale the shapes of hanzi would be Japanese. */
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  pango_font_description_set_absolute_size (font, font_px * PANGO_SCALE);
  pango_context_set_font_description (context, font);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  pango_font_description_free (font);
  return context;
}

static void
set_text (PangoLayout *layout, const gchar *text, gboolean bold)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
}

void
guo_chart_warm (gdouble font_px)
{
  PangoContext *context = guo_chart_context (font_px);
  g_autoptr(PangoLayout) layout = pango_layout_new (context);

  g_object_unref (context);
  for (gint bold = FALSE; bold <= TRUE; bold++)
    {
      set_text (layout, "0.5 kg 果", bold);
      pango_layout_get_extents (layout, NULL, NULL);
    }
}

gdouble
guo_chart_plan_measure (GuoChartPlan *self, const gchar *text, gboolean bold)
{
  PangoRectangle logical;

  set_text (self->measure, text, bold);
  pango_layout_line_get_extents (pango_layout_get_line_readonly (self->measure, 0), NULL, &logical);
  return (gdouble) logical.width / PANGO_SCALE;
}

gchar *
guo_chart_plan_fit (GuoChartPlan *self, const gchar *text, gdouble most)
{
  glong low = 0;
  glong high = g_utf8_strlen (text, -1);
  g_autofree gchar *kept = NULL;

  if (guo_chart_plan_measure (self, text, FALSE) <= most)
    return g_strdup (text);
  while (low < high)
    {
      glong middle = (low + high + 1) / 2;
      g_autofree gchar *head = g_utf8_substring (text, 0, middle);
      g_autofree gchar *cut = g_strconcat (head, "…", NULL);

      if (guo_chart_plan_measure (self, cut, FALSE) <= most)
        low = middle;
      else
        high = middle - 1;
    }
  kept = g_utf8_substring (text, 0, low);
  return g_strconcat (kept, "…", NULL);
}

void
guo_chart_plan_rect (GuoChartPlan *self, GuoChartInk ink, GuoChartFill fill, GuoChartX x1, GuoChartX x2,
                     gdouble y1, gdouble y2)
{
  GuoChartMark mark = { .kind = GUO_CHART_MARK_RECT, .ink = ink, .fill = fill, .x1 = x1, .x2 = x2,
                        .y1 = y1, .y2 = y2 };

  g_array_append_val (self->picture->marks, mark);
}

void
guo_chart_plan_line (GuoChartPlan *self, GuoChartInk ink, gdouble thick, GuoChartX x1, gdouble y1,
                     GuoChartX x2, gdouble y2)
{
  GuoChartMark mark = { .kind = GUO_CHART_MARK_LINE, .ink = ink, .thick = thick, .x1 = x1, .x2 = x2,
                        .y1 = y1, .y2 = y2 };

  g_array_append_val (self->picture->marks, mark);
}

void
guo_chart_plan_text (GuoChartPlan *self, GuoChartInk ink, gboolean bold, PangoAlignment align, GuoChartX x,
                     gdouble top, const gchar *text)
{
  GuoChartMark mark = { .kind = GUO_CHART_MARK_TEXT, .ink = ink, .bold = bold, .align = align, .x1 = x,
                        .y1 = top + self->ascent };

  if (text == NULL || *text == '\0')
    return;
  mark.text = g_strdup (text);
  g_array_append_val (self->picture->marks, mark);
}

gint64
guo_chart_plan_most (const GuoChart *chart)
{
  gint64 most = 0;

  for (guint i = 0; i < chart->items->len; i++)
    {
      most = MAX (most, guo_chart_item (chart, i)->value);
      if (chart->other_name != NULL)
        most = MAX (most, guo_chart_item (chart, i)->other);
    }
  return most;
}

/* A sample of the bar or line, then the name; returns the place left of both. */
static gdouble
legend_entry (GuoChartPlan *self, gdouble right, gdouble top, const gchar *name, gboolean other)
{
  const gdouble sample = self->line;
  const gdouble middle = top + self->line / 2;
  const gdouble left = right - guo_chart_plan_measure (self, name, FALSE) - GUO_CHART_GAP - sample;
  const GuoChartX from = { 1, left };
  const GuoChartX to = { 1, left + sample };

  guo_chart_plan_text (self, GUO_CHART_INK_DIM, FALSE, PANGO_ALIGN_RIGHT, (GuoChartX) { 1, right }, top, name);
  if (!other)
    guo_chart_plan_rect (self, GUO_CHART_INK_ACCENT, GUO_CHART_FILL_SOLID, from, to, middle - sample * 0.3,
                         middle + sample * 0.3);
  else if (self->chart->kind == GUO_CHART_DAYS)
    guo_chart_plan_line (self, GUO_CHART_INK_OTHER, 3, from, middle, to, middle);
  else
    guo_chart_plan_rect (self, GUO_CHART_INK_OTHER, GUO_CHART_FILL_HATCH, from, to, middle - sample * 0.3,
                         middle + sample * 0.3);
  return left - 2 * GUO_CHART_GAP;
}

void
guo_chart_plan_legend (GuoChartPlan *self, gdouble top)
{
  const gchar *value = self->chart->value_name != NULL ? self->chart->value_name : "";
  gdouble right = 0;

  if (self->chart->other_name == NULL || self->fluid)
    return;
  right = guo_chart_plan_measure (self, value, FALSE)
          + guo_chart_plan_measure (self, self->chart->other_name, FALSE) + 2 * self->line + 8 * GUO_CHART_GAP;
  if (right > self->width)
    return;
  right = legend_entry (self, 0, top, self->chart->other_name, TRUE);
  legend_entry (self, right, top, value, FALSE);
}

static void
plan_empty (GuoChartPlan *self)
{
  g_autofree gchar *text = guo_chart_plan_fit (self, self->chart->empty != NULL ? self->chart->empty : "–",
                                               MAX (self->width - 2 * GUO_CHART_GAP, 1));

  if (self->height <= 0)
    self->height = 3 * self->line;
  guo_chart_plan_text (self, GUO_CHART_INK_DIM, FALSE, PANGO_ALIGN_CENTER, (GuoChartX) { 0.5, 0 },
                       MAX ((self->height - self->line) / 2, 0), text);
}

static void
set_metrics (GuoChartPlan *self)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (self->picture->context, NULL, NULL);

  self->ascent = (gdouble) pango_font_metrics_get_ascent (metrics) / PANGO_SCALE;
  self->line = self->ascent + (gdouble) pango_font_metrics_get_descent (metrics) / PANGO_SCALE;
  pango_font_metrics_unref (metrics);
}

GuoChartPicture *
guo_chart_layout (const GuoChart *chart, PangoContext *context, gdouble width, gdouble height, gboolean fluid)
{
  g_autoptr(PangoLayout) measure = pango_layout_new (context);
  GuoChartPlan plan = { .chart = chart, .measure = measure, .fluid = fluid, .width = MAX (width, 1),
                        .height = height };

  pango_layout_set_single_paragraph_mode (measure, TRUE);
  plan.picture = picture_new (context, plan.width);
  set_metrics (&plan);
  if (guo_chart_is_empty (chart))
    plan_empty (&plan);
  else if (chart->kind == GUO_CHART_DAYS)
    guo_chart_plan_days (&plan);
  else
    guo_chart_plan_bars (&plan);
  plan.picture->height = plan.height;
  return plan.picture;
}
