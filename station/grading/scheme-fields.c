/* The measurements of a scheme: their units, on what they are measured, what of the machine makes them. */
#include "station/grading/scheme-private.h"

#include <string.h>

/* One unit of the machine as ten-millionths of a unit of a scheme. */
static const struct
{
  const gchar *machine;
  GuoMachineField field;
  const gchar *unit;
  gint64 step;
} machine_units[] = {
  { "mass", GUO_MACHINE_MASS, "mg", GUO_DECIMAL_ONE },
  { "mass", GUO_MACHINE_MASS, "g", GUO_DECIMAL_ONE / 1000 },
  { "mass", GUO_MACHINE_MASS, "kg", GUO_DECIMAL_ONE / 1000000 },
  { "diameter", GUO_MACHINE_DIAMETER, "um", GUO_DECIMAL_ONE * 100 },
  { "diameter", GUO_MACHINE_DIAMETER, "mm", GUO_DECIMAL_ONE / 10 },
  { "diameter", GUO_MACHINE_DIAMETER, "cm", GUO_DECIMAL_ONE / 100 },
  { "colour", GUO_MACHINE_COLOUR, "permille", GUO_DECIMAL_ONE },
  { "colour", GUO_MACHINE_COLOUR, "percent", GUO_DECIMAL_ONE / 10 },
  { "brix", GUO_MACHINE_BRIX, "brix", GUO_DECIMAL_ONE / 10 },
  { "brix", GUO_MACHINE_BRIX, "percent", GUO_DECIMAL_ONE / 10 },
  { "defect-sum", GUO_MACHINE_DEFECT_SUM, "mm2", GUO_DECIMAL_ONE },
  { "defect-sum", GUO_MACHINE_DEFECT_SUM, "cm2", GUO_DECIMAL_ONE / 100 },
  { "defect-largest", GUO_MACHINE_DEFECT_LARGEST, "mm2", GUO_DECIMAL_ONE },
  { "defect-largest", GUO_MACHINE_DEFECT_LARGEST, "cm2", GUO_DECIMAL_ONE / 100 },
  { "defect-count", GUO_MACHINE_DEFECT_COUNT, "", GUO_DECIMAL_ONE },
};

/* The unit that a name ends with, "mm" of "diameter_mm"; "" when it ends with none. */
static const gchar *
unit_of_name (const gchar *name)
{
  static const gchar *const units[] = { "mm", "cm", "um", "g", "kg", "mg", "percent", "permille", "brix", "mm2",
                                        "cm2", NULL };
  const gchar *end = strrchr (name, '_');

  return end != NULL && g_strv_contains (units, end + 1) ? end + 1 : "";
}

static GuoMeasurement *
add_measurement (GuoScheme *self, const gchar *name, GuoMeasuredOn on)
{
  GuoMeasurement *measurement;

  self->measurements = g_renew (GuoMeasurement, self->measurements, self->n_measurements + 1);
  measurement = &self->measurements[self->n_measurements++];
  *measurement = (GuoMeasurement) {
    .name = g_strdup (name), .unit = g_strdup (unit_of_name (name)), .on = on, .numerator = -1, .denominator = -1,
  };
  guo_scheme_read_missing (self->source, "", &measurement->missing_is_met, NULL);
  return measurement;
}

static gboolean
is_name (const gchar *name)
{
  if (name == NULL || name[0] == '\0' || strlen (name) > 64 || strpbrk (name, "~/") != NULL)
    return FALSE;
  for (; *name != '\0'; name = g_utf8_next_char (name))
    if (!g_unichar_isgraph (g_utf8_get_char (name)))
      return FALSE;
  return TRUE;
}

/* Where a field does not say on what it is measured, it follows from its use. */
static gboolean
says_on_what (const GuoScheme *self, const gchar *name)
{
  return json_object_get (json_object_get (json_object_get (self->source, "fields"), name), "on") != NULL;
}

gboolean
guo_scheme_read_field (GuoScheme *self, json_t *object, const gchar *where, GuoMeasuredOn on, guint *index,
                       GError **error)
{
  const gchar *name = guo_exact_json_text (json_object_get (object, "field"));
  gint found = name != NULL ? guo_scheme_measurement (self, name) : -1;
  gboolean listed = json_object_get (self->source, "fields") != NULL;

  if (!is_name (name))
    return guo_scheme_refuse (error, where, "field", "the name of a measurement is needed");
  if (found < 0 && listed)
    return guo_scheme_refuse (error, where, "field", "it is not among the fields");
  if (found < 0 && self->n_measurements == GUO_MEASUREMENTS_MAX)
    return guo_scheme_refuse (error, where, "field", "a scheme has at most 64 measurements");
  if (found < 0)
    {
      add_measurement (self, name, on);
      found = (gint) self->n_measurements - 1;
    }
  if (on == GUO_MEASURED_ON_FRUIT && !says_on_what (self, name))
    self->measurements[found].on = GUO_MEASURED_ON_FRUIT;
  *index = (guint) found;
  return TRUE;
}

