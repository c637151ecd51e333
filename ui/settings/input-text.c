#include "ui/settings/input-text.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"

#define MG_PER_G 1000
#define PIN_LEAST 4
#define PPM_A_PERCENT_AS_KG 100 /* per cent are read and shown as kilograms are: 10,000 ppm as 1,000,000 mg */
#define PIN_MOST 6

static gchar *
kg_text (json_t *value)
{
  gint64 mg = json_integer_value (value);

  /* as many decimals as it has, two at least: a tare of 1.855 stays one */
  return guo_format_mass_plain (mg, mg % 10000 == 0 ? 2 : mg % 1000 == 0 ? 3 : 6);
}

/* 0.5 of 5000: no more decimals than it has. */
static gchar *
percent_text (json_t *value)
{
  gint64 ppm = json_integer_value (value);
  gint decimals = ppm % 10000 == 0 ? 0 : ppm % 1000 == 0 ? 1 : ppm % 100 == 0 ? 2 : 4;

  return guo_format_mass_plain (ppm * PPM_A_PERCENT_AS_KG, decimals);
}

static gchar *
grams_text (json_t *value)
{
  gint64 mg = json_integer_value (value);

  return guo_format_mass_plain (mg * MG_PER_G, mg % MG_PER_G == 0 ? 0 : 3); /* a gram is written as a kilogram is */
}

static gchar *
mu_text (json_t *row)
{
  gint64 m2 = guo_row_int (row, "area_m2");

  return m2 > 0 ? guo_format_area_mu (m2) : g_strdup ("");
}

gchar *
guo_setting_text (const GuoSetting *setting, json_t *row, json_t *value)
{
  if (setting->kind == GUO_SETTING_MU)
    return mu_text (row);
  if (value == NULL || json_is_null (value))
    return g_strdup ("");
  if (setting->kind == GUO_SETTING_KG)
    return kg_text (value);
  if (setting->kind == GUO_SETTING_PERCENT)
    return percent_text (value);
  if (setting->kind == GUO_SETTING_GRAMS)
    return grams_text (value);
  if (setting->kind == GUO_SETTING_CLOCK)
    return guo_format_clock (json_integer_value (value));
  if (json_is_integer (value))
    return g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (value));
  return g_strdup (json_is_string (value) ? json_string_value (value) : "");
}

static json_t *
refuse (const gchar **reason, const gchar *why)
{
  *reason = why;
  return NULL;
}

static json_t *
day_value (const gchar *text, const gchar *today, const gchar **reason)
{
  g_autofree gchar *day = guo_parse_day (text, today);

  return day != NULL ? json_string (day) : refuse (reason, _("There is no such day. Type it as 2026-07-01 or 7-1."));
}

static json_t *
season_value (const gchar *text, const gchar **reason)
{
  g_autofree gchar *day = guo_parse_season (text);

  return day != NULL ? json_string (day) : refuse (reason, _("Type month and day, as 09-01."));
}

static json_t *
pin_value (const gchar *text, const gchar **reason)
{
  gsize length = strlen (text);

  if (length < PIN_LEAST || length > PIN_MOST || strspn (text, "0123456789") != length)
    return refuse (reason, _("A PIN has 4 to 6 digits."));
  return json_string (text);
}

static json_t *
percent_value (const gchar *text, const gchar **reason)
{
  gint64 number = 0;

  if (!guo_parse_mass (text, &number) || number < 0 || number % PPM_A_PERCENT_AS_KG != 0)
    return refuse (reason, _("Type per cent, as 0.5."));
  return json_integer (number / PPM_A_PERCENT_AS_KG);
}

static json_t *
grams_value (const gchar *text, const gchar **reason)
{
  gint64 number = 0;

  if (!guo_parse_mass (text, &number) || number < 0 || number % MG_PER_G != 0)
    return refuse (reason, _("Type grams, as 30."));
  return json_integer (number / MG_PER_G);
}

static json_t *
number_value (const GuoSetting *setting, const gchar *text, const gchar **reason)
{
  gint64 number = 0;

  if (setting->kind == GUO_SETTING_WHOLE)
    return guo_parse_whole (text, &number) ? json_integer (number) : refuse (reason, _("Type a whole number."));
  if (setting->kind == GUO_SETTING_PERCENT)
    return percent_value (text, reason);
  if (setting->kind == GUO_SETTING_CLOCK)
    return guo_parse_clock (text, &number) ? json_integer (number) : refuse (reason, _("Type a time, as 04:00."));
  if (!guo_parse_mass (text, &number) || number < 0)
    return refuse (reason, setting->kind == GUO_SETTING_KG ? _("Type kilograms, as 1.85.") : _("Type mu, as 4.2."));
  return setting->kind == GUO_SETTING_KG ? json_integer (number) : json_string (text);
}

json_t *
guo_setting_value (const GuoSetting *setting, const gchar *text, const gchar *today, const gchar **reason)
{
  if (*text == '\0')
    return json_null ();
  switch ((gint) setting->kind)
    {
    case GUO_SETTING_WHOLE:
    case GUO_SETTING_CLOCK:
    case GUO_SETTING_KG:
    case GUO_SETTING_PERCENT:
    case GUO_SETTING_MU:
      return number_value (setting, text, reason);
    case GUO_SETTING_GRAMS:
      return grams_value (text, reason);
    case GUO_SETTING_DAY:
      return day_value (text, today, reason);
    case GUO_SETTING_SEASON:
      return season_value (text, reason);
    case GUO_SETTING_PIN:
      return pin_value (text, reason);
    case GUO_SETTING_YES_NO:
      return json_boolean (strcmp (text, "yes") == 0);
    case GUO_SETTING_THING:
      return strcmp (text, "0") == 0 ? json_null () : json_integer (g_ascii_strtoll (text, NULL, 10));
    default:
      return json_string (text);
    }
}
