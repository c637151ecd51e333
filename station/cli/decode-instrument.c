#include "station/cli/decode-instrument.h"

#include "station/cli/cli.h"

static json_t *
measure_json (const GuoMeasure *measure)
{
  g_autofree gchar *digits = guo_measure_to_string (measure);
  gboolean has_value = digits != NULL;

  return json_pack ("{s:s, s:o, s:s?, s:o, s:o, s:s?, s:s}", "quantity", guo_quantity_name (measure->quantity), "number",
                    measure->number > 0 ? json_integer (measure->number) : json_null (), "value", digits, "mantissa",
                    has_value ? json_integer (measure->mantissa) : json_null (), "exponent",
                    has_value ? json_integer (measure->exponent) : json_null (), "unit",
                    guo_measure_unit_name (measure->unit), "range", guo_measure_range_name (measure->range));
}

void
guo_cli_print_measures (const GuoInstrumentReading *reading, gpointer instrument)
{
  const GuoInstrument *row = instrument;
  json_t *measures = json_array ();
  json_auto_t *object = NULL;

  for (guint i = 0; i < reading->n_measures; i++)
    json_array_append_new (measures, measure_json (&reading->measures[i]));
  object = json_pack ("{s:s?, s:o, s:I}", "error", guo_instrument_status_name (reading->status), "measures", measures,
                      "offset", (json_int_t) reading->offset);
  if (row->place != NULL && reading->place >= 0)
    json_object_set_new (object, row->place, json_integer (reading->place));
  guo_cli_object (object);
}
