/* One request of a client: sent, sent again after a break with the same id, understood. */
#pragma once

#include "station/client/client.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define GUO_EXCHANGE_AGAIN_S 10 /* how long a broken request is tried again */
#define GUO_EXCHANGE_PAUSE_MS 100

typedef struct
{
  gchar *method;
  gchar *path;
  GBytes *body;      /* (nullable) */
  gchar *command_id; /* (nullable) */
  gchar *token;      /* (nullable) */
  gchar *name;       /* of the face */
  gint64 give_up_us; /* monotonic */
} GuoExchange;

/**
 * guo_exchange_free:
 * @self: (nullable): an exchange
 */
void guo_exchange_free (GuoExchange *self);

/**
 * guo_exchange_message:
 * @self: an exchange
 * @error: return location
 *
 * Returns: (transfer full): a new message of it; %NULL with %GUO_CLIENT_ERROR_BAD_ANSWER when the path is none
 */
SoupMessage *guo_exchange_message (GuoExchange *self, GError **error);

/**
 * guo_exchange_understand:
 * @message: an answered message
 * @bytes: its body
 * @error: return location
 *
 * Returns: (transfer full): @bytes again when the station said yes; %NULL with the refusal
 */
GBytes *guo_exchange_understand (SoupMessage *message, GBytes *bytes, GError **error);

/**
 * guo_exchange_json:
 * @bytes: (nullable): body of an answer
 * @error: (nullable): return location, already set when @bytes is %NULL
 *
 * Returns: (transfer full): the JSON; %NULL with %GUO_CLIENT_ERROR_BAD_ANSWER
 */
json_t *guo_exchange_json (GBytes *bytes, GError **error);

/**
 * guo_exchange_broken:
 * @cause: what soup said
 * @error: return location
 *
 * Sets %GUO_CLIENT_ERROR_BROKEN, or passes %G_IO_ERROR_CANCELLED on.
 */
void guo_exchange_broken (const GError *cause, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoExchange, guo_exchange_free)

G_END_DECLS
