/* The pages of the station: rail, stack and Alt keys are made of this one table. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuoPageRow:
 * @name: of the page, for "win.page"
 * @type: of a widget that implements #GuoPage
 * @word: on the rail, not translated; %NULL: it is reached from another page only
 * @digit: Alt and this digit open it; 0: no key does
 */
typedef struct
{
  const gchar *name;
  GType      (*type) (void);
  const gchar *word;
  gchar        digit;
} GuoPageRow;

/**
 * guo_pages:
 *
 * Returns: (transfer none): the pages in the order of the fruit, ended by a row whose name is %NULL
 */
const GuoPageRow *guo_pages (void);

G_END_DECLS
