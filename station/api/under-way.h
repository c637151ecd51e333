/* Commands that may be waiting for a scale, by Command-Id: the same id that comes again meanwhile waits for
 * the first. The scale would refuse it ("recorded"), but the first answer is what it shall get. Any thread.
 */
#pragma once

#include "station/api/request.h"

G_BEGIN_DECLS

typedef struct _GuoUnderWay GuoUnderWay;

/**
 * guo_under_way_new:
 *
 * Returns: (transfer full): nothing is under way
 */
GuoUnderWay *guo_under_way_new (void);

/**
 * guo_under_way_free:
 * @self: (nullable): nothing may be under way
 */
void guo_under_way_free (GuoUnderWay *self);

/**
 * guo_under_way_enter:
 * @self: the table
 * @request: a command
 *
 * Returns: whether it is the first of its id; else it is kept until guo_under_way_leave()
 */
gboolean guo_under_way_enter (GuoUnderWay *self, GuoRequest *request);

/**
 * guo_under_way_leave:
 * @self: the table
 * @request: a command that had entered first, and has its answer
 *
 * Returns: (transfer full): the requests that waited for it, to be dispatched again
 */
GQueue *guo_under_way_leave (GuoUnderWay *self, GuoRequest *request);

G_END_DECLS
