/* guozhanctl detect: which protocols explain what a file holds or a port sends. */
#include "drivers/probe.h"
#include "station/cli/verbs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOOK_US (100 * G_TIME_SPAN_MILLISECOND)

static void
add_row (const GuoDetectCandidate *it, const gchar *line, json_t *rows)
{
  g_autofree gchar *weight = guo_reading_to_string (&it->last);

  json_array_append_new (
    rows, json_pack ("{s:s, s:s?, s:f, s:I, s:s?, s:s?, s:b}", "protocol", it->protocol->id, "line", line,
                     "explained", it->explained_permille / 1000.0, "readings", (json_int_t) it->readings, "weight",
                     weight, "unit", weight != NULL ? guo_unit_name (it->last.unit) : NULL, "differs", it->differs));
}

static void
add_rows (GuoDetector *detector, json_t *rows)
{
  gsize n;
  const GuoDetectCandidate *candidates;

  guo_detector_flush (detector);
  candidates = guo_detector_candidates (detector, &n);
  for (gsize i = 0; i < n; i++)
    add_row (&candidates[i], NULL, rows);
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

/* Why a port cannot be heard is said once. */
static void
say_why (const gchar *error, gchar **said)
{
  if (error == NULL || g_strcmp0 (error, *said) == 0)
    return;
  g_printerr ("%s\n", error);
  g_free (*said);
  *said = g_strdup (error);
}

static int
hear_port (const gchar *port, json_t *rows)
{
  g_autofree gchar *address = g_strdup_printf ("serial:%s", port);
  g_autofree gchar *said = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GuoProbe) probe = guo_probe_new (address, GUO_PROBE_ROUND, &error);
  g_autoptr (GArray) finds = NULL;
  gboolean complete = FALSE;

  if (probe == NULL)
    return guo_cli_fail (GUO_CLI_ABSENT, "%s", error->message);
  guo_probe_start (probe);
  while (!complete)
    {
      g_auto (GuoProbeView) view = { 0 };

      g_usleep (LOOK_US);
      guo_probe_view (probe, &view);
      say_why (view.error != NULL ? view.error->message : NULL, &said);
      complete = view.complete;
    }
  finds = guo_probe_finds (probe);
  for (guint i = 0; i < finds->len; i++)
    add_row (&g_array_index (finds, GuoProbeFind, i).candidate, g_array_index (finds, GuoProbeFind, i).line, rows);
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
  detector = guo_detector_new (NULL, NULL);
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
    add_rows (detector, rows);
  return status;
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
  int status;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  status = detect (argv[1], rows);
  if (status != GUO_CLI_DONE)
    return status;
  if (!cli->json)
    print_percent (rows);
  guo_cli_rows (cli, rows, columns);
  return GUO_CLI_DONE;
}
