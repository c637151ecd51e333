/* What an instrument measures on TCP ends in a sample with device and raw bytes; what cannot be a sample's value is refused. */
#include "drivers/sim/instrument-sim.h"
#include "station/instruments.h"
#include "tests/station/desk.h"

#include <gio/gio.h>
#include <string.h>

#define LIMIT_US (10 * G_TIME_SPAN_SECOND)

/* A lot by the plum scheme, and a refractometer that says what the test types. */
typedef struct
{
  Desk d;
  GSocketListener *listener;
  GSocketConnection *link; /* to the station */
  gint64 device;
} House;

static gint64
bind_device (House *house, const gchar *name, const gchar *protocol, const gchar *address)
{
  gint64 id;

  fixture_as_supervisor (&house->d.f);
  id = fixture_make (&house->d.f, "/v1/devices",
                     json_pack ("{s:s, s:s, s:s, s:s}", "name", name, "kind", "instrument", "protocol", protocol, "address",
                                address));
  fixture_as_operator (&house->d.f);
  return id;
}

static void
house_open (House *house, const gchar *protocol)
{
  g_autoptr(GError) error = NULL;
  g_autofree gchar *address = NULL;
  guint16 port;

  *house = (House) { .device = 0 };
  desk_open (&house->d);
  desk_crate (&house->d, (gint64) 100 * 1000000);
  fixture_as_supervisor (&house->d.f);
  json_decref (fixture_do (&house->d.f, "/v1/grade-schemes",
                           json_pack ("{s:s, s:I}", "shipped", "centre-plum", "product", ID (house->d.f.product))));
  house->listener = g_socket_listener_new ();
  port = g_socket_listener_add_any_inet_port (house->listener, NULL, &error);
  g_assert_no_error (error);
  guo_instruments_start (guo_station_instruments (house->d.f.station));
  address = g_strdup_printf ("tcp:127.0.0.1:%u", port);
  house->device = bind_device (house, "糖度计", protocol, address);
  house->link = g_socket_listener_accept (house->listener, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
house_close (House *house)
{
  g_object_unref (house->link);
  g_object_unref (house->listener);
  desk_close (&house->d);
}

/* What the instrument's row makes of it, or the bytes themselves. */
static void
say (House *house, const gchar *protocol, const gchar *typed)
{
  g_autoptr(GError) error = NULL;
  guint8 frame[GUO_INSTRUMENT_FRAME_MAX];
  const GuoInstrument *instrument = protocol != NULL ? guo_instrument_find (protocol, NULL) : NULL;
  gsize len = instrument != NULL ? instrument->frame (typed, frame, sizeof frame, &error) : strlen (typed);

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (house->link)),
                             instrument != NULL ? (gconstpointer) frame : typed, len, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The n-th reading of all, bounded. */
static json_t *
wait_reading (House *house, gsize n)
{
  gint64 until_us = g_get_monotonic_time () + LIMIT_US;

  while (g_get_monotonic_time () < until_us)
    {
      g_autoptr(json_t) answer = fixture_get (&house->d.f, "/v1/readings");
      json_t *rows = json_object_get (answer, "rows");

      if (json_array_size (rows) >= n)
        return json_incref (json_array_get (rows, n - 1));
      g_usleep (10000);
    }
  g_error ("no reading %zu came", n);
}

/* Bounded. */
static void
wait_open (House *house, gint64 device)
{
  gint64 until_us = g_get_monotonic_time () + LIMIT_US;

  while (g_get_monotonic_time () < until_us)
    {
      g_autoptr(json_t) answer = fixture_get (&house->d.f, "/v1/devices/states");
      gsize i;
      json_t *row;

      json_array_foreach (json_object_get (answer, "rows"), i, row)
        if (desk_integer (row, "device") == device && strcmp (desk_text (row, "state"), "open") == 0)
          return;
      g_usleep (10000);
    }
  g_error ("device %" G_GINT64_FORMAT " did not open", device);
}

static json_t *
sample_of (House *house, const gchar *name, gint64 device, gint64 reading)
{
  return json_pack ("{s:I, s:[{s:s, s:I, s:I}]}", "lot", ID (house->d.lot), "values", "name", name, "device", ID (device),
                    "reading", ID (reading));
}

static json_t *
first_value (json_t *sample)
{
  return json_array_get (json_object_get (json_object_get (sample, "content"), "values"), 0);
}

/* A reading becomes the value; the event keeps which device sent which bytes; a correction keeps them too, though the station has
 * forgotten the reading. */
static void
test_sample (void)
{
  House house;
  g_autoptr(json_t) reading = NULL, judged = NULL, sample = NULL, corrected = NULL, typed = NULL;
  json_t *body, *value;
  gint64 n;

  house_open (&house, "atago-cm-base");
  say (&house, "atago-cm-base", "9.8 21.5");
  reading = wait_reading (&house, 1);
  g_assert_cmpstr (desk_text (reading, "name"), ==, "brix_e2");
  g_assert_cmpstr (desk_text (reading, "unit"), ==, "°Bx");
  g_assert_cmpint (desk_integer (reading, "value"), ==, 980);
  g_assert_cmpint (desk_integer (reading, "device"), ==, house.device);
  n = desk_integer (reading, "n");
  judged = fixture_do (&house.d.f, "/v1/samples/judge", sample_of (&house, "brix_e2", house.device, n));
  g_assert_cmpstr (desk_text (json_object_get (judged, "judged"), "state"), ==, "failed");
  sample = fixture_do (&house.d.f, "/v1/samples", sample_of (&house, "brix_e2", house.device, n));
  g_assert_cmpstr (desk_text (sample, "state"), ==, "failed");
  value = first_value (sample);
  g_assert_cmpint (desk_integer (value, "value"), ==, 980);
  g_assert_cmpint (desk_integer (value, "device"), ==, house.device);
  g_assert_cmpint (desk_integer (value, "reading"), ==, n);
  g_assert_cmpstr (desk_text (value, "raw"), ==, "30392e382c32312e35"); /* 09.8,21.5 */
  g_assert_cmpstr (desk_text (value, "raw"), ==, desk_text (reading, "raw"));
  g_assert_true (json_is_false (json_object_get (value, "simulated")));
  typed = fixture_do (&house.d.f, "/v1/samples", json_pack ("{s:I, s:[{s:s, s:I}]}", "lot", ID (house.d.lot), "values", "name",
                                                            "brix_e2", "value", ID (1200)));
  g_assert_cmpuint (json_object_size (first_value (typed)), ==, 2);
  fixture_reopen (&house.d.f);
  fixture_as_supervisor (&house.d.f);
  body = sample_of (&house, "brix_e2", house.device, n);
  json_object_set (body, "replaces", json_object_get (sample, "id"));
  json_object_set_new (body, "text", json_string ("第三筐"));
  corrected = fixture_do (&house.d.f, "/v1/samples", body);
  g_assert_true (json_equal (first_value (corrected), value));
  fixture_refused (&house.d.f, "/v1/samples", sample_of (&house, "brix_e2", house.device, n), "bad-field");
  house_close (&house);
}

static void
refused (House *house, json_t *body, const gchar *reason)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) answer = fixture_call (&house->d.f, "POST", "/v1/samples", body, &error);

  g_assert_null (answer);
  g_assert_nonnull (error);
  if (strstr (error->message, reason) == NULL)
    g_error ("\"%s\" instead of \"%s\"", error->message, reason);
}

