/* Workbooks: every kind of cell, and what no honest program writes. */
#include "drivers/table/xlsx.h"
#include "tests/drivers/zip-maker.h"

#define ROOM (64u * 1024 * 1024)

/* One row as "4:A|B|#1.5": a number has # in front. */
static gboolean
on_row (const GuoTableRow *row, gpointer user_data)
{
  GString *out = user_data;

  g_string_append_printf (out, "%u:", row->row);
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_assert_true (g_utf8_validate_len (row->cells[i].text, row->cells[i].len, NULL));
      g_string_append_printf (out, "%s%s%.*s", i > 0 ? "|" : "", row->cells[i].is_number ? "#" : "",
                              (gint) row->cells[i].len, row->cells[i].text);
    }
  g_string_append_c (out, '\n');
  return TRUE;
}

static gchar *
read_sheet (GBytes *bytes, const gchar *sheet, gboolean *found, GError **error)
{
  g_autoptr(GString) out = g_string_new (NULL);

  if (!guo_xlsx_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), sheet, on_row, out, found, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
assert_refused (GBytes *bytes, const gchar *says)
{
  g_autoptr(GError) error = NULL;
  gboolean found;
  g_autofree gchar *rows = read_sheet (bytes, NULL, &found, &error);

  g_assert_null (rows);
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE);
  if (strstr (error->message, says) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, says);
}

typedef struct
{
  const gchar *name;
  const gchar *strings; /* NULL: no part for them */
  const gchar *rows;    /* inside of <sheetData> */
  const gchar *expected;
} Good;

