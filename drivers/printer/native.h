/* Text and symbols drawn by the printer itself, for slow serial lines and for trying a machine. Pure, any thread.
 *
 * Labels never use it: a printer without the font prints an empty place and says nothing. Facts: Zebra ZPL II
 * programming guide (^FH, ^BQ, ^BC); TSC TSPL/TSPL2 manual (TEXT, QRCODE); Epson TM-T81 manual p. 95-97 (GS ( k).
 */
#pragma once

#include "drivers/error.h"

G_BEGIN_DECLS

/**
 * guo_zpl_text:
 * @text: UTF-8
 *
 * Returns: (transfer full): "^FH_^FD…^FS", what ZPL would take for itself and everything not ASCII as _XX; needs ^CI28
 */
gchar *guo_zpl_text (const gchar *text);

/**
 * guo_zpl_qr:
 * @data: what the symbol says
 * @level: 'H', 'Q', 'M' or 'L'
 * @dots: a module, 1 to 10
 *
 * The level and the input mode stand before the data: without them three characters of it would vanish.
 *
 * Returns: (transfer full): "^BQN,2,…^FS"
 */
gchar *guo_zpl_qr (const gchar *data, gchar level, guint dots);

/**
 * guo_zpl_code128:
 * @elements: GS1 element string, GS (1D) where FNC1 separates
 * @height: dots
 * @dots: a module, 1 to 10
 *
 * Begins in subset B: with C letters would be dropped without an error.
 *
 * Returns: (transfer full): "^BY…^BC…^FS"
 */
gchar *guo_zpl_code128 (const gchar *elements, guint height, guint dots);

/**
 * guo_tspl_text:
 * @text: UTF-8
 * @font: the printer's name of it; a missing one prints nothing
 * @x: dots
 * @y: dots
 * @error: return location
 *
 * Returns: (transfer full): TEXT in GB18030, or %NULL with a #GConvertError
 */
GByteArray *guo_tspl_text (const gchar *text, const gchar *font, guint x, guint y, GError **error);

/**
 * guo_tspl_qr:
 * @data: what the symbol says, ASCII
 * @level: 'H', 'Q', 'M' or 'L'
 * @dots: a module, 1 to 10
 * @x: dots
 * @y: dots
 *
 * Returns: (transfer full): QRCODE
 */
GByteArray *guo_tspl_qr (const gchar *data, gchar level, guint dots, guint x, guint y);

/**
 * guo_escpos_qr:
 * @data: what the symbol says
 * @level: 'H', 'Q', 'M' or 'L'
 * @dots: a module, 1 to 16; some clones take no more than 8
 *
 * Returns: (transfer full): five times GS ( k: model, size, level, data, print
 */
GByteArray *guo_escpos_qr (const gchar *data, gchar level, guint dots);

/**
 * guo_escpos_line:
 * @text: UTF-8
 * @error: return location
 *
 * Returns: (transfer full): one line in GB18030, two-byte text switched on; or %NULL with a #GConvertError
 */
GByteArray *guo_escpos_line (const gchar *text, GError **error);

G_END_DECLS
