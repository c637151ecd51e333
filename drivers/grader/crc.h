/* The check of a line of "guozhan line": CRC-16, polynomial 0x1021, start 0xFFFF, not reflected, no final XOR. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_grader_crc:
 * @bytes: what is between "$" and "*"
 * @len: how many
 *
 * Returns: the check; of "123456789" it is 0x29B1
 */
guint16 guo_grader_crc (const guint8 *bytes, gsize len);

G_END_DECLS
