#include "station/run/balance.h"

#include "station/fields.h"

static gboolean
is_of (json_t *take, const gchar *kind, const gchar *grade_class)
{
  return !guo_field_bool (take, "void") && g_strcmp0 (guo_field_text (take, "kind"), kind) == 0
         && (grade_class == NULL || g_strcmp0 (guo_field_text (take, "grade_class"), grade_class) == 0);
}

/* Returns: how many takes there are. */
static guint
weighed (json_t *run, const gchar *kind, const gchar *grade_class, gint64 *mg, gint64 *fruit)
{
  guint n = 0;
  gsize i;
  json_t *take;

  *mg = 0;
  *fruit = 0;
  json_array_foreach (json_object_get (run, "takes"), i, take)
    if (is_of (take, kind, grade_class))
      {
        n++;
        *mg += guo_field_int (take, "mg", 0);
        *fruit += guo_field_int (take, "fruit", 0);
      }
  return n;
}

static json_t *
machine_class (json_t *run, const gchar *grade_class)
{
  json_t *classes = json_object_get (json_object_get (run, "fruit"), "classes");
  gsize i;
  json_t *class;

  json_array_foreach (classes, i, class)
    if (grade_class == NULL ? guo_field_bool (class, "below")
                            : !guo_field_bool (class, "below")
                                && g_strcmp0 (guo_field_text (class, "grade_class"), grade_class) == 0)
      return class;
  return NULL;
}

void
guo_run_class (json_t *run, const gchar *grade_class, GuoRunClass *out)
{
  json_t *machine = machine_class (run, grade_class);

  *out = (GuoRunClass) { .counted = machine != NULL, .machine_mg = guo_field_int (machine, "mass_mg", 0),
                         .machine_n = guo_field_int (machine, "n", 0) };
  out->weighed = weighed (run, grade_class != NULL ? "class" : "below", grade_class, &out->mg, &out->fruit) > 0;
  if (!out->weighed)
    {
      out->mg = out->machine_mg;
      out->fruit = out->machine_n;
    }
}

/* Of each class that was weighed the takes, of the others what the machine counted. */
static gint64
graded (json_t *run)
{
  gint64 mg, fruit;
  gsize i;
  json_t *class;

  weighed (run, "class", NULL, &mg, &fruit);
  json_array_foreach (json_object_get (json_object_get (run, "fruit"), "classes"), i, class)
    {
      GuoRunClass sums;

      if (guo_field_bool (class, "below"))
        continue;
      guo_run_class (run, guo_field_text (class, "grade_class"), &sums);
      mg += sums.weighed ? 0 : sums.mg;
    }
  return mg;
}

/* The larger of the two; parts of a million before milligrams are multiplied: 5000 t are no overflow. */
static gint64
limit_of (json_t *run, gint64 in_mg)
{
  gint64 ppm = guo_field_int (run, "limit_ppm", GUO_RUN_LIMIT_PPM);

  return MAX (guo_field_int (run, "limit_mg", GUO_RUN_LIMIT_MG), in_mg / 1000000 * ppm + in_mg % 1000000 * ppm / 1000000);
}

void
guo_run_balance (json_t *run, GuoRunBalance *out)
{
  GuoRunClass below;
  gint64 fruit;

  guo_run_class (run, NULL, &below);
  out->in_mg = guo_field_int (run, "in_mg", 0);
  out->graded_mg = graded (run);
  out->below_mg = below.mg;
  weighed (run, "cull", NULL, &out->cull_mg, &fruit);
  weighed (run, "loss", NULL, &out->loss_mg, &fruit);
  out->rest_mg = out->in_mg - out->graded_mg - out->below_mg - out->cull_mg - out->loss_mg;
  out->limit_mg = limit_of (run, out->in_mg);
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
