/* The label as the printer would put it on paper, on a grid of millimetres, with what is chosen on it: a pointer picks,
 * drags and pulls, arrow keys do the same. Main thread.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/designer/design.h"

G_BEGIN_DECLS

#define GUO_TYPE_DESIGN_CANVAS (guo_design_canvas_get_type ())
G_DECLARE_FINAL_TYPE (GuoDesignCanvas, guo_design_canvas, GUO, DESIGN_CANVAS, GtkWidget)

/* Signals:
 *   "chosen" (): another element is chosen in the design
 *   "changed" (): the design is another
 */

/**
 * guo_design_canvas_new:
 *
 * Returns: (transfer floating): an empty canvas
 */
GtkWidget *guo_design_canvas_new (void);

/**
 * guo_design_canvas_show:
 * @self: the canvas
 * @design: (nullable): what is shown and changed; stays alive until another is shown
 */
void guo_design_canvas_show (GuoDesignCanvas *self, GuoDesign *design);

/**
 * guo_design_canvas_set_picture:
 * @self: the canvas
 * @picture: (nullable): the printer's dots
 * @faulty: (nullable): of the station's preview: elements that do not come out are framed
 */
void guo_design_canvas_set_picture (GuoDesignCanvas *self, GdkTexture *picture, json_t *faulty);

/**
 * guo_design_canvas_zoom:
 * @self: the canvas
 * @by: 1: nearer, -1: farther, 0: as large as there is room for
 */
void guo_design_canvas_zoom (GuoDesignCanvas *self, gint by);

/**
 * guo_design_canvas_move_keys:
 * @widget: which takes the keys
 * @self: the canvas, whose chosen element they move
 * @modifiers: held with the arrows; with Shift too they change the size
 *
 * Elsewhere than on the canvas arrows have a meaning of their own.
 */
void guo_design_canvas_move_keys (GtkWidget *widget, GuoDesignCanvas *self, GdkModifierType modifiers);

G_END_DECLS
