#include "drivers/grader/decimal.h"
#include "drivers/grader/report-private.h"

#include <string.h>

#define FOLDED_MAX (2 * GUO_PROFILE_TEXT_MAX) /* no longer text can be one of the profile's */
#define GRAM_MG 1000

/* What a person would not call a text: blanks of any script at its ends. */
static GuoCell
trimmed (GuoCell cell)
{
  while (cell.len > 0 && (guchar) cell.text[0] >= 0x80 && g_unichar_isspace (g_utf8_get_char (cell.text)))
    {
      const gchar *next = g_utf8_next_char (cell.text);

      cell.len -= (gsize) (next - cell.text);
      cell.text = next;
    }
  while (cell.len > 0 && (guchar) cell.text[cell.len - 1] >= 0x80)
    {
      const gchar *last = g_utf8_prev_char (cell.text + cell.len);

      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      cell.len = (gsize) (last - cell.text);
    }
  return cell;
}

static void
problem (GuoReportMapper *self, GuoReportCode code, guint row, gint field)
{
  guo_report_add_problem (self->report, &(GuoReportProblem) { .code = code, .row = row, .field = field });
}

static gboolean
fits (const GStrv texts, const gchar *folded, gsize len)
{
  for (gchar **text = texts; *text != NULL; text++)
    if (strncmp (*text, folded, len) == 0 && (*text)[len] == '\0')
      return TRUE;
  return FALSE;
}

static guint
rules_of (const GuoProfile *profile, GuoReportField field)
{
  guint rules = (profile->totals.fields & 1u << field) != 0 ? GUO_REPORT_TOTALS_BIT : 0;

  for (guint i = 0; i < profile->n_ignore; i++)
    if ((profile->ignore[i].fields & 1u << field) != 0)
      rules |= 1u << i;
  return rules;
}

/* Where @column stands in the header: how often; the place of the first. */
static guint
find_places (const GuoProfileColumn *column, const GuoTableRow *row, guint *place)
{
  guint hits = 0;

  for (guint i = 0; i < row->n_cells; i++)
    {
      gchar folded[FOLDED_MAX];
      const gsize len = guo_report_fold (row->cells[i].text, row->cells[i].len, folded, sizeof folded);

      if (len > 0 && len <= sizeof folded && fits (column->names, folded, len) && hits++ == 0)
        *place = i;
    }
  return hits;
}

static gint
by_place (gconstpointer a, gconstpointer b, gpointer none)
{
  return (gint) ((const GuoReportColumn *) a)->place - (gint) ((const GuoReportColumn *) b)->place;
}

gboolean
guo_report_map_header (GuoReportMapper *self, const GuoTableRow *row)
{
  gboolean good = TRUE;

  for (guint i = 0; i < self->profile->n_columns; i++)
    {
      const GuoProfileColumn *column = &self->profile->columns[i];
      guint place = 0;
      const guint hits = find_places (column, row, &place);

      if (hits > 1 || (hits == 0 && column->required))
        {
          problem (self, hits == 0 ? GUO_REPORT_COLUMN_MISSING : GUO_REPORT_COLUMN_TWICE, row->row, (gint) column->field);
          good = FALSE;
        }
      else if (hits == 1)
        {
          self->columns[self->n_columns++] = (GuoReportColumn) { .column = column, .place = place,
                                                                 .rules = rules_of (self->profile, column->field) };
          self->report->columns |= 1u << column->field;
        }
    }
  g_qsort_with_data (self->columns, (gint) self->n_columns, sizeof self->columns[0], by_place, NULL);
  return good;
}

static GuoCell
cell_of (const GuoTableRow *row, const GuoReportColumn *column)
{
  return column->place < row->n_cells ? trimmed (row->cells[column->place]) : (GuoCell) { .text = "" };
}

/* Rows say the same texts over and over: mostly it is the one of the row before. */
static gboolean
is_kept (const GuoReportColumn *column, const GuoCell *cell)
{
  return column->text != NULL && column->text_len == cell->len && memcmp (column->text, cell->text, cell->len) == 0;
}

static void
look_at (const GuoProfile *profile, GuoReportColumn *column, const GuoCell *cell)
{
  gchar folded[FOLDED_MAX];
  gsize len;

  column->fitting = is_kept (column, cell) ? column->text_fitting : 0;
  if (is_kept (column, cell))
    return;
  len = guo_report_fold (cell->text, cell->len, folded, sizeof folded);
  if (len > sizeof folded)
    return;
  for (guint i = 0; i < profile->n_ignore; i++)
    if ((column->rules & 1u << i) != 0 && fits (profile->ignore[i].texts, folded, len))
      column->fitting |= 1u << i;
  if ((column->rules & GUO_REPORT_TOTALS_BIT) != 0 && fits (profile->totals.texts, folded, len))
    column->fitting |= GUO_REPORT_TOTALS_BIT;
}

