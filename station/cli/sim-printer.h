/* The printer's side of guozhanctl sim; for verb-sim.c. */
#pragma once

#include "station/cli/cli.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  const gchar *language; /* "zpl", "tspl", "escpos" */
  const gchar *listen;   /* HOST:PORT */
  const gchar *scenario; /* (nullable): of a printer */
  const gchar *out;      /* (nullable): folder for what comes out, one PNG each */
  gint dpi;              /* of the printer: 203, 300, 600 */
} GuoCliPrinter;

/**
 * guo_cli_sim_printer:
 * @cli: the command line
 * @printer: what was asked for
 *
 * Runs a simulated printer on TCP until Ctrl-C; lines from standard input act on it ("paper out" …).
 *
 * Returns: the exit status
 */
int guo_cli_sim_printer (GuoCli *cli, const GuoCliPrinter *printer);

G_END_DECLS
