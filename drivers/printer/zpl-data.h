/* The codings inside ZPL's graphic fields; for zpl*.c alone. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_zpl_crc:
 * @text: base64 characters
 * @len: how many
 *
 * Returns: CRC-16 as B64 and Z64 have it: polynomial 0x1021, start 0, not reflected ("XMODEM")
 */
guint16 guo_zpl_crc (const gchar *text, gsize len);

/**
 * guo_zpl_deflate:
 * @bytes: a picture
 * @len: how many
 *
 * Returns: (transfer full): a zlib stream
 */
GByteArray *guo_zpl_deflate (const guint8 *bytes, gsize len);

/**
 * guo_zpl_inflate:
 * @bytes: a zlib stream
 * @len: how many
 * @most: bytes that may come out
 *
 * Returns: (transfer full) (nullable): what it holds; %NULL: damaged, or more than @most
 */
GByteArray *guo_zpl_inflate (const guint8 *bytes, gsize len, gsize most);

G_END_DECLS