static const Good goods[] = {
  { "number", NULL, "<row r=\"1\"><c r=\"A1\"><v>35.899999999999999</v></c><c r=\"B1\" t=\"n\"><v>2</v></c></row>", "1:#35.9|#2\n" },
  { "shared", "<si><t>规格</t></si><si><t xml:space=\"preserve\"> b </t></si>",
    "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c></row>", "2:|规格|b\n" },
  { "rich-text", "<si><r><rPr><b/></rPr><t>特</t></r><r><t>级</t></r><rPh sb=\"0\" eb=\"1\"><t>te</t></rPh></si>",
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", "1:特级\n" },
  { "inline", NULL, "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a&amp;b</t><rPh><t>x</t></rPh></is></c></row>", "1:a&b\n" },
  { "inline-rich", NULL, "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>", "1:ab\n" },
  { "formula", NULL,
    "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>B1&amp;C1</f><v>合计</v></c><c r=\"B1\"><f>1+1</f><v>2</v></c></row>", "1:合计|#2\n" },
  { "truth", NULL, "<row r=\"1\"><c r=\"A1\" t=\"b\"><v>1</v></c><c r=\"B1\" t=\"b\"><v>0</v></c></row>", "1:TRUE|FALSE\n" },
  { "error", NULL, "<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#DIV/0!</v></c></row>", "1:#DIV/0!\n" },
  { "no-references", NULL, "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>", "1:#1||#3\n2:#4\n" },
  { "gaps", NULL, "<row r=\"3\"/><row r=\"7\"><c r=\"C7\"><v>1</v></c><c r=\"AA7\"><v>2</v></c></row>",
    "3:\n7:||#1||||||||||||||||||||||||#2\n" },
  { "merged", NULL,
    "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>x</v></c><c r=\"B1\"/></row><row r=\"2\"><c r=\"A2\"/><c r=\"B2\"><v>1</v></c></row>",
    "1:x\n2:|#1\n" },
  { "not-a-number", NULL, "<row r=\"1\"><c r=\"A1\"><v>nan</v></c><c r=\"B1\"><v>0x10</v></c></row>", "1:nan|0x10\n" },
  { "far-and-empty", NULL, "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"4\"/></row>", "1:#1\n" },
};

static void
test_good (gconstpointer data)
{
  const Good *c = data;
  g_autofree gchar *sheet = g_strdup_printf ("<worksheet><sheetData>%s</sheetData><mergeCells/></worksheet>", c->rows);
  g_autoptr(GBytes) bytes = zip_maker_workbook (c->strings, sheet);
  g_autoptr(GError) error = NULL;
  gboolean found;
  g_autofree gchar *rows = read_sheet (bytes, NULL, &found, &error);
  g_autofree gchar *named = NULL, *other = NULL;

  g_assert_no_error (error);
  g_assert_true (found);
  g_assert_cmpstr (rows, ==, c->expected);
  named = read_sheet (bytes, "表", &found, &error);
  g_assert_cmpstr (named, ==, c->expected);
  other = read_sheet (bytes, "表2", &found, &error);
  g_assert_no_error (error);
  g_assert_false (found);
  g_assert_cmpstr (other, ==, "");
}

/* Some programs write every name with a prefix, and the parts from the root. */
static void
test_prefixes (void)
{
  ZipMaker *zip = zip_maker_new (ROOM);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree gchar *rows = NULL;
  gboolean found;

  zip_maker_text (zip, "a/sheets/one.xml", "<x:worksheet xmlns:x=\"x\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>");
  zip_maker_text (zip, "a/_rels/book.xml.rels",
                  "<p:Relationships xmlns:p=\"p\"><p:Relationship Id=\"R9\" Type=\"u/worksheet\" Target=\"../a/./sheets/one.xml\"/></p:Relationships>");
  zip_maker_text (zip, "a/book.xml", "<x:workbook xmlns:x=\"x\" xmlns:q=\"q\"><x:sheets><x:sheet name=\"s\" sheetId=\"1\" q:id=\"R9\"/></x:sheets></x:workbook>");
  zip_maker_text (zip, "_rels/.rels", "<Relationships><Relationship Id=\"R1\" Type=\"u/officeDocument\" Target=\"/a/book.xml\"/></Relationships>");
  zip_maker_text (zip, "图片.txt", "a name that is not ASCII is nothing bad");
  bytes = zip_maker_end (zip);
  rows = read_sheet (bytes, NULL, &found, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rows, ==, "1:#5\n");
}

typedef struct
{
  const gchar *name;
  const gchar *strings;
  const gchar *sheet;
  const gchar *says;
} Bad;

static const Bad bads[] = {
  { "dtd", NULL, "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><worksheet>&b;</worksheet>", "document type" },
  { "external-dtd", NULL, "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><worksheet/>", "document type" },
  { "open-tag", NULL, "<worksheet><sheetData>", "XML line" },
  { "not-xml", NULL, "PK", "XML line" },
  { "empty-part", NULL, "", "XML line" },
  { "rows-back", NULL, "<worksheet><row r=\"2\"/><row r=\"1\"/></worksheet>", "row 1 follows row 2" },
  { "row-twice", NULL, "<worksheet><row r=\"2\"/><row r=\"2\"/></worksheet>", "row 2 follows row 2" },
  { "row-number", NULL, "<worksheet><row r=\"x\"/></worksheet>", "row number" },
  { "row-too-far", NULL, "<worksheet><row r=\"1048577\"/></worksheet>", "row number" },
  { "cells-back", NULL, "<worksheet><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></worksheet>", "out of order" },
  { "cell-reference", NULL, "<worksheet><row r=\"1\"><c r=\"1A\"/></row></worksheet>", "out of order" },
  { "cell-outside", NULL, "<worksheet><c r=\"A1\"/></worksheet>", "outside of a row" },
  { "type", NULL, "<worksheet><row r=\"1\"><c r=\"A1\" t=\"zz\"><v>1</v></c></row></worksheet>", "unknown type" },
  { "too-wide", NULL, "<worksheet><row r=\"1\"><c r=\"IW1\"><v>1</v></c></row></worksheet>", "256 columns" },
  { "no-text", "<si><t>a</t></si>", "<worksheet><row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c></row></worksheet>", "points to no text" },
  { "no-strings", NULL, "<worksheet><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></worksheet>", "points to no text" },
  { "bad-place", "<si><t>a</t></si>", "<worksheet><row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row></worksheet>", "points to no text" },
};

static void
test_bad (gconstpointer data)
{
  const Bad *c = data;
  g_autoptr(GBytes) bytes = zip_maker_workbook (c->strings, c->sheet);

  assert_refused (bytes, c->says);
}

/* What is too much: made here, because it is large. */
static gchar *
repeat (const gchar *before, const gchar *text, gsize times, const gchar *behind)
{
  GString *out = g_string_new (before);

  for (gsize i = 0; i < times; i++)
    g_string_append (out, text);
  g_string_append (out, behind);
  return g_string_free (out, FALSE);
}

/* Letters that do not compress: else it would be refused for its ratio. */
static gchar *
endless_tag (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);
  GString *out = g_string_new ("<worksheet a=\"");

  for (guint i = 0; i < 1200000; i++)
    g_string_append_c (out, (gchar) ('a' + g_rand_int_range (rand, 0, 26)));
  g_string_append (out, "\"/>");
  return g_string_free (out, FALSE);
}

