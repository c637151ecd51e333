/* ZPL II: a picture as bytes for the printer, and the printer's answer to ~HS. Pure, any thread.
 *
 * Text is never sent as text: a printer without the font prints an empty place and says nothing.
 * Facts: Zebra ZPL II programming guide (^GF, alternative data compression, B64 and Z64, ~HS).
 */
#pragma once

#include "drivers/error.h"
#include "drivers/printer/bitmap.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * GuoZplEncoding:
 * @GUO_ZPL_HEX: two digits a byte
 * @GUO_ZPL_ACS: hex with repeat counts; read by every clone
 * @GUO_ZPL_B64: base64 with a CRC
 * @GUO_ZPL_Z64: zlib, base64, CRC: a picture damaged on the way is not printed
 */
typedef enum
{
  GUO_ZPL_HEX,
  GUO_ZPL_ACS,
  GUO_ZPL_B64,
  GUO_ZPL_Z64,
} GuoZplEncoding;

/**
 * guo_zpl_graphic:
 * @picture: a picture
 * @encoding: how the data field is written
 *
 * Returns: (transfer full): "^GFA,b,c,d,DATA"
 */
gchar *guo_zpl_graphic (const GuoBitmap *picture, GuoZplEncoding encoding);

/**
 * guo_zpl_label:
 * @picture: the whole label at the printer's dots
 * @encoding: how the picture is written
 *
 * One format, one copy, and the printer's own repeat after an error switched off: a second label with the
 * same serial must never come out without the station knowing.
 *
 * Returns: (transfer full): ^XA … ^XZ
 */
GBytes *guo_zpl_label (const GuoBitmap *picture, GuoZplEncoding encoding);

/**
 * guo_zpl_graphic_read:
 * @data: data field of a ^GF, up to the next ^ or ~ or the end
 * @len: its length
 * @bytes_per_row: of the picture, 1 to 2,048
 * @total: bytes of the picture; 0: as many as come
 * @error: return location
 *
 * Reads all four encodings; what is missing at the end is white.
 *
 * Returns: (transfer full): the picture's bytes; %NULL with %GUO_DRIVER_ERROR_BAD_ARGUMENT (CRC, base64,
 *   zlib, a character)
 */
GByteArray *guo_zpl_graphic_read (const gchar *data, gsize len, gsize bytes_per_row, gsize total,
                                  GError **error);

/**
 * guo_zpl_host_status:
 * @bytes: everything that came since ~HS was asked
 * @len: how many
 * @error: return location
 *
 * Reads the last whole answer among @bytes: three lines between STX and ETX.
 *
 * Returns: (transfer full) (nullable): object of the answer's fields ("paper_out", "formats_in_buffer",
 *   "labels_remaining" …), "states" (array of words) and "ready" (no state but "printing"); %NULL without
 *   error: incomplete, wait for more; %NULL with %GUO_DRIVER_ERROR_BAD_ARGUMENT: malformed, ask again
 */
json_t *guo_zpl_host_status (const guint8 *bytes, gsize len, GError **error);

G_END_DECLS
