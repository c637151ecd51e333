#include "station/grading/scheme-private.h"

#include "station/grading/grading-resources.h"

#include <string.h>

const gchar *const guo_scheme_names[]
  = { "centre-plum", "danleng-2020-qingjian", "gbt21488-2008-navel-orange", "unece-ffv14-mandarin",
      "unece-ffv14-orange", NULL };

static void
class_clear (GuoGradeClass *class)
{
  for (guint i = 0; i < class->n_limits; i++)
    guo_limit_clear (&class->limits[i]);
  for (guint i = 0; i < class->n_lot_limits; i++)
    guo_limit_clear (&class->lot_limits[i]);
  for (guint i = 0; i < class->n_tolerances; i++)
    g_free (class->tolerances[i].pointer);
  g_free (class->key);
  g_free (class->code);
  g_free (class->name_zh);
  g_free (class->name_en);
  g_free (class->limits);
  g_free (class->lot_limits);
  g_free (class->tolerances);
}

static void
free_lists (GuoScheme *self)
{
  for (guint i = 0; i < self->n_measurements; i++)
    {
      g_free (self->measurements[i].name);
      g_free (self->measurements[i].unit);
      g_free (self->measurements[i].name_zh);
      g_free (self->measurements[i].name_en);
    }
  for (guint i = 0; i < self->n_classes; i++)
    class_clear (&self->classes[i]);
  for (guint i = 0; i < self->n_defects; i++)
    {
      g_free (self->defects[i].name);
      g_free (self->defects[i].name_zh);
      g_free (self->defects[i].name_en);
    }
  for (guint i = 0; i < self->n_sizes; i++)
    {
      g_free (self->sizes[i].code);
      g_free (self->sizes[i].pointer);
    }
  for (guint i = 0; i < self->n_parts; i++)
    g_free (self->parts[i].code);
}

void
guo_scheme_free (GuoScheme *self)
{
  if (self == NULL)
    return;
  free_lists (self);
  g_free (self->id);
  g_free (self->version);
  g_free (self->name_zh);
  g_free (self->name_en);
  g_free (self->below_key);
  g_free (self->below_zh);
  g_free (self->below_en);
  g_free (self->measurements);
  g_free (self->classes);
  g_free (self->defects);
  g_free (self->sizes);
  g_free (self->parts);
  json_decref (self->source);
  g_free (self);
}

static gboolean
read_date (GuoScheme *self, const gchar *member, guint32 *out, GError **error)
{
  json_t *value = json_object_get (self->source, member);

  if (value == NULL || json_is_null (value))
    return TRUE;
  *out = guo_date_parse (guo_exact_json_text (value));
  return *out > 0 || guo_scheme_refuse (error, "", member, "a day is needed, YYYY-MM-DD");
}

/* "级外", or an object with names. */
static gboolean
read_below (GuoScheme *self, GError **error)
{
  static const gchar *const known[] = { "code", "name_zh", "name_en", NULL };
  json_t *below = json_object_get (self->source, "below");
  gboolean has_zh = json_object_get (below, "name_zh") != NULL || !json_is_object (below);

  self->below_zh = g_strdup ("级外");
  self->below_en = g_strdup ("below grade");
  if (below != NULL && !json_is_object (below))
    {
      if (!guo_scheme_read_text (self->source, "", "below", &self->below_zh, error))
        return FALSE;
    }
  else if (below != NULL
           && (!guo_scheme_check_members (below, "/below", known, FALSE, error)
               || !guo_scheme_read_text (below, "/below", "code", &self->below_key, error)
               || !guo_scheme_read_names (below, "/below", &self->below_zh, &self->below_en, error)))
    return FALSE;
  if (self->below_key == NULL)
    self->below_key = g_strdup (has_zh ? self->below_zh : self->below_en);
  return TRUE;
}

static gboolean
read_version (GuoScheme *self, GError **error)
{
  json_t *version = json_object_get (self->source, "version");
  const gchar *number = guo_exact_json_number (version);

  self->version = g_strdup (number != NULL ? number : "1");
  if (number != NULL && number[strspn (number, "0123456789")] != '\0')
    return guo_scheme_refuse (error, "", "version", "text or a whole number is needed");
  return number != NULL || guo_scheme_read_text (self->source, "", "version", &self->version, error);
}

