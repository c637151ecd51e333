/* void [weighing|truck|deduction] ID | SERIAL: says, with a reason, that it does not count. */
#include "station/cli/columns.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
  { "case", "/v1/cases/%s/void", guo_columns_cases },
};

/* Named, or told by its form: a number is a weighing, anything else the serial of a case. */
static const Kind *
kind_of (int argc, char **argv)
{
  const gboolean number = g_ascii_string_to_unsigned (argv[argc - 1], 10, 1, G_MAXINT64, NULL, NULL);
  const gchar *word = number ? "weighing" : "case";

  if (argc > 2)
    word = argv[1];
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].word, word) == 0)
      return &kinds[i];
  return NULL;
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
      N_("Why: duplicate, wrong-lot, not-emptied (a deduction: wrong-amount), wrong-party, other"), N_("REASON") },
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
  if (kind == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("void: “%s” is none of: %s"), argv[1], "weighing, truck, deduction, case");
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
