/* What a form sends: where to, and with which members of its own. Pure. */
#pragma once

#include "ui/settings/section.h"

G_BEGIN_DECLS

/**
 * guo_request_path:
 * @section: what is saved
 * @row: (nullable): the record that is changed; %NULL: a new one
 *
 * Returns: (transfer full): path of the POST
 */
gchar *guo_request_path (const GuoSection *section, json_t *row);

/**
 * guo_request_complete:
 * @section: what is saved
 * @body: what was typed
 * @row: (nullable): as guo_request_path()
 * @parent: id of the record above, where there is one
 *
 * Adds "replaces", "kind" and the member that names the record above.
 */
void guo_request_complete (const GuoSection *section, json_t *body, json_t *row, gint64 parent);

/**
 * guo_request_put_nested:
 * @body: the request
 * @outer: "licence"
 * @inner: "number"
 * @value: (transfer full): JSON null for nothing
 *
 * A member of a member. The outer one is an object as soon as one of its members is something.
 */
void guo_request_put_nested (json_t *body, const gchar *outer, const gchar *inner, json_t *value);

G_END_DECLS
