/* The shape of a state: told apart without colour, drawn here so that no picture can be missing. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuoShapeKind:
 * @GUO_SHAPE_RING: nothing there
 * @GUO_SHAPE_WAVES: moving
 * @GUO_SHAPE_STABLE: at rest
 * @GUO_SHAPE_CHECK: done
 * @GUO_SHAPE_DOWN: too little, hollow
 * @GUO_SHAPE_OVER: above the range, filled
 * @GUO_SHAPE_UNDER: below the range, filled
 * @GUO_SHAPE_CLOCK: old
 * @GUO_SHAPE_BANG: faulty
 * @GUO_SHAPE_CROSS: gone
 * @GUO_SHAPE_SQUARE: stopped
 */
typedef enum
{
  GUO_SHAPE_RING,
  GUO_SHAPE_WAVES,
  GUO_SHAPE_STABLE,
  GUO_SHAPE_CHECK,
  GUO_SHAPE_DOWN,
  GUO_SHAPE_OVER,
  GUO_SHAPE_UNDER,
  GUO_SHAPE_CLOCK,
  GUO_SHAPE_BANG,
  GUO_SHAPE_CROSS,
  GUO_SHAPE_SQUARE,
} GuoShapeKind;

#define GUO_TYPE_SHAPE (guo_shape_get_type ())
G_DECLARE_FINAL_TYPE (GuoShape, guo_shape, GUO, SHAPE, GtkWidget)

/**
 * guo_shape_set_kind:
 * @self: the shape, in the colour of the text around it
 * @kind: what it says
 */
void guo_shape_set_kind (GuoShape *self, GuoShapeKind kind);

G_END_DECLS
