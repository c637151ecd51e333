/* What the window needs of a page: its one key, and what the function keys mean on it. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_PAGE (guo_page_get_type ())
G_DECLARE_INTERFACE (GuoPage, guo_page, GUO, PAGE, GtkWidget)

/**
 * GuoPageKey:
 * @key: "F4"; "primary" for Space, keypad Enter and the footswitch; "again" for the keypad's plus
 * @action: widget action of the page, "weighing.tare"
 * @word: what it does, not translated; F1 lists the keys of the page by it
 */
typedef struct
{
  const gchar *key;
  const gchar *action;
  const gchar *word;
} GuoPageKey;

/**
 * GuoPageInterface:
 * @keys: ended by a row whose key is %NULL
 * @get_primary: the widget on which the focus rests
 * @set_desk: called once, before the page is shown
 */
struct _GuoPageInterface
{
  GTypeInterface    parent_interface;

  const GuoPageKey *keys;
  GtkWidget      *(*get_primary) (GuoPage *self);
  void            (*set_desk) (GuoPage *self, GuoDesk *desk);
};

/**
 * guo_page_press:
 * @self: a page
 * @key: as in #GuoPageKey
 *
 * Returns: whether the key means something here
 */
gboolean guo_page_press (GuoPage *self, const gchar *key);

/**
 * guo_page_focus:
 * @self: a page
 *
 * Puts the focus on the page's one key.
 */
void guo_page_focus (GuoPage *self);

/**
 * guo_page_set_desk:
 * @self: a page
 * @desk: shared by all pages
 */
void guo_page_set_desk (GuoPage *self, GuoDesk *desk);

G_END_DECLS