/* Bits of the rules that the row fits. What a merged cell above says counts for rows below it, but not as a totals row. */
static guint
rules_that_fit (GuoReportMapper *self, const GuoTableRow *row, gboolean *blank, gboolean *counts)
{
  guint fitting = 0;

  *blank = TRUE;
  *counts = FALSE;
  for (guint i = 0; i < self->n_columns; i++)
    {
      GuoReportColumn *column = &self->columns[i];
      const GuoCell cell = cell_of (row, column);

      if (cell.len > 0)
        {
          *blank = FALSE;
          *counts |= column->column->field == GUO_REPORT_FRUIT || column->column->field == GUO_REPORT_MASS;
          if (column->rules != 0)
            look_at (self->profile, column, &cell);
          fitting |= column->fitting;
        }
      else if (column->column->carry_down)
        fitting |= column->fitting & ~GUO_REPORT_TOTALS_BIT;
    }
  return fitting;
}

/* The one copy of a text. */
static const gchar *
keep_text (GuoReportMapper *self, GuoReportColumn *column, const GuoCell *cell)
{
  gchar text[GUO_REPORT_TEXT_MAX + 1];

  if (is_kept (column, cell))
    return column->text;
  memcpy (text, cell->text, cell->len);
  text[cell->len] = '\0';
  column->text = g_string_chunk_insert_const (self->report->chunk, text);
  column->text_len = cell->len;
  column->text_fitting = column->fitting;
  return column->text;
}

/* @given: FALSE: a sign for nothing. Returns FALSE: the report says why. */
static gboolean
read_number (GuoReportMapper *self, const GuoProfileColumn *column, const GuoCell *cell, guint row, gint64 *value,
             gboolean *given)
{
  GuoReportProblem wrong = { .code = GUO_REPORT_NOT_A_NUMBER, .row = row, .field = (gint) column->field };
  const gchar decimal = cell->is_number ? '.' : self->profile->decimal;
  const gchar thousands = cell->is_number ? '\0' : self->profile->thousands;
  g_autofree gchar *text = NULL;
  GuoDecimal number;
  gboolean exact = TRUE;
  const GuoDecimalStatus status = guo_report_decimal_parse (cell->text, cell->len, decimal, thousands, &number);

  *given = status == GUO_DECIMAL_GIVEN;
  if (status == GUO_DECIMAL_EMPTY)
    return TRUE;
  if (*given && number.negative)
    {
      problem (self, GUO_REPORT_NEGATIVE, row, (gint) column->field);
      return FALSE;
    }
  if (*given && !guo_report_decimal_scale (&number, column->factor, column->power, value, &exact))
    wrong.code = GUO_REPORT_TOO_LARGE;
  else if (*given && !exact && column->field == GUO_REPORT_FRUIT)
    wrong.code = GUO_REPORT_NOT_WHOLE;
  else if (*given)
    return TRUE;
  wrong.text = text = g_strndup (cell->text, cell->len);
  guo_report_add_problem (self->report, &wrong);
  return FALSE;
}

static void
carry (GuoReportColumn *column, GuoReportRow *out)
{
  const guint field = column->column->field;

  if (!column->column->carry_down)
    return;
  if ((out->given & 1u << field) != 0)
    {
      column->has_carried = TRUE;
      if (field < GUO_REPORT_TEXTS)
        column->carried_text = out->texts[field];
      else
        column->carried_number = out->numbers[field - GUO_REPORT_TEXTS];
    }
  else if (column->has_carried)
    {
      out->given |= 1u << field;
      if (field < GUO_REPORT_TEXTS)
        out->texts[field] = column->carried_text;
      else
        out->numbers[field - GUO_REPORT_TEXTS] = column->carried_number;
    }
}

static gboolean
map_cell (GuoReportMapper *self, GuoReportColumn *column, const GuoCell *cell, GuoReportRow *out)
{
  const guint field = column->column->field;

  if (cell->len > 0 && field < GUO_REPORT_TEXTS)
    {
      if (cell->len > GUO_REPORT_TEXT_MAX)
        {
          problem (self, GUO_REPORT_TOO_LONG, out->row, (gint) field);
          return FALSE;
        }
      out->texts[field] = keep_text (self, column, cell);
      out->given |= 1u << field;
    }
  else if (cell->len > 0)
    {
      gboolean given;

      if (!read_number (self, column->column, cell, out->row, &out->numbers[field - GUO_REPORT_TEXTS], &given))
        return FALSE;
      out->given |= given ? 1u << field : 0;
    }
  carry (column, out);
  if ((out->given & 1u << field) != 0 || !column->column->required)
    return TRUE;
  problem (self, GUO_REPORT_VALUE_MISSING, out->row, (gint) field);
  return FALSE;
}

