#include "db/fruit-histogram.h"

#include "db/database.h"

#define COUNT_MAX ((gint64)1 << 40) /* thousands of seasons; all bins together do not overflow */
#define MASS_MAX_MG ((gint64)1 << 53) /* above it other programs round JSON's numbers */
#define GAP 4
#define MEMBERS 9

GuoFruitHistogram *
guo_fruit_histogram_new (guint mass_step_g)
{
  GuoFruitHistogram *self;

  g_return_val_if_fail (mass_step_g == 1 || mass_step_g == 10, NULL);

  self = g_new0 (GuoFruitHistogram, 1);
  self->mass_step_g = mass_step_g;
  return self;
}

void
guo_fruit_histogram_free (GuoFruitHistogram *self)
{
  g_free (self);
}

static void
add_sum (GuoFruitSum *sum, gint64 n, gint64 mass_mg)
{
  sum->n += n;
  sum->mass_mg += mass_mg;
}

void
guo_fruit_histogram_add (GuoFruitHistogram *self, const GuoFruit *fruit)
{
  const guint slot = guo_fruit_class_slot (fruit->grade_class);

  add_sum (&self->all, 1, fruit->mass_mg);
  add_sum (&self->classes[slot], 1, fruit->mass_mg);
  add_sum (&self->outlets[fruit->outlet], 1, fruit->mass_mg);
  self->outlet_classes[fruit->outlet][slot]++;
  if (fruit->diameter_x10mm == 0)
    self->no_diameter++;
  else
    self->diameter[fruit->diameter_x10mm / 10]++;
  if (fruit->mass_mg == 0)
    self->not_weighed++;
  else
    self->mass[fruit->mass_mg / (self->mass_step_g * 1000)]++;
}

static json_t *
numbers (gint64 first, gint64 second)
{
  return json_pack ("[I, I]", (json_int_t)first, (json_int_t)second);
}

/* Stretches of bins: [first, n, n, …]. */
static json_t *
bins_to_json (const gint64 *bins, guint n_bins)
{
  json_t *all = json_array ();
  json_t *stretch = NULL;
  guint empty = GAP;

  for (guint i = 0; i < n_bins; i++)
    {
      if (bins[i] == 0)
        {
          empty++;
          continue;
        }
      if (empty >= GAP)
        {
          stretch = json_array ();
          json_array_append_new (all, stretch);
          json_array_append_new (stretch, json_integer (i));
          empty = 0;
        }
      for (; empty > 0; empty--)
        json_array_append_new (stretch, json_integer (0));
      json_array_append_new (stretch, json_integer (bins[i]));
    }
  return all;
}

static gint64
class_of_slot (guint slot)
{
  return slot <= GUO_FRUIT_CLASS_MAX ? slot : GUO_FRUIT_BELOW;
}

static json_t *
classes_to_json (const GuoFruitHistogram *self)
{
  json_t *all = json_array ();

  for (guint slot = 0; slot < GUO_FRUIT_CLASSES; slot++)
    if (self->classes[slot].n > 0)
      {
        json_t *row = numbers (class_of_slot (slot), self->classes[slot].n);

        json_array_append_new (row, json_integer (self->classes[slot].mass_mg));
        json_array_append_new (all, row);
      }
  return all;
}

static json_t *
outlets_to_json (const GuoFruitHistogram *self)
{
  json_t *all = json_array ();

  for (guint outlet = 0; outlet < GUO_FRUIT_OUTLETS; outlet++)
    if (self->outlets[outlet].n > 0)
      {
        json_t *row = numbers (outlet, self->outlets[outlet].n);

        json_array_append_new (row, json_integer (self->outlets[outlet].mass_mg));
        for (guint slot = 0; slot < GUO_FRUIT_CLASSES; slot++)
          if (self->outlet_classes[outlet][slot] > 0)
            json_array_append_new (row, numbers (class_of_slot (slot), self->outlet_classes[outlet][slot]));
        json_array_append_new (all, row);
      }
  return all;
}

