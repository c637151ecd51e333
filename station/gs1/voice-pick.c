#include "station/gs1/voice-pick.h"

#include "station/gs1/ai.h"
#include "station/gs1/keys.h"

#include <string.h>

#define DIGITS "0123456789"

static guint16
crc_add (guint16 crc, const gchar *text)
{
  for (; *text != '\0'; text++)
    {
      crc ^= (guint8) *text;
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? (guint16) (crc >> 1 ^ 0xA001) : crc >> 1;
    }
  return crc;
}

/* AI (10) and (13) know what a lot and a date may be. */
static gboolean
check_part (const gchar *field, const gchar *ai, const gchar *value, GError **error)
{
  g_autoptr(GError) why = NULL;

  if (guo_gs1_ai_check (ai, value, &why))
    return TRUE;
  return guo_gs1_refuse (error, field, json_string_value (json_object_get (guo_refusal_params (why), "reason")),
                         "%s: %s", field, why->message);
}

gboolean
guo_voice_pick (const gchar *gtin, const gchar *lot, const gchar *date, GuoVoicePick *out, GError **error)
{
  gsize len = strlen (gtin);
  guint16 crc = 0;

  if (strspn (gtin, DIGITS) != len)
    return guo_gs1_refuse (error, "gtin", "non-digit", "gtin: “%s” has something else than digits at place %u", gtin,
                           (guint) strspn (gtin, DIGITS) + 1);
  if (len != 8 && (len < 12 || len > 14))
    return guo_gs1_refuse (error, "gtin", "wrong-length", "gtin: “%s” has %u digits, 8, 12, 13 or 14 are needed", gtin,
                           (guint) len);
  if (!check_part ("lot", "10", lot, error) || (date != NULL && !check_part ("date", "13", date, error)))
    return FALSE;
  crc = crc_add (crc, &"00000000000000"[len]);
  crc = crc_add (crc_add (crc, gtin), lot);
  crc = crc_add (crc, date != NULL ? date : "");
  out->crc = crc;
  g_snprintf (out->code, sizeof out->code, "%04u", crc % 10000u);
  g_strlcpy (out->small, out->code, sizeof out->small);
  g_strlcpy (out->large, out->code + 2, sizeof out->large);
  return TRUE;
}
