#include "station/cli/sub-verb.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
fail (const gchar *const *typed, const GuoCliSubVerb *verbs)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (const GuoCliSubVerb *verb = verbs; verb->name != NULL; verb++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", verb->name);
  return guo_cli_fail (GUO_CLI_USAGE, _("%s: “%s” is none of: %s"), typed[0], typed[1], names->str);
}

/* The name is taken out of the arguments. */
static const GuoCliSubVerb *
choose (int *argc, char **argv, const GuoCliSubVerb *verbs)
{
  if (*argc < 2 || argv[1][0] == '-')
    return verbs;
  for (const GuoCliSubVerb *verb = verbs; verb->name != NULL; verb++)
    {
      if (strcmp (verb->name, argv[1]) != 0)
        continue;
      memmove (argv + 1, argv + 2, sizeof *argv * (gsize) (*argc - 1));
      (*argc)--;
      return verb;
    }
  return NULL;
}

static void
free_strings (const GOptionEntry *entries)
{
  for (const GOptionEntry *entry = entries; entry != NULL && entry->long_name != NULL; entry++)
    if (entry->arg == G_OPTION_ARG_STRING_ARRAY)
      g_strfreev (*(gchar ***) entry->arg_data);
    else if (entry->arg == G_OPTION_ARG_STRING || entry->arg == G_OPTION_ARG_FILENAME)
      g_free (*(gchar **) entry->arg_data);
}

int
guo_cli_call (GuoCli *cli, int argc, char **argv, const GuoCliSubVerb *verbs, const GOptionEntry *entries,
              gconstpointer options)
{
  const GuoCliSubVerb *verb = choose (&argc, argv, verbs);
  int status = GUO_CLI_USAGE;

  if (verb == NULL)
    return fail ((const gchar *const *) argv, verbs);
  if (verb->own != NULL)
    return verb->own (cli, argc, argv);
  if (guo_cli_options (cli, entries, &argc, &argv, verb->least, verb->most))
    status = verb->run (cli, argv + 1, options, verb->act);
  free_strings (entries);
  return status;
}
