#include "station/weight-line.h"

#include "station/client/format.h"
#include "db/database.h"

#define MG_PER_KG_DIGITS 6

static gint64
row_int (json_t *row, const gchar *name)
{
  return json_integer_value (json_object_get (row, name));
}

/* Decimals as the scale sends them; of the bound unit before anything was sent. */
static gint
decimals (const GuoScaleView *view)
{
  if (view->has_value)
    return MAX (0, -view->reading.exponent);
  return guo_format_decimals (view->e_mg > 1 ? view->e_mg : 0);
}

/* The widest text the display must hold: Max + 9 e below zero. A face picks its type size by it, so
 * that it does not change with the value. */
static gchar *
longest (json_t *row, const GuoScaleView *view)
{
  gint64 max_mg = row_int (row, "max_mg");
  gboolean grams = view->has_value && view->reading.unit == GUO_UNIT_G;

  if (max_mg <= 0)
    max_mg = (gint64) 9999999 * 100;
  max_mg += 9 * view->e_mg;
  if (grams)
    return g_strdup_printf ("-%" G_GINT64_FORMAT, max_mg / 1000);
  return guo_format_mass_plain (-max_mg, MIN (decimals (view), MG_PER_KG_DIGITS));
}

static json_t *
text_or_null (const gchar *text)
{
  return text != NULL ? json_string (text) : json_null ();
}

static void
set_value (json_t *line, const GuoScaleView *view)
{
  g_autofree gchar *digits = view->has_value ? guo_reading_to_string (&view->reading) : NULL;

  json_object_set_new (line, "digits", text_or_null (digits));
  json_object_set_new (line, "unit",
                       text_or_null (view->has_value ? guo_unit_name (view->reading.unit) : "kg"));
  json_object_set_new (line, "mg", view->has_value ? json_integer (view->mg) : json_null ());
  json_object_set_new (line, "kind", json_string (guo_reading_kind_name (view->reading.kind)));
}

static void
set_judgement (json_t *line, const GuoScaleView *view)
{
  json_object_set_new (line, "state", json_string (guo_scale_state_name (view->state)));
  json_object_set_new (line, "stability", json_string (view->station_judged ? "station" : "indicator"));
  json_object_set_new (line, "can_record", json_boolean (view->can_record));
  json_object_set_new (line, "refusal", text_or_null (view->refusal));
  json_object_set_new (line, "age_ms", json_integer (view->age_us / 1000));
  json_object_set_new (line, "bad_frames", json_integer ((json_int_t) view->bad_frames));
  json_object_set_new (line, "e_mg", json_integer (view->e_mg));
  json_object_set_new (line, "min_mg", json_integer (view->min_mg));
}

gchar *
guo_weight_line (json_t *row, const GuoScaleView *view)
{
  g_autoptr(json_t) line = json_pack ("{s:s, s:O, s:O}", "topic", "weight", "scale",
                                      json_object_get (row, "id"), "name", json_object_get (row, "name"));
  g_autofree gchar *widest = longest (row, view);

  set_value (line, view);
  set_judgement (line, view);
  json_object_set_new (line, "simulated", json_boolean (json_is_true (json_object_get (row, "simulated"))));
  json_object_set_new (line, "max_mg", json_integer (row_int (row, "max_mg")));
  json_object_set_new (line, "decimals", json_integer (decimals (view)));
  json_object_set_new (line, "longest", json_string (widest));
  json_object_set_new (line, "recorded_no", json_integer (view->recorded_no));
  json_object_set_new (line, "read_us", json_integer (view->read_us));
  return json_dumps (line, JSON_COMPACT);
}

json_t *
guo_weight_note (json_t *row, const GuoScaleView *view, const gchar *raw)
{
  json_t *note = json_object ();

  set_value (note, view);
  set_judgement (note, view);
  json_object_set_new (note, "mantissa", json_integer (view->has_value ? view->reading.mantissa : 0));
  json_object_set_new (note, "exponent", json_integer (view->has_value ? view->reading.exponent : 0));
  json_object_set_new (note, "stable_ms", json_integer (view->stable_us / 1000));
  json_object_set_new (note, "arming", json_integer ((json_int_t) view->arming));
  json_object_set_new (note, "rearmed", json_boolean (view->rearmed));
  json_object_set_new (note, "raw", text_or_null (raw));
  json_object_set_new (note, "simulated", json_boolean (json_is_true (json_object_get (row, "simulated"))));
  return note;
}
