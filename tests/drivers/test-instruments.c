/* Instruments: every row of instruments.jsonl, cases made from the formats, what a simulated one sends read back; each
 * cut into pieces of every size. */
#include "drivers/instrument/stream.h"
#include "tests/drivers/grader-vectors.h"

#include <string.h>

static guint n_rows;

typedef struct
{
  const gchar *id;
  const gchar *name;
  const gchar *bytes;
  gsize len;
  const gchar *expect; /* readings as describe() words them, joined by "; " */
} InstrumentCase;

#define INSTRUMENT_CASE(id, name, bytes, expect) { id, name, bytes, sizeof (bytes) - 1, expect }

/* Made from the formats; no manual shows them. */
static const InstrumentCase cases[] = {
  INSTRUMENT_CASE ("atago-prm-2000", "all-fields", "1.34872,10.450,10.460,00.000,000012,-02.03,12\r",
                   "@0 refractive-index 1.34872, brix1 10.450 Bx, brix2 10.460 Bx, brix3 0.000 Bx, concentration 12, "
                   "temperature -2.03 C, place 12"),
  INSTRUMENT_CASE ("atago-prm-2000", "field-missing", "1.34872,10.450,10.450,00.000,000000,020.03\n", "@0 malformed"),
  INSTRUMENT_CASE ("atago-prm-2000", "field-too-many", "1.34872,10.450,10.450,00.000,000000,020.03,1,1\n", "@0 malformed"),
  INSTRUMENT_CASE ("atago-prm-2000", "letter", "1.34872,1O.450,10.450,00.000,000000,020.03,1\n", "@0 malformed"),
  INSTRUMENT_CASE ("atago-prm-2000", "channel-sign", "1.34872,10.450,10.450,00.000,000000,020.03,-1\n", "@0 malformed"),
  INSTRUMENT_CASE ("atago-prm-2000", "channel-long", "1.34872,10.450,10.450,00.000,000000,020.03,12345\n", "@0 malformed"),
  INSTRUMENT_CASE ("atago-prm-100", "nine-fields", "1.3487,10.45,01.00,02.00,03.00,04.00,05.00,20.1,3\r\n",
                   "@0 refractive-index 1.3487, brix 10.45 Bx, concentration1 1.00, concentration2 2.00, "
                   "concentration3 3.00, concentration4 4.00, concentration5 5.00, temperature 20.1 C, place 3"),
  INSTRUMENT_CASE ("atago-prm-100", "seven-fields", "1.34872,10.450,10.450,00.000,000000,020.03,1\r\n", "@0 malformed"),
  INSTRUMENT_CASE ("atago-cm-base", "line-ends", "12.3,21.5\r12.4,21.5\n12.5,21.5\r\n\r\n\n12.6,21.5\n",
                   "@0 brix 12.3 Bx, temperature 21.5 C; @10 brix 12.4 Bx, temperature 21.5 C; "
                   "@20 brix 12.5 Bx, temperature 21.5 C; @34 brix 12.6 Bx, temperature 21.5 C"),
  INSTRUMENT_CASE ("atago-cm-base", "no-end", "12.3,21.5\r\n12.3,21", "@0 brix 12.3 Bx, temperature 21.5 C; @11 incomplete"),
  INSTRUMENT_CASE ("atago-cm-base", "temperature-missing", "12.3,\r\n", "@0 malformed"),
  INSTRUMENT_CASE ("atago-cm-base", "comma-missing", "12.3\r\n", "@0 malformed"),
  INSTRUMENT_CASE ("atago-cm-base", "half-a-mark", "LL.H,20.0\r\n", "@0 malformed"),
  INSTRUMENT_CASE ("atago-cm-base", "parity-as-data", "\xb1\xb2\x2e\x33\x2c\xb2\xb1\x2e\x35\x8d\x0a", "@0 malformed"),
  INSTRUMENT_CASE ("atago-cm-base", "too-long",
                   "1111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111"
                   "12.3,21.5\r\n12.3,21.5\r\n",
                   "@0 length; @111 brix 12.3 Bx, temperature 21.5 C"),
  INSTRUMENT_CASE ("mitutoyo-usb", "head", "02A+0000.123\r", "@0 malformed"),
  INSTRUMENT_CASE ("mitutoyo-usb", "sign", "01A 0000.123\r", "@0 malformed"),
  INSTRUMENT_CASE ("mitutoyo-usb", "two-signs", "01A+-000.123\r", "@0 malformed"),
  INSTRUMENT_CASE ("mitutoyo-usb", "no-point", "01A+00000123\r", "@0 malformed"),
  INSTRUMENT_CASE ("mitutoyo-usb", "blank", "01A+  00.123\r", "@0 malformed"),
  INSTRUMENT_CASE ("mitutoyo-usb", "two-joined", "01A+0000.101A+0000.123\r01A-0000.001\r",
                   "@0 length; @23 length -0.001"),
  INSTRUMENT_CASE ("digimatic-adapter", "number", "-12.345000\r\n", "@0 length -12.345000"),
  INSTRUMENT_CASE ("digimatic-adapter", "error", "# Error reading from instrument: -1\r\n1.5\n",
                   "@0 instrument; @37 length 1.5"),
  INSTRUMENT_CASE ("digimatic-adapter", "nan", "nan\r\n", "@0 malformed"),
  INSTRUMENT_CASE ("lutron-16", "begun-anew", "\x02" "4155020000\x02" "41580200001234\r",
                   "@0 incomplete; @11 force 12.34 oz, place 1"),
  INSTRUMENT_CASE ("lutron-16", "digit-lost", "\x02" "4158020000123" "\r", "@0 length"),
  INSTRUMENT_CASE ("lutron-16", "ounces", "\x02" "42580000001234\r", "@0 force 1234 oz, place 2"),
  INSTRUMENT_CASE ("lutron-16", "unit-60", "\x02" "41600100001234\r", "@0 malformed"),
  INSTRUMENT_CASE ("lutron-16", "display-3", "\x02" "43550100001234\r", "@0 malformed"),
  INSTRUMENT_CASE ("lutron-16", "polarity-2", "\x02" "41552100001234\r", "@0 malformed"),
  INSTRUMENT_CASE ("lutron-16", "decimals-4", "\x02" "41550400001234\r", "@0 malformed"),
  INSTRUMENT_CASE ("lutron-16", "noise", "415502\r\n0000", ""),
};

