/* When the fruit of the demonstration's season comes, and how much: four harvests, day by day. */
#pragma once

#include "station/cli/demo.h"

G_BEGIN_DECLS

#define GUO_DEMO_HARVESTS 4
#define GUO_DEMO_DAYS_MOST 120 /* of a harvest */

/* A harvest at full size, and what of it is still to come. */
typedef struct
{
  guint product;
  gint64 nominal_mg;                 /* of a case */
  gint first, days;                  /* first day, counted from the calendar's */
  guint weights[GUO_DEMO_DAYS_MOST]; /* how the crates are spread over its days */
  guint64 weight_left;
  gint64 left_crates;
  gint64 left_mg;
  gint64 today;                      /* crates, of those that are left */
} GuoDemoComing;

typedef struct
{
  GDateTime *begin;                        /* midnight of its first day */
  gint last;                               /* its last day, counted from there */
  GuoDemoComing coming[GUO_DEMO_HARVESTS];
} GuoDemoCalendar;

/**
 * guo_demo_calendar_plan:
 * @self: an empty calendar
 * @year: in which the plums ripen
 * @crates: in all
 * @percent: of what so many crates hold in a usual year
 * @step_mg: e of the scale; each harvest is a multiple of it
 * @random: how it is spread over the days
 */
void guo_demo_calendar_plan (GuoDemoCalendar *self, gint year, guint crates, gint64 percent, gint64 step_mg,
                             GRand *random);

/**
 * guo_demo_calendar_turn:
 * @self: a calendar
 * @day: counted from its first; one after the other
 *
 * Sets what comes today of each harvest.
 *
 * Returns: crates in all
 */
gint64 guo_demo_calendar_turn (GuoDemoCalendar *self, gint day);

/**
 * guo_demo_calendar_clear:
 * @self: a calendar
 */
void guo_demo_calendar_clear (GuoDemoCalendar *self);

G_END_DECLS
