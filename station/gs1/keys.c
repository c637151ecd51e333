#include "station/gs1/keys.h"

#include <string.h>

gboolean
guo_gs1_refuse (GError **error, const gchar *field, const gchar *reason, const gchar *format, ...)
{
  g_autofree gchar *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  return guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "bad-field",
                     json_pack ("{s:s, s:s}", "field", field, "reason", reason), "%s", message);
}

gint
guo_gs1_check_digit (const gchar *digits, gsize len)
{
  gint sum = 0;

  for (gsize i = 0; i < len; i++)
    {
      if (!g_ascii_isdigit (digits[i]))
        return -1;
      sum += (digits[i] - '0') * ((len - i) % 2 == 1 ? 3 : 1);
    }
  return (10 - sum % 10) % 10;
}

gint
guo_gs1_check_key (const gchar *value, const guint *lengths, GError **error)
{
  gsize len = strlen (value);
  gsize digits = strspn (value, "0123456789");
  gboolean known = FALSE;
  gint check;

  if (digits < len)
    {
      guo_gs1_refuse (error, "number", "non-digit", "character %u of “%s” is not a digit 0-9",
                      (guint) digits + 1, value);
      return -1;
    }
  for (gsize i = 0; lengths[i] != 0; i++)
    known = known || lengths[i] == len;
  if (!known)
    {
      guo_gs1_refuse (error, "number", "wrong-length", "“%s” has %u digits, not %u", value,
                      (guint) len, lengths[0]);
      return -1;
    }
  check = guo_gs1_check_digit (value, len - 1);
  if (check == value[len - 1] - '0')
    return check;
  guo_gs1_refuse (error, "number", "check-digit", "the last digit of “%s” should be %d", value, check);
  return -1;
}

gchar *
guo_gs1_gtin14 (const gchar *gtin, GError **error)
{
  static const guint lengths[] = { 14, 13, 12, 8, 0 };
  gsize len = strlen (gtin);
  gchar padded[15] = "00000000000000";

  if (guo_gs1_check_key (gtin, lengths, error) < 0)
    return NULL;
  memcpy (padded + 14 - len, gtin, len);
  return g_strdup (padded);
}

gchar *
guo_gs1_internal_item (gint64 number)
{
  gchar digits[16];

  if (number < 0 || number > G_GINT64_CONSTANT (9999999999))
    return NULL;
  g_snprintf (digits, sizeof digits, "04%010" G_GINT64_FORMAT, number);
  return g_strdup_printf ("0%s%d", digits, guo_gs1_check_digit (digits, 12));
}

gboolean
guo_gs1_is_internal (const gchar *gtin14)
{
  const gchar *rcn13 = gtin14 + 1;

  if (strlen (gtin14) != 14 || gtin14[0] != '0')
    return FALSE;
  return strncmp (rcn13, "02", 2) == 0 || strncmp (rcn13, "04", 2) == 0 || rcn13[0] == '2'
         || strncmp (rcn13, "0000000", 7) == 0;
}
