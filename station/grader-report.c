#include "station/grader-report.h"

#include <string.h>

#define BATCH_BYTES_MAX 400

/* The numbers of one row as one of its fruits has them; -1: not given. */
typedef struct
{
  gint64 n;
  gint64 mass_mg; /* of all */
  gint64 diameter_x10mm;
  gint64 colour_permille;
  gint64 brix_x10;
  gint outlet;
} Row;

static gboolean
is_given (const GuoReportRow *row, GuoReportField field)
{
  return (row->given & (1u << field)) != 0;
}

static gint64
number (const GuoReportRow *row, GuoReportField field)
{
  return is_given (row, field) ? row->numbers[field - GUO_REPORT_TEXTS] : -1;
}

/* Half to even, as the reports are read. */
static gint64
rounded (gint64 value, gint64 unit)
{
  gint64 whole = value / unit, rest = 2 * (value % unit);

  return value < 0 ? value : whole + (rest > unit || (rest == unit && whole % 2 == 1));
}

static gboolean
bad (const GuoReportRow *row, GuoReportField field, const gchar *what, GError **error)
{
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_RANGE, "line %u, %s: %s", row->row, guo_report_field_name (field), what);
  return FALSE;
}

/* "3", "出口３", "Outlet 12", or a letter alone, A is 1; -1: neither. */
static gint
outlet_number (const gchar *text)
{
  gchar folded[GUO_REPORT_TEXT_MAX + 1];
  gsize len = guo_report_fold (text, strlen (text), folded, GUO_REPORT_TEXT_MAX);
  gsize at = 0;
  gint value = 0;

  if (len > GUO_REPORT_TEXT_MAX)
    return -1;
  folded[len] = '\0';
  if (len == 1 && g_ascii_isalpha (folded[0]))
    return folded[0] - 'a' + 1;
  at = strcspn (folded, "0123456789");
  if (folded[at] == '\0')
    return -1;
  for (; g_ascii_isdigit (folded[at]) && value <= 255; at++)
    value = 10 * value + (folded[at] - '0');
  return value <= 255 ? value : -1;
}

static gboolean
check_ranges (const GuoReportRow *row, const Row *out, GError **error)
{
  if (out->n > GUO_GRADER_REPORT_FRUIT_MAX)
    return bad (row, GUO_REPORT_FRUIT, "more fruit than a report may have", error);
  if (out->mass_mg > 0 && (out->mass_mg < out->n || out->mass_mg > out->n * (gint64) GUO_FRUIT_MASS_MAX_MG))
    return bad (row, GUO_REPORT_MASS, "no fruit weighs so much: is the unit of the profile right?", error);
  if (out->diameter_x10mm > (gint64) GUO_FRUIT_DIAMETER_MAX_X10MM)
    return bad (row, GUO_REPORT_DIAMETER, "no fruit is so wide: is the unit of the profile right?", error);
  if (out->colour_permille > (gint64) GUO_FRUIT_COLOUR_MAX_PERMILLE)
    return bad (row, GUO_REPORT_COLOUR, "above 100 %", error);
  if (out->brix_x10 > (gint64) GUO_FRUIT_BRIX_MAX_X10)
    return bad (row, GUO_REPORT_BRIX, "above 60 °Bx", error);
  return out->outlet >= 0 || bad (row, GUO_REPORT_OUTLET, "no number from 0 to 255", error);
}

static gboolean
read_row (const GuoReportRow *row, Row *out, GError **error)
{
  gint64 mean_mg = number (row, GUO_REPORT_MEAN_MASS);

  *out = (Row) { .n = is_given (row, GUO_REPORT_FRUIT) ? number (row, GUO_REPORT_FRUIT) : 1,
                 .mass_mg = number (row, GUO_REPORT_MASS) };
  if (out->n <= GUO_GRADER_REPORT_FRUIT_MAX && out->mass_mg < 0 && mean_mg > 0)
    {
      if (mean_mg > (gint64) GUO_FRUIT_MASS_MAX_MG)
        return bad (row, GUO_REPORT_MEAN_MASS, "no fruit weighs so much: is the unit of the profile right?", error);
      out->mass_mg = mean_mg * out->n;
    }
  out->mass_mg = MAX (out->mass_mg, 0);
  out->diameter_x10mm = rounded (number (row, GUO_REPORT_DIAMETER), 100);
  out->colour_permille = number (row, GUO_REPORT_COLOUR);
  out->brix_x10 = rounded (number (row, GUO_REPORT_BRIX), 10);
  out->outlet = is_given (row, GUO_REPORT_OUTLET) ? outlet_number (row->texts[GUO_REPORT_OUTLET]) : 0;
  return check_ranges (row, out, error);
}

/* Rows of one batch share its text. */
static void
add_batch (GString *all, const gchar *batch, const gchar **last)
{
  if (batch == NULL || batch == *last || all->len + strlen (batch) > BATCH_BYTES_MAX)
    return;
  *last = batch;
  if (strstr (all->str, batch) == NULL)
    g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", batch);
}