static void
describe (const GuoInstrumentReading *reading, gpointer user_data)
{
  GString *text = user_data;

  g_string_append_printf (text, "%s@%" G_GUINT64_FORMAT, text->len > 0 ? "; " : "", reading->offset);
  if (reading->status != GUO_INSTRUMENT_READ)
    g_string_append_printf (text, " %s", guo_instrument_status_name (reading->status));
  for (guint i = 0; i < reading->n_measures; i++)
    {
      const GuoMeasure *measure = &reading->measures[i];
      g_autofree gchar *digits = guo_measure_to_string (measure);
      const gchar *unit = guo_measure_unit_name (measure->unit);
      g_autofree gchar *number = measure->number > 0 ? g_strdup_printf ("%u", measure->number) : g_strdup ("");

      g_string_append_printf (text, "%s %s%s %s%s%s", i > 0 ? "," : "", guo_quantity_name (measure->quantity), number,
                              digits != NULL ? digits : guo_measure_range_name (measure->range), unit != NULL ? " " : "",
                              unit != NULL ? unit : "");
    }
  if (reading->place >= 0)
    g_string_append_printf (text, ", place %d", reading->place);
}

static void
test_case (gconstpointer data)
{
  const InstrumentCase *c = data;

  for (gsize piece = 1; piece <= c->len; piece++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      GuoInstrumentStream stream;

      guo_instrument_stream_init (&stream, guo_instrument_find (c->id, NULL));
      for (gsize at = 0; at < c->len; at += piece)
        guo_instrument_stream_push (&stream, (const guint8 *) c->bytes + at, MIN (piece, c->len - at), describe, text);
      guo_instrument_stream_flush (&stream, describe, text);
      g_assert_cmpstr (text->str, ==, c->expect);
    }
}

