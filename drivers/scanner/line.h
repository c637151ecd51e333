/* Codes from a line of characters: a serial scanner, or the characters of one that types.
 *
 *   [STX] [prefix] [identifier "]cm"] code  CR | LF | CR LF | ETX
 *
 * Between STX and ETX a CR or LF belongs to the code. One per port; one thread at a time.
 */
#pragma once

#include "drivers/scanner/text.h"

G_BEGIN_DECLS

#define GUO_SCAN_PREFIX_MAX 15u

typedef struct
{
  gchar prefix[GUO_SCAN_PREFIX_MAX + 1]; /* what the scanner was set to send before each code; "": nothing */
  gboolean tab_ends;                     /* a Tab ends a code, as with scanners that type */

  gboolean framed;                       /* STX was heard */
  GuoScanText text;
} GuoScanLine;

/**
 * guo_scan_line_init:
 * @self: a line
 * @prefix: (nullable): at most %GUO_SCAN_PREFIX_MAX bytes
 * @tab_ends: whether a Tab ends a code
 */
void guo_scan_line_init (GuoScanLine *self, const gchar *prefix, gboolean tab_ends);

/**
 * guo_scan_line_push:
 * @self: a line
 * @bytes: what was read
 * @len: how many
 * @func: told of each code, in order, before this returns
 * @user_data: for @func
 */
void guo_scan_line_push (GuoScanLine *self, const guint8 *bytes, gsize len, GuoScanFunc func, gpointer user_data);

/**
 * guo_scan_line_pending:
 * @self: a line
 *
 * Returns: whether a code has begun and not ended: silence of %GUO_SCAN_SILENCE_US is to be flushed
 */
gboolean guo_scan_line_pending (const GuoScanLine *self);

/**
 * guo_scan_line_flush:
 * @self: a line that has been silent, or was lost
 * @func: told %GUO_SCAN_INCOMPLETE when a code had begun; the code, when only its ETX is missing behind a CR or LF
 * @user_data: for @func
 */
void guo_scan_line_flush (GuoScanLine *self, GuoScanFunc func, gpointer user_data);

G_END_DECLS
