/* Whether a lot meets a class: its sample against the limits of the lot, its faulty fruit against the tolerances. Pure.
 *
 * An inspection takes some fruit, sorts them by the class that each meets, and counts apart those with a defect that the
 * scheme names, each fruit once under its worst. What is neither is taken to be of the class asked for. */
#pragma once

#include "station/grading/scheme.h"

G_BEGIN_DECLS

/* Some fruit. */
typedef struct
{
  gint64 n;       /* 0 or more */
  gint64 mass_mg; /* -1: not weighed */
} GuoFruitCount;

/* The largest mass of a sample, milligrams: 9 t. */
#define GUO_SAMPLE_MASS_MAX G_GINT64_CONSTANT (9000000000)

typedef struct
{
  const gint64 *values;           /* a row, as guo_scheme_judge() takes it */
  GuoFruitCount inspected;        /* n 0: no fruit was counted, tolerances are not judged */
  const GuoFruitCount *by_class;  /* (nullable): as many as classes and one more: fruit without a counted defect */
  const GuoFruitCount *by_defect; /* (nullable): as many as defects */
} GuoLotSample;

typedef enum
{
  GUO_LOT_LIMIT,     /* a limit of the lot does not hold */
  GUO_LOT_TOLERANCE, /* more fruit outside the class, or with a defect, than it tolerates */
  GUO_LOT_WORSE,     /* of that, more that is not of the class that tolerated fruit must meet */
  GUO_LOT_UNWEIGHED, /* a tolerance by mass, and something was counted but not weighed */
} GuoLotFault;

/* One thing that was asked, and what was found. */
typedef struct
{
  GuoLotFault fault;
  gboolean met;                  /* of #GuoLotJudgement.checks alone: it holds */
  const GuoLimit *limit;         /* of LIMIT */
  gint64 value;                  /* of LIMIT: ten-millionths, or %GUO_MISSING */
  gint64 bound;                  /* of LIMIT: as it was written */
  const gchar *op;               /* of LIMIT */
  const GuoTolerance *tolerance; /* (nullable): of the others; NULL: the class tolerates nothing */
  gint64 found;                  /* fruit, or milligrams where the tolerance is by mass */
  gint64 inspected;              /* the same */
  guint32 percent_e4;            /* allowed, ten-thousandths of a per cent */
} GuoLotFailure;

typedef struct
{
  guint class_index; /* asked for */
  gboolean passed;    /* also FALSE, without a failure, where the class is not given on that day */
  guint meets;      /* the best class that the lot meets; the number of classes: none */
  GArray *failures; /* #GuoLotFailure of the class asked for, all of them; limits first */
  GArray *checks;   /* #GuoLotFailure: everything that the class asks for on that day, in the same order; @inspected is 0
                       in a tolerance where no fruit was counted */
} GuoLotJudgement;

/**
 * guo_scheme_judge_lot:
 * @self: the scheme
 * @sample: what was measured and counted
 * @class_index: the class asked for
 * @date: YYYYMMDD; 0: unknown, which is the strictest
 * @error: return location
 *
 * Returns: (transfer full): passed, or each limit that failed; %NULL with %GUO_STATION_ERROR_BAD_FIELD when the counts
 *   contradict each other
 */
GuoLotJudgement *guo_scheme_judge_lot (const GuoScheme *self, const GuoLotSample *sample, guint class_index, guint32 date,
                                       GError **error);

/**
 * guo_lot_judgement_free:
 * @self: (nullable): the judgement
 */
void guo_lot_judgement_free (GuoLotJudgement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoLotJudgement, guo_lot_judgement_free)

G_END_DECLS
