#include "drivers/grader/record.h"

const gchar *
guo_grader_code_name (GuoGraderCode code)
{
  static const gchar *const names[] = {
    [GUO_GRADER_BAD_CRC] = "bad_crc",
    [GUO_GRADER_BROKEN_NO_CRC] = "broken_no_crc",
    [GUO_GRADER_BROKEN_BY_NEW_START] = "broken_by_new_start",
    [GUO_GRADER_TOO_LONG] = "too_long",
    [GUO_GRADER_INCOMPLETE_AT_END] = "incomplete_at_end",
    [GUO_GRADER_LOST] = "lost",
    [GUO_GRADER_DUPLICATE_OR_OLD] = "duplicate_or_old",
    [GUO_GRADER_SENDER_RESTARTED] = "sender_restarted",
    [GUO_GRADER_BAD_FIELD] = "bad_field",
    [GUO_GRADER_OUT_OF_RANGE] = "out_of_range",
    [GUO_GRADER_FIELD_COUNT] = "field_count",
    [GUO_GRADER_UNKNOWN_RECORD] = "unknown_record",
    [GUO_GRADER_FRUIT_OUTSIDE_BATCH] = "fruit_outside_batch",
    [GUO_GRADER_BATCH_NOT_CLOSED] = "batch_not_closed",
    [GUO_GRADER_BATCH_END_WITHOUT_BEGIN] = "batch_end_without_begin",
    [GUO_GRADER_TOTALS_DIFFER_LOST] = "totals_differ_lost",
    [GUO_GRADER_TOTALS_MISMATCH] = "totals_mismatch",
  };

  g_return_val_if_fail ((guint) code < G_N_ELEMENTS (names), NULL);
  return names[code];
}

const gchar *
guo_grader_totals_name (GuoGraderTotals totals)
{
  static const gchar *const names[] = {
    [GUO_GRADER_OPEN] = "open",
    [GUO_GRADER_MATCH] = "match",
    [GUO_GRADER_LOST_EXPLAINS] = "lost_explains",
    [GUO_GRADER_MISMATCH] = "mismatch",
    [GUO_GRADER_NOT_CLOSED] = "not_closed",
  };

  g_return_val_if_fail ((guint) totals < G_N_ELEMENTS (names), NULL);
  return names[totals];
}
