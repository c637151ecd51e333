/* What a run takes in and gives out, in milligrams: in = graded + below grade + cull + loss + rest. While the run is open
 * the rest is on the line; when it is closed, it is unaccounted for. Pure. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* Two scales disagree by as much: the larger of the two may be unaccounted for without a reason. */
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
 * @run: row of the statement `grade-run`: "in_mg", "takes"; void takes do not count
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

/**
 * guo_run_class_mg:
 * @run: as above
 * @kind: "class", "below", "cull", "loss"
 * @grade_class: (nullable): of a class
 * @fruit: (out) (optional): how many, where they were counted
 *
 * Returns: what came off as that
 */
gint64 guo_run_class_mg (json_t *run, const gchar *kind, const gchar *grade_class, gint64 *fruit);

G_END_DECLS
