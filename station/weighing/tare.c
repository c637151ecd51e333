#include "station/weighing/tare.h"

gint64
guo_tare_round (gint64 mg, gint64 e_mg)
{
  if (e_mg <= 1)
    return mg;
  return (mg + e_mg / 2) / e_mg * e_mg;
}

gint64
guo_tare_preset (gint64 each_mg, gint64 crates, gint64 e_mg)
{
  return guo_tare_round (each_mg * crates, e_mg);
}

gboolean
guo_tare_net (gint64 gross_mg, gint64 tare_mg, gint64 *net_mg)
{
  if (gross_mg <= tare_mg)
    return FALSE;
  *net_mg = gross_mg - tare_mg;
  return TRUE;
}
