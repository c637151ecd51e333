/* The edges of a transform.closed: lots in and lots out. Writer's thread. */
#pragma once

#include "station/call.h"

G_BEGIN_DECLS

/**
 * guo_edge_add_in:
 * @call: a command
 * @house: of a transform.closed
 * @lot: n of a lot
 * @mg: what it gives, more than nothing
 * @error: return location
 *
 * Adds to "in", with "shares" where the lot is made of others (guo_lot_fruit_put()).
 *
 * Returns: %FALSE with an error
 */
gboolean guo_edge_add_in (GuoCall *call, json_t *house, gint64 lot, gint64 mg, GError **error);

/**
 * guo_edge_add_out:
 * @call: a command
 * @house: of a transform.closed
 * @lot: n of a lot
 * @mg: what it gets, more than nothing
 * @grade_class: (nullable): key of its class
 * @fruit: how many; 0: not counted
 * @error: return location
 *
 * Adds to "out".
 *
 * Returns: %FALSE with an error
 */
gboolean guo_edge_add_out (GuoCall *call, json_t *house, gint64 lot, gint64 mg, const gchar *grade_class, gint64 fruit,
                           GError **error);

/**
 * guo_edges_house:
 * @kind: of the transform
 *
 * Returns: (transfer full): the house part of one without loss: nothing in, nothing out
 */
json_t *guo_edges_house (const gchar *kind);

/**
 * guo_edges_append:
 * @call: a command
 * @house: of a transform.closed; a copy is kept
 * @season: of its lots
 * @error: return location
 *
 * Returns: n of the event; -1 with an error
 */
gint64 guo_edges_append (GuoCall *call, json_t *house, gint64 season, GError **error);

G_END_DECLS