static void
test_refusals (void)
{
  House house;
  g_autoptr(json_t) good = NULL, over = NULL, half = NULL;
  json_t *both, *lone;
  gint64 n;

  house_open (&house, "atago-cm-base");
  say (&house, "atago-cm-base", "12.3");
  good = wait_reading (&house, 1);
  n = desk_integer (good, "n");
  say (&house, NULL, "HH.H,20.0\r\n");
  over = wait_reading (&house, 2);
  g_assert_cmpstr (desk_text (over, "fault"), ==, "over");
  g_assert_true (json_is_null (json_object_get (over, "value")));
  say (&house, NULL, "12.");
  half = wait_reading (&house, 3); /* it pauses too long */
  g_assert_cmpstr (desk_text (half, "fault"), ==, "incomplete");
  g_assert_cmpstr (desk_text (half, "raw"), ==, "31322e");
  refused (&house, sample_of (&house, "brix_e2", house.device, n + 77), "not one of the last readings");
  refused (&house, sample_of (&house, "brix_e2", house.d.f.scale, n), "not one of the last readings");
  refused (&house, sample_of (&house, "firmness_e2", house.device, n), "another quantity");
  refused (&house, sample_of (&house, "brix_e2", house.device, desk_integer (over, "n")), "could not measure");
  refused (&house, sample_of (&house, "brix_e2", house.device, desk_integer (half, "n")), "could not measure");
  both = sample_of (&house, "brix_e2", house.device, n);
  json_object_set_new (json_array_get (json_object_get (both, "values"), 0), "value", json_integer (1230));
  refused (&house, both, "either a value or the reading");
  lone = sample_of (&house, "brix_e2", house.device, n);
  json_object_del (json_array_get (json_object_get (lone, "values"), 0), "reading");
  refused (&house, lone, "missing");
  house_close (&house);
}

