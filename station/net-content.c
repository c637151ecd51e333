#include "station/net-content.h"

#define G_MG ((gint64) 1000)

/* Either a share of the nominal content or a fixed mass, up to and with @to_mg. */
static const struct
{
  gint64 to_mg;
  gint64 ppm;
  gint64 mg;
} table[] = {
  { 50 * G_MG, 90000, 0 },
  { 100 * G_MG, 0, 4500 },
  { 200 * G_MG, 45000, 0 },
  { 300 * G_MG, 0, 9 * G_MG },
  { 500 * G_MG, 30000, 0 },
  { 1000 * G_MG, 0, 15 * G_MG },
  { 10000 * G_MG, 15000, 0 },
  { 15000 * G_MG, 0, 150 * G_MG },
  { G_MAXINT64, 10000, 0 },
};

gint64
guo_permitted_shortage (gint64 nominal_mg)
{
  gint64 step = nominal_mg <= 1000 * G_MG ? G_MG / 10 : G_MG;
  gsize i = 0;
  gint64 shortage;

  while (nominal_mg > table[i].to_mg)
    i++;
  shortage = table[i].mg + nominal_mg / 1000000 * table[i].ppm + nominal_mg % 1000000 * table[i].ppm / 1000000;
  return (shortage + step / 2) / step * step;
}
