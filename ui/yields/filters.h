/* Of what the yield is shown: keys for cooperative, village, product, variety, class and season. */
#pragma once

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_YIELDS_FILTERS (guo_yields_filters_get_type ())
G_DECLARE_FINAL_TYPE (GuoYieldsFilters, guo_yields_filters, GUO, YIELDS_FILTERS, GtkWidget)

/* Signal: "chosen" (): by the person. */

/**
 * guo_yields_filters_load:
 * @self: the filters
 * @desk: where their rows are asked for
 *
 * Asks for what there is to choose from; the choice stays.
 */
void guo_yields_filters_load (GuoYieldsFilters *self, GuoDesk *desk);

/**
 * guo_yields_filters_set_seasons:
 * @self: the filters
 * @rows: of GET /v1/yields?by=season
 *
 * The newest is chosen, unless one of them is already.
 */
void guo_yields_filters_set_seasons (GuoYieldsFilters *self, json_t *rows);

/**
 * guo_yields_filters_season:
 * @self: the filters
 *
 * Returns: the season chosen; 0: there is none
 */
gint64 guo_yields_filters_season (GuoYieldsFilters *self);

/**
 * guo_yields_filters_against:
 * @self: the filters
 *
 * Returns: the season before it; 0: nothing is known of it
 */
gint64 guo_yields_filters_against (GuoYieldsFilters *self);

/**
 * guo_yields_filters_are_set:
 * @self: the filters
 *
 * Returns: whether anything but the season is chosen
 */
gboolean guo_yields_filters_are_set (GuoYieldsFilters *self);

/**
 * guo_yields_filters_clear:
 * @self: the filters
 *
 * Chooses everything again, of the same season; tells "chosen".
 */
void guo_yields_filters_clear (GuoYieldsFilters *self);

/**
 * guo_yields_filters_append:
 * @self: the filters
 * @path: path and query; what is chosen is appended
 */
void guo_yields_filters_append (GuoYieldsFilters *self, GString *path);

G_END_DECLS
