/* A report in a workbook. A check sum keeps a fuzzer out of the parts, so an input that begins with a letter is one of them,
 * put into a workbook here: S sheet, T shared strings, W workbook, R relations. */
#include "tests/drivers/zip-maker.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/report.h"

static const struct
{
  gchar letter;
  const gchar *name;
  const gchar *good; /* where another part is the input */
} parts[] = {
  { 'R', "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"sheet.xml\"/>"
    "<Relationship Id=\"b\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/></Relationships>" },
  { 'S', "xl/sheet.xml", "<w><row><c t=\"s\"><v>0</v></c></row></w>" },
  { 'T', "xl/strings.xml", "<sst><si><t>批次号</t></si></sst>" },
  { 'W', "xl/workbook.xml", "<w><sheet name=\"a\" r:id=\"a\" xmlns:r=\"r\"/></w>" },
};

/* NULL: no letter of a part. */
static GBytes *
with_part (const guint8 *data, gsize size)
{
  ZipMaker *zip;
  gsize at = 0;

  while (at < G_N_ELEMENTS (parts) && size > 0 && parts[at].letter != data[0])
    at++;
  if (size == 0 || at == G_N_ELEMENTS (parts))
    return NULL;
  zip = zip_maker_new (size + 65536);
  zip_maker_text (zip, "_rels/.rels", "<r><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></r>");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (i != at)
      zip_maker_text (zip, parts[i].name, parts[i].good);
    else
      zip_maker_add (zip, parts[i].name, (const gchar *) data + 1, size - 1, NULL);
  return zip_maker_end (zip);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static GuoProfile *profile;
  g_autoptr(GBytes) book = with_part (data, size);

  if (profile == NULL)
    profile = builtin_profile ("zh-xlsx");
  check_report (data, size, profile);
  if (book != NULL)
    check_report (g_bytes_get_data (book, NULL), g_bytes_get_size (book), profile);
  return 0;
}
