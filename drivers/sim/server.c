#include "drivers/sim/server.h"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

struct _GuoSimServer
{
  GThread *thread;
  GMutex lock;
  const GuoSimKind *kind;
  gpointer sim; /* owned; under lock */
  gint64 began_us;

  gint listen_fd;
  gint wake_fd; /* an eventfd: a control line came, or the end */
  gint ending;  /* atomic */
  guint16 port;

  gint clients[GUO_SIM_CLIENTS_MAX]; /* the thread's own */
  gsize n_clients;
};

static void
drop_client (GuoSimServer *self, gsize i, gboolean reset)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  if (reset)
    (void) setsockopt (self->clients[i], SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close (self->clients[i]);
  self->clients[i] = self->clients[--self->n_clients];
}

static void
drop_all (GuoSimServer *self, gboolean reset)
{
  while (self->n_clients > 0)
    drop_client (self, self->n_clients - 1, reset);
}

/* A client that does not read is dropped: a device does not wait for anybody. */
static void
send_to_all (GuoSimServer *self, const GByteArray *bytes)
{
  for (gsize i = self->n_clients; i > 0 && bytes->len > 0; i--)
    if (send (self->clients[i - 1], bytes->data, bytes->len, MSG_NOSIGNAL | MSG_DONTWAIT) != (gssize) bytes->len)
      drop_client (self, i - 1, FALSE);
}

static void
accept_client (GuoSimServer *self)
{
  gint fd = accept4 (self->listen_fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

  if (fd < 0)
    return;
  if (self->n_clients == self->kind->most_clients)
    close (fd);
  else
    self->clients[self->n_clients++] = fd;
}

static void
hear_client (GuoSimServer *self, gsize i, GByteArray *answer)
{
  guint8 buffer[256];
  gssize n = recv (self->clients[i], buffer, sizeof buffer, MSG_DONTWAIT);

  if (n > 0)
    {
      g_mutex_lock (&self->lock);
      self->kind->receive (self->sim, buffer, (gsize) n, answer);
      g_mutex_unlock (&self->lock);
    }
  else if (n == 0 || (errno != EAGAIN && errno != EINTR))
    drop_client (self, i, FALSE);
}

/* Waits for a client, a wake-up, or the next frame's time. */
static void
wait_and_hear (GuoSimServer *self, gint64 until_us)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  struct pollfd fds[2 + GUO_SIM_CLIENTS_MAX] = {
    { .fd = self->wake_fd, .events = POLLIN },
    { .fd = self->listen_fd, .events = POLLIN },
  };
  gint64 left_us = until_us - g_get_monotonic_time ();
  gsize n = self->n_clients;
  guint64 woken;

  for (gsize i = 0; i < n; i++)
    fds[2 + i] = (struct pollfd) { .fd = self->clients[i], .events = POLLIN };
  if (poll (fds, 2 + n, (gint) CLAMP ((left_us + 999) / 1000, 0, 60000)) <= 0)
    return;
  if (fds[0].revents != 0)
    (void) !read (self->wake_fd, &woken, sizeof woken);
  for (gsize i = n; i > 0; i--)
    if (fds[2 + i - 1].revents != 0)
      hear_client (self, i - 1, answer);
  if (fds[1].revents != 0)
    accept_client (self);
  send_to_all (self, answer);
}

static gpointer
server_main (gpointer data)
{
  GuoSimServer *self = data;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  while (!g_atomic_int_get (&self->ending))
    {
      gboolean reset = FALSE;
      gint64 due_us;

      g_byte_array_set_size (bytes, 0);
      g_mutex_lock (&self->lock);
      due_us = self->kind->advance (self->sim, g_get_monotonic_time () - self->began_us, bytes, &reset);
      g_mutex_unlock (&self->lock);
      send_to_all (self, bytes);
      if (reset)
        drop_all (self, TRUE);
      wait_and_hear (self, self->began_us + due_us);
    }
  drop_all (self, FALSE);
  return NULL;
}

/* Returns: a listening socket, or -1 with what went wrong. */
static gint
listen_on (const struct addrinfo *address, gchar **problem)
{
  const gint yes = 1;
  gint fd = socket (address->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  if (fd >= 0 && setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0
      && bind (fd, address->ai_addr, address->ai_addrlen) == 0 && listen (fd, GUO_SIM_CLIENTS_MAX) == 0)
    return fd;
  *problem = g_strdup (g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

static gint
open_listener (const gchar *host, guint16 port, GError **error)
{
  const struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE };
  g_autofree gchar *service = g_strdup_printf ("%u", port);
  g_autofree gchar *problem = NULL;
  struct addrinfo *found = NULL;
  gint code = getaddrinfo (host, service, &hints, &found);
  gint fd = -1;

  if (code == 0)
    {
      fd = listen_on (found, &problem);
      freeaddrinfo (found);
    }
  if (fd < 0)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "cannot listen on %s:%u: %s", host, port,
                 code != 0 ? gai_strerror (code) : problem);
  return fd;
}

static guint16
bound_port (gint fd)
{
  struct sockaddr_storage address;
  socklen_t len = sizeof address;
  gchar service[16] = "0";

  if (getsockname (fd, (struct sockaddr *) &address, &len) == 0)
    (void) getnameinfo ((struct sockaddr *) &address, len, NULL, 0, service, sizeof service, NI_NUMERICSERV);
  return (guint16) g_ascii_strtoull (service, NULL, 10);
}

GuoSimServer *
guo_sim_server_start (const GuoSimKind *kind, gpointer sim, const gchar *host, guint16 port, GError **error)
{
  GuoSimServer *self;
  gint fd = open_listener (host, port, error);

  if (fd < 0)
    {
      kind->free (sim);
      return NULL;
    }
  self = g_new0 (GuoSimServer, 1);
  g_mutex_init (&self->lock);
  self->kind = kind;
  self->sim = sim;
  self->listen_fd = fd;
  self->port = bound_port (fd);
  self->wake_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (self->wake_fd < 0)
    g_error ("eventfd: %s", g_strerror (errno));
  self->began_us = g_get_monotonic_time ();
  self->thread = g_thread_new ("sim-server", server_main, self);
  return self;
}

guint16
guo_sim_server_port (GuoSimServer *self)
{
  return self->port;
}

static void
wake (GuoSimServer *self)
{
  const guint64 one = 1;

  if (write (self->wake_fd, &one, sizeof one) != sizeof one)
    g_error ("eventfd: %s", g_strerror (errno));
}

gboolean
guo_sim_server_control (GuoSimServer *self, const gchar *line, GError **error)
{
  gboolean understood;

  g_mutex_lock (&self->lock);
  understood = self->kind->control (self->sim, line, g_get_monotonic_time () - self->began_us, error);
  g_mutex_unlock (&self->lock);
  wake (self);
  return understood;
}

void
guo_sim_server_free (GuoSimServer *self)
{
  if (self == NULL)
    return;
  g_atomic_int_set (&self->ending, TRUE);
  wake (self);
  g_thread_join (self->thread);
  close (self->listen_fd);
  close (self->wake_fd);
  self->kind->free (self->sim);
  g_mutex_clear (&self->lock);
  g_free (self);
}
