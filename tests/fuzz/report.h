/* What always holds of a batch report, whatever the file was. */
#pragma once

#include "drivers/grader/decimal.h"
#include "drivers/grader/report.h"

/* Reads @bytes by @profile and aborts where the report contradicts itself. */
static inline void
check_report (const guint8 *bytes, gsize len, const GuoProfile *profile)
{
  g_autoptr(GuoReport) report = guo_report_read (bytes, len, profile);
  json_auto_t *json = guo_report_json (report);
  gint64 sums[GUO_REPORT_NUMBERS] = { 0 };
  gboolean has_error = report->n_unlisted > 0;
  guint last = 0;

  g_assert_nonnull (json);
  g_assert_cmpuint (report->problems->len, <=, GUO_REPORT_PROBLEMS_MAX);
  for (guint i = 0; i < report->problems->len; i++)
    has_error |= guo_report_is_error (g_array_index (report->problems, GuoReportProblem, i).code);
  g_assert_true (has_error || !report->rejected);
  if (report->rejected)
    {
      g_assert_cmpuint (report->rows->len, ==, 0);
      return;
    }
  g_assert_cmpuint (report->rows->len, >, 0);
  for (guint i = 0; i < report->rows->len; i++)
    {
      const GuoReportRow *row = &g_array_index (report->rows, GuoReportRow, i);

      g_assert_cmpuint (row->row, >, MAX (last, profile->header_row));
      last = row->row;
      for (guint field = 0; field < GUO_REPORT_TEXTS; field++)
        {
          g_assert_true ((row->texts[field] != NULL) == ((row->given & 1u << field) != 0));
          g_assert_true (row->texts[field] == NULL || g_utf8_validate (row->texts[field], -1, NULL));
        }
      for (guint n = 0; n < GUO_REPORT_NUMBERS; n++)
        {
          g_assert_cmpint (row->numbers[n], >=, 0);
          g_assert_cmpint (row->numbers[n], <=, GUO_DECIMAL_MAX);
          sums[n] += row->numbers[n];
        }
    }
  for (guint n = 0; n < GUO_REPORT_NUMBERS; n++)
    g_assert_cmpint (sums[n], ==, report->sums[n]);
}

static inline GuoProfile *
builtin_profile (const gchar *name)
{
  g_autoptr(GBytes) text = guo_profile_builtin (name, NULL);
  GuoProfile *profile = guo_profile_parse (g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL);

  g_assert_nonnull (profile);
  return profile;
}
