/* Transports of the kernel's input devices: bytes are whole events. Only drivers/scanner includes this. */
#pragma once

#include "drivers/transport.h"

G_BEGIN_DECLS

/**
 * guo_evdev_transport_new:
 * @path: "/dev/input/by-id/usb-…-event-kbd": a link that udev keeps survives a replug
 * @address: the whole address
 * @alone: whether nobody else is to see its keys
 *
 * Bytes are whole struct input_event. With @alone the device is grabbed, so that neither the screen nor an input method sees a
 * key of it (EVIOCGRAB, linux/input.h), but not before every key is up, else the last one sticks (evsieve issue 57).
 * The grab ends with the descriptor; after a replug it is made anew.
 *
 * Returns: (transfer full): a transport that is not started
 */
GuoTransport *guo_evdev_transport_new (const gchar *path, const gchar *address, gboolean alone);

/**
 * guo_signal_transport_new:
 * @rest: "/dev/ttyUSB0?line=cts": cts, dsr or ri
 * @address: the whole address
 * @error: return location
 *
 * A switch between two pins of a serial port. Bytes are '1' when the line has become active and stayed so for two
 * looks, 20 ms, '0' when it is not any more.
 *
 * Returns: (transfer full): a transport that is not started; %NULL with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
GuoTransport *guo_signal_transport_new (const gchar *rest, const gchar *address, GError **error);

/**
 * guo_input_open:
 * @path: of a device
 * @flags: as open(), %O_CLOEXEC and %O_NONBLOCK are added
 * @error: return location
 *
 * Returns: a descriptor; -1 with %GUO_DRIVER_ERROR_ABSENT or %GUO_DRIVER_ERROR_DENIED
 */
gint guo_input_open (const gchar *path, gint flags, GError **error);

G_END_DECLS
