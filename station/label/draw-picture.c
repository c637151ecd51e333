#include "station/label/draw-private.h"

#include "station/label/ink.h"

#include <math.h>

/* Made once for the layout: every label has the same. */
static const GuoBitmap *
dots_of (GuoLabelDrawing *self, const GuoLabelItem *item, guint width, guint height)
{
  GuoBitmap *dots = g_hash_table_lookup (self->pictures, item);

  if (dots == NULL)
    {
      dots = guo_label_picture_dots (item->picture, width, height, item->dark, item->dither);
      g_hash_table_insert (self->pictures, (gpointer) item, dots);
    }
  return dots;
}

gboolean
guo_label_draw_picture (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, GError **error)
{
  const gdouble left = guo_label_whole_dots (self, item->x), top = guo_label_whole_dots (self, item->y);
  const gdouble room_w = guo_label_whole_dots (self, item->x + item->w) - left;
  const gdouble room_h = guo_label_whole_dots (self, item->y + item->h) - top;
  const gdouble scale = MIN (room_w / item->picture->width, room_h / item->picture->height);
  const gdouble w = MAX (1, floor (item->picture->width * scale + 0.5)), h = MAX (1, floor (item->picture->height * scale + 0.5));
  const gdouble x = left + floor ((room_w - w) / 2), y = top + floor ((room_h - h) / 2);
  const GuoLabelArea area = { x, y, x + w, y + h, item->name != NULL ? item->name : "picture" };

  /* what no paper of the layout could hold, however turned, is refused below without being made */
  if (MAX (w, h) <= guo_label_whole_dots (self, MAX (self->layout->width, self->layout->height)))
    guo_ink_bitmap (cr, dots_of (self, item, (guint) w, (guint) h), x, y);
  return guo_label_take_area (self, &area, error);
}
