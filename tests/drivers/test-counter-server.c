/* The simulated PLC over a real socket, asked by libmodbus: another program's implementation finds what it holds. */
#include "drivers/grader/counters.h"
#include "drivers/sim/counter-sim.h"

#include <errno.h>
#include <modbus.h>

#define RAN_MS 600000

static modbus_t *
connect_to (GuoCounterServer *server)
{
  modbus_t *client = modbus_new_tcp ("127.0.0.1", guo_counter_server_port (server));

  g_assert_nonnull (client);
  modbus_set_slave (client, 1);
  modbus_set_response_timeout (client, 10, 0);
  g_assert_cmpint (modbus_connect (client), ==, 0);
  return client;
}

/* What libmodbus reads: low word first, as the map says. */
static guint32
long_at (const guint16 *registers, guint address)
{
  const guint16 swapped[] = { registers[address + 1], registers[address] };

  return (guint32) MODBUS_GET_INT32_FROM_INT16 (swapped, 0);
}

static void
test_libmodbus (void)
{
  g_autoptr(GuoCounterMap) map = guo_counter_map_builtin ("guozhan-outlets", NULL);
  GuoCounterSim *sim = guo_counter_sim_new (map, NULL, 1, NULL);
  g_autoptr(GuoCounterServer) server = NULL;
  g_autoptr(GError) error = NULL;
  guint16 registers[46];
  modbus_t *client;
  gint64 fruit[9];
  gint64 mass_mg[9];

  guo_counter_sim_advance (sim, RAN_MS); /* ahead of the clock: it stands still for the ten minutes to come */
  for (guint i = 0; i < 9; i++)
    guo_counter_sim_counted (sim, i, &fruit[i], &mass_mg[i]);
  server = guo_counter_server_new (sim, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  client = connect_to (server);
  g_assert_cmpint (modbus_read_registers (client, 0, 46, registers), ==, 46);
  g_assert_cmpuint (registers[0], ==, 7);
  g_assert_cmpuint (long_at (registers, 1), ==, 41);
  g_assert_cmpuint (registers[3], ==, 1);
  for (guint i = 0; i < 9; i++)
    {
      g_assert_cmpuint (long_at (registers, 10 + 4 * i), ==, (guint64) fruit[i]);
      g_assert_cmpuint (long_at (registers, 12 + 4 * i), ==, (guint64) mass_mg[i] / 1000);
    }
  g_assert_cmpint (modbus_read_registers (client, 40, 7, registers), ==, -1);
  g_assert_cmpint (errno, ==, EMBXILADD);
  g_assert_cmpint (modbus_read_input_registers (client, 0, 1, registers), ==, -1);
  g_assert_cmpint (errno, ==, EMBXILFUN);
  g_assert_true (guo_counter_server_control (server, "batch", &error));
  g_assert_cmpint (modbus_read_registers (client, 1, 2, registers), ==, 2);
  g_assert_cmpuint (long_at (registers, 0), ==, 42);
  modbus_close (client);
  modbus_free (client);
}

/* Whoever comes next is served as the first one was. */
static void
test_again (void)
{
  g_autoptr(GuoCounterMap) map = guo_counter_map_builtin ("guozhan-outlets", NULL);
  g_autoptr(GuoCounterServer) server
      = guo_counter_server_new (guo_counter_sim_new (map, "stopped", 1, NULL), "127.0.0.1", 0, NULL);

  for (guint i = 0; i < 3; i++)
    {
      modbus_t *client = connect_to (server);
      guint16 state;

      g_assert_cmpint (modbus_read_registers (client, 3, 1, &state), ==, 1);
      g_assert_cmpuint (state, ==, 0);
      modbus_close (client);
      modbus_free (client);
    }
}

static void
test_taken (void)
{
  g_autoptr(GuoCounterMap) map = guo_counter_map_builtin ("guozhan-outlets", NULL);
  g_autoptr(GuoCounterServer) first
      = guo_counter_server_new (guo_counter_sim_new (map, NULL, 1, NULL), "127.0.0.1", 0, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (guo_counter_server_new (guo_counter_sim_new (map, NULL, 1, NULL), "127.0.0.1",
                                         guo_counter_server_port (first), &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drivers/sim/counter-server/libmodbus", test_libmodbus);
  g_test_add_func ("/drivers/sim/counter-server/again", test_again);
  g_test_add_func ("/drivers/sim/counter-server/taken", test_taken);
  return g_test_run ();
}
