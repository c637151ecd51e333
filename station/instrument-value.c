#include "station/instrument-value.h"

#include "station/sample/quantity.h"

__extension__ typedef __int128 Wide; /* 18 digits × 14 digits of a pound */

typedef struct
{
  gint64 above, below;
} Factor;

/* To newton; the standard weight is 9.80665 N a kilogram, the pound 0.45359237 kg. */
static const Factor newtons[] = {
  [GUO_MEASURE_NEWTON] = { 1, 1 },
  [GUO_MEASURE_KGF] = { 980665, 100000 },
  [GUO_MEASURE_GF] = { 980665, 100000000 },
  [GUO_MEASURE_LBF] = { 44482216152605, 10000000000000 },
  [GUO_MEASURE_OZF] = { 44482216152605, 160000000000000 },
};

static const Factor one = { 1, 1 }, inch = { 254, 10 };

/* Of three Brix of a PRM-2000α the first is the display's. */
static const GuoMeasure *
main_measure (const GuoInstrumentReading *reading)
{
  for (guint i = 0; i < reading->n_measures; i++)
    {
      const GuoMeasure *measure = &reading->measures[i];

      if (measure->number <= 1
          && (measure->quantity == GUO_QUANTITY_BRIX || measure->quantity == GUO_QUANTITY_FORCE
              || measure->quantity == GUO_QUANTITY_LENGTH))
        return measure;
    }
  return NULL;
}

static Factor
factor_of (const GuoMeasure *measure, gboolean inches)
{
  if (measure->quantity == GUO_QUANTITY_FORCE && measure->unit < G_N_ELEMENTS (newtons) && newtons[measure->unit].below != 0)
    return newtons[measure->unit];
  return measure->quantity == GUO_QUANTITY_LENGTH && inches ? inch : one;
}

/* Half to even. */
static Wide
divide (Wide above, Wide below)
{
  Wide whole = above / below, twice = above % below * 2;

  return twice > below || (twice == below && whole % 2 != 0) ? whole + 1 : whole;
}

/* Sets value or fault. */
static void
convert (const GuoMeasure *measure, gboolean inches, GuoInstrumentValue *out)
{
  const Factor factor = factor_of (measure, inches);
  Wide below = factor.below, value;

  for (gint i = measure->exponent; i < 0; i++)
    below *= 10;
  value = measure->mantissa >= 0 ? divide ((Wide) measure->mantissa * factor.above * 100, below) : -1;
  if (measure->range == GUO_RANGE_UNDER || (measure->range == GUO_RANGE_OK && value < 0))
    out->fault = "under";
  else if (measure->range == GUO_RANGE_OVER || value > GUO_QUANTITY_MAX)
    out->fault = "over";
  else
    {
      out->value = (gint64) value;
      if (out->value < out->least || out->value > out->most)
        out->fault = "implausible";
    }
}

void
guo_instrument_value_read (const GuoInstrumentReading *reading, gboolean inches, GuoInstrumentValue *out)
{
  const GuoMeasure *measure = main_measure (reading);

  *out = (GuoInstrumentValue) { .fault = guo_instrument_status_name (reading->status) };
  if (out->fault != NULL)
    return;
  if (measure == NULL)
    {
      out->fault = "malformed";
      return;
    }
  out->quantity = guo_quantity_name (measure->quantity);
  switch ((gint) measure->quantity)
    {
    case GUO_QUANTITY_BRIX:
      out->name = "brix_e2";
      out->unit = "°Bx";
      break;
    case GUO_QUANTITY_FORCE:
      out->name = "firmness_e2";
      out->unit = "N";
      break;
    default:
      out->unit = "mm";
      out->least = GUO_LENGTH_LEAST;
      out->most = GUO_LENGTH_MOST;
      break;
    }
  if (out->name != NULL)
    {
      out->least = guo_quantity_find (out->name)->least;
      out->most = guo_quantity_find (out->name)->most;
    }
  convert (measure, inches, out);
}
