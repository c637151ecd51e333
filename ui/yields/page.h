/* Yields: by day, cooperative, village, grower, product or variety, a season beside the one before; chart or table.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Implements #GuoPage. */
#define GUO_TYPE_YIELDS_PAGE (guo_yields_page_get_type ())
G_DECLARE_FINAL_TYPE (GuoYieldsPage, guo_yields_page, GUO, YIELDS_PAGE, GtkWidget)

G_END_DECLS
