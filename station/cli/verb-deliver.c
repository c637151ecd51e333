/* deliver COOPERATIVE PRODUCT: opens a delivery with its first lot; deliver close, deliver reopen. */
#include "station/cli/columns.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { CRATES_MOST = 100000, PPM_PER_PERCENT = 10000 };

typedef struct
{
  gchar *variety;
  gchar *vehicle;
  gchar *harvested;
  gchar *certificate;
  gchar *override;
  gchar *approver;
  gchar *basis;
  gchar **sources;
  gchar **lend;
  gchar **back;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->variety);
  g_free (options->vehicle);
  g_free (options->harvested);
  g_free (options->certificate);
  g_free (options->override);
  g_free (options->approver);
  g_free (options->basis);
  g_strfreev (options->sources);
  g_strfreev (options->lend);
  g_strfreev (options->back);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What stands behind "=": crates when the shares follow them, else percent. */
static gboolean
put_share (json_t *source, const gchar *text, const gchar *number, const gchar *basis, GError **error)
{
  const gboolean crates = g_strcmp0 (basis, "crates") == 0;
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (number, 10, 1, crates ? CRATES_MOST : 100, &value, NULL))
    {
      if (crates)
        g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("“%s”: the crates are a whole number, 1 or more"), text);
      else
        g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE,
                     _("“%s”: the share is a whole number of percent, 1 to 100"), text);
      return FALSE;
    }
  json_object_set_new (source, crates ? "crates" : "share_ppm",
                       json_integer ((json_int_t) (crates ? value : value * PPM_PER_PERCENT)));
  return TRUE;
}

/* GROWER[/PLOT][=N] */
static json_t *
parse_source (GuoCli *cli, const gchar *text, const gchar *basis, GError **error)
{
  g_autofree gchar *name = g_strndup (text, strcspn (text, "/="));
  const gchar *slash = strchr (text, '/');
  const gchar *equals = strchr (text, '=');
  g_autofree gchar *plot_name = slash != NULL ? g_strndup (slash + 1, strcspn (slash + 1, "=")) : NULL;
  json_auto_t *grower = guo_cli_find (cli, "grower", name, error);
  json_auto_t *plot = grower != NULL && plot_name != NULL ? guo_cli_find_plot (cli, grower, plot_name, error) : NULL;
  json_auto_t *source = json_object ();

  if (grower == NULL || (plot_name != NULL && plot == NULL))
    return NULL;
  json_object_set (source, "grower", json_object_get (grower, "id"));
  if (plot != NULL)
    json_object_set (source, "plot", json_object_get (plot, "id"));
  guo_cli_put_text (source, "basis", basis);
  if (equals != NULL && !put_share (source, text, equals + 1, basis, error))
    return NULL;
  return json_incref (source);
}

static gboolean
put_sources (GuoCli *cli, json_t *body, const Options *options, GError **error)
{
  json_t *sources = json_array ();

  json_object_set_new (body, "sources", sources);
  for (gchar **text = options->sources; text != NULL && *text != NULL; text++)
    {
      json_t *source = parse_source (cli, *text, options->basis, error);

      if (source == NULL)
        return FALSE;
      json_array_append_new (sources, source);
    }
  return TRUE;
}

static gboolean
put_loans (GuoCli *cli, json_t *body, const Options *options, GError **error)
{
  json_t *loans = guo_cli_crate_loans (cli, options->lend, options->back, error);

  if (loans != NULL && json_array_size (loans) > 0)
    json_object_set (body, "crate_loans", loans);
  json_decref (loans);
  return loans != NULL;
}

/* Its number, or the word that says that it came. */
static void
put_certificate (json_t *body, const gchar *certificate)
{
  if (g_strcmp0 (certificate, "received") == 0)
    json_object_set_new (body, "certificate_received", json_true ());
  else
    guo_cli_put_text (body, "certificate_no", certificate);
}

