/* Size codes, which may overlap, and the partition, which may not. */
#include "station/grading/scheme-private.h"

#include <string.h>

#define SIZES_MOST 256

static gboolean
read_list (json_t *object, const gchar *where, const gchar *member, json_t **out, GError **error)
{
  *out = json_object_get (object, member);
  if (json_is_array (*out) && json_array_size (*out) > 0 && json_array_size (*out) <= SIZES_MOST)
    return TRUE;
  return guo_scheme_refuse (error, where, member, "a list of 1 to 256 sizes is needed");
}

static gboolean
read_code (json_t *object, const gchar *where, gchar **out, GError **error)
{
  if (json_object_get (object, "code") == NULL)
    return guo_scheme_refuse (error, where, "code", "missing");
  return guo_scheme_read_text (object, where, "code", out, error);
}

static gboolean
read_classes (const GuoScheme *self, json_t *names, const gchar *where, guint64 *out, GError **error)
{
  gsize i;
  json_t *name;

  *out = G_MAXUINT64;
  if (names == NULL)
    return TRUE;
  if (!json_is_array (names))
    return guo_scheme_refuse (error, where, "classes", "a list of classes is needed");
  *out = 0;
  json_array_foreach (names, i, name)
    {
      const gchar *text = guo_exact_json_text (name);
      gint found = text != NULL ? guo_scheme_class (self, text) : -1;

      if (found < 0 || found == (gint) self->n_classes)
        return guo_scheme_refuse (error, where, "classes", "it is not among the classes");
      *out |= G_GUINT64_CONSTANT (1) << found;
    }
  return TRUE;
}

static gboolean
read_size (const GuoScheme *self, json_t *object, GuoSizeCode *out, GError **error)
{
  static const gchar *const known[] = { "code", "min", "over", "max", "under", "classes", "from", "until", NULL };
  GuoLimit range = { 0 };

  if (!guo_scheme_check_members (object, out->pointer, known, FALSE, error)
      || !read_code (object, out->pointer, &out->code, error)
      || !guo_scheme_read_range (object, out->pointer, &range, error)
      || !guo_scheme_read_season (object, out->pointer, &out->season, error))
    return FALSE;
  out->least = range.least;
  out->most = range.most;
  return read_classes (self, json_object_get (object, "classes"), out->pointer, &out->classes, error);
}

static gboolean
read_codes (GuoScheme *self, json_t *object, GError **error)
{
  static const gchar *const known[] = { "field", "required", "codes", NULL };
  json_t *required = json_object_get (object, "required");
  json_t *codes;
  gsize i;
  json_t *value;

  if (!guo_scheme_check_members (object, "/sizes", known, TRUE, error)
      || !guo_scheme_read_field (self, object, "/sizes", GUO_MEASURED_ON_FRUIT, &self->size_measurement, error)
      || !read_list (object, "/sizes", "codes", &codes, error))
    return FALSE;
  if (required != NULL && !json_is_boolean (required))
    return guo_scheme_refuse (error, "/sizes", "required", "true or false is needed");
  self->size_required = json_is_true (required);
  self->sizes = g_new0 (GuoSizeCode, json_array_size (codes));
  json_array_foreach (codes, i, value)
    {
      GuoSizeCode *size = &self->sizes[self->n_sizes++];

      size->pointer = g_strdup_printf ("/sizes/codes/%u", (guint) i);
      if (!read_size (self, value, size, error))
        return FALSE;
    }
  return TRUE;
}

static gint
compare_parts (gconstpointer a, gconstpointer b)
{
  const GuoSizePart *first = a;
  const GuoSizePart *second = b;

  return first->least != second->least ? (first->least < second->least ? -1 : 1) : 0;
}

static gboolean
check_partition (GuoScheme *self, GError **error)
{
  qsort (self->parts, self->n_parts, sizeof *self->parts, compare_parts);
  for (guint i = 1; i < self->n_parts; i++)
    if (self->parts[i].least <= self->parts[i - 1].most)
      {
        g_autofree gchar *reason = g_strdup_printf ("“%s” and “%s” overlap: a fruit can only go one way",
                                                    self->parts[i - 1].code, self->parts[i].code);

        return guo_scheme_refuse (error, "/partition/parts", NULL, reason);
      }
  return TRUE;
}

static gboolean
read_parts (GuoScheme *self, json_t *object, GError **error)
{
  static const gchar *const known[] = { "field", "parts", NULL };
  static const gchar *const of_part[] = { "code", "min", "over", "max", "under", NULL };
  json_t *parts;
  gsize i;
  json_t *value;

  if (!guo_scheme_check_members (object, "/partition", known, TRUE, error)
      || !guo_scheme_read_field (self, object, "/partition", GUO_MEASURED_ON_FRUIT, &self->part_measurement, error)
      || !read_list (object, "/partition", "parts", &parts, error))
    return FALSE;
  self->parts = g_new0 (GuoSizePart, json_array_size (parts));
  json_array_foreach (parts, i, value)
    {
      GuoSizePart *part = &self->parts[self->n_parts++];
      g_autofree gchar *where = g_strdup_printf ("/partition/parts/%u", (guint) i);
      GuoLimit range = { 0 };

      if (!guo_scheme_check_members (value, where, of_part, FALSE, error)
          || !read_code (value, where, &part->code, error) || !guo_scheme_read_range (value, where, &range, error))
        return FALSE;
      part->least = range.least;
      part->most = range.most;
    }
  return check_partition (self, error);
}

gboolean
guo_scheme_read_sizes (GuoScheme *self, GError **error)
{
  json_t *sizes = json_object_get (self->source, "sizes");
  json_t *partition = json_object_get (self->source, "partition");

  return (sizes == NULL || read_codes (self, sizes, error)) && (partition == NULL || read_parts (self, partition, error));
}
