/* How the fruit of an open run is spread over sizes, as a screen draws it: some dozen bins, however many fruit there are,
 * each with how many of it are below grade. Counted fruit by fruit, never read again; the caller keeps it to one thread at
 * a time. Adding allocates nothing; one is some 90 KB. */
#pragma once

#include "db/fruit-histogram.h"
#include "station/grading/sizing.h"

G_BEGIN_DECLS

/* Bins that are told at most; a bin is made wider before there are more. */
#define GUO_GRADER_SPREAD_BINS 64

typedef struct _GuoGraderSpread GuoGraderSpread;

/**
 * guo_grader_spread_new:
 * @by: by what the scheme's sizes go; %GUO_MACHINE_NOTHING: by diameter, or by mass where the machine has none
 *
 * Returns: (transfer full): the spread of no fruit yet
 */
GuoGraderSpread *guo_grader_spread_new (GuoMachineField by);

/**
 * guo_grader_spread_free:
 * @self: (nullable): a spread
 */
void guo_grader_spread_free (GuoGraderSpread *self);

/**
 * guo_grader_spread_add:
 * @self: a spread
 * @fruit: without a fault
 */
void guo_grader_spread_add (GuoGraderSpread *self, const GuoFruit *fruit);

/**
 * guo_grader_spread_add_histogram:
 * @self: a spread
 * @histogram: of many fruit; which of them are below grade it does not say
 */
void guo_grader_spread_add_histogram (GuoGraderSpread *self, const GuoFruitHistogram *histogram);

/**
 * guo_grader_spread_json:
 * @self: a spread
 *
 * Units are tenths of a millimetre, or milligrams. What is beyond a thousandth of the fruit on either side is counted, not
 * drawn: one wrong measurement would make all bins wide.
 *
 * Returns: (transfer full): {by: "diameter"|"mass", step, first, n: […], below: […], less, more, median?, missing}; @first
 *   is where the first bin begins, @missing fruit that has no such measurement
 */
json_t *guo_grader_spread_json (const GuoGraderSpread *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoGraderSpread, guo_grader_spread_free)

G_END_DECLS
