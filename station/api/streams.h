/* The live streams: each pulls the newest lines when its reader has room, so a stopped reader costs nothing. */
#pragma once

#include "station/api/request.h"

G_BEGIN_DECLS

typedef struct _GuoStreams GuoStreams;

/**
 * guo_streams_new:
 * @live: the table of live values; outlives the streams
 *
 * Returns: (transfer full): no streams yet
 */
GuoStreams *guo_streams_new (GuoLive *live);

/**
 * guo_streams_start:
 * @self: the streams
 * @request: GET /v1/live; its answer is set: a stream, or 503
 */
void guo_streams_start (GuoStreams *self, GuoRequest *request);

/**
 * guo_streams_beat:
 * @self: the streams
 *
 * Every stream gets an empty object: only a write notices that a reader has gone. Each 500 ms.
 */
void guo_streams_beat (GuoStreams *self);

/**
 * guo_streams_end:
 * @self: the streams
 *
 * Ends all streams; none starts afterwards. libmicrohttpd must not be stopped while one is suspended.
 */
void guo_streams_end (GuoStreams *self);

/**
 * guo_streams_free:
 * @self: (nullable): streams that have all ended
 */
void guo_streams_free (GuoStreams *self);

G_END_DECLS
