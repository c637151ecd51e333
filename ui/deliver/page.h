/* Deliver: whose fruit comes in, from which plot, of which variety; then Weigh. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Implements #GuoPage. */
#define GUO_TYPE_DELIVER_PAGE (guo_deliver_page_get_type ())
G_DECLARE_FINAL_TYPE (GuoDeliverPage, guo_deliver_page, GUO, DELIVER_PAGE, GtkWidget)

G_END_DECLS
