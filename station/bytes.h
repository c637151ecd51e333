/* An answer that is no JSON (a label's picture), carried through a verb's json_t. Pure. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_answer_bytes:
 * @content_type: "image/png"
 * @bytes: (transfer none): the body
 *
 * A verb returns this; the server sends @bytes as they are.
 *
 * Returns: (transfer full): an answer
 */
json_t *guo_answer_bytes (const gchar *content_type, GBytes *bytes);

/**
 * guo_base64_decode:
 * @text: base 64 with padding (RFC 4648, section 4); white space is passed over
 * @size: (out): how many bytes
 *
 * Unlike g_base64_decode() it tells what is none.
 *
 * Returns: (transfer full) (nullable): the bytes and a zero after them; %NULL: not base 64, or empty
 */
guint8 *guo_base64_decode (const gchar *text, gsize *size);

/**
 * guo_answer_take_bytes:
 * @answer: of a verb
 * @content_type: (out): borrowed from @answer
 *
 * Returns: (transfer full) (nullable): the body of an answer made by guo_answer_bytes(), else %NULL
 */
GBytes *guo_answer_take_bytes (json_t *answer, const gchar **content_type);

G_END_DECLS
