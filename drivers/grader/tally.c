#include "drivers/grader/tally.h"

#include <string.h>

/* One record on its way into the books. */
typedef struct
{
  GuoGraderTally *tally;
  const GuoGraderRecord *record;
  const GuoGraderListener *listener;
  gpointer user_data;
} Entry;

static void
tell (const Entry *entry, GuoGraderProblem problem)
{
  problem.at_byte = entry->record->at_byte;
  if (entry->listener->problem != NULL)
    entry->listener->problem (&problem, entry->user_data);
}

static void
tell_about_batch (const Entry *entry, GuoGraderCode code, const gchar *batch)
{
  tell (entry, (GuoGraderProblem) { .code = code, .seq = GUO_GRADER_NONE, .text = batch });
}

/* A start begins the numbering anew, whatever else stands in it. */
static void
begin_numbers (const Entry *entry)
{
  GuoGraderTally *tally = entry->tally;

  if (tally->known)
    tell (entry, (GuoGraderProblem) { .code = GUO_GRADER_SENDER_RESTARTED, .seq = GUO_GRADER_NONE });
  tally->known = TRUE;
  tally->next_seq = entry->record->seq + 1;
}

/* A heartbeat repeats the last number, the others take the next. Returns: FALSE: it is of the past. */
static gboolean
take_number (const Entry *entry)
{
  GuoGraderTally *tally = entry->tally;
  guint32 seq = entry->record->seq;
  guint32 reached = entry->record->type == GUO_GRADER_HEARTBEAT ? seq + 1 : seq;
  guint32 distance = reached - tally->next_seq;

  if (tally->known && distance > G_MAXINT32)
    {
      tally->counts.duplicates++;
      tell (entry, (GuoGraderProblem) { .code = GUO_GRADER_DUPLICATE_OR_OLD, .seq = seq });
      return FALSE;
    }
  if (tally->known && distance > 0)
    {
      tally->counts.lost += distance;
      if (tally->batch_open)
        tally->batch.lost += distance;
      tell (entry, (GuoGraderProblem) { .code = GUO_GRADER_LOST, .seq = GUO_GRADER_NONE, .count = distance,
                                        .next_seq = reached });
    }
  tally->known = TRUE;
  tally->next_seq = seq + 1;
  return TRUE;
}

static void
reject (const Entry *entry, const GuoGraderFault *fault)
{
  GuoGraderTally *tally = entry->tally;

  tally->counts.rejected++;
  if (fault->has_seq && entry->record->type == GUO_GRADER_FRUIT && tally->batch_open)
    tally->batch.rejected++; /* without a number it is among the lost */
  tell (entry, (GuoGraderProblem) { .code = fault->code, .field = fault->field,
                                    .seq = fault->has_seq ? (gint64) entry->record->seq : GUO_GRADER_NONE,
                                    .text = fault->code == GUO_GRADER_UNKNOWN_RECORD ? fault->type : NULL });
}

static void
end_batch (const Entry *entry, GuoGraderTotals totals)
{
  entry->tally->batch.totals = totals;
  entry->tally->batch_open = FALSE;
  if (entry->listener->batch != NULL)
    entry->listener->batch (&entry->tally->batch, entry->user_data);
}

static void
leave_open_batch (const Entry *entry)
{
  if (!entry->tally->batch_open)
    return;
  tell_about_batch (entry, GUO_GRADER_BATCH_NOT_CLOSED, entry->tally->batch.name);
  end_batch (entry, GUO_GRADER_NOT_CLOSED);
}

static void
add_begin (const Entry *entry)
{
  GuoGraderBatch *batch = &entry->tally->batch;

  leave_open_batch (entry);
  *batch = (GuoGraderBatch) { .seq = entry->record->seq, .at_byte = entry->record->at_byte,
                              .declared_fruit = GUO_GRADER_NONE, .declared_mass_mg = GUO_GRADER_NONE };
  g_strlcpy (batch->name, entry->record->batch.name, sizeof batch->name);
  g_strlcpy (batch->variety, entry->record->batch.variety, sizeof batch->variety);
  entry->tally->batch_open = TRUE;
}

