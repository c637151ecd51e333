/* CSV: every row has as many cells as the header; a fault names file, line and column. */
#include "tests/fuzz/fuzz.h"

#include "db/database.h"
#include "station/csv.h"
#include "station/fields.h"

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize len)
{
  g_autofree gchar *text = len > 0 ? g_strndup ((const gchar *) bytes, len) : g_strdup ("");
  g_autoptr(GuoCsv) csv = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return 0; /* a JSON text is UTF-8 already */
  csv = guo_csv_parse ("fuzz.csv", text, &error);
  g_assert_true ((csv == NULL) == (error != NULL));
  if (csv == NULL)
    {
      json_t *params = guo_refusal_params (error);

      g_assert_cmpstr (guo_field_text (params, "file"), ==, "fuzz.csv");
      g_assert_cmpint (guo_field_int (params, "line", 0), >=, 1);
      g_assert_cmpint (guo_field_int (params, "column", -1), >=, 0);
      return 0;
    }
  for (guint i = 0; i < csv->rows->len; i++)
    {
      const GuoCsvRow *row = csv->rows->pdata[i];

      g_assert_cmpuint (g_strv_length (row->cells), ==, g_strv_length (csv->header));
      g_assert_cmpuint (row->line, >=, 2);
    }
  return 0;
}
