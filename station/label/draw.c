#include "station/label/draw-private.h"

#include "station/label/ink.h"
#include "station/label/problems.h"

#include <math.h>

/* Of the rulers, 0.1 mm. */
#define TICK 2         /* thickness */
#define TICK_1_MM 15   /* lengths */
#define TICK_5_MM 25
#define TICK_10_MM 40
#define NUMBER 25      /* em */
#define RULER_LEFT 50  /* where the left one begins: below the ticks of the other */

gdouble
guo_label_dots (const GuoLabelDrawing *self, gint tenths)
{
  return tenths * (gdouble) self->dots_per_mm / 10;
}

gdouble
guo_label_whole_dots (const GuoLabelDrawing *self, gint tenths)
{
  return floor (guo_label_dots (self, tenths) + 0.5);
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
  self->pictures = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) guo_bitmap_free);
}

void
guo_label_drawing_clear (GuoLabelDrawing *self)
{
  g_clear_object (&self->line);
  g_clear_object (&self->context);
  g_clear_object (&self->fonts);
  g_clear_pointer (&self->taken, g_array_unref);
  g_clear_pointer (&self->pictures, g_hash_table_unref);
}

/* Turned as the item is that is being drawn. */
static GuoLabelArea
turned (const GuoLabelDrawing *self, const GuoLabelArea *area)
{
  const gdouble x = self->pivot_x, y = self->pivot_y;
  GuoLabelArea a = *area;

  switch (self->rotate)
    {
    case 90:
      return (GuoLabelArea) { x + y - a.bottom, y + a.left - x, x + y - a.top, y + a.right - x, a.whose };
    case 180:
      return (GuoLabelArea) { 2 * x - a.right, 2 * y - a.bottom, 2 * x - a.left, 2 * y - a.top, a.whose };
    case 270:
      return (GuoLabelArea) { x + a.top - y, x + y - a.right, x + a.bottom - y, x + y - a.left, a.whose };
    default:
      return a;
    }
}

gboolean
guo_label_take_area (GuoLabelDrawing *self, const GuoLabelArea *wanted, GError **error)
{
  const gdouble slack = 0.5; /* dots: rounding of outlines */
  const GuoLabelArea where = turned (self, wanted), *area = &where;

  for (guint i = 0; i < self->taken->len; i++)
    {
      const GuoLabelArea *other = &g_array_index (self->taken, GuoLabelArea, i);

      if (area->left < other->right - slack && other->left < area->right - slack
          && area->top < other->bottom - slack && other->top < area->bottom - slack)
        return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-overlap",
                           json_pack ("{s:s, s:s}", "field", area->whose, "other", other->whose),
                           "label: “%s” would cover “%s”", area->whose, other->whose);
    }
  if (area->left < -slack || area->top < -slack || area->right > guo_label_dots (self, self->layout->width) + slack
      || area->bottom > guo_label_dots (self, self->layout->height) + slack)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-overlap",
                       json_pack ("{s:s, s:s}", "field", area->whose, "other", "edge"),
                       "label: “%s” would leave the paper", area->whose);
  g_array_append_val (self->taken, where);
  return TRUE;
}

/* Fills whole dots, which are the caller's, so that nothing is grey. */
static gboolean
draw_rectangle (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelArea *area, GError **error)
{
  cairo_rectangle (cr, area->left, area->top, area->right - area->left, area->bottom - area->top);
  cairo_fill (cr);
  return guo_label_take_area (self, area, error);
}

static gboolean
draw_rule (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, GError **error)
{
  const gdouble top = guo_label_whole_dots (self, item->y);
  const GuoLabelArea area = { guo_label_whole_dots (self, item->x), top, guo_label_whole_dots (self, item->x + item->w),
                              top + MAX (1, guo_label_whole_dots (self, item->h)), "rule" };

  return draw_rectangle (self, cr, &area, error);
}

static gboolean
draw_box (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, GError **error)
{
  const gdouble left = guo_label_whole_dots (self, item->x), right = guo_label_whole_dots (self, item->x + item->w);
  const gdouble top = guo_label_whole_dots (self, item->y), bottom = guo_label_whole_dots (self, item->y + item->h);
  const gdouble thick = MAX (1, guo_label_whole_dots (self, item->thickness));
  const GuoLabelArea sides[] = { { left, top, right, top + thick, "box" },
                                 { left, bottom - thick, right, bottom, "box" },
                                 { left, top + thick, left + thick, bottom - thick, "box" },
                                 { right - thick, top + thick, right, bottom - thick, "box" } };

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    if (!draw_rectangle (self, cr, &sides[i], error))
      return FALSE;
  return TRUE;
}

