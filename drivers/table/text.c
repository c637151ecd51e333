#include "drivers/table/text.h"

#include <string.h>

/* What stands in front, and how long it is; AUTO: nothing. */
static GuoEncoding
marked (const guint8 *bytes, gsize len, gsize *mark)
{
  *mark = 0;
  if (len >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    return *mark = 3, GUO_ENCODING_UTF8;
  if (len >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    return *mark = 2, GUO_ENCODING_UTF16;
  return GUO_ENCODING_AUTO;
}

static const gchar *
charset_of (const GuoText *self, const guint8 *bytes)
{
  if (self->encoding == GUO_ENCODING_UTF16)
    return bytes[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
  return "GB18030";
}

/* A zero ends no text file that a person can read; it would end ours in the middle. */
static gsize
find_zero (const GuoText *self, const guint8 *bytes, gsize len)
{
  const gsize width = self->encoding == GUO_ENCODING_UTF16 ? 2 : 1;

  for (gsize i = 0; i + width <= len; i += width)
    if (bytes[i] == 0 && bytes[i + width - 1] == 0)
      return i;
  return len;
}

static gboolean
convert (GuoText *self, const guint8 *bytes, gsize len)
{
  const guint8 *body = bytes + self->mark;
  const gsize rest = len - self->mark;
  gsize used = 0, written = 0;

  self->at_byte = find_zero (self, body, rest);
  if (self->at_byte < rest)
    return FALSE;
  if (rest > 0)
    self->owned = g_convert ((const gchar *) body, (gssize) rest, "UTF-8", charset_of (self, bytes), &used, &written, NULL);
  self->at_byte = used;
  if (rest > 0 && (self->owned == NULL || used != rest))
    return FALSE;
  self->text = self->owned != NULL ? self->owned : "";
  self->len = written;
  if (self->len >= 3 && memcmp (self->text, "\xef\xbb\xbf", 3) == 0)
    {
      self->text += 3; /* the mark that GB18030 has of its own */
      self->len -= 3;
    }
  return TRUE;
}

static gboolean
take_utf8 (GuoText *self, const guint8 *bytes, gsize len)
{
  const gchar *end;

  self->text = len > 0 ? (const gchar *) bytes + self->mark : "";
  self->len = len - self->mark;
  if (g_utf8_validate_len (self->text, self->len, &end))
    return TRUE;
  self->at_byte = (gsize) (end - self->text);
  return FALSE;
}

gboolean
guo_text_decode (const guint8 *bytes, gsize len, GuoEncoding want, GuoText *out)
{
  gsize mark;
  const GuoEncoding told = marked (bytes, len, &mark);

  *out = (GuoText) { .encoding = want };
  if (want == GUO_ENCODING_AUTO)
    out->encoding = told != GUO_ENCODING_AUTO ? told : GUO_ENCODING_UTF8;
  if (out->encoding == told)
    out->mark = mark;
  if (out->encoding == GUO_ENCODING_UTF8)
    {
      if (take_utf8 (out, bytes, len))
        return TRUE;
      if (want == GUO_ENCODING_UTF8 || told == GUO_ENCODING_UTF8)
        return FALSE;
      *out = (GuoText) { .encoding = GUO_ENCODING_GB18030 };
    }
  return convert (out, bytes, len);
}

void
guo_text_clear (GuoText *self)
{
  g_clear_pointer (&self->owned, g_free);
}

const gchar *
guo_encoding_name (GuoEncoding encoding)
{
  static const gchar *const names[] = { "auto", "utf-8", "gb18030", "utf-16" };

  return names[encoding];
}
