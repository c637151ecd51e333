/* A list on screen that loads as it is scrolled: a #GuoPagedList of the station's rows, with what is said
 * while it loads, when it is empty and when the station does not answer. Arrow keys, Page Up and Down,
 * Home and End move in it; Enter or a touch chooses a row.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"
#include "ui/widgets/paged-list.h"

G_BEGIN_DECLS

/* Signal of a view: "chosen" (gpointer json_t): somebody chose this row; the object is borrowed. */

#define GUO_TYPE_PAGED_VIEW (guo_paged_view_get_type ())
G_DECLARE_FINAL_TYPE (GuoPagedView, guo_paged_view, GUO, PAGED_VIEW, GtkWidget)

/**
 * GuoPagedMake:
 * @user_data: of guo_paged_view_set_rows()
 *
 * Returns: (transfer floating): an empty row, used for many rows one after the other
 */
typedef GtkWidget *(*GuoPagedMake) (gpointer user_data);

/**
 * GuoPagedBind:
 * @widget: a row made before
 * @row: (nullable): what it is to show; %NULL: nothing yet, it is on its way
 * @user_data: of guo_paged_view_set_rows()
 */
typedef void (*GuoPagedBind) (GtkWidget *widget, json_t *row, gpointer user_data);

/**
 * guo_paged_view_set_rows:
 * @self: a view
 * @make: makes a row
 * @bind: fills it
 * @user_data: for both; lives longer than the view
 *
 * Called once.
 */
void guo_paged_view_set_rows (GuoPagedView *self, GuoPagedMake make, GuoPagedBind bind, gpointer user_data);

/**
 * guo_paged_view_set_words:
 * @self: a view
 * @name: what the list is, for a screen reader
 * @empty: what is said when there are no rows
 */
void guo_paged_view_set_words (GuoPagedView *self, const gchar *name, const gchar *empty);

/**
 * guo_paged_view_show:
 * @self: a view
 * @desk: whom to ask
 * @path: (nullable): path and query of a list of the interface; %NULL: no rows
 * @cursor: name of its parameter that takes the last row's id: "before", "after"
 *
 * The same path again renews: what is on screen stays where it is.
 */
void guo_paged_view_show (GuoPagedView *self, GuoDesk *desk, const gchar *path, const gchar *cursor);

/**
 * guo_paged_view_show_rows:
 * @self: a view
 * @rows: all rows of a short list, each with an "id"; kept
 * @anew: another list, from its top; else the same one, which may have changed
 */
void guo_paged_view_show_rows (GuoPagedView *self, json_t *rows, gboolean anew);

/**
 * guo_paged_view_refresh:
 * @self: a view
 *
 * As guo_paged_list_refresh(); call it when something of these rows was recorded.
 */
void guo_paged_view_refresh (GuoPagedView *self);

/**
 * guo_paged_view_mark:
 * @self: a view
 * @id: the row that has the CSS class "marked" whenever it is on screen; 0: none
 */
void guo_paged_view_mark (GuoPagedView *self, gint64 id);

/**
 * guo_paged_view_get_list:
 * @self: a view
 *
 * Returns: (transfer none): its model
 */
GuoPagedList *guo_paged_view_get_list (GuoPagedView *self);

G_END_DECLS
