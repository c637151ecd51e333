/* How one measurement of many fruits is spread, in bins that are as narrow as their number allows. For a picture, never to
 * judge by. Pure. */
#pragma once

#include "station/grading/scheme.h"

G_BEGIN_DECLS

#define GUO_TALLY_BINS 64

typedef struct
{
  gint64 step;  /* of a bin, ten-millionths of the measurement's unit; 0: nothing is counted */
  gint64 first; /* where the first bin begins */
  gint64 n[GUO_TALLY_BINS];
  gint64 total;
  gint64 missing;
} GuoTally;

/**
 * guo_tally_add:
 * @self: a tally, its step the narrowest that makes sense at first
 * @value: from 0, or %GUO_MISSING
 *
 * A value outside the bins moves them or makes them twice as wide.
 */
void guo_tally_add (GuoTally *self, gint64 value);

/**
 * guo_tally_json:
 * @self: a tally
 *
 * Returns: (transfer full): {first, step, n, missing}, in millionths of the unit, from the first bin with fruit to the last
 */
json_t *guo_tally_json (const GuoTally *self);

G_END_DECLS
