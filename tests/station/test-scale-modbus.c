/* Modbus against another program's implementation: libmodbus plays the transmitter, over TCP and, behind a terminal pair,
 * as RTU; what the station reads is what stands in its registers. */
#include "station/scale-port.h"

#include <errno.h>
#include <fcntl.h>
#include <modbus.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#include <netinet/in.h>

#define FIRST 6      /* 40007 */
#define REGISTERS 5
#define STABLE (1 << 11)
#define SLAVE 7

typedef struct
{
  modbus_t *context;
  modbus_mapping_t *registers;
  gboolean tcp;
  int listener; /* TCP: of libmodbus; RTU: ours, bridged to the terminal */
  int terminal; /* RTU: its other side; -1 */
  guint16 port;
  GThread *server;
  GThread *bridge;
} Transmitter;

static void
set_weight (Transmitter *self, gint32 gross)
{
  guint16 *at = self->registers->tab_registers + FIRST;

  at[0] = STABLE;
  at[1] = (guint16) ((guint32) gross >> 16);
  at[2] = (guint16) gross;
  at[3] = at[1];
  at[4] = at[2];
}

static gpointer
serve (gpointer data)
{
  Transmitter *self = data;
  guint8 query[MODBUS_MAX_ADU_LENGTH];

  if (self->tcp && modbus_tcp_accept (self->context, &self->listener) < 0)
    return NULL;
  while (TRUE)
    {
      gint len = modbus_receive (self->context, query);

      if (len > 0)
        modbus_reply (self->context, query, len, self->registers);
      else if (len < 0 && errno != ETIMEDOUT)
        return NULL;
    }
}

/* What one side has, to the other. */
static gboolean
carry (int from, int to)
{
  guint8 bytes[256];
  gssize n = read (from, bytes, sizeof bytes);

  return n > 0 && write (to, bytes, (gsize) n) == n;
}

static gpointer
bridge (gpointer data)
{
  Transmitter *self = data;
  int client = accept (self->listener, NULL, NULL);
  struct pollfd both[] = { { client, POLLIN, 0 }, { self->terminal, POLLIN, 0 } };

  while (client >= 0 && poll (both, 2, 10000) > 0)
    if (((both[0].revents & (POLLIN | POLLHUP)) != 0 && !carry (client, self->terminal))
        || ((both[1].revents & POLLIN) != 0 && !carry (self->terminal, client)) || (both[1].revents & POLLHUP) != 0)
      break;
  close (client);
  return NULL;
}

static int
listen_on_loopback (guint16 *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t len = sizeof address;
  int listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (bind (listener, (struct sockaddr *) &address, len), ==, 0);
  g_assert_cmpint (listen (listener, 1), ==, 0);
  g_assert_cmpint (getsockname (listener, (struct sockaddr *) &address, &len), ==, 0);
  *port = ntohs (address.sin_port);
  return listener;
}

/* A terminal pair without echo; libmodbus opens its slave by name. */
static modbus_t *
open_rtu (Transmitter *self)
{
  struct termios raw;
  modbus_t *context;

  self->terminal = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (grantpt (self->terminal), ==, 0);
  g_assert_cmpint (unlockpt (self->terminal), ==, 0);
  tcgetattr (self->terminal, &raw);
  cfmakeraw (&raw);
  tcsetattr (self->terminal, TCSANOW, &raw);
  context = modbus_new_rtu (ptsname (self->terminal), 9600, 'N', 8, 1);
  g_assert_nonnull (context);
  modbus_set_slave (context, SLAVE);
  return context;
}

static void
transmitter_start (Transmitter *self, gboolean tcp)
{
  *self = (Transmitter) { .tcp = tcp, .terminal = -1 };
  self->listener = listen_on_loopback (&self->port);
  self->context = tcp ? modbus_new_tcp ("127.0.0.1", self->port) : open_rtu (self);
  self->registers = modbus_mapping_new (0, 0, FIRST + REGISTERS, 0);
  if (!tcp)
    {
      g_assert_cmpint (modbus_connect (self->context), ==, 0);
      self->bridge = g_thread_new ("bridge", bridge, self);
    }
  self->server = g_thread_new ("transmitter", serve, self);
}

static void
transmitter_end (Transmitter *self)
{
  shutdown (self->listener, SHUT_RDWR);
  if (self->bridge != NULL)
    {
      g_thread_join (self->bridge);
      close (self->terminal); /* hangs up: the server's read ends */
    }
  g_thread_join (self->server);
  modbus_close (self->context);
  modbus_free (self->context);
  modbus_mapping_free (self->registers);
  close (self->listener);
}

static void
wait_for_mg (GuoScalePort *port, gint64 mg)
{
  gint64 until_us = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;
  GuoScaleView view;

  do
    {
      g_usleep (20 * G_TIME_SPAN_MILLISECOND);
      guo_scale_port_tick (port);
      guo_scale_port_view (port, &view);
    }
  while ((!view.has_value || view.mg != mg || view.state != GUO_SCALE_STABLE) && g_get_monotonic_time () < until_us);
  g_assert_true (view.has_value);
  g_assert_cmpint (view.mg, ==, mg);
  g_assert_cmpint (view.reading.stable, ==, GUO_FLAG_TRUE);
}

static void
test_way (gconstpointer way)
{
  Transmitter transmitter;
  g_autofree gchar *address = NULL;
  json_auto_t *row = NULL;
  g_autoptr(GError) error = NULL;
  GuoScalePort *port;

  transmitter_start (&transmitter, strcmp (way, "tcp") == 0);
  set_weight (&transmitter, 23450);
  address = g_strdup_printf ("tcp:127.0.0.1:%u", transmitter.port);
  row = json_pack ("{s:i, s:s, s:s, s:s, s:s, s:i, s:i, s:i, s:i}", "id", 1, "name", "1", "address", address, "protocol",
                   "modbus-laumas", "modbus", (const gchar *) way, "bus_address", SLAVE, "exponent", -3, "e_mg", 5000,
                   "max_mg", 150000000);
  port = guo_scale_port_new (row, guo_clock_real (), NULL, &error);
  g_assert_no_error (error);
  guo_scale_port_start (port);
  wait_for_mg (port, 23450000);
  set_weight (&transmitter, 70000); /* more than one register holds */
  wait_for_mg (port, 70000000);
  guo_scale_port_stop (port);
  guo_scale_port_free (port);
  transmitter_end (&transmitter);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/station/scale-modbus/tcp", "tcp", test_way);
  g_test_add_data_func ("/station/scale-modbus/rtu", "rtu", test_way);
  return g_test_run ();
}