/* The mark of a millimetre, @length (0.1 mm) long, and at every tenth its number. */
static gboolean
draw_tick (GuoLabelDrawing *self, cairo_t *cr, gint mm, gboolean upper, GError **error)
{
  const gint length = mm % 10 == 0 ? TICK_10_MM : mm % 5 == 0 ? TICK_5_MM : TICK_1_MM;
  const gdouble thick = MAX (1, guo_label_whole_dots (self, TICK)), at = floor (guo_label_dots (self, mm * 10) - thick / 2);
  g_autofree gchar *number = g_strdup_printf ("%d", mm);
  const GuoLabelLine line = { .whose = "rulers", .size = guo_label_dots (self, NUMBER), .squeeze = 100,
                              .x = guo_label_dots (self, upper ? mm * 10 - 30 : TICK_10_MM + 5),
                              .w = guo_label_dots (self, 60), .align = upper ? GUO_LABEL_CENTER : GUO_LABEL_LEFT,
                              .baseline = guo_label_whole_dots (self, upper ? TICK_10_MM + 22 : mm * 10 + 9) };

  cairo_rectangle (cr, upper ? at : 0, upper ? 0 : at, upper ? thick : guo_label_whole_dots (self, length),
                   upper ? guo_label_whole_dots (self, length) : thick);
  cairo_fill (cr);
  return mm % 10 != 0 || guo_label_draw_line (self, cr, &line, number, error);
}

static gboolean
draw_rulers (GuoLabelDrawing *self, cairo_t *cr, GError **error)
{
  const gint width = self->layout->width, height = self->layout->height;
  const gdouble deep = guo_label_whole_dots (self, TICK_10_MM);
  const GuoLabelArea upper = { 0, 0, guo_label_dots (self, width), deep, "rulers" };
  const GuoLabelArea left = { 0, deep, deep, guo_label_dots (self, height), "rulers" };

  for (gint mm = 1; mm * 10 < width; mm++)
    if (mm * 10 + 30 <= width || mm % 10 != 0)
      if (!draw_tick (self, cr, mm, TRUE, error))
        return FALSE;
  for (gint mm = RULER_LEFT / 10; mm * 10 < height; mm++)
    if (mm * 10 + 15 <= height || mm % 10 != 0)
      if (!draw_tick (self, cr, mm, FALSE, error))
        return FALSE;
  return guo_label_take_area (self, &upper, error) && guo_label_take_area (self, &left, error);
}

static gboolean
draw_kind (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data, GError **error)
{
  switch (item->kind)
    {
    case GUO_LABEL_ROWS:
      return guo_label_draw_rows (self, cr, item, data, error);
    case GUO_LABEL_QR:
      return guo_label_draw_qr (self, cr, item, data, error);
    case GUO_LABEL_RULE:
      return draw_rule (self, cr, item, error);
    case GUO_LABEL_PARAGRAPH:
      return guo_label_draw_paragraph (self, cr, item, data, error);
    case GUO_LABEL_GS1_128:
      return guo_label_draw_gs1_128 (self, cr, item, data, error);
    case GUO_LABEL_BOX:
      return draw_box (self, cr, item, error);
    case GUO_LABEL_VOICE_PICK:
      return guo_label_draw_voice_pick (self, cr, item, data, error);
    case GUO_LABEL_PICTURE:
      return guo_label_draw_picture (self, cr, item, error);
    case GUO_LABEL_RULERS:
      return draw_rulers (self, cr, error);
    case GUO_LABEL_TEXT:
      break;
    }
  return guo_label_draw_text (self, cr, item, data, error);
}

/* Turned around whole dots by whole quarters: what stood on dots stands on dots. */
static void
turn (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item)
{
  static const gdouble cosines[] = { 1, 0, -1, 0 }, sines[] = { 0, 1, 0, -1 };
  const gint quarter = item->rotate / 90;
  cairo_matrix_t matrix;

  self->rotate = item->rotate;
  self->pivot_x = guo_label_whole_dots (self, item->x);
  self->pivot_y = guo_label_whole_dots (self, item->kind == GUO_LABEL_TEXT || item->kind == GUO_LABEL_VOICE_PICK
                                                ? item->baseline : item->y);
  cairo_matrix_init (&matrix, cosines[quarter], sines[quarter], -sines[quarter], cosines[quarter], 0, 0);
  cairo_translate (cr, self->pivot_x, self->pivot_y);
  cairo_transform (cr, &matrix);
  cairo_translate (cr, -self->pivot_x, -self->pivot_y);
}

static gboolean
draw_item (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data, GError **error)
{
  gboolean good;

  if (!guo_label_item_wanted (item, data))
    return TRUE;
  cairo_save (cr);
  turn (self, cr, item);
  cairo_set_source_rgb (cr, 0, 0, 0);
  good = draw_kind (self, cr, item, data, error);
  cairo_restore (cr);
  return good;
}

gboolean
guo_label_draw (GuoLabelDrawing *self, cairo_t *cr, json_t *data, GError **error)
{
  g_array_set_size (self->taken, 0);
  for (guint i = 0; i < self->layout->items->len; i++)
    if (!draw_item (self, cr, g_ptr_array_index (self->layout->items, i), data, error))
      return FALSE;
  return TRUE;
}

void
guo_label_draw_all (GuoLabelDrawing *self, cairo_t *cr, json_t *data, GPtrArray *problems)
{
  g_array_set_size (self->taken, 0);
  for (guint i = 0; i < self->layout->items->len; i++)
    {
      GError *error = NULL;

      if (!draw_item (self, cr, g_ptr_array_index (self->layout->items, i), data, &error))
        g_ptr_array_add (problems, guo_label_problem_new ((gint) i, error));
    }
}
