/* Cases that are opened and packed anew: which ones, what comes out of them, what becomes of the rest. Main thread. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_repack_ask:
 * @page: the Pack page
 * @desk: the desk
 * @cases: (nullable): rows of /v1/cases to choose from; others are scanned
 * @plans: (nullable): rows of /v1/pack-plans
 *
 * Two sheets: the cases, then what they become; both tell the sums to the gram as they change. Done, it activates
 * "packing.use-pack-lot" with the lot of the new cases.
 */
void guo_repack_ask (GtkWidget *page, GuoDesk *desk, json_t *cases, json_t *plans);

G_END_DECLS
