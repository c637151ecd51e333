/* ESC/POS: receipt printers, here for slips and for labels cut from a roll. Pure, any thread.
 *
 * Facts: Epson ESC/POS reference (GS ( H, DLE ENQ), Epson TM-U220 p. 54 and 83, TM-L90 p. 319 and 429, Citizen
 * CT-S310 p. 310 (telling the answers apart), Fenix TS1700 p. 50 and HPRT TP809 p. 55 (GS v 0), Epson TM-T81 p. 95-97.
 */
#pragma once

#include "drivers/printer/language.h"

G_BEGIN_DECLS

#define GUO_ESCPOS_STRIP 128 /* rows of one GS v 0: printers with 4 kB of buffer take no more */

extern const GuoPrinterLanguage guo_printer_escpos;

/**
 * guo_escpos_raster:
 * @out: where it is appended
 * @picture: a picture
 * @strip_rows: rows of one command, 1 to 2,303
 * @crop: whether white at the right of a strip is left out
 *
 * The whole picture as GS v 0 commands.
 */
void guo_escpos_raster (GByteArray *out, const GuoBitmap *picture, guint strip_rows, gboolean crop);

/**
 * guo_escpos_mark:
 * @out: where it is appended
 * @mark: 1 to GUO_PRINTER_MARKS
 *
 * GS ( H function 48: the printer says the mark when everything before it is printed.
 */
void guo_escpos_mark (GByteArray *out, guint mark);

/**
 * guo_escpos_describe:
 * @query: (nullable): "100401" (also %NULL), "100402", "100403", "100404" (DLE EOT n), "asb", or "stream"
 * @bytes: the answer
 * @len: its length
 *
 * Returns: (transfer full) (nullable): "valid" and "states"; of a stream "events" in the order in which they were
 *   complete; %NULL: no such query
 */
json_t *guo_escpos_describe (const gchar *query, const guint8 *bytes, gsize len);

/**
 * guo_escpos_hear:
 * @reader: what was held so far
 * @byte: the next byte
 * @out: (out): set unless NOTHING is returned
 *
 * Tells DLE EOT, automatic status and process ids apart; XON and XOFF stand anywhere and mean nothing here.
 *
 * Returns: what this byte completes; automatic status is a PART
 */
GuoPrinterHeard guo_escpos_hear (GuoPrinterReader *reader, guint8 byte, GuoPrinterAnswer *out);

G_END_DECLS
