/* The case label: what is on paper is read back, what must not reach paper is refused. */
#include "drivers/printer/zpl.h"
#include "drivers/sim/printer-sim.h"
#include "station/csv.h"
#include "station/label/painter.h"

#include <glib/gstdio.h>
#include <string.h>

static const gint64 resolutions[] = { 203, 300, 600 };

/* Data as good as any; @name, @value: one member to be changed (NULL: none). */
static json_t *
data_with (const gchar *name, const gchar *value)
{
  json_t *data = json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "product", "脆李", "grade_class", "特级",
                            "net_content", "5 kg", "origin", "曲尺乡 青石坝村", "packed_on", "2026-07-16", "lot",
                            "60716-014", "number", "000128", "serial", "6A000128K7QX", "uri",
                            "https://trace.example.cn/01/09521234500018/10/60716-014/21/6A000128K7QX");

  if (name != NULL)
    json_object_set_new (data, name, json_string (value));
  return data;
}

static GuoBitmap *
paint (gint64 dpi, json_t *data, GError **error)
{
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_builtin ("case-60x40", error);
  g_autoptr(GuoLabelPainter) painter = guo_label_painter_new (layout, dpi, error);

  return guo_label_paint (painter, data, error);
}

static gchar *
temporary (const gchar *suffix)
{
  g_autofree gchar *name = g_strdup_printf ("guozhan-label-XXXXXX%s", suffix);
  gchar *path = NULL;
  gint fd = g_file_open_tmp (name, &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_close (fd, NULL));
  return path;
}

/* What zbar reads in the picture; NULL: the tool is missing. */
static gchar *
decode_file (const gchar *path)
{
  const gchar *argv[] = { "zbarimg", "-q", "--raw", path, NULL };
  gchar *out = NULL;

  g_assert_true (g_spawn_sync (NULL, (gchar **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                               NULL, &out, NULL, NULL, NULL));
  return g_strchomp (out);
}

static gboolean
tool_missing (const gchar *tool)
{
  g_autofree gchar *path = g_find_program_in_path (tool);

  if (path == NULL)
    g_test_skip (tool);
  return path == NULL;
}

static void
assert_decodes (const GuoBitmap *picture, gint64 dpi, const gchar *uri)
{
  g_autoptr(GBytes) png = guo_label_png (picture, dpi);
  g_autofree gchar *path = temporary (".png"), *read = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png), NULL));
  read = decode_file (path);
  g_assert_cmpstr (read, ==, uri);
  g_unlink (path);
}

