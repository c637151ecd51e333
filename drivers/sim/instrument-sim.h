/* An instrument that measures by itself, or when it is asked, as a transport inside this process or on TCP: for practice and
 * tests. */
#pragma once

#include "drivers/instrument/instrument.h"
#include "drivers/transport.h"

G_BEGIN_DECLS

/**
 * guo_instrument_sim_transport:
 * @address: "sim:ID[?say=12.3,11.8&every=5]": what is said in turn, as its row's @frame takes it, 12.3 where nothing is given;
 *   every so many seconds, 1 to 3600, 5 where nothing is given; one that is asked says it when it is
 * @error: return location
 *
 * Returns: (transfer full): a transport that is not started; %NULL with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
GuoTransport *guo_instrument_sim_transport (const gchar *address, GError **error);

typedef struct _GuoInstrumentServer GuoInstrumentServer;

/**
 * guo_instrument_server_new:
 * @instrument: one that is asked, with a simulator; constant
 * @host: address to listen on, "127.0.0.1"
 * @port: TCP port, 0: any free one
 * @error: return location
 *
 * Each byte that it hears asks; until something is typed the instrument behind it does not answer, which it says.
 *
 * Returns: (transfer full): a server for one client at a time, or %NULL with %GUO_DRIVER_ERROR_ABSENT or
 *   %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
GuoInstrumentServer *guo_instrument_server_new (const GuoInstrument *instrument, const gchar *host, guint16 port,
                                                GError **error);

/**
 * guo_instrument_server_port:
 * @self: a server
 *
 * Returns: the port it got
 */
guint16 guo_instrument_server_port (GuoInstrumentServer *self);

/**
 * guo_instrument_server_set:
 * @self: a server
 * @typed: what its display shows from now on, as the row's @frame takes it; "quiet": it answers nothing at all
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ARGUMENT
 */
gboolean guo_instrument_server_set (GuoInstrumentServer *self, const gchar *typed, GError **error);

/**
 * guo_instrument_server_free:
 * @self: (nullable): a server; its client is cut
 */
void guo_instrument_server_free (GuoInstrumentServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoInstrumentServer, guo_instrument_server_free)

G_END_DECLS
