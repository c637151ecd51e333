#include "station/sample/verdict.h"

#include "station/fields.h"
#include "station/grading/judge.h"
#include "station/grading/lot-judge.h"
#include "station/sample/quantity.h"

#include <string.h>

/* @before and @after stand around the name: faces translate “%s” (sentence-table.c). */
static gboolean
bad_name (GError **error, const gchar *list, gsize i, const gchar *before, const gchar *name, const gchar *after)
{
  g_autofree gchar *field = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", list, i);
  g_autofree gchar *reason = g_strconcat (before, "“", name, "”", after, NULL);

  return guo_bad_field (error, field, reason);
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
is_measured (const GuoScheme *scheme, const gchar *name)
{
  gint64 values[GUO_MEASUREMENTS_MAX];

  return guo_quantity_find (name) != NULL || (scheme != NULL && guo_quantity_set (scheme, name, 0, values));
}

/* Does the list name the same thing before its @i-th entry? */
static gboolean
stands_before (json_t *list, gsize i, const gchar *member, const gchar *name)
{
  for (gsize k = 0; k < i; k++)
    if (g_strcmp0 (guo_field_text (json_array_get (list, k), member), name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_values (const GuoScheme *scheme, json_t *values, GError **error)
{
  gsize i;
  json_t *value;

  json_array_foreach (values, i, value)
    {
      const gchar *name = guo_field_text (value, "name");

      if (!is_measured (scheme, name))
        return bad_name (error, "values", i, "the scheme does not measure ", name, "");
      if (stands_before (values, i, "name", name))
        return bad_name (error, "values", i, "", name, " stands there twice");
    }
  return TRUE;
}

/* Counts need a scheme that knows what is counted. */
static gboolean
check_counts (const GuoScheme *scheme, json_t *counts, const gchar *list, const gchar *member, GError **error)
{
  gboolean defects = strcmp (member, "defect") == 0;
  gsize i;
  json_t *count;

  json_array_foreach (counts, i, count)
    {
      const gchar *name = guo_field_text (count, member);
      gint index = scheme == NULL ? -1 : defects ? find_defect (scheme, name) : guo_scheme_class (scheme, name);

      if (index < 0)
        return bad_name (error, list, i, defects ? "the scheme has no defect " : "the scheme has no class ", name, "");
      if (stands_before (counts, i, member, name))
        return bad_name (error, list, i, "", name, " stands there twice");
    }
  return TRUE;
}

gboolean
guo_sample_check_names (const GuoScheme *scheme, json_t *content, GError **error)
{
  json_t *values = json_object_get (content, "values");

  if (json_array_size (values) == 0 && guo_field_int (json_object_get (content, "inspected"), "n", 0) == 0)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "sample-empty", NULL, "nothing was measured and nothing counted");
  return check_values (scheme, values, error)
         && check_counts (scheme, json_object_get (content, "defects"), "defects", "defect", error)
         && check_counts (scheme, json_object_get (content, "classes"), "classes", "grade_class", error);
}

static void
read_values (const GuoScheme *scheme, json_t *list, gint64 *values)
{
  gsize i;
  json_t *value;

  guo_scheme_clear (scheme, values);
  json_array_foreach (list, i, value)
    guo_quantity_set (scheme, guo_field_text (value, "name"), guo_field_int (value, "value", 0), values);
  guo_scheme_derive (scheme, values);
}

static GuoFruitCount
read_count (json_t *count)
{
  return (GuoFruitCount) { .n = guo_field_int (count, "n", 0), .mass_mg = guo_field_int (count, "mass_mg", -1) };
}

static void
read_counts (const GuoScheme *scheme, json_t *content, GuoFruitCount *by_class, GuoFruitCount *by_defect)
{
  gsize i;
  json_t *count;

  json_array_foreach (json_object_get (content, "classes"), i, count)
    by_class[guo_scheme_class (scheme, guo_field_text (count, "grade_class"))] = read_count (count);
  json_array_foreach (json_object_get (content, "defects"), i, count)
    by_defect[find_defect (scheme, guo_field_text (count, "defect"))] = read_count (count);
}

static json_t *
text_or_null (gchar *text)
{
  json_t *value = text != NULL ? json_string (text) : json_null ();

  g_free (text);
  return value;
}

static json_t *
decimal (gint64 value)
{
  return text_or_null (value == GUO_MISSING ? NULL : guo_decimal_text (value));
}

static const gchar *
unit_of (const GuoMeasurement *measurement, const gchar *name)
{
  const GuoQuantity *quantity = guo_quantity_find (name);

  if (quantity != NULL)
    return quantity->unit;
  return measurement->unit != NULL && strcmp (measurement->unit, "percent") == 0 ? "%" : measurement->unit;
}

static json_t *
limit_result (const GuoScheme *scheme, const GuoLimit *limit, gint64 value)
{
  const GuoMeasurement *measurement = &scheme->measurements[limit->measurement];
  g_autofree gchar *name = guo_quantity_of (measurement);
  gint64 bound = 0;
  const gchar *op = guo_limit_failed_side (limit, GUO_MISSING, &bound); /* a limit has one side */
  const gchar *title = measurement->name_zh != NULL ? measurement->name_zh : measurement->name;

  return json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:s}", "kind", "limit", "name", name, "title", title,
                    "title_en", measurement->name_en != NULL ? measurement->name_en : title, "unit",
                    unit_of (measurement, name), "op", op, "bound", decimal (bound), "value", decimal (value), "rule",
                    limit->pointer);
}

/* The defects that a tolerance is for; none: all fruit that is not of the class. */
static void
set_titles (const GuoScheme *scheme, const GuoTolerance *tolerance, json_t *result)
{
  g_autoptr(GString) zh = g_string_new (NULL);
  g_autoptr(GString) en = g_string_new (NULL);

  for (guint i = 0; tolerance != NULL && i < scheme->n_defects; i++)
    {
      const GuoLotDefect *defect = &scheme->defects[i];

      if ((tolerance->defects >> i & 1) == 0)
        continue;
      g_string_append_printf (zh, "%s%s", zh->len > 0 ? "、" : "", defect->name_zh != NULL ? defect->name_zh : defect->name);
      g_string_append_printf (en, "%s%s", en->len > 0 ? ", " : "", defect->name_en != NULL ? defect->name_en : defect->name);
    }
  json_object_set_new (result, "title", zh->len > 0 ? json_string (zh->str) : json_null ());
  json_object_set_new (result, "title_en", en->len > 0 ? json_string (en->str) : json_null ());
}

static json_t *
share_result (const GuoScheme *scheme, const GuoLotFailure *check)
{
  const GuoTolerance *tolerance = check->tolerance;
  json_t *result
    = json_pack ("{s:s, s:s, s:o, s:I, s:I, s:s?}", "kind", check->fault == GUO_LOT_WORSE ? "worse" : "tolerance", "by",
                 tolerance != NULL && tolerance->by_mass ? "mass" : "number", "allowed_percent",
                 decimal (check->percent_e4 * (GUO_DECIMAL_ONE / 10000)), "found", (json_int_t) MAX (check->found, 0),
                 "inspected", (json_int_t) MAX (check->inspected, 0), "rule", tolerance != NULL ? tolerance->pointer : NULL);

  set_titles (scheme, tolerance, result);
  return result;
}

static json_t *
result_of (const GuoScheme *scheme, const GuoLotFailure *check, const GuoLotSample *sample)
{
  gboolean limit = check->fault == GUO_LOT_LIMIT;
  gint64 value = limit ? sample->values[check->limit->measurement] : 0;
  gboolean missing = limit ? value == GUO_MISSING : sample->inspected.n == 0 || check->fault == GUO_LOT_UNWEIGHED;
  json_t *result = limit ? limit_result (scheme, check->limit, value) : share_result (scheme, check);
  gboolean met = check->met && (limit || !missing);

  json_object_set_new (result, "state", json_string (missing ? "missing" : met ? "ok" : "failed"));
  json_object_set_new (result, "met", json_boolean (met));
  return result;
}

static const gchar *
state_of (json_t *results)
{
  const gchar *state = "passed";
  gsize i;
  json_t *result;

  json_array_foreach (results, i, result)
    if (strcmp (guo_field_text (result, "state"), "failed") == 0)
      return "failed";
    else if (!guo_field_bool (result, "met"))
      state = "incomplete";
  return state;
}

static json_t *
results_of (const GuoScheme *scheme, const GuoLotSample *sample, const GuoLotJudgement *judgement)
{
  json_t *results = json_array ();

  for (guint i = 0; i < judgement->checks->len; i++)
    json_array_append_new (results, result_of (scheme, &g_array_index (judgement->checks, GuoLotFailure, i), sample));
  if (!judgement->passed && judgement->failures->len == 0) /* the class is not given on that day */
    json_array_append_new (results, json_pack ("{s:s, s:s, s:b, s:n, s:n}", "kind", "season", "state", "failed", "met", FALSE,
                                               "title", "title_en"));
  return results;
}

json_t *
guo_sample_judge (const GuoScheme *scheme, json_t *content, guint class_index, guint32 date, GError **error)
{
  gint64 values[GUO_MEASUREMENTS_MAX];
  GuoFruitCount by_class[GUO_CLASSES_MAX + 1] = { { 0 } };
  GuoFruitCount by_defect[GUO_DEFECTS_MAX] = { { 0 } };
  GuoLotSample sample = { .values = values, .by_class = by_class, .by_defect = by_defect,
                          .inspected = read_count (json_object_get (content, "inspected")) };
  g_autoptr(GuoLotJudgement) judgement = NULL;
  json_t *results;
  const gchar *state;

  read_values (scheme, json_object_get (content, "values"), values);
  read_counts (scheme, content, by_class, by_defect);
  judgement = guo_scheme_judge_lot (scheme, &sample, class_index, date, error);
  if (judgement == NULL)
    return NULL;
  results = results_of (scheme, &sample, judgement);
  state = state_of (results);
  return json_pack ("{s:s, s:s, s:s, s:s, s:s?, s:s, s:o}", "scheme", scheme->name_zh != NULL ? scheme->name_zh : scheme->id,
                    "scheme_en", scheme->name_en != NULL ? scheme->name_en : scheme->id, "version", scheme->version,
                    "grade_class", guo_scheme_class_key (scheme, class_index), "meets",
                    strcmp (state, "incomplete") == 0 ? NULL : guo_scheme_class_key (scheme, judgement->meets), "state", state,
                    "results", results);
}

json_t *
guo_sample_failed (json_t *judged)
{
  json_t *failed = json_array ();
  gsize i;
  json_t *result;

  json_array_foreach (json_object_get (judged, "results"), i, result)
    if (strcmp (guo_field_text (result, "state"), "failed") == 0)
      json_array_append (failed, result);
  return failed;
}
