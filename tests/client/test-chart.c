/* Charts: round steps, gaps, what fits, and nothing outside its place whatever the rows are. */
#include "station/client/chart/paint.h"
#include "station/client/chart/svg.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define T G_GINT64_CONSTANT (1000000000)
#define KG G_GINT64_CONSTANT (1000000)
#define FONT_PX 16

static const GuoChartUnits *
units (void)
{
  return guo_chart_units ("kg", TRUE);
}

static GuoChartPicture *
layout (const GuoChart *chart, gdouble width, gdouble height, gboolean fluid)
{
  PangoContext *context = guo_chart_context (FONT_PX);
  GuoChartPicture *picture = guo_chart_layout (chart, context, width, height, fluid);

  g_object_unref (context);
  return picture;
}

/* The marks of one kind and ink, in their order. */
static GPtrArray *
marks_of (const GuoChartPicture *picture, GuoChartMarkKind kind, GuoChartInk ink)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < picture->marks->len; i++)
    {
      const GuoChartMark *mark = guo_chart_picture_mark (picture, i);

      if (mark->kind == kind && mark->ink == ink)
        g_ptr_array_add (found, (gpointer) mark);
    }
  return found;
}

static gboolean
has_text (const GuoChartPicture *picture, const gchar *text)
{
  for (guint i = 0; i < picture->marks->len; i++)
    if (g_strcmp0 (guo_chart_picture_mark (picture, i)->text, text) == 0)
      return TRUE;
  return FALSE;
}

