/* Fruit that stands in no case: by lot, and what can be done with it. Main thread. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_loose_ask:
 * @page: the Pack page
 * @desk: the desk
 * @lots: (nullable): rows with fruit left, of /v1/lots and /v1/pack-lots: "left_mg"
 *
 * Lists the lots; of the one that is chosen it is asked what becomes of it: "packing.use-lot" packs from it.
 */
void guo_loose_ask (GtkWidget *page, GuoDesk *desk, json_t *lots);

/**
 * guo_loose_refresh:
 * @page: the Pack page
 * @desk: the desk
 * @lots: (nullable): as guo_loose_ask()
 *
 * While the list is open it shows what is left now.
 */
void guo_loose_refresh (GtkWidget *page, GuoDesk *desk, json_t *lots);

G_END_DECLS