static void
test_too_much (void)
{
  const struct
  {
    gchar *strings;
    gchar *sheet;
    const gchar *says;
  } cases[] = {
    { NULL, repeat ("<worksheet>", "<a>", 64, ""), "64 elements" },
    { NULL, repeat ("<worksheet><row r=\"1\"><c r=\"A1\" t=\"str\"><v>", "0123456789abcdef", 8193, "</v></c></row></worksheet>"), "128 KiB" },
    { repeat ("<si><t>", "0123456789abcdef", 8193, "</t></si>"), g_strdup ("<worksheet/>"), "128 KiB" },
    { NULL, endless_tag (), "1 MiB" },
    { NULL, repeat ("<worksheet>", " ", 4 * 1024 * 1024, "</worksheet>"), "200 times" }, /* a zip bomb */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = zip_maker_workbook (cases[i].strings, cases[i].sheet);

      assert_refused (bytes, cases[i].says);
      g_free (cases[i].strings);
      g_free (cases[i].sheet);
    }
}

static void
test_names (void)
{
  static const struct
  {
    const gchar *name;
    const gchar *link;
    const gchar *says;
  } cases[] = {
    { "../evil.xml", NULL, "leads out" },   { "xl/../../evil.xml", NULL, "leads out" }, { "/etc/evil.xml", NULL, "leads out" },
    { "..\\evil.xml", NULL, "leads out" },  { "C:evil.xml", NULL, "leads out" },        { "xl/link.xml", "/etc/passwd", "no file" },
    { "xl/workbook.xml", NULL, "is twice" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZipMaker *zip = zip_maker_book (ROOM, NULL);
      g_autoptr(GBytes) bytes = NULL;

      zip_maker_text (zip, "xl/worksheets/sheet1.xml", "<worksheet/>");
      zip_maker_add (zip, cases[i].name, "x", 1, cases[i].link);
      bytes = zip_maker_end (zip);
      assert_refused (bytes, cases[i].says);
    }
}

static void
test_many_entries (void)
{
  ZipMaker *zip = zip_maker_book (ROOM, NULL);
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree gchar *name = g_strdup_printf ("xl/media/%u.png", i);

      zip_maker_text (zip, name, "");
    }
  bytes = zip_maker_end (zip);
  assert_refused (bytes, "2,000 entries");
}

static void
test_no_workbook (void)
{
  static const struct
  {
    const gchar *bytes;
    gsize len;
    const gchar *says;
  } cases[] = {
    { "", 0, "no .xlsx" },
    { "批次号,合作社", 17, "no .xlsx" },
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "old .xls" },
    { "PK\x03\x04", 4, "ZIP" },
  };
  g_autoptr(GBytes) empty = zip_maker_end (zip_maker_new (ROOM));
  g_autoptr(GBytes) sheetless = zip_maker_end (zip_maker_book (ROOM, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].len);

      assert_refused (bytes, cases[i].says);
    }
  assert_refused (empty, "ZIP");
  assert_refused (sheetless, "xl/worksheets/sheet1.xml");
}

/* A part that leads out by its relation, not by its name. */
static void
test_relation_climbs (void)
{
  ZipMaker *zip = zip_maker_new (ROOM);
  g_autoptr(GBytes) bytes = NULL;

  zip_maker_text (zip, "_rels/.rels", "<Relationships><Relationship Id=\"R1\" Type=\"u/officeDocument\" Target=\"../../etc/passwd\"/></Relationships>");
  bytes = zip_maker_end (zip);
  assert_refused (bytes, "outside of the workbook");
}

/* However much of it is there: refused with a sentence, or, where only what nobody reads is cut off, read. */
static void
test_cut (void)
{
  g_autoptr(GBytes) whole = zip_maker_workbook ("<si><t>规格</t></si>", "<worksheet><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></worksheet>");
  gsize len;
  const guint8 *bytes = g_bytes_get_data (whole, &len);

  for (gsize cut = 0; cut < len; cut++)
    {
      g_autoptr(GBytes) part = g_bytes_new (bytes, cut);
      g_autoptr(GError) error = NULL;
      gboolean found;
      g_autofree gchar *rows = read_sheet (part, NULL, &found, &error);

      g_assert_true ((rows == NULL) == (error != NULL));
      g_assert_true (rows == NULL || strcmp (rows, "1:规格\n") == 0);
      g_assert_true (rows == NULL || cut + 22 > len); /* the directory's end record */
    }
}

