/* Reading the rows that the station answers. A missing or null member reads as nothing, never as an error:
 * a face built before a member existed goes on. Pure.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_row_int:
 * @row: (nullable): a JSON object
 * @key: member
 *
 * Returns: the integer, 0 where there is none
 */
gint64 guo_row_int (json_t *row, const gchar *key);

/**
 * guo_row_text:
 * @row: (nullable): a JSON object
 * @key: member
 *
 * Returns: (transfer none): the text, "" where there is none
 */
const gchar *guo_row_text (json_t *row, const gchar *key);

/**
 * guo_row_flag:
 * @row: (nullable): a JSON object
 * @key: member
 *
 * Returns: whether it is there and true
 */
gboolean guo_row_flag (json_t *row, const gchar *key);

/**
 * guo_row_has:
 * @row: (nullable): a JSON object
 * @key: member
 *
 * Returns: whether it is there and not null
 */
gboolean guo_row_has (json_t *row, const gchar *key);

/**
 * guo_row_list:
 * @row: (nullable): a JSON object; lists of the interface answer {"rows": […]}
 * @key: member
 *
 * Returns: (transfer none) (nullable): the array; json_array_size() of %NULL is 0
 */
json_t *guo_row_list (json_t *row, const gchar *key);

/**
 * guo_row_name:
 * @row: (nullable): a JSON object with "name" and perhaps "name_en"
 * @english: whether the English name is wanted
 *
 * Returns: (transfer none): name_en when wanted and there, else name
 */
const gchar *guo_row_name (json_t *row, gboolean english);

G_END_DECLS
