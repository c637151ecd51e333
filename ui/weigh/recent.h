/* The list at the right: what was weighed of this delivery, newest first; with trucks, those that wait for
 * their second weighing stand in its place.
 */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"
#include "ui/weigh/load.h"

G_BEGIN_DECLS

#define GUO_TYPE_RECENT_CARD (guo_recent_card_get_type ())
G_DECLARE_FINAL_TYPE (GuoRecentCard, guo_recent_card, GUO, RECENT_CARD, GtkWidget)

/* Rows activate "weighing.detail" and "weighing.truck" of the page, with the row's id. */

/**
 * guo_recent_card_show:
 * @self: the card
 * @desk: for the unit of the figures and the width of rows
 * @mode: trucks are listed with %GUO_WEIGH_TRUCK
 * @weighings: (nullable): rows of /v1/weighings
 * @trucks: (nullable): rows of waiting /v1/vehicle-weighings
 * @decimals: of the scale
 */
void guo_recent_card_show (GuoRecentCard *self, GuoDesk *desk, GuoWeighMode mode, json_t *weighings,
                           json_t *trucks, gint decimals);

G_END_DECLS
