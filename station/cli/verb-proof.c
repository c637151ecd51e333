/* guozhanctl proof verify --key VKEY --entry FILE PROOF: a C2SP tlog-proof, checked away from its
 * log. */
#include "db/checkpoint.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
show (GuoCli *cli, const GuoCheckpoint *checkpoint, guint64 index)
{
  g_autoptr (GString) root = g_string_new (NULL);
  g_autofree gchar *at = g_strdup_printf ("%" G_GUINT64_FORMAT, index);
  g_autofree gchar *size = g_strdup_printf ("%" G_GUINT64_FORMAT, checkpoint->size);

  for (guint i = 0; i < GUO_HASH_SIZE; i++)
    g_string_append_printf (root, "%02x", checkpoint->root[i]);
  if (cli->json)
    {
      json_auto_t *row = json_pack ("{s:I, s:I, s:s, s:s}", "index", (json_int_t)index, "size",
                                    (json_int_t)checkpoint->size, "origin", checkpoint->origin,
                                    "root", root->str);

      guo_cli_object (row);
      return;
    }
  g_print (_ ("entry %s of %s in the log %s, root %s\n"), at, size, checkpoint->origin, root->str);
}

static int
verify (GuoCli *cli, const gchar *key, const gchar *entry_file, const gchar *proof_file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) entry = guo_cli_read (entry_file, &error);
  g_autofree gchar *proof = entry != NULL ? guo_cli_read_text (proof_file, &error) : NULL;
  g_autoptr (GuoCheckpoint) checkpoint = NULL;
  guint8 leaf[GUO_HASH_SIZE];
  guint64 index = 0;
  gsize len = 0;
  gconstpointer bytes;

  if (proof == NULL)
    return guo_cli_fail_error (error);
  bytes = g_bytes_get_data (entry, &len);
  guo_merkle_leaf (bytes != NULL ? bytes : "", len, leaf);
  checkpoint = guo_tlog_proof_verify (proof, key, leaf, &index, &error);
  if (checkpoint == NULL)
    return guo_cli_fail (GUO_CLI_REFUSED, "%s: %s", proof_file, error->message);
  show (cli, checkpoint, index);
  return GUO_CLI_DONE;
}

int
guo_cli_proof (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *key = NULL;
  g_autofree gchar *entry = NULL;
  const GOptionEntry options[] = {
    { "key", 0, 0, G_OPTION_ARG_STRING, &key, N_ ("The log's key (vkey)"), "VKEY" },
    { "entry", 0, 0, G_OPTION_ARG_FILENAME, &entry, N_ ("The entry's bytes"), "FILE" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!guo_cli_options (cli, options, &argc, &argv, 2, 2))
    return GUO_CLI_USAGE;
  if (strcmp (argv[1], "verify") != 0 || key == NULL || entry == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _ ("use: proof verify --key VKEY --entry FILE PROOF"));
  return verify (cli, key, entry, argv[2]);
}
