/* Limits of fruit and of lots, tolerances of a class, defects that an inspection counts. */
#include "station/grading/scheme-private.h"

#include <string.h>

#define LIMITS_MOST 256
#define PERCENT_STEP (GUO_DECIMAL_ONE / 10000) /* ten-thousandths of a per cent */

void
guo_limit_clear (gpointer self)
{
  g_clear_pointer (&((GuoLimit *) self)->pointer, g_free);
}

/* "field", "op", "value", as tables of standards are written. */
static gboolean
read_op (json_t *object, const gchar *where, GuoLimit *out, GError **error)
{
  const gchar *op = guo_exact_json_text (json_object_get (object, "op"));
  gint64 bound;

  if (op == NULL || !g_strv_contains ((const gchar *const[]) { ">=", "<=", ">", "<", "=", NULL }, op))
    return guo_scheme_refuse (error, where, "op", ">=, <=, >, < or = is needed");
  if (!guo_scheme_read_bound (object, where, "value", &bound, error))
    return FALSE;
  out->least_out = strcmp (op, ">") == 0;
  out->most_out = strcmp (op, "<") == 0;
  out->least = op[0] == '<' ? G_MININT64 + 1 : bound + (out->least_out ? 1 : 0);
  out->most = op[0] == '>' ? G_MAXINT64 : bound - (out->most_out ? 1 : 0);
  return TRUE;
}

static gboolean
read_limit (GuoScheme *self, json_t *object, const gchar *where, GuoMeasuredOn on, GuoLimit *out, GError **error)
{
  static const gchar *const by_op[] = { "field", "op", "value", "from", "until", "missing", NULL };
  static const gchar *const by_range[] = { "field", "min", "over", "max", "under", "from", "until", "missing", NULL };
  gboolean has_op = json_object_get (object, "op") != NULL || json_object_get (object, "value") != NULL;

  if (!guo_scheme_check_members (object, where, has_op ? by_op : by_range, FALSE, error)
      || !guo_scheme_read_field (self, object, where, on, &out->measurement, error))
    return FALSE;
  out->missing_is_met = self->measurements[out->measurement].missing_is_met;
  return (has_op ? read_op (object, where, out, error) : guo_scheme_read_range (object, where, out, error))
         && guo_scheme_read_season (object, where, &out->season, error)
         && guo_scheme_read_missing (object, where, &out->missing_is_met, error);
}

