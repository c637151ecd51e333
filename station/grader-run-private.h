/* What the files of a run that a machine fills share; nobody else includes this. */
#pragma once

#include "db/fruit-histogram.h"
#include "station/grader-run.h"
#include "station/grader-spread.h"

G_BEGIN_DECLS

#define GUO_GRADER_RATE_STEPS 8 /* the rate is of the last four seconds */

struct _GuoGraderRun
{
  gatomicrefcount refs;
  GuoFruitStore *store;
  GuoScheme *scheme;
  gint64 id;
  gint64 machine;
  gchar *no;
  guint32 date;        /* of grading */

  GMutex lock;         /* guards what follows */
  GuoFruitHistogram *sums;
  GuoGraderSpread *spread;
  gint64 not_weighed[GUO_FRUIT_CLASSES];
  GuoGraderNotes notes;
  gint64 stored;
  GArray *waiting;     /* GuoFruit */
  GuoGraderPlace first; /* of the first that waits */
  GArray *batch;       /* GuoFruit; to be written: changed by nobody until it is */
  guint8 name[GUO_FRUIT_BATCH_ID_SIZE];
  GHashTable *reports; /* SHA-256 of those whose fruit is in the store */
  GuoFruitSum *counted; /* (nullable) (array fixed-size=256): of outlets, where a PLC counts and says no fruit */
  gboolean paused;
  gint64 newest_us;    /* 0: none yet */
  gint64 step_us[GUO_GRADER_RATE_STEPS]; /* when a line was made, and how many fruits there were */
  gint64 step_n[GUO_GRADER_RATE_STEPS];
  guint step;
};

/**
 * guo_grader_run_tally:
 * @self: a run, locked
 * @fruit: counted into its sums
 */
void guo_grader_run_tally (GuoGraderRun *self, const GuoFruit *fruit);

/**
 * guo_grader_run_counted:
 * @self: a run, locked
 *
 * Returns: what counters have counted at all outlets
 */
GuoFruitSum guo_grader_run_counted (GuoGraderRun *self);

G_END_DECLS
