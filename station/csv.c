#include "station/csv.h"

#include <string.h>

#define FORMULA_SIGNS "=+-@\t\r"

/* Where the reader stands. */
typedef struct
{
  const gchar *at;
  guint line;
} Cursor;

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

/* The cell behind an opening quote; NULL: the quote is never closed. */
static gchar *
quoted_cell (Cursor *cursor)
{
  GString *out = g_string_new (NULL);

  for (cursor->at++; *cursor->at != '\0'; cursor->at++)
    {
      if (*cursor->at == '"' && cursor->at[1] != '"')
        {
          cursor->at++;
          return g_string_free (out, FALSE);
        }
      if (*cursor->at == '"')
        cursor->at++;
      if (*cursor->at == '\n')
        cursor->line++;
      g_string_append_c (out, *cursor->at);
    }
  g_string_free (out, TRUE);
  return NULL;
}

static gchar *
plain_cell (Cursor *cursor)
{
  gsize len = strcspn (cursor->at, ",\r\n");
  gchar *cell = g_strndup (cursor->at, len);

  cursor->at += len;
  return cell;
}

/* The cells up to the end of the line; NULL with an error. */
static GPtrArray *
read_line (const GuoCsv *self, Cursor *cursor, GError **error)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  guint line = cursor->line;

  while (TRUE)
    {
      gchar *cell = *cursor->at == '"' ? quoted_cell (cursor) : plain_cell (cursor);

      if (cell == NULL)
        {
          guo_csv_refuse (self, line, cells->len + 1, "a quote is not closed", error);
          return NULL;
        }
      g_ptr_array_add (cells, g_strstrip (cell));
      if (*cursor->at != ',')
        break;
      cursor->at++;
    }
  if (*cursor->at == '\r')
    cursor->at++;
  if (*cursor->at != '\n' && *cursor->at != '\0')
    {
      guo_csv_refuse (self, line, cells->len, "something stands behind the closing quote", error);
      return NULL;
    }
  if (*cursor->at == '\n')
    cursor->at++;
  cursor->line++;
  return g_steal_pointer (&cells);
}

static GStrv
take_cells (GPtrArray *cells)
{
  GStrv out = g_new0 (gchar *, cells->len + 1);

  for (guint i = 0; i < cells->len; i++)
    out[i] = g_strdup (g_ptr_array_index (cells, i));
  return out;
}

static gboolean
is_empty (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (((const gchar *) g_ptr_array_index (cells, i))[0] != '\0')
      return FALSE;
  return TRUE;
}

static gboolean
add_line (GuoCsv *self, GPtrArray *cells, guint line, GError **error)
{
  GuoCsvRow *row;

  if (is_empty (cells))
    return TRUE;
  if (self->header == NULL)
    {
      self->header = take_cells (cells);
      return TRUE;
    }
  if (cells->len != g_strv_length (self->header))
    return guo_csv_refuse (self, line, MIN (cells->len, g_strv_length (self->header)) + 1,
                           cells->len < g_strv_length (self->header) ? "a cell is missing"
                                                                     : "there are more cells than columns",
                           error);
  if (self->rows->len == GUO_CSV_ROWS_MAX)
    return guo_csv_refuse (self, line, 0, "more than 5,000 rows in one file: split it", error);
  row = g_new0 (GuoCsvRow, 1);
  row->line = line;
  row->cells = take_cells (cells);
  g_ptr_array_add (self->rows, row);
  return TRUE;
}

GuoCsv *
guo_csv_parse (const gchar *file, const gchar *text, GError **error)
{
  g_autoptr(GuoCsv) self = g_new0 (GuoCsv, 1);
  Cursor cursor = { text, 1 };

  self->file = g_strdup (file);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  while (*cursor.at != '\0')
    {
      guint line = cursor.line;
      g_autoptr(GPtrArray) cells = read_line (self, &cursor, error);

      if (cells == NULL || !add_line (self, cells, line, error))
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
