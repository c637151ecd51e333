/* The keys of a pad, 80 px high, and the keys of the keyboard that do the same: what number pad and PIN pad share. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuoPadActs:
 * @press: a digit, or '.'
 * @take_back: the last one goes
 * @enter: it is whole
 */
typedef struct
{
  void (*press) (gpointer owner, gchar key);
  void (*take_back) (gpointer owner);
  void (*enter) (gpointer owner);
} GuoPadActs;

/**
 * guo_pad_new:
 * @owner: whose keys they are; hears the keyboard before any of its children
 * @digits: nine digits, in the order of the keys; 0 stands below them
 * @point: whether a decimal point can be typed; else its key takes back
 * @acts: of @owner; static
 *
 * Returns: (transfer floating): a grid
 */
GtkWidget *guo_pad_new (GtkWidget *owner, const gchar *digits, gboolean point, const GuoPadActs *acts);

/**
 * guo_pad_enter_key:
 * @pad: of guo_pad_new()
 *
 * Returns: (transfer none): the key on which the focus rests
 */
GtkWidget *guo_pad_enter_key (GtkWidget *pad);

G_END_DECLS
