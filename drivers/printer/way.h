/* The ways by which bytes go to a label printer and come from it: TCP (port 9100), the USB printer class, a serial
 * line, a queue of CUPS. Blocks; a way belongs to one thread. Only drivers/printer includes this. */
#pragma once

#include "drivers/error.h"
#include "drivers/printer/state.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _GuoPrinterWay GuoPrinterWay;

typedef struct
{
  /* Sends some of it before @until_us. @taken: what may have left, also with an error; 0 and %TRUE: nothing is taken now. */
  gboolean (*send) (GuoPrinterWay *self, const guint8 *bytes, gsize len, gint64 until_us, gsize *taken, GError **error);
  /* (nullable): what was sent is a whole job. */
  gboolean (*finish) (GuoPrinterWay *self, GError **error);
  /* Waits until @until_us for something. Returns: bytes, 0: none came, -1 with an error: the way is gone. */
  gssize (*receive) (GuoPrinterWay *self, guint8 *bytes, gsize len, gint64 until_us, GError **error);
  /* (nullable): states that the way itself knows, whatever the language (USB's port status). */
  guint (*states) (GuoPrinterWay *self);
  /* What was sent still arrives; a job that was not finished does not. */
  void (*close) (GuoPrinterWay *self);
  gboolean one_way; /* no question may be sent: it would be a job; @states are a hint only */
} GuoPrinterWayOps;

/* The head of every way. */
struct _GuoPrinterWay
{
  const GuoPrinterWayOps *ops;
  GCancellable *cancel; /* ends every wait */
};

/**
 * guo_printer_way_open:
 * @address: as guo_printer_address_check()
 * @cancel: ends every wait
 * @error: return location
 *
 * Waits at most three seconds.
 *
 * Returns: (transfer full): closed by its own close; %NULL with an error of #GuoDriverError
 */
GuoPrinterWay *guo_printer_way_open (const gchar *address, GCancellable *cancel, GError **error);

/**
 * guo_printer_way_lost:
 * @reason: (nullable): what was said
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_LOST
 */
gboolean guo_printer_way_lost (const gchar *reason, GError **error);

/**
 * guo_printer_way_tcp:
 * @rest: "HOST:PORT"
 * @cancel: ends the wait for the connection
 * @error: return location
 *
 * Returns: (transfer full): as guo_printer_way_open()
 */
GuoPrinterWay *guo_printer_way_tcp (const gchar *rest, GCancellable *cancel, GError **error);

/**
 * guo_printer_way_usb:
 * @rest: "0a5f:0166", as guo_usb_address_parse()
 * @cancel: ends every wait
 * @error: return location
 *
 * The kernel's driver (usblp) is detached as long as the way is open.
 *
 * Returns: (transfer full): as guo_printer_way_open()
 */
GuoPrinterWay *guo_printer_way_usb (const gchar *rest, GCancellable *cancel, GError **error);

/**
 * guo_printer_way_serial:
 * @rest: "/dev/ttyUSB0?line=9600/8n1"
 * @cancel: ends every wait
 * @error: return location
 *
 * Returns: (transfer full): as guo_printer_way_open()
 */
GuoPrinterWay *guo_printer_way_serial (const gchar *rest, GCancellable *cancel, GError **error);

/**
 * guo_printer_way_cups:
 * @rest: name of a queue of the CUPS that libcups finds ($CUPS_SERVER, client.conf, this machine)
 * @cancel: not heard; five seconds is the longest wait
 * @error: return location
 *
 * Returns: (transfer full): as guo_printer_way_open()
 */
GuoPrinterWay *guo_printer_way_cups (const gchar *rest, GCancellable *cancel, GError **error);

/**
 * guo_printer_cups_queue:
 * @rest: name of a queue
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
gboolean guo_printer_cups_queue (const gchar *rest, GError **error);

/**
 * guo_printer_tcp_address:
 * @rest: "HOST:PORT", an IPv6 host in brackets
 * @host: (out) (optional): its host
 * @port: (out) (optional): its port
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
gboolean guo_printer_tcp_address (const gchar *rest, gchar **host, guint16 *port, GError **error);

G_END_DECLS
