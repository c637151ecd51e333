#include "station/grading/machine.h"

/* Count, sum or largest area of the codes wanted; -1 where an area was not told. */
static gint
of_defects (const GuoMeasurement *measurement, const GuoMachineFruit *fruit)
{
  gint count = 0;
  gint sum = 0;
  gint largest = 0;

  for (guint i = 0; i < MIN (fruit->n_defects, GUO_MACHINE_DEFECTS_MAX); i++)
    {
      const GuoMachineDefect *defect = &fruit->defects[i];

      if (!g_ascii_isupper (defect->letter) || (measurement->codes[defect->letter - 'A'] >> defect->digit & 1) == 0)
        continue;
      if (defect->area_mm2 < 0 && measurement->machine != GUO_MACHINE_DEFECT_COUNT)
        return -1;
      count++;
      sum += defect->area_mm2;
      largest = MAX (largest, defect->area_mm2);
    }
  if (measurement->machine == GUO_MACHINE_DEFECT_COUNT)
    return count;
  return measurement->machine == GUO_MACHINE_DEFECT_SUM ? sum : largest;
}

static gint
machine_value (const GuoMeasurement *measurement, const GuoMachineFruit *fruit)
{
  switch (measurement->machine)
    {
    case GUO_MACHINE_MASS:
      return fruit->mass_mg;
    case GUO_MACHINE_DIAMETER:
      return fruit->diameter_dmm;
    case GUO_MACHINE_COLOUR:
      return fruit->colour_permille;
    case GUO_MACHINE_BRIX:
      return fruit->brix_x10;
    case GUO_MACHINE_DEFECT_SUM:
    case GUO_MACHINE_DEFECT_LARGEST:
    case GUO_MACHINE_DEFECT_COUNT:
      return of_defects (measurement, fruit);
    case GUO_MACHINE_NOTHING:
    default:
      return -1;
    }
}

void
guo_scheme_measure (const GuoScheme *self, const GuoMachineFruit *fruit, gint64 *values)
{
  for (guint i = 0; i < self->n_measurements; i++)
    {
      gint value = machine_value (&self->measurements[i], fruit);

      values[i] = value < 0 ? GUO_MISSING : value * self->measurements[i].machine_step;
    }
  guo_scheme_derive (self, values);
}
