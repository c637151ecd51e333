#include "drivers/grader/report-private.h"
#include "drivers/table/csv-reader.h"
#include "drivers/table/xlsx.h"

#include <string.h>

#define PROBLEM_TEXT_MAX 200 /* bytes that are shown */

static const struct
{
  const gchar *name;
  gboolean is_warning;
} codes[] = {
  [GUO_REPORT_ENCODING] = { "encoding", FALSE },
  [GUO_REPORT_BAD_FILE] = { "bad_file", FALSE },
  [GUO_REPORT_SHEET_MISSING] = { "sheet_missing", FALSE },
  [GUO_REPORT_COLUMN_MISSING] = { "column_missing", FALSE },
  [GUO_REPORT_COLUMN_TWICE] = { "column_twice", FALSE },
  [GUO_REPORT_QUOTE_OPEN] = { "quote_open", FALSE },
  [GUO_REPORT_BEHIND_QUOTE] = { "behind_quote", FALSE },
  [GUO_REPORT_TOO_WIDE] = { "too_wide", FALSE },
  [GUO_REPORT_TOO_MANY_ROWS] = { "too_many_rows", FALSE },
  [GUO_REPORT_VALUE_MISSING] = { "value_missing", FALSE },
  [GUO_REPORT_NOT_A_NUMBER] = { "not_a_number", FALSE },
  [GUO_REPORT_NOT_WHOLE] = { "not_whole", FALSE },
  [GUO_REPORT_TOO_LARGE] = { "too_large", FALSE },
  [GUO_REPORT_TOO_LONG] = { "too_long", FALSE },
  [GUO_REPORT_NEGATIVE] = { "negative", FALSE },
  [GUO_REPORT_MASS_WITHOUT_FRUIT] = { "mass_without_fruit", FALSE },
  [GUO_REPORT_DUPLICATE_ROW] = { "duplicate_row", FALSE },
  [GUO_REPORT_NO_ROWS] = { "no_rows", FALSE },
  [GUO_REPORT_TOTALS_MISSING] = { "totals_missing", FALSE },
  [GUO_REPORT_TOTALS_TWICE] = { "totals_twice", FALSE },
  [GUO_REPORT_TOTALS_DIFFER] = { "totals_differ", FALSE },
  [GUO_REPORT_FRUIT_WITHOUT_MASS] = { "fruit_without_mass", TRUE },
  [GUO_REPORT_MEAN_MASS_DIFFERS] = { "mean_mass_differs", TRUE },
};

const gchar *
guo_report_code_name (GuoReportCode code)
{
  return codes[code].name;
}

gboolean
guo_report_is_error (GuoReportCode code)
{
  return !codes[code].is_warning;
}

void
guo_report_free (GuoReport *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rows);
  g_array_unref (self->problems);
  g_string_chunk_free (self->chunk);
  g_free (self);
}

void
guo_report_add_problem (GuoReport *self, const GuoReportProblem *problem)
{
  GuoReportProblem copy = *problem;

  if (guo_report_is_error (problem->code))
    self->rejected = TRUE;
  else
    self->warned = TRUE;
  if (self->problems->len == GUO_REPORT_PROBLEMS_MAX)
    {
      self->n_unlisted++;
      return;
    }
  if (copy.text != NULL)
    {
      gsize len = strlen (copy.text);

      if (len > PROBLEM_TEXT_MAX)
        len = (gsize) (g_utf8_find_prev_char (copy.text, copy.text + PROBLEM_TEXT_MAX) - copy.text);
      copy.text = g_string_chunk_insert_len (self->chunk, copy.text, (gssize) len);
    }
  g_array_append_val (self->problems, copy);
}

static gboolean
take_row (const GuoTableRow *row, gpointer user_data)
{
  GuoReportMapper *self = user_data;
  const guint header = self->profile->header_row;

  if (row->row < header)
    return TRUE;
  if (row->row > GUO_TABLE_ROWS_MAX)
    {
      guo_report_add_problem (self->report, &(GuoReportProblem) { .code = GUO_REPORT_TOO_MANY_ROWS, .row = row->row, .field = -1 });
      self->cut = TRUE;
      return FALSE;
    }
  if (!self->header_done)
    {
      const GuoTableRow none = { .row = header };

      self->header_done = TRUE;
      self->report->has_columns = guo_report_map_header (self, row->row == header ? row : &none);
      return self->report->has_columns;
    }
  guo_report_map_row (self, row);
  return TRUE;
}

