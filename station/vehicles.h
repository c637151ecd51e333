/* Trucks: the first weighing, and what the second one asks about it. Writer's thread. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

/**
 * guo_vehicle_waiting:
 * @call: a command: the truck's second weighing
 * @id: n of vehicle.weighed
 * @lot: n of the lot that is weighed
 * @error: return location
 *
 * Returns: (transfer full): its row {id, lot, mg, vehicle …}; %NULL with "not-found"[vehicle_weighing] (also
 *   one of another lot), "already-void", or "vehicle-weighed"[no]: it has its second weighing
 */
json_t *guo_vehicle_waiting (GuoCall *call, gint64 id, gint64 lot, GError **error);

/**
 * guo_vehicle_none_waits:
 * @call: a command that closes a delivery
 * @delivery: its n
 * @error: return location
 *
 * Returns: %FALSE with "truck-waiting"[vehicle]
 */
gboolean guo_vehicle_none_waits (GuoCall *call, gint64 delivery, GError **error);

G_END_DECLS