json_t *
guo_fruit_histogram_to_json (const GuoFruitHistogram *self)
{
  return json_pack ("{s:I, s:I, s:I, s:I, s:i, s:o, s:o, s:o, s:o}", "n", (json_int_t)self->all.n, "mg",
                    (json_int_t)self->all.mass_mg, "no_diameter", (json_int_t)self->no_diameter, "not_weighed",
                    (json_int_t)self->not_weighed, "mass_step_g", (int)self->mass_step_g, "diameter_mm",
                    bins_to_json (self->diameter, GUO_FRUIT_DIAMETER_BINS), "mass",
                    bins_to_json (self->mass, GUO_FRUIT_MASS_BINS), "classes", classes_to_json (self), "outlets",
                    outlets_to_json (self));
}

static gboolean
bad (GError **error, const gchar *what, const gchar *why)
{
  g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_JSON, "histogram, %s: %s", what, why);
  return FALSE;
}

static gboolean
read_number (json_t *value, const gchar *what, gint64 least, gint64 most, gint64 *out, GError **error)
{
  if (!json_is_integer (value))
    return bad (error, what, "a whole number is expected");
  *out = json_integer_value (value);
  return (*out >= least && *out <= most) || bad (error, what, "a number is out of its range");
}

static gboolean
read_member (json_t *json, const gchar *name, gint64 most, gint64 *out, GError **error)
{
  return read_number (json_object_get (json, name), name, 0, most, out, error);
}

static gboolean
read_stretch (json_t *stretch, const gchar *name, gint64 *bins, guint n_bins, guint *next, GError **error)
{
  const gsize n = json_array_size (stretch);
  gint64 first = 0;

  if (n < 2)
    return bad (error, name, "a stretch is the first bin and at least one number");
  if (!read_number (json_array_get (stretch, 0), name, *next, n_bins - 1, &first, error))
    return FALSE;
  if (n - 1 > n_bins - (guint)first)
    return bad (error, name, "there are not so many bins");
  for (gsize i = 1; i < n; i++)
    if (!read_number (json_array_get (stretch, i), name, 0, COUNT_MAX, &bins[(gsize)first + i - 1], error))
      return FALSE;
  *next = (guint)first + (guint)n - 1;
  return TRUE;
}

/* @missing: fruits that are in no bin. */
static gboolean
read_bins (json_t *json, const gchar *name, gint64 *bins, guint n_bins, gint64 missing, gint64 n, GError **error)
{
  json_t *all = json_object_get (json, name);
  guint next = 0;
  gint64 sum = missing;

  if (!json_is_array (all))
    return bad (error, name, "a list is expected");
  for (gsize i = 0; i < json_array_size (all); i++)
    if (!read_stretch (json_array_get (all, i), name, bins, n_bins, &next, error))
      return FALSE;
  for (guint i = 0; i < n_bins; i++)
    sum += bins[i];
  return sum == n || bad (error, name, "the bins do not add up to the number of fruits");
}

/* Class and fruits, with which a row or a pair begins; classes rise. */
static gboolean
read_class (json_t *row, const gchar *what, guint *next, guint *slot, gint64 *n, GError **error)
{
  gint64 grade_class = 0;

  if (!read_number (json_array_get (row, 0), what, *next, GUO_FRUIT_BELOW, &grade_class, error))
    return FALSE;
  if (grade_class > GUO_FRUIT_CLASS_MAX && grade_class != GUO_FRUIT_BELOW)
    return bad (error, what, "there is no such class");
  *slot = guo_fruit_class_slot (grade_class);
  *next = (guint)grade_class + 1;
  return read_number (json_array_get (row, 1), what, 1, COUNT_MAX, n, error);
}

static gboolean
read_classes (GuoFruitHistogram *self, json_t *all, GError **error)
{
  guint next = 0;
  GuoFruitSum sum = { 0 };

  if (!json_is_array (all))
    return bad (error, "classes", "a list is expected");
  for (gsize i = 0; i < json_array_size (all); i++)
    {
      json_t *row = json_array_get (all, i);
      guint slot = 0;
      gint64 n = 0;
      gint64 mass_mg = 0;

      if (json_array_size (row) != 3)
        return bad (error, "classes", "class, fruits and milligrams are expected");
      if (!read_class (row, "classes", &next, &slot, &n, error)
          || !read_number (json_array_get (row, 2), "classes", 0, MASS_MAX_MG, &mass_mg, error))
        return FALSE;
      add_sum (&self->classes[slot], n, mass_mg);
      add_sum (&sum, n, mass_mg);
    }
  return (sum.n == self->all.n && sum.mass_mg == self->all.mass_mg)
         || bad (error, "classes", "they do not add up to all fruits");
}

