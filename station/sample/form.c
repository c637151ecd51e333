/* What a sample is asked for: the form that faces draw. */
#include "station/rules.h"
#include "station/sample/quantity.h"
#include "station/sample/subject.h"

#include <string.h>

static gboolean
stands_there (json_t *fields, const gchar *name)
{
  gsize i;
  json_t *field;

  json_array_foreach (fields, i, field)
    if (g_strcmp0 (guo_field_text (field, "name"), name) == 0)
      return TRUE;
  return FALSE;
}

static void
add_field (json_t *fields, const gchar *name, const gchar *title, const gchar *title_en, const gchar *unit, gboolean asked)
{
  if (!stands_there (fields, name))
    json_array_append_new (fields, json_pack ("{s:s, s:s, s:s, s:s, s:b}", "name", name, "title", title, "title_en",
                                              title_en != NULL ? title_en : title, "unit", unit, "asked", asked));
}

/* Of a ratio both parts are asked for. */
static void
add_measurement (const GuoScheme *scheme, guint index, json_t *fields)
{
  const GuoMeasurement *measurement = &scheme->measurements[index];
  g_autofree gchar *name = guo_quantity_of (measurement);
  const GuoQuantity *quantity = guo_quantity_find (name);
  const gchar *title = measurement->name_zh != NULL ? measurement->name_zh : measurement->name;
  const gchar *unit = strcmp (measurement->unit, "percent") == 0 ? "%" : measurement->unit;

  if (measurement->numerator >= 0)
    {
      add_measurement (scheme, (guint) measurement->numerator, fields);
      add_measurement (scheme, (guint) measurement->denominator, fields);
    }
  else
    add_field (fields, name, title, measurement->name_en, quantity != NULL ? quantity->unit : unit, TRUE);
}

/* First what the scheme's classes ask of a lot, then what is known without one. */
static json_t *
fields_of (const GuoScheme *scheme)
{
  json_t *fields = json_array ();

  for (guint i = 0; scheme != NULL && i < scheme->n_classes; i++)
    for (guint k = 0; k < scheme->classes[i].n_lot_limits; k++)
      add_measurement (scheme, scheme->classes[i].lot_limits[k].measurement, fields);
  for (const GuoQuantity *quantity = guo_quantities; quantity->name != NULL; quantity++)
    add_field (fields, quantity->name, quantity->title_zh, quantity->title_en, quantity->unit, FALSE);
  return fields;
}

static json_t *
defects_of (const GuoScheme *scheme)
{
  json_t *defects = json_array ();

  for (guint i = 0; scheme != NULL && i < scheme->n_defects; i++)
    {
      const GuoLotDefect *defect = &scheme->defects[i];
      const gchar *title = defect->name_zh != NULL ? defect->name_zh : defect->name;

      json_array_append_new (defects, json_pack ("{s:s, s:s, s:s}", "defect", defect->name, "title", title, "title_en",
                                                 defect->name_en != NULL ? defect->name_en : title));
    }
  return defects;
}

/* Sets "by_mass": whether a class tolerates by mass. */
static json_t *
classes_of (const GuoScheme *scheme, gboolean *by_mass)
{
  json_t *classes = json_array ();

  for (guint i = 0; scheme != NULL && i < scheme->n_classes; i++)
    {
      const GuoGradeClass *class = &scheme->classes[i];

      for (guint k = 0; k < class->n_tolerances; k++)
        *by_mass = *by_mass || class->tolerances[k].by_mass;
      json_array_append_new (classes, json_pack ("{s:s, s:s?, s:s?}", "grade_class", class->key, "name", class->name_zh,
                                                 "name_en", class->name_en));
    }
  return classes;
}

static json_t *
asked_class (const GuoSampleSubject *subject)
{
  const GuoScheme *scheme = subject->scheme;

  return scheme != NULL && subject->class_index < scheme->n_classes
           ? json_string (guo_scheme_class_key (scheme, subject->class_index))
           : json_null ();
}

/* "not-found"[lot, run], "bad-field" */
json_t *
guo_samples_form (GuoCall *call, GError **error)
{
  g_autoptr(json_t) query = guo_call_query (call, "lot,run", "grade_class", error);
  g_auto(GuoSampleSubject) subject = { 0 };
  const GuoScheme *scheme;
  gboolean by_mass = FALSE;
  json_t *classes;

  if (query == NULL || !guo_sample_subject_read (call, query, &subject, error))
    return NULL;
  scheme = subject.scheme;
  classes = classes_of (scheme, &by_mass);
  return json_pack ("{s:s?, s:s?, s:s?, s:s?, s:s?, s:o, s:o, s:o, s:o, s:b}", "no", subject.no, "grade_class",
                    subject.grade_class, "scheme", scheme != NULL ? scheme->name_zh : NULL, "scheme_en",
                    scheme != NULL ? scheme->name_en : NULL, "version", scheme != NULL ? scheme->version : NULL, "asked",
                    asked_class (&subject), "classes", classes, "fields", fields_of (scheme), "defects", defects_of (scheme),
                    "by_mass", by_mass);
}