gboolean
guo_scheme_read_limits (GuoScheme *self, json_t *array, const gchar *where, GuoMeasuredOn on, GArray *out,
                        GError **error)
{
  gsize i;
  json_t *object;

  if (array != NULL && (!json_is_array (array) || json_array_size (array) > LIMITS_MOST))
    return guo_scheme_refuse (error, where, NULL, "a list of at most 256 limits is needed");
  json_array_foreach (array, i, object)
    {
      GuoLimit limit = { .pointer = g_strdup_printf ("%s/%u", where, (guint) i) };

      g_array_append_val (out, limit);
      if (!read_limit (self, object, limit.pointer, on, &g_array_index (out, GuoLimit, out->len - 1), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_percent (json_t *object, const gchar *where, const gchar *member, guint32 *out, GError **error)
{
  gint64 value;

  if (!guo_scheme_read_bound (object, where, member, &value, error))
    return FALSE;
  if (value < 0 || value > 100 * GUO_DECIMAL_ONE || value % PERCENT_STEP != 0)
    return guo_scheme_refuse (error, where, member, "0 to 100 with at most four decimals is needed");
  *out = (guint32) (value / PERCENT_STEP);
  return TRUE;
}

/* "next", the default: the class below this one; "any"; or a class by name. */
static gboolean
read_must_meet (const GuoScheme *self, guint index, json_t *object, const gchar *where, guint *out, GError **error)
{
  json_t *value = json_object_get (object, "must_meet");
  const gchar *name = guo_exact_json_text (value);
  gint found = name != NULL ? guo_scheme_class (self, name) : -1;

  *out = index + 1;
  if (value == NULL || g_strcmp0 (name, "next") == 0)
    return TRUE;
  if (g_strcmp0 (name, "any") == 0)
    found = (gint) self->n_classes;
  if (found <= (gint) index)
    return guo_scheme_refuse (error, where, "must_meet", "next, any, or a class below this one is needed");
  *out = (guint) found;
  return TRUE;
}

static gint
find_defect (const GuoScheme *self, const gchar *name)
{
  for (guint i = 0; i < self->n_defects; i++)
    if (g_strcmp0 (self->defects[i].name, name) == 0)
      return (gint) i;
  return -1;
}

static gboolean
read_of (const GuoScheme *self, json_t *names, const gchar *where, guint64 *out, GError **error)
{
  gsize i;
  json_t *name;

  if (names == NULL)
    return TRUE;
  if (json_array_size (names) == 0)
    return guo_scheme_refuse (error, where, "of", "a list of defects is needed");
  json_array_foreach (names, i, name)
    {
      gint found = find_defect (self, guo_exact_json_text (name));

      if (found < 0)
        return guo_scheme_refuse (error, where, "of", "it is not among the defects");
      *out |= G_GUINT64_CONSTANT (1) << found;
    }
  return TRUE;
}

static gboolean
read_by (json_t *object, const gchar *where, gboolean *by_mass, GError **error)
{
  const gchar *by = guo_exact_json_text (json_object_get (object, "by"));

  if (g_strcmp0 (by, "number") != 0 && g_strcmp0 (by, "mass") != 0)
    return guo_scheme_refuse (error, where, "by", "number or mass is needed");
  *by_mass = strcmp (by, "mass") == 0;
  return TRUE;
}

static gboolean
read_tolerance (const GuoScheme *self, guint index, json_t *object, const gchar *where, GuoTolerance *out,
                GError **error)
{
  static const gchar *const known[] = { "percent", "by", "of", "must_meet", "worse_percent", "from", "until", NULL };

  if (!guo_scheme_check_members (object, where, known, FALSE, error)
      || !read_percent (object, where, "percent", &out->percent_e4, error)
      || !read_by (object, where, &out->by_mass, error)
      || !read_of (self, json_object_get (object, "of"), where, &out->defects, error)
      || !read_must_meet (self, index, object, where, &out->must_meet, error)
      || !guo_scheme_read_season (object, where, &out->season, error))
    return FALSE;
  if (json_object_get (object, "worse_percent") == NULL)
    return TRUE;
  if (out->defects != 0)
    return guo_scheme_refuse (error, where, "worse_percent", "it belongs to the tolerance of all fruit");
  return read_percent (object, where, "worse_percent", &out->worse_percent_e4, error);
}

gboolean
guo_scheme_read_tolerances (GuoScheme *self, guint index, json_t *object, const gchar *where, GError **error)
{
  json_t *array = json_object_get (object, "tolerances");
  GuoGradeClass *class = &self->classes[index];
  g_autofree gchar *list = g_strconcat (where, "/tolerances", NULL);
  gsize i;
  json_t *value;

  if (array == NULL)
    return TRUE;
  if (!json_is_array (array) || json_array_size (array) > LIMITS_MOST)
    return guo_scheme_refuse (error, list, NULL, "a list of at most 256 tolerances is needed");
  class->tolerances = g_new0 (GuoTolerance, json_array_size (array));
  json_array_foreach (array, i, value)
    {
      GuoTolerance *tolerance = &class->tolerances[class->n_tolerances++];

      tolerance->pointer = g_strdup_printf ("%s/%u", list, (guint) i);
      if (!read_tolerance (self, index, value, tolerance->pointer, tolerance, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_defect (GuoScheme *self, const gchar *name, json_t *object, GuoLotDefect *out, GError **error)
{
  static const gchar *const known[] = { "name_zh", "name_en", "meets", NULL };
  g_autofree gchar *where = g_strconcat ("/defects/", name, NULL);
  json_t *meets = json_object_get (object, "meets");
  gint found = (gint) self->n_classes;

  out->name = g_strdup (name);
  if (!guo_scheme_check_members (object, where, known, TRUE, error)
      || !guo_scheme_read_names (object, where, &out->name_zh, &out->name_en, error))
    return FALSE;
  if (meets != NULL)
    found = guo_exact_json_text (meets) != NULL ? guo_scheme_class (self, guo_exact_json_text (meets)) : -1;
  if (found < 0)
    return guo_scheme_refuse (error, where, "meets", "the name of a class is needed");
  out->meets = (guint) found;
  return TRUE;
}

gboolean
guo_scheme_read_defects (GuoScheme *self, GError **error)
{
  json_t *object = json_object_get (self->source, "defects");
  const gchar *name;
  json_t *value;

  if (object == NULL)
    return TRUE;
  if (!json_is_object (object) || json_object_size (object) > GUO_DEFECTS_MAX)
    return guo_scheme_refuse (error, "/defects", NULL, "an object of at most 64 defects is needed");
  self->defects = g_new0 (GuoLotDefect, json_object_size (object));
  json_object_foreach (object, name, value)
    if (!read_defect (self, name, value, &self->defects[self->n_defects++], error))
      return FALSE;
  return TRUE;
}
