/* What a layout can hold besides the case label's: bars, boxes, turned items, conditions, sizes that give way; and that
 * what is drawn is read back. */
#include "station/label/gs1-128.h"
#include "station/label/painter.h"
#include "station/label/preview.h"
#include "station/label/read-back.h"

#include <string.h>

static const gint64 resolutions[] = { 203, 300, 600 };

/* A layout of 100 x 100 mm with these items: JSON of a list. */
static gchar *
layout_text (const gchar *items)
{
  return g_strdup_printf ("{\"id\": \"t\", \"width\": 1000, \"height\": 1000, \"family\": \"Noto Sans CJK SC\","
                          " \"language\": \"zh-cn\", \"fields\": [{\"name\": \"a\", \"zh\": \"甲\"},"
                          " {\"name\": \"b\", \"zh\": \"乙\"}, {\"name\": \"c\", \"zh\": \"丙\"}], \"items\": %s}",
                          items);
}

static GuoLabelLayout *
layout_of (const gchar *items)
{
  g_autofree gchar *text = layout_text (items);
  g_autoptr(GError) error = NULL;
  GuoLabelLayout *layout = guo_label_layout_parse (text, &error);

  g_assert_no_error (error);
  return layout;
}

static GuoBitmap *
paint (const GuoLabelLayout *layout, json_t *data, gint64 dpi, GError **error)
{
  g_autoptr(GuoLabelPainter) painter = guo_label_painter_new (layout, dpi, NULL);

  return guo_label_paint (painter, data, error);
}

static const gchar *
param (const GError *error, const gchar *name)
{
  return json_string_value (json_object_get (guo_refusal_params (error), name));
}

/* The element strings of the vectors that are good: (^ = FNC1). */
static GPtrArray *
element_strings (void)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "gs1", "vectors.jsonl", NULL);
  g_autofree gchar *text = NULL;
  g_auto(GStrv) lines = NULL;
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      json_auto_t *row = json_loads (lines[i], 0, NULL);

      if (g_strcmp0 (json_string_value (json_object_get (row, "kind")), "element-string") == 0
          && json_is_true (json_object_get (row, "valid")))
        g_ptr_array_add (found, g_strdup (json_string_value (json_object_get (row, "hri"))));
    }
  g_assert_cmpuint (found->len, >=, 9);
  return found;
}

/* Each good element string of the vectors becomes bars and is read back, FNC1 in the right places, or is refused for a
 * reason that is told. */
static void
test_bars_of_vectors (void)
{
  g_autoptr(GPtrArray) strings = element_strings ();
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_parse (
    "{\"id\": \"t\", \"width\": 3000, \"height\": 300, \"family\": \"Noto Sans CJK SC\", \"language\": \"zh-cn\", \"fields\":"
    " [{\"name\": \"a\", \"zh\": \"甲\"}], \"items\": [{\"type\": \"gs1_128\", \"text\": \"{a}\", \"x\": 0, \"y\": 10,"
    " \"w\": 3000, \"h\": 200, \"least_x\": 25, \"size\": 40}]}", NULL);
  guint drawn = 0;

  for (guint i = 0; i < strings->len; i++)
    {
      const gchar *text = g_ptr_array_index (strings, i);
      json_auto_t *data = json_pack ("{s:s}", "a", text);
      g_autoptr(GError) error = NULL;
      g_autoptr(GuoBitmap) picture = paint (layout, data, 203, &error);

      g_test_message ("%s", text);
      if (picture == NULL)
        {
          const gchar *reason = param (error, "reason");

          g_assert_cmpstr (guo_refusal_code (error), ==, "label-bad-code");
          g_assert_true (strstr (reason, "a GS1-128 holds 48") != NULL || strstr (reason, "inside the centre") != NULL);
          continue;
        }
      g_assert_true (guo_label_read_back (layout, data, picture, 203, &error));
      g_assert_no_error (error);
      drawn++;
    }
  g_assert_cmpuint (drawn, >=, 8);
}

