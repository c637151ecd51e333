/* The card at the right: what is computed beside the scale, marked so: tare, net, deduction, payable weight.
 *
 * Its lines are always there: a deduction more or less moves nothing.
 */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/weigh/load.h"

G_BEGIN_DECLS

#define GUO_TYPE_COMPUTED_CARD (guo_computed_card_get_type ())
G_DECLARE_FINAL_TYPE (GuoComputedCard, guo_computed_card, GUO, COMPUTED_CARD, GtkWidget)

/**
 * guo_computed_card_show:
 * @self: the card
 * @load: what stands on the scale
 * @lot: (nullable): the lot at work, whose deductions are taken off
 * @line: (nullable): newest line of the scale; no net where it is not one that can be recorded
 */
void guo_computed_card_show (GuoComputedCard *self, const GuoWeighLoad *load, json_t *lot, json_t *line);

G_END_DECLS
