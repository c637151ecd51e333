/* The sheet in which several growers share a delivery: what the shares follow, a number for each, and what
 * comes of it. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/deliver/sources.h"
#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_SHARES (guo_shares_get_type ())
G_DECLARE_FINAL_TYPE (GuoShares, guo_shares, GUO, SHARES, GtkWidget)

/* Signals:
 *   "changed" (): basis or numbers; the array has the new ones
 *   "removed" (gint64 grower): not part of it any more
 *   "more" (): one more grower is wanted
 *   "done" ()
 */

/**
 * guo_shares_new:
 * @desk: the desk, which divides
 * @sources: the array, changed in place
 * @basis: to begin with
 *
 * Returns: (transfer floating): the content of a sheet
 */
GtkWidget *guo_shares_new (GuoDesk *desk, json_t *sources, GuoSharesBasis basis);

/**
 * guo_shares_basis:
 * @self: the sheet
 *
 * Returns: what the shares follow
 */
GuoSharesBasis guo_shares_basis (GuoShares *self);

G_END_DECLS