static void
test_axis (void)
{
  static const struct
  {
    const gchar *unit;
    gint64 most;
    gint lines;
    gint64 step, top;
    const gchar *word;
    gint decimals;
  } cases[] = {
    { "kg", 0, 5, 1, 1, "kg", 6 },
    { "kg", 7900 * KG, 5, 2 * T, 8 * T, "t", 0 },
    { "kg", 8 * T, 5, 2 * T, 8 * T, "t", 0 },
    { "kg", 8 * T + 1, 5, 2 * T, 10 * T, "t", 0 },
    { "kg", 2 * T, 5, T / 2, 2 * T, "t", 1 },
    { "kg", 1999 * KG, 5, 500 * KG, 2000 * KG, "kg", 0 },
    { "kg", 1250 * KG / 1000, 5, KG / 2, 1500 * KG / 1000, "kg", 1 },
    { "kg", 97 * KG, 1, 100 * KG, 100 * KG, "kg", 0 },
    { "kg", 412600 * KG, 4, 200 * T, 600 * T, "t", 0 },
    { "jin", 7900 * KG, 5, 2500 * KG, 10 * T, "斤", 0 },
    { "jin", 40 * T, 5, 10 * T, 40 * T, "万斤", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GuoChartAxis axis = guo_chart_axis (guo_chart_units (cases[i].unit, TRUE), cases[i].most, cases[i].lines);

      g_test_message ("%s %" G_GINT64_FORMAT, cases[i].unit, cases[i].most);
      g_assert_cmpint (axis.step_mg, ==, cases[i].step);
      g_assert_cmpint (axis.top_mg, ==, cases[i].top);
      g_assert_cmpstr (axis.word, ==, cases[i].word);
      g_assert_cmpint (axis.decimals, ==, cases[i].decimals);
    }
}

/* Whatever the largest value is: it is below the top, and the lines that were allowed are kept. */
static void
test_axis_property (void)
{
  GRand *random = g_rand_new_with_seed (20260716);

  for (guint i = 0; i < 20000; i++)
    {
      gint64 most = ((gint64) g_rand_int (random) << 31 | g_rand_int (random)) >> g_rand_int_range (random, 0, 62);
      gint lines = g_rand_int_range (random, 1, 9);
      GuoChartAxis axis = guo_chart_axis (guo_chart_units (i % 2 == 0 ? "kg" : "jin", i % 3 == 0), most, lines);

      g_assert_cmpint (axis.step_mg, >, 0);
      g_assert_cmpint (axis.top_mg, >=, MIN (most, G_MAXINT64 - axis.step_mg));
      g_assert_cmpint ((axis.top_mg - 1) / axis.step_mg + 1, <=, lines);
    }
  g_rand_free (random);
}

static void
test_amounts (void)
{
  g_autofree gchar *tonnes = guo_chart_amount_with_unit (units (), 412640 * KG);
  g_autofree gchar *kilos = guo_chart_amount_with_unit (units (), 1226400000);
  g_autofree gchar *jin = guo_chart_amount_with_unit (guo_chart_units ("jin", TRUE), 412640 * KG);
  g_autofree gchar *small_jin = guo_chart_amount_with_unit (guo_chart_units ("jin", FALSE), 21600000);
  g_autofree gchar *share = guo_chart_share (382, 1000);
  g_autofree gchar *none = guo_chart_share (1, 0);
  g_autofree gchar *up = guo_chart_change (108, 100);
  g_autofree gchar *down = guo_chart_change (875, 1000);
  g_autofree gchar *same = guo_chart_change (5, 5);
  g_autofree gchar *fresh = guo_chart_change (5, 0);
  g_autofree gchar *huge = guo_chart_change (G_MAXINT64, 1);

  g_assert_cmpstr (tonnes, ==, "412.6\u00a0t");
  g_assert_cmpstr (kilos, ==, "1\u202f226\u00a0kg");
  g_assert_cmpstr (jin, ==, "82.5\u00a0万斤");
  g_assert_cmpstr (small_jin, ==, "43\u00a0jin");
  g_assert_cmpstr (share, ==, "38.2%");
  g_assert_cmpstr (none, ==, "–");
  g_assert_cmpstr (up, ==, "+8%");
  g_assert_cmpstr (down, ==, "\u221213%");
  g_assert_cmpstr (same, ==, "±0%");
  g_assert_cmpstr (fresh, ==, "–");
  g_assert_nonnull (huge);
  g_assert_cmpint (guo_chart_per_mu (4330 * KG, 2800), ==, 1030957536); /* 4.2 mu */
  g_assert_true (guo_chart_units (NULL, TRUE) == guo_chart_units ("stone", FALSE));
}

/* 1 to 10 July without the 4th; last season 3 to 5 July and, alone, the 8th. */
static GuoChart *
ten_days (void)
{
  GuoChart *chart = guo_chart_new (GUO_CHART_DAYS, units ());

  guo_chart_set_words (chart, "2026", "2025", "others", "nothing yet");
  for (gint day = 1; day <= 10; day++)
    {
      g_autofree gchar *text = g_strdup_printf ("2026-07-%02d", day);
      gboolean last = (day >= 3 && day <= 5) || day == 8;

      if (day != 4 || last)
        guo_chart_add (chart, text, day == 4 ? GUO_CHART_NONE : day * T, last ? T : GUO_CHART_NONE);
    }
  return chart;
}

static void
test_gaps (void)
{
  g_autoptr(GuoChart) chart = ten_days ();
  g_autoptr(GuoChartPicture) picture = layout (chart, 800, 320, FALSE);
  g_autoptr(GPtrArray) bars = marks_of (picture, GUO_CHART_MARK_RECT, GUO_CHART_INK_ACCENT);
  g_autoptr(GPtrArray) other = marks_of (picture, GUO_CHART_MARK_LINE, GUO_CHART_INK_OTHER);
  const GuoChartMark *third = bars->pdata[3]; /* the first is the legend's */
  const GuoChartMark *fifth = bars->pdata[4];
  const GuoChartMark *tenth = bars->pdata[9];
  gdouble slot = (guo_chart_picture_x (picture, tenth->x1) - guo_chart_picture_x (picture, fifth->x1)) / 5;

  g_assert_cmpuint (bars->len, ==, 1 + 9);
  g_assert_cmpfloat_with_epsilon (guo_chart_picture_x (picture, fifth->x1) - guo_chart_picture_x (picture, third->x1),
                                  2 * slot, 0.01);
  /* 10 t is the top line: the tenth bar is ten times the first */
  g_assert_cmpfloat_with_epsilon ((tenth->y2 - tenth->y1) / 10,
                                  ((const GuoChartMark *) bars->pdata[1])->y2 - ((const GuoChartMark *) bars->pdata[1])->y1, 0.01);
  /* legend, 3 to 4, 4 to 5, and a dash on the 8th */
  g_assert_cmpuint (other->len, ==, 4);
  g_assert_true (has_text (picture, "7-1"));
  g_assert_true (has_text (picture, "7-10"));
  g_assert_true (has_text (picture, "t"));
  g_assert_true (has_text (picture, "10"));
}

static void
add_rows (GuoChart *chart, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree gchar *name = g_strdup_printf ("Cooperative %u", i);

      guo_chart_add (chart, name, (gint64) (n - i) * T, i % 3 == 0 ? GUO_CHART_NONE : (gint64) i * T);
    }
}

