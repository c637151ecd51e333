#include "station/label/draw-private.h"

#include "station/gs1/voice-pick.h"
#include "station/label/ink.h"

#include <math.h>
#include <string.h>

gchar *
guo_label_code_text (const GuoLabelItem *item, json_t *data, GError **error)
{
  g_autofree gchar *missing = NULL;
  g_autofree gchar *text = guo_label_fill (item->text, data, &missing);

  if (missing == NULL)
    return g_steal_pointer (&text);
  guo_label_refuse_empty (missing, error);
  return NULL;
}

gboolean
guo_label_draw_qr (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data, GError **error)
{
  g_autofree gchar *text = guo_label_code_text (item, data, error);
  g_autoptr(GuoQr) qr = NULL;
  gdouble box = floor (guo_label_dots (self, item->w)), least = ceil (guo_label_dots (self, item->least_module));
  gdouble module, side, left, top;
  GuoLabelArea area;

  if (text == NULL)
    return FALSE;
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
  left = floor (guo_label_dots (self, item->x) + (guo_label_dots (self, item->w) - side) / 2);
  top = floor (guo_label_dots (self, item->y) + (guo_label_dots (self, item->w) - side) / 2);
  guo_ink_qr (cr, qr, left + GUO_QR_QUIET * module, top + GUO_QR_QUIET * module, module);
  area = (GuoLabelArea) { left, top, left + side, top + side, item->text };
  return guo_label_take_area (self, &area, error);
}

/* "{gtin}" of "(01){gtin}(10){lot}": what stands behind the AI that an error of the element string names. */
static gchar *
part_of_ai (const gchar *text, const gchar *field)
{
  g_autofree gchar *bracket = g_strdup_printf ("(%s)", field != NULL && g_str_has_prefix (field, "ai ") ? field + 3 : "");
  const gchar *at = strstr (text, bracket), *value = at != NULL ? at + strlen (bracket) : NULL;

  return value != NULL ? g_strndup (value, strcspn (value, "(")) : g_strdup (text);
}

static gboolean
refuse_code (const gchar *template, const GError *why, GError **error)
{
  g_autofree gchar *part
    = part_of_ai (template, json_string_value (json_object_get (guo_refusal_params (why), "field")));

  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-bad-code",
                     json_pack ("{s:s, s:s}", "field", part, "reason", why->message), "label: %s: %s", part, why->message);
}

GuoGs1128 *
guo_label_bars (const GuoLabelItem *item, json_t *data, GError **error)
{
  g_autofree gchar *text = guo_label_code_text (item, data, error);
  g_autoptr(GError) why = NULL;
  GuoGs1128 *bars = text != NULL ? guo_gs1_128_new (text, &why) : NULL;

  if (text != NULL && bars == NULL)
    refuse_code (item->text, why, error);
  return bars;
}

/* Each run of black as one rectangle on whole dots: nothing is grey, and a PDF has no seams. */
static void
draw_bars (cairo_t *cr, const GuoGs1128 *bars, gdouble left, gdouble top, gdouble x, gdouble height)
{
  const guint width = guo_gs1_128_width (bars);

  for (guint i = 0; i < width;)
    {
      guint run = 1;

      while (i + run < width && guo_gs1_128_is_black (bars, i + run) == guo_gs1_128_is_black (bars, i))
        run++;
      if (guo_gs1_128_is_black (bars, i))
        cairo_rectangle (cr, left + i * x, top, run * x, height);
      i += run;
    }
  cairo_fill (cr);
}

static gboolean
draw_text_below (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, const GuoGs1128 *bars, GError **error)
{
  const GuoLabelLine line = { .whose = item->text, .x = guo_label_dots (self, item->x), .w = guo_label_dots (self, item->w),
                              .baseline = guo_label_whole_dots (self, item->y + item->h + item->size), .squeeze = 60,
                              .size = guo_label_dots (self, item->size), .align = GUO_LABEL_CENTER };

  return item->size == 0 || guo_label_draw_line (self, cr, &line, guo_gs1_128_text (bars), error);
}

