/* What becomes of a request whose body has come: a query goes to the readers, a command to the writer (by
 * way of the waiters when a scale has to settle first), a page to the main thread.
 */
#pragma once

#include "station/api/request.h"

G_BEGIN_DECLS

typedef struct _GuoDispatch GuoDispatch;

/**
 * guo_dispatch_new:
 * @station: whose verbs
 * @database: file name
 *
 * Returns: (transfer full): writer, readers, waiters and pages, running. On the main thread
 */
GuoDispatch *guo_dispatch_new (GuoStation *station, const gchar *database);

/**
 * guo_dispatch_request:
 * @self: the dispatch
 * @request: a request of a verb or page, suspended
 *
 * On libmicrohttpd's thread. The request is finished by whoever gets it, perhaps at once.
 */
void guo_dispatch_request (GuoDispatch *self, GuoRequest *request);

/**
 * guo_dispatch_run_quietly:
 * @self: the dispatch
 * @method: of a command of the station's own
 * @path: of it
 *
 * Runs it on the writer's thread; a refusal is logged.
 */
void guo_dispatch_run_quietly (GuoDispatch *self, const gchar *method, const gchar *path);

/**
 * guo_dispatch_close:
 * @self: the dispatch
 *
 * From here on every request is refused with "closing"; what was accepted is done and answered before this
 * returns.
 */
void guo_dispatch_close (GuoDispatch *self);

/**
 * guo_dispatch_free:
 * @self: (nullable): a closed dispatch
 */
void guo_dispatch_free (GuoDispatch *self);

G_END_DECLS
