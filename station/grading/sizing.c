#include "station/grading/sizing.h"

#include "station/grading/judge.h"

static gboolean
is_size (GuoMachineField field)
{
  return field == GUO_MACHINE_DIAMETER || field == GUO_MACHINE_MASS;
}

/* Where a class reaches on a measurement, of all its limits on it; FALSE: none is. */
static gboolean
reach (const GuoGradeClass *class, guint measurement, guint32 date, gint64 *least, gint64 *most)
{
  gboolean limited = FALSE;

  *least = G_MININT64;
  *most = G_MAXINT64;
  for (guint i = 0; i < class->n_limits; i++)
    {
      const GuoLimit *limit = &class->limits[i];

      if (limit->measurement != measurement || !guo_season_holds (&limit->season, date))
        continue;
      limited = TRUE;
      *least = MAX (*least, limit->least);
      *most = MIN (*most, limit->most);
    }
  return limited;
}

/* The measurement that limits most classes; -1: none does. */
static gint
find_measurement (const GuoScheme *self, guint32 date)
{
  gint found = -1;
  guint most = 0;

  for (guint m = 0; m < self->n_measurements; m++)
    {
      gint64 from, to;
      guint n = 0;

      for (guint i = 0; i < self->n_classes && is_size (self->measurements[m].machine); i++)
        n += reach (&self->classes[i], m, date, &from, &to) ? 1 : 0;
      if (n > most || (n > 0 && n == most && self->measurements[m].machine == GUO_MACHINE_DIAMETER))
        {
          found = (gint) m;
          most = n;
        }
    }
  return found;
}

/* In units of the machine; a bound that nothing can reach is none. */
static gint64
from_of (gint64 least, gint64 step)
{
  return least <= 0 ? GUO_SIZING_NONE : least / step;
}

/* "under 34" is kept as a little less than 34. */
static gint64
to_of (gint64 most, gint64 step)
{
  return most > GUO_DECIMAL_MAX ? GUO_SIZING_NONE : (most + step - 1) / step;
}

static void
add_mark (GuoSizing *out, const GuoSizeMark *mark)
{
  if (out->n_marks < G_N_ELEMENTS (out->marks))
    out->marks[out->n_marks++] = *mark;
}

/* A class without an upper limit ends where the smallest of the better ones begins. */
static void
add_classes (const GuoScheme *self, guint measurement, gint64 step, guint32 date, GuoSizing *out)
{
  gint64 smallest = GUO_SIZING_NONE;

  for (guint i = 0; i < self->n_classes; i++)
    {
      const GuoGradeClass *class = &self->classes[i];
      gint64 least, most, from, to;

      reach (class, measurement, date, &least, &most);
      from = from_of (least, step);
      to = to_of (most, step);
      if (to == GUO_SIZING_NONE && smallest > from)
        to = smallest;
      if (from != GUO_SIZING_NONE && (smallest == GUO_SIZING_NONE || from < smallest))
        smallest = from;
      add_mark (out, &(GuoSizeMark) { (gint) i, class->key, class->name_zh, class->name_en, from, to });
    }
  if (smallest != GUO_SIZING_NONE)
    add_mark (out, &(GuoSizeMark) { (gint) self->n_classes, self->below_key, self->below_zh, self->below_en,
                                    GUO_SIZING_NONE, smallest });
}

static void
add_parts (const GuoScheme *self, GuoSizing *out)
{
  const gint64 step = self->measurements[self->part_measurement].machine_step;

  for (guint i = 0; i < self->n_parts; i++)
    add_mark (out, &(GuoSizeMark) { -1, NULL, self->parts[i].code, self->parts[i].code,
                                    from_of (self->parts[i].least, step), to_of (self->parts[i].most, step) });
}

void
guo_scheme_sizing (const GuoScheme *self, guint32 date, GuoSizing *out)
{
  gint measurement = find_measurement (self, date);

  *out = (GuoSizing) { .by = GUO_MACHINE_NOTHING };
  if (measurement >= 0)
    {
      out->by = self->measurements[measurement].machine;
      add_classes (self, (guint) measurement, self->measurements[measurement].machine_step, date, out);
    }
  else if (self->n_parts > 0 && is_size (self->measurements[self->part_measurement].machine))
    {
      out->by = self->measurements[self->part_measurement].machine;
      add_parts (self, out);
    }
}

void
guo_scheme_sizing_by (const GuoScheme *self, guint measurement, guint32 date, GuoSizing *out)
{
  gint64 from, to;
  guint n = 0;

  *out = (GuoSizing) { .by = self->measurements[measurement].machine };
  for (guint i = 0; i < self->n_classes; i++)
    n += reach (&self->classes[i], measurement, date, &from, &to) ? 1 : 0;
  if (n > 0)
    add_classes (self, measurement, GUO_DECIMAL_STEP, date, out);
}

static json_t *
bound_json (gint64 bound)
{
  return bound == GUO_SIZING_NONE ? json_null () : json_integer (bound);
}

json_t *
guo_sizing_json (const GuoSizing *self)
{
  json_t *marks = json_array ();

  for (guint i = 0; i < self->n_marks; i++)
    json_array_append_new (marks, json_pack ("{s:s?, s:s?, s:s?, s:o, s:o}", "grade_class", self->marks[i].key, "name",
                                             self->marks[i].name_zh, "name_en", self->marks[i].name_en, "from",
                                             bound_json (self->marks[i].from), "to", bound_json (self->marks[i].to)));
  return json_pack ("{s:s?, s:o}", "by",
                    self->by == GUO_MACHINE_DIAMETER ? "diameter" : self->by == GUO_MACHINE_MASS ? "mass" : NULL, "marks",
                    marks);
}
