/* How the client library makes its errors; faces use client.h alone. */
#pragma once

#include "station/client/client.h"

G_BEGIN_DECLS

/**
 * guo_client_refused:
 * @error: (nullable): return location
 * @kind: the #GuoClientError
 * @code: the station's word
 * @params: (nullable): what its sentence names
 * @message: English, used when no sentence is known for @code
 *
 * Sets an error that carries code and parameters, with the sentence in the user's language as message.
 */
void guo_client_refused (GError **error, GuoClientError kind, const gchar *code, json_t *params,
                         const gchar *message);

G_END_DECLS
