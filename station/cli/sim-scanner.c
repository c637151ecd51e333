#include "station/cli/sim-scanner.h"

#include "station/cli/sim-serve.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
make (const gchar *line, gconstpointer device, GByteArray *bytes, GError **error)
{
  g_auto(GStrv) parts = g_strsplit (line, "{GS}", -1);
  g_autofree gchar *code = g_strjoinv ("\x1d", parts);

  g_byte_array_append (bytes, (const guint8 *) code, (guint) strlen (code));
  g_byte_array_append (bytes, (const guint8 *) "\r\n", 2);
  return TRUE;
}

int
guo_cli_sim_scanner (GuoCli *cli, const gchar *listen)
{
  const GuoCliSimTypedDevice typed = { .protocol = "scanner", .listen = listen,
                                       .sentence = _("each line typed here is one scan"), .make = make };

  return guo_cli_sim_typed (cli, &typed);
}
