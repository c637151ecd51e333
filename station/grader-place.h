/* Where a machine was heard to, kept beside the database: after a fall the numbers go on from there, so that what was
 * missed meanwhile is counted as lost, and what a machine says again is not counted twice.
 *
 * Each batch of fruit is announced here before it is stored, with how many fruits the store has after it: whoever reads
 * the file later knows by the store whether the batch came in. */
#pragma once

#include "station/grader-run.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean known;    /* @next_seq is */
  guint32 next_seq;
  guint32 epoch;
  GuoGraderNotes notes; /* of the run */
} GuoGraderHeard;

/**
 * guo_grader_place_save:
 * @path: file name
 * @run: that is being filled; 0: none
 * @n: fruits that the store has of it once @after holds
 * @before: where the machine was heard to before
 * @after: and with this batch
 * @error: return location
 *
 * Returns: %FALSE with an error of the file
 */
gboolean guo_grader_place_save (const gchar *path, gint64 run, gint64 n, const GuoGraderHeard *before,
                                const GuoGraderHeard *after, GError **error);

/**
 * guo_grader_place_load:
 * @path: file name
 * @store: of the fruit
 * @run: (out): that was being filled; 0: none, or there is no such file
 * @heard: (out): up to where; not known where there is no file, or one that is damaged
 *
 * Returns: whether there was a file that could be read
 */
gboolean guo_grader_place_load (const gchar *path, GuoFruitStore *store, gint64 *run, GuoGraderHeard *heard);

G_END_DECLS