static gboolean
read_outlet (GuoFruitHistogram *self, json_t *row, guint *next_outlet, GError **error)
{
  gint64 outlet = 0;
  gint64 n = 0;
  gint64 mass_mg = 0;
  gint64 sum = 0;
  guint next = 0;

  if (!read_number (json_array_get (row, 0), "outlets", *next_outlet, GUO_FRUIT_OUTLETS - 1, &outlet, error)
      || !read_number (json_array_get (row, 1), "outlets", 1, COUNT_MAX, &n, error)
      || !read_number (json_array_get (row, 2), "outlets", 0, MASS_MAX_MG, &mass_mg, error))
    return FALSE;
  *next_outlet = (guint)outlet + 1;
  add_sum (&self->outlets[outlet], n, mass_mg);
  for (gsize i = 3; i < json_array_size (row); i++)
    {
      json_t *pair = json_array_get (row, i);
      guint slot = 0;
      gint64 of_class = 0;

      if (json_array_size (pair) != 2)
        return bad (error, "outlets", "class and fruits are expected");
      if (!read_class (pair, "outlets", &next, &slot, &of_class, error))
        return FALSE;
      self->outlet_classes[outlet][slot] = of_class;
      sum += of_class;
    }
  return sum == n || bad (error, "outlets", "the classes of an outlet do not add up to its fruits");
}

/* Every fruit is at one outlet and in one class: the sums match both ways. */
static gboolean
read_outlets (GuoFruitHistogram *self, json_t *all, GError **error)
{
  gint64 mass_mg = 0;
  guint next = 0;

  if (!json_is_array (all))
    return bad (error, "outlets", "a list is expected");
  for (gsize i = 0; i < json_array_size (all); i++)
    if (!read_outlet (self, json_array_get (all, i), &next, error))
      return FALSE;
  for (guint slot = 0; slot < GUO_FRUIT_CLASSES; slot++)
    {
      gint64 sum = 0;

      for (guint outlet = 0; outlet < GUO_FRUIT_OUTLETS; outlet++)
        sum += self->outlet_classes[outlet][slot];
      if (sum != self->classes[slot].n)
        return bad (error, "outlets", "they do not add up to the classes");
    }
  for (guint outlet = 0; outlet < GUO_FRUIT_OUTLETS; outlet++)
    mass_mg += self->outlets[outlet].mass_mg;
  return mass_mg == self->all.mass_mg || bad (error, "outlets", "they do not add up to the mass of all fruits");
}

GuoFruitHistogram *
guo_fruit_histogram_from_json (json_t *json, GError **error)
{
  g_autoptr (GuoFruitHistogram) self = NULL;
  gint64 step = 0;

  if (json_object_size (json) != MEMBERS)
    {
      bad (error, "object", "nine members are expected");
      return NULL;
    }
  if (!read_member (json, "mass_step_g", COUNT_MAX, &step, error))
    return NULL;
  if (step != 1 && step != 10)
    {
      bad (error, "mass_step_g", "1 or 10 is expected");
      return NULL;
    }
  self = guo_fruit_histogram_new ((guint)step);
  if (!read_member (json, "n", COUNT_MAX, &self->all.n, error) || !read_member (json, "mg", MASS_MAX_MG, &self->all.mass_mg, error)
      || !read_member (json, "no_diameter", COUNT_MAX, &self->no_diameter, error)
      || !read_member (json, "not_weighed", COUNT_MAX, &self->not_weighed, error)
      || !read_bins (json, "diameter_mm", self->diameter, GUO_FRUIT_DIAMETER_BINS, self->no_diameter, self->all.n,
                     error)
      || !read_bins (json, "mass", self->mass, GUO_FRUIT_MASS_MAX_MG / ((guint)step * 1000) + 1, self->not_weighed,
                     self->all.n, error)
      || !read_classes (self, json_object_get (json, "classes"), error)
      || !read_outlets (self, json_object_get (json, "outlets"), error))
    return NULL;
  return g_steal_pointer (&self);
}
