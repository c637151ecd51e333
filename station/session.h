/* Who a log-in's token stands for. The rules keep the tokens (users.c); the server asks. Any thread. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

/**
 * guo_sessions_lookup:
 * @station: a station
 * @token: (nullable): what stood after "Bearer ", or %NULL
 * @out: (out): user and role; its client is left alone
 *
 * Without a token: nobody; in an empty database (no supervisor yet) whoever may open the socket is a
 * supervisor with user 0. Looks at memory alone, never at the disk.
 *
 * Returns: %FALSE when @token is unknown, ended or older than 12 h (@out is nobody then)
 */
gboolean guo_sessions_lookup (GuoStation *station, const gchar *token, GuoActor *out);

G_END_DECLS
