/* Canonical JSON, RFC 8785. Pure. */
#pragma once

#include "db/error.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_canonical_json:
 * @value: any JSON value
 * @len: (out) (optional): bytes returned, without the closing zero
 * @error: return location
 *
 * Keys sorted by UTF-16 code units, numbers as ECMAScript prints them, shortest escapes.
 *
 * Returns: (transfer full): UTF-8 text; %NULL with %GUO_DB_ERROR_BAD_JSON (an integer beyond 2^53 - 1)
 */
gchar *guo_canonical_json (json_t *value, gsize *len, GError **error);

/**
 * guo_canonical_json_from_text:
 * @text: JSON text
 * @len: bytes
 * @out_len: (out) (optional): bytes returned
 * @error: return location
 *
 * Refuses duplicate keys, lone surrogates, anything after the value.
 *
 * Returns: (transfer full): as guo_canonical_json(); the message of a refusal gives line, column, byte
 */
gchar *guo_canonical_json_from_text (const gchar *text, gsize len, gsize *out_len, GError **error);

/**
 * guo_log_json_check:
 * @value: a public or private part
 * @error: return location
 *
 * What the log forbids beyond RFC 8785: any real number, an integer outside ±(2^53 - 1), a key that is
 * not ASCII.
 *
 * Returns: %FALSE with %GUO_DB_ERROR_BAD_JSON; the message has a JSON pointer
 */
gboolean guo_log_json_check (json_t *value, GError **error);

G_END_DECLS
