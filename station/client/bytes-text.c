#include "station/client/bytes-text.h"

gchar *
guo_bytes_text (const gchar *hex)
{
  g_autoptr(GString) pairs = g_string_new (NULL);
  g_autoptr(GString) plain = g_string_new (NULL);

  for (; g_ascii_isxdigit (hex[0]) && g_ascii_isxdigit (hex[1]); hex += 2)
    {
      gchar byte = (gchar) (g_ascii_xdigit_value (hex[0]) * 16 + g_ascii_xdigit_value (hex[1]));

      g_string_append_printf (pairs, "%s%.2s", pairs->len > 0 ? " " : "", hex);
      g_string_append_c (plain, g_ascii_isprint (byte) ? byte : '.');
    }
  return pairs->len > 0 ? g_strdup_printf ("%s\n%s", pairs->str, plain->str) : g_strdup ("");
}
