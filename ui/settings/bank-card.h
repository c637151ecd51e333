/* A drawn bank card and a slider that makes it as large as a real one held against the screen: how many
 * millimetres a pixel has. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_TYPE_BANK_CARD (guo_bank_card_get_type ())
G_DECLARE_FINAL_TYPE (GuoBankCard, guo_bank_card, GUO, BANK_CARD, GtkWidget)

/* Signals:
 *   "measured" (gint um_per_px): by the person
 */

/**
 * guo_bank_card_new:
 * @um_per_px: micrometres a pixel, 0: not measured yet
 *
 * Returns: (transfer floating): the card
 */
GtkWidget *guo_bank_card_new (gint um_per_px);

G_END_DECLS