static void
read_csv (GuoReportMapper *self, const guint8 *bytes, gsize len)
{
  static const GuoReportCode faults[] = {
    [GUO_CSV_OPEN_QUOTE] = GUO_REPORT_QUOTE_OPEN,
    [GUO_CSV_BEHIND_QUOTE] = GUO_REPORT_BEHIND_QUOTE,
    [GUO_CSV_TOO_WIDE] = GUO_REPORT_TOO_WIDE,
  };
  g_auto(GuoText) text = { 0 };
  g_autoptr(GuoCsvReader) reader = NULL;
  GuoTableRow row;
  GuoCsvStatus status;

  if (!guo_text_decode (bytes, len, self->profile->encoding, &text))
    {
      guo_report_add_problem (self->report, &(GuoReportProblem) { .code = GUO_REPORT_ENCODING, .field = -1,
                                                                  .text = guo_encoding_name (text.encoding),
                                                                  .at_byte = text.at_byte });
      return;
    }
  reader = guo_csv_reader_new (text.text, text.len, self->profile->delimiter);
  while ((status = guo_csv_reader_next (reader, &row)) == GUO_CSV_ROW)
    if (!take_row (&row, self))
      return;
  self->cut = status != GUO_CSV_END;
  if (self->cut)
    guo_report_add_problem (self->report, &(GuoReportProblem) { .code = faults[status], .row = row.row, .field = -1 });
}

static void
read_xlsx (GuoReportMapper *self, const guint8 *bytes, gsize len)
{
  g_autoptr(GError) error = NULL;
  gboolean found;

  self->cut = !guo_xlsx_read (bytes, len, self->profile->sheet, take_row, self, &found, &error);
  if (self->cut)
    guo_report_add_problem (self->report, &(GuoReportProblem) { .code = GUO_REPORT_BAD_FILE, .field = -1, .text = error->message });
  else if (!found)
    guo_report_add_problem (self->report, &(GuoReportProblem) { .code = GUO_REPORT_SHEET_MISSING, .field = -1,
                                                                .text = self->profile->sheet != NULL ? self->profile->sheet : "" });
}

/* Compared only when every row was read. */
static void
compare_totals (GuoReport *self, const GuoProfile *profile)
{
  const guint compared = self->declared & profile->check & self->columns;

  for (guint field = GUO_REPORT_TEXTS; field < GUO_REPORT_FIELDS && !self->rejected; field++)
    {
      const gint64 declared = self->totals[field - GUO_REPORT_TEXTS];
      const gint64 sum = self->sums[field - GUO_REPORT_TEXTS];

      if ((compared & 1u << field) != 0 && ABS (declared - sum) > profile->tolerance[field])
        guo_report_add_problem (self, &(GuoReportProblem) { .code = GUO_REPORT_TOTALS_DIFFER, .row = self->totals_row,
                                                            .field = (gint) field, .declared = declared, .sum = sum });
    }
}

static gint
by_row (gconstpointer a, gconstpointer b)
{
  const guint one = ((const GuoReportProblem *) a)->row;
  const guint two = ((const GuoReportProblem *) b)->row;

  return (one == 0) != (two == 0) ? (one == 0 ? 1 : -1) : (one > two) - (one < two);
}

static void
finish (GuoReportMapper *self)
{
  GuoReport *report = self->report;
  const gboolean good = !report->rejected;

  if (good && !self->header_done)
    take_row (&(GuoTableRow) { .row = self->profile->header_row }, self);
  if (report->has_columns && good && report->rows->len == 0)
    guo_report_add_problem (report, &(GuoReportProblem) { .code = GUO_REPORT_NO_ROWS, .field = -1 });
  else if (report->has_columns && !self->cut && self->profile->totals_required && (report->declared & self->profile->check) == 0)
    guo_report_add_problem (report, &(GuoReportProblem) { .code = GUO_REPORT_TOTALS_MISSING, .field = -1 });
  compare_totals (report, self->profile);
  g_array_sort (report->problems, by_row);
  if (report->rejected)
    g_array_set_size (report->rows, 0);
}

GuoReport *
guo_report_read (const guint8 *bytes, gsize len, const GuoProfile *profile)
{
  GuoReport *report = g_new0 (GuoReport, 1);
  GuoReportMapper mapper = { .profile = profile, .report = report };

  report->rows = g_array_new (FALSE, FALSE, sizeof (GuoReportRow));
  report->problems = g_array_new (FALSE, FALSE, sizeof (GuoReportProblem));
  report->chunk = g_string_chunk_new (4096);
  for (guint i = 0; i < profile->n_columns; i++)
    report->fields |= 1u << profile->columns[i].field;
  if (len > GUO_TABLE_BYTES_MAX)
    guo_report_add_problem (report, &(GuoReportProblem) { .code = GUO_REPORT_BAD_FILE, .field = -1,
                                                          .text = "the file is larger than 256 MiB" });
  else if (profile->is_xlsx)
    read_xlsx (&mapper, bytes, len);
  else
    read_csv (&mapper, bytes, len);
  finish (&mapper);
  g_free (mapper.slots);
  return report;
}
