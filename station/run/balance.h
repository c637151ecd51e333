/* What a run takes in and gives out, in milligrams: in = graded + below grade + cull + loss + rest. While the run is open
 * the rest is on the line; when it is closed, it is unaccounted for. Pure. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* Two scales disagree by as much: the larger of the two may be unaccounted for without a reason, where the centre has set
 * nothing else. */
#define GUO_RUN_LIMIT_MG G_GINT64_CONSTANT (500000)
#define GUO_RUN_LIMIT_PPM G_GINT64_CONSTANT (5000)

typedef struct
{
  gint64 in_mg;
  gint64 graded_mg; /* of a class */
  gint64 below_mg;
  gint64 cull_mg;
  gint64 loss_mg;
  gint64 rest_mg;  /* negative where more came off than was put on */
  gint64 limit_mg; /* that the rest may be, either way */
} GuoRunBalance;

/**
 * guo_run_balance:
 * @run: row of the statement `grade-run` with "fruit": "in_mg", "takes" (void ones do not count), "fruit.classes",
 *   "limit_ppm" and "limit_mg"
 * @out: (out): the sums
 */
void guo_run_balance (json_t *run, GuoRunBalance *out);

/**
 * guo_run_balance_holds:
 * @self: a balance
 *
 * Returns: whether the rest is within the limit
 */
gboolean guo_run_balance_holds (const GuoRunBalance *self);

/**
 * guo_run_balance_json:
 * @self: a balance
 *
 * Returns: (transfer full): it, with "within"
 */
json_t *guo_run_balance_json (const GuoRunBalance *self);

/* What came off as one class. Its mass is what was weighed off as it; where nothing was, what the grading machine says it
 * sent there. The two are never added: the machine saw the same fruit. Fruit that a machine did not weigh has no mass. */
typedef struct
{
  gint64 mg;
  gint64 fruit;      /* how many, where they were counted */
  gboolean weighed;  /* a take of it counts: @mg is of takes */
  gboolean counted;  /* a machine counts this run */
  gint64 machine_mg;
  gint64 machine_n;
} GuoRunClass;

/**
 * guo_run_class:
 * @run: as guo_run_balance()
 * @grade_class: (nullable): key of a class; %NULL: what is below grade
 * @out: (out): the sums
 */
void guo_run_class (json_t *run, const gchar *grade_class, GuoRunClass *out);

G_END_DECLS
