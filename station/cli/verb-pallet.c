/* pallet [list] | new [SERIAL...] | show PALLET | add PALLET SERIAL... | remove PALLET SERIAL... | close PALLET | reopen PALLET |
 * void PALLET | print PALLET: cases that stand together under one number. */
#include "station/cli/columns.h"
#include "station/cli/sub-verb.h"
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
list_pallets (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) path = g_string_new ("/v1/pallets");
  json_auto_t *rows = NULL;

  guo_cli_query (path, "state", o->state);
  rows = guo_cli_rows_of (cli, path->str, &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, rows, pallets);
  return GUO_CLI_DONE;
}

static int
new_pallet (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  json_t *body;

  body = json_pack ("{s:o}", "cases", guo_cli_serials (args));
  guo_cli_put_text (body, "to", o->to);
  guo_cli_put_text (body, "order", o->order);
  return change (cli, "/v1/pallets", body, NULL);
}

static int
move (GuoCli *cli, gchar **args, gconstpointer options, const gchar *key)
{
  GError *error = NULL;
  g_autofree gchar *path = NULL;

  path = pallet_path (cli, args[0], "/move", &error);
  return change (cli, path, json_pack ("{s:o}", key, guo_cli_serials (args + 1)), error);
}

static int
act (GuoCli *cli, gchar **args, gconstpointer options, const gchar *verb)
{
  const Options *o = options;
  GError *error = NULL;
  g_autofree gchar *path = NULL;
  json_t *body = json_object ();

  guo_cli_put_text (body, "reason", o->reason);
  path = pallet_path (cli, args[0], verb, &error);
  return change (cli, path, body, error);
}

static int
show_pallet (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  g_autoptr(GError) error = NULL;
  g_autofree gchar *path = NULL;
  json_auto_t *answer = NULL;

  path = pallet_path (cli, args[0], "", &error);
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
print_pallet (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act)
{
  const Options *o = options;
  g_autoptr(GError) error = NULL;
  g_autofree gchar *path = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;

  if (o->png != NULL || o->pdf != NULL)
    return save (cli, args[0], "/label.png", o->png, &error) && save (cli, args[0], "/label.pdf", o->pdf, &error)
             ? GUO_CLI_DONE : guo_cli_fail_error (error);
  guo_cli_put_text (body, "reason", o->reason);
  path = pallet_path (cli, args[0], "/print", &error);
  if (path != NULL && guo_cli_put_found (cli, body, "printer", "printer", o->printer, &error))
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
  static const GuoCliSubVerb verbs[] = {
    { "list", 0, 0, .run = list_pallets },
    { "new", 0, -1, .run = new_pallet },
    { "show", 1, 1, .run = show_pallet },
    { "add", 2, -1, .run = move, .act = "add" },
    { "remove", 2, -1, .run = move, .act = "remove" },
    { "close", 1, 1, .run = act, .act = "/close" },
    { "reopen", 1, 1, .run = act, .act = "/reopen" },
    { "void", 1, 1, .run = act, .act = "/void" },
    { "print", 1, 1, .run = print_pallet },
    { .name = NULL },
  };
  Options o = { NULL };
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &o.to, N_("For whom a new pallet is"), N_("NAME") },
    { "order", 0, 0, G_OPTION_ARG_STRING, &o.order, N_("For which order"), N_("NO") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &o.state, N_("Only in this state: open, closed"), N_("STATE") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o.reason, N_("Why: opened again, given up, printed again"), N_("TEXT") },
    { "printer", 0, 0, G_OPTION_ARG_STRING, &o.printer, N_("Printer, where the first is not meant"), N_("NAME") },
    { "png", 0, 0, G_OPTION_ARG_FILENAME, &o.png, N_("The label as a picture, instead of paper"), N_("FILE") },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &o.pdf, N_("The label as a PDF, instead of paper"), N_("FILE") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs, entries, &o);
}
