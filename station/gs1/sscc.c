#include "station/gs1/sscc.h"

#include "station/gs1/keys.h"

#include <string.h>

#define DATA_DIGITS 17

gchar *
guo_gs1_sscc (guint extension, const gchar *prefix, gint64 serial)
{
  gsize len = strlen (prefix), room = DATA_DIGITS - 1 - len;
  gchar digits[DATA_DIGITS + 1];
  g_autofree gchar *number = NULL;

  if (extension > 9 || len < 4 || len > 12 || strspn (prefix, "0123456789") != len || serial < 0)
    return NULL;
  number = g_strdup_printf ("%0*" G_GINT64_FORMAT, (gint) room, serial);
  if (strlen (number) > room)
    return NULL;
  g_snprintf (digits, sizeof digits, "%u%s%s", extension, prefix, number);
  return g_strdup_printf ("%s%d", digits, guo_gs1_check_digit (digits, DATA_DIGITS));
}
