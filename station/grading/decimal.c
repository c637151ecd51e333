#include "station/grading/exact-json.h"

#include <string.h>

#define DECIMALS 6
#define LARGEST_EXPONENT 400 /* more than that says nothing else */

/* The parts of a number as JSON writes it. */
typedef struct
{
  gboolean negative;
  const gchar *digits; /* before the point, then after it; a point may stand between */
  gsize n_before;
  gsize n_after;
  gint exponent;
} Parts;

static gsize
count_digits (const gchar *text)
{
  return strspn (text, "0123456789");
}

static gboolean
read_exponent (const gchar *at, gint *exponent)
{
  gboolean negative;

  if (*at == '\0')
    return TRUE;
  if (*at != 'e' && *at != 'E')
    return FALSE;
  at++;
  negative = *at == '-';
  at += *at == '-' || *at == '+' ? 1 : 0;
  if (*at == '\0' || at[count_digits (at)] != '\0')
    return FALSE;
  for (; *at != '\0'; at++)
    *exponent = MIN (*exponent * 10 + (*at - '0'), LARGEST_EXPONENT);
  if (negative)
    *exponent = -*exponent;
  return TRUE;
}

static gboolean
split (const gchar *text, Parts *parts)
{
  const gchar *at;

  parts->negative = text[0] == '-';
  parts->digits = text + (parts->negative ? 1 : 0);
  parts->n_before = count_digits (parts->digits);
  at = parts->digits + parts->n_before;
  if (parts->n_before == 0 || (parts->digits[0] == '0' && parts->n_before > 1))
    return FALSE;
  if (*at == '.')
    {
      parts->n_after = count_digits (at + 1);
      if (parts->n_after == 0)
        return FALSE;
      at += 1 + parts->n_after;
    }
  return read_exponent (at, &parts->exponent);
}

static gboolean
push_digit (gint64 *value, gint digit)
{
  if (*value > (GUO_DECIMAL_MAX / GUO_DECIMAL_STEP - digit) / 10)
    return FALSE;
  *value = *value * 10 + digit;
  return TRUE;
}

gboolean
guo_decimal_parse (const gchar *text, gint64 *out)
{
  Parts parts = { 0 };
  gint64 value = 0;
  gboolean more = FALSE;
  gint place; /* of the next digit: 0 the ones, -1 the tenths */

  if (!split (text, &parts))
    return FALSE;
  place = (gint) MIN (parts.n_before, 100000) - 1 + parts.exponent;
  for (gsize i = 0; i < parts.n_before + parts.n_after; i++, place--)
    {
      gint digit = parts.digits[i < parts.n_before ? i : i + 1] - '0';

      if (place < -DECIMALS)
        more = more || digit != 0;
      else if (!push_digit (&value, digit))
        return FALSE;
    }
  for (; place >= -DECIMALS && value > 0; place--)
    if (!push_digit (&value, 0))
      return FALSE;
  value = value * GUO_DECIMAL_STEP + (more ? GUO_DECIMAL_STEP / 2 : 0);
  if (value > GUO_DECIMAL_MAX)
    return FALSE;
  *out = parts.negative ? -value : value;
  return TRUE;
}

gboolean
guo_decimal_ratio (gint64 numerator, gint64 denominator, gint64 *out)
{
  gint64 most = GUO_DECIMAL_MAX / 10;
  gint64 value, rest;

  if (numerator < 0 || numerator > most || denominator <= 0 || denominator > most)
    return FALSE;
  value = numerator / denominator;
  rest = numerator % denominator;
  for (gint i = 0; i < DECIMALS; i++)
    {
      if (!push_digit (&value, (gint) (rest * 10 / denominator)))
        return FALSE;
      rest = rest * 10 % denominator;
    }
  *out = value * GUO_DECIMAL_STEP + (rest > 0 ? GUO_DECIMAL_STEP / 2 : 0);
  return *out <= most;
}

gchar *
guo_decimal_text (gint64 value)
{
  guint64 magnitude = (value < 0 ? -(guint64) value : (guint64) value) / GUO_DECIMAL_STEP;
  guint64 one = GUO_DECIMAL_ONE / GUO_DECIMAL_STEP;
  GString *out = g_string_new (value < 0 ? "-" : "");

  g_string_append_printf (out, "%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT, magnitude / one, magnitude % one);
  while (out->str[out->len - 1] == '0')
    g_string_truncate (out, out->len - 1);
  if (out->str[out->len - 1] == '.')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}
