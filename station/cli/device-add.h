/* devices add NAME ADDRESS, with what its protocol does not say; devices set NAME, which changes it. */
#pragma once

#include "station/cli/cli.h"

G_BEGIN_DECLS

/**
 * guo_cli_device_add:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is "add"
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_device_add (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_device_set:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is "set"
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_device_set (GuoCli *cli, int argc, char **argv);

G_END_DECLS
