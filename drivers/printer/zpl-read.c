/* Reading back what a label's picture says: for the simulated printer and for tests. */
#include "drivers/printer/zpl.h"

#include "drivers/printer/zpl-data.h"

#include <string.h>

#define MOST_BYTES (8 << 20) /* a 600 dpi label of A5 is 1.5 MB */

/* A picture being filled digit by digit. */
typedef struct
{
  GByteArray *out;
  gsize row_digits; /* hex digits a row */
  gsize at;         /* digits so far */
} Filler;

static gboolean
put (Filler *self, guint digit, gsize n)
{
  if (self->at + n > MOST_BYTES * 2)
    return FALSE;
  for (; n > 0; n--, self->at++)
    {
      if (self->at % 2 == 0)
        g_byte_array_append (self->out, &(guint8){ (guint8) (digit << 4) }, 1);
      else
        self->out->data[self->out->len - 1] |= (guint8) digit;
    }
  return TRUE;
}

static gboolean
put_row_above (Filler *self)
{
  gsize bytes = self->row_digits / 2;
  g_autofree guint8 *row = g_malloc0 (bytes);

  if (self->at % self->row_digits != 0 || self->at + self->row_digits > MOST_BYTES * 2)
    return FALSE;
  if (self->at > 0)
    memcpy (row, self->out->data + self->out->len - bytes, bytes);
  g_byte_array_append (self->out, row, (guint) bytes);
  self->at += self->row_digits;
  return TRUE;
}

static gsize
count_of (gchar letter)
{
  if (letter >= 'G' && letter <= 'Y')
    return (gsize) (letter - 'G') + 1;
  if (letter >= 'g' && letter <= 'z')
    return ((gsize) (letter - 'g') + 1) * 20;
  return 0;
}

static gboolean
take (Filler *self, gchar c, gsize *count)
{
  gsize rest = self->row_digits - self->at % self->row_digits;
  gsize n = MAX (*count, 1);

  if (c == '\r' || c == '\n')
    return TRUE;
  if (count_of (c) > 0)
    {
      *count += count_of (c);
      return TRUE;
    }
  *count = 0;
  if (g_ascii_isxdigit (c))
    return put (self, (guint) g_ascii_xdigit_value (c), n);
  if (c == ',' || c == '!')
    return put (self, c == ',' ? 0 : 15, rest);
  return c == ':' && put_row_above (self);
}

static GByteArray *
read_digits (const gchar *data, gsize len, gsize bytes_per_row, GError **error)
{
  g_autoptr(GByteArray) out = g_byte_array_new ();
  Filler filler = { out, bytes_per_row * 2, 0 };
  gsize count = 0;

  for (gsize i = 0; i < len; i++)
    if (!take (&filler, data[i], &count))
      {
        g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
                     "graphic: character 0x%02x at offset %" G_GSIZE_FORMAT " does not fit", (guchar) data[i], i);
        return NULL;
      }
  return g_steal_pointer (&out);
}

static GByteArray *
read_base64 (const gchar *data, gsize len, gboolean packed, GError **error)
{
  const gchar *end = memchr (data, ':', len);
  g_autofree gchar *text = end != NULL ? g_strndup (data, (gsize) (end - data)) : NULL;
  g_autofree gchar *crc = end != NULL ? g_strndup (end + 1, len - (gsize) (end + 1 - data)) : NULL;
  g_autofree guint8 *bytes = NULL;
  g_autoptr(GByteArray) out = NULL;
  gsize n = 0;

  if (text == NULL || strlen (crc) < 4
      || g_ascii_strtoull (crc, NULL, 16) != guo_zpl_crc (text, strlen (text)))
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "graphic: the CRC does not hold");
      return NULL;
    }
  bytes = g_base64_decode (text, &n);
  if (packed)
    out = guo_zpl_inflate (bytes, n, MOST_BYTES);
  else
    {
      out = g_byte_array_new ();
      g_byte_array_append (out, bytes, (guint) n);
    }
  if (out == NULL)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "graphic: the zlib stream is damaged");
  return g_steal_pointer (&out);
}

GByteArray *
guo_zpl_graphic_read (const gchar *data, gsize len, gsize bytes_per_row, gsize total, GError **error)
{
  g_autoptr(GByteArray) out = NULL;

  if (len > 5 && strncmp (data, ":Z64:", 5) == 0)
    out = read_base64 (data + 5, len - 5, TRUE, error);
  else if (len > 5 && strncmp (data, ":B64:", 5) == 0)
    out = read_base64 (data + 5, len - 5, FALSE, error);
  else
    out = read_digits (data, len, bytes_per_row, error);
  if (out == NULL)
    return NULL;
  if (total > 0 && total <= MOST_BYTES)
    {
      guint had = out->len;

      g_byte_array_set_size (out, (guint) total);
      if (had < total)
        memset (out->data + had, 0, total - had);
    }
  return g_steal_pointer (&out);
}
