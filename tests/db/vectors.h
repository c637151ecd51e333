/* Vector files below tests/vectors. */
#pragma once

#include "db/database.h"

/* Reads a JSON file; @name is relative to tests/vectors. Numbers stay as they are. */
json_t *vectors_read (const gchar *name);
/* Hexadecimal or base64 text to bytes. */
GByteArray *vectors_hex (const gchar *text);
GByteArray *vectors_base64 (const gchar *text);
/* An array of such texts, one after another; base64 says which. */
GByteArray *vectors_list (json_t *texts, gboolean base64);
/* Both are the same bytes. */
void vectors_assert_equal (const void *got, gsize len, const GByteArray *expected);
