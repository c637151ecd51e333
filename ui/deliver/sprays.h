/* What a grower's spray log says of the plots of one delivery: one line, calm or a fault.
 *
 * The station decides; this shows before it is asked what its answer will be.
 */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_SPRAYS (guo_sprays_get_type ())
G_DECLARE_FINAL_TYPE (GuoSprays, guo_sprays, GUO, SPRAYS, GtkWidget)

/* Signals:
 *   "changed" (): guo_sprays_until() changed
 */

/**
 * guo_sprays_ask:
 * @self: the line
 * @desk: the desk
 * @sources: as in ui/deliver/sources.h
 * @harvested_on: (nullable): ISO day
 */
void guo_sprays_ask (GuoSprays *self, GuoDesk *desk, json_t *sources, const gchar *harvested_on);

/**
 * guo_sprays_until:
 * @self: the line
 *
 * Returns: (transfer none) (nullable): the day before which nothing may be picked; %NULL when nothing is
 *   in the way
 */
const gchar *guo_sprays_until (GuoSprays *self);

G_END_DECLS
