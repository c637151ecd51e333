/* Whose fruit is in a lot: its parts by the harvest lots that it was delivered as. Writer's thread. */
#pragma once

#include "station/call.h"

G_BEGIN_DECLS

/**
 * guo_lot_fruit:
 * @call: a call
 * @lot: n of a harvest or graded lot
 * @mg: so much of it, more than nothing
 * @transform: n of a transform that took it: as it was then; 0: as it is now
 * @error: return location
 *
 * Returns: (transfer full): [{source, source_no, delivery_no, cooperative, cooperative_name, mg}] whose mg sum to @mg; of a lot that is mixed it is
 *   a proportion. %NULL with an error
 */
json_t *guo_lot_fruit (GuoCall *call, gint64 lot, gint64 mg, gint64 transform, GError **error);

/**
 * guo_lot_fruit_whole:
 * @call: a call
 * @lot: n of a harvest or graded lot
 * @mg: all that came into it, more than nothing
 * @error: return location
 *
 * Returns: (transfer full): as guo_lot_fruit(), whatever of it has left since
 */
json_t *guo_lot_fruit_whole (GuoCall *call, gint64 lot, gint64 mg, GError **error);

/**
 * guo_lot_fruit_cooperatives:
 * @fruit: of guo_lot_fruit(), one list or several one after the other
 *
 * Returns: (transfer full): [{cooperative, cooperative_name, mg, basis}], each cooperative once; basis is "measured" where
 *   it is one, else "proportion"
 */
json_t *guo_lot_fruit_cooperatives (json_t *fruit);

/**
 * guo_lot_fruit_put:
 * @call: a command
 * @edge: of the "in" of a transform.closed
 * @lot: n of its lot
 * @mg: what it gives
 * @error: return location
 *
 * Puts "shares" [{lot, mg}] into it where the lot is not itself a harvest lot that was delivered.
 *
 * Returns: %FALSE with an error
 */
gboolean guo_lot_fruit_put (GuoCall *call, json_t *edge, gint64 lot, gint64 mg, GError **error);

/**
 * guo_lot_fruit_take:
 * @call: a command
 * @edge: of the "out" of a transform.closed
 * @fruit: of guo_lot_fruit(); what is taken is no longer in it
 * @mg: so much of it
 * @error: return location
 *
 * Puts "shares" into the edge where the fruit is of several lots; all takes of a fruit together are exactly the fruit.
 *
 * Returns: %FALSE with an error
 */
gboolean guo_lot_fruit_take (GuoCall *call, json_t *edge, json_t *fruit, gint64 mg, GError **error);

G_END_DECLS
