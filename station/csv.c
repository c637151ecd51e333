#include "station/csv.h"

#include "drivers/table/csv-reader.h"
#include "drivers/table/xlsx.h"

#include <string.h>

#define FORMULA_SIGNS "=+-@\t\r"

static void
row_free (gpointer data)
{
  GuoCsvRow *self = data;

  g_strfreev (self->cells);
  g_free (self);
}

void
guo_csv_free (GuoCsv *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_strfreev (self->header);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

gboolean
guo_csv_refuse (const GuoCsv *self, guint line, guint column, const gchar *reason, GError **error)
{
  return guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "bad-field",
                     json_pack ("{s:s, s:i, s:i, s:s}", "file", self->file, "line", (int) line, "column",
                                (int) column, "reason", reason),
                     "%s, line %u, column %u: %s", self->file, line, column, reason);
}

static GStrv
take_cells (const GuoTableRow *row)
{
  GStrv out = g_new0 (gchar *, row->n_cells + 1);

  for (guint i = 0; i < row->n_cells; i++)
    out[i] = g_strndup (row->cells[i].text, row->cells[i].len);
  return out;
}

static gboolean
is_empty (const GuoTableRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (row->cells[i].len > 0)
      return FALSE;
  return TRUE;
}

static gboolean
add_line (GuoCsv *self, const GuoTableRow *found, guint line, GError **error)
{
  GuoCsvRow *row;

  if (is_empty (found))
    return TRUE;
  if (self->header == NULL)
    {
      self->header = take_cells (found);
      return TRUE;
    }
  if (found->n_cells != g_strv_length (self->header))
    return guo_csv_refuse (self, line, MIN (found->n_cells, g_strv_length (self->header)) + 1,
                           found->n_cells < g_strv_length (self->header) ? "a cell is missing"
                                                                         : "there are more cells than columns",
                           error);
  if (self->rows->len == GUO_CSV_ROWS_MAX)
    return guo_csv_refuse (self, line, 0, "more than 5,000 rows in one file: split it", error);
  row = g_new0 (GuoCsvRow, 1);
  row->line = line;
  row->cells = take_cells (found);
  g_ptr_array_add (self->rows, row);
  return TRUE;
}

static gboolean
refuse_status (const GuoCsv *self, GuoCsvStatus status, guint line, guint n_cells, GError **error)
{
  if (status == GUO_CSV_OPEN_QUOTE)
    return guo_csv_refuse (self, line, n_cells + 1, "a quote is not closed", error);
  if (status == GUO_CSV_TOO_WIDE)
    return guo_csv_refuse (self, line, n_cells + 1, "there are more than 256 columns", error);
  return guo_csv_refuse (self, line, n_cells, "something stands behind the closing quote", error);
}

GuoCsv *
guo_csv_parse (const gchar *file, const gchar *text, GError **error)
{
  g_autoptr(GuoCsv) self = g_new0 (GuoCsv, 1);
  g_autoptr(GuoCsvReader) reader = guo_csv_reader_new (text, strlen (text), ',');
  GuoTableRow row;
  GuoCsvStatus status;

  self->file = g_strdup (file);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  while ((status = guo_csv_reader_next (reader, &row)) != GUO_CSV_END)
    {
      const guint line = guo_csv_reader_line (reader);

      if (status != GUO_CSV_ROW)
        refuse_status (self, status, line, row.n_cells, error);
      if (status != GUO_CSV_ROW || !add_line (self, &row, line, error))
        return NULL;
    }
  if (self->header == NULL)
    {
      guo_csv_refuse (self, 1, 0, "there is no line with the names of the columns", error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static gboolean
is_negative_number (const gchar *text)
{
  gsize digits = *text == '-' ? strspn (text + 1, "0123456789") : 0;
  const gchar *rest = text + 1 + digits;

  return digits > 0 && (*rest == '\0' || (*rest == '.' && rest[1] != '\0' && rest[1 + strspn (rest + 1, "0123456789")] == '\0'));
}

/* A table that is being read from a workbook. */
typedef struct
{
  GuoCsv *csv;
  GError *error; /* of a row */
} Workbook;

/* A sheet has no empty cells at the end of a row: they are filled up to the header's width. */
static gboolean
take_row (const GuoTableRow *row, gpointer user_data)
{
  Workbook *self = user_data;
  GuoCell cells[GUO_TABLE_COLUMNS_MAX];
  GuoTableRow whole = { .row = row->row, .cells = cells, .n_cells = row->n_cells };

  for (guint i = 0; i < row->n_cells; i++)
    cells[i] = row->cells[i];
  if (self->csv->header != NULL)
    for (const guint width = g_strv_length (self->csv->header); whole.n_cells < width; whole.n_cells++)
      cells[whole.n_cells] = (GuoCell) { .text = "" };
  return add_line (self->csv, &whole, row->row, &self->error);
}

gboolean
guo_csv_is_workbook (const guint8 *bytes, gsize len)
{
  return len >= 4 && memcmp (bytes, "PK\x03\x04", 4) == 0;
}

GuoCsv *
guo_csv_parse_workbook (const gchar *file, const guint8 *bytes, gsize len, GError **error)
{
  g_autoptr(GuoCsv) self = g_new0 (GuoCsv, 1);
  g_autoptr(GError) damage = NULL;
  Workbook workbook = { .csv = self };
  gboolean found;

  self->file = g_strdup (file);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  if (!guo_xlsx_read (bytes, len, NULL, take_row, &workbook, &found, &damage))
    {
      g_clear_error (&workbook.error);
      guo_csv_refuse (self, 1, 0, "the workbook cannot be read", error);
      if (error != NULL)
        g_prefix_error (error, "%s: ", damage->message);
      return NULL;
    }
  if (workbook.error != NULL)
    {
      g_propagate_error (error, workbook.error);
      return NULL;
    }
  if (self->header == NULL)
    {
      guo_csv_refuse (self, 1, 0, "there is no line with the names of the columns", error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
guo_csv_append_text (GString *line, const gchar *text)
{
  const gboolean formula = *text != '\0' && strchr (FORMULA_SIGNS, *text) != NULL && !is_negative_number (text);

  if (!formula && strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (line, text);
      return;
    }
  g_string_append (line, formula ? "\"'" : "\"");
  for (; *text != '\0'; text++)
    g_string_append_printf (line, *text == '"' ? "\"%c" : "%c", *text);
  g_string_append_c (line, '"');
}
