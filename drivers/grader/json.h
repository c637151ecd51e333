/* JSON of maps and records, checked member by member: what is wrong is named by its JSON pointer (RFC 6901). Pure. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_json_parse:
 * @text: (array length=len): JSON
 * @len: bytes
 * @error: return location
 *
 * Returns: (transfer full): its value, members twice refused; %NULL with %GUO_DRIVER_ERROR_BAD_FILE, which names line
 *   and column
 */
json_t *guo_json_parse (const gchar *text, gsize len, GError **error);

/**
 * guo_json_refuse:
 * @error: return location
 * @at: JSON pointer of a container, "" for the whole
 * @key: (nullable): the member of it that is wrong; %NULL: the container itself
 * @needed: what there should be
 *
 * Sets %GUO_DRIVER_ERROR_BAD_FILE: "/items/3/order: ABCD, CDAB, BADC or DCBA is needed".
 *
 * Returns: %FALSE
 */
gboolean guo_json_refuse (GError **error, const gchar *at, const gchar *key, const gchar *needed);

/**
 * guo_json_keys:
 * @object: a value
 * @at: its JSON pointer
 * @known: its members, ended by %NULL
 * @error: return location
 *
 * Returns: %FALSE when it is no object, or has a member that is not @known
 */
gboolean guo_json_keys (json_t *object, const gchar *at, const gchar *const *known, GError **error);

/**
 * guo_json_integer:
 * @object: an object
 * @at: its JSON pointer
 * @key: a member
 * @least: the least it may be
 * @most: the most it may be
 * @out: (out): its value
 * @error: return location
 *
 * Returns: %FALSE when it is no whole number of that range
 */
gboolean guo_json_integer (json_t *object, const gchar *at, const gchar *key, gint64 least, gint64 most, gint64 *out,
                           GError **error);

/**
 * guo_json_choice:
 * @object: an object
 * @at: its JSON pointer
 * @key: a member
 * @names: what it may be, ended by %NULL
 * @out: (out): which of them
 * @error: return location
 *
 * Returns: %FALSE when it is none of them
 */
gboolean guo_json_choice (json_t *object, const gchar *at, const gchar *key, const gchar *const *names, guint *out,
                          GError **error);

/**
 * guo_json_is_number:
 * @text: a member's name
 * @most: the most it may be
 *
 * Returns: whether it is a whole number up to @most in its shortest form ("7", not "07")
 */
gboolean guo_json_is_number (const gchar *text, guint64 most);

G_END_DECLS