/* No fruit has what a rinsed prism has: it is told with its number, and is no value of a sample. */
static void
test_implausible (void)
{
  House house;
  g_autoptr(json_t) rinsed = NULL;

  house_open (&house, "atago-cm-base");
  say (&house, "atago-cm-base", "0.2");
  rinsed = wait_reading (&house, 1);
  g_assert_cmpstr (desk_text (rinsed, "fault"), ==, "implausible");
  g_assert_cmpint (desk_integer (rinsed, "value"), ==, 20);
  g_assert_cmpint (desk_integer (rinsed, "least"), ==, 100);
  g_assert_cmpint (desk_integer (rinsed, "most"), ==, 6000);
  refused (&house, sample_of (&house, "brix_e2", house.device, desk_integer (rinsed, "n")), "no fruit has such a value");
  house_close (&house);
}

static json_t *
measure (House *house, gint64 device, const gchar *refused_with)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/devices/%" G_GINT64_FORMAT "/measure", device);

  if (refused_with == NULL)
    return fixture_do (&house->d.f, path, json_object ());
  fixture_refused (&house->d.f, path, json_object (), refused_with);
  return NULL;
}

/* A calliper behind an adapter says nothing until it is asked; one question is one reading. */
static void
test_asked (void)
{
  House house;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoInstrumentServer) adapter = guo_instrument_server_new (guo_instrument_find ("digimatic-adapter", NULL), "127.0.0.1",
                                                                     0, &error);
  g_autoptr(json_t) dead = NULL, good = NULL, quiet = NULL;
  g_autofree gchar *address = NULL;
  gint64 calliper;

  g_assert_no_error (error);
  house_open (&house, "atago-cm-base");
  measure (&house, house.device, "measure-unknown");
  measure (&house, ID (house.d.lot), "not-found");
  address = g_strdup_printf ("tcp:127.0.0.1:%u", guo_instrument_server_port (adapter));
  calliper = bind_device (&house, "卡尺", "digimatic-adapter", address);
  wait_open (&house, calliper);
  json_decref (measure (&house, calliper, NULL));
  dead = wait_reading (&house, 1);
  g_assert_cmpstr (desk_text (dead, "fault"), ==, "instrument");
  g_assert_true (guo_instrument_server_set (adapter, "6.25", &error));
  json_decref (measure (&house, calliper, NULL));
  good = wait_reading (&house, 2);
  g_assert_cmpstr (desk_text (good, "quantity"), ==, "length");
  g_assert_cmpint (desk_integer (good, "value"), ==, 625);
  g_assert_cmpint (desk_integer (good, "device"), ==, calliper);
  g_assert_true (guo_instrument_server_set (adapter, "quiet", &error));
  json_decref (measure (&house, calliper, NULL));
  quiet = wait_reading (&house, 3);
  g_assert_cmpstr (desk_text (quiet, "fault"), ==, "silent");
  house_close (&house);
}

