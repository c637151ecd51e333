#include "ui/settings/parse.h"

#include <string.h>

#define NUMBERS_MOST 3

static gunichar
fold_char (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e) /* full-width forms lie beside ASCII in the same order */
    return c - 0xfee0;
  if (c == 0x3002)                /* 。 is the point key of a Chinese input method */
    return '.';
  return c == 0x3000 || c == 0xa0 || c == 0x202f ? ' ' : c;
}

gchar *
guo_parse_fold (const gchar *text)
{
  GString *folded = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    g_string_append_unichar (folded, fold_char (g_utf8_get_char (text)));
  return g_strstrip (g_string_free (folded, FALSE));
}

gboolean
guo_parse_whole (const gchar *text, gint64 *number)
{
  g_autofree gchar *folded = guo_parse_fold (text);

  return strlen (folded) <= 10
         && g_ascii_string_to_signed (folded, 10, -999999999, 999999999, number, NULL);
}

/* The numbers in @text and what parts them; -1 when there are too many, or none. */
static gint
read_numbers (const gchar *text, const gchar *const *separators, gint numbers[NUMBERS_MOST])
{
  g_autofree gchar *folded = guo_parse_fold (text);
  const gchar *at = folded;
  gint n = 0;

  while (*at != '\0')
    {
      gsize digits = strspn (at, "0123456789"), skip = 0;

      if (digits == 0 || digits > 4 || n == NUMBERS_MOST)
        return -1;
      numbers[n++] = (gint) g_ascii_strtoll (at, NULL, 10);
      at += digits;
      for (gsize i = 0; separators[i] != NULL && skip == 0; i++)
        if (g_str_has_prefix (at, separators[i]))
          skip = strlen (separators[i]);
      if (*at != '\0' && skip == 0)
        return -1;
      at += skip;
    }
  return n > 0 ? n : -1;
}

static gchar *
day_of (gint year, gint month, gint day)
{
  if (year < 1900 || year > 9999 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

static gboolean
is_small (gint month, gint day)
{
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static const gchar *const day_separators[] = { "-", "/", ".", "年", "月", "日", NULL };

gchar *
guo_parse_day (const gchar *text, const gchar *today)
{
  g_autofree gchar *folded = guo_parse_fold (text);
  gint numbers[NUMBERS_MOST] = { 0 };
  gint n;

  if (strlen (folded) == 8 && strspn (folded, "0123456789") == 8)
    {
      gint whole = (gint) g_ascii_strtoll (folded, NULL, 10);

      return is_small (whole / 100 % 100, whole % 100) ? day_of (whole / 10000, whole / 100 % 100, whole % 100) : NULL;
    }
  n = read_numbers (folded, day_separators, numbers);
  if (n == 2 && is_small (numbers[0], numbers[1]))
    return day_of ((gint) g_ascii_strtoll (today, NULL, 10), numbers[0], numbers[1]);
  if (n == 3 && is_small (numbers[1], numbers[2]))
    return day_of (numbers[0], numbers[1], numbers[2]);
  return NULL;
}

gchar *
guo_parse_season (const gchar *text)
{
  gint numbers[NUMBERS_MOST] = { 0 };
  g_autofree gchar *day = NULL;

  if (read_numbers (text, day_separators, numbers) != 2 || !is_small (numbers[0], numbers[1]))
    return NULL;
  day = day_of (2023, numbers[0], numbers[1]); /* no leap year: the day must be there each year */
  return day != NULL ? g_strdup (day + 5) : NULL;
}

gboolean
guo_parse_clock (const gchar *text, gint64 *minutes)
{
  static const gchar *const separators[] = { ":", ".", "点", "时", "分", NULL };
  gint numbers[NUMBERS_MOST] = { 0 };
  gint n = read_numbers (text, separators, numbers);

  if (n < 1 || n > 2 || numbers[0] > 23 || numbers[1] > 59)
    return FALSE;
  *minutes = numbers[0] * 60 + numbers[1];
  return TRUE;
}

gchar *
guo_format_clock (gint64 minutes)
{
  return g_strdup_printf ("%02d:%02d", (gint) (minutes / 60 % 24), (gint) (minutes % 60));
}