static void
test_bars (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoGs1128) pallet = guo_gs1_128_new ("(00)095212345000000018", &error);
  g_autoptr(GuoGs1128) load
    = guo_gs1_128_new ("(02)09521234500018(15)260801(37)96(10)60716-014", NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (guo_gs1_128_width (pallet), ==, 156); /* start, FNC1, ten pairs, check: 11 each; stop: 13 */
  g_assert_true (guo_gs1_128_is_black (pallet, 0));
  g_assert_true (guo_gs1_128_is_black (pallet, 155));
  g_assert_cmpstr (guo_gs1_128_text (pallet), ==, "(00)095212345000000018");
  g_assert_cmpstr (guo_gs1_128_scanned (pallet), ==, "00095212345000000018");
  g_assert_cmpstr (guo_gs1_128_scanned (load), ==, "02095212345000181526080137" "96\x1d" "1060716-014");
  g_clear_pointer (&load, guo_gs1_128_free);
  load = guo_gs1_128_new ("(00)095212345000000018(02)09521234500018(37)96", NULL);
  g_assert_cmpstr (guo_gs1_128_scanned (load), ==, "000952123450000000180209521234500018" "3796");
  g_clear_pointer (&load, guo_gs1_128_free);
  load = guo_gs1_128_new ("(01)09521234500018(10)AB(1)(400)7", NULL);
  g_assert_cmpstr (guo_gs1_128_scanned (load), ==, "010952123450001810AB(1)\x1d" "4007");
}

static const struct
{
  const gchar *text;
  const gchar *reason; /* in the sentence */
} bad_strings[] = {
  { "(01)09521234500019", "AI (01)" },
  { "(01)00412345678903", "inside the centre" },
  { "(01)09521234500018(10)批1", "AI (10)" },
  { "(10)A1", "AI (10)" },
  { "(02)09521234500018", "AI (02)" },
  { "(00)095212345000000018(01)09521234500018(02)09521234500018(37)1", "AI (01)" },
  { "", "no element" },
  { "(01)09521234500018(21)12345678901234567890(10)12345678901234567890", "48" },
};

static void
test_bad_bars (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_strings); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", bad_strings[i].text);
      g_assert_null (guo_gs1_128_new (bad_strings[i].text, &error));
      g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
      g_assert_nonnull (strstr (error->message, bad_strings[i].reason));
    }
}

/* Where bars begin and end: on whole dots, each bar a multiple of X, ten X of white at either side. */
static void
test_dots (void)
{
  static const guint widths[] = { 4, 6, 12 }; /* X that 100 mm and at least 0.5 mm give */

  for (gsize i = 0; i < G_N_ELEMENTS (resolutions); i++)
    {
      g_autoptr(GuoLabelLayout) layout = layout_of ("[{\"type\": \"gs1_128\", \"text\": \"(00){a}\", \"x\": 0, \"y\": 0,"
                                                    " \"w\": 940, \"h\": 100, \"least_x\": 50}]");
      json_auto_t *data = json_pack ("{s:s}", "a", "095212345000000018");
      g_autoptr(GError) error = NULL;
      g_autoptr(GuoBitmap) picture = paint (layout, data, resolutions[i], &error);
      guint x = 0, run;

      g_assert_no_error (error);
      while (!guo_bitmap_get (picture, x, 5))
        x++;
      g_assert_cmpuint (x, ==, 10 * widths[i]);
      for (guint end = x + 156 * widths[i]; x < end; x += run)
        {
          for (run = 1; guo_bitmap_get (picture, x + run, 5) == guo_bitmap_get (picture, x, 5) && x + run < end;)
            run++;
          g_assert_cmpuint (run % widths[i], ==, 0);
        }
      while (x < picture->width)
        g_assert_false (guo_bitmap_get (picture, x++, 5));
    }
}

