/* Pack plans as the page uses them: which one is in use, what it asks of a case, what its empty case weighs. */
#pragma once

#include <jansson.h>

#include "ui/pack/content.h"
#include "ui/screen-state.h"

G_BEGIN_DECLS

/* Keys of the screen's state: the plan in use, and for which plan the tare of GUO_PACK_TARE was typed. */
#define GUO_PACK_PLAN "pack-plan"
#define GUO_PACK_TARE_OF "case-tare-of"

/**
 * guo_pack_lot_has_class:
 * @lot: (nullable): a row of /v1/lots or /v1/pack-lots
 *
 * Returns: whether it is packed as its own class: graded fruit, and loose fruit of cases that were opened
 */
gboolean guo_pack_lot_has_class (json_t *lot);

/**
 * guo_pack_plan_suits:
 * @plan: a row of /v1/pack-plans
 * @lot: a row of /v1/lots
 *
 * Returns: whether the plan may be packed from the lot: its product, its variety where it names one, and of a graded
 *   lot its class
 */
gboolean guo_pack_plan_suits (json_t *plan, json_t *lot);

/**
 * guo_pack_plan_in_use:
 * @state: what the screen remembers
 * @plans: (nullable): rows of /v1/pack-plans
 * @lot: (nullable): the lot that is packed from
 *
 * Returns: (transfer none) (nullable): the plan that was chosen, when it is not stopped and suits the lot
 */
json_t *guo_pack_plan_in_use (GuoScreenState *state, json_t *plans, json_t *lot);

/**
 * guo_pack_plan_tare:
 * @state: what the screen remembers
 * @plan: (nullable): the plan in use
 *
 * Returns: what an empty case weighs, milligrams: typed for this plan, else of its case type, else as typed last
 */
gint64 guo_pack_plan_tare (GuoScreenState *state, json_t *plan);

/**
 * guo_pack_plan_band:
 * @row: (nullable): a plan, an answer of /v1/net-content or the "check" of a pack lot
 *
 * Returns: what a case is to hold; all 0 of %NULL
 */
GuoContentBand guo_pack_plan_band (json_t *row);

G_END_DECLS
