#include "station/client/format.h"

#include <string.h>

#include <glib/gi18n.h>

#define MG_PER_KG 1000000
#define MG_DECIMALS 6
#define JIN_PER_KG 2
#define M2_PER_MU_X100 66667

static const gint64 pow10_table[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

/* |mg| rounded half up to @decimals of a kilogram, in units of that last decimal. */
static guint64
round_units (gint64 mg, gint decimals)
{
  guint64 magnitude = mg < 0 ? (guint64) -(mg + 1) + 1 : (guint64) mg;
  guint64 step = (guint64) pow10_table[MG_DECIMALS - decimals];

  return (magnitude + step / 2) / step;
}

static void
append_grouped (GString *out, guint64 whole, const gchar *separator)
{
  g_autofree gchar *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, whole);
  gsize len = strlen (digits);

  for (gsize i = 0; i < len; i++)
    {
      if (i > 0 && (len - i) % 3 == 0)
        g_string_append (out, separator);
      g_string_append_c (out, digits[i]);
    }
}

static gchar *
format (gint64 mg, gint decimals, const gchar *minus, const gchar *separator)
{
  GString *out = g_string_new (NULL);
  guint64 units, scale;

  decimals = CLAMP (decimals, 0, MG_DECIMALS);
  units = round_units (mg, decimals);
  scale = (guint64) pow10_table[decimals];
  if (mg < 0 && units > 0)
    g_string_append (out, minus);
  append_grouped (out, units / scale, separator);
  if (decimals > 0)
    g_string_append_printf (out, ".%0*" G_GUINT64_FORMAT, decimals, units % scale);
  return g_string_free (out, FALSE);
}

gchar *
guo_format_mass (gint64 mg, gint decimals)
{
  return format (mg, decimals, "\342\210\222", "\342\200\257");
}

gchar *
guo_format_mass_plain (gint64 mg, gint decimals)
{
  return format (mg, decimals, "-", "");
}

GuoMassUnit
guo_mass_unit (const gchar *code)
{
  return g_strcmp0 (code, "jin") == 0 ? GUO_MASS_JIN : GUO_MASS_KG;
}

const gchar *
guo_mass_unit_word (GuoMassUnit unit)
{
  return unit == GUO_MASS_JIN ? _("jin") : "kg";
}

gchar *
guo_format_figure (gint64 mg, gint decimals, GuoMassUnit unit)
{
  return guo_format_mass (unit == GUO_MASS_JIN ? mg * JIN_PER_KG : mg, decimals);
}

gchar *
guo_format_mass_in (gint64 mg, gint decimals, GuoMassUnit unit)
{
  g_autofree gchar *figure = guo_format_figure (mg, decimals, unit);

  return g_strdup_printf ("%s %s", figure, guo_mass_unit_word (unit));
}

gint
guo_format_decimals (gint64 interval_mg)
{
  if (interval_mg <= 0)
    return 2;
  for (gint decimals = 0; decimals < MG_DECIMALS; decimals++)
    if (interval_mg % pow10_table[MG_DECIMALS - decimals] == 0)
      return decimals;
  return MG_DECIMALS;
}

gchar *
guo_format_net_content (gint64 mg)
{
  gint64 unit = mg < MG_PER_KG ? 1000 : MG_PER_KG;
  gint decimals = unit == 1000 ? 3 : 6;
  GString *out = g_string_new (NULL);

  g_string_printf (out, "%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, mg / unit, decimals, mg % unit);
  while (out->str[out->len - 1] == '0')
    g_string_truncate (out, out->len - 1);
  if (out->str[out->len - 1] == '.')
    g_string_truncate (out, out->len - 1);
  g_string_append (out, unit == 1000 ? " g" : " kg");
  return g_string_free (out, FALSE);
}

gchar *
guo_format_area_mu (gint64 m2)
{
  gint64 tenths = (m2 * 1000 + M2_PER_MU_X100 / 2) / M2_PER_MU_X100;

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, tenths / 10, tenths % 10);
}

/* A Chinese input method gives １２．５ or 12。5 where 12.5 was meant. */
static gunichar
fold_width (gunichar c)
{
  if (c >= 0xFF10 && c <= 0xFF19)
    return c - 0xFF10 + '0';
  if (c == 0xFF0E || c == 0x3002 || c == 0xFF0C || c == ',')
    return '.';
  return c;
}

gboolean
guo_parse_mass (const gchar *text, gint64 *mg)
{
  gint64 value = 0;
  gint decimals = -1, digits = 0;

  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = fold_width (g_utf8_get_char (p));

      if (c == '.' && decimals < 0)
        decimals = 0;
      else if (c >= '0' && c <= '9' && decimals < MG_DECIMALS && digits < 12)
        {
          value = value * 10 + (gint64) (c - '0');
          decimals += decimals >= 0;
          digits++;
        }
      else
        return FALSE;
    }
  if (digits == 0)
    return FALSE;
  value *= pow10_table[MG_DECIMALS - MAX (decimals, 0)];
  if (value >= 1000000 * (gint64) MG_PER_KG)
    return FALSE;
  *mg = value;
  return TRUE;
}

gint64
guo_seconds_since (const gchar *stamp)
{
  g_autoptr(GDateTime) at = g_date_time_new_from_iso8601 (stamp, NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return at != NULL ? MAX (0, g_date_time_difference (now, at) / G_USEC_PER_SEC) : 0;
}
