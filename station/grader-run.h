/* An open run as its grading machine fills it: each fruit is judged by the run's scheme when it comes, counted at once, and
 * waits in memory until it is written to the fruit store, some hundred at a time. Any thread; whoever adds never waits for
 * a disk. Masses are milligrams, what was not weighed counts as none. */
#pragma once

#include "db/fruit-histogram.h"
#include "db/fruit-store.h"
#include "drivers/grader/record.h"
#include "station/grader-report.h"

G_BEGIN_DECLS

/* Fruit that may wait to be written, 12 minutes of 360 a second; what comes more is dropped and counted. */
#define GUO_GRADER_RUN_WAITING_MAX 262144u

typedef struct _GuoGraderRun GuoGraderRun;

/* What is no fruit that was counted. */
typedef struct
{
  gint64 lost;     /* lines of the machine that never came */
  gint64 rejected; /* lines that could not be used */
  gint64 overrun;  /* fruit for which there was no room in memory */
} GuoGraderNotes;

/* Where a fruit stands in what the machine said. */
typedef struct
{
  guint32 epoch; /* of its numbering: another each time it begins anew */
  guint32 seq;
} GuoGraderPlace;

/**
 * guo_grader_run_new:
 * @store: outlives the run
 * @row: row of the statement `grade-run`
 * @scheme: (transfer full): that judges it
 * @error: return location
 *
 * Counts what the store has of it.
 *
 * Returns: (transfer full): the run; %NULL with an error of the store, or "bad-field" where the scheme has more classes
 *   than a stored fruit can name (31)
 */
GuoGraderRun *guo_grader_run_new (GuoFruitStore *store, json_t *row, GuoScheme *scheme, GError **error);

/**
 * guo_grader_run_ref:
 * @self: a run
 *
 * Returns: (transfer full): it
 */
GuoGraderRun *guo_grader_run_ref (GuoGraderRun *self);

/**
 * guo_grader_run_unref:
 * @self: (nullable): a run; what waits of it is not written
 */
void guo_grader_run_unref (GuoGraderRun *self);

/**
 * guo_grader_run_id:
 * @self: a run
 *
 * Returns: n of its grade_run.opened
 */
gint64 guo_grader_run_id (const GuoGraderRun *self);

/**
 * guo_grader_run_machine:
 * @self: a run
 *
 * Returns: n of the machine's device.bound
 */
gint64 guo_grader_run_machine (const GuoGraderRun *self);

/**
 * guo_grader_run_add:
 * @self: a run
 * @fruit: from the machine
 * @place: where it stands
 * @at_us: monotonic time
 *
 * Returns: %FALSE when the run takes no more (guo_grader_run_pause()): the fruit belongs to none. One for which there
 *   is no room is of the run, and counted in its notes
 */
gboolean guo_grader_run_add (GuoGraderRun *self, const GuoGraderFruit *fruit, GuoGraderPlace place, gint64 at_us);

/**
 * guo_grader_run_note:
 * @self: a run
 * @more: added to its notes
 */
void guo_grader_run_note (GuoGraderRun *self, const GuoGraderNotes *more);

/**
 * guo_grader_run_notes:
 * @self: a run
 * @out: (out): its notes
 */
void guo_grader_run_notes (GuoGraderRun *self, GuoGraderNotes *out);

/**
 * guo_grader_run_pause:
 * @self: a run
 * @paused: whether it takes no fruit: it is about to be closed
 */
void guo_grader_run_pause (GuoGraderRun *self, gboolean paused);

/**
 * guo_grader_run_take:
 * @self: a run
 *
 * Makes a batch of what waits, if there is none that is to be written yet.
 *
 * Returns: whether a batch was made
 */
gboolean guo_grader_run_take (GuoGraderRun *self);

/**
 * guo_grader_run_batch_end:
 * @self: a run
 *
 * Returns: how many fruits the store will have of it with the batch that is to be written; 0: there is none
 */
gint64 guo_grader_run_batch_end (GuoGraderRun *self);

