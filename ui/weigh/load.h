/* What stands on the scale, as the operator says: one crate, a pallet of crates, a truck.
 *
 * The screen remembers the choice ("weigh-mode", "crate-type", "pallet-crates", "pallet-type",
 * "truck-crates"), so that a killed one comes back to it. What a load weighs is the station's to say;
 * what is computed here is shown beside the scale, never recorded.
 */
#pragma once

#include <jansson.h>

#include "ui/screen-state.h"

G_BEGIN_DECLS

/**
 * GuoWeighMode:
 * @GUO_WEIGH_CRATE: one crate at a time
 * @GUO_WEIGH_PALLET: crates of one kind on a pallet
 * @GUO_WEIGH_TRUCK: a whole truck, twice
 */
typedef enum
{
  GUO_WEIGH_CRATE,
  GUO_WEIGH_PALLET,
  GUO_WEIGH_TRUCK,
} GuoWeighMode;

/**
 * GuoWeighLoad:
 * @mode: how is being weighed
 * @crates: how many there are; 0, of a truck: loose fruit
 * @crate_type: (nullable): row of /v1/crate-types
 * @pallet_type: (nullable): row of /v1/crate-types
 * @truck: (nullable): row of /v1/vehicle-weighings: the first weighing of this truck
 *
 * Rows are borrowed from what guo_weigh_load() was given.
 */
typedef struct
{
  GuoWeighMode mode;
  gint64       crates;
  json_t      *crate_type;
  json_t      *pallet_type;
  json_t      *truck;
} GuoWeighLoad;

/**
 * guo_weigh_mode_name:
 * @mode: a mode
 *
 * Returns: (transfer none): "crate", "pallet", "truck"
 */
const gchar *guo_weigh_mode_name (GuoWeighMode mode);

/**
 * guo_weigh_load:
 * @state: what the screen remembers
 * @crate_types: (nullable): rows of /v1/crate-types
 * @trucks: (nullable): rows of waiting /v1/vehicle-weighings
 * @lot: at work; 0: none
 *
 * Returns: the load that is to be weighed
 */
GuoWeighLoad guo_weigh_load (GuoScreenState *state, json_t *crate_types, json_t *trucks, gint64 lot);

/**
 * guo_weigh_load_is_first:
 * @load: a load
 *
 * Returns: whether it is a truck that has not been weighed yet
 */
gboolean guo_weigh_load_is_first (const GuoWeighLoad *load);

/**
 * guo_weigh_load_tare:
 * @load: a load
 *
 * Returns: mg of crates and pallet, without the truck
 */
gint64 guo_weigh_load_tare (const GuoWeighLoad *load);

/**
 * guo_weigh_load_tare_is_known:
 * @load: a load
 *
 * Returns: whether there is a tare for all that it has
 */
gboolean guo_weigh_load_tare_is_known (const GuoWeighLoad *load);

/**
 * guo_weigh_load_net:
 * @load: a load
 * @mg: what the scale shows
 *
 * A truck: the larger of its weighings less the smaller.
 *
 * Returns: mg
 */
gint64 guo_weigh_load_net (const GuoWeighLoad *load, gint64 mg);

/**
 * guo_weigh_load_body:
 * @load: a load
 * @lot: id
 *
 * Returns: (transfer full): what a weighing of it says, but its scale or its weight
 */
json_t *guo_weigh_load_body (const GuoWeighLoad *load, gint64 lot);

G_END_DECLS
