/* A scanner or a button at an address: its transport and the decoder that fits, behind one lock.
 *
 *   serial:/dev/ttyACM0?line=9600/8n1   tcp:HOST:PORT          a line of characters; "#prefix=S1" behind either: what
 *                                                              the scanner was set to send before each code
 *   evdev:/dev/input/by-id/usb-…-event-kbd                     a scanner that types, grabbed
 *   evdev:/dev/input/by-id/…?watch                             the same, not grabbed: to find out which one it is
 *   evdev:/dev/input/by-id/…?learn                             not grabbed, each key that goes down is told: to find out
 *                                                              which device and key a button is
 *   usb:VVVV:PPPP[:SERIAL]                                     HID POS
 *   evdev:/dev/input/by-id/…?key=183                           a button or foot switch: that key code, grabbed
 *   signal:/dev/ttyUSB0?line=cts                               one between two pins of a serial port
 */
#pragma once

#include "drivers/scanner/scan.h"
#include "drivers/transport.h"

G_BEGIN_DECLS

typedef struct _GuoScanner GuoScanner;

/* On the transport's thread, or on that of guo_scanner_tick(); the scanner's lock is held: call nothing of it.
 * @pressed: key code of linux/input-event-codes.h; 0 for a pin */
typedef struct
{
  void (*scan) (const GuoScan *scan, gint64 at_us, gpointer user_data);
  void (*pressed) (guint key, gint64 at_us, gpointer user_data);
  void (*state) (GuoTransportState state, const GError *error, gpointer user_data);
} GuoScannerCallbacks;

/**
 * guo_scanner_new:
 * @address: see above
 * @error: return location
 *
 * Nothing is opened yet.
 *
 * Returns: (transfer full): a scanner; %NULL with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
GuoScanner *guo_scanner_new (const gchar *address, GError **error);

/**
 * guo_scanner_is_button:
 * @self: a scanner
 *
 * Returns: whether it only tells that something was pressed
 */
gboolean guo_scanner_is_button (GuoScanner *self);

/**
 * guo_scanner_start:
 * @self: a scanner that was not started
 * @callbacks: copied
 * @user_data: for them
 */
void guo_scanner_start (GuoScanner *self, const GuoScannerCallbacks *callbacks, gpointer user_data);

/**
 * guo_scanner_tick:
 * @self: a started scanner
 *
 * To be called ten times a second: a code that broke off is told as incomplete. Any thread.
 */
void guo_scanner_tick (GuoScanner *self);

/**
 * guo_scanner_free:
 * @self: (nullable): a scanner; no callback follows
 */
void guo_scanner_free (GuoScanner *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoScanner, guo_scanner_free)

G_END_DECLS
