#include "drivers/instrument/instrument.h"

#include "drivers/instrument/atago.h"
#include "drivers/instrument/digimatic.h"
#include "drivers/instrument/lutron.h"
#include "drivers/reading.h"

static const GuoInstrument *const instruments[] = {
  &guo_instrument_atago_prm_2000,
  &guo_instrument_atago_prm_100,
  &guo_instrument_atago_cm_base,
  &guo_instrument_mitutoyo_usb,
  &guo_instrument_digimatic_adapter,
  &guo_instrument_lutron_16,
  NULL,
};

const GuoInstrument *const *
guo_instruments (void)
{
  return instruments;
}

const GuoInstrument *
guo_instrument_find (const gchar *id, GError **error)
{
  g_autoptr(GString) known = g_string_new (NULL);

  for (gsize i = 0; instruments[i] != NULL; i++)
    {
      if (g_str_equal (instruments[i]->id, id))
        return instruments[i];
      g_string_append_printf (known, "%s%s", i == 0 ? "" : ", ", instruments[i]->id);
    }
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_UNKNOWN_PROTOCOL, "no instrument \"%s\"; there are %s", id,
               known->str);
  return NULL;
}

const gchar *
guo_instrument_status_name (GuoInstrumentStatus status)
{
  static const gchar *const names[] = {
    [GUO_INSTRUMENT_READ] = NULL,           [GUO_INSTRUMENT_INCOMPLETE] = "incomplete",
    [GUO_INSTRUMENT_LENGTH] = "length",     [GUO_INSTRUMENT_MALFORMED] = "malformed",
    [GUO_INSTRUMENT_ERROR] = "instrument",
  };

  return names[status];
}

const gchar *
guo_quantity_name (GuoMeasureQuantity quantity)
{
  static const gchar *const names[] = {
    [GUO_QUANTITY_REFRACTIVE_INDEX] = "refractive-index", [GUO_QUANTITY_BRIX] = "brix",
    [GUO_QUANTITY_CONCENTRATION] = "concentration",       [GUO_QUANTITY_TEMPERATURE] = "temperature",
    [GUO_QUANTITY_LENGTH] = "length",                     [GUO_QUANTITY_FORCE] = "force",
  };

  return names[quantity];
}

const gchar *
guo_measure_unit_name (GuoMeasureUnit unit)
{
  static const gchar *const names[] = {
    [GUO_MEASURE_NONE] = NULL,  [GUO_MEASURE_BRIX] = "Bx", [GUO_MEASURE_CELSIUS] = "C", [GUO_MEASURE_NEWTON] = "N",
    [GUO_MEASURE_KGF] = "kg", [GUO_MEASURE_GF] = "g",    [GUO_MEASURE_LBF] = "lb",    [GUO_MEASURE_OZF] = "oz",
  };

  return names[unit];
}

const gchar *
guo_measure_range_name (GuoMeasureRange range)
{
  static const gchar *const names[] = { [GUO_RANGE_OK] = "ok", [GUO_RANGE_UNDER] = "under", [GUO_RANGE_OVER] = "over" };

  return names[range];
}

gchar *
guo_measure_to_string (const GuoMeasure *measure)
{
  const GuoReading digits = { .has_value = measure->range == GUO_RANGE_OK, .mantissa = measure->mantissa,
                              .exponent = measure->exponent };

  return guo_reading_to_string (&digits);
}
