/* guozhanctl sim: what its simulated devices share: where they listen, what they say of it, lines typed at them. */
#pragma once

#include "station/cli/cli.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Obeys a line, its ends stripped of line ends only. Returns: FALSE with an error, which is said; it goes on. */
typedef gboolean (*GuoCliSimObey) (gchar *line, gpointer device, GError **error);

/**
 * guo_cli_sim_address:
 * @host: where it listens
 * @port: the port it got
 *
 * Returns: (transfer full): "tcp:HOST:PORT", as a device is bound
 */
gchar *guo_cli_sim_address (const gchar *host, guint16 port);

/**
 * guo_cli_sim_announce:
 * @cli: the command line
 * @protocol: what it speaks
 * @host: where it listens
 * @port: the port it got
 * @scenario: what happens
 *
 * Says all of it at once, so that who reads a pipe can connect.
 */
void guo_cli_sim_announce (GuoCli *cli, const gchar *protocol, const gchar *host, guint16 port, const gchar *scenario);

/**
 * guo_cli_sim_serve:
 * @obey: (nullable): told of each line of standard input that is not empty
 * @device: for @obey
 *
 * Returns at Ctrl-C.
 */
void guo_cli_sim_serve (GuoCliSimObey obey, gpointer device);

/* Makes the bytes that a typed line is sent as. Returns: FALSE with an error, which is said; it goes on. */
typedef gboolean (*GuoCliSimTyped) (const gchar *line, gconstpointer device, GByteArray *bytes, GError **error);

typedef struct
{
  const gchar *protocol;
  const gchar *listen;   /* "HOST:PORT", port 0 takes a free one */
  const gchar *sentence; /* translated; "%s at %s ...": protocol and address */
  GuoCliSimTyped make;
  gconstpointer device; /* for make */
} GuoCliSimTypedDevice;

/**
 * guo_cli_sim_typed:
 * @cli: the command line
 * @typed: a device on a serial device server that sends what is typed, to all who listen
 *
 * Runs until Ctrl-C.
 *
 * Returns: the exit status
 */
int guo_cli_sim_typed (GuoCli *cli, const GuoCliSimTypedDevice *typed);

G_END_DECLS
