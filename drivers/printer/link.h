/* One connection to a label printer, by whatever way it stands: sends a job, asks for the status. Blocks; belongs
 * to one thread. Most printers take one client at a time: close it when there is nothing to print.
 */
#pragma once

#include "drivers/printer/language.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _GuoPrinterLink GuoPrinterLink;

/**
 * guo_printer_address_check:
 * @address: "tcp:HOST:PORT", "usb:0a5f:0166[:SERIAL]", "serial:/dev/ttyUSB0?line=9600/8n1", "cups:QUEUE"
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
gboolean guo_printer_address_check (const gchar *address, GError **error);

/**
 * guo_printer_link_open:
 * @address: as guo_printer_address_check()
 * @language: what the printer speaks
 * @cancel: (nullable): ends every wait of the link
 * @error: return location
 *
 * Waits at most three seconds.
 *
 * Returns: (transfer full): a connection; %NULL with an error of #GuoDriverError
 */
GuoPrinterLink *guo_printer_link_open (const gchar *address, const GuoPrinterLanguage *language, GCancellable *cancel,
                                       GError **error);

/**
 * guo_printer_link_close:
 * @self: (nullable): a connection
 *
 * Tells the printer that nothing follows, and waits up to a second for its end: a plain close with unread
 * answers would cut the last label.
 */
void guo_printer_link_close (GuoPrinterLink *self);

/**
 * guo_printer_link_send:
 * @self: a connection
 * @bytes: a job
 * @len: how many
 * @sent: (out): how many were accepted by this machine's network, also on an error: none means that the
 *   printer cannot have anything of it
 * @error: return location
 *
 * Waits at most five seconds for a printer that takes nothing.
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_LOST
 */
gboolean guo_printer_link_send (GuoPrinterLink *self, const guint8 *bytes, gsize len, gsize *sent, GError **error);

/**
 * guo_printer_link_ask:
 * @self: a connection
 * @timeout_ms: how long to wait; half a second for the first of two questions; 0: not at all, for a printer that never
 *   answers: the question goes out, and what came since the last time counts
 * @out: (out): the state; its mark is the newest that came on this connection, also where %FALSE is returned
 * @error: return location
 *
 * Returns: whether the printer answered; %FALSE without an error: silence (by CUPS always, @out holds its hints); %FALSE with %GUO_DRIVER_ERROR_LOST: the
 *   connection is gone
 */
gboolean guo_printer_link_ask (GuoPrinterLink *self, guint timeout_ms, GuoPrinterAnswer *out, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoPrinterLink, guo_printer_link_close)

G_END_DECLS