/* What does not fit is told in millimetres; a wrong value is told by its field. */
static void
test_bars_refused (void)
{
  g_autoptr(GuoLabelLayout) layout = layout_of ("[{\"type\": \"gs1_128\", \"text\": \"(01){a}(10){b}\", \"x\": 0, \"y\": 0,"
                                                " \"w\": 600, \"h\": 100, \"least_x\": 25}]");
  json_auto_t *data = json_pack ("{s:s, s:s}", "a", "09521234500018", "b", "60716-014");

  for (gsize i = 0; i < 4; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GuoBitmap) picture = NULL;

      if (i > 0)
        json_object_set_new (data, i == 2 ? "b" : "a", json_string (i == 1 ? "09521234500019" : i == 2 ? "L 1" : ""));
      picture = paint (layout, data, 203, &error);
      g_assert_null (picture);
      g_assert_cmpstr (guo_refusal_code (error), ==,
                       i == 0 ? "label-too-long" : i == 3 ? "label-empty-field" : "label-bad-code");
      g_assert_cmpstr (param (error, "field"), ==, i == 0 ? "(01){a}(10){b}" : i == 1 ? "{a}" : i == 2 ? "{b}" : "a");
      if (i == 0)
        {
          g_assert_cmpstr (param (error, "needed_mm"), ==, "63.2");
          g_assert_cmpstr (param (error, "available_mm"), ==, "60.0");
        }
      json_object_set_new (data, "a", json_string ("09521234500018"));
    }
}

/* Bars and QR in each direction read, at every resolution: an upright symbol, ladders, upside down. */
static void
test_turned (void)
{
  static const gint degrees[] = { 0, 90, 180, 270 };
  static const gint corners[][4] = { { 10, 10, 10, 400 }, { 900, 10, 500, 10 }, { 950, 900, 600, 500 }, { 100, 950, 500, 950 } };

  for (gsize i = 0; i < G_N_ELEMENTS (degrees) * G_N_ELEMENTS (resolutions); i++)
    {
      const gint *at = corners[i / G_N_ELEMENTS (resolutions)];
      const gint64 dpi = resolutions[i % G_N_ELEMENTS (resolutions)];
      g_autofree gchar *items = g_strdup_printf (
        "[{\"type\": \"gs1_128\", \"text\": \"(00){a}\", \"x\": %d, \"y\": %d, \"w\": 900, \"h\": 300, \"least_x\": 50,"
        " \"size\": 50, \"rotate\": %d}, {\"type\": \"qr\", \"text\": \"{b}\", \"x\": %d, \"y\": %d, \"w\": 300,"
        " \"least_module\": 5, \"rotate\": %d}]",
        at[0], at[1], degrees[i / G_N_ELEMENTS (resolutions)], at[2], at[3], degrees[i / G_N_ELEMENTS (resolutions)]);
      g_autoptr(GuoLabelLayout) layout = layout_of (items);
      json_auto_t *data = json_pack ("{s:s, s:s}", "a", "095212345000000018", "b", "https://a.cn/00/095212345000000018");
      g_autoptr(GError) error = NULL;
      g_autoptr(GuoBitmap) picture = paint (layout, data, dpi, &error);

      g_test_message ("%s at %d", items, (gint) dpi);
      g_assert_no_error (error);
      g_assert_true (guo_label_read_back (layout, data, picture, dpi, &error));
      g_assert_no_error (error);
    }
}

