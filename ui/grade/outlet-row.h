/* One line of the table of outlets, its head too: drawn in one go, always of the same columns, whatever it says. What it
 * says is its accessible label. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_TYPE_OUTLET_ROW (guo_outlet_row_get_type ())
G_DECLARE_FINAL_TYPE (GuoOutletRow, guo_outlet_row, GUO, OUTLET_ROW, GtkWidget)

typedef enum
{
  GUO_OUTLET_NO,
  GUO_OUTLET_CLASS,
  GUO_OUTLET_MASS,
  GUO_OUTLET_FRUIT,
  GUO_OUTLET_SHARE,
  GUO_OUTLET_BOX,
  GUO_OUTLET_COLUMNS,
} GuoOutletColumn;

/**
 * guo_outlet_row_new:
 * @head: whether it is the head of the table
 *
 * Returns: (transfer floating): a line that says nothing
 */
GtkWidget *guo_outlet_row_new (gboolean head);

/**
 * guo_outlet_row_set:
 * @self: a line
 * @texts: (array fixed-size=6): of its columns; "" leaves one empty
 * @full: whether the box is nearly full, and the last column warns
 * @label: what a screen reader says
 */
void guo_outlet_row_set (GuoOutletRow *self, const gchar *const *texts, gboolean full, const gchar *label);

/**
 * guo_outlet_row_set_narrow:
 * @self: a line
 * @narrow: whether the share gives way; of all lines of a table the same
 */
void guo_outlet_row_set_narrow (GuoOutletRow *self, gboolean narrow);

G_END_DECLS
