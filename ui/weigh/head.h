/* The words of the Weigh page's head: whose fruit, which lot. Pure. */
#pragma once

#include <glib.h>
#include <jansson.h>

#include "ui/weigh/load.h"

G_BEGIN_DECLS

#define GUO_WEIGH_GROWER_CHARS 10 /* of the grower are kept when the cooperative is cut */

/**
 * guo_weigh_head_grower:
 * @lot: (nullable): the lot at work
 * @alone: whether the cooperative stands elsewhere
 *
 * Returns: (transfer full): " · Li Changshun", to stand behind the cooperative; empty where several share
 */
gchar *guo_weigh_head_grower (json_t *lot, gboolean alone);

/**
 * guo_weigh_day_text:
 * @day: (nullable): "2026-07-16"
 *
 * Returns: (transfer full): "16 Jul", as the user's language has it; what is no day stays as it is
 */
gchar *guo_weigh_day_text (const gchar *day);

/**
 * guo_weigh_head_lot:
 * @delivery: the delivery at work
 * @lot: (nullable): its lot at work
 * @whose: whether the cooperative comes first
 *
 * Returns: (transfer full): variety, lot, plot, harvest, vehicle
 */
gchar *guo_weigh_head_lot (json_t *delivery, json_t *lot, gboolean whose);

/**
 * guo_weigh_head_next:
 * @load: what is weighed
 * @no: number of the next record
 *
 * Returns: (transfer full): "Crate 33", "Pallet 4", "Truck, second"
 */
gchar *guo_weigh_head_next (const GuoWeighLoad *load, gint no);

/**
 * guo_weigh_head_acts:
 * @load: what is weighed
 *
 * Returns: (transfer none): what the one key does
 */
const gchar *guo_weigh_head_acts (const GuoWeighLoad *load);

G_END_DECLS
