/* guozhanctl sim guozhan-modbus, and the instruments for samples. */
#pragma once

#include "drivers/instrument/instrument.h"
#include "station/cli/cli.h"

G_BEGIN_DECLS

/**
 * guo_cli_sim_counters:
 * @cli: the command line
 * @listen: "HOST:PORT", port 0 takes a free one
 * @scenario: (nullable): as guo_counter_sim_new()
 * @seed: of everything random
 *
 * A PLC on Modbus TCP with the registers that we recommend. Runs until Ctrl-C; each line of standard input is obeyed as
 * guo_counter_sim_control().
 *
 * Returns: the exit status
 */
int guo_cli_sim_counters (GuoCli *cli, const gchar *listen, const gchar *scenario, guint32 seed);

/**
 * guo_cli_sim_instrument:
 * @cli: the command line
 * @instrument: which
 * @listen: "HOST:PORT", port 0 takes a free one
 *
 * Runs until Ctrl-C; each line of standard input is one reading, "12.3 21.5".
 *
 * Returns: the exit status
 */
int guo_cli_sim_instrument (GuoCli *cli, const GuoInstrument *instrument, const gchar *listen);

G_END_DECLS
