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

GuoNetJudgement
guo_net_content_judge (gint64 nominal_mg, gint64 net_mg)
{
  if (net_mg >= nominal_mg)
    return GUO_NET_FULL;
  return net_mg >= nominal_mg - guo_permitted_shortage (nominal_mg) ? GUO_NET_SHORT : GUO_NET_BEYOND;
}

GuoNetBand
guo_net_content_band (gint64 nominal_mg, gint64 spread_mg)
{
  return (GuoNetBand) { .least_mg = nominal_mg - guo_permitted_shortage (nominal_mg),
                        .from_mg = nominal_mg + spread_mg,
                        .to_mg = nominal_mg + 4 * spread_mg };
}

void
guo_net_lot_add (GuoNetLot *self, gint64 nominal_mg, gint64 net_mg)
{
  GuoNetJudgement judgement = guo_net_content_judge (nominal_mg, net_mg);

  self->n++;
  self->sum_mg += net_mg;
  self->n_short += judgement == GUO_NET_SHORT;
  self->n_beyond += judgement == GUO_NET_BEYOND;
}

gint64
guo_net_lot_lacks (const GuoNetLot *self, gint64 nominal_mg)
{
  return MAX (self->n * nominal_mg - self->sum_mg, 0);
}

gboolean
guo_net_lot_is_good (const GuoNetLot *self, gint64 nominal_mg)
{
  return self->n_beyond == 0 && guo_net_lot_lacks (self, nominal_mg) == 0;
}

gint
guo_net_digit_height (gint64 nominal_mg)
{
  static const gint64 to_mg[] = { 50 * G_MG, 200 * G_MG, 1000 * G_MG };
  static const gint heights[] = { 20, 30, 40, 60 };
  gsize i = 0;

  while (i < G_N_ELEMENTS (to_mg) && nominal_mg > to_mg[i])
    i++;
  return heights[i];
}
