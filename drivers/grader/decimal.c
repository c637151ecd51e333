#include "drivers/grader/decimal.h"

#include <string.h>

#define LONGEST 128       /* bytes of a number, folded */
#define DIGITS_MAX 18     /* that 64 bits hold, times 5 */
#define POWERS_MAX 19

static const guint64 powers[POWERS_MAX + 1] = {
  G_GUINT64_CONSTANT (1),
  G_GUINT64_CONSTANT (10),
  G_GUINT64_CONSTANT (100),
  G_GUINT64_CONSTANT (1000),
  G_GUINT64_CONSTANT (10000),
  G_GUINT64_CONSTANT (100000),
  G_GUINT64_CONSTANT (1000000),
  G_GUINT64_CONSTANT (10000000),
  G_GUINT64_CONSTANT (100000000),
  G_GUINT64_CONSTANT (1000000000),
  G_GUINT64_CONSTANT (10000000000),
  G_GUINT64_CONSTANT (100000000000),
  G_GUINT64_CONSTANT (1000000000000),
  G_GUINT64_CONSTANT (10000000000000),
  G_GUINT64_CONSTANT (100000000000000),
  G_GUINT64_CONSTANT (1000000000000000),
  G_GUINT64_CONSTANT (10000000000000000),
  G_GUINT64_CONSTANT (100000000000000000),
  G_GUINT64_CONSTANT (1000000000000000000),
  G_GUINT64_CONSTANT (10000000000000000000),
};

/* The ASCII of a character that input methods write full width, or a dash or space of another kind; 0: none. */
static gchar
folded (gunichar c)
{
  if (c >= 0xff10 && c <= 0xff19)
    return (gchar) ('0' + (c - 0xff10));
  switch (c)
    {
    case 0xff0e:
      return '.';
    case 0xff0c:
      return ',';
    case 0xff0d:
    case 0x2014: /* — */
      return '-';
    case 0xff05:
      return '%';
    case 0x00a0:
    case 0x202f:
    case 0x3000:
      return ' ';
    default:
      return 0;
    }
}

/* Copies what is not all ASCII; 0: something that no number has. */
static gsize
fold (const gchar *text, gsize len, gchar *out)
{
  gsize n = 0;

  for (const gchar *at = text; at < text + len; at = g_utf8_next_char (at))
    {
      const gchar c = (guchar) *at < 0x80 ? *at : folded (g_utf8_get_char (at));

      if (c == 0 || n == LONGEST)
        return 0;
      out[n++] = c;
    }
  return n;
}

static gboolean
is_blank (const gchar *text, gsize len)
{
  return len == 0 || (len == 1 && (*text == '-' || *text == '/')) || (len == 2 && memcmp (text, "--", 2) == 0)
         || (len == 3 && g_ascii_strncasecmp (text, "n/a", 3) == 0);
}

static void
add_digit (GuoDecimal *self, guint *n, gchar digit, gboolean fraction)
{
  if (*n == DIGITS_MAX)
    {
      self->more |= digit != '0';
      self->exponent += !fraction;
      return;
    }
  self->digits = self->digits * 10 + (guint64) (digit - '0');
  self->exponent -= fraction;
  *n += self->digits > 0;
}

/* Groups are checked from the right end of the whole part: three digits behind each sign, one to three before the first. */
static gboolean
groups_fit (const gchar *text, gsize len, gchar thousands)
{
  gsize run = 0;
  gboolean any = FALSE;

  for (gsize i = len; i > 0; i--)
    {
      if (text[i - 1] != thousands)
        run++;
      else if (run != 3)
        return FALSE;
      else
        {
          any = TRUE;
          run = 0;
        }
    }
  return !any || (run >= 1 && run <= 3);
}

static gboolean
read_digits (GuoDecimal *self, const gchar *text, gsize len, gchar decimal, gchar thousands)
{
  const gchar *point = memchr (text, decimal, len);
  const gsize whole = point != NULL ? (gsize) (point - text) : len;
  guint n = 0;
  gboolean grouped = FALSE;

  for (gsize i = 0; i < len; i++)
    {
      if (g_ascii_isdigit (text[i]))
        add_digit (self, &n, text[i], i > whole);
      else if (thousands != '\0' && text[i] == thousands && i < whole)
        grouped = TRUE;
      else if (i != whole)
        return FALSE;
    }
  return (point == NULL ? whole > 0 : whole + 1 < len) && (!grouped || groups_fit (text, whole, thousands));
}

GuoDecimalStatus
guo_report_decimal_parse (const gchar *text, gsize len, gchar decimal, gchar thousands, GuoDecimal *out)
{
  gchar buffer[LONGEST];
  gboolean ascii = TRUE;

  *out = (GuoDecimal) { 0 };
  for (gsize i = 0; i < len && ascii; i++)
    ascii = (guchar) text[i] < 0x80;
  if (!ascii)
    {
      len = fold (text, len, buffer);
      text = buffer;
      if (len == 0)
        return GUO_DECIMAL_BAD;
    }
  for (; len > 0 && text[len - 1] == ' '; len--)
    ;
  for (; len > 0 && text[0] == ' '; len--)
    text++;
  if (is_blank (text, len))
    return GUO_DECIMAL_EMPTY;
  for (len -= text[len - 1] == '%'; len > 0 && text[len - 1] == ' '; len--)
    ;
  if (len > 0 && *text == '-')
    {
      out->negative = TRUE;
      text++;
      len--;
    }
  if (len == 0 || !read_digits (out, text, len, decimal, thousands))
    return GUO_DECIMAL_BAD;
  out->negative = out->negative && out->digits > 0;
  return GUO_DECIMAL_GIVEN;
}

/* What is above the point of digits × factor ÷ divisor, rounded half to even; @more: a little is behind the digits. */
static guint64
divide (guint64 value, guint64 divisor, gboolean more, gboolean *exact)
{
  const guint64 whole = value / divisor;
  const guint64 rest = value % divisor;
  const guint64 other = divisor - rest;

  *exact = rest == 0 && !more;
  if (rest > other || (rest == other && (more || whole % 2 == 1)))
    return whole + 1;
  return whole;
}

gboolean
guo_report_decimal_scale (const GuoDecimal *self, guint factor, gint power, gint64 *out, gboolean *exact)
{
  guint64 value = self->digits * factor;
  const gint shift = self->exponent + power;

  *exact = value == 0;
  *out = 0;
  if (value == 0)
    return TRUE;
  /* fewer digits than 18 leave nothing out; 18 of them and no point are beyond the limit */
  if (shift > 0 && (shift > POWERS_MAX || value > (guint64) GUO_DECIMAL_MAX / powers[shift]))
    return FALSE;
  if (shift >= 0)
    {
      value *= powers[shift];
      *exact = TRUE;
    }
  else if (shift < -POWERS_MAX)
    value = 0;
  else
    value = divide (value, powers[-shift], self->more, exact);
  *out = (gint64) MIN (value, (guint64) G_MAXINT64);
  return value <= (guint64) GUO_DECIMAL_MAX;
}
