/* What a PLC showed last, and what the open run has of it, in one file beside the database that is replaced as a whole. */
#pragma once

#include "db/fruit-histogram.h"
#include "drivers/grader/counters.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 run; /* that it is counted for; 0: none */
  GuoFruitSum outlets[GUO_FRUIT_OUTLETS]; /* what that run has */
} GuoCounterPlace;

/**
 * guo_counter_place_path:
 * @folder: FILE.d
 * @machine: n of device.bound
 *
 * Returns: (transfer full): the file of a PLC
 */
gchar *guo_counter_place_path (const gchar *folder, gint64 machine);

/**
 * guo_counter_place_save:
 * @path: file name
 * @place: what the run has
 * @counters: what the PLC showed
 * @error: return location
 *
 * Returns: %FALSE with an error of the file; after %TRUE it is on the disk
 */
gboolean guo_counter_place_save (const gchar *path, const GuoCounterPlace *place, const GuoCounters *counters, GError **error);

/**
 * guo_counter_place_load:
 * @path: file name
 * @map: (nullable): of the PLC; %NULL: only @place is wanted
 * @place: (out): as it was saved; of no run where there is no file, or one that is damaged
 *
 * Returns: (transfer full): counters that go on where they were; new ones where the map is another one now; %NULL
 *   without a map
 */
GuoCounters *guo_counter_place_load (const gchar *path, GuoCounterMap *map, GuoCounterPlace *place);

G_END_DECLS
