/* The classes of a scheme in their order, each with all that a fruit or a lot must meet. */
#include "station/grading/scheme-private.h"

#include <string.h>

static gboolean
read_key (GuoGradeClass *class, json_t *object, const gchar *where, GError **error)
{
  g_autofree gchar *name = NULL;

  if (!guo_scheme_read_text (object, where, "code", &class->code, error)
      || !guo_scheme_read_text (object, where, "name", &name, error)
      || !guo_scheme_read_names (object, where, &class->name_zh, &class->name_en, error))
    return FALSE;
  if (name != NULL && class->code != NULL)
    return guo_scheme_refuse (error, where, "name", "code is given already");
  if (name != NULL)
    class->code = g_steal_pointer (&name);
  class->key = g_strdup (class->code != NULL ? class->code : class->name_zh != NULL ? class->name_zh : class->name_en);
  return class->key != NULL || guo_scheme_refuse (error, where, NULL, "code, name_zh or name_en is needed");
}

/* A name may stand for one class only: tolerances, orders and regrading mean classes by name. */
static gboolean
check_unique (const GuoScheme *self, guint index, const gchar *where, GError **error)
{
  const GuoGradeClass *class = &self->classes[index];
  const gchar *const names[] = { class->code, class->name_zh, class->name_en };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gint found = names[i] != NULL ? guo_scheme_class (self, names[i]) : (gint) index;

      if (found != (gint) index || (names[i] != NULL && guo_scheme_is_below (self, names[i])))
        return guo_scheme_refuse (error, where, NULL, "another class, or what is below, has this name");
    }
  return TRUE;
}

/* Without ranks, the order of the file; with them, that of the ranks. */
static gint
compare_ranks (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const gint64 *ranks = user_data;
  gint64 first = ranks[*(const guint *) a];
  gint64 second = ranks[*(const guint *) b];

  return first != second ? (first < second ? -1 : 1) : 0;
}

static gboolean
read_rank (json_t *array, guint i, gint64 *out, GError **error)
{
  json_t *object = json_array_get (array, i);
  g_autofree gchar *where = g_strdup_printf ("/classes/%u", i);
  gboolean ranked = json_object_get (json_array_get (array, 0), "rank") != NULL;
  json_t *rank = json_object_get (object, "rank");

  *out = i;
  if ((rank != NULL) != ranked)
    return guo_scheme_refuse (error, where, "rank", "either all classes have a rank or none");
  if (!ranked)
    return TRUE;
  if (guo_exact_json_number (rank) == NULL || !guo_decimal_parse (guo_exact_json_number (rank), out) || *out <= 0
      || *out % GUO_DECIMAL_ONE != 0)
    return guo_scheme_refuse (error, where, "rank", "a whole number from 1 is needed");
  return TRUE;
}

/* Places in the file, best class first. */
static guint *
read_order (json_t *array, GError **error)
{
  guint n = (guint) json_array_size (array);
  g_autofree guint *order = g_new (guint, n);
  g_autofree gint64 *ranks = g_new (gint64, n);

  for (guint i = 0; i < n; i++)
    {
      order[i] = i;
      if (!read_rank (array, i, &ranks[i], error))
        return NULL;
    }
  g_qsort_with_data (order, (gint) n, sizeof *order, compare_ranks, ranks);
  for (guint i = 1; i < n; i++)
    if (ranks[order[i]] == ranks[order[i - 1]])
      {
        g_autofree gchar *where = g_strdup_printf ("/classes/%u", order[i]);

        guo_scheme_refuse (error, where, "rank", "another class has it");
        return NULL;
      }
  return g_steal_pointer (&order);
}

