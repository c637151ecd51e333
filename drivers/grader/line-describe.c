#include "drivers/grader/line-describe.h"

struct _GuoGraderDescription
{
  GuoGraderLine *line; /* owned */
  json_t *batches;     /* owned */
  json_t *problems;    /* owned */
  gint64 left_out;
  json_t *records;     /* owned; empty when there are too many */
  gint64 n_records;
  GuoGraderRecord first;
  GuoGraderRecord last;
};

static json_t *
measured (gint64 value)
{
  return value == GUO_GRADER_NONE ? json_null () : json_integer (value);
}

static json_t *
describe_fruit (const GuoGraderRecord *record)
{
  const GuoGraderFruit *fruit = &record->fruit;
  json_t *defects = json_array ();

  for (guint i = 0; i < fruit->n_defects; i++)
    json_array_append_new (defects, json_pack ("{s:s, s:o}", "code", fruit->defects[i].code, "area_mm2",
                                               measured (fruit->defects[i].area_mm2)));
  return json_pack ("{s:I, s:i, s:o, s:i, s:o, s:o, s:o, s:o, s:o}", "seq", (json_int_t) record->seq, "lane",
                    fruit->lane, "cup", measured (fruit->cup), "outlet", fruit->outlet, "mass_mg",
                    measured (fruit->mass_mg), "diameter_x10mm", measured (fruit->diameter_x10mm), "colour_permille",
                    measured (fruit->colour_permille), "brix_x10", measured (fruit->brix_x10), "defects", defects);
}

static json_t *
describe_batch (const GuoGraderBatch *batch)
{
  return json_pack ("{s:s, s:s?, s:I, s:I, s:I, s:I, s:I, s:o, s:o, s:s}", "batch", batch->name, "variety",
                    batch->variety[0] != '\0' ? batch->variety : NULL, "fruit", (json_int_t) batch->fruit, "unweighed",
                    (json_int_t) batch->unweighed, "mass_mg", (json_int_t) batch->mass_mg, "rejected",
                    (json_int_t) batch->rejected, "lost", (json_int_t) batch->lost, "declared_fruit",
                    measured (batch->declared_fruit), "declared_mass_mg", measured (batch->declared_mass_mg), "totals",
                    guo_grader_totals_name (batch->totals));
}

static void
set_count (json_t *object, const gchar *key, gint64 value)
{
  json_object_set_new (object, key, json_integer (value));
}

static json_t *
describe_problem (const GuoGraderProblem *problem)
{
  json_t *object = json_object ();

  set_count (object, "at_byte", (gint64) problem->at_byte);
  json_object_set_new (object, "code", json_string (guo_grader_code_name (problem->code)));
  if (problem->seq != GUO_GRADER_NONE && problem->code != GUO_GRADER_UNKNOWN_RECORD)
    set_count (object, "seq", problem->seq);
  if (problem->field != NULL)
    json_object_set_new (object, "field", json_string (problem->field));
  if (problem->text != NULL)
    json_object_set_new (object, problem->code == GUO_GRADER_UNKNOWN_RECORD ? "record" : "batch",
                         json_string (problem->text));
  if (problem->code == GUO_GRADER_LOST)
    {
      set_count (object, "count", problem->count);
      set_count (object, "next_seq", problem->next_seq);
    }
  else if (problem->code == GUO_GRADER_TOTALS_DIFFER_LOST)
    set_count (object, "missing", problem->count);
  else if (problem->code == GUO_GRADER_TOTALS_MISMATCH)
    {
      set_count (object, "fruit_seen", problem->count);
      set_count (object, "fruit_declared", problem->declared);
    }
  return object;
}

static void
note_record (const GuoGraderRecord *record, gpointer user_data)
{
  GuoGraderDescription *self = user_data;

  if (record->type != GUO_GRADER_FRUIT)
    return;
  if (self->n_records == 0)
    self->first = *record;
  self->last = *record;
  if (++self->n_records <= GUO_GRADER_DESCRIBED_RECORDS)
    json_array_append_new (self->records, describe_fruit (record));
  else
    json_array_clear (self->records);
}