static void
test_rest (void)
{
  g_autoptr(GuoChart) chart = guo_chart_new (GUO_CHART_SHARES, units ());
  g_autoptr(GuoChartPicture) all = NULL;
  g_autoptr(GuoChartPicture) some = NULL;

  guo_chart_set_words (chart, "2026", NULL, "Others", NULL);
  add_rows (chart, 4);
  add_rows (chart, 28);
  all = layout (chart, 800, 0, FALSE);
  some = layout (chart, 800, 300, FALSE);
  g_assert_true (has_text (all, "Cooperative 27"));
  g_assert_false (has_text (all, "Others (1)"));
  g_assert_cmpfloat (some->height, <=, 300);
  g_assert_false (has_text (some, "Cooperative 27"));
  for (guint i = 0; i < some->marks->len; i++)
    if (g_str_has_prefix (guo_chart_picture_mark (some, i)->text != NULL ? guo_chart_picture_mark (some, i)->text : "",
                          "Others ("))
      return;
  g_assert_not_reached ();
}

static void
test_shares_sum (void)
{
  g_autoptr(GuoChart) chart = guo_chart_new (GUO_CHART_SHARES, units ());
  g_autoptr(GuoChartPicture) picture = NULL;
  g_autoptr(GPtrArray) bars = NULL;
  const GuoChartMark *whole;

  add_rows (chart, 4); /* 4, 3, 2, 1 t */
  picture = layout (chart, 800, 0, FALSE);
  bars = marks_of (picture, GUO_CHART_MARK_RECT, GUO_CHART_INK_ACCENT);
  whole = bars->pdata[3];
  g_assert_cmpuint (bars->len, ==, 8);
  g_assert_cmpfloat_with_epsilon (whole->x2.part, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (((const GuoChartMark *) bars->pdata[0])->x2.part, 0.4, 1e-9);
  /* no two fills in a row are the same */
  for (guint i = 1; i < 4; i++)
    g_assert_cmpint (((const GuoChartMark *) bars->pdata[i])->fill, !=, ((const GuoChartMark *) bars->pdata[i - 1])->fill);
  g_assert_true (has_text (picture, "40.0%"));
  g_assert_true (has_text (picture, "10.0%"));
}

static void
ignore_start (GMarkupParseContext *context, const gchar *name, const gchar **names, const gchar **values,
              gpointer user_data, GError **error)
{
  guint *n = user_data;

  *n += 1;
}

static void
assert_well_formed (const gchar *svg)
{
  static const GMarkupParser parser = { .start_element = ignore_start };
  guint n = 0;
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, &n, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_markup_parse_context_parse (context, svg, -1, &error));
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 0);
  g_markup_parse_context_free (context);
}

static void
assert_inside (const GuoChartPicture *picture, gboolean fluid)
{
  const gdouble slack = 1.5; /* thick lines, the last date */

  g_assert_true (isfinite (picture->height) && picture->height > 0);
  for (guint i = 0; i < picture->marks->len; i++)
    {
      const GuoChartMark *mark = guo_chart_picture_mark (picture, i);
      gdouble x1 = guo_chart_picture_x (picture, mark->x1);
      gdouble x2 = mark->kind == GUO_CHART_MARK_TEXT ? x1 : guo_chart_picture_x (picture, mark->x2);

      g_assert_true (isfinite (x1) && isfinite (x2) && isfinite (mark->y1));
      if (mark->kind != GUO_CHART_MARK_TEXT || picture->width >= 320)
        {
          g_assert_cmpfloat (MIN (x1, x2), >=, -slack);
          g_assert_cmpfloat (MAX (x1, x2), <=, picture->width + slack);
        }
      g_assert_cmpfloat (mark->y1, >=, -slack);
      if (mark->kind == GUO_CHART_MARK_RECT)
        g_assert_cmpfloat (mark->y1, <=, mark->y2);
      if (fluid && mark->kind != GUO_CHART_MARK_TEXT)
        g_assert_cmpfloat_with_epsilon (mark->x1.px, 0, 1e-6);
    }
}

