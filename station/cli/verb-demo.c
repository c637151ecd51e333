/* demo --crates N: fills a practice database with a day of the township, or with a season of it, through the
 * calls that the operator's key takes; the same seed gives the same work.
 */
#include "station/cli/demo.h"
#include "station/cli/verbs.h"
#include "station/station.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Before anything is made: a practice database in which nobody works yet. */
static gboolean
check_station (GuoCli *cli, GError **error)
{
  json_auto_t *status = guo_cli_get (cli, error, "/v1/status");

  if (status == NULL)
    return FALSE;
  if (!json_is_true (json_object_get (status, "practice")))
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("this is no practice database; “guozhanctl init --practice” makes one"));
  else if (strcmp (guo_cli_text (status, "setup"), "empty") != 0)
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("this database is in use already; give another one with --db FILE"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
make_database (GuoCli *cli, GError **error)
{
  g_autofree gchar *path = guo_client_database_path (cli->db);
  g_autofree gchar *folder = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_mkdir_with_parents (folder, 0700);
  return guo_station_create (path, TRUE, error);
}

static void
report (const GuoDemo *demo, json_t *link)
{
  g_print (_("%u crates of %u deliveries weighed, %u cases packed.\n"), demo->crates_done, demo->deliveries, demo->cases);
  g_print (_("Operator %s, PIN %s; supervisor %s, PIN %s.\n"), GUO_DEMO_OPERATOR, GUO_DEMO_OPERATOR_PIN,
           GUO_DEMO_SUPERVISOR, GUO_DEMO_SUPERVISOR_PIN);
  g_print (_("Page of %s: %s\n"), guo_demo_cooperatives[0].name, guo_cli_text (link, "url"));
}

static void
report_json (const GuoDemo *demo, json_t *link)
{
  json_auto_t *answer = json_pack ("{s:i,s:i,s:i,s:O}", "crates", (int) demo->crates_done, "deliveries",
                                   (int) demo->deliveries, "cases", (int) demo->cases, "link",
                                   json_object_get (link, "url"));

  guo_cli_object (answer);
}

static guint64
crates_of (const GuoDemoSeason *season)
{
  return season->crates + (season->seasons > 1 ? (guint64) season->crates * GUO_DEMO_EARLIER_PERCENT / 100 : 0);
}

static gboolean
work (GuoDemo *demo, const GuoDemoSeason *season, GError **error)
{
  demo->progress = guo_cli_progress_new (_("Crates"), crates_of (season));
  if (season->crates > GUO_DEMO_CRATES_SMALL)
    return guo_demo_work_a_season (demo, season, error);
  return guo_demo_work_a_day (demo, season->crates, error)
         && guo_demo_log_in (demo, GUO_DEMO_SUPERVISOR, GUO_DEMO_SUPERVISOR_PIN, error);
}

static json_t *
run_demo (GuoDemo *demo, const GuoDemoSeason *season, GError **error)
{
  g_autofree gchar *at = g_strdup_printf ("%d-02-20T09:00:00+08:00", season->year - (gint) season->seasons + 1);

  demo->growers_each = GUO_DEMO_GROWERS_EACH;
  if (season->crates > GUO_DEMO_CRATES_SMALL)
    {
      demo->at = at;
      demo->growers_each = GUO_DEMO_GROWERS_MOST;
      demo->pallets = season->seasons > 1;
    }
  if (!make_database (demo->cli, error) || !check_station (demo->cli, error) || !guo_demo_make_centre (demo, error)
      || !work (demo, season, error))
    return NULL;
  return guo_cli_post (demo->cli, "/v1/links", json_pack ("{s:I}", "party", (json_int_t) demo->cooperatives[0]), error);
}

static int
check_options (gint crates, gint seasons, gint year)
{
  if (crates < 1 || crates > GUO_DEMO_CRATES_MOST)
    return guo_cli_fail (GUO_CLI_USAGE, _("--crates is a number from 1 to %d"), GUO_DEMO_CRATES_MOST);
  if (seasons < 1 || seasons > 2)
    return guo_cli_fail (GUO_CLI_USAGE, _("--seasons is 1 or 2"));
  if (year < 2000 || year > 2099)
    return guo_cli_fail (GUO_CLI_USAGE, _("--year is a year from 2000 to 2099"));
  return GUO_CLI_DONE;
}

int
guo_cli_demo (GuoCli *cli, int argc, char **argv)
{
  gint crates = 100, seed = 2023, seasons = 1, year = 2025, status;
  gboolean all_cases = FALSE;
  g_autofree gchar *printer = NULL;
  const GOptionEntry entries[] = {
    { "crates", 0, 0, G_OPTION_ARG_INT, &crates, N_("How many crates to weigh, 1 to 825000 (100); above 1000 it is a season"), "N" },
    { "seasons", 0, 0, G_OPTION_ARG_INT, &seasons, N_("2: the season before too, weighed by the pallet"), "N" },
    { "year", 0, 0, G_OPTION_ARG_INT, &year, N_("The year of the season (2025)"), "YEAR" },
    { "all-cases", 0, 0, G_OPTION_ARG_NONE, &all_cases, N_("Cases of the whole season, not of its last three days"), NULL },
    { "printer", 0, 0, G_OPTION_ARG_STRING, &printer, N_("A label printer, as of “guozhanctl sim zpl”"), "tcp:HOST:PORT" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, N_("Other work: any number"), "N" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  GuoDemo demo = { .cli = cli };
  json_auto_t *link = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  status = check_options (crates, seasons, year);
  if (status != GUO_CLI_DONE)
    return status;
  demo.printer = printer;
  demo.random = g_rand_new_with_seed ((guint32) seed);
  link = run_demo (&demo, &(GuoDemoSeason) { (guint) crates, year, (guint) seasons, all_cases }, &error);
  guo_cli_progress_free (demo.progress);
  g_rand_free (demo.random);
  if (link == NULL)
    return guo_cli_fail_error (error);
  if (cli->json)
    report_json (&demo, link);
  else
    report (&demo, link);
  if (guo_demo_was_stopped ())
    return guo_cli_fail (GUO_CLI_REFUSED, _("stopped; what is there is whole"));
  return GUO_CLI_DONE;
}
