/* A lot that is split, lots that become one. Main thread. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_lot_ask_split:
 * @page: the Pack page
 * @desk: the desk
 * @lot: a row of /v1/lots with fruit left
 *
 * The parts are typed; what stays in the lot is told as they change.
 */
void guo_lot_ask_split (GtkWidget *page, GuoDesk *desk, json_t *lot);

/**
 * guo_lot_ask_merge:
 * @page: the Pack page
 * @desk: the desk
 * @lot: a row of /v1/lots with fruit left
 * @lots: rows to choose from; only those that are of the same product, variety and class are offered
 */
void guo_lot_ask_merge (GtkWidget *page, GuoDesk *desk, json_t *lot, json_t *lots);

G_END_DECLS
