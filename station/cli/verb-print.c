/* print [list]; print reprint SERIAL; print settle JOB SERIAL; print resume CODE; print case SERIAL --png FILE --pdf FILE. */
#include "station/cli/columns.h"
#include "station/cli/sub-verb.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
list_jobs (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *job = NULL;
  g_autofree gchar *escaped = NULL;
  const GOptionEntry entries[] = {
    { "job", 0, 0, G_OPTION_ARG_STRING, &job, N_("The labels of this job"), N_("ID") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  escaped = job != NULL ? g_uri_escape_string (job, NULL, FALSE) : NULL;
  answer = job != NULL ? guo_cli_get (cli, &error, "/v1/print-jobs/%s", escaped)
                       : guo_cli_rows_of (cli, "/v1/print-jobs", &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  if (job != NULL)
    guo_cli_rows (cli, json_object_get (answer, "labels"), guo_columns_labels);
  else
    guo_cli_rows (cli, answer, guo_columns_print_jobs);
  return GUO_CLI_DONE;
}

static int
show (GuoCli *cli, json_t *answer, const GError *error)
{
  if (answer == NULL)
    return guo_cli_fail_error (error);
  if (cli->json)
    guo_cli_object (answer);
  return GUO_CLI_DONE;
}

/* /v1/FOLDER/NAME/ACT, whatever was typed as NAME. */
static gchar *
path_of (const gchar *folder, const gchar *name, const gchar *act)
{
  g_autofree gchar *escaped = g_uri_escape_string (name, NULL, FALSE);

  return g_strdup_printf ("/v1/%s/%s/%s", folder, escaped, act);
}

static int
reprint (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *reason = NULL;
  g_autofree gchar *printer = NULL;
  g_autofree gchar *path = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why"), N_("TEXT") },
    { "printer", 0, 0, G_OPTION_ARG_STRING, &printer, N_("Printer, where the first is not meant"), N_("NAME") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  path = path_of ("cases", argv[1], "reprint");
  guo_cli_put_text (body, "reason", reason);
  if (guo_cli_put_found (cli, body, "printer", "printer", printer, &error))
    answer = guo_cli_post (cli, path, json_incref (body), &error);
  return show (cli, answer, error);
}

/* The doubtful label of this serial in this job, as unit and copy. */
static gboolean
put_label (GuoCli *cli, json_t *body, const gchar *job, const gchar *serial, GError **error)
{
  g_autofree gchar *escaped = g_uri_escape_string (job, NULL, FALSE);
  json_auto_t *answer = guo_cli_get (cli, error, "/v1/print-jobs/%s", escaped);
  json_t *labels = json_object_get (answer, "labels");

  for (size_t i = 0; i < json_array_size (labels); i++)
    {
      json_t *label = json_array_get (labels, i);

      if (strcmp (guo_cli_text (label, "serial"), serial) != 0)
        continue;
      json_object_set (body, "unit", json_object_get (label, "unit"));
      json_object_set (body, "copy", json_object_get (label, "copy"));
      return TRUE;
    }
  if (answer != NULL)
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("job %s has no label %s"), job, serial);
  return FALSE;
}

static int
settle (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *reason = NULL;
  gboolean spoiled = FALSE;
  const GOptionEntry entries[] = {
    { "void", 0, 0, G_OPTION_ARG_NONE, &spoiled, N_("The label did not come out, or is spoiled"), NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why"), N_("TEXT") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  g_autofree gchar *path = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 2, 2))
    return GUO_CLI_USAGE;
  path = path_of ("print-jobs", argv[1], "settle");
  guo_cli_put_text (body, "state", spoiled ? "void" : "out");
  guo_cli_put_text (body, "reason", reason);
  if (put_label (cli, body, argv[1], argv[2], &error))
    answer = guo_cli_post (cli, path, json_incref (body), &error);
  return show (cli, answer, error);
}

/* The printer that was named, else the first. */
static gchar *
printer_path (GuoCli *cli, const gchar *name, GError **error)
{
  json_auto_t *rows = guo_cli_rows_of (cli, "/v1/devices", error);
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (strcmp (guo_cli_text (row, "kind"), "printer") == 0 && json_is_true (json_object_get (row, "active"))
        && (name == NULL || strcmp (guo_cli_text (row, "name"), name) == 0))
      return g_strdup_printf ("/v1/printers/%" G_GINT64_FORMAT "/resume", guo_cli_id (row, "id"));
  if (rows != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("no such printer is bound"));
  return NULL;
}

static int
resume (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *printer = NULL;
  const GOptionEntry entries[] = {
    { "printer", 0, 0, G_OPTION_ARG_STRING, &printer, N_("Printer, where the first is not meant"), N_("NAME") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  g_autofree gchar *path = NULL;
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  path = printer_path (cli, printer, &error);
  if (path != NULL)
    answer = guo_cli_post (cli, path, json_pack ("{s:s}", "code", argv[1]), &error);
  if (answer != NULL && !cli->json)
    g_print (_("%s is the last good label; printed again: %d\n"), guo_cli_text (answer, "seen"),
             (gint) json_array_size (json_object_get (answer, "again")));
  return show (cli, answer, error);
}

static gboolean
save (GuoCli *cli, const gchar *serial, const gchar *name, const gchar *query, const gchar *file,
      GError **error)
{
  g_autofree gchar *path = path_of ("cases", serial, name);
  g_autofree gchar *asked = g_strconcat (path, query, NULL);
  GuoClient *client = file != NULL ? guo_cli_client (cli, error) : NULL;
  g_autoptr(GBytes) bytes = client != NULL ? guo_client_fetch (client, asked, error) : NULL;
  gsize len = 0;
  const gchar *data = NULL;

  if (file == NULL)
    return TRUE;
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &len);
  return g_file_set_contents (file, data, (gssize) len, error);
}

static int
save_case (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *png = NULL;
  g_autofree gchar *pdf = NULL;
  g_autofree gchar *layout = NULL;
  g_autoptr(GString) query = g_string_new (NULL);
  gint dpi = 203;
  const GOptionEntry entries[] = {
    { "png", 0, 0, G_OPTION_ARG_FILENAME, &png, N_("Write the label as a picture"), N_("FILE") },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &pdf, N_("Write the label as PDF"), N_("FILE") },
    { "dpi", 0, 0, G_OPTION_ARG_INT, &dpi, N_("Dots per inch: 203, 300, 600"), "N" },
    { "layout", 0, 0, G_OPTION_ARG_STRING, &layout, N_("case-60x40, case-100x60 or one of the centre's own; else the printer's"), N_("NAME") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  if (png == NULL && pdf == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("print case: say where to, with --png FILE or --pdf FILE"));
  g_string_printf (query, "?dpi=%d", dpi);
  guo_cli_query (query, "layout", layout);
  if (!save (cli, argv[1], "label.png", query->str, png, &error) || !save (cli, argv[1], "label.pdf", query->str, pdf, &error))
    return guo_cli_fail_error (error);
  return GUO_CLI_DONE;
}

int
guo_cli_print (GuoCli *cli, int argc, char **argv)
{
  static const GuoCliSubVerb verbs[] = {
    { "list", .own = list_jobs },
    { "reprint", .own = reprint },
    { "settle", .own = settle },
    { "resume", .own = resume },
    { "case", .own = save_case },
    { .name = NULL },
  };

  return guo_cli_call (cli, argc, argv, verbs, NULL, NULL);
}
