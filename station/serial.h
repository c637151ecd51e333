/* The serial of a case: 6A000128K7QX = year's last digit, station letter, running number in the log (six
 * digits or more), four characters of HMAC-SHA256 that nobody without the key can continue. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GUO_SERIAL_KEY_BYTES 32

/**
 * guo_serial_make:
 * @key: 32 bytes, the station's secret
 * @year: of packing
 * @letter: of the station, 'A' to 'Z'
 * @running: number of the case in the log, from 1
 *
 * Returns: (transfer full): the serial; Crockford's base 32 for its last four characters
 */
gchar *guo_serial_make (const guint8 key[GUO_SERIAL_KEY_BYTES], gint year, gchar letter, gint64 running);

/**
 * guo_serial_hash:
 * @serial: a serial
 *
 * Returns: (transfer full): lower hex of the first 16 bytes of its SHA-256: what the public log has of it
 */
gchar *guo_serial_hash (const gchar *serial);

G_END_DECLS