/* A reading in the words of the vectors' expect. */
static json_t *
in_vector_words (const GuoInstrument *instrument, const GuoInstrumentReading *reading)
{
  static const gchar *const names[] = {
    [GUO_QUANTITY_REFRACTIVE_INDEX] = "refractive_index", [GUO_QUANTITY_BRIX] = "brix",
    [GUO_QUANTITY_CONCENTRATION] = "concentration",       [GUO_QUANTITY_TEMPERATURE] = "temperature_c",
    [GUO_QUANTITY_LENGTH] = "value",                      [GUO_QUANTITY_FORCE] = "value",
  };
  json_t *object = json_object ();

  if (reading->status != GUO_INSTRUMENT_READ)
    json_object_set_new (object, "error", json_string (guo_instrument_status_name (reading->status)));
  for (guint i = 0; i < reading->n_measures; i++)
    {
      const GuoMeasure *measure = &reading->measures[i];
      g_autofree gchar *digits = guo_measure_to_string (measure);
      g_autofree gchar *name = measure->number > 0 ? g_strdup_printf ("%s_%u", names[measure->quantity], measure->number)
                                                   : g_strdup (names[measure->quantity]);

      json_object_set_new (object, name, digits != NULL ? json_string (digits) : json_null ());
      if (measure->quantity == GUO_QUANTITY_BRIX && measure->number == 0)
        json_object_set_new (object, "range", json_string (guo_measure_range_name (measure->range)));
      if (measure->quantity == GUO_QUANTITY_LENGTH)
        json_object_set_new (object, "decimals", json_integer (-measure->exponent));
      if (measure->quantity == GUO_QUANTITY_FORCE)
        json_object_set_new (object, "unit", json_string (guo_measure_unit_name (measure->unit)));
    }
  if (reading->place >= 0)
    json_object_set_new (object, instrument->place, json_integer (reading->place));
  return object;
}

typedef struct
{
  const GuoInstrument *instrument;
  json_t *readings;
} Collected;

static void
collect (const GuoInstrumentReading *reading, gpointer user_data)
{
  Collected *collected = user_data;

  json_array_append_new (collected->readings, in_vector_words (collected->instrument, reading));
}

/* One reading comes out, and it says all that the row expects. */
static void
check_row (json_t *row, const GByteArray *bytes, gsize cut, gsize piece)
{
  Collected collected = { guo_instrument_find (json_string_value (json_object_get (row, "device")), NULL), json_array () };
  json_auto_t *readings = collected.readings;
  GuoInstrumentStream stream;
  const gchar *key;
  json_t *value;

  guo_instrument_stream_init (&stream, collected.instrument);
  guo_instrument_stream_push (&stream, bytes->data, cut, collect, &collected);
  for (gsize at = cut; at < bytes->len; at += piece)
    guo_instrument_stream_push (&stream, bytes->data + at, MIN (piece, bytes->len - at), collect, &collected);
  guo_instrument_stream_flush (&stream, collect, &collected);
  g_assert_cmpuint (json_array_size (readings), ==, 1);
  g_assert_cmpuint (stream.seen, ==, bytes->len);
  json_object_foreach (json_object_get (row, "expect"), key, value)
    if (!json_equal (json_object_get (json_array_get (readings, 0), key), value))
      g_error ("%s: %s", key, json_dumps (json_array_get (readings, 0), 0));
}

static void
test_row (gconstpointer data)
{
  json_t *row = (json_t *) data;
  g_autoptr(GByteArray) bytes = grader_vectors_bytes (row, "bytes");

  for (gsize cut = 0; cut <= bytes->len; cut++)
    check_row (row, bytes, cut, bytes->len);
  for (gsize piece = 1; piece <= bytes->len; piece++)
    check_row (row, bytes, 0, piece);
}

/* The rows that must be there, so that a shortened file is noticed. */
static void
test_rows_were_run (void)
{
  g_assert_cmpuint (n_rows, ==, 15);
}

typedef struct
{
  const gchar *id;
  const gchar *typed;
  const gchar *expect; /* as describe(); NULL: refused */
} TypedCase;