static gboolean
read_code (GuoMeasurement *measurement, const gchar *code)
{
  if (code == NULL || !g_ascii_isupper (code[0]) || strlen (code) > 2)
    return FALSE;
  if (code[1] == '\0')
    measurement->codes[code[0] - 'A'] |= 0x3ff;
  else if (g_ascii_isdigit (code[1]))
    measurement->codes[code[0] - 'A'] |= (guint16) (1u << (code[1] - '0'));
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_codes (GuoMeasurement *measurement, json_t *codes, const gchar *where, GError **error)
{
  gboolean wanted = measurement->machine >= GUO_MACHINE_DEFECT_SUM;
  gsize i;
  json_t *code;

  if (!wanted)
    return codes == NULL || guo_scheme_refuse (error, where, "codes", "only defects have codes");
  if (json_array_size (codes) == 0)
    return guo_scheme_refuse (error, where, "codes", "the machine's codes are needed: [\"S\", \"R1\"]");
  json_array_foreach (codes, i, code)
    if (!read_code (measurement, guo_exact_json_text (code)))
      return guo_scheme_refuse (error, where, "codes", "a code is a letter A to Z, or a letter and a digit");
  return TRUE;
}

static gboolean
read_machine (GuoMeasurement *measurement, json_t *object, const gchar *where, GError **error)
{
  json_t *value = json_object_get (object, "machine");
  const gchar *text = guo_exact_json_text (value);
  gboolean known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (machine_units) && text != NULL; i++)
    if (strcmp (machine_units[i].machine, text) == 0)
      {
        known = TRUE;
        if (strcmp (machine_units[i].unit, measurement->unit) == 0)
          {
            measurement->machine = machine_units[i].field;
            measurement->machine_step = machine_units[i].step;
          }
      }
  if (value != NULL && !known)
    return guo_scheme_refuse (error, where, "machine", "mass, diameter, colour, brix, defect-sum, defect-largest or "
                                                       "defect-count is needed");
  if (value != NULL && measurement->machine == GUO_MACHINE_NOTHING)
    return guo_scheme_refuse (error, where, "unit", "the machine's value is not known in this unit");
  return read_codes (measurement, json_object_get (object, "codes"), where, error);
}

static gboolean
read_on (GuoMeasurement *measurement, json_t *object, const gchar *where, GError **error)
{
  json_t *value = json_object_get (object, "on");
  const gchar *text = guo_exact_json_text (value);

  if (value == NULL)
    return TRUE;
  if (g_strcmp0 (text, "fruit") != 0 && g_strcmp0 (text, "sample") != 0)
    return guo_scheme_refuse (error, where, "on", "fruit or sample is needed");
  measurement->on = strcmp (text, "sample") == 0 ? GUO_MEASURED_ON_SAMPLE : GUO_MEASURED_ON_FRUIT;
  return TRUE;
}

static gboolean
read_field_object (GuoMeasurement *measurement, json_t *object, const gchar *where, GError **error)
{
  static const gchar *const known[] = { "unit", "on", "name_zh", "name_en", "missing", "machine", "codes", "ratio_of",
                                        NULL };

  return guo_scheme_check_members (object, where, known, TRUE, error)
         && guo_scheme_read_text (object, where, "unit", &measurement->unit, error)
         && guo_scheme_read_names (object, where, &measurement->name_zh, &measurement->name_en, error)
         && guo_scheme_read_missing (object, where, &measurement->missing_is_met, error)
         && read_on (measurement, object, where, error) && read_machine (measurement, object, where, error);
}

/* Once all measurements are known: which two a ratio is made of. */
static gboolean
read_ratio (GuoScheme *self, guint index, json_t *pair, const gchar *where, GError **error)
{
  GuoMeasurement *measurement = &self->measurements[index];
  const gchar *first = guo_exact_json_text (json_array_get (pair, 0));
  const gchar *second = guo_exact_json_text (json_array_get (pair, 1));

  if (pair == NULL)
    return TRUE;
  if (json_array_size (pair) != 2 || first == NULL || second == NULL)
    return guo_scheme_refuse (error, where, "ratio_of", "the names of two fields are needed");
  measurement->numerator = guo_scheme_measurement (self, first);
  measurement->denominator = guo_scheme_measurement (self, second);
  if (measurement->numerator < 0 || measurement->denominator < 0 || measurement->numerator == (gint) index
      || measurement->denominator == (gint) index)
    return guo_scheme_refuse (error, where, "ratio_of", "two other fields are needed");
  return TRUE;
}

static gboolean
read_one (GuoScheme *self, const gchar *name, json_t *value, GError **error)
{
  g_autofree gchar *where = g_strconcat ("/fields/", name, NULL);
  GuoMeasurement *measurement;

  if (!is_name (name))
    return guo_scheme_refuse (error, "/fields", name, "a name has 1 to 64 bytes, no blank, / or ~");
  if (self->n_measurements == GUO_MEASUREMENTS_MAX)
    return guo_scheme_refuse (error, where, NULL, "a scheme has at most 64 measurements");
  measurement = add_measurement (self, name, GUO_MEASURED_ON_SAMPLE);
  return guo_exact_json_text (value) != NULL || read_field_object (measurement, value, where, error);
}

gboolean
guo_scheme_read_fields (GuoScheme *self, GError **error)
{
  json_t *fields = json_object_get (self->source, "fields");
  const gchar *name;
  json_t *value;

  if (fields == NULL)
    return TRUE;
  if (!json_is_object (fields))
    return guo_scheme_refuse (error, "/fields", NULL, "an object is needed");
  json_object_foreach (fields, name, value)
    if (!read_one (self, name, value, error))
      return FALSE;
  for (guint i = 0; i < self->n_measurements; i++)
    {
      g_autofree gchar *where = g_strconcat ("/fields/", self->measurements[i].name, NULL);

      value = json_object_get (fields, self->measurements[i].name);
      if (!read_ratio (self, i, json_object_get (value, "ratio_of"), where, error))
        return FALSE;
    }
  return TRUE;
}
