/* A label's layout being designed: what stands where, what is chosen, and the way back. Lengths are whole tenths of a
 * millimetre from the top left corner, as in the layout's file. Pure, one thread.
 *
 * The station judges what can be drawn; here an element only never leaves the paper with its corner, nor shrinks below
 * a millimetre.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

#define GUO_DESIGN_SNAP 5   /* 0.5 mm */
#define GUO_DESIGN_LEAST 10 /* 1 mm: least width and height */

typedef struct _GuoDesign GuoDesign;

/* Where an element stands, 0.1 mm. */
typedef struct
{
  gint x, y, w, h;
} GuoDesignArea;

/* Two edges that a pointer may pull, or the whole. */
typedef enum
{
  GUO_DESIGN_MOVE,
  GUO_DESIGN_RESIZE,
} GuoDesignChange;

/**
 * guo_design_new:
 * @file: JSON text of a layout
 *
 * Returns: (transfer full) (nullable): the design; %NULL: @file is no JSON object with items
 */
GuoDesign *guo_design_new (const gchar *file);

/**
 * guo_design_free:
 * @self: (nullable): a design
 */
void guo_design_free (GuoDesign *self);

/**
 * guo_design_file:
 * @self: a design
 *
 * Returns: (transfer full): its JSON text
 */
gchar *guo_design_file (const GuoDesign *self);

/**
 * guo_design_layout:
 * @self: a design
 *
 * Returns: (transfer none): the layout; changed by the functions below alone
 */
json_t *guo_design_layout (const GuoDesign *self);

/**
 * guo_design_length:
 * @self: a design
 *
 * Returns: how many elements there are
 */
guint guo_design_length (const GuoDesign *self);

/**
 * guo_design_item:
 * @self: a design
 * @which: its place, from 0
 *
 * Returns: (transfer none) (nullable): the element
 */
json_t *guo_design_item (const GuoDesign *self, gint which);

/**
 * guo_design_chosen:
 * @self: a design
 *
 * Returns: place of the chosen element; -1: none
 */
gint guo_design_chosen (const GuoDesign *self);

/**
 * guo_design_choose:
 * @self: a design
 * @which: place of an element; anything else: none
 */
void guo_design_choose (GuoDesign *self, gint which);

/**
 * guo_design_area:
 * @self: a design
 * @which: place of an element
 * @area: (out): where it stands, as it was turned; of a text the height of its letters
 *
 * Returns: %FALSE: it has no place of its own (rulers)
 */
gboolean guo_design_area (const GuoDesign *self, gint which, GuoDesignArea *area);

/**
 * guo_design_at:
 * @self: a design
 * @x: 0.1 mm
 * @y: 0.1 mm
 *
 * Returns: place of the smallest element there; -1: none
 */
gint guo_design_at (const GuoDesign *self, gint x, gint y);

/**
 * guo_design_change:
 * @self: a design
 * @change: moved, or its right lower edges
 * @dx: 0.1 mm
 * @dy: 0.1 mm
 *
 * The chosen element, to the next half of a millimetre, within the paper. A step of its own for guo_design_undo(), unless
 * it goes on with what guo_design_grab() began.
 *
 * Returns: whether something is another now
 */
gboolean guo_design_change (GuoDesign *self, GuoDesignChange change, gint dx, gint dy);

/**
 * guo_design_grab:
 * @self: a design
 *
 * A pointer takes hold of the chosen element: until guo_design_let_go() all changes are measured from where it stood, and
 * are one step.
 */
void guo_design_grab (GuoDesign *self);

/**
 * guo_design_let_go:
 * @self: a design
 */
void guo_design_let_go (GuoDesign *self);

/**
 * guo_design_set:
 * @self: a design
 * @member: of the chosen element: "text", "size", "align"
 * @value: (transfer full) (nullable): %NULL takes it away
 *
 * Returns: whether something is another now
 */
gboolean guo_design_set (GuoDesign *self, const gchar *member, json_t *value);

/**
 * guo_design_replace:
 * @self: a design
 * @item: (transfer full): stands in place of the chosen element: another kind of code
 */
void guo_design_replace (GuoDesign *self, json_t *item);

/**
 * guo_design_set_head:
 * @self: a design
 * @member: of the layout: "id", "width", "height"
 * @value: (transfer full): its value
 *
 * Returns: whether something is another now
 */
gboolean guo_design_set_head (GuoDesign *self, const gchar *member, json_t *value);

/**
 * guo_design_add:
 * @self: a design
 * @item: (transfer full): an element, which is chosen then
 */
void guo_design_add (GuoDesign *self, json_t *item);

/**
 * guo_design_remove:
 * @self: a design
 *
 * The chosen element; the last one stays: a layout has one at least.
 *
 * Returns: whether it is gone
 */
gboolean guo_design_remove (GuoDesign *self);

/**
 * guo_design_know_field:
 * @self: a design
 * @field: {"name", "zh", "sample"}: is added to the layout's fields when it has none of that name; no step of its own
 */
void guo_design_know_field (GuoDesign *self, json_t *field);

/**
 * guo_design_undo:
 * @self: a design
 *
 * Returns: whether there was something to take back
 */
gboolean guo_design_undo (GuoDesign *self);

/**
 * guo_design_redo:
 * @self: a design
 *
 * Returns: whether something taken back was done again
 */
gboolean guo_design_redo (GuoDesign *self);

/**
 * guo_design_can:
 * @self: a design
 * @undo: (out): whether there is something to take back
 * @redo: (out): whether something was taken back
 */
void guo_design_can (const GuoDesign *self, gboolean *undo, gboolean *redo);

/**
 * guo_design_is_changed:
 * @self: a design
 *
 * Returns: whether it differs from what it began with, or from guo_design_saved()
 */
gboolean guo_design_is_changed (const GuoDesign *self);

/**
 * guo_design_take_draft:
 * @self: a design
 * @file: JSON text: what was made of it and not kept
 *
 * One step, that can be taken back.
 *
 * Returns: whether it was a layout
 */
gboolean guo_design_take_draft (GuoDesign *self, const gchar *file);

/**
 * guo_design_saved:
 * @self: a design that was kept as it is now
 */
void guo_design_saved (GuoDesign *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoDesign, guo_design_free)

G_END_DECLS
