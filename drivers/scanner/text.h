/* The buffer in which a code is put together, whatever way its pieces came. Only drivers/scanner includes this. */
#pragma once

#include "drivers/scanner/scan.h"

G_BEGIN_DECLS

typedef struct
{
  gsize len;
  gboolean bad; /* a NUL, or more than fits */
  gchar bytes[GUO_SCAN_MAX + 4]; /* identifier, code, NUL */
} GuoScanText;

/**
 * guo_scan_text_add:
 * @self: the buffer
 * @bytes: what belongs to the code
 * @len: how many
 */
void guo_scan_text_add (GuoScanText *self, const guint8 *bytes, gsize len);

/**
 * guo_scan_text_tell:
 * @self: the buffer, empty afterwards
 * @aim: (nullable): identifier that came apart from the code; %NULL: it may stand at the front
 * @func: told of the code, or that it is malformed
 * @user_data: for @func
 */
void guo_scan_text_tell (GuoScanText *self, const gchar *aim, GuoScanFunc func, gpointer user_data);

/**
 * guo_scan_text_fail:
 * @self: (nullable): a buffer to be emptied
 * @status: what became of the code
 * @func: told
 * @user_data: for @func
 */
void guo_scan_text_fail (GuoScanText *self, GuoScanStatus status, GuoScanFunc func, gpointer user_data);

G_END_DECLS
