#include "station/grading/preview.h"

#include "station/grading/judge.h"

#include <string.h>

/* Where in a row of @from each measurement of @to stands; -1: nowhere. */
static void
map_measurements (const GuoScheme *from, const GuoScheme *to, gint *map)
{
  for (guint i = 0; i < to->n_measurements; i++)
    {
      gint found = guo_scheme_measurement (from, to->measurements[i].name);
      gboolean same = found >= 0 && strcmp (from->measurements[found].unit, to->measurements[i].unit) == 0;

      map[i] = same ? found : -1;
    }
}

static void
count (GuoPreviewCell *cell, gint64 mass_mg)
{
  cell->n++;
  cell->mass_mg += MAX (mass_mg, 0);
}

GuoPreview *
guo_preview_new (const GuoScheme *from, const GuoScheme *to, const gint64 *values, const gint64 *masses_mg,
                 gsize n_fruit, guint32 date)
{
  GuoPreview *self = g_new0 (GuoPreview, 1);
  gint map[GUO_MEASUREMENTS_MAX];
  gint64 row[GUO_MEASUREMENTS_MAX];

  self->n_from = from->n_classes + 1;
  self->n_to = to->n_classes + 1;
  self->cells = g_new0 (GuoPreviewCell, (gsize) self->n_from * self->n_to);
  map_measurements (from, to, map);
  for (gsize i = 0; i < n_fruit; i++, values += from->n_measurements)
    {
      gint64 mass_mg = masses_mg != NULL ? masses_mg[i] : 0;
      GuoJudgement before, after;

      for (guint j = 0; j < to->n_measurements; j++)
        row[j] = map[j] >= 0 ? values[map[j]] : GUO_MISSING;
      guo_scheme_derive (to, row);
      guo_scheme_judge (from, values, date, &before);
      guo_scheme_judge (to, row, date, &after);
      count (&self->cells[before.class_index * self->n_to + after.class_index], mass_mg);
      count (&self->total, mass_mg);
    }
  return self;
}

const GuoPreviewCell *
guo_preview_cell (const GuoPreview *self, guint from, guint to)
{
  g_return_val_if_fail (from < self->n_from && to < self->n_to, NULL);
  return &self->cells[from * self->n_to + to];
}

void
guo_preview_free (GuoPreview *self)
{
  if (self == NULL)
    return;
  g_free (self->cells);
  g_free (self);
}