/**
 * guo_grader_run_stored:
 * @self: a run
 *
 * Returns: how many fruits the store has of it
 */
gint64 guo_grader_run_stored (GuoGraderRun *self);

/**
 * guo_grader_run_waiting:
 * @self: a run
 *
 * Returns: fruits that are not written yet
 */
guint guo_grader_run_waiting (GuoGraderRun *self);

/**
 * guo_grader_run_write:
 * @self: a run; one thread at a time
 * @error: return location
 *
 * Writes the batch. The name that it has in the store is the place of its first fruit: written twice, it is there once.
 *
 * Returns: %FALSE with an error of the store; the batch is kept and tried again
 */
gboolean guo_grader_run_write (GuoGraderRun *self, GError **error);

/**
 * guo_grader_run_import:
 * @self: a run
 * @report: one without errors
 * @sha256: of its file: the name that its fruit has in the store, so that it is there once
 * @error: return location
 *
 * Judges its fruit, stores it and counts it; one that is there is left alone. The machine of the run sends no fruit of
 * its own (guo_grader_run_add()).
 *
 * Returns: %FALSE with guo_grader_report_fruit()'s error or one of the store
 */
gboolean guo_grader_run_import (GuoGraderRun *self, const GuoReport *report, const gchar *sha256, GError **error);

/**
 * guo_grader_run_attach:
 * @self: a run
 * @fruits: (element-type GuoFruit): what guo_grader_report_fruit() made of a report by the scheme and the day of this run
 * @sha256: as guo_grader_run_import()
 * @error: return location
 *
 * guo_grader_run_import() without the judging.
 *
 * Returns: %FALSE with an error of the store
 */
gboolean guo_grader_run_attach (GuoGraderRun *self, const GArray *fruits, const gchar *sha256, GError **error);

/**
 * guo_grader_run_has_report:
 * @self: a run
 * @sha256: of a report
 *
 * Returns: whether it was imported since the run was made
 */
gboolean guo_grader_run_has_report (GuoGraderRun *self, const gchar *sha256);

/**
 * guo_grader_run_set_counts:
 * @self: a run
 * @counts: (array fixed-size=256): all that counters have counted at each outlet for this run; nobody knows which fruit
 * @at_us: monotonic time
 */
void guo_grader_run_set_counts (GuoGraderRun *self, const GuoFruitSum counts[GUO_FRUIT_OUTLETS], gint64 at_us);

/**
 * guo_grader_run_is_paused:
 * @self: a run
 *
 * Returns: whether it takes no fruit now
 */
gboolean guo_grader_run_is_paused (GuoGraderRun *self);

/**
 * guo_grader_run_json:
 * @self: a run
 *
 * Returns: (transfer full): "fruit" of the run's answer: {n, mass_mg, not_weighed, lost, rejected, overrun, classes:
 *   [{grade_class, below, n, mass_mg, not_weighed}] (every class of the scheme, then what is below), outlets: [{outlet,
 *   n, mass_mg}] (those that had fruit), histogram (guo_fruit_histogram_to_json(): of fruit that was told one by one or by
 *   reports), counters {n, mass_mg} (absent without: how much of n and mass_mg a PLC counted, of no class)}
 */
json_t *guo_grader_run_json (GuoGraderRun *self);

/**
 * guo_grader_run_set_now:
 * @self: a run
 * @into: (inout): gets what a screen draws of it
 *
 * "outlets": [{outlet, n, mass_mg, grade_class (that most of its fruit is of), below, class_n (how many are)}], "spread"
 * (guo_grader_spread_json()): of a bounded size, however many fruit there are.
 */
void guo_grader_run_set_now (GuoGraderRun *self, json_t *into);

/**
 * guo_grader_run_line:
 * @self: a run
 * @now_us: monotonic time
 *
 * To be called twice a second: the rate is of the time since.
 *
 * Returns: (transfer full): live line of topic "grade", without what the port knows
 */
json_t *guo_grader_run_line (GuoGraderRun *self, gint64 now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoGraderRun, guo_grader_run_unref)

G_END_DECLS
