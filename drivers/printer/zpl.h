/* ZPL II: a picture as bytes for the printer, and the printer's answer to ~HS. Pure, any thread.
 *
 * Text is never sent as text: a printer without the font prints an empty place and says nothing.
 * Facts: Zebra ZPL II programming guide (^GF, alternative data compression, B64 and Z64, ~HS).
 */
#pragma once

#include "drivers/printer/language.h"

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

/**
 * guo_zpl_status_states:
 * @status: object of guo_zpl_host_status()
 *
 * Returns: bits of #GuoPrinterState
 */
guint32 guo_zpl_status_states (json_t *status);

/**
 * guo_zpl_status_busy:
 * @status: object of guo_zpl_host_status()
 *
 * Returns: whether something is received, in part or whole, and not yet printed
 */
gboolean guo_zpl_status_busy (json_t *status);

/**
 * guo_zpl_extended_status:
 * @text: an answer to ~HQES, which some firmware frames and some does not; white space is not fixed
 * @states: (out) (optional): bits of #GuoPrinterState
 *
 * Returns: (transfer full) (nullable): "errors", "warnings" (eight hex digits each), "states", "warning_states",
 *   "ready"; %NULL: no such answer, or not the whole of it
 */
json_t *guo_zpl_extended_status (const gchar *text, guint32 *states);

/**
 * guo_zpl_identity:
 * @text: an answer to ~HI
 *
 * Returns: (transfer full) (nullable): "model", "firmware", "dots_per_mm", "memory_kb", "options"; %NULL: none
 */
json_t *guo_zpl_identity (const gchar *text);

/**
 * guo_zpl_describe:
 * @query: (nullable): "~HS" (also %NULL), "~HQES" or "~HI"
 * @bytes: the answer
 * @len: its length
 *
 * Returns: (transfer full) (nullable): one of the above, or "error"; %NULL: no such query
 */
json_t *guo_zpl_describe (const gchar *query, const guint8 *bytes, gsize len);

/**
 * guo_zpl_hear:
 * @reader: what was held so far
 * @byte: the next byte
 * @out: (out): set with STATE
 *
 * Answers to ~HS and framed ones to ~HQES, whichever comes.
 *
 * Returns: STATE at the last byte of one, else NOTHING
 */
GuoPrinterHeard guo_zpl_hear (GuoPrinterReader *reader, guint8 byte, GuoPrinterAnswer *out);

extern const GuoPrinterLanguage guo_printer_zpl;

G_END_DECLS
