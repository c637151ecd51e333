/* Pinyin initials of a Chinese name, through libicu: operators type three letters. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_pinyin_initials:
 * @name: UTF-8
 *
 * First letter of each Chinese character and of each Latin word, lower case: "李长顺" → "lcs". A character
 * with two readings gets the one that ICU holds for the usual one. Any thread.
 *
 * Returns: (transfer full): ASCII letters and digits; empty when there are none
 */
gchar *guo_pinyin_initials (const gchar *name);

G_END_DECLS