static void
add_fruit (const Entry *entry)
{
  const GuoGraderFruit *fruit = &entry->record->fruit;
  GuoGraderOutlet *outlet = &entry->tally->outlets[fruit->outlet];
  GuoGraderBatch *batch = &entry->tally->batch;
  gint64 mass_mg = MAX (fruit->mass_mg, 0);

  outlet->fruit++;
  outlet->mass_mg += mass_mg;
  if (!entry->tally->batch_open)
    {
      tell (entry, (GuoGraderProblem) { .code = GUO_GRADER_FRUIT_OUTSIDE_BATCH, .seq = entry->record->seq });
      return;
    }
  batch->fruit++;
  batch->mass_mg += mass_mg;
  if (fruit->mass_mg == GUO_GRADER_NONE)
    batch->unweighed++;
}

/* Fruit that was rejected was seen and not weighed: then the masses say nothing. */
static GuoGraderTotals
judge (const GuoGraderBatch *batch)
{
  gint64 seen = batch->fruit + batch->rejected;
  gint64 missing = batch->declared_fruit - seen;
  gboolean all_weighed = batch->rejected == 0 && batch->unweighed == 0;

  if (missing == 0 && (batch->mass_mg == batch->declared_mass_mg || !all_weighed))
    return GUO_GRADER_MATCH;
  return missing > 0 && missing <= batch->lost ? GUO_GRADER_LOST_EXPLAINS : GUO_GRADER_MISMATCH;
}

static void
tell_totals (const Entry *entry, GuoGraderTotals totals)
{
  const GuoGraderBatch *batch = &entry->tally->batch;
  gint64 seen = batch->fruit + batch->rejected;

  if (totals == GUO_GRADER_LOST_EXPLAINS)
    tell (entry, (GuoGraderProblem) { .code = GUO_GRADER_TOTALS_DIFFER_LOST, .seq = GUO_GRADER_NONE,
                                      .text = batch->name, .count = batch->declared_fruit - seen });
  else if (totals == GUO_GRADER_MISMATCH)
    tell (entry, (GuoGraderProblem) { .code = GUO_GRADER_TOTALS_MISMATCH, .seq = GUO_GRADER_NONE, .text = batch->name,
                                      .count = seen, .declared = batch->declared_fruit });
}

/* The end of another batch than the open one: the lines between the two are lost, and neither can be judged. */
static void
add_end (const Entry *entry)
{
  GuoGraderBatch *batch = &entry->tally->batch;
  GuoGraderTotals totals;

  if (!entry->tally->batch_open || strcmp (batch->name, entry->record->batch.name) != 0)
    {
      leave_open_batch (entry);
      tell_about_batch (entry, GUO_GRADER_BATCH_END_WITHOUT_BEGIN, entry->record->batch.name);
      return;
    }
  batch->declared_fruit = entry->record->batch.count;
  batch->declared_mass_mg = entry->record->batch.mass_mg;
  totals = judge (batch);
  tell_totals (entry, totals);
  end_batch (entry, totals);
}

static void
add_good (const Entry *entry)
{
  const GuoGraderRecord *record = entry->record;
  gboolean ends = record->type == GUO_GRADER_BATCH_END;

  entry->tally->counts.records++;
  if (record->type == GUO_GRADER_BATCH_BEGIN)
    add_begin (entry);
  else if (record->type == GUO_GRADER_FRUIT)
    add_fruit (entry);
  else if (record->type == GUO_GRADER_START)
    {
      entry->tally->stream = record->stream;
      entry->tally->has_stream = TRUE;
    }
  if (entry->listener->record != NULL)
    entry->listener->record (record, entry->user_data);
  if (ends)
    add_end (entry);
}

void
guo_grader_tally_add (GuoGraderTally *self, const GuoGraderRecord *record, const GuoGraderFault *fault,
                      const GuoGraderListener *listener, gpointer user_data)
{
  const Entry entry = { self, record, listener, user_data };
  gboolean numbered = fault == NULL || fault->has_seq;

  if (numbered && record->type == GUO_GRADER_START)
    begin_numbers (&entry);
  else if (numbered && !take_number (&entry))
    return;
  if (fault != NULL)
    reject (&entry, fault);
  else
    add_good (&entry);
}
