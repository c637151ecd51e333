#include "station/label/qr.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

struct _GuoQr
{
  QRcode *code;
};

GuoQr *
guo_qr_new (const gchar *text, GError **error)
{
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  GuoQr *self;

  if (code == NULL && errno == ERANGE)
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-qr-too-big",
                  json_pack ("{s:i}", "bytes", (int) strlen (text)), "no QR symbol holds %u bytes",
                  (guint) strlen (text));
      return NULL;
    }
  if (code == NULL)
    {
      guo_refuse (error, GUO_STATION_ERROR_FAILED, "failed", NULL, "the QR symbol of “%s” could not be made: %s",
                  text, g_strerror (errno));
      return NULL;
    }
  self = g_new0 (GuoQr, 1);
  self->code = code;
  return self;
}

void
guo_qr_free (GuoQr *self)
{
  if (self == NULL)
    return;
  QRcode_free (self->code);
  g_free (self);
}

guint
guo_qr_width (const GuoQr *self)
{
  return (guint) self->code->width;
}

gboolean
guo_qr_is_black (const GuoQr *self, guint x, guint y)
{
  return (self->code->data[y * (guint) self->code->width + x] & 1) != 0;
}
