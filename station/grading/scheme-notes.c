#include "station/grading/scheme-notes.h"

#include "station/grading/scheme-private.h"

/* Where a class reaches on a measurement. */
typedef struct
{
  guint class_index;
  gint64 least;
  gint64 most;
  const GuoLimit *low;  /* that makes the bound; NULL: there is none */
  const GuoLimit *high;
} Reach;

static gboolean
is_dated (const GuoSeason *season)
{
  return season->from != 0 || season->until != 0;
}

static Reach
reach_of (const GuoScheme *self, guint class_index, guint measurement)
{
  const GuoGradeClass *class = &self->classes[class_index];
  Reach reach = { .class_index = class_index, .least = G_MININT64, .most = G_MAXINT64 };

  for (guint i = 0; i < class->n_limits; i++)
    {
      const GuoLimit *limit = &class->limits[i];

      if (limit->measurement != measurement || is_dated (&limit->season))
        continue;
      if (limit->least > G_MININT64 + 1 && limit->least > reach.least)
        {
          reach.least = limit->least;
          reach.low = limit;
        }
      if (limit->most < GUO_DECIMAL_MAX && limit->most < reach.most)
        {
          reach.most = limit->most;
          reach.high = limit;
        }
    }
  return reach;
}

static gint
compare_reaches (gconstpointer a, gconstpointer b)
{
  const Reach *x = a, *y = b;

  return x->least != y->least ? (x->least < y->least ? -1 : 1) : (gint) x->class_index - (gint) y->class_index;
}

static json_t *
class_json (const GuoScheme *self, guint class_index)
{
  const GuoGradeClass *class = &self->classes[class_index];

  return json_pack ("{s:s, s:s?, s:s?}", "grade_class", class->key, "name", class->name_zh, "name_en", class->name_en);
}

/* A bound that is itself out is kept a ten-millionth beside it. */
static void
put_bound (json_t *note, const gchar *name, gint64 value)
{
  g_autofree gchar *in = g_strconcat (name, "_in", NULL), *text = NULL;
  gint64 rest = value % GUO_DECIMAL_STEP;

  text = guo_decimal_text (rest == 1 ? value - 1 : rest == GUO_DECIMAL_STEP - 1 ? value + 1 : value);
  json_object_set_new (note, name, json_string (text));
  json_object_set_new (note, in, json_boolean (rest == 0));
}

static void
add_note (const GuoScheme *self, json_t *list, const gchar *kind, guint measurement, const GuoLimit *limit, gint64 from, gint64 to,
          const Reach *one, const Reach *other)
{
  const Reach *better = one->class_index < other->class_index ? one : other, *worse = better == one ? other : one;
  json_t *note = json_pack ("{s:s, s:s, s:s, s:s, s:o, s:o}", "at", limit->pointer, "kind", kind, "field",
                            self->measurements[measurement].name, "unit", self->measurements[measurement].unit, "better",
                            class_json (self, better->class_index), "worse", class_json (self, worse->class_index));

  put_bound (note, "from", from);
  put_bound (note, "to", to);
  json_array_append_new (list, note);
}

/* Whether a machine can tell a value there; a person can always. */
static gboolean
is_measurable (const GuoMeasurement *measurement, gint64 from, gint64 to)
{
  const gint64 step = measurement->machine_step;

  return from <= to && (step <= 0 || from < 0 || (from + step - 1) / step * step <= to);
}

/* Classes by where they begin: what lies between the end of all that began before and the next beginning. */
static void
add_gaps (const GuoScheme *self, guint measurement, const Reach *reaches, json_t *list)
{
  const Reach *last = &reaches[0];

  for (guint i = 1; i < self->n_classes; i++)
    {
      const Reach *next = &reaches[i];

      if (last->high != NULL && next->low != NULL && next->least > last->most
          && is_measurable (&self->measurements[measurement], last->most + 1, next->least - 1))
        add_note (self, list, "gap", measurement, next->low, last->most + 1, next->least - 1, last, next);
      if (next->most > last->most)
        last = next;
    }
}

/* Only what both begin and end in one another's middle: one within the other is a class and the next one below. */
static void
add_overlaps (const GuoScheme *self, guint measurement, const Reach *reaches, json_t *list)
{
  for (guint i = 0; i < self->n_classes; i++)
    for (guint j = i + 1; j < self->n_classes; j++)
      if (reaches[i].high != NULL && reaches[j].low != NULL && reaches[i].least < reaches[j].least
          && reaches[i].most >= reaches[j].least && reaches[i].most < reaches[j].most)
        add_note (self, list, "overlap", measurement, reaches[i].high, reaches[j].least, reaches[i].most, &reaches[i], &reaches[j]);
}

json_t *
guo_scheme_notes (const GuoScheme *self)
{
  json_t *list = json_array ();
  Reach reaches[GUO_CLASSES_MAX];

  for (guint m = 0; m < self->n_measurements; m++)
    {
      for (guint i = 0; i < self->n_classes; i++)
        reaches[i] = reach_of (self, i, m);
      qsort (reaches, self->n_classes, sizeof *reaches, compare_reaches);
      add_gaps (self, m, reaches, list);
      add_overlaps (self, m, reaches, list);
    }
  return list;
}

gboolean
guo_scheme_check (const GuoScheme *self, GError **error)
{
  for (guint i = 0; i < self->n_classes; i++)
    for (guint m = 0; m < self->n_measurements; m++)
      {
        Reach reach = reach_of (self, i, m);
        const GuoLimit *later = reach.low;

        if (reach.least <= reach.most)
          continue;
        for (guint k = 0; k < self->classes[i].n_limits; k++)
          if (&self->classes[i].limits[k] == reach.low || &self->classes[i].limits[k] == reach.high)
            later = &self->classes[i].limits[k];
        return guo_scheme_refuse (error, later->pointer, NULL, "no fruit can meet this limit and the others of its class");
      }
  return TRUE;
}
