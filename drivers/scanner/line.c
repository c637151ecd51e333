#include "drivers/scanner/line.h"

#include <string.h>

enum
{
  STX = 0x02,
  ETX = 0x03,
};

void
guo_scan_line_init (GuoScanLine *self, const gchar *prefix, gboolean tab_ends)
{
  memset (self, 0, sizeof *self);
  g_strlcpy (self->prefix, prefix != NULL ? prefix : "", sizeof self->prefix);
  self->tab_ends = tab_ends;
}

static void
tell (GuoScanLine *self, GuoScanFunc func, gpointer user_data)
{
  gsize n = strlen (self->prefix);

  self->framed = FALSE;
  if (n > 0 && self->text.len >= n && memcmp (self->text.bytes, self->prefix, n) == 0)
    {
      self->text.len -= n;
      memmove (self->text.bytes, self->text.bytes + n, self->text.len);
    }
  guo_scan_text_tell (&self->text, NULL, func, user_data);
}

static gboolean
ends (const GuoScanLine *self, guint8 byte)
{
  if (self->framed)
    return byte == ETX;
  return byte == '\r' || byte == '\n' || byte == ETX || (byte == '\t' && self->tab_ends);
}

void
guo_scan_line_push (GuoScanLine *self, const guint8 *bytes, gsize len, GuoScanFunc func, gpointer user_data)
{
  for (gsize i = 0; i < len; i++)
    if (bytes[i] == STX)
      {
        guo_scan_line_flush (self, func, user_data);
        self->framed = TRUE;
      }
    else if (ends (self, bytes[i]))
      {
        tell (self, func, user_data);
      }
    else
      {
        guo_scan_text_add (&self->text, bytes + i, 1);
      }
}

gboolean
guo_scan_line_pending (const GuoScanLine *self)
{
  return self->framed || self->text.len > 0 || self->text.bad;
}

static gboolean
has_line_end (const GuoScanText *text)
{
  return text->len > 0 && strchr ("\r\n", text->bytes[text->len - 1]) != NULL;
}

void
guo_scan_line_flush (GuoScanLine *self, GuoScanFunc func, gpointer user_data)
{
  if (!guo_scan_line_pending (self))
    return;
  if (self->framed && !self->text.bad && has_line_end (&self->text))
    {
      while (has_line_end (&self->text))
        self->text.len--;
      tell (self, func, user_data);
      return;
    }
  self->framed = FALSE;
  guo_scan_text_fail (&self->text, GUO_SCAN_INCOMPLETE, func, user_data);
}
