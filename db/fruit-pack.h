/* Fruits packed into bytes, column by column, and back. Pure; any thread.
 *
 * A pack, numbers big-endian:
 *
 *   version   1 byte, 1
 *   n         2 bytes, fruits, 1 to 4096
 *   columns   mass, diameter, colour, Brix, class, size, outlet, lane, defects, blemish area; each one of
 *               00 base:4                                  every value is base
 *               01 base:4 step:4 width:1 bits              value = base + step × number; numbers of @width bits
 *                                                          (1 to 32), least significant first, the last byte
 *                                                          filled with zeros
 *               02 base:4 step:4 planes:1 len:4 deflated   the same numbers as bytes: every number's lowest, then
 *                                                          every number's next …, deflated (RFC 1951) to @len bytes
 *   crc       4 bytes, CRC-32 (as zlib's) of everything before
 *
 * The shortest of the three is taken. A difference to the fruit before is not: fruits do not depend on their
 * neighbours, and where they do (lanes in turn) deflate sees it.
 */
#pragma once

#include "db/fruit.h"

G_BEGIN_DECLS

#define GUO_FRUIT_PACK_MAX 4096u

/**
 * guo_fruit_pack:
 * @fruits: (array length=n): fruits without a fault (guo_fruit_fault())
 * @n: 1 to %GUO_FRUIT_PACK_MAX
 *
 * Returns: (transfer full): the pack
 */
GByteArray *guo_fruit_pack (const GuoFruit *fruits, guint n);

/**
 * guo_fruit_unpack:
 * @bytes: a pack
 * @len: how many
 * @fruits: (out caller-allocates): room for %GUO_FRUIT_PACK_MAX; not to be read after an error
 * @error: return location
 *
 * Returns: how many fruits there are; 0 with %GUO_DB_ERROR_CORRUPT: a bit that is not as it was written, a value that
 *   no fruit has, a byte too few or too many
 */
guint guo_fruit_unpack (const guint8 *bytes, gsize len, GuoFruit *fruits, GError **error);

G_END_DECLS
