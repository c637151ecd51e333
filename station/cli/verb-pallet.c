/* pallet [list] | new [SERIAL...] | show PALLET | add PALLET SERIAL... | remove PALLET SERIAL... | close PALLET | reopen PALLET |
 * void PALLET | print PALLET: cases that stand together under one number. */
#include "station/cli/columns.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gchar *to;
  gchar *order;
  gchar *state;
  gchar *reason;
  gchar *printer;
  gchar *png;
  gchar *pdf;
} Options;

static void
options_clear (Options *o)
{
  g_free (o->to);
  g_free (o->order);
  g_free (o->state);
  g_free (o->reason);
  g_free (o->printer);
  g_free (o->png);
  g_free (o->pdf);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static const GuoColumn pallets[] = {
  { "no", N_("No."), GUO_COLUMN_TEXT },
  { "sscc", N_("SSCC"), GUO_COLUMN_TEXT },
  { "state", N_("State"), GUO_COLUMN_TEXT },
  { "cases", N_("Cases"), GUO_COLUMN_NUMBER },
  { "net_mg", N_("Net kg"), GUO_COLUMN_KG },
  { "to", N_("To"), GUO_COLUMN_TEXT },
  { "order", N_("Order"), GUO_COLUMN_TEXT },
  { "label_state", N_("Label"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

/* One table of options for all its verbs, so that --help knows them. */
static gboolean
read_options (GuoCli *cli, Options *o, int *argc, char ***argv, int least, int most)
{
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &o->to, N_("For whom a new pallet is"), N_("NAME") },
    { "order", 0, 0, G_OPTION_ARG_STRING, &o->order, N_("For which order"), N_("NO") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &o->state, N_("Only in this state: open, closed"), N_("STATE") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o->reason, N_("Why: opened again, given up, printed again"), N_("TEXT") },
    { "printer", 0, 0, G_OPTION_ARG_STRING, &o->printer, N_("Printer, where the first is not meant"), N_("NAME") },
    { "png", 0, 0, G_OPTION_ARG_FILENAME, &o->png, N_("The label as a picture, instead of paper"), N_("FILE") },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &o->pdf, N_("The label as a PDF, instead of paper"), N_("FILE") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  return guo_cli_options (cli, entries, argc, argv, least, most);
}

/* The serial, or an address that ends in it. */
static json_t *
serials (char **codes)
{
  json_t *list = json_array ();

  for (; *codes != NULL; codes++)
    {
      const gchar *slash = strstr (*codes, "/21/");

      json_array_append_new (list, json_pack ("{s:s}", "serial", slash != NULL ? slash + strlen ("/21/") : *codes));
    }
  return list;
}

/* @text: number or SSCC. */
static gchar *
pallet_path (GuoCli *cli, const gchar *text, const gchar *act, GError **error)
{
  json_auto_t *row = guo_cli_find (cli, "pallet", text, error);

  return row != NULL ? g_strconcat ("/v1/pallets/", guo_cli_text (row, "sscc"), act, NULL) : NULL;
}

/* With --json the whole answer; else the pallet, then its cases. */
static void
show (GuoCli *cli, json_t *pallet)
{
  if (cli->json)
    {
      guo_cli_object (pallet);
      return;
    }
  guo_cli_rows (cli, pallet, pallets);
  if (json_array_size (json_object_get (pallet, "content")) > 0)
    guo_cli_rows (cli, json_object_get (pallet, "content"), guo_columns_cases);
}

static int
change (GuoCli *cli, const gchar *path, json_t *body, GError *failure)
{
  g_autoptr(GError) error = failure;
  json_auto_t *owned = body;
  json_auto_t *answer = path != NULL ? guo_cli_post (cli, path, json_incref (owned), &error) : NULL;

  if (answer == NULL)
    return guo_cli_fail_error (error);
  show (cli, answer);
  return GUO_CLI_DONE;
}

static int
list_pallets (GuoCli *cli, int argc, char **argv)
{
  g_auto(Options) o = { NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) path = g_string_new ("/v1/pallets");
  json_auto_t *rows = NULL;

  if (!read_options (cli, &o, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  guo_cli_query (path, "state", o.state);
  rows = guo_cli_rows_of (cli, path->str, &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, rows, pallets);
  return GUO_CLI_DONE;
}

static int
new_pallet (GuoCli *cli, int argc, char **argv)
{
  g_auto(Options) o = { NULL };
  json_t *body;

  if (!read_options (cli, &o, &argc, &argv, 0, -1))
    return GUO_CLI_USAGE;
  body = json_pack ("{s:o}", "cases", serials (argv + 1));
  guo_cli_put_text (body, "to", o.to);
  guo_cli_put_text (body, "order", o.order);
  return change (cli, "/v1/pallets", body, NULL);
}

static int
move (GuoCli *cli, int argc, char **argv, const gchar *key)
{
  g_auto(Options) o = { NULL };
  GError *error = NULL;
  g_autofree gchar *path = NULL;

  if (!read_options (cli, &o, &argc, &argv, 2, -1))
    return GUO_CLI_USAGE;
  path = pallet_path (cli, argv[1], "/move", &error);
  return change (cli, path, json_pack ("{s:o}", key, serials (argv + 2)), error);
}

static int
add_cases (GuoCli *cli, int argc, char **argv)
{
  return move (cli, argc, argv, "add");
}

static int
remove_cases (GuoCli *cli, int argc, char **argv)
{
  return move (cli, argc, argv, "remove");
}

static int
act (GuoCli *cli, int argc, char **argv, const gchar *verb)
{
  g_auto(Options) o = { NULL };
  GError *error = NULL;
  g_autofree gchar *path = NULL;
  json_t *body = json_object ();

  if (!read_options (cli, &o, &argc, &argv, 1, 1))
    {
      json_decref (body);
      return GUO_CLI_USAGE;
    }
  guo_cli_put_text (body, "reason", o.reason);
  path = pallet_path (cli, argv[1], verb, &error);
  return change (cli, path, body, error);
}

static int
close_pallet (GuoCli *cli, int argc, char **argv)
{
  return act (cli, argc, argv, "/close");
}

static int
reopen_pallet (GuoCli *cli, int argc, char **argv)
{
  return act (cli, argc, argv, "/reopen");
}

static int
void_pallet (GuoCli *cli, int argc, char **argv)
{
  return act (cli, argc, argv, "/void");
}

static int
show_pallet (GuoCli *cli, int argc, char **argv)
{
  g_auto(Options) o = { NULL };
  g_autoptr(GError) error = NULL;
  g_autofree gchar *path = NULL;
  json_auto_t *answer = NULL;

  if (!read_options (cli, &o, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  path = pallet_path (cli, argv[1], "", &error);
  answer = path != NULL ? guo_cli_get (cli, &error, "%s", path) : NULL;
  if (answer == NULL)
    return guo_cli_fail_error (error);
  show (cli, answer);
  return GUO_CLI_DONE;
}

static gboolean
save (GuoCli *cli, const gchar *pallet, const gchar *act_of, const gchar *file, GError **error)
{
  g_autofree gchar *path = file != NULL ? pallet_path (cli, pallet, act_of, error) : NULL;
  GuoClient *client = path != NULL ? guo_cli_client (cli, error) : NULL;
  g_autoptr(GBytes) bytes = client != NULL ? guo_client_fetch (client, path, error) : NULL;

  return file == NULL || (bytes != NULL && guo_cli_write (file, bytes, error));
}

static int
print_pallet (GuoCli *cli, int argc, char **argv)
{
  g_auto(Options) o = { NULL };
  g_autoptr(GError) error = NULL;
  g_autofree gchar *path = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;

  if (!read_options (cli, &o, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  if (o.png != NULL || o.pdf != NULL)
    return save (cli, argv[1], "/label.png", o.png, &error) && save (cli, argv[1], "/label.pdf", o.pdf, &error)
             ? GUO_CLI_DONE : guo_cli_fail_error (error);
  guo_cli_put_text (body, "reason", o.reason);
  path = pallet_path (cli, argv[1], "/print", &error);
  if (path != NULL && guo_cli_put_found (cli, body, "printer", "printer", o.printer, &error))
    answer = guo_cli_post (cli, path, json_incref (body), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  if (cli->json)
    guo_cli_object (answer);
  return GUO_CLI_DONE;
}

int
guo_cli_pallet (GuoCli *cli, int argc, char **argv)
{
  static const GuoCliVerb verbs[] = {
    { "list", NULL, NULL, list_pallets },
    { "new", NULL, NULL, new_pallet },
    { "show", NULL, NULL, show_pallet },
    { "add", NULL, NULL, add_cases },
    { "remove", NULL, NULL, remove_cases },
    { "close", NULL, NULL, close_pallet },
    { "reopen", NULL, NULL, reopen_pallet },
    { "void", NULL, NULL, void_pallet },
    { "print", NULL, NULL, print_pallet },
    { NULL, NULL, NULL, NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs);
}
