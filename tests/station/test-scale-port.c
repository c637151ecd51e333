/* Scales that have to be asked: the port asks, and the weight comes as from one that talks. */
#include "station/scale-port.h"
#include "db/database.h"

/* Within 20 s, or the test has failed. */
static void
wait_for_weight (GuoScalePort *port, GuoScaleView *view)
{
  gint64 until_us = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  do
    {
      g_usleep (50 * G_TIME_SPAN_MILLISECOND);
      guo_scale_port_tick (port);
      guo_scale_port_view (port, view);
    }
  while ((!view->has_value || view->state != GUO_SCALE_STABLE) && g_get_monotonic_time () < until_us);
}

static GuoScalePort *
port_of (const gchar *protocol, json_t *settings)
{
  g_autofree gchar *address
    = g_strdup_printf ("sim:%s?scenario={\"steps\":[{\"do\":\"put\",\"weight\":\"23.45\"}]}", protocol);
  g_autoptr(json_t) row = json_pack ("{s:i, s:s, s:s, s:s, s:s, s:i, s:i, s:i}", "id", 1, "name", "1", "address",
                                     address, "protocol", protocol, "unit", "kg", "e_mg", 1000, "min_mg", 20000,
                                     "max_mg", 150000000);
  g_autoptr(GError) error = NULL;
  GuoScalePort *port;

  json_object_update_new (row, settings);
  port = guo_scale_port_new (row, guo_clock_real (), NULL, &error);
  g_assert_no_error (error);
  guo_scale_port_start (port);
  return port;
}

static void
end (GuoScalePort *port)
{
  guo_scale_port_stop (port);
  guo_scale_port_free (port);
}

/* Registers carry no point: the device's own setting says where it stands. */
static void
test_exponent (void)
{
  static const struct
  {
    gint exponent;
    gint64 mg;
  } cases[] = { { -2, 23450000 }, { -3, 2345000 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GuoScalePort *port = port_of ("modbus-laumas", json_pack ("{s:i, s:i, s:s}", "exponent", cases[i].exponent,
                                                                "bus_address", 1, "register_map", "laumas"));
      GuoScaleView view;

      wait_for_weight (port, &view);
      g_assert_true (view.has_value);
      g_assert_cmpint (view.mg, ==, cases[i].mg);
      end (port);
    }
}

/* One that must be asked, and is not to be: it says nothing. */
static void
test_not_asked (void)
{
  GuoScalePort *port = port_of ("mt-sics", json_pack ("{s:i}", "ask_ms", 0));
  GuoScaleView view;

  for (guint i = 0; i < 20; i++)
    {
      g_usleep (50 * G_TIME_SPAN_MILLISECOND);
      guo_scale_port_tick (port);
    }
  guo_scale_port_view (port, &view);
  g_assert_false (view.has_value);
  g_assert_cmpint (view.read_us, ==, 0);
  end (port);
}

/* A map of one's own, as text: gross stands in the second pair of registers. */
static void
test_own_map (void)
{
  g_autofree gchar *text = NULL;
  g_autofree gchar *file = g_test_build_filename (G_TEST_DIST, "..", "drivers", "scale", "maps", "laumas.json", NULL);
  GuoScalePort *port;
  GuoScaleView view;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  port = port_of ("modbus-laumas", json_pack ("{s:s, s:i}", "register_map", text, "exponent", -2));
  wait_for_weight (port, &view);
  g_assert_cmpint (view.mg, ==, 23450000);
  end (port);
}

static void
test_no_map (void)
{
  g_autoptr(json_t) row = json_pack ("{s:i, s:s, s:s}", "id", 1, "protocol", "modbus-laumas", "register_map", "no-such");
  g_autoptr(GError) error = NULL;

  g_assert_null (guo_scale_port_new (row, guo_clock_real (), NULL, &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
}

static void
test_weight (gconstpointer protocol)
{
  GuoScalePort *port = port_of (protocol, json_object ());
  GuoScaleView view;

  wait_for_weight (port, &view);
  g_assert_true (view.has_value);
  g_assert_cmpint (view.mg, ==, 23450000);
  end (port);
}

int
main (int argc, char **argv)
{
  static const gchar *const protocols[] = { "mt-sics", "yaohua-cmd", "cas-ecr", "kern-tws", "usb-hid-scale", "yaohua-eq-rev8" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (protocols); i++)
    {
      g_autofree gchar *path = g_strconcat ("/station/scale-port/", protocols[i], NULL);

      g_test_add_data_func (path, protocols[i], test_weight);
    }
  g_test_add_func ("/station/scale-port/exponent", test_exponent);
  g_test_add_func ("/station/scale-port/not-asked", test_not_asked);
  g_test_add_func ("/station/scale-port/own-map", test_own_map);
  g_test_add_func ("/station/scale-port/no-map", test_no_map);
  return g_test_run ();
}
