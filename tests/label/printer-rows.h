/* Rows of vectors/printers/printers.jsonl, for the tests of printer languages. */
#pragma once

#include "drivers/printer/bitmap.h"

#include <jansson.h>

G_BEGIN_DECLS

typedef void (*RowFunc) (json_t *row);

/* Calls @check on each row; returns how many there were. */
guint each_row (RowFunc check);

/* Caller frees what the next five return, save text_in(). */
GByteArray *bytes_of (json_t *row);
GuoBitmap *bitmap_of (json_t *input);
gchar *hex_of (const guint8 *bytes, gsize len);
gchar *sorted_words (json_t *words);
const gchar *text_in (json_t *object, const gchar *name);
guint number_in (json_t *object, const gchar *name);

G_END_DECLS
