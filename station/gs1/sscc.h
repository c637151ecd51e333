/* Serial shipping container codes (GS1 General Specifications 2.2.1, AI 00). Pure, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_gs1_sscc:
 * @extension: extension digit, 0 to 9: the company's own choice
 * @prefix: GS1 company prefix, 4 to 12 digits
 * @serial: serial reference, from 0 on; it fills the 16 digits with the prefix
 *
 * Returns: (transfer full) (nullable): eighteen digits, check digit last; %NULL when something is out of range
 */
gchar *guo_gs1_sscc (guint extension, const gchar *prefix, gint64 serial);

G_END_DECLS
