/* guozhanctl detect: which protocols explain what a file holds or a port sends. */
#include "drivers/detect.h"
#include "drivers/transport.h"
#include "station/cli/verbs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A frame of 12 bytes takes 0.2 s at 600 baud. */
#define LISTEN_US (2 * G_TIME_SPAN_SECOND)

/* The settings that scales are found at, most usual first. */
static const gchar *const lines[] = { "9600/8n1", "9600/7e1", "4800/8n1",  "2400/8n1",  "2400/7e1",
                                      "1200/8n1", "600/8n1",  "19200/8n1", "115200/8n1" };

static void
add_rows (GuoDetector *detector, const gchar *line, json_t *rows)
{
  gsize n;
  const GuoDetectCandidate *candidates;

  guo_detector_flush (detector);
  candidates = guo_detector_candidates (detector, &n);
  for (gsize i = 0; i < n; i++)
    {
      const GuoDetectCandidate *it = &candidates[i];
      g_autofree gchar *weight = guo_reading_to_string (&it->last);

      json_array_append_new (
        rows, json_pack ("{s:s, s:s?, s:f, s:I, s:s?, s:s?, s:b}", "protocol", it->protocol->id, "line", line,
                         "explained", it->explained_permille / 1000.0, "readings", (json_int_t) it->readings, "weight",
                         weight, "unit", weight != NULL ? guo_unit_name (it->last.unit) : NULL, "differs", it->differs));
    }
}

static gboolean
read_file (int fd, GuoDetector *detector)
{
  guint8 buffer[65536];
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR))
    if (n > 0)
      guo_detector_push (detector, buffer, (gsize) n);
  return n == 0;
}

static void
hear_bytes (const guint8 *bytes, gsize len, gint64 at_us, gpointer user_data)
{
  guo_detector_push (user_data, bytes, len);
}

static void
hear_state (GuoTransportState state, const GError *error, gpointer user_data)
{
  if (error != NULL)
    g_printerr ("%s\n", error->message);
}

static int
hear_port (const gchar *port, json_t *rows)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree gchar *address = g_strdup_printf ("serial:%s?line=%s", port, lines[i]);
      g_autoptr (GuoDetector) detector = guo_detector_new ();
      g_autoptr (GError) error = NULL;
      GuoTransport *transport = guo_transport_new (address, &error);

      if (transport == NULL)
        return guo_cli_fail (GUO_CLI_ABSENT, "%s", error->message);
      guo_transport_start (transport, &(GuoTransportCallbacks) { .bytes = hear_bytes, .state = hear_state }, detector);
      g_usleep (LISTEN_US);
      guo_transport_free (transport); /* ends its thread: the detector is ours again */
      add_rows (detector, lines[i], rows);
    }
  return GUO_CLI_DONE;
}

static int
detect (const gchar *name, json_t *rows)
{
  gboolean is_input = strcmp (name, "-") == 0;
  int fd = is_input ? STDIN_FILENO : open (name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  g_autoptr (GuoDetector) detector = NULL;
  struct stat info;
  gboolean read;
  int status = GUO_CLI_DONE;

  if (fd < 0 || fstat (fd, &info) != 0)
    return guo_cli_fail (GUO_CLI_ABSENT, _("cannot open %s: %s"), name, g_strerror (errno));
  detector = guo_detector_new ();
  if (!is_input && isatty (fd))
    {
      close (fd);
      return hear_port (name, rows);
    }
  read = read_file (fd, detector);
  if (!read)
    status = guo_cli_fail (GUO_CLI_ABSENT, _("cannot read %s: %s"), name, g_strerror (errno));
  if (!is_input)
    close (fd);
  if (read)
    add_rows (detector, NULL, rows);
  return status;
}

static gint
by_share (gconstpointer a, gconstpointer b)
{
  gdouble one = json_real_value (json_object_get (*(json_t *const *) a, "explained"));
  gdouble two = json_real_value (json_object_get (*(json_t *const *) b, "explained"));

  return (one < two) - (one > two);
}

/* The share as people read it. */
static void
print_percent (json_t *rows)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    json_object_set_new (row, "explained",
                         json_sprintf ("%.1f %%", 100 * json_real_value (json_object_get (row, "explained"))));
}

/* Best first over all line settings; equals stay in their order. */
static json_t *
sorted (json_t *rows)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  json_t *best_first = json_array ();
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    g_ptr_array_add (list, row);
  g_ptr_array_sort (list, by_share);
  for (guint at = 0; at < list->len; at++)
    json_array_append (best_first, list->pdata[at]);
  return best_first;
}

int
guo_cli_detect (GuoCli *cli, int argc, char **argv)
{
  static const GuoColumn columns[] = {
    { "protocol", N_("Protocol"), GUO_COLUMN_TEXT }, { "line", N_("Line"), GUO_COLUMN_TEXT },
    { "explained", N_("Explained"), GUO_COLUMN_TEXT }, { "readings", N_("Readings"), GUO_COLUMN_TEXT },
    { "weight", N_("Weight"), GUO_COLUMN_TEXT },     { "unit", N_("Unit"), GUO_COLUMN_TEXT },
    { NULL, NULL, GUO_COLUMN_TEXT },
  };
  json_auto_t *rows = json_array ();
  json_auto_t *best_first = NULL;
  int status;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  status = detect (argv[1], rows);
  if (status != GUO_CLI_DONE)
    return status;
  best_first = sorted (rows);
  if (!cli->json)
    print_percent (best_first);
  guo_cli_rows (cli, best_first, columns);
  return GUO_CLI_DONE;
}
