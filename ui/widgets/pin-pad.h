/* Who, and the PIN: people as keys, a keypad of 80 px keys; digits of the keyboard do the same, and the
 * arrows choose who. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

G_BEGIN_DECLS

#define GUO_TYPE_PIN_PAD (guo_pin_pad_get_type ())
G_DECLARE_FINAL_TYPE (GuoPinPad, guo_pin_pad, GUO, PIN_PAD, GtkWidget)

/* Signals:
 *   "entered" (gint64 user, const gchar *pin)
 */

/**
 * guo_pin_pad_new:
 * @users: (nullable): array of {id, name, role}
 * @role: (nullable): only who has it ("supervisor"); %NULL: everybody
 * @selected: id of who is offered first, 0: the first
 *
 * Returns: (transfer floating): the pad
 */
GtkWidget *guo_pin_pad_new (json_t *users, const gchar *role, gint64 selected);

/**
 * guo_pin_pad_refuse:
 * @self: the pad
 * @refusal: why the PIN was not taken
 *
 * Empties the PIN. After too many wrong ones it counts the seconds down until that person may try again;
 * another one can be chosen meanwhile.
 */
void guo_pin_pad_refuse (GuoPinPad *self, const GError *refusal);

/**
 * guo_pin_pad_tell:
 * @self: the pad
 * @reason: why it asks, until the first digit
 */
void guo_pin_pad_tell (GuoPinPad *self, const gchar *reason);

G_END_DECLS
