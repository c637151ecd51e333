/* guozhanctl sim scanner: a scanner on a serial device server; each line of standard input is one scan. */
#pragma once

#include "station/cli/cli.h"

G_BEGIN_DECLS

/**
 * guo_cli_sim_scanner:
 * @cli: the command line
 * @listen: "HOST:PORT", port 0 takes a free one
 *
 * Runs until Ctrl-C. "{GS}" in a line is FNC1 (0x1D); a code ends with CR LF.
 *
 * Returns: the exit status
 */
int guo_cli_sim_scanner (GuoCli *cli, const gchar *listen);

G_END_DECLS
