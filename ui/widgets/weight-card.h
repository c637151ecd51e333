/* The card of one scale: its name and capacity, its digits, its state as shape and word.
 *
 * Used by every page that weighs. It shows what the daemon says and judges nothing, but one thing: when
 * the daemon is gone or has been silent, digits vanish at once. Its border flashes with each sound.
 */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_WEIGHT_CARD (guo_weight_card_get_type ())
G_DECLARE_FINAL_TYPE (GuoWeightCard, guo_weight_card, GUO, WEIGHT_CARD, GtkWidget)

/**
 * guo_weight_card_set_desk:
 * @self: the card
 * @desk: whose scale is shown
 */
void guo_weight_card_set_desk (GuoWeightCard *self, GuoDesk *desk);

/**
 * guo_weight_card_set_hint:
 * @self: the card
 * @text: (nullable): what to do now, or why not; %NULL: the state's own hint
 *
 * Goes when the state changes.
 */
void guo_weight_card_set_hint (GuoWeightCard *self, const gchar *text);

/**
 * guo_weight_card_set_warning:
 * @self: the card
 * @text: (nullable): what is odd about the last record; stands in the place of the hint
 *
 * Stays until it is taken away: unloading does not make it go.
 */
void guo_weight_card_set_warning (GuoWeightCard *self, const gchar *text);

G_END_DECLS
