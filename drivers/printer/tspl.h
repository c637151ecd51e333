/* TSPL and TSPL2: TSC, Gprinter, Deli, HPRT, Xprinter. Pure, any thread.
 *
 * Facts: TSC TSPL/TSPL2 programming manual; Gprinter GP-2120T manual p. 34 (status); TSC TTP-244 Plus programming
 * manual p. 85 (<ESC>!S).
 */
#pragma once

#include "drivers/printer/language.h"

G_BEGIN_DECLS

extern const GuoPrinterLanguage guo_printer_tspl;

/**
 * guo_tspl_bitmap:
 * @out: where it is appended
 * @picture: a picture
 * @x: dots from the left
 * @y: dots from the top
 *
 * BITMAP with the whole picture. TSPL burns the dots whose bit is 0, so every bit is turned, padding included.
 */
void guo_tspl_bitmap (GByteArray *out, const GuoBitmap *picture, guint x, guint y);

/**
 * guo_tspl_label:
 * @picture: the whole label
 * @dots_per_mm: of the printer
 * @gap_mm: between two labels; 0: none
 *
 * SIZE to PRINT 1,1. White margins and white bands between two parts of the picture are not sent: CLS made them
 * white already. That is all the compression that the language has.
 *
 * Returns: (transfer full): the commands
 */
GByteArray *guo_tspl_label (const GuoBitmap *picture, guint dots_per_mm, guint gap_mm);

/**
 * guo_tspl_describe:
 * @query: (nullable): "1b213f" (also %NULL) or "1b2153"
 * @bytes: the answer
 * @len: its length
 *
 * Returns: (transfer full) (nullable): "states", "ready", or "error"; %NULL: no such query
 */
json_t *guo_tspl_describe (const gchar *query, const guint8 *bytes, gsize len);

/**
 * guo_tspl_hear:
 * @reader: what was held so far
 * @byte: the next byte
 * @out: (out): set unless NOTHING is returned
 *
 * <ESC>!? brings one byte, which may be any; a mark comes as "{0042}" with an end of line. A byte that nobody asked
 * for and that belongs to no mark is dropped.
 *
 * Returns: what this byte completes
 */
GuoPrinterHeard guo_tspl_hear (GuoPrinterReader *reader, guint8 byte, GuoPrinterAnswer *out);

G_END_DECLS
