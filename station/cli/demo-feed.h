/* Commands of the demonstration's season on their way: up to fifty in one transaction, each at its own
 * simulated time.
 */
#pragma once

#include "station/cli/cli.h"

G_BEGIN_DECLS

typedef struct _GuoDemoFeed GuoDemoFeed;

/* One command. */
typedef struct
{
  gchar *path;      /* (transfer full) */
  json_t *body;     /* (transfer full) */
  gint64 at_us;     /* microseconds since 1970 */
  gint64 user;      /* who does it; 0: the supervisor who sends it */
  gint64 *id;       /* (nullable): where the answer's id goes, when it comes */
  gint64 *lot;      /* (nullable): where the id of a delivery's first lot goes */
} GuoDemoCommand;

/**
 * guo_demo_feed_new:
 * @cli: the command line, a supervisor logged in
 *
 * Returns: (transfer full): an empty feed
 */
GuoDemoFeed *guo_demo_feed_new (GuoCli *cli);

/**
 * guo_demo_feed_push:
 * @self: the feed
 * @command: its members are taken over
 * @error: return location
 *
 * Sends what has gathered when there are fifty.
 *
 * Returns: %FALSE with a #GuoClientError
 */
gboolean guo_demo_feed_push (GuoDemoFeed *self, const GuoDemoCommand *command, GError **error);

/**
 * guo_demo_feed_flush:
 * @self: the feed
 * @error: return location
 *
 * Sends what has gathered, so that the ids that were asked for are there.
 *
 * Returns: %FALSE with a #GuoClientError
 */
gboolean guo_demo_feed_flush (GuoDemoFeed *self, GError **error);

/**
 * guo_demo_feed_free:
 * @self: (nullable): the feed; what was not sent is dropped
 */
void guo_demo_feed_free (GuoDemoFeed *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoDemoFeed, guo_demo_feed_free)

G_END_DECLS
