/* scan CODE: what a code means to this station; scan --codes: what badges, crate tags and the wall sheet hold. */
#include "drivers/scanner/aim.h"
#include "station/cli/verbs.h"
#include "station/client/sentences.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const GuoColumn columns[] = {
  { "kind", N_("Kind"), GUO_COLUMN_TEXT },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "code", N_("Code"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static int
list_codes (GuoCli *cli)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *rows = guo_cli_rows_of (cli, "/v1/scan-codes", &error);

  if (rows == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, rows, columns);
  return GUO_CLI_DONE;
}

static gboolean
is_known (const gchar *kind)
{
  static const gchar *const unknown[] = { "stranger", "unclear", "unknown", NULL };

  return !g_strv_contains (unknown, kind);
}

/* @code as a scanner sends it: an identifier may stand at its front. */
static int
tell (GuoCli *cli, const gchar *code)
{
  gsize front = guo_aim_length (code, strlen (code));
  g_autofree gchar *aim = front > 0 ? g_strndup (code, front) : NULL;
  g_autofree gchar *sentence = NULL;
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = guo_cli_post (cli, "/v1/scans", json_pack ("{s:s, s:s*}", "code", code + front, "aim", aim), &error);

  if (answer == NULL)
    return guo_cli_fail_error (error);
  sentence = guo_client_sentence (json_string_value (json_object_get (answer, "sentence")), answer);
  if (cli->json)
    guo_cli_object (answer);
  else
    g_print ("%s\n", sentence != NULL ? sentence : json_string_value (json_object_get (answer, "kind")));
  return is_known (json_string_value (json_object_get (answer, "kind"))) ? GUO_CLI_DONE : GUO_CLI_REFUSED;
}

int
guo_cli_scan (GuoCli *cli, int argc, char **argv)
{
  gboolean codes = FALSE;
  const GOptionEntry entries[] = {
    { "codes", 0, 0, G_OPTION_ARG_NONE, &codes, N_("Show the codes of badges, crate tags and the wall sheet"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 1))
    return GUO_CLI_USAGE;
  if (codes)
    return list_codes (cli);
  if (argc < 2)
    return guo_cli_fail (GUO_CLI_USAGE, _("which code? scan CODE, or scan --codes"));
  return tell (cli, argv[1]);
}