/* The simulator of one that is asked waits to be, too. */
static void
test_asked_simulated (void)
{
  House house;
  g_autoptr(json_t) first = NULL, second = NULL;
  gint64 calliper;

  house_open (&house, "atago-cm-base");
  calliper = bind_device (&house, "练习卡尺", "digimatic-adapter", "sim:digimatic-adapter?say=6.25,7.5");
  wait_open (&house, calliper);
  json_decref (measure (&house, calliper, NULL));
  first = wait_reading (&house, 1);
  json_decref (measure (&house, calliper, NULL));
  second = wait_reading (&house, 2);
  g_assert_cmpint (desk_integer (first, "value"), ==, 625);
  g_assert_cmpint (desk_integer (second, "value"), ==, 750);
  house_close (&house);
}

/* A simulator's value is marked, and so is its sample. */
static void
test_simulated (void)
{
  House house;
  g_autoptr(json_t) reading = NULL, sample = NULL, force = NULL;
  gint64 device;

  house_open (&house, "lutron-16");
  say (&house, "lutron-16", "1.00 kg");
  force = wait_reading (&house, 1);
  g_assert_cmpstr (desk_text (force, "name"), ==, "firmness_e2");
  g_assert_cmpint (desk_integer (force, "value"), ==, 981); /* 9.80665 N */
  device = bind_device (&house, "练习糖度计", "atago-cm-base", "sim:atago-cm-base?say=11.8&every=1");
  reading = wait_reading (&house, 2);
  g_assert_true (json_is_true (json_object_get (reading, "simulated")));
  sample = fixture_do (&house.d.f, "/v1/samples", sample_of (&house, "brix_e2", device, desk_integer (reading, "n")));
  g_assert_cmpint (desk_integer (first_value (sample), "value"), ==, 1180);
  g_assert_true (json_is_true (json_object_get (first_value (sample), "simulated")));
  g_assert_true (json_is_true (json_object_get (sample, "simulated")));
  house_close (&house);
}

static json_t *
settings (const gchar *protocol, const gchar *address, const gchar *unit)
{
  return json_pack ("{s:s, s:s, s:s*, s:s, s:s*}", "name", "测量仪", "kind", "instrument", "protocol", protocol, "address", address,
                    "unit", unit);
}

static void
test_binding (void)
{
  Desk d;
  g_autoptr(json_t) calliper = NULL, refractometer = NULL;
  Fixture *f = &d.f;

  desk_open (&d);
  fixture_as_supervisor (f);
  fixture_refused (f, "/v1/devices", settings (NULL, "tcp:127.0.0.1:9", NULL), "bad-field");
  fixture_refused (f, "/v1/devices", settings ("mt-cont", "tcp:127.0.0.1:9", NULL), "bad-field");
  fixture_refused (f, "/v1/devices", settings ("digimatic-adapter", "tcp:127.0.0.1:9", "kg"), "bad-field");
  fixture_refused (f, "/v1/devices", settings ("atago-cm-base", "tcp:127.0.0.1:9", "mm"), "bad-field");
  fixture_refused (f, "/v1/devices", settings ("mitutoyo-usb", "tcp:127.0.0.1:9", "kg"), "bad-field");
  fixture_refused (f, "/v1/devices", settings ("mitutoyo-usb", "usb:0922:8003", NULL), "bad-field");
  fixture_refused (f, "/v1/devices", settings ("mitutoyo-usb", "sim:atago-cm-base", NULL), "bad-field");
  fixture_refused (f, "/v1/devices", settings ("mitutoyo-usb", "sim:mitutoyo-usb?say=wide", NULL), "device");
  fixture_refused (f, "/v1/devices", settings ("mitutoyo-usb", "sim:mitutoyo-usb?every=0", NULL), "device");
  calliper = fixture_do (f, "/v1/devices", settings ("mitutoyo-usb", "tcp:127.0.0.1:9", NULL));
  g_assert_cmpstr (desk_text (calliper, "unit"), ==, "mm");
  refractometer = fixture_do (f, "/v1/devices", json_pack ("{s:s, s:s, s:s, s:s}", "name", "糖度计", "kind", "instrument", "protocol",
                                                           "atago-cm-base", "address", "serial:/dev/ttyUSB7"));
  g_assert_cmpstr (desk_text (refractometer, "address"), ==, "serial:/dev/ttyUSB7?line=2400/7e1");
  desk_close (&d);
}

