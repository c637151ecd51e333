#include "drivers/table/csv-reader.h"

#include <string.h>

struct _GuoCsvReader
{
  const gchar *at;
  const gchar *end;
  gchar delimiter;
  guint row;       /* that was begun last */
  guint line;      /* of @at */
  guint row_line;  /* where the row began */
  guint n_cells;
  GuoCell cells[GUO_TABLE_COLUMNS_MAX];
  GString *doubled; /* text of cells whose doubled quotes had to be taken out */
  gboolean copied[GUO_TABLE_COLUMNS_MAX];
};

GuoCsvReader *
guo_csv_reader_new (const gchar *text, gsize len, gchar delimiter)
{
  GuoCsvReader *self = g_new0 (GuoCsvReader, 1);

  self->at = text;
  self->end = text + len;
  self->delimiter = delimiter;
  self->line = 1;
  self->row_line = 1;
  self->doubled = g_string_new (NULL);
  return self;
}

void
guo_csv_reader_free (GuoCsvReader *self)
{
  if (self == NULL)
    return;
  g_string_free (self->doubled, TRUE);
  g_free (self);
}

static void
set_cell (GuoCsvReader *self, const gchar *text, gsize len)
{
  GuoCell *cell = &self->cells[self->n_cells++];

  while (len > 0 && g_ascii_isspace (text[len - 1]))
    len--;
  while (len > 0 && g_ascii_isspace (text[0]))
    {
      text++;
      len--;
    }
  cell->text = text;
  cell->len = len;
}

/* The buffer may still move: until the row is whole the cell keeps its place in it. */
static void
set_doubled (GuoCsvReader *self, const gchar *text, gsize len)
{
  const gsize place = self->doubled->len;

  self->copied[self->n_cells] = TRUE;
  for (gsize i = 0; i < len; i++)
    {
      g_string_append_c (self->doubled, text[i]);
      i += text[i] == '"';
    }
  set_cell (self, self->doubled->str + place, self->doubled->len - place);
  self->cells[self->n_cells - 1].text = GSIZE_TO_POINTER (self->cells[self->n_cells - 1].text - self->doubled->str);
}

/* The cell behind an opening quote; FALSE: the quote is never closed. */
static gboolean
quoted_cell (GuoCsvReader *self)
{
  const gchar *begin = self->at + 1;
  gboolean doubled = FALSE;

  for (const gchar *at = begin; at < self->end; at++)
    {
      self->line += *at == '\n';
      if (*at != '"')
        continue;
      if (at + 1 < self->end && at[1] == '"')
        {
          doubled = TRUE;
          at++;
          continue;
        }
      self->at = at + 1;
      if (doubled)
        set_doubled (self, begin, (gsize) (at - begin));
      else
        set_cell (self, begin, (gsize) (at - begin));
      return TRUE;
    }
  self->at = self->end;
  return FALSE;
}

static void
plain_cell (GuoCsvReader *self)
{
  const gchar *begin = self->at;
  const gchar *at = begin;

  while (at < self->end && *at != self->delimiter && *at != '\n' && *at != '\r')
    at++;
  self->at = at;
  set_cell (self, begin, (gsize) (at - begin));
}

static GuoCsvStatus
read_cells (GuoCsvReader *self)
{
  while (TRUE)
    {
      if (self->n_cells == GUO_TABLE_COLUMNS_MAX)
        return GUO_CSV_TOO_WIDE;
      self->copied[self->n_cells] = FALSE;
      if (self->at < self->end && *self->at == '"')
        {
          if (!quoted_cell (self))
            return GUO_CSV_OPEN_QUOTE;
        }
      else
        plain_cell (self);
      if (self->at == self->end || *self->at != self->delimiter)
        break;
      self->at++;
    }
  if (self->at < self->end && *self->at == '\r')
    self->at++;
  return self->at == self->end || *self->at == '\n' ? GUO_CSV_ROW : GUO_CSV_BEHIND_QUOTE;
}

GuoCsvStatus
guo_csv_reader_next (GuoCsvReader *self, GuoTableRow *row)
{
  GuoCsvStatus status;

  *row = (GuoTableRow) { 0 };
  if (self->at == self->end)
    return GUO_CSV_END;
  self->row++;
  self->row_line = self->line;
  self->n_cells = 0;
  g_string_truncate (self->doubled, 0);
  status = read_cells (self);
  for (guint i = 0; i < self->n_cells; i++)
    if (self->copied[i])
      self->cells[i].text = self->doubled->str + GPOINTER_TO_SIZE (self->cells[i].text);
  if (status != GUO_CSV_ROW)
    self->at = self->end;
  else if (self->at < self->end)
    {
      self->at++;
      self->line++;
    }
  *row = (GuoTableRow) { self->row, self->cells, self->n_cells };
  return status;
}

guint
guo_csv_reader_line (const GuoCsvReader *self)
{
  return self->row_line;
}
