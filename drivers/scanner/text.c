#include "drivers/scanner/text.h"

#include "drivers/scanner/aim.h"

#include <string.h>

void
guo_scan_text_add (GuoScanText *self, const guint8 *bytes, gsize len)
{
  gsize room = sizeof self->bytes - 1 - self->len;
  gsize n = MIN (len, room);

  self->bad = self->bad || n < len || memchr (bytes, '\0', len) != NULL;
  memcpy (self->bytes + self->len, bytes, n);
  self->len += n;
}

void
guo_scan_text_fail (GuoScanText *self, GuoScanStatus status, GuoScanFunc func, gpointer user_data)
{
  const GuoScan scan = { .status = status, .text = "" };

  if (self != NULL)
    {
      self->len = 0;
      self->bad = FALSE;
    }
  func (&scan, user_data);
}

void
guo_scan_text_tell (GuoScanText *self, const gchar *aim, GuoScanFunc func, gpointer user_data)
{
  gsize front = aim == NULL ? guo_aim_length (self->bytes, self->len) : 0;
  GuoScan scan = { .status = GUO_SCAN_CODE, .text = self->bytes + front, .len = self->len - front };

  if (self->bad || scan.len > GUO_SCAN_MAX)
    {
      guo_scan_text_fail (self, GUO_SCAN_MALFORMED, func, user_data);
      return;
    }
  self->bytes[self->len] = '\0';
  if (front > 0)
    memcpy (scan.aim, self->bytes, front);
  else if (aim != NULL)
    g_strlcpy (scan.aim, aim, sizeof scan.aim);
  self->len = 0;
  if (scan.len > 0)
    func (&scan, user_data);
}
