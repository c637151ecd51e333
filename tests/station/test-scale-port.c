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

static void
test_weight (gconstpointer protocol)
{
  const GuoClock *clock = guo_clock_real ();
  g_autofree gchar *address
    = g_strdup_printf ("sim:%s?scenario={\"steps\":[{\"do\":\"put\",\"weight\":\"23.45\"}]}", (const gchar *) protocol);
  g_autoptr(json_t) row = json_pack ("{s:i, s:s, s:s, s:s, s:s, s:i, s:i, s:i}", "id", 1, "name", "1", "address",
                                     address, "protocol", (const gchar *) protocol, "unit", "kg", "e_mg", 50000,
                                     "min_mg", 1000000, "max_mg", 150000000);
  g_autoptr(GError) error = NULL;
  GuoScalePort *port = guo_scale_port_new (row, clock, NULL, &error);
  GuoScaleView view;

  g_assert_no_error (error);
  guo_scale_port_start (port);
  wait_for_weight (port, &view);
  g_assert_true (view.has_value);
  g_assert_cmpint (view.mg, ==, 23450000);
  guo_scale_port_stop (port);
  guo_scale_port_unref (port);
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
  return g_test_run ();
}
