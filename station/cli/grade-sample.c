#include "station/cli/grade-sample.h"

#include "station/cli/cli.h"
#include "station/grading/lot-judge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MG_PER_G 1000

json_t *
guo_cli_grade_decimal (gint64 value)
{
  g_autofree gchar *text = NULL;

  if (value == GUO_MISSING)
    return json_null ();
  text = guo_decimal_text (value);
  return json_string (text);
}

gboolean
guo_cli_grade_wrong (GError **error, const gchar *name)
{
  g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("“%s” makes no sense here"), name);
  return FALSE;
}

static gboolean
read_whole (json_t *value, gint64 unit, gint64 *out)
{
  const gchar *text = guo_exact_json_number (value);
  gint64 decimal;

  if (text == NULL || !guo_decimal_parse (text, &decimal) || decimal < 0 || decimal % unit != 0)
    return FALSE;
  *out = decimal / unit;
  return TRUE;
}

/* A number of fruit, or an object with their mass. */
static gboolean
read_count (json_t *value, const gchar *name, GuoFruitCount *out, GError **error)
{
  json_t *n = json_is_object (value) ? json_object_get (value, "n") : value;
  json_t *mass = json_object_get (value, "mass_g");

  *out = (GuoFruitCount) { .mass_mg = -1 };
  if (!read_whole (n, GUO_DECIMAL_ONE, &out->n)
      || (mass != NULL && !read_whole (mass, GUO_DECIMAL_ONE / MG_PER_G, &out->mass_mg)))
    return guo_cli_grade_wrong (error, name);
  return TRUE;
}

static gint
find_defect (const GuoScheme *scheme, const gchar *name)
{
  for (guint i = 0; i < scheme->n_defects; i++)
    if (strcmp (scheme->defects[i].name, name) == 0)
      return (gint) i;
  return -1;
}

static gboolean
read_counts (const GuoScheme *scheme, json_t *object, gboolean of_classes, GuoFruitCount *counts, GError **error)
{
  const gchar *name;
  json_t *value;

  json_object_foreach (object, name, value)
    {
      gint index = of_classes ? guo_scheme_class (scheme, name) : find_defect (scheme, name);

      if (index < 0)
        return guo_cli_grade_wrong (error, name);
      if (!read_count (value, name, &counts[index], error))
        return FALSE;
    }
  return TRUE;
}

static json_t *
failure_object (const GuoScheme *scheme, guint class_index, const GuoLotFailure *failure)
{
  static const gchar *const faults[] = { "limit", "tolerance", "worse", "unweighed" };
  const GuoTolerance *tolerance = failure->tolerance;
  json_t *object = json_pack ("{s:s, s:s}", "class", guo_scheme_class_key (scheme, class_index), "fault",
                              faults[failure->fault]);

  if (failure->limit != NULL)
    {
      json_object_set_new (object, "field", json_string (scheme->measurements[failure->limit->measurement].name));
      json_object_set_new (object, "op", json_string (failure->op));
      json_object_set_new (object, "bound", guo_cli_grade_decimal (failure->bound));
      json_object_set_new (object, "value", guo_cli_grade_decimal (failure->value));
      json_object_set_new (object, "rule", json_string (failure->limit->pointer));
      return object;
    }
  json_object_set_new (object, "by", json_string (tolerance != NULL && tolerance->by_mass ? "mass" : "number"));
  json_object_set_new (object, "allowed_percent",
                       guo_cli_grade_decimal (failure->percent_e4 * (GUO_DECIMAL_ONE / 10000)));
  json_object_set_new (object, tolerance != NULL && tolerance->by_mass ? "found_mg" : "found",
                       json_integer (failure->found));
  json_object_set_new (object, tolerance != NULL && tolerance->by_mass ? "inspected_mg" : "inspected",
                       json_integer (failure->inspected));
  json_object_set_new (object, "rule", tolerance != NULL ? json_string (tolerance->pointer) : json_null ());
  return object;
}

static gboolean
put_answer (const GuoScheme *scheme, const GuoLotSample *sample, gint asked, guint32 date, json_t *answer, GError **error)
{
  g_autoptr(GuoLotJudgement) best = guo_scheme_judge_lot (scheme, sample, 0, date, error);
  g_autoptr(GuoLotJudgement) above = NULL;
  json_t *failures;
  guint class_index;

  if (best == NULL)
    return FALSE;
  class_index = asked >= 0 ? (guint) asked : MAX (best->meets, 1) - 1;
  above = guo_scheme_judge_lot (scheme, sample, class_index, date, error);
  if (above == NULL)
    return FALSE;
  failures = json_array ();
  for (guint i = 0; i < above->failures->len; i++)
    json_array_append_new (failures, failure_object (scheme, class_index,
                                                     &g_array_index (above->failures, GuoLotFailure, i)));
  json_object_set_new (answer, "class", json_string (guo_scheme_class_key (scheme, best->meets)));
  json_object_set_new (answer, "size", json_null ());
  json_object_set_new (answer, "failed", json_array_size (failures) > 0 ? json_incref (json_array_get (failures, 0))
                                                                        : json_null ());
  if (asked >= 0)
    json_object_set_new (answer, "passed", json_boolean (above->passed));
  json_object_set_new (answer, "failures", failures);
  return TRUE;
}

gboolean
guo_cli_grade_sample (const GuoScheme *scheme, json_t *line, const gint64 *values, guint32 date, json_t *answer,
                      GError **error)
{
  g_autofree GuoFruitCount *by_class = g_new0 (GuoFruitCount, scheme->n_classes + 1);
  g_autofree GuoFruitCount *by_defect = g_new0 (GuoFruitCount, scheme->n_defects + 1);
  GuoLotSample sample = { .values = values, .by_class = by_class, .by_defect = by_defect };
  json_t *inspected = json_object_get (line, "inspected");
  const gchar *name = guo_exact_json_text (json_object_get (line, "asked"));
  gint asked = -1;

  if (name != NULL)
    {
      asked = guo_scheme_class (scheme, name);
      if (asked < 0 || asked == (gint) scheme->n_classes)
        return guo_cli_grade_wrong (error, name);
    }
  if ((inspected != NULL && !read_count (inspected, "inspected", &sample.inspected, error))
      || !read_counts (scheme, json_object_get (line, "by_class"), TRUE, by_class, error)
      || !read_counts (scheme, json_object_get (line, "by_defect"), FALSE, by_defect, error))
    return FALSE;
  return put_answer (scheme, &sample, asked, date, answer, error);
}
