/* Draws a layout's items onto a cairo context whose unit is one dot; for painter.c and pdf.c alone. */
#pragma once

#include "station/label/layout.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* What drawing needs and keeps between labels. One thread at a time. */
typedef struct
{
  const GuoLabelLayout *layout;
  guint dots_per_mm;
  PangoFontMap *fonts;
  PangoContext *context;
  PangoLayout *line;     /* used for every text in turn */
  GArray *taken;         /* GuoLabelArea of the label being drawn */
  GHashTable *pictures;  /* GuoLabelItem → GuoBitmap: pictures at these dots, once drawn */
  gint rotate;           /* of the item being drawn: degrees clockwise … */
  gdouble pivot_x;       /* … around here, dots */
  gdouble pivot_y;
} GuoLabelDrawing;

/**
 * guo_label_drawing_init:
 * @self: to be filled
 * @layout: outlives it
 * @dots_per_mm: 8, 12 or 24
 */
void guo_label_drawing_init (GuoLabelDrawing *self, const GuoLabelLayout *layout, guint dots_per_mm);

/**
 * guo_label_drawing_clear:
 * @self: what was filled
 */
void guo_label_drawing_clear (GuoLabelDrawing *self);

/**
 * guo_label_draw:
 * @self: a drawing
 * @cr: where to
 * @data: object of strings
 * @error: return location
 *
 * Returns: %FALSE as guo_label_paint()
 */
gboolean guo_label_draw (GuoLabelDrawing *self, cairo_t *cr, json_t *data, GError **error);

/**
 * guo_label_draw_all:
 * @self: a drawing
 * @cr: where to
 * @data: object of strings
 * @problems: (element-type GuoLabelProblem): each item that cannot be drawn as it should is added
 *
 * For looking at: what can be drawn is.
 */
void guo_label_draw_all (GuoLabelDrawing *self, cairo_t *cr, json_t *data, GPtrArray *problems);

G_END_DECLS
