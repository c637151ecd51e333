#include "station/client/mass.h"

#define PPM ((gint64) 1000000)

/* floor((floor(2x) + r) / 2r) · r with x = mg · ppm / 10⁶: the product itself would overflow at 9,200 t. The
 * same formula as in db/sql/views/40-rows.sql. */
gint64
guo_mass_percent (gint64 mg, gint64 ppm, gint64 round_mg)
{
  const gint64 step = MAX (round_mg, 1);
  const gint64 twice = 2 * (mg / PPM * ppm) + 2 * (mg % PPM * ppm) / PPM;

  return (twice + step) / (2 * step) * step;
}

gint64
guo_mass_payable (gint64 net_mg, gint64 deduction_mg)
{
  return MAX (net_mg - deduction_mg, 0);
}

gint64
guo_mass_truck (gint64 first_mg, gint64 second_mg, gint64 empties_mg)
{
  return ABS (first_mg - second_mg) - empties_mg;
}
