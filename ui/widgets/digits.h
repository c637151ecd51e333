/* The scale's own digits, drawn as large as the place allows.
 *
 * The size is the largest of a ladder that holds the longest value the scale can show; it never depends
 * on the value, and nothing around it moves when the value does. Part of the legally relevant display:
 * what stands here is what the scale sent, unrounded.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_TYPE_DIGITS (guo_digits_get_type ())
G_DECLARE_FINAL_TYPE (GuoDigits, guo_digits, GUO, DIGITS, GtkWidget)

/**
 * guo_digits_set_longest:
 * @self: the digits
 * @longest: the longest text the scale can send, "-150.45"
 *
 * A sign is held free only for what the scale shows below zero: less than 20 intervals, so the
 * longest negative value is shorter than the longest positive one.
 */
void guo_digits_set_longest (GuoDigits *self, const gchar *longest);

/**
 * guo_digits_set_value:
 * @self: the digits
 * @text: the digits as sent, or the sign that stands for none ("▲▲▲▲▲", "— — —")
 * @unit: (nullable): "kg"; %NULL where there are no digits
 * @kind: (nullable): "Gross"
 * @symbol: (nullable): "B"
 *
 * Returns: whether it differs from what stood there
 */
gboolean guo_digits_set_value (GuoDigits *self, const gchar *text, const gchar *unit,
                               const gchar *kind, const gchar *symbol);

/**
 * guo_digits_describe:
 * @self: the digits
 * @text: value, unit and state in words, for assistive technology
 */
void guo_digits_describe (GuoDigits *self, const gchar *text);

/**
 * guo_digits_get_size:
 * @self: the digits
 *
 * Returns: the step of the ladder in use, px
 */
gint guo_digits_get_size (GuoDigits *self);

G_END_DECLS
