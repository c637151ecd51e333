/* TCP client, simulator server and in-process simulator, against each other. No timing is asserted: each
 * wait only has an end. */
#include "drivers/framer.h"
#include "drivers/registry.h"
#include "drivers/sim/scale-sim.h"
#include "tests/drivers/listener.h"

static GuoSimServer *
start_server (const gchar *protocol, const gchar *scenario, guint16 port)
{
  g_autoptr (GError) error = NULL;
  GuoScaleSim *sim = guo_scale_sim_new (guo_scale_protocol_find (protocol, NULL), scenario, 1, &error);
  GuoSimServer *server;

  g_assert_no_error (error);
  server = guo_sim_server_new (sim, "127.0.0.1", port, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (guo_sim_server_port (server), >, 0);
  return server;
}

static GuoTransport *
connect_to (guint16 port)
{
  g_autoptr (GError) error = NULL;
  g_autofree gchar *address = g_strdup_printf ("tcp:127.0.0.1:%u", port);
  GuoTransport *transport = guo_transport_new (address, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (guo_transport_address (transport), ==, address);
  return transport;
}

typedef struct
{
  guint n;
  gint64 last;
} Seen;

static void
see (const GuoReading *reading, gpointer user_data)
{
  Seen *seen = user_data;

  seen->n++;
  seen->last = reading->mantissa;
}

/* Waits until @wanted is the last weight heard. */
static void
wait_weight (Listener *listener, const gchar *protocol, gint64 wanted)
{
  for (guint n = 1;; n++)
    {
      g_autoptr (GuoFramer) framer = guo_framer_new (guo_scale_protocol_find (protocol, NULL), NULL);
      Seen seen = { 0 };

      listener_wait_bytes (listener, n * 17);
      g_mutex_lock (&listener->lock);
      guo_framer_push (framer, listener->bytes->data, listener->bytes->len, see, &seen);
      g_mutex_unlock (&listener->lock);
      if (seen.n > 0 && seen.last == wanted)
        return;
    }
}

static void
test_tcp (void)
{
  g_autoptr (GuoSimServer) server = start_server ("mt-cont", "manual", 0);
  g_autoptr (Listener) listener = NULL;
  g_autoptr (GError) error = NULL;
  GuoTransport *transport = connect_to (guo_sim_server_port (server));

  g_assert_false (guo_transport_send (transport, (const guint8 *) "Z\r\n", 3, &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LOST);
  g_clear_error (&error);
  listener = listener_new (transport);
  listener_wait_states (listener, "oO");
  g_assert_true (guo_sim_server_control (server, "put 23.45", &error));
  wait_weight (listener, "mt-cont", 2345);
  g_assert_true (guo_transport_send (transport, (const guint8 *) "Z\r\n", 3, &error));
  g_assert_no_error (error);
  wait_weight (listener, "mt-cont", 0);
  g_assert_false (guo_sim_server_control (server, "jump", NULL));
  guo_transport_free (transport);
}

/* The server goes away and comes back on its port: lost, then open again, by itself. */
static void
test_tcp_returns (void)
{
  GuoSimServer *server = start_server ("yaohua-tf0", "empty", 0);
  guint16 port = guo_sim_server_port (server);
  g_autoptr (Listener) listener = NULL;
  GuoTransport *transport = connect_to (port);

  listener = listener_new (transport);
  listener_wait_states (listener, "oO");
  listener_wait_bytes (listener, 12);
  guo_sim_server_free (server);
  listener_wait_states (listener, "oOL");
  g_assert_error (listener->error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LOST);
  listener_wait_states (listener, "LL");
  g_assert_error (listener->error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT);
  server = start_server ("yaohua-tf0", "empty", port);
  listener_wait_states (listener, "LO");
  guo_transport_free (transport);
  guo_sim_server_free (server);
}

static void
test_tcp_reset (void)
{
  g_autoptr (GuoSimServer) server = start_server ("yaohua-tf0", "manual", 0);
  g_autoptr (Listener) listener = NULL;
  GuoTransport *transport = connect_to (guo_sim_server_port (server));

  listener = listener_new (transport);
  listener_wait_states (listener, "oO");
  listener_wait_bytes (listener, 12);
  g_assert_true (guo_sim_server_control (server, "drop", NULL));
  listener_wait_states (listener, "oOLO");
  guo_transport_free (transport);
}

static void
test_tcp_refused (void)
{
  GuoSimServer *server = start_server ("yaohua-tf0", "empty", 0);
  guint16 port = guo_sim_server_port (server);
  g_autoptr (Listener) listener = NULL;
  GuoTransport *transport;

  guo_sim_server_free (server);
  transport = connect_to (port);
  listener = listener_new (transport);
  listener_wait_states (listener, "oL");
  guo_transport_free (transport);
  g_assert_cmpuint (listener->bytes->len, ==, 0);
  g_assert_error (listener->error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT);
}

static void
test_port_taken (void)
{
  g_autoptr (GuoSimServer) server = start_server ("yaohua-tf0", "empty", 0);
  g_autoptr (GError) error = NULL;
  GuoScaleSim *sim = guo_scale_sim_new (guo_scale_protocol_find ("mt-cont", NULL), "empty", 1, NULL);

  g_assert_null (guo_sim_server_new (sim, "127.0.0.1", guo_sim_server_port (server), &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT);
}

static void
test_sim (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Listener) listener = NULL;
  GuoTransport *transport = guo_scale_sim_transport ("sim:mt-cont?scenario=crates&seed=3", &error);

  g_assert_no_error (error);
  listener = listener_new (transport);
  listener_wait_states (listener, "oO");
  wait_weight (listener, "mt-cont", 2345);
  g_assert_true (guo_transport_send (transport, (const guint8 *) "Z\r\n", 3, &error));
  wait_weight (listener, "mt-cont", 0);
  guo_transport_free (transport);
}

static void
test_sim_link_reset (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Listener) listener = NULL;
  GuoTransport *transport = guo_scale_sim_transport ("sim:yaohua-tf0?scenario=link-reset", &error);

  g_assert_no_error (error);
  listener = listener_new (transport);
  listener_wait_states (listener, "oOLO");
  guo_transport_free (transport);
}

static void
test_bad_address (gconstpointer data)
{
  const gchar *address = data;
  g_autoptr (GError) error = NULL;
  GuoTransport *transport = g_str_has_prefix (address, "sim:") ? guo_scale_sim_transport (address, &error)
                                                               : guo_transport_new (address, &error);

  g_assert_null (transport);
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS);
  g_assert_nonnull (strstr (error->message, address));
}

int
main (int argc, char **argv)
{
  static const gchar *const bad_addresses[] = {
    "nothing", "tcp:", "tcp:host", "tcp::4001", "tcp:host:99999", "tcp:host:port", "sim:", "sim:no-such", "sim:mt-cont?scenario=no-such",
    "sim:mt-cont?seed=x", "sim:mt-cont?colour=red", "serial:", "serial:COM1", "serial:/dev/ttyS0?baud=9600",
    "serial:/dev/ttyS0?line=9600", "serial:/dev/ttyS0?line=9600/8x1", "serial:/dev/ttyS0?line=9601/8n1",
    "serial:/dev/ttyS0?line=9600/9n1", "serial:/dev/ttyS0?line=9600/8n3", "serial:/dev/ttyS0?line= 9600/8n1",
    "serial:/dev/ttyS0?line=9600/8n1x", "replay:", "replay:?speed=1", "replay:file?speed=x",
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drivers/transport/tcp", test_tcp);
  g_test_add_func ("/drivers/transport/tcp-returns", test_tcp_returns);
  g_test_add_func ("/drivers/transport/tcp-reset", test_tcp_reset);
  g_test_add_func ("/drivers/transport/tcp-refused", test_tcp_refused);
  g_test_add_func ("/drivers/transport/port-taken", test_port_taken);
  g_test_add_func ("/drivers/transport/sim", test_sim);
  g_test_add_func ("/drivers/transport/sim-link-reset", test_sim_link_reset);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_addresses); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/drivers/transport/bad-address/%zu", i);

      g_test_add_data_func (path, bad_addresses[i], test_bad_address);
    }
  return g_test_run ();
}