/* A turned item takes room where it is turned to, and nowhere else. */
static void
test_turned_room (void)
{
  static const struct
  {
    gint x, y, rotate;
    const gchar *other; /* NULL: nothing in the way */
  } cases[] = {
    { 500, 100, 0, NULL },  { 100, 500, 0, "rule" },  { 440, 100, 90, NULL },   { 520, 470, 90, "rule" },
    { 90, 100, 90, "edge" }, { 540, 800, 270, "rule" }, { 700, 950, 270, NULL }, { 700, 300, 270, "edge" },
    { 950, 200, 180, NULL }, { 300, 200, 180, "edge" }, { 700, 590, 180, "rule" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *items = g_strdup_printf (
        "[{\"type\": \"rule\", \"x\": 450, \"y\": 480, \"w\": 100, \"h\": 100}, {\"type\": \"rule\", \"x\": %d, \"y\": %d,"
        " \"w\": 400, \"h\": 100, \"rotate\": %d}]", cases[i].x, cases[i].y, cases[i].rotate);
      g_autoptr(GuoLabelLayout) layout = layout_of (items);
      json_auto_t *data = json_object ();
      g_autoptr(GError) error = NULL;
      g_autoptr(GuoBitmap) picture = paint (layout, data, 203, &error);

      g_test_message ("%s", items);
      g_assert_cmpstr (picture != NULL ? NULL : param (error, "other"), ==, cases[i].other);
    }
}

static guint
ink (const GuoBitmap *picture)
{
  guint n = 0;

  for (guint y = 0; y < picture->height; y++)
    for (guint x = 0; x < picture->width; x++)
      n += guo_bitmap_get (picture, x, y) ? 1 : 0;
  return n;
}

/* A box is four lines of whole dots with nothing in them. */
static void
test_box (void)
{
  g_autoptr(GuoLabelLayout) layout
    = layout_of ("[{\"type\": \"box\", \"x\": 100, \"y\": 200, \"w\": 500, \"h\": 300, \"thickness\": 10},"
                 " {\"type\": \"text\", \"text\": \"{a}\", \"x\": 120, \"baseline\": 300, \"w\": 400, \"size\": 60,"
                 " \"optional\": true}]");
  json_auto_t *data = json_object ();
  g_autoptr(GuoBitmap) empty = paint (layout, data, 203, NULL);
  g_autoptr(GuoBitmap) full = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (ink (empty), ==, 400 * 240 - 384 * 224);
  json_object_set_new (data, "a", json_string ("脆李"));
  full = paint (layout, data, 203, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ink (full), >, ink (empty));
}

static const struct
{
  const gchar *condition; /* a member of the item */
  const gchar *value;     /* of the field a; NULL: none */
  gboolean drawn;
} conditions[] = {
  { "\"if\": \"a\"", NULL, FALSE },          { "\"if\": \"a\"", "", FALSE },          { "\"if\": \"a\"", "x", TRUE },
  { "\"unless\": \"a\"", NULL, TRUE },       { "\"unless\": \"a\"", "x", FALSE },     { "\"if\": \"a=x\"", "x", TRUE },
  { "\"if\": \"a=x\"", "xx", FALSE },        { "\"if\": \"a=x\"", NULL, FALSE },      { "\"unless\": \"a=x\"", "y", TRUE },
  { "\"unless\": \"a=x\"", "x", FALSE },     { "\"if\": \"a=\"", NULL, FALSE },
};

static void
test_conditions (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autofree gchar *items = g_strdup_printf ("[{\"type\": \"rule\", \"x\": 10, \"y\": 10, \"w\": 10, \"h\": 10, %s}]",
                                                 conditions[i].condition);
      g_autoptr(GuoLabelLayout) layout = layout_of (items);
      json_auto_t *data = json_object ();
      g_autoptr(GuoBitmap) picture = NULL;

      if (conditions[i].value != NULL)
        json_object_set_new (data, "a", json_string (conditions[i].value));
      picture = paint (layout, data, 203, NULL);
      g_test_message ("%s", items);
      g_assert_cmpuint (ink (picture), ==, conditions[i].drawn ? 64 : 0);
    }
}

