/* What the two writers of canonical JSON share: one from values, one from text. */
#pragma once

#include "db/canonical-json.h"

G_BEGIN_DECLS

/**
 * guo_canonical_write_string:
 * @out: text so far
 * @text: UTF-8, may hold zero bytes
 * @len: bytes
 *
 * Adds a JSON string with the shortest escapes.
 */
void guo_canonical_write_string (GString *out, const gchar *text, gsize len);

/**
 * guo_canonical_write_real:
 * @out: text so far
 * @value: a finite number
 *
 * Adds it as ECMAScript prints it.
 */
void guo_canonical_write_real (GString *out, gdouble value);

/**
 * guo_canonical_compare_keys:
 * @left: UTF-8, may hold zero bytes
 * @left_len: bytes
 * @right: the same
 * @right_len: bytes
 *
 * Returns: below, at or above 0, by UTF-16 code units
 */
gint guo_canonical_compare_keys (const gchar *left, gsize left_len, const gchar *right, gsize right_len);

G_END_DECLS