/* Above the larger of 1 g a fruit and 0.5 % of the mass. */
static gboolean
mean_differs (gint64 fruit, gint64 mass, gint64 mean)
{
  gint64 product;

  if (__builtin_mul_overflow (fruit, mean, &product))
    return TRUE;
  return ABS (product - mass) > fruit * GRAM_MG && ABS (product - mass) > mass / 200;
}

static gboolean
check_row (GuoReportMapper *self, const GuoReportRow *row)
{
  const guint both = 1u << GUO_REPORT_FRUIT | 1u << GUO_REPORT_MASS;
  const gint64 fruit = row->numbers[GUO_REPORT_FRUIT - GUO_REPORT_TEXTS];
  const gint64 mass = row->numbers[GUO_REPORT_MASS - GUO_REPORT_TEXTS];

  if ((row->given & both) != both || (fruit == 0 && mass == 0))
    return TRUE;
  if (fruit == 0)
    {
      problem (self, GUO_REPORT_MASS_WITHOUT_FRUIT, row->row, -1);
      return FALSE;
    }
  if (mass == 0)
    problem (self, GUO_REPORT_FRUIT_WITHOUT_MASS, row->row, -1);
  else if ((row->given & 1u << GUO_REPORT_MEAN_MASS) != 0
           && mean_differs (fruit, mass, row->numbers[GUO_REPORT_MEAN_MASS - GUO_REPORT_TEXTS]))
    problem (self, GUO_REPORT_MEAN_MASS_DIFFERS, row->row, -1);
  return TRUE;
}

static void
add_row (GuoReportMapper *self, const GuoReportRow *row)
{
  GuoReport *report = self->report;
  const guint first = guo_report_find_key (self, row);

  if (first > 0)
    {
      guo_report_add_problem (report, &(GuoReportProblem) { .code = GUO_REPORT_DUPLICATE_ROW, .row = row->row, .field = -1,
                                                            .first_row = first });
      return;
    }
  for (guint i = 0; i < GUO_REPORT_NUMBERS; i++)
    if (__builtin_add_overflow (report->sums[i], row->numbers[i], &report->sums[i]))
      {
        report->sums[i] = 0;
        problem (self, GUO_REPORT_TOO_LARGE, row->row, (gint) (i + GUO_REPORT_TEXTS));
      }
  g_array_append_val (report->rows, *row);
}

static void
read_totals (GuoReportMapper *self, const GuoTableRow *row)
{
  GuoReport *report = self->report;

  if (report->totals_row != 0)
    {
      guo_report_add_problem (report, &(GuoReportProblem) { .code = GUO_REPORT_TOTALS_TWICE, .row = row->row, .field = -1,
                                                            .first_row = report->totals_row });
      return;
    }
  report->totals_row = row->row;
  for (guint i = 0; i < self->n_columns; i++)
    {
      const GuoProfileColumn *column = self->columns[i].column;
      const GuoCell cell = cell_of (row, &self->columns[i]);
      gboolean given;

      if (cell.len == 0 || (self->profile->check & 1u << column->field) == 0)
        continue;
      if (read_number (self, column, &cell, row->row, &report->totals[column->field - GUO_REPORT_TEXTS], &given)
          && given)
        report->declared |= 1u << column->field;
    }
}

/* An ignored row is no row of ours, but a merged cell may begin in it. */
static void
carry_ignored (GuoReportMapper *self, const GuoTableRow *row)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      GuoReportColumn *column = &self->columns[i];
      const GuoCell cell = cell_of (row, column);
      GuoReportRow out = { .row = row->row };

      if (column->column->carry_down && cell.len > 0)
        map_cell (self, column, &cell, &out);
    }
}

void
guo_report_map_row (GuoReportMapper *self, const GuoTableRow *row)
{
  GuoReportRow out = { .row = row->row };
  gboolean blank, counts, good = TRUE;
  const guint fitting = rules_that_fit (self, row, &blank, &counts);

  if (blank || (self->report->totals_row != 0 && !counts && fitting == 0))
    return;
  if ((fitting & ~GUO_REPORT_TOTALS_BIT) != 0)
    {
      carry_ignored (self, row);
      return;
    }
  if (fitting != 0)
    {
      read_totals (self, row);
      return;
    }
  for (guint i = 0; i < self->n_columns; i++)
    {
      const GuoCell cell = cell_of (row, &self->columns[i]);

      good &= map_cell (self, &self->columns[i], &cell, &out);
    }
  if (good && check_row (self, &out))
    add_row (self, &out);
}