/* Hosts of every length up to the longest that a label holds: three versions of QR. */
static void
test_decodes (void)
{
  static const gchar *const hosts[] = { "http://localhost:8480", "https://a.cn", "https://trace.example.cn",
                                        "https://suyuan.wushancuili.example.com.cn" };

  if (tool_missing ("zbarimg"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (hosts) * G_N_ELEMENTS (resolutions); i++)
    {
      gint64 dpi = resolutions[i % G_N_ELEMENTS (resolutions)];
      g_autofree gchar *uri = g_strconcat (hosts[i / G_N_ELEMENTS (resolutions)],
                                           "/01/09521234500018/10/60716-014/21/6A000128K7QX", NULL);
      json_auto_t *data = data_with ("uri", uri);
      g_autoptr(GError) error = NULL;
      g_autoptr(GuoBitmap) picture = NULL;

      json_object_set_new (data, "mark", json_string ("模拟 样张"));
      json_object_set_new (data, "copy", json_string ("12"));
      json_object_set_new (data, "diameter", json_string ("38-42 mm"));
      picture = paint (dpi, data, &error);
      g_assert_no_error (error);
      assert_decodes (picture, dpi, uri);
    }
}

static void
keep (const GuoBitmap *picture, guint number, gpointer user_data)
{
  GuoBitmap **out = user_data;

  *out = guo_bitmap_new (picture->width, picture->height);
  guo_bitmap_paste (*out, picture, 0, 0);
}

/* Through the printer's language and its simulated head: still the same dots, still read by zbar. */
static void
test_through_printer (void)
{
  if (tool_missing ("zbarimg"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (resolutions); i++)
    {
      json_auto_t *data = data_with (NULL, NULL);
      g_autoptr(GuoBitmap) picture = paint (resolutions[i], data, NULL);
      g_autoptr(GBytes) job = guo_zpl_label (picture, i % 2 == 0 ? GUO_ZPL_Z64 : GUO_ZPL_ACS);
      g_autoptr(GuoBitmap) paper = NULL;
      g_autoptr(GuoPrinterSim) sim = guo_printer_sim_new ("zpl", NULL, keep, &paper, NULL);
      g_autoptr(GByteArray) answer = g_byte_array_new ();

      g_assert_true (guo_printer_sim_receive (sim, g_bytes_get_data (job, NULL), g_bytes_get_size (job), answer));
      g_assert_true (guo_bitmap_equal (paper, picture));
      assert_decodes (paper, resolutions[i], json_string_value (json_object_get (data, "uri")));
    }
}

static gchar *
run (const gchar *const *argv)
{
  gchar *out = NULL;
  gint status = 0;

  g_assert_true (g_spawn_sync (NULL, (gchar **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                               NULL, &out, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  return out;
}

/* True size, text that can be searched, a QR that decodes at a printer's dots. */
static void
test_pdf (void)
{
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_builtin ("case-60x40", NULL);
  g_autoptr(GuoLabelPdf) pdf = guo_label_pdf_new (layout);
  json_auto_t *data = data_with (NULL, NULL);
  g_autofree gchar *path = temporary (".pdf"), *text = NULL, *read = NULL, *info = NULL;
  g_autofree gchar *root = g_strndup (path, strlen (path) - 4), *page = g_strconcat (root, ".pgm", NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  if (tool_missing ("zbarimg") || tool_missing ("pdftoppm"))
    return;
  g_assert_true (guo_label_pdf_add (pdf, data, &error));
  g_assert_true (guo_label_pdf_add (pdf, data, &error));
  bytes = guo_label_pdf_finish (g_steal_pointer (&pdf), &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  info = run ((const gchar *[]) { "pdfinfo", path, NULL });
  g_assert_true (g_regex_match_simple ("Pages: +2\\n", info, 0, 0));
  g_assert_nonnull (strstr (info, "170.079 x 113.386"));
  text = run ((const gchar *[]) { "pdftotext", path, "-", NULL });
  g_assert_nonnull (strstr (text, "脆李 特级"));
  g_assert_nonnull (strstr (text, "承诺达标合格证"));
  g_assert_nonnull (strstr (text, "6A000128K7QX"));
  g_free (run ((const gchar *[]) { "pdftoppm", "-r", "203", "-gray", "-f", "2", "-l", "2", "-singlefile", path, root, NULL }));
  read = decode_file (page);
  g_assert_cmpstr (read, ==, json_string_value (json_object_get (data, "uri")));
  g_unlink (page);
  g_unlink (path);
}

static void
test_deterministic (void)
{
  json_auto_t *data = data_with (NULL, NULL);
  g_autoptr(GuoBitmap) a = paint (203, data, NULL);
  g_autoptr(GuoBitmap) b = paint (203, data, NULL);

  g_assert_cmpuint (a->width, ==, 480);
  g_assert_cmpuint (a->height, ==, 320);
  g_assert_true (guo_bitmap_equal (a, b));
}

/* Black dots of a column of the picture between two rows. */
static gboolean
row_has_ink (const GuoBitmap *picture, guint y, guint left, guint right)
{
  for (guint x = left; x < right; x++)
    if (guo_bitmap_get (picture, x, y))
      return TRUE;
  return FALSE;
}

/* SAMR order 70: figures of more than 1 kg are at least 6 mm high. Measured on the dots: the figure 5 alone. */
static void
test_digit_height (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (resolutions); i++)
    {
      guint dots = guo_label_dots_per_mm (resolutions[i]);
      json_auto_t *data = data_with (NULL, NULL);
      g_autoptr(GuoBitmap) picture = paint (resolutions[i], data, NULL);
      guint left = 119 * dots / 10, right = 160 * dots / 10, bottom = 140 * dots / 10, height = 0;

      while (!row_has_ink (picture, bottom, left, right))
        bottom--;
      while (row_has_ink (picture, bottom - height, left, right))
        height++;
      g_assert_cmpuint (height, >=, 6 * dots);
      g_assert_cmpuint (height, <=, 7 * dots);
    }
}

static void
assert_refused (const gchar *name, const gchar *value, const gchar *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (resolutions); i++)
    {
      json_auto_t *data = data_with (name, value);
      g_autoptr(GError) error = NULL;
      g_autoptr(GuoBitmap) picture = paint (resolutions[i], data, &error);

      g_test_message ("%s=%s", name, value);
      g_assert_null (picture);
      g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_REFUSED);
      g_assert_cmpstr (guo_refusal_code (error), ==, code);
      g_assert_nonnull (strstr (json_string_value (json_object_get (guo_refusal_params (error), "field")) != NULL
                                  ? json_string_value (json_object_get (guo_refusal_params (error), "field"))
                                  : name,
                                name));
    }
}

static void
test_refused (void)
{
  g_autofree gchar *long_uri = g_strdup_printf ("https://%s.example.cn/01/09521234500018/10/L1/21/1",
                                                "a-name-that-is-much-too-long-for-any-label-on-a-case-of-fruit-a-name-"
                                                "that-is-much-too-long-for-any-label");

  assert_refused ("product", "脆李🍑", "label-missing-glyph");
  assert_refused ("origin", "曲尺\n乡", "label-missing-glyph");
  assert_refused ("lot", "", "label-empty-field");
  assert_refused ("uri", "", "label-empty-field");
  assert_refused ("origin", "重庆市巫山县曲尺乡青石坝村一社二组重庆市巫山县曲尺乡青石坝村"
                            "一社二组重庆市巫山县曲尺乡青石坝村一社二组重庆市巫山县曲尺乡",
                  "label-too-long");
  assert_refused ("net_content", "12.5 kg × 20", "label-too-long");
  assert_refused ("uri", long_uri, "label-qr-too-big");
}

/* A long origin goes on in a second line while there is room for one: refused beside the diameter. */
static void
test_two_lines (void)
{
  static const gchar *const places[] = { "重庆市巫山县福田镇", "重庆市巫山县曲尺乡青石坝村", "重庆市巫山县曲尺乡青石坝村一社二组",
                                         "Chongqing Wushan Futian" };
  static const gboolean beside_diameter[] = { TRUE, FALSE, FALSE, FALSE };

  if (tool_missing ("zbarimg"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (places) * G_N_ELEMENTS (resolutions); i++)
    {
      gsize place = i / G_N_ELEMENTS (resolutions);
      gint64 dpi = resolutions[i % G_N_ELEMENTS (resolutions)];
      json_auto_t *data = data_with ("origin", places[place]);
      g_autoptr(GError) error = NULL, refusal = NULL;
      g_autoptr(GuoBitmap) picture = paint (dpi, data, &error), full = NULL;

      g_test_message ("%s at %d dpi", places[place], (gint) dpi);
      g_assert_no_error (error);
      assert_decodes (picture, dpi, json_string_value (json_object_get (data, "uri")));
      json_object_set_new (data, "diameter", json_string ("38-42 mm"));
      full = paint (dpi, data, &refusal);
      if (beside_diameter[place])
        g_assert_no_error (refusal);
      else
        g_assert_cmpstr (guo_refusal_code (refusal), ==, "label-too-long");
    }
}

/* One change to the built-in layout, and where the fault is said to be. */
static const struct
{
  const gchar *from;
  const gchar *to;
  const gchar *field;
} layout_faults[] = {
  { "\"width\": 600", "\"width\": 6", "/width" },
  { "\"type\": \"qr\"", "\"type\": \"barcode\"", "type" },
  { "\"align\": \"center\"", "\"align\": \"middle\"", "align" },
  { "\"least_module\": 5", "\"least\": 5", "least" },
  { "\"least_module\": 5", "\"squeeze\": 5", "squeeze" },
  { "\"bold\": true", "\"bold\": 1", "bold" },
  { "\"size\": 50", "\"size\": -1", "size" },
  { "\"label\": \"批\", ", "", "label" },
  { "\"family\"", "\"fam\"", "/fam" },
};

static gchar *
builtin_text (void)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "..", "station", "label", "layouts", "case-60x40.json",
                                                  NULL);
  gchar *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_layout_faults (void)
{
  g_autofree gchar *text = builtin_text ();
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (layout_faults); i++)
    {
      const gchar *at = strstr (text, layout_faults[i].from);
      g_autofree gchar *head = g_strndup (text, (gsize) (at - text));
      g_autofree gchar *changed = g_strconcat (head, layout_faults[i].to, at + strlen (layout_faults[i].from), NULL);
      g_autoptr(GError) fault = NULL;

      g_test_message ("%s", layout_faults[i].to);
      g_assert_null (guo_label_layout_parse (changed, &fault));
      g_assert_error (fault, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
      g_assert_nonnull (strstr (json_string_value (json_object_get (guo_refusal_params (fault), "field")),
                                layout_faults[i].field));
    }
  g_assert_null (guo_label_layout_parse ("{", &error));
  g_assert_cmpstr (guo_refusal_code (error), ==, "bad-json");
  g_clear_error (&error);
  g_assert_null (guo_label_layout_builtin ("case-1x1", &error));
  g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_NOT_FOUND);
}

/* A layout whose items touch, or leave the paper, never reaches it. */
static void
test_overlap (void)
{
  static const gchar *const changes[][2] = { { "\"x\": 318, \"y\": 8", "\"x\": 300, \"y\": 8" },
                                             { "\"x\": 318, \"y\": 8", "\"x\": 340, \"y\": 8" } };
  g_autofree gchar *text = builtin_text ();

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      const gchar *at = strstr (text, changes[i][0]);
      g_autofree gchar *head = g_strndup (text, (gsize) (at - text));
      g_autofree gchar *changed = g_strconcat (head, changes[i][1], at + strlen (changes[i][0]), NULL);
      g_autoptr(GuoLabelLayout) layout = guo_label_layout_parse (changed, NULL);
      g_autoptr(GuoLabelPainter) painter = guo_label_painter_new (layout, 203, NULL);
      json_auto_t *data = data_with ("net_content", "2.5 kg");
      g_autoptr(GError) error = NULL;

      json_object_set_new (data, "uri", json_string ("https://suyuan.wushancuili.example.com.cn"
                                                     "/01/09521234500018/10/60716-014/21/6A000128K7QX"));
      g_assert_null (guo_label_paint (painter, data, &error));
      g_assert_cmpstr (guo_refusal_code (error), ==, "label-overlap");
    }
}

static const struct
{
  const gchar *text;
  gint rows;    /* -1: refused */
  gint line;    /* of the fault */
} csv_cases[] = {
  { "a,b\n1,2\n3,4\n", 2, 0 },
  { "a,b\r\n1,2\r\n\r\n3,\"4\r\n5\"", 2, 0 },
  { "a,b\n\"say \"\"x\"\"\",2", 1, 0 },
  { "a,b\n1\n", -1, 2 },
  { "a,b\n1,2\n1,2,3\n", -1, 3 },
  { "a,b\n1,\"2\n", -1, 2 },
  { "a,b\n1,\"2\"x\n", -1, 2 },
  { "", -1, 1 },
};

static void
test_csv (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (csv_cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GuoCsv) csv = guo_csv_parse ("x.csv", csv_cases[i].text, &error);

      g_test_message ("%s", csv_cases[i].text);
      if (csv_cases[i].rows >= 0)
        {
          g_assert_no_error (error);
          g_assert_cmpint ((gint) csv->rows->len, ==, csv_cases[i].rows);
          continue;
        }
      g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
      g_assert_cmpint (json_integer_value (json_object_get (guo_refusal_params (error), "line")), ==,
                       csv_cases[i].line);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label/case/decodes", test_decodes);
  g_test_add_func ("/label/case/through-printer", test_through_printer);
  g_test_add_func ("/label/case/pdf", test_pdf);
  g_test_add_func ("/label/case/deterministic", test_deterministic);
  g_test_add_func ("/label/case/digit-height", test_digit_height);
  g_test_add_func ("/label/case/two-lines", test_two_lines);
  g_test_add_func ("/label/case/refused", test_refused);
  g_test_add_func ("/label/layout/faults", test_layout_faults);
  g_test_add_func ("/label/layout/overlap", test_overlap);
  g_test_add_func ("/label/csv", test_csv);
  return g_test_run ();
}
