/* guozhanctl canonical [FILE]: any JSON → RFC 8785 bytes, nothing after them. */
#include "db/canonical-json.h"
#include "station/cli/verbs.h"

#include <stdio.h>

int
guo_cli_canonical (GuoCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) input = NULL;
  g_autofree gchar *text = NULL;
  gconstpointer bytes;
  gsize len = 0;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 0, 1))
    return GUO_CLI_USAGE;
  input = guo_cli_read (argc > 1 ? argv[1] : NULL, &error);
  if (input == NULL)
    return guo_cli_fail_error (error);
  bytes = g_bytes_get_data (input, &len);
  text = guo_canonical_json_from_text (bytes != NULL ? bytes : "", len, &len, &error);
  if (text == NULL)
    return guo_cli_fail_error (error);
  fwrite (text, 1, len, stdout);
  return GUO_CLI_DONE;
}
