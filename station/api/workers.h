/* The threads that run queries (2) and wait for scales (8), each with a read-only connection of its own. */
#pragma once

#include "station/api/request.h"

G_BEGIN_DECLS

typedef struct _GuoWorkers GuoWorkers;

/* Runs on a worker's thread; finishes the request, or passes it on. @db is %NULL with @error when it cannot
 * be opened. */
typedef void (*GuoWorkersRun) (GuoRequest *request, GuoDatabase *db, const GError *error,
                               gpointer user_data);

/**
 * guo_workers_new:
 * @database: file name
 * @n_threads: how many
 * @max_waiting: requests that may wait for a thread
 * @gate: whether a gap is made in the reading now and then, so that the WAL can start again
 * @run: what is done with a request
 * @user_data: for @run
 *
 * Returns: (transfer full): a pool
 */
GuoWorkers *guo_workers_new (const gchar *database, guint n_threads, guint max_waiting, gboolean gate,
                             GuoWorkersRun run, gpointer user_data);

/**
 * guo_workers_push:
 * @self: a pool
 * @request: a suspended request
 *
 * Returns: %FALSE when too many wait; nothing was done then
 */
gboolean guo_workers_push (GuoWorkers *self, GuoRequest *request);

/**
 * guo_workers_free:
 * @self: (nullable): a pool; what was pushed is run before this returns
 */
void guo_workers_free (GuoWorkers *self);

G_END_DECLS
