/* The line of a grader: in one piece or in two, cut where the bytes say, the same is told and counted; what is accepted
 * is within its limits, and can be written so that it is accepted again. */
#include "drivers/grader/line-write.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static void
check_fruit (const GuoGraderFruit *fruit)
{
  g_assert_true (fruit->lane >= 1 && fruit->lane <= 64);
  g_assert_true (fruit->cup >= GUO_GRADER_NONE && fruit->cup <= 99999);
  g_assert_true (fruit->outlet >= 0 && fruit->outlet <= 255);
  g_assert_true (fruit->mass_mg == GUO_GRADER_NONE || (fruit->mass_mg >= 1 && fruit->mass_mg <= 5000000));
  g_assert_true (fruit->diameter_x10mm == GUO_GRADER_NONE
                 || (fruit->diameter_x10mm >= 1 && fruit->diameter_x10mm <= 5000));
  g_assert_true (fruit->colour_permille >= GUO_GRADER_NONE && fruit->colour_permille <= 1000);
  g_assert_true (fruit->brix_x10 >= GUO_GRADER_NONE && fruit->brix_x10 <= 600);
  g_assert_cmpuint (fruit->n_defects, <=, GUO_GRADER_DEFECTS_MAX);
}

/* Percent-encoding may need more room than the sender took. */
static void
write_again (const GuoGraderRecord *record, GString *out)
{
  gchar line[GUO_GRADER_LINE_SIZE];
  g_autoptr (GError) error = NULL;
  gsize len = guo_grader_line_write (record, line, &error);

  g_assert_true (len > 0 || strstr (error->message, "longer") != NULL);
  g_string_append_len (out, line, (gssize) len);
}

static void
note_record (const GuoGraderRecord *record, gpointer user_data)
{
  if (record->type == GUO_GRADER_FRUIT)
    check_fruit (&record->fruit);
  else if (record->type == GUO_GRADER_START)
    g_assert_true (g_utf8_validate (record->stream.sender, -1, NULL));
  g_string_append_printf (user_data, "record %d at %" G_GUINT64_FORMAT " ", record->type, record->at_byte);
  write_again (record, user_data);
}

static void
note_batch (const GuoGraderBatch *batch, gpointer user_data)
{
  g_assert_true (g_utf8_validate (batch->name, -1, NULL) && batch->name[0] != '\0');
  g_assert_true (g_utf8_validate (batch->variety, -1, NULL));
  g_assert_true (batch->unweighed <= batch->fruit);
  g_assert_true (batch->totals != GUO_GRADER_OPEN);
  g_string_append_printf (user_data,
                          "batch %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                          batch->name, guo_grader_totals_name (batch->totals), batch->fruit, batch->mass_mg,
                          batch->rejected, batch->lost);
}

static void
note_problem (const GuoGraderProblem *problem, gpointer user_data)
{
  g_string_append_printf (user_data, "%s at %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %s %s %" G_GINT64_FORMAT "\n",
                          guo_grader_code_name (problem->code), problem->at_byte, problem->seq,
                          problem->field != NULL ? problem->field : "", problem->text != NULL ? problem->text : "",
                          problem->count);
}

static GString *
feed (const guint8 *data, gsize size, gsize cut, GuoGraderCounts *counts)
{
  static const GuoGraderListener listener = { note_record, note_batch, note_problem };
  GString *out = g_string_new (NULL);
  g_autoptr (GuoGraderLine) line = guo_grader_line_new (NULL, &listener, out);

  guo_grader_line_push (line, data, cut);
  guo_grader_line_push (line, data + cut, size - cut);
  guo_grader_line_end (line);
  *counts = guo_grader_line_tally (line)->counts;
  g_assert_cmpuint (guo_grader_line_tally (line)->bytes, ==, size);
  g_assert_cmpuint (counts->skipped_bytes, <=, size);
  return out;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  GuoGraderCounts whole_counts, cut_counts;
  g_autoptr (GString) whole = feed (data, size, size, &whole_counts);
  g_autoptr (GString) cut = NULL;
  gsize sum = 0;

  for (gsize i = 0; i < size; i++)
    sum += data[i];
  cut = feed (data, size, sum % (size + 1), &cut_counts);
  g_assert_cmpstr (whole->str, ==, cut->str);
  g_assert_true (memcmp (&whole_counts, &cut_counts, sizeof whole_counts) == 0);
  return 0;
}
