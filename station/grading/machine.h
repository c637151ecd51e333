/* What a grading machine says of one fruit, as a row of a scheme. Pure. */
#pragma once

#include "station/grading/scheme.h"

G_BEGIN_DECLS

#define GUO_MACHINE_DEFECTS_MAX 8

typedef struct
{
  gchar letter;  /* 'A' to 'Z' */
  guint8 digit;  /* 0 to 9 */
  gint area_mm2; /* -1: not told */
} GuoMachineDefect;

/* Units as machines count; -1: not measured. */
typedef struct
{
  gint mass_mg;
  gint diameter_dmm;    /* tenths of a millimetre */
  gint colour_permille; /* covered */
  gint brix_x10;
  guint n_defects; /* none found is 0: machines do not say when they did not look */
  GuoMachineDefect defects[GUO_MACHINE_DEFECTS_MAX];
} GuoMachineFruit;

/**
 * guo_scheme_measure:
 * @self: the scheme
 * @fruit: from the machine
 * @values: (out) (array): a row; what the machine does not measure is %GUO_MISSING, ratios are derived
 *
 * A sum or largest area of defects is missing where the machine told a wanted code without its area.
 */
void guo_scheme_measure (const GuoScheme *self, const GuoMachineFruit *fruit, gint64 *values);

G_END_DECLS
