/* slip NO --to pdf|png [--out FILE]: issues a delivery's slip and draws it; slip list; slip verify. */
#include "station/cli/columns.h"
#include "station/cli/verbs.h"

#include "db/note.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What was asked. */
typedef struct
{
  gchar *to;
  gchar *out;
  gchar *reason;
  gboolean preview;
} Options;

static json_t *
issued (GuoCli *cli, gint64 delivery, const gchar *reason, GError **error)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT "/slip", delivery);
  json_t *body = json_object ();

  guo_cli_put_text (body, "reason", reason);
  return guo_cli_post (cli, path, body, error);
}

static gboolean
save (GuoCli *cli, gint64 delivery, const Options *options, GError **error)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT "/slip.%s", delivery, options->to);
  GuoClient *client = guo_cli_client (cli, error);
  g_autoptr(GBytes) bytes = client != NULL ? guo_client_fetch (client, path, error) : NULL;

  return bytes != NULL && guo_cli_write (options->out, bytes, error);
}

static int
issue (GuoCli *cli, const gchar *no, const Options *options)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *delivery = guo_cli_find (cli, "delivery", no, &error);
  json_auto_t *slip = NULL;
  gint64 id;

  if (delivery == NULL)
    return guo_cli_fail_error (error);
  id = guo_cli_id (delivery, "id");
  slip = options->preview ? json_object () : issued (cli, id, options->reason, &error);
  if (slip == NULL || (options->to != NULL && !save (cli, id, options, &error)))
    return guo_cli_fail_error (error);
  if (!options->preview && (options->to == NULL || (options->out != NULL && cli->json)))
    guo_cli_rows (cli, slip, guo_columns_slips);
  return GUO_CLI_DONE;
}

static int
run_issue (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *to = NULL, *out = NULL, *reason = NULL;
  Options options = { .to = NULL };
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("What comes out: pdf or png"), N_("KIND") },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, N_("Where to; else standard output"), N_("FILE") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, N_("Why it is printed again"), N_("TEXT") },
    { "preview", 0, 0, G_OPTION_ARG_NONE, &options.preview, N_("Draw it only: nothing is issued"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  gboolean parsed = guo_cli_options (cli, entries, &argc, &argv, 1, 1);

  to = options.to;
  out = options.out;
  reason = options.reason;
  if (!parsed)
    return GUO_CLI_USAGE;
  if (to != NULL && strcmp (to, "pdf") != 0 && strcmp (to, "png") != 0)
    return guo_cli_fail (GUO_CLI_USAGE, _("--to %s: pdf or png is needed"), to);
  if (to == NULL && options.preview)
    return guo_cli_fail (GUO_CLI_USAGE, _("--preview: say what comes out, with --to pdf or --to png"));
  return issue (cli, argv[1], &options);
}

static int
run_list (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *delivery = NULL;
  json_auto_t *rows = NULL;
  g_autofree gchar *path = NULL;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  delivery = guo_cli_find (cli, "delivery", argv[1], &error);
  if (delivery == NULL)
    return guo_cli_fail_error (error);
  path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT "/slips", guo_cli_id (delivery, "id"));
  rows = guo_cli_rows_of (cli, path, &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, rows, guo_columns_slips);
  return GUO_CLI_DONE;
}

/* A reader of codes adds or drops the newline at the end; the signature wants exactly one. */
static gchar *
read_note (const gchar *file, GError **error)
{
  g_autofree gchar *text = guo_cli_read_text (file, error);

  return text != NULL ? g_strconcat (g_strchomp (text), "\n", NULL) : NULL;
}

/* What a phone read from the code of a slip, checked against the key of the log; without a daemon. */
static int
run_verify (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *key = NULL;
  const GOptionEntry entries[] = {
    { "key", 0, 0, G_OPTION_ARG_STRING, &key, N_("Key of the log"), N_("VKEY") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  g_autofree gchar *note = NULL, *text = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 1))
    return GUO_CLI_USAGE;
  if (key == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("slip verify: --key VKEY is needed"));
  note = read_note (argc > 1 ? argv[1] : NULL, &error);
  text = note != NULL ? guo_note_verify (note, key, &error) : NULL;
  if (text != NULL && !g_str_has_prefix (text, "guozhan-slip/1\n"))
    return guo_cli_fail (GUO_CLI_REFUSED, _("that is signed by the key, but it is no slip"));
  if (text == NULL)
    return guo_cli_fail_error (error);
  g_print ("%s", text);
  return GUO_CLI_DONE;
}

int
guo_cli_slip (GuoCli *cli, int argc, char **argv)
{
  if (argc > 1 && strcmp (argv[1], "list") == 0)
    return run_list (cli, argc - 1, argv + 1);
  if (argc > 1 && strcmp (argv[1], "verify") == 0)
    return run_verify (cli, argc - 1, argv + 1);
  return run_issue (cli, argc, argv);
}
