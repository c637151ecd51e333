#include "station/client/chart/amount.h"

#include "station/client/format.h"

#define KG G_GINT64_CONSTANT (1000000)
#define JIN G_GINT64_CONSTANT (500000)
#define MINUS "\342\210\222"
#define NONE "\342\200\223"
#define M2_PER_MU_X100 66667
#define MOST_DECIMALS 6

/* A product of two amounts needs more than 64 bits. */
__extension__ typedef __int128 Wide;

static const GuoChartUnits kilograms = { KG, "kg", 1000 * KG, "t" };
static const GuoChartUnits jin_chinese = { JIN, "斤", 10000 * JIN, "万斤" };
static const GuoChartUnits jin_english = { JIN, "jin", 10000 * JIN, "×10⁴ jin" };

const GuoChartUnits *
guo_chart_units (const gchar *mass_unit, gboolean chinese)
{
  if (g_strcmp0 (mass_unit, "jin") != 0)
    return &kilograms;
  return chinese ? &jin_chinese : &jin_english;
}

static gint64
clamp_wide (Wide value)
{
  return value > G_MAXINT64 ? G_MAXINT64 : value < G_MININT64 ? G_MININT64 : (gint64) value;
}

/* Half away from zero. */
static gint64
divide (Wide value, gint64 by)
{
  Wide half = by / 2;

  return clamp_wide ((value < 0 ? value - half : value + half) / by);
}

static gint64
unit_of (const GuoChartUnits *units, gint64 mg)
{
  return mg >= 2 * units->large_mg || mg <= -2 * units->large_mg ? units->large_mg : units->small_mg;
}

/* The smallest of 1, 2, 5, 10, 20 … millionths of the unit with which @most needs at most @lines steps. Those
 * that are no whole milligrams are passed over: a millionth of 500 g is none. */
static gint64
step_of (gint64 unit_mg, gint64 most, gint lines, gint *decimals)
{
  static const gint64 factors[] = { 1, 2, 5 };
  Wide power = 1;

  for (gint places = MOST_DECIMALS;; places--, power *= 10)
    for (gsize i = 0; i < G_N_ELEMENTS (factors); i++)
      {
        Wide millionths = factors[i] * power * unit_mg;

        if (millionths % 1000000 == 0 && millionths / 1000000 * lines >= most)
          {
            *decimals = MAX (0, places);
            return clamp_wide (millionths / 1000000);
          }
      }
}

GuoChartAxis
guo_chart_axis (const GuoChartUnits *units, gint64 most_mg, gint lines)
{
  gint64 most = MAX (most_mg, 1);
  GuoChartAxis axis = { .unit_mg = unit_of (units, most) };

  axis.word = axis.unit_mg == units->large_mg ? units->large_word : units->small_word;
  axis.step_mg = step_of (axis.unit_mg, most, MAX (lines, 1), &axis.decimals);
  axis.top_mg = clamp_wide (((Wide) most + axis.step_mg - 1) / axis.step_mg * axis.step_mg);
  return axis;
}

gchar *
guo_chart_amount (gint64 mg, gint64 unit_mg, gint decimals)
{
  return guo_format_mass (divide ((Wide) mg * KG, unit_mg), decimals);
}

gchar *
guo_chart_amount_like (const GuoChartUnits *units, gint64 mg, gint64 most)
{
  gint64 unit = unit_of (units, most);
  gboolean large = unit == units->large_mg;
  gint decimals = !large ? 0 : most < 10 * unit && most > -10 * unit ? 2 : 1;
  g_autofree gchar *text = guo_chart_amount (mg, unit, decimals);

  return g_strdup_printf ("%s\302\240%s", text, large ? units->large_word : units->small_word);
}

gchar *
guo_chart_amount_with_unit (const GuoChartUnits *units, gint64 mg)
{
  return guo_chart_amount_like (units, mg, mg);
}

gint64
guo_chart_per_mu (gint64 mg, gint64 area_m2)
{
  g_return_val_if_fail (area_m2 > 0 && area_m2 < G_MAXINT64 / 100, 0);
  return divide ((Wide) mg * M2_PER_MU_X100, area_m2 * 100);
}

gchar *
guo_chart_share (gint64 part, gint64 whole)
{
  gint64 tenths = whole > 0 ? divide ((Wide) part * 1000, whole) : 0;

  if (whole <= 0)
    return g_strdup (NONE);
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT "%%", tenths / 10, ABS (tenths % 10));
}

gchar *
guo_chart_change (gint64 now, gint64 before)
{
  gint64 percent = before > 0 ? divide (((Wide) now - before) * 100, before) : 0;
  g_autofree gchar *digits = guo_format_mass (clamp_wide ((Wide) ABS (percent) * KG), 0);

  if (before <= 0)
    return g_strdup (NONE);
  return g_strdup_printf ("%s%s%%", percent > 0 ? "+" : percent < 0 ? MINUS : "±", digits);
}
