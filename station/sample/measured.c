#include "station/sample/measured.h"

#include "station/instruments.h"
#include "station/sample/quantity.h"
#include "station/station-private.h"

#include <string.h>

static gboolean
bad_value (GError **error, gsize i, const gchar *member, const gchar *reason)
{
  g_autofree gchar *field = g_strdup_printf ("values[%" G_GSIZE_FORMAT "]%s%s", i, *member != '\0' ? "." : "", member);

  return guo_bad_field (error, field, reason);
}

/* A length is whatever the scheme measures in that unit. */
static gboolean
fits (const GuoScheme *scheme, const gchar *name, const GuoInstrumentValue *value)
{
  const GuoMeasurement *measurement = guo_quantity_measurement (scheme, name);

  if (value->name != NULL)
    return strcmp (value->name, name) == 0;
  return measurement != NULL && g_strcmp0 (measurement->unit, value->unit) == 0;
}

/* The value of the corrected sample that was read from the same. */
static json_t *
find_old (json_t *old, json_t *value)
{
  json_t *before;
  gsize i;

  json_array_foreach (json_object_get (json_object_get (old, "content"), "values"), i, before)
    if (json_is_integer (json_object_get (before, "device"))
        && json_equal (json_object_get (before, "device"), json_object_get (value, "device"))
        && json_equal (json_object_get (before, "reading"), json_object_get (value, "reading"))
        && json_equal (json_object_get (before, "name"), json_object_get (value, "name")))
      return before;
  return NULL;
}

static gboolean
fill (GuoCall *call, const GuoScheme *scheme, json_t *value, gsize i, GError **error)
{
  GuoInstrumentKept kept;

  if (!guo_instruments_find (call->station->instruments, guo_field_int (value, "device", 0), guo_field_int (value, "reading", 0),
                             &kept))
    return bad_value (error, i, "reading", "not one of the last readings of this instrument; measure again");
  if (kept.value.fault != NULL)
    return bad_value (error, i, "reading",
                      g_str_equal (kept.value.fault, "implausible") ? "no fruit has such a value; measure again"
                                                                    : "the instrument could not measure; measure again");
  if (!fits (scheme, guo_field_text (value, "name"), &kept.value))
    return bad_value (error, i, "reading", "a reading of another quantity");
  json_object_set_new (value, "value", json_integer (kept.value.value));
  json_object_set_new (value, "raw", json_string (kept.raw));
  json_object_set_new (value, "simulated", json_boolean (kept.simulated));
  return TRUE;
}

gboolean
guo_sample_fill_readings (GuoCall *call, const GuoScheme *scheme, json_t *old, json_t *values, GError **error)
{
  json_t *value;
  gsize i;

  json_array_foreach (values, i, value)
    {
      gboolean device = guo_field_int (value, "device", 0) != 0, reading = guo_field_int (value, "reading", 0) != 0;
      gboolean typed = json_is_integer (json_object_get (value, "value"));
      json_t *before = find_old (old, value);

      if (device != reading)
        return bad_value (error, i, device ? "reading" : "device", "missing");
      if (!device && !typed)
        return bad_value (error, i, "value", "missing");
      if (device && typed)
        return bad_value (error, i, "value", "either a value or the reading of an instrument");
      if (before != NULL)
        json_object_update (value, before);
      else if (typed && !guo_quantity_likely (scheme, guo_field_text (value, "name"), guo_field_int (value, "value", 0), error))
        return FALSE;
      else if (device && !fill (call, scheme, value, i, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
guo_sample_refer_devices (GuoCall *call, json_t *values, gboolean *simulated, GError **error)
{
  json_t *value;
  gsize i;

  *simulated = FALSE;
  json_array_foreach (values, i, value)
    {
      gint64 device = guo_field_int (value, "device", 0);

      *simulated = *simulated || guo_field_bool (value, "simulated");
      if (device != 0 && !guo_call_set_ref (call, value, "device", device, error))
        return FALSE;
    }
  return TRUE;
}
