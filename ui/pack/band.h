/* The content of the case on the scale as a mark on a bar: least, target and nominal, and its state as shape, word
 * and by how much. Its size never changes with the value. Main thread.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/pack/content.h"

G_BEGIN_DECLS

#define GUO_TYPE_BAND (guo_band_get_type ())
G_DECLARE_FINAL_TYPE (GuoBand, guo_band, GUO, BAND, GtkWidget)

/**
 * guo_band_set_limits:
 * @self: the bar
 * @limits: (nullable): what a case is to hold; %NULL: not known
 */
void guo_band_set_limits (GuoBand *self, const GuoContentBand *limits);

/**
 * guo_band_get_limits:
 * @self: the bar
 *
 * Returns: (transfer none): what a case is to hold; its nominal is 0 when it is not known
 */
const GuoContentBand *guo_band_get_limits (GuoBand *self);

/**
 * guo_band_set_net:
 * @self: the bar
 * @known: whether there is a net; when not, neither mark nor word is shown
 * @net_mg: what is in the case, milligrams
 * @still: whether the scale stands still: the mark is filled, else an outline
 */
void guo_band_set_net (GuoBand *self, gboolean known, gint64 net_mg, gboolean still);

G_END_DECLS
