/* The framer: a stream of bytes in pieces of any size → decode calls → readings.
 *
 * Owns the buffer and the resynchronisation: after a bad frame the search goes on from the second
 * byte of it. Never depends on how the bytes were cut. One per port; used by one thread at a time.
 */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

typedef struct _GuoFramer GuoFramer;

typedef struct
{
  guint64 bytes;    /* all bytes pushed */
  guint64 readings; /* frames that gave a reading */
  guint64 silent;   /* whole frames without a reading */
  guint64 skipped;  /* bytes in no accepted frame */
  guint64 bad;      /* runs of skipped bytes: each is one bad or foreign frame; a run longer than
                     * the longest frame counts again for each such length begun */
} GuoFramerCounts;

typedef void (*GuoFramerFunc) (const GuoReading *reading, gpointer user_data);

/**
 * guo_framer_new:
 * @protocol: the protocol to decode
 * @config: (nullable): what the device was configured with; copied
 *
 * Returns: (transfer full): a framer
 */
GuoFramer *guo_framer_new (const GuoScaleProtocol *protocol, const GuoScaleConfig *config);

/**
 * guo_framer_free:
 * @self: (nullable): a framer
 */
void guo_framer_free (GuoFramer *self);

/**
 * guo_framer_push:
 * @self: a framer
 * @bytes: what was read
 * @len: how many
 * @func: called for each reading, in order, before this returns
 * @user_data: for @func
 */
void guo_framer_push (GuoFramer *self, const guint8 *bytes, gsize len, GuoFramerFunc func, gpointer user_data);

/**
 * guo_framer_flush:
 * @self: a framer
 * @func: called for each reading
 * @user_data: for @func
 *
 * Says that the line has been silent for some frames' length, or that the input has ended: what only
 * silence completes is decoded, the rest is skipped.
 */
void guo_framer_flush (GuoFramer *self, GuoFramerFunc func, gpointer user_data);

/**
 * guo_framer_counts:
 * @self: a framer
 *
 * Returns: (transfer none): the counts since the framer was made; valid until the next call
 */
const GuoFramerCounts *guo_framer_counts (GuoFramer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoFramer, guo_framer_free)

G_END_DECLS
