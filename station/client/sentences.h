/* What is said to people when the station refuses: what, where, what to do now. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_client_sentence:
 * @code: the station's word ("scale-moving")
 * @params: (nullable): what the sentence names
 *
 * Returns: (transfer full) (nullable): the sentence in the user's language; %NULL for an unknown code
 */
gchar *guo_client_sentence (const gchar *code, json_t *params);

/**
 * guo_client_sentence_pages_moved:
 * @moved: (nullable): "pages_moved" of /v1/status
 *
 * Returns: (transfer full) (nullable): who has the usual port of the public pages, and where they are instead;
 *   %NULL when they are where they should be
 */
gchar *guo_client_sentence_pages_moved (json_t *moved);

/**
 * guo_client_words:
 * @reason: what the station said in a "reason": "empty", "there is no village “红岩”"
 *
 * Returns: (transfer full): it in the user's language; any other text as it is
 */
gchar *guo_client_words (const gchar *reason);

/**
 * guo_client_device_trouble:
 * @line: (nullable): live line of a device
 *
 * Returns: (transfer full): why it cannot be used now and what to do, with the detail; "" where nothing is wrong
 */
gchar *guo_client_device_trouble (json_t *line);

G_END_DECLS
