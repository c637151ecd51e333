/* The live stream of one daemon: lines as they come, and coming back by itself after a break.
 *
 * Belongs to the thread-default main context on which it was made; callbacks come there.
 */
#pragma once

#include <gio/gio.h>
#include <jansson.h>

G_BEGIN_DECLS

typedef struct _GuoStream GuoStream;

typedef struct
{
  void (*line) (json_t *line, gpointer user_data);  /* @line is borrowed; beats are not passed on */
  void (*up) (gboolean up, gpointer user_data);     /* said once per change */
} GuoStreamCallbacks;

/**
 * guo_stream_open:
 * @database: absolute file name
 * @topics: comma separated
 * @start: whether a daemon is started when none answers
 * @callbacks: static
 * @user_data: for @callbacks; not used after guo_stream_close()
 *
 * Returns: (transfer full): a stream, connecting
 */
GuoStream *guo_stream_open (const gchar *database, const gchar *topics, gboolean start,
                            const GuoStreamCallbacks *callbacks, gpointer user_data);

/**
 * guo_stream_close:
 * @self: (nullable) (transfer full): a stream
 */
void guo_stream_close (GuoStream *self);

/**
 * guo_stream_last_us:
 * @self: a stream
 *
 * Returns: monotonic time of the last line or beat, 0 when there was none since the last break
 */
gint64 guo_stream_last_us (GuoStream *self);

G_END_DECLS
