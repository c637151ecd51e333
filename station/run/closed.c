#include "station/run/closed.h"

#include "db/fruit-histogram.h"
#include "station/grader-spread.h"
#include "station/grading/sizing.h"

/* The class that most of an outlet's fruit is of, as while the run was open; null where a PLC only counted. */
static void
set_class (json_t *row, const GuoFruitHistogram *histogram, const GuoScheme *scheme)
{
  guint outlet = (guint) CLAMP (guo_field_int (row, "outlet", 0), 0, GUO_FRUIT_OUTLETS - 1);
  const gint64 *classes = histogram->outlet_classes[outlet];
  guint below = guo_fruit_class_slot (GUO_FRUIT_BELOW), most = below;
  gboolean known = histogram->outlets[outlet].n > 0;

  for (guint i = scheme->n_classes; i-- > 0;)
    if (classes[i] >= classes[most])
      most = i;
  json_object_set_new (row, "grade_class",
                       known ? json_string (guo_scheme_class_key (scheme, most == below ? scheme->n_classes : most)) : json_null ());
  json_object_set_new (row, "below", json_boolean (known && most == below));
  json_object_set_new (row, "class_n", json_integer (known ? classes[most] : 0));
}

static json_t *
spread_of (json_t *run, const GuoFruitHistogram *histogram, const GuoScheme *scheme)
{
  g_autoptr(GuoGraderSpread) spread = NULL;
  GuoSizing sizing;
  json_t *json;

  guo_scheme_sizing (scheme, guo_date_parse (guo_field_text (run, "day")), &sizing);
  spread = guo_grader_spread_new (sizing.by);
  guo_grader_spread_add_histogram (spread, histogram);
  json = guo_grader_spread_json (spread);
  json_object_set_new (json, "below", json_null ());
  return json;
}

gboolean
guo_run_set_closed (json_t *run, const GuoScheme *scheme, GError **error)
{
  json_t *fruit = json_object_get (run, "fruit"), *kept = json_object_get (fruit, "histogram");
  g_autoptr(GuoFruitHistogram) histogram = NULL;
  json_t *outlets, *row;
  gsize i;

  if (!json_is_object (kept))
    return TRUE;
  histogram = guo_fruit_histogram_from_json (kept, error);
  if (histogram == NULL)
    return FALSE;
  outlets = json_deep_copy (json_object_get (fruit, "outlets"));
  json_array_foreach (outlets, i, row)
    set_class (row, histogram, scheme);
  json_object_set_new (run, "outlets", outlets);
  json_object_set_new (run, "spread", spread_of (run, histogram, scheme));
  return TRUE;
}