static gboolean
read_fruit_limits (GuoScheme *self, GuoGradeClass *class, json_t *object, const gchar *where, GError **error)
{
  g_autofree gchar *own = g_strconcat (where, "/limits", NULL);
  g_autoptr(GArray) limits = g_array_new (FALSE, TRUE, sizeof (GuoLimit));
  gboolean good;

  g_array_set_clear_func (limits, guo_limit_clear);
  good = guo_scheme_read_limits (self, json_object_get (self->source, "limits"), "/limits", GUO_MEASURED_ON_FRUIT,
                                 limits, error)
         && guo_scheme_read_limits (self, json_object_get (object, "limits"), own, GUO_MEASURED_ON_FRUIT, limits, error);
  if (good)
    {
      gsize n;

      class->limits = g_array_steal (limits, &n);
      class->n_limits = (guint) n;
    }
  return good;
}

static gboolean
read_lot_limits (GuoScheme *self, GuoGradeClass *class, json_t *object, const gchar *where, GError **error)
{
  g_autofree gchar *own = g_strconcat (where, "/lot_limits", NULL);
  g_autoptr(GArray) limits = g_array_new (FALSE, TRUE, sizeof (GuoLimit));
  gsize n;

  g_array_set_clear_func (limits, guo_limit_clear);
  if (!guo_scheme_read_limits (self, json_object_get (self->source, "lot_limits"), "/lot_limits",
                               GUO_MEASURED_ON_SAMPLE, limits, error)
      || !guo_scheme_read_limits (self, json_object_get (object, "lot_limits"), own, GUO_MEASURED_ON_SAMPLE, limits,
                                  error))
    return FALSE;
  for (guint i = 0; i < class->n_limits; i++)
    if (self->measurements[class->limits[i].measurement].on == GUO_MEASURED_ON_SAMPLE)
      {
        GuoLimit copy = class->limits[i];

        copy.pointer = g_strdup (copy.pointer);
        g_array_append_val (limits, copy);
      }
  class->lot_limits = g_array_steal (limits, &n);
  class->n_lot_limits = (guint) n;
  return TRUE;
}

static gboolean
read_class (GuoScheme *self, guint index, json_t *object, const gchar *where, GError **error)
{
  static const gchar *const known[] = { "rank", "code", "name", "name_zh", "name_en", "limits", "lot_limits",
                                        "tolerances", "from", "until", NULL };
  GuoGradeClass *class = &self->classes[index];

  return guo_scheme_check_members (object, where, known, TRUE, error) && read_key (class, object, where, error)
         && check_unique (self, index, where, error)
         && guo_scheme_read_season (object, where, &class->season, error)
         && read_fruit_limits (self, class, object, where, error);
}

/* What needs all classes, or all measurements that rules of fruit name. */
static gboolean
read_rest (GuoScheme *self, json_t *array, const guint *order, GError **error)
{
  for (guint i = 0; i < self->n_classes; i++)
    {
      g_autofree gchar *where = g_strdup_printf ("/classes/%u", order[i]);
      json_t *object = json_array_get (array, order[i]);

      if (!read_lot_limits (self, &self->classes[i], object, where, error)
          || !guo_scheme_read_tolerances (self, i, object, where, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
guo_scheme_read_classes (GuoScheme *self, GError **error)
{
  json_t *array = json_object_get (self->source, "classes");
  g_autofree guint *order = NULL;

  if (!json_is_array (array) || json_array_size (array) == 0 || json_array_size (array) > GUO_CLASSES_MAX)
    return guo_scheme_refuse (error, "/classes", NULL, "a list of 1 to 32 classes is needed");
  order = read_order (array, error);
  if (order == NULL)
    return FALSE;
  self->classes = g_new0 (GuoGradeClass, json_array_size (array));
  for (guint i = 0; i < json_array_size (array); i++)
    {
      g_autofree gchar *where = g_strdup_printf ("/classes/%u", order[i]);

      self->n_classes++;
      if (!read_class (self, i, json_array_get (array, order[i]), where, error))
        return FALSE;
    }
  return guo_scheme_read_defects (self, error) && guo_scheme_read_sizes (self, error)
         && read_rest (self, array, order, error);
}
