/* The bytes of a text file to UTF-8, as spreadsheets and Windows programs in China write them. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GUO_ENCODING_AUTO, /* a byte order mark tells, else what is valid UTF-8 is that, else GB18030 */
  GUO_ENCODING_UTF8,
  GUO_ENCODING_GB18030, /* GBK and GB 2312 are part of it */
  GUO_ENCODING_UTF16,   /* by its mark only: FF FE or FE FF */
} GuoEncoding;

typedef struct
{
  const gchar *text;    /* UTF-8 without mark, not ended by a zero; within the file's bytes or @owned */
  gsize len;            /* bytes */
  GuoEncoding encoding; /* that was found, never AUTO */
  gsize mark;           /* bytes of the mark in front */
  gsize at_byte;        /* where it failed, counted behind the mark */
  gchar *owned;         /* (nullable): what had to be converted */
} GuoText;

/**
 * guo_text_decode:
 * @bytes: (array length=len): a file; must stay while @out is used
 * @len: how many
 * @want: what it should be; a mark of another encoding is a fault of the file then
 * @out: (out): the text; its encoding and at_byte when it fails
 *
 * Returns: %FALSE: some bytes are not of this encoding, or zero
 */
gboolean guo_text_decode (const guint8 *bytes, gsize len, GuoEncoding want, GuoText *out);

/**
 * guo_text_clear:
 * @self: a text; all zero is one
 */
void guo_text_clear (GuoText *self);

/**
 * guo_encoding_name:
 * @encoding: one of them
 *
 * Returns: "auto", "utf-8", "gb18030", "utf-16"
 */
const gchar *guo_encoding_name (GuoEncoding encoding);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuoText, guo_text_clear)

G_END_DECLS
