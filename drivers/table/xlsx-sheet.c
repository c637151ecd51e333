#include "drivers/table/xlsx-private.h"

#include <string.h>

/* sheetN.xml: <sheetData><row r="4"><c r="B4" t="s"><v>0</v></c>…
 *   t="s"          place in the shared strings      t="b"   0 or 1
 *   t="inlineStr"  <is><t>…</t></is>                t="e"   an error as text, #DIV/0!
 *   t="str"        a formula's text                 t="n" or none: a number (ECMA-376-1:2016, 18.18.11)
 * r may be left out: then the row or cell is the next one. */
typedef struct
{
  const GuoXlsxStrings *strings;
  GuoTableFunc func;
  gpointer user_data;
  guint row;
  gint column;       /* of the cell that is open or was last, -1: none in this row */
  gchar type;        /* of the open cell */
  guint in_inline;   /* 1: within <is>; 2: within <rPh> there */
  gboolean taking;   /* text belongs to the cell */
  gsize begin;       /* of the open cell in @text */
  GString *text;     /* of the row's cells that are not shared */
  guint64 n_all;     /* cells so far */
  guint n_cells;
  GuoCell cells[GUO_TABLE_COLUMNS_MAX];
  gboolean own[GUO_TABLE_COLUMNS_MAX]; /* the text pointer is still a place in @text, which may move */
} Sheet;

static gchar
type_of (const gchar *name)
{
  static const struct
  {
    const gchar *name;
    gchar type;
  } types[] = { { "s", 's' }, { "n", 'n' }, { "inlineStr", 'i' }, { "str", 't' }, { "b", 'b' }, { "e", 't' }, { "d", 't' } };

  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].name, name) == 0)
      return types[i].type;
  return name == NULL ? 'n' : '\0';
}

/* "BC7" → 54; -1: no reference. */
static gint
column_of (const gchar *reference)
{
  gint column = 0;
  gsize i = 0;

  for (; i < 3 && reference[i] >= 'A' && reference[i] <= 'Z'; i++)
    column = column * 26 + (reference[i] - 'A' + 1);
  return i > 0 && g_ascii_isdigit (reference[i]) ? column - 1 : -1;
}

static void
begin_row (GuoXml *xml, Sheet *self, const gchar **attributes)
{
  const gchar *number = guo_xml_attribute (attributes, "r");
  guint64 row = self->row + 1;

  if (number != NULL && !g_ascii_string_to_unsigned (number, 10, 1, GUO_TABLE_ROWS_MAX, &row, NULL))
    guo_xlsx_refuse (xml, NULL, "row number \"%.20s\"", number);
  else if (row <= self->row || row > GUO_TABLE_ROWS_MAX)
    guo_xlsx_refuse (xml, NULL, "row %u follows row %u", (guint) row, self->row);
  self->row = (guint) row;
  self->column = -1;
  self->n_cells = 0;
  g_string_truncate (self->text, 0);
}

static void
begin_cell (GuoXml *xml, Sheet *self, const gchar **attributes)
{
  const gchar *reference = guo_xml_attribute (attributes, "r");
  const gint column = reference != NULL ? column_of (reference) : self->column + 1;
  const gchar *type = guo_xml_attribute (attributes, "t");

  self->type = type_of (type);
  self->begin = self->text->len;
  if (self->row == 0)
    guo_xlsx_refuse (xml, NULL, "a cell outside of a row");
  else if (column <= self->column)
    guo_xlsx_refuse (xml, NULL, "row %u: cell \"%.20s\" is out of order", self->row, reference != NULL ? reference : "");
  else if (self->type == '\0')
    guo_xlsx_refuse (xml, NULL, "row %u: unknown type of cell \"%.20s\"", self->row, type);
  else if (++self->n_all > GUO_XLSX_CELLS_MAX)
    guo_xlsx_refuse (xml, NULL, "more than 20,000,000 cells");
  self->column = column;
}

static void
on_start (GuoXml *xml, const gchar *name, const gchar **attributes, gpointer user_data)
{
  Sheet *self = user_data;

  if (strcmp (name, "c") == 0)
    begin_cell (xml, self, attributes);
  else if (strcmp (name, "v") == 0)
    self->taking = self->type != 'i';
  else if (strcmp (name, "t") == 0)
    self->taking = self->type == 'i' && self->in_inline == 1;
  else if (strcmp (name, "is") == 0)
    self->in_inline = 1;
  else if (strcmp (name, "rPh") == 0 && self->in_inline == 1)
    self->in_inline = 2;
  else if (strcmp (name, "row") == 0)
    begin_row (xml, self, attributes);
}

