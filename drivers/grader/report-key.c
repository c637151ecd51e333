#include "drivers/grader/report-private.h"

/* Texts are kept once each, so the same text is the same pointer. */
static guint64
value_of (const GuoReportRow *row, GuoReportField field)
{
  return field < GUO_REPORT_TEXTS ? (guint64) GPOINTER_TO_SIZE (row->texts[field])
                                  : (guint64) row->numbers[field - GUO_REPORT_TEXTS];
}

static guint32
hash_of (const GuoProfile *profile, const GuoReportRow *row)
{
  guint64 hash = 0;

  for (guint i = 0; i < profile->n_key; i++)
    {
      hash = (hash ^ value_of (row, profile->row_key[i])) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 29;
    }
  return (guint32) (hash >> 16);
}

static gboolean
is_same (const GuoProfile *profile, const GuoReportRow *a, const GuoReportRow *b)
{
  for (guint i = 0; i < profile->n_key; i++)
    {
      const guint bit = 1u << profile->row_key[i];

      if ((a->given & bit) != (b->given & bit) || value_of (a, profile->row_key[i]) != value_of (b, profile->row_key[i]))
        return FALSE;
    }
  return TRUE;
}

/* The slot of the row with this key, or the free one where it would be. */
static guint32 *
slot_of (const GuoReportMapper *self, const GuoReportRow *row)
{
  const GArray *rows = self->report->rows;
  const guint mask = self->n_slots - 1;
  guint at = hash_of (self->profile, row) & mask;

  while (self->slots[at] != 0
         && !is_same (self->profile, row, &g_array_index (rows, GuoReportRow, self->slots[at] - 1)))
    at = (at + 1) & mask;
  return &self->slots[at];
}

static void
grow (GuoReportMapper *self)
{
  const GArray *rows = self->report->rows;

  self->n_slots = MAX (self->n_slots * 2, 256);
  g_free (self->slots);
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint i = 0; i < rows->len; i++)
    *slot_of (self, &g_array_index (rows, GuoReportRow, i)) = i + 1;
}

guint
guo_report_find_key (GuoReportMapper *self, const GuoReportRow *row)
{
  const GArray *rows = self->report->rows;
  guint32 *slot;

  if (self->profile->n_key == 0)
    return 0;
  if (rows->len * 2 >= self->n_slots)
    grow (self);
  slot = slot_of (self, row);
  if (*slot != 0)
    return g_array_index (rows, GuoReportRow, *slot - 1).row;
  *slot = rows->len + 1; /* it is added next */
  return 0;
}