gboolean
guo_label_draw_gs1_128 (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data, GError **error)
{
  g_autoptr(GuoGs1128) bars = guo_label_bars (item, data, error);
  const guint modules = bars != NULL ? guo_gs1_128_width (bars) + 2 * GUO_GS1_128_QUIET : 1;
  const gdouble box = floor (guo_label_dots (self, item->w));
  const gdouble least = MAX (ceil (item->least_x * (gdouble) self->dots_per_mm / 100), 1);
  const gdouble most = floor (GUO_GS1_128_MOST_X * (gdouble) self->dots_per_mm / 1000);
  const gdouble x = MIN (floor (box / modules), most), side = x * modules;
  const gdouble top = guo_label_whole_dots (self, item->y), height = guo_label_whole_dots (self, item->h);
  gdouble left = guo_label_whole_dots (self, item->x);
  GuoLabelArea area;

  if (bars == NULL)
    return FALSE;
  if (x < least)
    return guo_label_refuse_too_long (self, item->text, guo_gs1_128_text (bars), modules * least, box, error);
  left += item->align == GUO_LABEL_RIGHT ? box - side : item->align == GUO_LABEL_CENTER ? floor ((box - side) / 2) : 0;
  draw_bars (cr, bars, left + GUO_GS1_128_QUIET * x, top, x, height);
  area = (GuoLabelArea) { left, top, left + side, top + height, item->text };
  return guo_label_take_area (self, &area, error) && draw_text_below (self, cr, item, bars, error);
}

/* The code of a voice pick item, or why there is none. */
static gboolean
voice_pick (const GuoLabelItem *item, json_t *data, GuoVoicePick *code, GError **error)
{
  const gchar *const templates[] = { item->gtin, item->lot, item->date };
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) why = NULL;
  const gchar *field;

  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      g_autofree gchar *missing = NULL;

      g_ptr_array_add (values, templates[i] != NULL ? guo_label_fill (templates[i], data, &missing) : NULL);
      if (missing != NULL)
        return guo_label_refuse_empty (missing, error);
    }
  if (guo_voice_pick (values->pdata[0], values->pdata[1], values->pdata[2], code, &why))
    return TRUE;
  field = json_string_value (json_object_get (guo_refusal_params (why), "field"));
  return refuse_code (g_strcmp0 (field, "gtin") == 0 ? item->gtin : g_strcmp0 (field, "lot") == 0 ? item->lot : item->date,
                      why, error);
}

/* Sets one half of the code in the line: the first two digits (0) small, the last two (1) big. */
static gboolean
set_digits (GuoLabelDrawing *self, const GuoLabelItem *item, const GuoVoicePick *code, guint half, GError **error)
{
  const GuoLabelLine line = { .whose = item->gtin, .bold = item->bold,
                              .size = guo_label_dots (self, half == 0 ? item->small_size : item->size) };

  return guo_label_set_text (self, &line, half == 0 ? code->small : code->large, error);
}

static void
fill_black (cairo_t *cr, const GuoLabelArea *area)
{
  cairo_rectangle (cr, area->left, area->top, area->right - area->left, area->bottom - area->top);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
}

/* Two sizes on one baseline; the small ones are those that a picker need not say. */
gboolean
guo_label_draw_voice_pick (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data, GError **error)
{
  const gdouble big = guo_label_dots (self, item->size), baseline = guo_label_whole_dots (self, item->baseline);
  const gdouble pad = item->reverse ? floor (big * 0.15) : 0, gap = floor (big * 0.06);
  const gdouble box = guo_label_dots (self, item->w);
  gdouble widths[2], total, at;
  GuoLabelArea area;
  GuoVoicePick code;

  if (!voice_pick (item, data, &code, error))
    return FALSE;
  for (guint half = 0; half < 2; half++)
    if (!set_digits (self, item, &code, half, error))
      return FALSE;
    else
      widths[half] = guo_label_text_width (self);
  total = 2 * pad + widths[0] + gap + widths[1];
  if (total > box)
    return guo_label_refuse_too_long (self, item->gtin, code.code, total, box, error);
  at = guo_label_dots (self, item->x)
       + (item->align == GUO_LABEL_RIGHT ? box - total : item->align == GUO_LABEL_CENTER ? (box - total) / 2 : 0);
  area = (GuoLabelArea) { floor (at), floor (baseline - big * 0.76) - pad, ceil (at + total), baseline + 1 + pad,
                          "voice pick" };
  if (item->reverse)
    fill_black (cr, &area);
  for (guint half = 0; half < 2; half++)
    {
      if (!set_digits (self, item, &code, half, error))
        return FALSE;
      cairo_move_to (cr, at + pad + (half == 0 ? 0 : widths[0] + gap), baseline);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (self->line, 0));
    }
  return guo_label_take_area (self, &area, error);
}