/* A text gives way in width, then in size, then is refused; a paragraph in lines, then in size. */
static void
test_sizes (void)
{
  static const struct
  {
    const gchar *item;
    guint hanzi;  /* as many */
    gboolean fits;
  } cases[] = {
    { "\"type\": \"text\", \"baseline\": 200, \"size\": 100", 4, TRUE },
    { "\"type\": \"text\", \"baseline\": 200, \"size\": 100", 5, FALSE },
    { "\"type\": \"text\", \"baseline\": 200, \"size\": 100, \"squeeze\": 80", 5, TRUE },
    { "\"type\": \"text\", \"baseline\": 200, \"size\": 100, \"squeeze\": 80", 6, FALSE },
    { "\"type\": \"text\", \"baseline\": 200, \"size\": 100, \"squeeze\": 80, \"least_size\": 50", 10, TRUE },
    { "\"type\": \"text\", \"baseline\": 200, \"size\": 100, \"squeeze\": 80, \"least_size\": 50", 11, FALSE },
    { "\"type\": \"text\", \"baseline\": 200, \"size\": 100, \"digit_height\": 65, \"least_size\": 50", 5, FALSE },
    { "\"type\": \"paragraph\", \"y\": 100, \"h\": 240, \"pitch\": 120, \"size\": 100", 8, TRUE },
    { "\"type\": \"paragraph\", \"y\": 100, \"h\": 240, \"pitch\": 120, \"size\": 100", 9, FALSE },
    { "\"type\": \"paragraph\", \"y\": 100, \"h\": 240, \"pitch\": 120, \"size\": 100, \"least_size\": 50", 32, TRUE },
    { "\"type\": \"paragraph\", \"y\": 100, \"h\": 240, \"pitch\": 120, \"size\": 100, \"least_size\": 50", 33, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (resolutions); i++)
    {
      const gsize n = i / G_N_ELEMENTS (resolutions);
      g_autofree gchar *items = g_strdup_printf ("[{%s, \"text\": \"{a}\", \"x\": 100, \"w\": 401}]", cases[n].item);
      g_autoptr(GuoLabelLayout) layout = layout_of (items);
      g_autoptr(GString) name = g_string_new (NULL);
      json_auto_t *data = json_object ();
      g_autoptr(GError) error = NULL;
      g_autoptr(GuoBitmap) picture = NULL;

      while (g_utf8_strlen (name->str, -1) < (glong) cases[n].hanzi)
        g_string_append (name, "李");
      json_object_set_new (data, "a", json_string (name->str));
      picture = paint (layout, data, resolutions[i % G_N_ELEMENTS (resolutions)], &error);
      g_test_message ("%s: %u", items, cases[n].hanzi);
      g_assert_true ((error == NULL) == cases[n].fits);
      if (error != NULL)
        g_assert_true (strcmp (guo_refusal_code (error), "label-too-long") == 0
                       || strcmp (guo_refusal_code (error), "label-digits-too-small") == 0);
    }
}

/* A name that no field has, or a text in the wrong place, is told when the layout is read. */
static void
test_names (void)
{
  static const gchar *const faults[][2] = {
    { "{\"type\": \"text\", \"text\": \"{d}\", \"x\": 0, \"baseline\": 50, \"w\": 9, \"size\": 9}", "/items/0/text" },
    { "{\"type\": \"rule\", \"if\": \"d\", \"x\": 0, \"y\": 50, \"w\": 9, \"h\": 9}", "/items/0/if" },
    { "{\"type\": \"rule\", \"unless\": \"d=1\", \"x\": 0, \"y\": 50, \"w\": 9, \"h\": 9}", "/items/0/unless" },
    { "{\"type\": \"rule\", \"x\": 0, \"y\": 50, \"w\": 9, \"h\": 9, \"rotate\": 45}", "/items/0/rotate" },
    { "{\"type\": \"rule\", \"x\": 0, \"y\": 50, \"w\": 9, \"h\": 9, \"align\": \"left\"}", "/items/0/align" },
    { "{\"type\": \"rulers\", \"x\": 0}", "/items/0/x" },
    { "{\"type\": \"voice_pick\", \"gtin\": \"{a}\", \"lot\": \"{e}\", \"x\": 0, \"baseline\": 50, \"w\": 9, \"size\": 9,"
      " \"small_size\": 5}", "/items/0/lot" },
    { "{\"type\": \"text\", \"text\": \"x\", \"x\": 0, \"baseline\": 50, \"w\": 9, \"size\": 9, \"least_size\": 10}",
      "/items/0/least_size" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree gchar *items = g_strdup_printf ("[%s]", faults[i][0]), *text = layout_text (items);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", items);
      g_assert_null (guo_label_layout_parse (text, &error));
      g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
      g_assert_cmpstr (param (error, "field"), ==, faults[i][1]);
    }
}

/* The code of @layout reads at @dpi; as if it said something else, or damaged, it does not, and the refusal says where. */
static void
assert_read_back (const GuoLabelLayout *layout, const gchar *field, const gchar *value, const gchar *text, gint64 dpi)
{
  json_auto_t *data = guo_label_layout_samples (layout), *other = json_deep_copy (data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoBitmap) picture = paint (layout, data, dpi, &error);
  g_autofree gchar *resolution = g_strdup_printf ("%" G_GINT64_FORMAT " dpi", dpi);

  g_assert_no_error (error);
  g_assert_true (guo_label_read_back (layout, data, picture, dpi, NULL));
  json_object_set_new (other, field, json_string (value));
  g_assert_false (guo_label_read_back (layout, other, picture, dpi, &error));
  g_assert_cmpstr (guo_refusal_code (error), ==, "label-unreadable");
  g_assert_cmpstr (param (error, "field"), ==, text);
  g_assert_cmpint (json_integer_value (json_object_get (guo_refusal_params (error), "dpi")), ==, dpi);
  g_assert_nonnull (strstr (error->message, resolution));
  g_clear_error (&error);
  for (guint y = 0; y < picture->height; y++)
    for (guint x = picture->width / 2; x < picture->width; x += 3)
      guo_bitmap_set (picture, x, y); /* as if the head had burnt lines */
  g_assert_false (guo_label_read_back (layout, data, picture, dpi, &error));
  g_assert_cmpstr (guo_refusal_code (error), ==, "label-unreadable");
}

static void
test_unreadable (void)
{
  static const struct
  {
    const gchar *id, *field, *value, *text;
  } layouts[] = {
    { "case-60x40", "uri", "https://a.cn/1", "{uri}" },
    { "pti-100x50", "lot", "60716-015", "(01){gtin}(10){lot}" },
    { "pallet-a6", "sscc", "095212345000000025", "(00){sscc}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (layouts) * G_N_ELEMENTS (resolutions); i++)
    {
      const gsize which = i / G_N_ELEMENTS (resolutions);
      g_autoptr(GuoLabelLayout) layout = guo_label_layout_builtin (layouts[which].id, NULL);

      assert_read_back (layout, layouts[which].field, layouts[which].value, layouts[which].text,
                        resolutions[i % G_N_ELEMENTS (resolutions)]);
    }
}

/* Everything that is wrong is told at once, in the order of the items, with the field. */
static void
test_problems (void)
{
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_builtin ("pti-100x50", NULL);
  json_auto_t *data = guo_label_layout_samples (layout);
  g_autoptr(GPtrArray) none = NULL, all = NULL;
  g_autoptr(GError) error = NULL;
  static const struct
  {
    const gchar *code, *field;
  } expected[] = {
    { "label-missing-glyph", "{commodity}" }, { "label-too-long", "{net_content}" }, { "label-bad-code", "{gtin}" },
    { "label-empty-field", "packed_on" },
  };

  none = guo_label_problems (layout, data, 300, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  json_object_set_new (data, "commodity", json_string ("🍑"));
  json_object_set_new (data, "net_content", json_string ("12.5 kg net, 27.5 lb, 20 x 625 g"));
  json_object_set_new (data, "gtin", json_string ("09521234500019"));
  json_object_del (data, "packed_on");
  all = guo_label_problems (layout, data, 300, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < all->len; i++)
    {
      const GuoLabelProblem *problem = g_ptr_array_index (all, i);
      json_auto_t *object = guo_label_problem_object (problem);

      g_assert_cmpstr (guo_refusal_code (problem->error), ==, expected[i].code);
      g_assert_cmpstr (param (problem->error, "field"), ==, expected[i].field);
      g_assert_cmpstr (json_string_value (json_object_get (object, "code")), ==, expected[i].code);
      g_assert_cmpint (json_integer_value (json_object_get (object, "item")), ==, problem->item);
    }
  g_assert_null (guo_label_problems (layout, data, 72, &error));
  g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
}

static void
test_preview (void)
{
  g_autofree gchar *text = layout_text ("[{\"type\": \"text\", \"text\": \"{a}{b}\", \"x\": 0, \"baseline\": 500, \"w\": 900,"
                                        " \"size\": 100}]");
  json_auto_t *data = json_pack ("{s:s, s:s}", "a", "脆李", "b", "特级"), *wrong = json_pack ("{s:i}", "a", 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoLabelPreview) good = guo_label_preview (text, data, 300, &error), sample = NULL;
  const guint8 *png;

  g_assert_no_error (error);
  g_assert_cmpuint (good->problems->len, ==, 0);
  png = g_bytes_get_data (good->png, NULL);
  g_assert_cmpint (memcmp (png, "\211PNG\r\n\032\n", 8), ==, 0);
  g_assert_cmpuint (png[18] << 8 | png[19], ==, 1200);
  sample = guo_label_preview (text, NULL, 203, &error); /* no field has a sample */
  g_assert_no_error (error);
  g_assert_nonnull (sample->png);
  g_assert_cmpuint (sample->problems->len, ==, 1);
  g_assert_null (guo_label_preview (text, wrong, 203, &error));
  g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
  g_clear_error (&error);
  g_assert_null (guo_label_preview ("{}", data, 203, &error));
  g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
  g_clear_error (&error);
  memcpy (strstr (text, "1000"), "3000", 4);
  memcpy (strstr (text, "1000"), "3000", 4);
  g_assert_null (guo_label_preview (text, data, 600, &error));
  g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
}

/* Every millimetre has its mark where it belongs, at each size of label and resolution. */
static void
test_rulers (void)
{
  for (gsize i = 0; guo_label_builtin_names[i] != NULL; i++)
    for (gsize r = 0; r < G_N_ELEMENTS (resolutions); r++)
      {
        const guint dots = guo_label_dots_per_mm (resolutions[r]);
        g_autoptr(GuoLabelLayout) like = guo_label_layout_builtin (guo_label_builtin_names[i], NULL);
        g_autoptr(GuoLabelLayout) sheet = guo_label_layout_rulers (like);
        json_auto_t *data = json_object ();
        g_autoptr(GError) error = NULL;
        g_autoptr(GuoBitmap) picture = paint (sheet, data, resolutions[r], &error);

        g_assert_no_error (error);
        g_assert_cmpuint (picture->width, ==, (guint) like->width * dots / 10);
        for (guint mm = 1; mm * 10 < (guint) like->width; mm++)
          {
            g_assert_true (guo_bitmap_get (picture, mm * dots, dots));
            g_assert_cmpint (guo_bitmap_get (picture, mm * dots, 2 * dots), ==, mm % 5 == 0);
            g_assert_cmpint (guo_bitmap_get (picture, mm * dots, 7 * dots / 2), ==, mm % 10 == 0);
          }
        for (guint mm = 5; mm * 10 < (guint) like->height; mm++)
          g_assert_true (guo_bitmap_get (picture, dots, mm * dots));
        g_assert_true (guo_bitmap_get (picture, picture->width - 1, picture->height - 1));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label/bars/vectors", test_bars_of_vectors);
  g_test_add_func ("/label/bars/widths", test_bars);
  g_test_add_func ("/label/bars/bad", test_bad_bars);
  g_test_add_func ("/label/bars/dots", test_dots);
  g_test_add_func ("/label/bars/refused", test_bars_refused);
  g_test_add_func ("/label/turned/read", test_turned);
  g_test_add_func ("/label/turned/room", test_turned_room);
  g_test_add_func ("/label/box", test_box);
  g_test_add_func ("/label/conditions", test_conditions);
  g_test_add_func ("/label/sizes", test_sizes);
  g_test_add_func ("/label/names", test_names);
  g_test_add_func ("/label/unreadable", test_unreadable);
  g_test_add_func ("/label/problems", test_problems);
  g_test_add_func ("/label/preview", test_preview);
  g_test_add_func ("/label/rulers", test_rulers);
  return g_test_run ();
}