gboolean
guo_grader_report_check (const GuoReport *report, GuoGraderReportSums *out, GError **error)
{
  g_autoptr(GString) batch = g_string_new (NULL);
  const gchar *last = NULL;

  *out = (GuoGraderReportSums) { .batch = NULL };
  for (guint i = 0; i < report->rows->len; i++)
    {
      const GuoReportRow *row = &g_array_index (report->rows, GuoReportRow, i);
      Row read;

      if (!read_row (row, &read, error))
        return FALSE;
      out->fruit += read.n;
      out->mass_mg += read.mass_mg;
      if (out->fruit > GUO_GRADER_REPORT_FRUIT_MAX)
        return bad (row, GUO_REPORT_FRUIT, "more fruit than a report may have", error);
      add_batch (batch, row->texts[GUO_REPORT_BATCH], &last);
    }
  out->batch = batch->len > 0 ? g_string_free (g_steal_pointer (&batch), FALSE) : NULL;
  return TRUE;
}

void
guo_grader_report_sums_clear (GuoGraderReportSums *sums)
{
  g_clear_pointer (&sums->batch, g_free);
}

static gboolean
is_of_single_fruit (const GuoReport *report)
{
  for (guint i = 0; i < report->rows->len; i++)
    if (number (&g_array_index (report->rows, GuoReportRow, i), GUO_REPORT_FRUIT) > 1)
      return FALSE;
  return TRUE;
}

/* Who judges the fruit of a report. */
typedef enum
{
  BY_SCHEME,
  BY_NAME,
} Judging;

static gint
named_class (const GuoReportRow *row, const GuoScheme *scheme)
{
  const gchar *grade = row->texts[GUO_REPORT_GRADE];

  return grade != NULL ? guo_scheme_class (scheme, grade) : -1;
}

static Judging
judging_of (const GuoReport *report, const GuoScheme *scheme)
{
  if (is_of_single_fruit (report))
    return BY_SCHEME;
  for (guint i = 0; i < report->rows->len; i++)
    if (named_class (&g_array_index (report->rows, GuoReportRow, i), scheme) >= 0)
      return BY_NAME;
  return BY_SCHEME;
}

static void
judge (const Row *row, const GuoScheme *scheme, guint32 date, GuoFruit *out)
{
  const GuoMachineFruit measured = {
    .mass_mg = out->mass_mg > 0 ? (gint) out->mass_mg : -1,
    .diameter_dmm = row->diameter_x10mm > 0 ? (gint) row->diameter_x10mm : -1,
    .colour_permille = (gint) row->colour_permille,
    .brix_x10 = (gint) row->brix_x10,
  };

  guo_grader_judge (scheme, date, &measured, out);
}

/* The first @heavier of them weigh a milligram more, so that the sum is the row's. */
static void
add_fruit (GArray *all, const GuoReportRow *row, const Row *read, Judging judging, const GuoScheme *scheme, guint32 date)
{
  gint64 heavier = read->mass_mg % read->n;
  gint class = judging == BY_NAME ? named_class (row, scheme) : -1;
  GuoFruit fruit = { .mass_mg = (guint32) (read->mass_mg / read->n), .outlet = (guint8) read->outlet,
                     .diameter_x10mm = (guint16) MAX (read->diameter_x10mm, 0), .size = GUO_FRUIT_NO_SIZE };

  fruit.colour_permille = read->colour_permille < 0 ? GUO_FRUIT_NOT_MEASURED : (guint16) read->colour_permille;
  fruit.brix_x10 = read->brix_x10 < 0 ? GUO_FRUIT_NOT_MEASURED : (guint16) read->brix_x10;
  if (judging == BY_SCHEME)
    judge (read, scheme, date, &fruit);
  else
    fruit.grade_class = class >= 0 && class < (gint) scheme->n_classes ? (guint8) class : GUO_FRUIT_BELOW;
  fruit.mass_mg += heavier > 0;
  for (gint64 i = 0; i < read->n; i++)
    {
      fruit.mass_mg -= heavier > 0 && i == heavier;
      g_array_append_val (all, fruit);
    }
}

GArray *
guo_grader_report_fruit (const GuoReport *report, const GuoScheme *scheme, guint32 date, GError **error)
{
  g_auto(GuoGraderReportSums) sums = { .batch = NULL };
  const Judging judging = judging_of (report, scheme);
  GArray *all;

  if (!guo_grader_report_check (report, &sums, error))
    return NULL;
  all = g_array_sized_new (FALSE, FALSE, sizeof (GuoFruit), (guint) sums.fruit);
  for (guint i = 0; i < report->rows->len; i++)
    {
      const GuoReportRow *row = &g_array_index (report->rows, GuoReportRow, i);
      Row read;

      if (!read_row (row, &read, NULL) || read.n == 0)
        continue;
      add_fruit (all, row, &read, judging, scheme, date);
    }
  return all;
}