static const TypedCase typed[] = {
  { "atago-prm-2000", "10.45 20.03", "@0 refractive-index 1.34910, brix1 10.450 Bx, brix2 10.450 Bx, brix3 0.000 Bx, "
                                     "concentration 0, temperature 20.03 C, place 1" },
  { "atago-prm-2000", "-1", "@0 refractive-index 1.33145, brix1 -1.000 Bx, brix2 -1.000 Bx, brix3 0.000 Bx, "
                            "concentration 0, temperature 20.00 C, place 1" },
  { "atago-prm-2000", "100", NULL },
  { "atago-prm-100", "12.3", "@0 refractive-index 1.35196, brix 12.30 Bx, concentration1 0.00, concentration2 0.00, "
                             "concentration3 0.00, concentration4 0.00, concentration5 0.00, temperature 20.0 C, place 1" },
  { "atago-cm-base", "12.3 21.5", "@0 brix 12.3 Bx, temperature 21.5 C" },
  { "atago-cm-base", "-0.4", "@0 brix -0.4 Bx, temperature 20.0 C" },
  { "atago-cm-base", "-2.2", "@0 brix under Bx, temperature 20.0 C" },
  { "atago-cm-base", "33.7 8", "@0 brix over Bx, temperature 8.0 C" },
  { "atago-cm-base", "12.34", NULL },
  { "atago-cm-base", "", NULL },
  { "atago-cm-base", "12.3 warm", NULL },
  { "mitutoyo-usb", "12.345", "@0 length 12.345" },
  { "mitutoyo-usb", "-0.12345", "@0 length -0.12345" },
  { "mitutoyo-usb", "12", "@0 length 12.0" },
  { "mitutoyo-usb", "1.2345678", NULL },
  { "mitutoyo-usb", "99999.999", NULL },
  { "digimatic-adapter", "12.345", "@0 length 12.345000" },
  { "digimatic-adapter", "-0.5", "@0 length -0.500000" },
  { "digimatic-adapter", "#", "@0 instrument" },
  { "digimatic-adapter", "10000", NULL },
  { "digimatic-adapter", "1.2345678", NULL },
  { "lutron-16", "12.34 kg", "@0 force 12.34 kg, place 1" },
  { "lutron-16", "-50.1", "@0 force -50.1 N, place 1" },
  { "lutron-16", "50 stone", NULL },
  { "lutron-16", "", NULL },
};

static void
test_typed (gconstpointer data)
{
  const TypedCase *c = data;
  const GuoInstrument *instrument = guo_instrument_find (c->id, NULL);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  GuoInstrumentStream stream;
  guint8 frame[GUO_INSTRUMENT_FRAME_MAX];
  gsize len = instrument->frame (c->typed, frame, sizeof frame, &error);

  g_assert_cmpint (len == 0, ==, c->expect == NULL);
  g_assert_cmpint (error != NULL, ==, c->expect == NULL);
  if (error != NULL)
    g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
  guo_instrument_stream_init (&stream, instrument);
  guo_instrument_stream_push (&stream, frame, len, describe, text);
  guo_instrument_stream_flush (&stream, describe, text);
  g_assert_cmpstr (text->str, ==, c->expect != NULL ? c->expect : "");
}

static void
test_table (void)
{
  g_autoptr(GError) error = NULL;
  guint n = 0;

  for (const GuoInstrument *const *at = guo_instruments (); *at != NULL; at++, n++)
    {
      g_assert_true (guo_instrument_find ((*at)->id, NULL) == *at);
      g_assert_nonnull ((*at)->frame);
    }
  g_assert_cmpuint (n, ==, 6);
  g_assert_null (guo_instrument_find ("no-such", &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_UNKNOWN_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "lutron-16"));
}

static void
add_rows (GPtrArray *rows)
{
  g_autofree gchar *text = grader_vectors_text ("instruments.jsonl");
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      {
        json_t *row = json_loads (lines[i], 0, NULL);
        g_autofree gchar *path = NULL;

        g_assert_nonnull (row);
        g_ptr_array_add (rows, row);
        path = g_strdup_printf ("/drivers/instrument/vectors/%s/%s", json_string_value (json_object_get (row, "device")),
                                json_string_value (json_object_get (row, "case")));
        g_test_add_data_func (path, row, test_row);
        n_rows++;
      }
}

int
main (int argc, char **argv)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);

  g_test_init (&argc, &argv, NULL);
  add_rows (rows);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/drivers/instrument/%s/%s", cases[i].id, cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/drivers/instrument/%s/typed-%zu", typed[i].id, i);

      g_test_add_data_func (path, &typed[i], test_typed);
    }
  g_test_add_func ("/drivers/instrument/table", test_table);
  g_test_add_func ("/drivers/instrument/rows-were-run", test_rows_were_run);
  return g_test_run ();
}
