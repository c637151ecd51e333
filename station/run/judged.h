/* Fruit of a batch report that was judged before the writer hears of it: half a million rows take a second or two, in which
 * nobody could weigh. Whoever reads the report lays its fruit down here; the command that binds it to the run takes it. Any
 * thread. What nobody takes is displaced by what comes later, and then judged by the writer: nothing depends on it. */
#pragma once

#include "drivers/grader/report.h"
#include "station/call.h"

G_BEGIN_DECLS

/* Fruit of one report, as the scheme of one run judges it. */
typedef struct
{
  gint64 run;
  gchar *sha256;  /* of the report */
  GArray *fruits; /* GuoFruit */
} GuoJudged;

/**
 * guo_judged_free:
 * @self: (nullable): judged fruit
 */
void guo_judged_free (GuoJudged *self);

/**
 * guo_judged_lay:
 * @call: of this thread
 * @run: row of an open run
 * @report: one without errors
 * @sha256: of its file
 *
 * Judges it. Where that cannot be done the writer will say why.
 */
void guo_judged_lay (GuoCall *call, json_t *run, const GuoReport *report, const gchar *sha256);

/**
 * guo_judged_take:
 * @station: whose
 * @run: id of the run
 * @sha256: of a report
 *
 * Returns: (transfer full) (nullable): its fruit, which is here no more
 */
GuoJudged *guo_judged_take (GuoStation *station, gint64 run, const gchar *sha256);

/**
 * guo_judged_drop:
 * @station: whose
 * @sha256: of a report that is dealt with
 */
void guo_judged_drop (GuoStation *station, const gchar *sha256);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoJudged, guo_judged_free)

G_END_DECLS
