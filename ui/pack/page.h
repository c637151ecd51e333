/* Pack: cases from a lot, their labels, and what became of each label.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Implements #GuoPage. */
#define GUO_TYPE_PACK_PAGE (guo_pack_page_get_type ())
G_DECLARE_FINAL_TYPE (GuoPackPage, guo_pack_page, GUO, PACK_PAGE, GtkWidget)

G_END_DECLS