static void
draw (const GuoChartPicture *picture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (gint) picture->width + 1,
                                                         (gint) CLAMP (picture->height, 1, 4000));
  cairo_t *cr = cairo_create (surface);

  guo_chart_paint (picture, guo_chart_tokens_print (), cr, TRUE);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static gint64
odd_amount (GRand *random)
{
  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
      return GUO_CHART_NONE;
    case 1:
      return 0;
    case 2:
      return G_MAXINT64;
    case 3:
      return -5 * KG;
    case 4:
      return 1;
    default:
      return (gint64) g_rand_int (random) * 1000;
    }
}

static gchar *
odd_label (GRand *random, GuoChartKind kind)
{
  static const gchar *const labels[] = { "", "x", "李", "<&>\"'", "\001\002", "a\nb", "2026-07-16", "2026-02-30",
    "大庙高山脆李种植专业合作社联合社第三分社大庙高山脆李种植专业合作社联合社第三分社", "-1-1-1", "99999-99-99" };

  if (kind == GUO_CHART_DAYS && g_rand_boolean (random))
    return g_strdup_printf ("%04d-%02d-%02d", 2025 + g_rand_int_range (random, 0, 2), g_rand_int_range (random, 1, 13),
                            g_rand_int_range (random, 1, 29));
  return g_strdup (labels[g_rand_int_range (random, 0, G_N_ELEMENTS (labels))]);
}

static void
try_odd_chart (GRand *random)
{
  static const guint counts[] = { 0, 1, 2, 7, 40, 400 };
  GuoChartKind kind = (GuoChartKind) g_rand_int_range (random, 0, 3);
  g_autoptr(GuoChart) chart = guo_chart_new (kind, guo_chart_units (g_rand_boolean (random) ? "kg" : "jin", TRUE));
  guint n = counts[g_rand_int_range (random, 0, G_N_ELEMENTS (counts))];
  gboolean fluid = g_rand_boolean (random);
  g_autoptr(GuoChartPicture) picture = NULL;
  g_autoptr(GString) svg = g_string_new (NULL);

  guo_chart_set_words (chart, g_rand_boolean (random) ? "2026" : NULL, g_rand_boolean (random) ? "2025" : NULL,
                       g_rand_boolean (random) ? "Others" : NULL, g_rand_boolean (random) ? "Nothing" : NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree gchar *label = odd_label (random, kind);

      guo_chart_add (chart, label, odd_amount (random), odd_amount (random));
    }
  picture = layout (chart, g_rand_double_range (random, 1, 1400), fluid ? 0 : g_rand_double_range (random, 0, 900), fluid);
  assert_inside (picture, fluid);
  guo_chart_svg (picture, fluid, "odd", "<title>", svg);
  assert_well_formed (svg->str);
  if (picture->height < 4000)
    draw (picture);
}

static void
test_odd (void)
{
  GRand *random = g_rand_new_with_seed (4);

  for (guint i = 0; i < 400; i++)
    try_odd_chart (random);
  g_rand_free (random);
}

static gsize
gzip_size (const gchar *text)
{
  g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr(GInputStream) plain = g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr(GInputStream) packed = g_converter_input_stream_new (plain, G_CONVERTER (compressor));
  g_autoptr(GOutputStream) out = g_memory_output_stream_new_resizable ();

  g_assert_cmpint (g_output_stream_splice (out, packed, 0, NULL, NULL), >, 0);
  return g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out));
}

/* A long season of two years' days stays within what a page can spare. */
static void
test_svg_size (void)
{
  g_autoptr(GuoChart) chart = guo_chart_new (GUO_CHART_DAYS, units ());
  g_autoptr(GuoChartPicture) picture = NULL;
  g_autofree gchar *file = NULL;
  GDate day;

  g_date_set_dmy (&day, 1, 9, 2026);
  guo_chart_set_words (chart, "2026", "2025", NULL, NULL);
  for (guint i = 0; i < 150; i++)
    {
      gchar text[16];

      g_date_strftime (text, sizeof text, "%Y-%m-%d", &day);
      guo_chart_add (chart, text, (gint64) (i * 7919 % 8999) * KG, (gint64) (i * 104729 % 7999) * KG);
      g_date_add_days (&day, 1);
    }
  picture = layout (chart, 640, 0, FALSE);
  file = guo_chart_svg_file (picture, "Yield <by> day");
  assert_well_formed (file);
  g_assert_nonnull (strstr (file, "Yield &lt;by&gt; day"));
  g_assert_nonnull (strstr (file, "prefers-color-scheme:dark"));
  g_assert_cmpuint (gzip_size (file), <=, 6 * 1024);
}

