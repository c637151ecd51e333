#include "drivers/printer/native.h"

#include <string.h>

static void
append_escaped (GString *out, const gchar *text)
{
  for (const guchar *at = (const guchar *) text; *at != '\0'; at++)
    {
      if (*at < ' ' || *at > '~' || *at == '^' || *at == '~' || *at == '_')
        g_string_append_printf (out, "_%02X", *at);
      else
        g_string_append_c (out, (gchar) *at);
    }
}

gchar *
guo_zpl_text (const gchar *text)
{
  GString *out = g_string_new ("^FH_^FD");

  append_escaped (out, text);
  g_string_append (out, "^FS");
  return g_string_free (out, FALSE);
}

gchar *
guo_zpl_qr (const gchar *data, gchar level, guint dots)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "^BQN,2,%u^FH_^FD%cA,", dots, level);
  append_escaped (out, data);
  g_string_append (out, "^FS");
  return g_string_free (out, FALSE);
}

gchar *
guo_zpl_code128 (const gchar *elements, guint height, guint dots)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "^BY%u^BCN,%u,N,N,N^FD>:>8", dots, height);
  for (const gchar *at = elements; *at != '\0'; at++)
    {
      if (*at == 0x1d)
        g_string_append (out, ">8");
      else
        g_string_append_c (out, *at);
    }
  g_string_append (out, "^FS");
  return g_string_free (out, FALSE);
}

/* Text of TSPL stands between quotes; one inside is written \["]. */
static gchar *
quoted (const gchar *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "\"", -1);

  return g_strjoinv ("\\[\"]", parts);
}

static GByteArray *
byte_array (gchar *text, gsize len)
{
  return g_byte_array_new_take ((guint8 *) text, len);
}

GByteArray *
guo_tspl_text (const gchar *text, const gchar *font, guint x, guint y, GError **error)
{
  g_autofree gchar *inner = quoted (text);
  g_autofree gchar *line = g_strdup_printf ("TEXT %u,%u,\"%s\",0,1,1,\"%s\"\r\n", x, y, font, inner);
  gsize len;
  gchar *bytes = g_convert (line, -1, "GB18030", "UTF-8", NULL, &len, error);

  return bytes != NULL ? byte_array (bytes, len) : NULL;
}

GByteArray *
guo_tspl_qr (const gchar *data, gchar level, guint dots, guint x, guint y)
{
  g_autofree gchar *inner = quoted (data);
  gchar *line = g_strdup_printf ("QRCODE %u,%u,%c,%u,A,0,M2,S7,\"%s\"\r\n", x, y, level, dots, inner);

  return byte_array (line, strlen (line));
}

/* GS ( k: @len bytes behind the function's number. */
static void
append_symbol (GByteArray *out, guint8 function, const guint8 *bytes, gsize len)
{
  gsize whole = len + 2;
  const guint8 head[] = { 0x1d, '(', 'k', whole & 0xff, (guint8) (whole >> 8), '1', function };

  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, bytes, (guint) len);
}

GByteArray *
guo_escpos_qr (const gchar *data, gchar level, guint dots)
{
  static const gchar levels[] = "LMQH";
  const guint8 model[] = { '2', 0 }, print[] = { '0' };
  const guint8 size = (guint8) dots, correction = (guint8) ('0' + (strchr (levels, level) - levels));
  GByteArray *out = g_byte_array_new ();
  g_autofree gchar *stored = g_strconcat ("0", data, NULL);

  append_symbol (out, 65, model, sizeof model);
  append_symbol (out, 67, &size, 1);
  append_symbol (out, 69, &correction, 1);
  append_symbol (out, 80, (const guint8 *) stored, strlen (stored));
  append_symbol (out, 81, print, sizeof print);
  return out;
}

GByteArray *
guo_escpos_line (const gchar *text, GError **error)
{
  g_autofree gchar *line = g_strdup_printf ("\x1c&%s\n", text);
  gsize len;
  gchar *bytes = g_convert (line, -1, "GB18030", "UTF-8", NULL, &len, error);

  return bytes != NULL ? byte_array (bytes, len) : NULL;
}
