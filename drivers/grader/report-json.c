#include "drivers/grader/report.h"

/* What a problem's text is called. */
static const gchar *
text_key (GuoReportCode code)
{
  if (code == GUO_REPORT_ENCODING)
    return "encoding";
  if (code == GUO_REPORT_SHEET_MISSING)
    return "sheet";
  return code == GUO_REPORT_BAD_FILE ? "reason" : "text";
}

static json_t *
problem_json (const GuoReportProblem *problem)
{
  json_t *json = json_pack ("{s:s}", "code", guo_report_code_name (problem->code));

  if (problem->row > 0)
    json_object_set_new (json, "row", json_integer (problem->row));
  if (problem->field >= 0)
    json_object_set_new (json, "field", json_string (guo_report_field_name ((GuoReportField) problem->field)));
  if (problem->text != NULL)
    json_object_set_new (json, text_key (problem->code), json_string (problem->text));
  if (problem->first_row > 0)
    json_object_set_new (json, "first_row", json_integer (problem->first_row));
  if (problem->code == GUO_REPORT_TOTALS_DIFFER)
    {
      json_object_set_new (json, "declared", json_integer (problem->declared));
      json_object_set_new (json, "sum", json_integer (problem->sum));
    }
  if (problem->code == GUO_REPORT_ENCODING)
    json_object_set_new (json, "at_byte", json_integer ((json_int_t) problem->at_byte));
  if (problem->code > GUO_REPORT_SHEET_MISSING) /* of the file as a whole nothing can be less than an error */
    json_object_set_new (json, "severity", json_string (guo_report_is_error (problem->code) ? "error" : "warning"));
  return json;
}

static json_t *
row_json (const GuoReport *self, const GuoReportRow *row)
{
  json_t *json = json_pack ("{s:i}", "row", (int) row->row);

  for (guint field = 0; field < GUO_REPORT_FIELDS; field++)
    {
      json_t *value;

      if ((self->fields & 1u << field) == 0)
        continue;
      if ((row->given & 1u << field) == 0)
        value = json_null ();
      else if (field < GUO_REPORT_TEXTS)
        value = json_string (row->texts[field]);
      else
        value = json_integer (row->numbers[field - GUO_REPORT_TEXTS]);
      json_object_set_new (json, guo_report_field_key (field), value);
    }
  return json;
}

static json_t *
sum_json (const GuoReport *self)
{
  json_t *json = json_object ();

  for (guint field = GUO_REPORT_FRUIT; field <= GUO_REPORT_MASS; field++)
    if ((self->fields & 1u << field) != 0)
      json_object_set_new (json, guo_report_field_key (field),
                           (self->columns & 1u << field) != 0 ? json_integer (self->sums[field - GUO_REPORT_TEXTS])
                                                              : json_null ());
  return json;
}

json_t *
guo_report_json (const GuoReport *self)
{
  json_t *problems = json_array ();
  json_t *rows = json_array ();
  json_t *json = json_pack ("{s:s, s:o, s:o}", "status",
                            self->rejected ? "rejected" : self->warned ? "ok_with_warnings" : "ok", "problems", problems,
                            "rows", rows);

  for (guint i = 0; i < self->problems->len; i++)
    json_array_append_new (problems, problem_json (&g_array_index (self->problems, GuoReportProblem, i)));
  for (guint i = 0; i < self->rows->len; i++)
    json_array_append_new (rows, row_json (self, &g_array_index (self->rows, GuoReportRow, i)));
  if (self->n_unlisted > 0)
    json_object_set_new (json, "problems_unlisted", json_integer (self->n_unlisted));
  if (self->has_columns)
    {
      json_object_set_new (json, "row_count", json_integer (self->rows->len));
      json_object_set_new (json, "sum", self->rejected ? json_null () : sum_json (self));
    }
  return json;
}
