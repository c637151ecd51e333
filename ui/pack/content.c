#include "ui/pack/content.h"

#include <glib/gi18n.h>

#include "station/client/format.h"

#define MG_PER_G ((gint64) 1000)
#define WHOLE 1000

gint64
guo_content_net (gint64 gross_mg, gint64 tare_mg, gint64 e_mg)
{
  return e_mg > 1 ? gross_mg - (tare_mg + e_mg / 2) / e_mg * e_mg : gross_mg - tare_mg;
}

GuoContentState
guo_content_state (const GuoContentBand *band, gint64 net_mg)
{
  if (band->nominal_mg == 0)
    return GUO_CONTENT_UNKNOWN;
  if (net_mg < band->least_mg)
    return GUO_CONTENT_LIGHT;
  if (net_mg < band->from_mg)
    return GUO_CONTENT_SHORT;
  return net_mg > band->to_mg ? GUO_CONTENT_HEAVY : GUO_CONTENT_GOOD;
}

gint64
guo_content_off (const GuoContentBand *band, gint64 net_mg)
{
  return net_mg - CLAMP (net_mg, band->from_mg, MAX (band->from_mg, band->to_mg));
}

gint
guo_content_permille (const GuoContentBand *band, gint64 mg)
{
  gint64 span_mg = MAX (band->to_mg - band->least_mg, 1);
  gint64 left_mg = band->least_mg - span_mg / 2;

  return (gint) ((CLAMP (mg, left_mg, left_mg + 2 * span_mg) - left_mg) * (WHOLE / 2) / span_mg);
}

gchar *
guo_content_grams (gint64 mg)
{
  gint decimals = 0;

  for (gint64 unit = MG_PER_G; unit > 1 && mg % unit != 0; unit /= 10)
    decimals++;
  return guo_format_mass (mg * MG_PER_G, decimals); /* a thousandth of the unit, as the kilogram's gram */
}

gchar *
guo_content_words (const GuoContentBand *band, gint64 net_mg)
{
  gint64 off_mg = guo_content_off (band, net_mg);
  g_autofree gchar *grams = guo_content_grams (off_mg);

  switch (guo_content_state (band, net_mg))
    {
    case GUO_CONTENT_LIGHT:
      return g_strdup_printf (_("▼ Light %s g"), grams);
    case GUO_CONTENT_SHORT:
      return g_strdup_printf (_("▽ Scant %s g"), grams);
    case GUO_CONTENT_GOOD:
      return g_strdup (_("✓ Good"));
    case GUO_CONTENT_HEAVY:
      return g_strdup_printf (_("▲ Heavy +%s g"), grams);
    case GUO_CONTENT_UNKNOWN:
    default:
      return g_strdup ("");
    }
}