/* One bit wrong anywhere: never another text than what was written. */
static void
test_damaged (void)
{
  g_autoptr(GBytes) whole = zip_maker_workbook (NULL, "<worksheet><row r=\"1\"><c r=\"A1\"><v>123456</v></c></row></worksheet>");
  gsize len;
  const guint8 *bytes = g_bytes_get_data (whole, &len);

  for (gsize at = 0; at < len * 8; at += 3) /* each place, each bit in turn */
    {
      guint8 *copy = g_memdup2 (bytes, len);
      g_autoptr(GBytes) damaged = g_bytes_new_take (copy, len);
      g_autoptr(GError) error = NULL;
      g_autofree gchar *rows = NULL;
      gboolean found;

      copy[at / 8] ^= (guint8) (1 << at % 8);
      rows = read_sheet (damaged, NULL, &found, &error);
      g_assert_true ((rows == NULL) == (error != NULL));
      g_assert_true (rows == NULL || strcmp (rows, "1:#123456\n") == 0);
    }
}

static void
test_numbers (void)
{
  static const gchar *const numbers[][2] = {
    { "0", "0" }, { "-0", "0" }, { "7", "7" }, { "-7.50", "-7.5" }, { "301.81", "301.81" }, { "000120.0", "120" },
    { "35.899999999999999", "35.9" }, { "0.30000000000000004", "0.30000000000000004" }, { "194.20000000000002", "194.20000000000002" },
    { "1.2E-3", "0.0012" }, { "1E3", "1000" }, { "1.5e+2", "150" }, { "2.0230718030000001E+17", "202307180300000000" },
    { "9007199254740993", "9007199254740992" }, { "0.1000000000000000055511151231257827", "0.1" },
    { "1E-320", "read back" },
    { "1E400", "" }, { "", "" }, { "-", "" }, { ".", "" }, { "1.2.3", "" }, { "1e", "" }, { "inf", "" }, { "nan", "" },
    { "0x1p3", "" }, { " 1", "" }, { "1 ", "" }, { "1,5", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      gchar out[GUO_XLSX_NUMBER_MAX];
      const gsize len = guo_xlsx_number (numbers[i][0], strlen (numbers[i][0]), out);

      g_test_message ("%s", numbers[i][0]);
      if (g_str_equal (numbers[i][0], "1E-320"))
        g_assert_true (g_ascii_strtod (out, NULL) == g_ascii_strtod ("1E-320", NULL)); /* below any precision we need */
      else if (numbers[i][1][0] == '\0')
        g_assert_cmpuint (len, ==, 0);
      else
        g_assert_cmpstr (out, ==, numbers[i][1]);
      g_assert_true (len == 0 || len == strlen (out));
    }
}

/* What comes out reads back as the same double, whatever the double. */
static void
test_read_back (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 100000; i++)
    {
      const gdouble value = g_rand_double_range (rand, 0, 1e6) / (i % 3 == 0 ? 1000.0 : 1.0);
      gchar text[G_ASCII_DTOSTR_BUF_SIZE], out[GUO_XLSX_NUMBER_MAX];

      g_ascii_dtostr (text, sizeof text, value);
      g_assert_cmpuint (guo_xlsx_number (text, strlen (text), out), >, 0);
      g_assert_true (g_ascii_strtod (out, NULL) == value);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (goods); i++)
    {
      g_autofree gchar *path = g_strconcat ("/drivers/xlsx/", goods[i].name, NULL);

      g_test_add_data_func (path, &goods[i], test_good);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bads); i++)
    {
      g_autofree gchar *path = g_strconcat ("/drivers/xlsx/refused/", bads[i].name, NULL);

      g_test_add_data_func (path, &bads[i], test_bad);
    }
  g_test_add_func ("/drivers/xlsx/prefixes", test_prefixes);
  g_test_add_func ("/drivers/xlsx/refused/too-much", test_too_much);
  g_test_add_func ("/drivers/xlsx/refused/names", test_names);
  g_test_add_func ("/drivers/xlsx/refused/many-entries", test_many_entries);
  g_test_add_func ("/drivers/xlsx/refused/no-workbook", test_no_workbook);
  g_test_add_func ("/drivers/xlsx/refused/relation-climbs", test_relation_climbs);
  g_test_add_func ("/drivers/xlsx/cut", test_cut);
  g_test_add_func ("/drivers/xlsx/damaged", test_damaged);
  g_test_add_func ("/drivers/xlsx/numbers", test_numbers);
  g_test_add_func ("/drivers/xlsx/read-back", test_read_back);
  return g_test_run ();
}
