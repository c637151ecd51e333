/* What the verbs read: options, files, lines. */
#include "station/cli/cli.h"
#include "station/client/sentences.h"

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void
add_common (GOptionContext *context, GuoCli *cli)
{
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_("One JSON object a line"), NULL },
    { "user", 0, 0, G_OPTION_ARG_STRING, &cli->user, N_("Who acts; the PIN is asked, or $GUOZHAN_PIN"), N_("NAME") },
    { "db", 0, 0, G_OPTION_ARG_FILENAME, &cli->db, N_("The station's database"), N_("FILE") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static void
drop_dashes (int *argc, char **argv)
{
  if (*argc > 1 && strcmp (argv[1], "--") == 0)
    {
      memmove (argv + 1, argv + 2, sizeof *argv * (gsize) (*argc - 1));
      (*argc)--;
    }
}

gboolean
guo_cli_options (GuoCli *cli, const GOptionEntry *entries, int *argc, char ***argv, int least, int most)
{
  const GuoCliVerb *verb = guo_cli_verb_find ((*argv)[0]);
  g_autofree gchar *name = g_strdup_printf ("guozhanctl %s", verb->name);
  g_autoptr(GOptionContext) context = g_option_context_new (verb->arguments);
  g_autoptr(GError) error = NULL;

  g_set_prgname (name);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, verb->summary);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  add_common (context, cli);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      guo_cli_fail (GUO_CLI_USAGE, "%s: %s", verb->name, error->message);
      return FALSE;
    }
  drop_dashes (argc, *argv);
  if (*argc - 1 >= least && (most < 0 || *argc - 1 <= most))
    return TRUE;
  if (*verb->arguments == '\0')
    guo_cli_fail (GUO_CLI_USAGE, _("%s takes options only; “guozhanctl %s --help” lists them"), verb->name, verb->name);
  else
    guo_cli_fail (GUO_CLI_USAGE, _("%s takes: %s"), verb->name, verb->arguments);
  return FALSE;
}

static gboolean
is_absence (const GError *error)
{
  static const gchar *const codes[] = { "no-printer", "scale-disconnected", NULL };

  return g_error_matches (error, GUO_CLIENT_ERROR, GUO_CLIENT_ERROR_NO_DAEMON) ||
         g_error_matches (error, GUO_CLIENT_ERROR, GUO_CLIENT_ERROR_BROKEN) ||
         g_strv_contains (codes, guo_client_error_code (error)) ||
         g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
         g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES) ||
         g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR) ||
         g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_FAILED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

/* The refusal of a field in the words of the verb; NULL: the message says it already. */
static gchar *
in_words_of_verb (const GError *error)
{
  json_t *params = guo_client_error_params (error);
  const gchar *verb = strchr (g_get_prgname (), ' ');
  const gchar *option = NULL;
  json_auto_t *said = NULL;

  if (verb == NULL || strcmp (guo_client_error_code (error), "bad-field") != 0)
    return NULL;
  option = guo_cli_option_of (verb + 1, guo_cli_text (params, "field"));
  if (option == NULL)
    return NULL;
  said = json_copy (params);
  guo_cli_put_text (said, "field", option);
  return guo_client_sentence ("bad-field", said);
}

int
guo_cli_fail_error (const GError *error)
{
  g_autofree gchar *sentence = NULL;

  if (error->domain == GUO_CLI_ERROR)
    return guo_cli_fail ((GuoCliStatus) error->code, "%s", error->message);
  sentence = in_words_of_verb (error);
  if (sentence != NULL)
    return guo_cli_fail (GUO_CLI_REFUSED, "%s", sentence);
  return guo_cli_fail (is_absence (error) ? GUO_CLI_ABSENT : GUO_CLI_REFUSED, "%s", error->message);
}

/* What GLib says of @file, in words of ours; the kind of error stays. */
static void
tell_file_error (const gchar *file, const GError *cause, GError **error)
{
  const gchar *words = g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT)   ? _("there is no such file")
                       : g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ISDIR) ? _("this is a folder, not a file")
                       : g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ACCES) ? _("you may not read it")
                                                                                   : cause->message;

  g_set_error (error, cause->domain, cause->code, "%s: %s", file, words);
}

GBytes *
guo_cli_read (const gchar *file, GError **error)
{
  g_autoptr(GError) cause = NULL;
  gchar *contents = NULL;
  gsize len = 0;

  if (file == NULL || strcmp (file, "-") == 0)
    {
      g_autoptr(GInputStream) in = g_unix_input_stream_new (STDIN_FILENO, FALSE);
      g_autoptr(GOutputStream) out = g_memory_output_stream_new_resizable ();

      if (g_output_stream_splice (out, in, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) < 0)
        return NULL;
      return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
    }
  if (g_file_get_contents (file, &contents, &len, &cause))
    return g_bytes_new_take (contents, len);
  tell_file_error (file, cause, error);
  return NULL;
}

gchar *
guo_cli_read_text (const gchar *file, GError **error)
{
  g_autoptr(GBytes) bytes = guo_cli_read (file, error);
  const gchar *text = NULL;
  const gchar *end = NULL;
  gsize len = 0;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &len);
  if (len >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      len -= 3;
    }
  if (!g_utf8_validate_len (len > 0 ? text : "", len, &end))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _("%s: not UTF-8 text at byte %u"),
                   file != NULL && strcmp (file, "-") != 0 ? file : _("standard input"), (guint) (end - text));
      return NULL;
    }
  return len > 0 ? g_strndup (text, len) : g_strdup ("");
}

static gboolean
answer_line (const gchar *line, GuoCliLineFunc func, gpointer user_data)
{
  json_auto_t *answer = json_object ();
  gboolean good = func (line, answer, user_data);

  guo_cli_object (answer);
  return good;
}

int
guo_cli_lines (int n_values, char **values, GuoCliLineFunc func, gpointer user_data)
{
  gboolean good = TRUE;
  char *line = NULL;
  size_t room = 0;

  for (int i = 0; i < n_values; i++)
    good = answer_line (values[i], func, user_data) && good;
  for (ssize_t n; n_values == 0 && (n = getline (&line, &room, stdin)) >= 0;)
    {
      while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
        line[--n] = '\0';
      good = answer_line (line, func, user_data) && good;
    }
  free (line);
  return good ? GUO_CLI_DONE : GUO_CLI_REFUSED;
}