static json_t *
open_delivery (GuoCli *cli, const gchar *cooperative, const gchar *product, const Options *options, GError **error)
{
  json_auto_t *body = json_object ();

  if (!guo_cli_put_found (cli, body, "cooperative", "cooperative", cooperative, error)
      || !guo_cli_put_found (cli, body, "product", "product", product, error)
      || !guo_cli_put_found (cli, body, "variety", "variety", options->variety, error)
      || !put_sources (cli, body, options, error) || !put_loans (cli, body, options, error))
    return NULL;
  guo_cli_put_text (body, "vehicle", options->vehicle);
  guo_cli_put_text (body, "harvested_on", options->harvested);
  put_certificate (body, options->certificate);
  if (options->override != NULL)
    json_object_set_new (body, "override", json_pack ("{s:s}", "reason", options->override));
  if (!guo_cli_approver (cli, options->approver, body, error))
    return NULL;
  return guo_cli_post (cli, "/v1/deliveries", json_incref (body), error);
}

static int
show (GuoCli *cli, json_t *answer, const GError *error)
{
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, answer, guo_columns_deliveries);
  return GUO_CLI_DONE;
}

static json_t *
act_on (GuoCli *cli, const gchar *no, const gchar *act, json_t *body, GError **error)
{
  json_auto_t *row = guo_cli_find (cli, "delivery", no, error);
  g_autofree gchar *path = NULL;

  if (row == NULL)
    {
      json_decref (body);
      return NULL;
    }
  path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT "/%s", guo_cli_id (row, "id"), act);
  return guo_cli_post (cli, path, body, error);
}

static int
close_delivery (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  answer = act_on (cli, argv[1], "close", json_object (), &error);
  return show (cli, answer, error);
}

static int
reopen_delivery (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *reason = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why"), N_("TEXT") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;
  json_t *body = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  body = json_object ();
  guo_cli_put_text (body, "reason", reason);
  answer = act_on (cli, argv[1], "reopen", body, &error);
  return show (cli, answer, error);
}

int
guo_cli_deliver (GuoCli *cli, int argc, char **argv)
{
  g_auto(Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "variety", 0, 0, G_OPTION_ARG_STRING, &options.variety, N_("Variety"), N_("NAME") },
    { "source", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.sources, N_("Whose fruit; may be given several times"),
      N_("GROWER[/PLOT][=N]") },
    { "basis", 0, 0, G_OPTION_ARG_STRING, &options.basis,
      N_("What the shares follow: equal, area, crates (=N is crates), declared (=N is percent)"), N_("BASIS") },
    { "lend", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.lend, N_("Empty crates lent; may be given several times"),
      N_("CRATE=N") },
    { "return", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.back,
      N_("Empty crates returned; may be given several times"), N_("CRATE=N") },
    { "vehicle", 0, 0, G_OPTION_ARG_STRING, &options.vehicle, N_("Number plate"), N_("TEXT") },
    { "harvested", 0, 0, G_OPTION_ARG_STRING, &options.harvested, N_("Harvest date"), "YYYY-MM-DD" },
    { "certificate", 0, 0, G_OPTION_ARG_STRING, &options.certificate, N_("Number of the certificate, or “received”"),
      N_("NO|received") },
    { "override", 0, 0, G_OPTION_ARG_STRING, &options.override, N_("Why it comes in all the same; with a supervisor"),
      N_("TEXT") },
    { "approver", 0, 0, G_OPTION_ARG_STRING, &options.approver,
      N_("The supervisor; PIN asked, or $GUOZHAN_APPROVER_PIN"), N_("NAME") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;

  if (argc > 1 && strcmp (argv[1], "close") == 0)
    {
      argv[1] = argv[0];
      return close_delivery (cli, argc - 1, argv + 1);
    }
  if (argc > 1 && strcmp (argv[1], "reopen") == 0)
    {
      argv[1] = argv[0];
      return reopen_delivery (cli, argc - 1, argv + 1);
    }
  if (!guo_cli_options (cli, entries, &argc, &argv, 2, 2))
    return GUO_CLI_USAGE;
  answer = open_delivery (cli, argv[1], argv[2], &options, &error);
  return show (cli, answer, error);
}
