/* The thread of one printer: takes the oldest label, sends it, asks until it is out. For print-keeper.c. */
#pragma once

#include "station/writer.h"

G_BEGIN_DECLS

typedef struct _GuoPrintWorker GuoPrintWorker;

/**
 * guo_print_worker_new:
 * @station: a station
 * @writer: through which it records
 * @device: row of the printer's binding
 * @takes_any: whether labels without a printer are for this one
 *
 * Returns: (transfer full): a running thread
 */
GuoPrintWorker *guo_print_worker_new (GuoStation *station, GuoWriter *writer, json_t *device, gboolean takes_any);

/**
 * guo_print_worker_fits:
 * @self: a worker
 * @device: row of a printer's binding
 * @takes_any: as above
 *
 * Returns: whether it was made of the same
 */
gboolean guo_print_worker_fits (GuoPrintWorker *self, json_t *device, gboolean takes_any);

/**
 * guo_print_worker_wake:
 * @self: a worker
 *
 * There may be something to print.
 */
void guo_print_worker_wake (GuoPrintWorker *self);

/**
 * guo_print_worker_free:
 * @self: (nullable): a worker; its thread has ended and recorded what was under way when this returns
 */
void guo_print_worker_free (GuoPrintWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoPrintWorker, guo_print_worker_free)

G_END_DECLS
