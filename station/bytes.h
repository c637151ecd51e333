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
 * guo_answer_take_bytes:
 * @answer: of a verb
 * @content_type: (out): borrowed from @answer
 *
 * Returns: (transfer full) (nullable): the body of an answer made by guo_answer_bytes(), else %NULL
 */
GBytes *guo_answer_take_bytes (json_t *answer, const gchar **content_type);

G_END_DECLS
