/* void [weighing|truck|deduction|spray|loan] ID | SERIAL: says, with a reason, that it does not count. */
#include "station/cli/columns.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { SERIAL_LEN = 12 };

typedef struct
{
  const gchar *word;
  const gchar *path;
  const GuoColumn *columns;
} Kind;

static const Kind kinds[] = {
  { "weighing", "/v1/weighings/%s/void", guo_columns_weighings },
  { "truck", "/v1/vehicle-weighings/%s/void", guo_columns_trucks },
  { "deduction", "/v1/deductions/%s/void", guo_columns_deductions },
  { "spray", "/v1/inputs/%s/void", guo_columns_inputs },
  { "loan", "/v1/crate-loans/%s/void", guo_columns_crate_loans },
  { "case", "/v1/cases/%s/void", guo_columns_cases },
};

static gboolean
is_id (const gchar *text)
{
  return g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, NULL, NULL);
}

/* As printed under a case's code: a digit, the station's letter, then capitals and digits. */
static gboolean
is_serial (const gchar *text)
{
  return strlen (text) == SERIAL_LEN && g_ascii_isdigit (text[0])
         && strspn (text, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") == SERIAL_LEN;
}

/* Named, or told by its form: a number is a weighing, anything else the serial of a case. */
static const Kind *
kind_of (int argc, char **argv)
{
  const gchar *word = argc > 2 ? argv[1] : is_id (argv[1]) ? "weighing" : "case";

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].word, word) == 0)
      return &kinds[i];
  return NULL;
}

/* FALSE: told why @what names no such thing, before anybody is asked for a PIN. */
static gboolean
check_name (int argc, char **argv, const Kind *kind)
{
  const gchar *what = argv[argc - 1];

  if (kind == NULL)
    guo_cli_fail (GUO_CLI_USAGE, _("void: “%s” is none of: %s"), argv[1],
                  "weighing, truck, deduction, spray, loan, case");
  else if (strcmp (kind->word, "case") != 0 && !is_id (what))
    guo_cli_fail (GUO_CLI_USAGE, _("void %s: “%s” is no id; “guozhanctl list” shows the ids"), kind->word, what);
  else if (strcmp (kind->word, "case") == 0 && !is_serial (what))
    guo_cli_fail (GUO_CLI_USAGE, _("void: “%s” is neither the id of a weighing nor the serial of a case"), what);
  else
    return TRUE;
  return FALSE;
}

static gchar *
path_of (const Kind *kind, const gchar *what)
{
  g_autofree gchar *escaped = g_uri_escape_string (what, NULL, FALSE);
  g_auto(GStrv) parts = g_strsplit (kind->path, "%s", 2);

  return g_strconcat (parts[0], escaped, parts[1], NULL);
}

int
guo_cli_void (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *reason = NULL;
  g_autofree gchar *text = NULL;
  g_autofree gchar *approver = NULL;
  g_autofree gchar *path = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason,
      N_("Why: duplicate, wrong-lot, not-emptied (a deduction: wrong-amount), wrong-party, other; of a spray or loan in words"), N_("REASON") },
    { "text", 0, 0, G_OPTION_ARG_STRING, &text, N_("What happened, in words"), N_("TEXT") },
    { "approver", 0, 0, G_OPTION_ARG_STRING, &approver, N_("The supervisor; PIN asked, or $GUOZHAN_APPROVER_PIN"), N_("NAME") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  const Kind *kind = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 2))
    return GUO_CLI_USAGE;
  kind = kind_of (argc, argv);
  if (!check_name (argc, argv, kind))
    return GUO_CLI_USAGE;
  guo_cli_put_text (body, "reason", reason);
  guo_cli_put_text (body, "text", text);
  path = path_of (kind, argv[argc - 1]);
  if (guo_cli_approver (cli, approver, body, &error))
    answer = guo_cli_post (cli, path, json_incref (body), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, answer, kind->columns);
  return GUO_CLI_DONE;
}
