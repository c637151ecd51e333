/* guozhanctl grader: what a grading machine handed over, as one object; nothing is recorded. */
#include "station/cli/grader-read.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const gchar *name;
  GuoGraderRead read;
} formats[] = {
  { "line", guo_grader_read_line },
  { "modbus", guo_grader_read_modbus },
  { "profile", guo_grader_read_profile },
};

static GuoGraderRead
find_format (const gchar *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].name, name) == 0)
      return formats[i].read;
  return NULL;
}

static int
fail_format (const gchar *name)
{
  g_autoptr(GString) known = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    g_string_append_printf (known, "%s%s", i == 0 ? "" : ", ", formats[i].name);
  if (name == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("--format is missing; one of: %s"), known->str);
  return guo_cli_fail (GUO_CLI_USAGE, _("--format %s is not known; one of: %s"), name, known->str);
}

/* A warning alone is nothing wrong. */
static gboolean
is_wrong (json_t *answer)
{
  json_t *problem;
  gsize i;

  json_array_foreach (json_object_get (answer, "problems"), i, problem)
    if (strcmp (guo_cli_text (problem, "severity"), "warning") != 0)
      return TRUE;
  return FALSE;
}

static int
read_input (GuoGraderRead read, const gchar *file, const gchar *profile_file)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) input = guo_cli_read (file, &error);
  g_autoptr(GBytes) profile = NULL;
  json_auto_t *answer = NULL;

  if (input != NULL && profile_file != NULL)
    profile = guo_cli_read (profile_file, &error);
  if (error != NULL)
    return guo_cli_fail_error (error);
  if (!read (input, profile, &answer, &error))
    return guo_cli_fail (GUO_CLI_REFUSED, "%s: %s", file != NULL ? file : "-", error->message);
  guo_cli_object (answer);
  return is_wrong (answer) ? GUO_CLI_REFUSED : GUO_CLI_DONE;
}

int
guo_cli_grader (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *format = NULL;
  g_autofree gchar *profile = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("What the bytes are: line, profile or modbus"), N_("FORMAT") },
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &profile, N_("How a report becomes our fields"), N_("FILE") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  GuoGraderRead read;

  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 2))
    return GUO_CLI_USAGE;
  if (strcmp (argv[1], "read") != 0)
    return guo_cli_fail (GUO_CLI_USAGE, _("“grader %s” is unknown; there is: grader read"), argv[1]);
  read = format != NULL ? find_format (format) : NULL;
  if (read == NULL)
    return fail_format (format);
  return read_input (read, argc > 2 ? argv[2] : NULL, profile);
}
