/* What became of a lot, over all its runs, in milligrams: in = graded + below grade + cull + loss + on the line +
 * difference + packed + moved + not yet graded + corrected since. Writer's thread. */
#pragma once

#include "station/run/run.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *lots;    /* gint64, in the order of their first feed */
  GArray *weights; /* gint64, milligrams that each put on the line */
} GuoRunLots;

/**
 * guo_run_lots_init:
 * @self: (out caller-allocates): the lots that a run was fed, each once, as the edges of its transform are
 * @run: a row
 */
void guo_run_lots_init (GuoRunLots *self, json_t *run);

/**
 * guo_run_lots_clear:
 * @self: lots of a run
 */
void guo_run_lots_clear (GuoRunLots *self);

/**
 * guo_run_lots_part:
 * @self: lots of a run
 * @index: which of them
 * @mg: something that came off the run, not negative
 *
 * Returns: that lot's part of it, by what each put on the line; the parts sum to @mg
 */
gint64 guo_run_lots_part (const GuoRunLots *self, guint index, gint64 mg);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuoRunLots, guo_run_lots_clear)

G_END_DECLS