static gboolean
read_head (GuoScheme *self, GError **error)
{
  static const gchar *const known[]
    = { "id", "version", "valid_from", "valid_until", "name_zh", "name_en", "fields", "missing", "limits",
        "lot_limits", "classes", "below", "sizes", "partition", "defects", NULL };
  gboolean missing = FALSE;

  if (!guo_scheme_check_members (self->source, "", known, TRUE, error))
    return FALSE;
  if (json_object_get (self->source, "id") == NULL)
    return guo_scheme_refuse (error, "", "id", "missing");
  if (!guo_scheme_read_text (self->source, "", "id", &self->id, error) || !read_version (self, error)
      || !guo_scheme_read_names (self->source, "", &self->name_zh, &self->name_en, error)
      || !read_date (self, "valid_from", &self->valid_from, error)
      || !read_date (self, "valid_until", &self->valid_until, error)
      || !guo_scheme_read_missing (self->source, "", &missing, error) || !read_below (self, error))
    return FALSE;
  if (self->valid_until > 0 && self->valid_until < self->valid_from)
    return guo_scheme_refuse (error, "", "valid_until", "it is before valid_from");
  return TRUE;
}

GuoScheme *
guo_scheme_parse (const gchar *text, GError **error)
{
  g_autoptr(GuoScheme) self = g_new0 (GuoScheme, 1);

  self->source = guo_exact_json_parse (text, error);
  if (self->source == NULL)
    {
      g_prefix_error (error, "grade scheme: ");
      return NULL;
    }
  if (!read_head (self, error) || !guo_scheme_read_fields (self, error) || !guo_scheme_read_classes (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

GBytes *
guo_scheme_builtin_text (const gchar *id, GError **error)
{
  g_autofree gchar *path = g_strdup_printf ("/guo/grading/%s.json", id);
  g_autofree gchar *names = NULL;
  /* Asked of our own bundle by name: a static library's constructor might not be linked in. */
  GBytes *bytes = g_resource_lookup_data (guo_grading_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes != NULL)
    return bytes;
  names = g_strjoinv (", ", (gchar **) guo_scheme_names);
  guo_refuse (error, GUO_STATION_ERROR_NOT_FOUND, "not-found",
              json_pack ("{s:s, s:s}", "what", "grade-scheme", "id", id), "there is no grade scheme “%s”; there are: %s",
              id, names);
  return NULL;
}

GuoScheme *
guo_scheme_builtin (const gchar *id, GError **error)
{
  g_autoptr(GBytes) bytes = guo_scheme_builtin_text (id, error);

  return bytes != NULL ? guo_scheme_parse (g_bytes_get_data (bytes, NULL), error) : NULL;
}

gint
guo_scheme_measurement (const GuoScheme *self, const gchar *name)
{
  for (guint i = 0; i < self->n_measurements; i++)
    if (strcmp (self->measurements[i].name, name) == 0)
      return (gint) i;
  return -1;
}

gboolean
guo_scheme_is_below (const GuoScheme *self, const gchar *name)
{
  return strcmp (self->below_key, name) == 0 || strcmp (self->below_zh, name) == 0
         || strcmp (self->below_en, name) == 0;
}

gint
guo_scheme_class (const GuoScheme *self, const gchar *name)
{
  for (guint i = 0; i < self->n_classes; i++)
    {
      const GuoGradeClass *class = &self->classes[i];

      if (g_strcmp0 (class->code, name) == 0 || g_strcmp0 (class->name_zh, name) == 0
          || g_strcmp0 (class->name_en, name) == 0)
        return (gint) i;
    }
  return guo_scheme_is_below (self, name) ? (gint) self->n_classes : -1;
}

const gchar *
guo_scheme_class_key (const GuoScheme *self, guint index)
{
  return index < self->n_classes ? self->classes[index].key : self->below_key;
}

gboolean
guo_scheme_is_valid_on (const GuoScheme *self, guint32 date)
{
  return date >= self->valid_from && (self->valid_until == 0 || date <= self->valid_until);
}

void
guo_scheme_clear (const GuoScheme *self, gint64 *values)
{
  for (guint i = 0; i < self->n_measurements; i++)
    values[i] = GUO_MISSING;
}

void
guo_scheme_derive (const GuoScheme *self, gint64 *values)
{
  for (guint i = 0; i < self->n_measurements; i++)
    {
      const GuoMeasurement *measurement = &self->measurements[i];

      if (values[i] == GUO_MISSING && measurement->numerator >= 0)
        guo_decimal_ratio (values[measurement->numerator], values[measurement->denominator], &values[i]);
    }
}

void
guo_scheme_add_sample (const GuoScheme *self, const gint64 *sample, gint64 *values)
{
  for (guint i = 0; i < self->n_measurements; i++)
    if (values[i] == GUO_MISSING && self->measurements[i].on == GUO_MEASURED_ON_SAMPLE)
      values[i] = sample[i];
}

guint32
guo_date_parse (const gchar *text)
{
  guint year, month, day;

  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return 0;
  for (gsize i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return 0;
  year = (guint) g_ascii_strtoull (text, NULL, 10);
  month = (guint) g_ascii_strtoull (text + 5, NULL, 10);
  day = (guint) g_ascii_strtoull (text + 8, NULL, 10);
  if (month < 1 || month > 12 || day < 1 || year < 1000 || day > g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year))
    return 0;
  return year * 10000 + month * 100 + day;
}
