/* Which class a fruit is. Pure, any thread: no allocation, no look-up by name; one row of integers in, indexes out.
 *
 * A row has as many values as the scheme has measurements, in their order, ten-millionths of their units, %GUO_MISSING
 * where nothing was measured. machine.h fills one from a grading machine; guo_scheme_derive() completes it. */
#pragma once

#include "station/grading/scheme.h"

G_BEGIN_DECLS

typedef struct
{
  guint class_index;      /* the number of classes: below grade */
  gint size;              /* the first size code of the class that the fruit has; -1: none */
  gint part;              /* of the partition; -1: none, or the scheme has no partition */
  gint failed_class;      /* the class just above, which the fruit missed; -1: it is in the best */
  const GuoLimit *failed; /* the limit that decided so; NULL: it has no size code of that class */
  gint64 value;           /* what the fruit had there, or %GUO_MISSING */
  gint64 bound;           /* what was asked, as it was written */
  const gchar *op;        /* ">=", ">", "<=" or "<", the side of the limit that failed */
} GuoJudgement;

/**
 * guo_season_holds:
 * @self: the days
 * @date: YYYYMMDD; 0: unknown, and every rule holds
 *
 * Returns: whether the rule holds on that day
 */
gboolean guo_season_holds (const GuoSeason *self, guint32 date);

/**
 * guo_limit_failed_side:
 * @self: a limit
 * @value: a value that does not meet it, or %GUO_MISSING
 * @bound: (out): the bound of that side, as it was written
 *
 * Returns: (transfer none): ">=", ">", "<=" or "<"
 */
const gchar *guo_limit_failed_side (const GuoLimit *self, gint64 value, gint64 *bound);

/**
 * guo_limits_check:
 * @limits: (array length=n_limits): limits
 * @n_limits: how many
 * @values: a row
 * @date: YYYYMMDD, or 0
 *
 * Returns: (transfer none) (nullable): the first that does not hold
 */
const GuoLimit *guo_limits_check (const GuoLimit *limits, guint n_limits, const gint64 *values, guint32 date);

/**
 * guo_scheme_judge:
 * @self: the scheme
 * @values: a row
 * @date: the day of grading, YYYYMMDD; 0: unknown, which is the strictest
 * @out: (out): class, size, and what decided
 *
 * The fruit gets the first class all of whose limits hold.
 */
void guo_scheme_judge (const GuoScheme *self, const gint64 *values, guint32 date, GuoJudgement *out);

/**
 * guo_scheme_regrade:
 * @self: the scheme
 * @values: a row
 * @date: as guo_scheme_judge()
 * @from: the class in which fruit is no longer left, an index
 * @out: (out): as guo_scheme_judge(), from the classes below @from alone
 */
void guo_scheme_regrade (const GuoScheme *self, const gint64 *values, guint32 date, guint from, GuoJudgement *out);

/**
 * guo_scheme_sizes_of:
 * @self: the scheme
 * @class_index: of the box
 * @value: of the scheme's size measurement, or %GUO_MISSING
 * @date: YYYYMMDD, or 0
 * @out: (out) (array length=room) (optional): indexes of the size codes, in the order of the file
 * @room: of @out
 *
 * Returns: how many codes describe such a fruit in a box of that class; may be more than @room
 */
guint guo_scheme_sizes_of (const GuoScheme *self, guint class_index, gint64 value, guint32 date, guint *out, guint room);

/**
 * guo_scheme_part_of:
 * @self: the scheme
 * @value: of the measurement of the partition, or %GUO_MISSING
 *
 * Returns: the one part in which such a fruit falls; -1: none
 */
gint guo_scheme_part_of (const GuoScheme *self, gint64 value);

G_END_DECLS