static void
on_text (GuoXml *xml, const gchar *text, gsize len, gpointer user_data)
{
  Sheet *self = user_data;

  if (!self->taking)
    return;
  if (self->text->len - self->begin + len > GUO_XLSX_TEXT_MAX)
    guo_xlsx_refuse (xml, NULL, "row %u: a text is longer than 128 KiB", self->row);
  else
    g_string_append_len (self->text, text, (gssize) len);
}

static void
trim (GuoCell *cell, const gchar *text, gsize len)
{
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

static gboolean
take_shared (const Sheet *self, const gchar *place, GuoCell *cell)
{
  const GArray *ends = self->strings->ends;
  guint64 at;
  gsize begin;

  if (!g_ascii_string_to_unsigned (place, 10, 0, G_MAXUINT32, &at, NULL) || at >= ends->len)
    return FALSE;
  begin = at > 0 ? g_array_index (ends, guint32, at - 1) : 0;
  trim (cell, self->strings->text->str + begin, g_array_index (ends, guint32, at) - begin);
  return TRUE;
}

/* Makes the row's own text from @begin on the cell's. */
static void
take_own (Sheet *self, GuoCell *cell)
{
  trim (cell, self->text->str + self->begin, self->text->len - self->begin);
  cell->text = GSIZE_TO_POINTER (cell->text - self->text->str);
  self->own[self->column] = TRUE;
}

static void
take_number (Sheet *self, GuoCell *cell)
{
  gchar number[GUO_XLSX_NUMBER_MAX];
  gsize len;

  take_own (self, cell);
  len = guo_xlsx_number (self->text->str + GPOINTER_TO_SIZE (cell->text), cell->len, number);
  if (len == 0)
    return; /* what it is stays to be seen */
  g_string_truncate (self->text, self->begin);
  g_string_append_len (self->text, number, (gssize) len);
  take_own (self, cell);
  cell->is_number = TRUE;
}

/* A box that is ticked is no number. */
static void
name_truth (Sheet *self)
{
  const gboolean ticked = self->text->str[self->begin] == '1';

  g_string_truncate (self->text, self->begin);
  g_string_append (self->text, ticked ? "TRUE" : "FALSE");
}

static void
end_cell (GuoXml *xml, Sheet *self)
{
  GuoCell *cell;

  if (self->text->len == self->begin)
    return;
  if (self->column >= (gint) GUO_TABLE_COLUMNS_MAX)
    {
      guo_xlsx_refuse (xml, NULL, "row %u: more than 256 columns", self->row);
      return;
    }
  while (self->n_cells <= (guint) self->column)
    {
      self->own[self->n_cells] = FALSE;
      self->cells[self->n_cells++] = (GuoCell) { .text = "" };
    }
  cell = &self->cells[self->column];
  if (self->type == 's')
    {
      if (!take_shared (self, self->text->str + self->begin, cell))
        guo_xlsx_refuse (xml, NULL, "row %u: a cell points to no text", self->row);
      g_string_truncate (self->text, self->begin);
    }
  else if (self->type == 'n')
    take_number (self, cell);
  else
    {
      if (self->type == 'b')
        name_truth (self);
      take_own (self, cell);
    }
}

static void
end_row (GuoXml *xml, Sheet *self)
{
  const GuoTableRow row = { self->row, self->cells, self->n_cells };

  for (guint i = 0; i < self->n_cells; i++)
    if (self->own[i])
      {
        self->cells[i].text = self->text->str + GPOINTER_TO_SIZE (self->cells[i].text);
        self->own[i] = FALSE;
      }
  if (!self->func (&row, self->user_data))
    guo_xml_stop (xml, NULL);
}

static void
on_end (GuoXml *xml, const gchar *name, gpointer user_data)
{
  Sheet *self = user_data;

  if (strcmp (name, "c") == 0)
    end_cell (xml, self);
  else if (strcmp (name, "v") == 0 || strcmp (name, "t") == 0)
    self->taking = FALSE;
  else if (strcmp (name, "is") == 0)
    self->in_inline = 0;
  else if (strcmp (name, "rPh") == 0 && self->in_inline == 2)
    self->in_inline = 1;
  else if (strcmp (name, "row") == 0)
    end_row (xml, self);
}

gboolean
guo_xlsx_sheet_read (GuoZip *zip, const gchar *name, const GuoXlsxStrings *strings, GuoTableFunc func, gpointer user_data,
                     GError **error)
{
  static const GuoXmlHandlers handlers = { on_start, on_end, on_text };
  g_autofree Sheet *self = g_new0 (Sheet, 1);
  gboolean good;

  self->strings = strings;
  self->func = func;
  self->user_data = user_data;
  self->column = -1;
  self->text = g_string_new (NULL);
  good = guo_xlsx_part (zip, name, &handlers, self, error);
  g_string_free (self->text, TRUE);
  return good;
}
