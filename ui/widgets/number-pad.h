/* A number, typed on keys of 80 px or on the keyboard: counts, percentages, kilograms. Input methods have no
 * part in it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_TYPE_NUMBER_PAD (guo_number_pad_get_type ())
G_DECLARE_FINAL_TYPE (GuoNumberPad, guo_number_pad, GUO, NUMBER_PAD, GtkWidget)

/* Signals:
 *   "entered" (const gchar *number): "30", "1.5"; never empty
 */

/**
 * guo_number_pad_new:
 * @question: above the number
 * @unit: (nullable): after it, "kg"
 * @decimals: whether there may be a point
 *
 * Returns: (transfer floating): an empty pad
 */
GtkWidget *guo_number_pad_new (const gchar *question, const gchar *unit, gboolean decimals);

/**
 * guo_number_pad_refuse:
 * @self: the pad
 * @reason: why the number was not taken
 */
void guo_number_pad_refuse (GuoNumberPad *self, const gchar *reason);

G_END_DECLS
