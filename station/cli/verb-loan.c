/* loan COOPERATIVE --lend CRATE=N --return CRATE=N: empty crates, apart from a delivery. */
#include "station/cli/columns.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { CRATES_MOST = 100000 };

typedef struct
{
  gchar *grower;
  gchar *delivery;
  gchar *reason;
  gchar **lend;
  gchar **back;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->grower);
  g_free (options->delivery);
  g_free (options->reason);
  g_strfreev (options->lend);
  g_strfreev (options->back);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static json_t *
loan_of (json_t *loans, json_t *crate_type)
{
  json_t *loan = NULL;

  for (size_t i = 0; i < json_array_size (loans); i++)
    if (guo_cli_id (json_array_get (loans, i), "crate_type") == guo_cli_id (crate_type, "id"))
      return json_array_get (loans, i);
  loan = json_pack ("{s:O,s:i,s:i}", "crate_type", json_object_get (crate_type, "id"), "lent", 0, "returned", 0);
  json_array_append_new (loans, loan);
  return loan;
}

/* Adds each "CRATE=N" to the member @key of its crate type. */
static gboolean
add_crates (GuoCli *cli, json_t *loans, const gchar *key, gchar **typed, GError **error)
{
  for (; typed != NULL && *typed != NULL; typed++)
    {
      const gchar *equals = strrchr (*typed, '=');
      g_autofree gchar *name = equals != NULL ? g_strndup (*typed, (gsize) (equals - *typed)) : NULL;
      json_auto_t *crate_type = NULL;
      json_t *loan = NULL;
      guint64 n = 0;

      if (equals == NULL || !g_ascii_string_to_unsigned (equals + 1, 10, 1, CRATES_MOST, &n, NULL))
        {
          g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("“%s”: say crate type and number, as in “Blue=20”"), *typed);
          return FALSE;
        }
      crate_type = guo_cli_find (cli, "crate-type", name, error);
      if (crate_type == NULL)
        return FALSE;
      loan = loan_of (loans, crate_type);
      json_object_set_new (loan, key, json_integer (guo_cli_id (loan, key) + (json_int_t) n));
    }
  return TRUE;
}

json_t *
guo_cli_crate_loans (GuoCli *cli, gchar **lend, gchar **back, GError **error)
{
  json_auto_t *loans = json_array ();

  if (!add_crates (cli, loans, "lent", lend, error) || !add_crates (cli, loans, "returned", back, error))
    return NULL;
  return json_incref (loans);
}

/* One record for each crate type. */
static json_t *
record (GuoCli *cli, json_t *loans, json_t *common, GError **error)
{
  json_auto_t *rows = json_array ();

  for (size_t i = 0; i < json_array_size (loans); i++)
    {
      json_t *body = json_deep_copy (common);
      json_t *row = NULL;

      json_object_update (body, json_array_get (loans, i));
      row = guo_cli_post (cli, "/v1/crate-loans", body, error);
      if (row == NULL)
        return NULL;
      json_array_append_new (rows, row);
    }
  return json_incref (rows);
}

static json_t *
lend (GuoCli *cli, const gchar *cooperative, const Options *o, GError **error)
{
  json_auto_t *common = json_object ();
  json_auto_t *loans = NULL;

  if (o->lend == NULL && o->back == NULL)
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("say --lend CRATE=N, --return CRATE=N, or both"));
      return NULL;
    }
  if (!guo_cli_put_found (cli, common, "cooperative", "cooperative", cooperative, error)
      || !guo_cli_put_found (cli, common, "grower", "grower", o->grower, error)
      || !guo_cli_put_found (cli, common, "delivery", "delivery", o->delivery, error))
    return NULL;
  guo_cli_put_text (common, "reason", o->reason);
  loans = guo_cli_crate_loans (cli, o->lend, o->back, error);
  return loans != NULL ? record (cli, loans, common, error) : NULL;
}

int
guo_cli_loan (GuoCli *cli, int argc, char **argv)
{
  g_auto(Options) o = { NULL };
  const GOptionEntry entries[] = {
    { "lend", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.lend, N_("Empty crates lent; may be given several times"), N_("CRATE=N") },
    { "return", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.back, N_("Empty crates returned; may be given several times"),
      N_("CRATE=N") },
    { "grower", 0, 0, G_OPTION_ARG_STRING, &o.grower, N_("The grower who has them"), N_("NAME") },
    { "delivery", 0, 0, G_OPTION_ARG_STRING, &o.delivery, N_("The delivery they came or went with"), N_("NO") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o.reason, N_("Why"), N_("TEXT") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *rows = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  rows = lend (cli, argv[1], &o, &error);
  if (rows == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, rows, guo_columns_crate_loans);
  return GUO_CLI_DONE;
}
