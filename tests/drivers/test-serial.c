/* The serial transport on ports of umockdev: a pseudo-terminal with USB attributes around it. A
 * pseudo-terminal answers TIOCMGET with ENOTTY, so a handler plays the modem lines; it keeps 8 data bits, so
 * 7E1 shows the refusal of a line setting. Run as: umockdev-wrapper test-drivers-serial */
#include "tests/drivers/listener.h"

#include "drivers/transport/serial-port.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <stdlib.h>
#include <umockdev.h>
#include <unistd.h>

typedef struct
{
  UMockdevTestbed *bed;
  UMockdevIoctlBase *handler;
} Bench;

static gboolean
on_ioctl (UMockdevIoctlBase *handler, UMockdevIoctlClient *client, gpointer user_data)
{
  switch (umockdev_ioctl_client_get_request (client))
    {
    case TIOCMGET:
      {
        gint lines = TIOCM_CTS | TIOCM_DSR;
        UMockdevIoctlData *arg = umockdev_ioctl_client_get_arg (client);
        g_autoptr (UMockdevIoctlData) to = umockdev_ioctl_data_resolve (arg, 0, sizeof lines, NULL);

        umockdev_ioctl_data_update (to, 0, (guint8 *) &lines, sizeof lines);
        umockdev_ioctl_client_complete (client, 0, 0);
        return TRUE;
      }
    case TIOCMSET:
    case TIOCMBIS:
    case TIOCMBIC:
    case TIOCEXCL:
    case TIOCNXCL:
      umockdev_ioctl_client_complete (client, 0, 0);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Plugs an adapter in: @socket is the USB socket "1-1", @name the tty, @serial its USB serial number. */
static void
plug (Bench *bench, const gchar *socket, const gchar *name, const gchar *serial)
{
  g_autofree gchar *usb = g_strdup_printf (
      "P: /devices/pci0000:00/usb1/%s\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\n"
      "A: busnum=1\\n\nA: devnum=5\\n\nA: idVendor=1a86\\n\nA: idProduct=7523\\n\nA: serial=%s\\n\n\n",
      socket, serial);
  g_autofree gchar *tty = g_strdup_printf (
      "P: /devices/pci0000:00/usb1/%s/%s:1.0\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\n\n"
      "P: /devices/pci0000:00/usb1/%s/%s:1.0/tty/%s\nN: %s\nE: DEVNAME=/dev/%s\nE: SUBSYSTEM=tty\n"
      "A: dev=188:%s\\n\nL: device=../../../%s:1.0\n",
      socket, socket, socket, socket, name, name, name, name + strlen ("ttyUSB"), socket);
  g_autofree gchar *text = g_strconcat (usb, tty, NULL);
  g_autofree gchar *node = g_strconcat ("/dev/", name, NULL);
  g_autoptr (GError) error = NULL;

  umockdev_testbed_add_from_string (bench->bed, text, &error);
  g_assert_no_error (error);
  umockdev_testbed_attach_ioctl (bench->bed, node, bench->handler, &error);
  g_assert_no_error (error);
}

/* Pulls it out: its devices go, and its line is dead. */
static void
unplug (Bench *bench, const gchar *socket, const gchar *name)
{
  g_autofree gchar *node = g_strconcat ("/dev/", name, NULL);
  g_autofree gchar *tty = g_strdup_printf ("/sys/devices/pci0000:00/usb1/%s/%s:1.0/tty/%s", socket, socket, name);
  g_autofree gchar *usb = g_strdup_printf ("/sys/devices/pci0000:00/usb1/%s", socket);
  gint fd = umockdev_testbed_get_dev_fd (bench->bed, node);
  gint null = open ("/dev/null", O_RDWR | O_CLOEXEC);
  g_autofree gchar *root = umockdev_testbed_get_root_dir (bench->bed);
  g_autofree gchar *pty = g_strdelimit (g_strdup (ptsname (fd)), "/", '_');
  g_autofree gchar *map = g_build_filename (root, "dev/.ptymap", pty, NULL);

  g_assert_cmpint (fd, >=, 0);
  /* The next port may get the same pseudo-terminal; umockdev does not expect that. */
  g_assert_cmpint (unlink (map), ==, 0);
  umockdev_testbed_detach_ioctl (bench->bed, node, NULL);
  umockdev_testbed_remove_device (bench->bed, tty);
  umockdev_testbed_remove_device (bench->bed, usb);
  g_assert_cmpint (dup2 (null, fd), ==, fd);
  close (null);
}

static void
device_says (Bench *bench, const gchar *name, const gchar *bytes)
{
  g_autofree gchar *node = g_strconcat ("/dev/", name, NULL);
  gint fd = umockdev_testbed_get_dev_fd (bench->bed, node);

  g_assert_cmpint (write (fd, bytes, strlen (bytes)), ==, (gssize) strlen (bytes));
}

static void
set_up (Bench *bench, gconstpointer data)
{
  bench->bed = umockdev_testbed_new ();
  bench->handler = umockdev_ioctl_base_new ();
  g_signal_connect (bench->handler, "handle-ioctl", G_CALLBACK (on_ioctl), NULL);
}

static void
tear_down (Bench *bench, gconstpointer data)
{
  g_object_unref (bench->handler);
  g_object_unref (bench->bed);
}

static GuoTransport *
new_transport (const gchar *address)
{
  g_autoptr (GError) error = NULL;
  GuoTransport *transport = guo_transport_new (address, &error);

  g_assert_no_error (error);
  return transport;
}

static void
test_dialogue (Bench *bench, gconstpointer data)
{
  g_autoptr (Listener) listener = NULL;
  g_autoptr (GError) error = NULL;
  GuoTransport *transport;
  gchar asked[8] = "";
  gsize n = 0;

  plug (bench, "1-1", "ttyUSB0", "SN1");
  transport = new_transport ("serial:/dev/ttyUSB0?line=9600/8n1");
  listener = listener_new (transport);
  listener_wait_states (listener, "oO");
  device_says (bench, "ttyUSB0", "ST,GS,+00012.3kg\r\n");
  listener_wait_bytes (listener, 18);
  g_assert_true (memcmp (listener->bytes->data, "ST,GS,+00012.3kg\r\n", 18) == 0);
  g_assert_true (guo_transport_send (transport, (const guint8 *) "T\r\n", 3, &error));
  g_assert_no_error (error);
  while (n < 3)
    {
      gssize got = read (umockdev_testbed_get_dev_fd (bench->bed, "/dev/ttyUSB0"), asked + n, sizeof asked - n);

      g_assert_cmpint (got, >, 0);
      n += (gsize) got;
    }
  g_assert_cmpstr (asked, ==, "T\r\n");
  guo_transport_free (transport);
}

static void
expect_refusal (const gchar *address, gint code, const gchar *says)
{
  g_autoptr (Listener) listener = NULL;
  GuoTransport *transport = new_transport (address);

  listener = listener_new (transport);
  listener_wait_states (listener, "oL");
  guo_transport_free (transport);
  g_assert_null (strchr (listener->states->str, 'O'));
  g_assert_error (listener->error, GUO_DRIVER_ERROR, code);
  if (strstr (listener->error->message, says) == NULL)
    g_error ("\"%s\" does not say \"%s\"", listener->error->message, says);
}

static void
test_refusals (Bench *bench, gconstpointer data)
{
  g_autoptr (Listener) listener = NULL;
  GuoTransport *transport;

  expect_refusal ("serial:/dev/ttyUSB0", GUO_DRIVER_ERROR_ABSENT, "/dev/ttyUSB0");
  expect_refusal ("serial:/dev/null", GUO_DRIVER_ERROR_ABSENT, "no serial port");
  plug (bench, "1-1", "ttyUSB0", "SN1");
  expect_refusal ("serial:/dev/ttyUSB0?line=9600/7e1", GUO_DRIVER_ERROR_LINE, "9600/7e1");

  transport = new_transport ("serial:/dev/ttyUSB0");
  listener = listener_new (transport);
  listener_wait_states (listener, "oO");
  expect_refusal ("serial:/dev/ttyUSB0", GUO_DRIVER_ERROR_BUSY, "in use by");
  guo_transport_free (transport);
}

/* It comes back under another name, while a like device takes the old one: the serial number decides. */
static void
test_returns (Bench *bench, gconstpointer data)
{
  g_autoptr (Listener) listener = NULL;
  GuoTransport *transport;

  plug (bench, "1-1", "ttyUSB0", "SN1");
  transport = new_transport ("serial:/dev/ttyUSB0");
  listener = listener_new (transport);
  listener_wait_states (listener, "oO");
  unplug (bench, "1-1", "ttyUSB0");
  listener_wait_states (listener, "oOL");
  listener_wait_states (listener, "LL");
  g_assert_error (listener->error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT);
  plug (bench, "1-2", "ttyUSB3", "SN2");
  plug (bench, "1-3", "ttyUSB7", "SN1");
  listener_wait_states (listener, "LLO");
  device_says (bench, "ttyUSB3", "wrong");
  device_says (bench, "ttyUSB7", "right");
  listener_wait_bytes (listener, 5);
  guo_transport_free (transport);
  g_assert_cmpuint (listener->bytes->len, ==, 5);
  g_assert_true (memcmp (listener->bytes->data, "right", 5) == 0);
}

/* Who holds a file is seen in /proc: here an ordinary file and a process of our own. */
static void
test_holder (void)
{
  g_autofree gchar *path = NULL;
  g_autofree gchar *holder = NULL;
  g_autofree gchar *nobody = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) process = NULL;
  gint fd = g_file_open_tmp ("port-XXXXXX", &path, &error);

  g_assert_no_error (error);
  nobody = guo_serial_port_holder (path);
  g_assert_null (nobody);
  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  process = g_subprocess_launcher_spawn (launcher, &error, "sleep", "60", NULL);
  g_assert_no_error (error);
  for (guint i = 0; i < 100 && holder == NULL; i++)
    {
      holder = guo_serial_port_holder (path);
      g_usleep (holder == NULL ? 50000 : 0);
    }
  g_assert_nonnull (holder);
  g_assert_nonnull (strstr (holder, g_subprocess_get_identifier (process)));
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drivers/serial/holder", test_holder);
  if (g_getenv ("LD_PRELOAD") == NULL || strstr (g_getenv ("LD_PRELOAD"), "umockdev") == NULL)
    {
      g_printerr ("run under umockdev-wrapper\n");
      return 77;
    }
  g_test_add ("/drivers/serial/dialogue", Bench, NULL, set_up, test_dialogue, tear_down);
  g_test_add ("/drivers/serial/refusals", Bench, NULL, set_up, test_refusals, tear_down);
  g_test_add ("/drivers/serial/returns", Bench, NULL, set_up, test_returns, tear_down);
  return g_test_run ();
}
