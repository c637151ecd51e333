/* Weigh: one glance at the scale, one key that records. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Implements #GuoPage. */
#define GUO_TYPE_WEIGH_PAGE (guo_weigh_page_get_type ())
G_DECLARE_FINAL_TYPE (GuoWeighPage, guo_weigh_page, GUO, WEIGH_PAGE, GtkWidget)

G_END_DECLS