static void
note_batch (const GuoGraderBatch *batch, gpointer user_data)
{
  GuoGraderDescription *self = user_data;

  json_array_append_new (self->batches, describe_batch (batch));
}

static void
note_problem (const GuoGraderProblem *problem, gpointer user_data)
{
  GuoGraderDescription *self = user_data;

  if (json_array_size (self->problems) < GUO_GRADER_DESCRIBED_PROBLEMS)
    json_array_append_new (self->problems, describe_problem (problem));
  else
    self->left_out++;
}

GuoGraderDescription *
guo_grader_description_new (void)
{
  static const GuoGraderListener listener = { note_record, note_batch, note_problem };
  GuoGraderDescription *self = g_new0 (GuoGraderDescription, 1);

  self->line = guo_grader_line_new (NULL, &listener, self);
  self->batches = json_array ();
  self->problems = json_array ();
  self->records = json_array ();
  return self;
}

void
guo_grader_description_free (GuoGraderDescription *self)
{
  if (self == NULL)
    return;
  guo_grader_line_free (self->line);
  json_decref (self->batches);
  json_decref (self->problems);
  json_decref (self->records);
  g_free (self);
}

void
guo_grader_description_push (GuoGraderDescription *self, const guint8 *bytes, gsize len)
{
  guo_grader_line_push (self->line, bytes, len);
}

static json_t *
describe_stream (const GuoGraderTally *tally)
{
  if (!tally->has_stream)
    return json_null ();
  return json_pack ("{s:s, s:i, s:i, s:i}", "sender", tally->stream.sender, "version", tally->stream.version, "lanes",
                    tally->stream.lanes, "outlets", tally->stream.outlets);
}

static json_t *
describe_counts (const GuoGraderCounts *counts)
{
  json_t *object = json_object ();

  set_count (object, "records", (gint64) counts->records);
  set_count (object, "bad_crc", (gint64) counts->bad_crc);
  set_count (object, "broken", (gint64) counts->broken);
  set_count (object, "lost", (gint64) counts->lost);
  set_count (object, "duplicates", (gint64) counts->duplicates);
  set_count (object, "rejected", (gint64) counts->rejected);
  set_count (object, "skipped_bytes", (gint64) counts->skipped_bytes);
  return object;
}

static json_t *
describe_outlets (const GuoGraderTally *tally)
{
  json_t *object = json_object ();

  for (guint i = 0; i < GUO_GRADER_OUTLETS; i++)
    {
      const GuoGraderOutlet *outlet = &tally->outlets[i];
      gchar key[8];

      if (outlet->fruit == 0)
        continue;
      g_snprintf (key, sizeof key, "%u", i);
      json_object_set_new (object, key, json_pack ("{s:I, s:I}", "fruit", (json_int_t) outlet->fruit, "mass_mg",
                                                   (json_int_t) outlet->mass_mg));
    }
  return object;
}

static void
set_records (const GuoGraderDescription *self, json_t *object)
{
  if (self->n_records <= GUO_GRADER_DESCRIBED_RECORDS)
    {
      json_object_set (object, "records", self->records);
      return;
    }
  set_count (object, "record_count", self->n_records);
  json_object_set_new (object, "first_record", describe_fruit (&self->first));
  json_object_set_new (object, "last_record", describe_fruit (&self->last));
}

json_t *
guo_grader_description_end (GuoGraderDescription *self)
{
  const GuoGraderTally *tally = guo_grader_line_tally (self->line);
  json_t *object;

  guo_grader_line_end (self->line);
  if (tally->batch_open)
    note_batch (&tally->batch, self);
  object = json_pack ("{s:s, s:o, s:o, s:O, s:o, s:O}", "format", "guozhan-line/1", "stream", describe_stream (tally),
                      "stats", describe_counts (&tally->counts), "batches", self->batches, "outlets",
                      describe_outlets (tally), "problems", self->problems);
  if (self->left_out > 0)
    set_count (object, "problems_left_out", self->left_out);
  set_records (self, object);
  return object;
}
