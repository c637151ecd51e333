/* Pinyin initials of a Chinese name, through libicu: operators type three letters. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_pinyin_initials:
 * @name: UTF-8
 *
 * First letter of each Chinese character and of each Latin word, lower case: "李勤生" → "lqs". Where a
 * character has two readings that begin differently, each way to read the name, separated by spaces, the
 * likelier first: "李长顺" → "lcs lzs". Any thread.
 *
 * Returns: (transfer full): ASCII letters, digits, spaces; empty when there are none
 */
gchar *guo_pinyin_initials (const gchar *name);

G_END_DECLS