static guint32
pixel (cairo_surface_t *surface, gdouble x, gdouble y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) + (gint) y * cairo_image_surface_get_stride (surface);

  return *(const guint32 *) (const void *) (row + (gint) x * 4) & 0xffffff;
}

/* What is drawn is where the layout says: bar, gap, paper. */
static void
test_paint (void)
{
  g_autoptr(GuoChart) chart = ten_days ();
  g_autoptr(GuoChartPicture) picture = layout (chart, 800, 320, FALSE);
  g_autoptr(GPtrArray) bars = marks_of (picture, GUO_CHART_MARK_RECT, GUO_CHART_INK_ACCENT);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 800, 320);
  cairo_t *cr = cairo_create (surface);
  const GuoChartMark *third = bars->pdata[3];
  const GuoChartMark *tenth = bars->pdata[9];
  gdouble middle = (guo_chart_picture_x (picture, tenth->x1) + guo_chart_picture_x (picture, tenth->x2)) / 2;
  gdouble slot = guo_chart_picture_x (picture, tenth->x1) - guo_chart_picture_x (picture, ((const GuoChartMark *) bars->pdata[8])->x1);
  gdouble gap = (guo_chart_picture_x (picture, third->x1) + guo_chart_picture_x (picture, third->x2)) / 2 + slot;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  guo_chart_paint (picture, guo_chart_tokens_print (), cr, TRUE);
  cairo_surface_flush (surface);
  g_assert_cmphex (pixel (surface, middle, (tenth->y1 + tenth->y2) / 2), ==, 0x074e7e);
  g_assert_cmphex (pixel (surface, gap, tenth->y2 - 4), ==, 0xffffff);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_rows (void)
{
  g_autoptr(GuoChart) chart = guo_chart_new (GUO_CHART_COMPARE, units ());
  json_auto_t *rows = json_pack ("[{s:s, s:i, s:i}, {s:n, s:i, s:n}, {s:i, s:n}]", "name", "A", "net_mg", 5,
                                 "against_net_mg", 4, "name", "net_mg", 3, "against_net_mg", "name", 2026, "net_mg");

  g_assert_true (guo_chart_is_empty (chart));
  guo_chart_add_rows (chart, rows, "name", "not said");
  g_assert_cmpuint (chart->items->len, ==, 3);
  g_assert_cmpstr (guo_chart_item (chart, 0)->label, ==, "A");
  g_assert_cmpint (guo_chart_item (chart, 0)->other, ==, 4);
  g_assert_cmpstr (guo_chart_item (chart, 1)->label, ==, "not said");
  g_assert_true (guo_chart_item (chart, 1)->other == GUO_CHART_NONE);
  g_assert_cmpstr (guo_chart_item (chart, 2)->label, ==, "2026");
  g_assert_true (guo_chart_item (chart, 2)->value == GUO_CHART_NONE);
  g_assert_false (guo_chart_is_empty (chart));
}

static void
test_empty (void)
{
  g_autoptr(GuoChart) chart = guo_chart_new (GUO_CHART_DAYS, units ());
  g_autoptr(GuoChartPicture) picture = NULL;

  guo_chart_set_words (chart, NULL, NULL, NULL, "Nothing yet");
  picture = layout (chart, 400, 200, FALSE);
  g_assert_cmpuint (picture->marks->len, ==, 1);
  g_assert_true (has_text (picture, "Nothing yet"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/axis", test_axis);
  g_test_add_func ("/chart/axis/property", test_axis_property);
  g_test_add_func ("/chart/amounts", test_amounts);
  g_test_add_func ("/chart/rows", test_rows);
  g_test_add_func ("/chart/days/gaps", test_gaps);
  g_test_add_func ("/chart/bars/rest", test_rest);
  g_test_add_func ("/chart/bars/shares", test_shares_sum);
  g_test_add_func ("/chart/empty", test_empty);
  g_test_add_func ("/chart/odd", test_odd);
  g_test_add_func ("/chart/paint", test_paint);
  g_test_add_func ("/chart/svg/size", test_svg_size);
  return g_test_run ();
}
