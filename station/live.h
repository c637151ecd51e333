/* Live values: the newest line of each topic and key, for the streams. State, never events.
 *
 * Any thread publishes; the HTTP side pulls. A reader that is slow gets the newest, never a backlog.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GuoLive GuoLive;

/* Called after every publish, on the publisher's thread, with no lock held. */
typedef void (*GuoLiveWake) (gpointer user_data);

/**
 * guo_live_new:
 *
 * Returns: (transfer full): an empty table of live values
 */
GuoLive *guo_live_new (void);

/**
 * guo_live_free:
 * @self: (nullable): a table
 */
void guo_live_free (GuoLive *self);

/**
 * guo_live_set_wake:
 * @self: a table
 * @wake: (nullable): who is told that there is news
 * @user_data: for @wake
 */
void guo_live_set_wake (GuoLive *self, GuoLiveWake wake, gpointer user_data);

/**
 * guo_live_publish:
 * @self: a table
 * @topic: "weight", "devices", "queue", "events", "scans", "readings" or "grade"
 * @key: what the line is of (a scale's id, a job's id); a newer line of the same key replaces it
 * @line: (transfer full): one JSON object without newline; empty text removes the key
 */
void guo_live_publish (GuoLive *self, const gchar *topic, const gchar *key, gchar *line);

/**
 * guo_live_collect:
 * @self: a table
 * @topics: (nullable): comma separated list; %NULL: all
 * @since: (inout): the reader's place, 0 at first; moved to the newest
 * @out: lines newer than @since are appended, each with its newline
 *
 * Returns: %TRUE when anything was appended
 */
gboolean guo_live_collect (GuoLive *self, const gchar *topics, guint64 *since, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoLive, guo_live_free)

G_END_DECLS
