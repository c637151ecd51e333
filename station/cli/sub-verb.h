/* Verbs that have verbs of their own: "devices add", "link create". They share one table of options, so that --help knows them
 * all, and each says how many arguments it takes. */
#pragma once

#include "station/cli/cli.h"

G_BEGIN_DECLS

/**
 * GuoCliSubFunc:
 * @cli: the command line
 * @args: what was typed behind the name, as many as the row allows, ended by %NULL
 * @options: what the table of options filled; still the caller's
 * @act: of the row
 *
 * Returns: the exit status, a #GuoCliStatus
 */
typedef int (*GuoCliSubFunc) (GuoCli *cli, gchar **args, gconstpointer options, const gchar *act);

typedef struct
{
  const gchar *name;
  int least, most;   /* so many arguments; @most -1: any number */
  GuoCliSubFunc run;
  const gchar *act;  /* (nullable): tells alike ones apart that one function does */
  GuoCliFunc own;    /* (nullable): instead of @run, with options of its own */
} GuoCliSubVerb;

/**
 * guo_cli_call:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[1] names one of @verbs
 * @verbs: ended by one without a name; the first is meant when there is no argument
 * @entries: (nullable): their options, ended by { NULL }; strings that are put into them are freed in the end
 * @options: (nullable): what the verb is given, where @entries point to
 *
 * Returns: what the verb returned, or %GUO_CLI_USAGE
 */
int guo_cli_call (GuoCli *cli, int argc, char **argv, const GuoCliSubVerb *verbs, const GOptionEntry *entries,
                  gconstpointer options);

G_END_DECLS