/* Hundredths, half to even, whatever the unit. */
static void
test_values (void)
{
  static const struct
  {
    GuoMeasure measure;
    gboolean inches;
    gint64 value;
    const gchar *fault, *unit;
  } cases[] = {
    { { GUO_QUANTITY_BRIX, 1, GUO_RANGE_OK, 10455, -3, GUO_MEASURE_BRIX }, FALSE, 1046, NULL, "°Bx" },
    { { GUO_QUANTITY_BRIX, 0, GUO_RANGE_OK, 10445, -3, GUO_MEASURE_BRIX }, FALSE, 1044, NULL, "°Bx" },
    { { GUO_QUANTITY_BRIX, 0, GUO_RANGE_OK, -1, -1, GUO_MEASURE_BRIX }, FALSE, 0, "under", "°Bx" },
    { { GUO_QUANTITY_BRIX, 0, GUO_RANGE_UNDER, 0, 0, GUO_MEASURE_BRIX }, FALSE, 0, "under", "°Bx" },
    { { GUO_QUANTITY_FORCE, 0, GUO_RANGE_OK, 501, -1, GUO_MEASURE_NEWTON }, FALSE, 5010, NULL, "N" },
    { { GUO_QUANTITY_FORCE, 0, GUO_RANGE_OK, 500, 0, GUO_MEASURE_GF }, FALSE, 490, NULL, "N" },
    { { GUO_QUANTITY_FORCE, 0, GUO_RANGE_OK, 10, 0, GUO_MEASURE_LBF }, FALSE, 4448, NULL, "N" },
    { { GUO_QUANTITY_FORCE, 0, GUO_RANGE_OK, 160, 0, GUO_MEASURE_OZF }, FALSE, 4448, NULL, "N" },
    { { GUO_QUANTITY_LENGTH, 0, GUO_RANGE_OK, 41234, -3, GUO_MEASURE_NONE }, FALSE, 4123, NULL, "mm" },
    { { GUO_QUANTITY_LENGTH, 0, GUO_RANGE_OK, 2, 0, GUO_MEASURE_NONE }, TRUE, 5080, NULL, "mm" },
    { { GUO_QUANTITY_LENGTH, 0, GUO_RANGE_OK, 999999999999999999, 0, GUO_MEASURE_NONE }, TRUE, 0, "over", "mm" },
    { { GUO_QUANTITY_LENGTH, 0, GUO_RANGE_OK, 0, -3, GUO_MEASURE_NONE }, FALSE, 0, "implausible", "mm" },
    { { GUO_QUANTITY_FORCE, 0, GUO_RANGE_OK, 201, 0, GUO_MEASURE_NEWTON }, FALSE, 20100, "implausible", "N" },
    { { GUO_QUANTITY_TEMPERATURE, 0, GUO_RANGE_OK, 20, 0, GUO_MEASURE_CELSIUS }, FALSE, 0, "malformed", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GuoInstrumentReading reading = { .status = GUO_INSTRUMENT_READ, .n_measures = 1, .measures = { cases[i].measure } };
      GuoInstrumentValue value;

      guo_instrument_value_read (&reading, cases[i].inches, &value);
      g_assert_cmpint (value.value, ==, cases[i].value);
      g_assert_cmpstr (value.fault, ==, cases[i].fault);
      g_assert_cmpstr (value.unit, ==, cases[i].unit);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/instruments/sample", test_sample);
  g_test_add_func ("/station/instruments/refusals", test_refusals);
  g_test_add_func ("/station/instruments/implausible", test_implausible);
  g_test_add_func ("/station/instruments/asked", test_asked);
  g_test_add_func ("/station/instruments/asked-simulated", test_asked_simulated);
  g_test_add_func ("/station/instruments/simulated", test_simulated);
  g_test_add_func ("/station/instruments/binding", test_binding);
  g_test_add_func ("/station/instruments/values", test_values);
  return g_test_run ();
}
