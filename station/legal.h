/* What a metrology authority looks at: the digest of the program that weighs and records. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_legal_sha256:
 *
 * Of the file that this process runs: drivers, weighing, log and views are all linked into it. Read once;
 * the first call, at the start, takes as long as reading the file.
 *
 * Returns: (transfer none): 64 hex digits; "" when the file cannot be read
 */
const gchar *guo_legal_sha256 (void);

G_END_DECLS
