/* Symbology identifiers, "]cm" (ISO/IEC 15424; letters as in the AIM tables of the NCR 7895 and Cino manuals). Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_aim_length:
 * @text: what a scanner sent
 * @len: its bytes
 *
 * Returns: 3 when @text begins with a symbology identifier, else 0
 */
gsize guo_aim_length (const gchar *text, gsize len);

/**
 * guo_aim_symbology:
 * @aim: "]Q1", or ""
 *
 * Returns: (transfer none) (nullable): "qr", "gs1-128", "ean-13" …; %NULL: not told, or not known
 */
const gchar *guo_aim_symbology (const gchar *aim);

/**
 * guo_aim_is_gs1:
 * @aim: "]C1", or ""
 *
 * Returns: whether the symbol began with FNC1, so that it holds a GS1 element string: ]C1 ]e0 ]d2 ]Q3
 */
gboolean guo_aim_is_gs1 (const gchar *aim);

G_END_DECLS
