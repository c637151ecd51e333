#include "drivers/sim/grader-fruit.h"

#include "drivers/sim/random.h"

/* Citrus and plums are a little heavier than water: d³ in tenths of a millimetre is 1920 times the milligrams. */
#define CUBE_PER_MG 1920
#define CULL_AREA_MM2 60

const GuoGraderCrop *
guo_grader_crop (guint n)
{
  static const GuoGraderCrop crops[] = {
    { "纽荷尔脐橙", 180000, 30000, 115 },
    { "脆李", 31000, 4500, 110 },
    { "砂糖橘", 48000, 8000, 125 },
  };

  return &crops[n % G_N_ELEMENTS (crops)];
}

static gint32
within (guint32 *random, gint32 least, gint32 most)
{
  return least + (gint32) (guo_sim_random (random) % (guint32) (most - least + 1));
}

/* Returns: the largest number whose cube is no more than @value. */
static gint32
cube_root (gint64 value)
{
  gint64 root = 0;

  for (gint64 bit = 1 << 11; bit > 0; bit >>= 1)
    if ((root + bit) * (root + bit) * (root + bit) <= value)
      root += bit;
  return (gint32) root;
}

/* The sum of four even chances looks like a harvest: many in the middle, few at the ends. */
static gint64
pick_mass (const GuoGraderCrop *crop, guint32 *random)
{
  gint64 mass_mg = crop->mean_mg;

  for (guint i = 0; i < 4; i++)
    mass_mg += within (random, (gint32) -crop->spread_mg, (gint32) crop->spread_mg);
  return mass_mg;
}

/* Returns: their area, mm². */
static gint32
pick_defects (guint32 *random, GuoGraderFruit *out)
{
  gint32 chance = within (random, 0, 99);
  gint32 area = 0;

  out->n_defects = chance < 70 ? 0 : chance < 90 ? 1 : 2;
  for (guint i = 0; i < out->n_defects; i++)
    {
      GuoGraderDefect *defect = &out->defects[i];

      *defect = (GuoGraderDefect) { { "SRBC"[within (random, 0, 3)], (gchar) within (random, '1', '3'), '\0' },
                                    within (random, 1, 60) };
      area += defect->area_mm2;
    }
  return area;
}

static gint32
outlet_by_mass (const GuoGraderCrop *crop, gint64 mass_mg, guint outlets)
{
  gint64 sizes = (gint64) outlets - 1;
  gint64 above_mg = mass_mg - (crop->mean_mg - 2 * crop->spread_mg);

  return (gint32) (1 + CLAMP (above_mg * sizes / (4 * crop->spread_mg), 0, sizes - 1));
}

void
guo_grader_crop_pick (const GuoGraderCrop *crop, guint outlets, guint32 *random, GuoGraderFruit *out)
{
  gint64 mass_mg = pick_mass (crop, random);
  gint32 area_mm2 = pick_defects (random, out);
  gint32 chance = within (random, 0, 999);
  gboolean unweighed = chance == 0; /* two in one cup: seen, not weighed, and sent round again */

  out->mass_mg = unweighed ? GUO_GRADER_NONE : mass_mg;
  out->diameter_x10mm = cube_root (mass_mg * CUBE_PER_MG);
  out->colour_permille = within (random, 200, 980);
  out->brix_x10 = within (random, 0, 4) == 0 ? GUO_GRADER_NONE : within (random, crop->brix_x10 - 35, crop->brix_x10 + 35);
  if (chance < 10)
    out->outlet = 0;
  else
    out->outlet = area_mm2 > CULL_AREA_MM2 ? (gint32) outlets : outlet_by_mass (crop, mass_mg, outlets);
}
