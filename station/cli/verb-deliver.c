/* deliver COOPERATIVE PRODUCT: opens a delivery with its first lot; deliver close, deliver reopen. */
#include "station/cli/columns.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gchar *variety;
  gchar *vehicle;
  gchar *harvested;
  gchar *certificate;
  gchar *override;
  gchar *approver;
  gchar **sources;
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
  g_strfreev (options->sources);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* The plot of that name that is this grower's. */
static json_t *
find_plot (GuoCli *cli, json_t *grower, const gchar *name, GError **error)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/plots?grower=%" G_GINT64_FORMAT, guo_cli_id (grower, "id"));
  json_auto_t *rows = guo_cli_rows_of (cli, path, error);

  if (rows == NULL)
    return NULL;
  for (size_t i = 0; i < json_array_size (rows); i++)
    if (strcmp (guo_cli_text (json_array_get (rows, i), "name"), name) == 0)
      return json_incref (json_array_get (rows, i));
  g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("%s has no plot “%s”"), guo_cli_text (grower, "name"), name);
  return NULL;
}

/* GROWER[/PLOT][=PERCENT] */
static json_t *
parse_source (GuoCli *cli, const gchar *text, GError **error)
{
  g_autofree gchar *name = g_strndup (text, strcspn (text, "/="));
  const gchar *slash = strchr (text, '/');
  const gchar *equals = strchr (text, '=');
  g_autofree gchar *plot_name = slash != NULL ? g_strndup (slash + 1, strcspn (slash + 1, "=")) : NULL;
  json_auto_t *grower = guo_cli_find (cli, "grower", name, error);
  json_auto_t *plot = grower != NULL && plot_name != NULL ? find_plot (cli, grower, plot_name, error) : NULL;
  json_auto_t *source = json_object ();
  guint64 percent = 0;

  if (grower == NULL || (plot_name != NULL && plot == NULL))
    return NULL;
  json_object_set (source, "grower", json_object_get (grower, "id"));
  if (plot != NULL)
    json_object_set (source, "plot", json_object_get (plot, "id"));
  if (equals != NULL && !g_ascii_string_to_unsigned (equals + 1, 10, 1, 100, &percent, NULL))
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("“%s”: the share is a whole number of percent, 1 to 100"), text);
      return NULL;
    }
  if (equals != NULL)
    json_object_set_new (source, "share_ppm", json_integer ((json_int_t) percent * 10000));
  return json_incref (source);
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
  json_auto_t *body = json_pack ("{s:[]}", "sources");

  if (!guo_cli_put_found (cli, body, "cooperative", "cooperative", cooperative, error)
      || !guo_cli_put_found (cli, body, "product", "product", product, error)
      || !guo_cli_put_found (cli, body, "variety", "variety", options->variety, error))
    return NULL;
  for (gchar **text = options->sources; text != NULL && *text != NULL; text++)
    {
      json_t *source = parse_source (cli, *text, error);

      if (source == NULL)
        return NULL;
      json_array_append_new (json_object_get (body, "sources"), source);
    }
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
      N_("GROWER[/PLOT][=PERCENT]") },
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
