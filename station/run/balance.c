#include "station/run/balance.h"

#include "station/fields.h"

static gboolean
is_of (json_t *take, const gchar *kind, const gchar *grade_class)
{
  return !guo_field_bool (take, "void") && g_strcmp0 (guo_field_text (take, "kind"), kind) == 0
         && (grade_class == NULL || g_strcmp0 (guo_field_text (take, "grade_class"), grade_class) == 0);
}

gint64
guo_run_class_mg (json_t *run, const gchar *kind, const gchar *grade_class, gint64 *fruit)
{
  gint64 mg = 0;
  gsize i;
  json_t *take;

  if (fruit != NULL)
    *fruit = 0;
  json_array_foreach (json_object_get (run, "takes"), i, take)
    if (is_of (take, kind, grade_class))
      {
        mg += guo_field_int (take, "mg", 0);
        if (fruit != NULL)
          *fruit += guo_field_int (take, "fruit", 0);
      }
  return mg;
}

void
guo_run_balance (json_t *run, GuoRunBalance *out)
{
  out->in_mg = guo_field_int (run, "in_mg", 0);
  out->graded_mg = guo_run_class_mg (run, "class", NULL, NULL);
  out->below_mg = guo_run_class_mg (run, "below", NULL, NULL);
  out->cull_mg = guo_run_class_mg (run, "cull", NULL, NULL);
  out->loss_mg = guo_run_class_mg (run, "loss", NULL, NULL);
  out->rest_mg = out->in_mg - out->graded_mg - out->below_mg - out->cull_mg - out->loss_mg;
  out->limit_mg = MAX (GUO_RUN_LIMIT_MG, out->in_mg / 1000000 * GUO_RUN_LIMIT_PPM);
}

gboolean
guo_run_balance_holds (const GuoRunBalance *self)
{
  return ABS (self->rest_mg) <= self->limit_mg;
}

json_t *
guo_run_balance_json (const GuoRunBalance *self)
{
  return json_pack ("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:b}", "in_mg", (json_int_t) self->in_mg, "graded_mg",
                    (json_int_t) self->graded_mg, "below_mg", (json_int_t) self->below_mg, "cull_mg",
                    (json_int_t) self->cull_mg, "loss_mg", (json_int_t) self->loss_mg, "rest_mg",
                    (json_int_t) self->rest_mg, "limit_mg", (json_int_t) self->limit_mg, "within",
                    guo_run_balance_holds (self));
}
