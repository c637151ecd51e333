#include "drivers/table/xlsx.h"

#include <math.h>
#include <string.h>

#define LONGEST 64 /* of a number as programs write it */

/* A decimal number of at most 15 digits is the only one of that length that reads as its double: it is its own shortest form. */
#define EXACT_DIGITS 15

static gchar *
put (gchar *at, gchar c, gint times)
{
  for (; times > 0; times--)
    *at++ = c;
  return at;
}

/* Writes digits × 10^exponent; the digits have no zeros at the ends. */
static gsize
write_plain (gchar *out, gboolean negative, const gchar *digits, gsize n, gint exponent)
{
  const gint point = (gint) n + exponent; /* digits in front of the point */
  gchar *at = out;

  if (n > 0 && negative)
    *at++ = '-';
  if (n == 0 || point <= 0)
    *at++ = '0';
  if (n > 0 && point <= 0)
    at = put (put (at, '.', 1), '0', -point);
  for (gint i = 0; i < (gint) n; i++)
    {
      if (i > 0 && i == point)
        *at++ = '.';
      *at++ = digits[i];
    }
  at = put (at, '0', exponent);
  *at = '\0';
  return (gsize) (at - out);
}

/* Takes [-]digits[.digits][e[±]digits] apart; FALSE: something else, or too long. */
static gboolean
take_apart (const gchar *text, gboolean *negative, gchar *digits, gsize *n, gint *exponent)
{
  const gchar *at = text + (*text == '-');
  gboolean point = FALSE, any = FALSE;

  *negative = *text == '-';
  *n = 0;
  *exponent = 0;
  for (; g_ascii_isdigit (*at) || (*at == '.' && !point); at++)
    {
      if (*at == '.')
        {
          point = TRUE;
          continue;
        }
      any = TRUE;
      if (*n > 0 || *at != '0')
        digits[(*n)++] = *at;
      *exponent -= point;
    }
  if (any && (*at == 'e' || *at == 'E') && (g_ascii_isdigit (at[1]) || ((at[1] == '-' || at[1] == '+') && g_ascii_isdigit (at[2]))))
    {
      gchar *end;

      *exponent += (gint) CLAMP (g_ascii_strtoll (at + 1, &end, 10), -9999, 9999);
      at = end;
    }
  while (*n > 0 && digits[*n - 1] == '0')
    {
      (*n)--;
      (*exponent)++;
    }
  return any && *at == '\0';
}

gsize
guo_xlsx_number (const gchar *text, gsize len, gchar *out)
{
  static const gchar *const formats[] = { "%.14e", "%.15e", "%.16e" };
  gchar buffer[LONGEST + 1], digits[LONGEST];
  gboolean negative;
  gsize n;
  gint exponent;
  gdouble value;

  if (len > LONGEST)
    return 0;
  memcpy (buffer, text, len);
  buffer[len] = '\0';
  if (strlen (buffer) != len || !take_apart (buffer, &negative, digits, &n, &exponent))
    return 0;
  if (n <= EXACT_DIGITS && exponent > -100 && exponent < 100)
    return write_plain (out, negative, digits, n, exponent);
  value = g_ascii_strtod (buffer, NULL);
  if (!isfinite (value))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, sizeof buffer, formats[i], value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  take_apart (buffer, &negative, digits, &n, &exponent);
  return write_plain (out, negative, digits, n, exponent);
}
