/* The Settings page without a window: what is typed and what is sent, sizes of a finer screen, a picture that is
 * made small, the words of an import's errors. */
#include "ui/css-scale.h"
#include "ui/settings/input-text.h"
#include "ui/settings/picture.h"
#include "ui/settings/preview.h"

#include <string.h>

#define TODAY "2026-07-16"
#define SIDE 1600

static void
test_fold (void)
{
  static const gchar *const pairs[][2] = {
    { "１２．５", "12.5" }, { "　4。2 ", "4.2" }, { "ＱＳ", "QS" }, { "李 长顺", "李 长顺" }, { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree gchar *folded = guo_parse_fold (pairs[i][0]);

      g_assert_cmpstr (folded, ==, pairs[i][1]);
    }
}

static void
test_day (void)
{
  static const gchar *const pairs[][2] = {
    { "2026-07-01", "2026-07-01" }, { "2026/7/1", "2026-07-01" }, { "20260701", "2026-07-01" },
    { "2026年7月1日", "2026-07-01" }, { "7-1", "2026-07-01" }, { "７月１日", "2026-07-01" },
    { "2.29", NULL }, { "2028-02-29", "2028-02-29" }, { "2026-13-01", NULL }, { "20260231", NULL }, { "7", NULL },
    { "1-2-3-4", NULL }, { "0-1", NULL }, { "tomorrow", NULL }, { "", NULL }, { "7--1", NULL }, { "1899-01-01", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree gchar *day = guo_parse_day (pairs[i][0], TODAY);

      g_assert_cmpstr (day, ==, pairs[i][1]);
    }
}

static void
test_season (void)
{
  static const gchar *const pairs[][2] = {
    { "9-1", "09-01" }, { "09-01", "09-01" }, { "9月1日", "09-01" }, { "2-29", NULL }, { "2026-9-1", NULL }, { "9", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree gchar *day = guo_parse_season (pairs[i][0]);

      g_assert_cmpstr (day, ==, pairs[i][1]);
    }
}

static void
test_clock (void)
{
  static const struct
  {
    const gchar *text;
    gint64       minutes; /* -1: refused */
  } times[] = {
    { "4", 240 }, { "4:30", 270 }, { "０４：３０", 270 }, { "4点30分", 270 }, { "0:00", 0 }, { "23:59", 1439 },
    { "24", -1 }, { "4:60", -1 }, { "-4", -1 }, { "", -1 }, { "4:30:00", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 minutes = -1;
      gboolean good = guo_parse_clock (times[i].text, &minutes);
      g_autofree gchar *shown = good ? guo_format_clock (minutes) : NULL;
      gint64 again = -1;

      g_assert_true (good == (times[i].minutes >= 0));
      g_assert_cmpint (good ? minutes : -1, ==, times[i].minutes);
      g_assert_true (!good || (guo_parse_clock (shown, &again) && again == minutes));
    }
}

static void
test_whole (void)
{
  gint64 number = 0;

  g_assert_true (guo_parse_whole ("１２", &number) && number == 12);
  g_assert_true (guo_parse_whole (" -300 ", &number) && number == -300);
  g_assert_false (guo_parse_whole ("12.5", &number));
  g_assert_false (guo_parse_whole ("1000000000", &number));
  g_assert_false (guo_parse_whole ("", &number));
}

static const struct
{
  GuoSettingKind kind;
  const gchar   *text;
  const gchar   *sent; /* JSON; NULL: refused */
} values[] = {
  { GUO_SETTING_TEXT, "脆李", "\"脆李\"" },
  { GUO_SETTING_TEXT, "", "null" },
  { GUO_SETTING_WHOLE, "300", "300" },
  { GUO_SETTING_WHOLE, "3.5", NULL },
  { GUO_SETTING_KG, "1.85", "1850000" },
  { GUO_SETTING_KG, "1.855", "1855000" },
  { GUO_SETTING_KG, "-1", NULL },
  { GUO_SETTING_KG, "heavy", NULL },
  { GUO_SETTING_PERCENT, "0.5", "5000" },
  { GUO_SETTING_PERCENT, "１．２５", "12500" },
  { GUO_SETTING_PERCENT, "0.00005", NULL },
  { GUO_SETTING_PERCENT, "-1", NULL },
  { GUO_SETTING_GRAMS, "30", "30000" },
  { GUO_SETTING_GRAMS, "0.5", "500" },
  { GUO_SETTING_GRAMS, "０", "0" },
  { GUO_SETTING_GRAMS, "0.0005", NULL },
  { GUO_SETTING_GRAMS, "-1", NULL },
  { GUO_SETTING_GRAMS, "a fruit", NULL },
  { GUO_SETTING_MU, "4.2", "\"4.2\"" },
  { GUO_SETTING_MU, "four", NULL },
  { GUO_SETTING_DAY, "7-1", "\"2026-07-01\"" },
  { GUO_SETTING_DAY, "2-30", NULL },
  { GUO_SETTING_SEASON, "9-1", "\"09-01\"" },
  { GUO_SETTING_SEASON, "13-1", NULL },
  { GUO_SETTING_CLOCK, "4:30", "270" },
  { GUO_SETTING_CLOCK, "25", NULL },
  { GUO_SETTING_PIN, "1234", "\"1234\"" },
  { GUO_SETTING_PIN, "123", NULL },
  { GUO_SETTING_PIN, "1234567", NULL },
  { GUO_SETTING_PIN, "12a4", NULL },
  { GUO_SETTING_YES_NO, "yes", "true" },
  { GUO_SETTING_YES_NO, "no", "false" },
  { GUO_SETTING_THING, "17", "17" },
  { GUO_SETTING_THING, "0", "null" },
};

static void
test_value (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      GuoSetting setting = { .key = "x", .kind = values[i].kind };
      const gchar *reason = NULL;
      json_auto_t *value = guo_setting_value (&setting, values[i].text, TODAY, &reason);
      g_autofree gchar *sent = value != NULL ? json_dumps (value, JSON_ENCODE_ANY) : NULL;

      g_assert_cmpstr (sent, ==, values[i].sent);
      g_assert_true ((reason != NULL) == (values[i].sent == NULL));
    }
}

static void
check_text (GuoSettingKind kind, json_t *row, const gchar *shown)
{
  GuoSetting setting = { .key = "x", .kind = kind };
  g_autofree gchar *text = guo_setting_text (&setting, row, json_object_get (row, "x"));

  g_assert_cmpstr (text, ==, shown);
  json_decref (row);
}

static void
test_text (void)
{
  check_text (GUO_SETTING_TEXT, json_pack ("{ss}", "x", "李"), "李");
  check_text (GUO_SETTING_TEXT, json_pack ("{sn}", "x"), "");
  check_text (GUO_SETTING_KG, json_pack ("{si}", "x", 1850000), "1.85");
  check_text (GUO_SETTING_KG, json_pack ("{si}", "x", 1855000), "1.855");
  check_text (GUO_SETTING_KG, json_pack ("{si}", "x", 0), "0.00");
  check_text (GUO_SETTING_PERCENT, json_pack ("{si}", "x", 5000), "0.5");
  check_text (GUO_SETTING_PERCENT, json_pack ("{si}", "x", 20000), "2");
  check_text (GUO_SETTING_PERCENT, json_pack ("{si}", "x", 12345), "1.2345");
  check_text (GUO_SETTING_GRAMS, json_pack ("{si}", "x", 30000), "30");
  check_text (GUO_SETTING_GRAMS, json_pack ("{si}", "x", 500), "0.500");
  check_text (GUO_SETTING_GRAMS, json_pack ("{si}", "x", 1250000), "1250");
  check_text (GUO_SETTING_MU, json_pack ("{si}", "area_m2", 2800), "4.2");
  check_text (GUO_SETTING_MU, json_object (), "");
  check_text (GUO_SETTING_CLOCK, json_pack ("{si}", "x", 240), "04:00");
  check_text (GUO_SETTING_WHOLE, json_pack ("{si}", "x", -3), "-3");
}

static void
test_css (void)
{
  g_autofree gchar *same = guo_css_scaled ("a { margin: 8px; }", 100);
  g_autofree gchar *half = guo_css_scaled ("a { margin: 8px 3px; font: 1.5em; width: 0.5px; } .p12px { x: 1px }", 150);

  g_assert_cmpstr (same, ==, "a { margin: 8px; }");
  g_assert_cmpstr (half, ==, "a { margin: 12px 5px; font: 1.5em; width: 0.5px; } .p12px { x: 2px }");
  g_assert_cmpint (guo_scale_percent (0, 1366, 768), ==, 100);
  g_assert_cmpint (guo_scale_percent (GUO_DRAWN_UM_PER_PX, 0, 0), ==, 100);
  g_assert_cmpint (guo_scale_percent (126, 0, 0), ==, 200);
  g_assert_cmpint (guo_scale_percent (500, 0, 0), ==, 100);
  g_assert_cmpint (guo_scale_percent (10, 0, 0), ==, 250);
  g_assert_cmpint (guo_scale_percent (126, 1366, 768), ==, 104);
}

/* Noise: what a photograph of leaves is to JPEG, and worse. */
static GBytes *
noise (gint side)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, side, side);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  gchar *data = NULL;
  gsize size = 0;

  for (gint i = 0; i < side * gdk_pixbuf_get_rowstride (pixbuf); i++)
    pixels[i] = (guint8) g_rand_int (random);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, "compression", "1", NULL));
  return g_bytes_new_take (data, size);
}

static void
test_shrink (void)
{
  g_autoptr(GBytes) large = noise (SIDE), little = noise (32), nothing = g_bytes_new_static ("no picture", 10);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) smaller = guo_picture_shrink (large, &error), same = guo_picture_shrink (little, NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (large), >, GUO_PICTURE_MOST);
  g_assert_cmpuint (g_bytes_get_size (smaller), <=, GUO_PICTURE_MOST);
  g_assert_true (memcmp (g_bytes_get_data (smaller, NULL), "\xff\xd8\xff", 3) == 0);
  g_assert_true (g_bytes_equal (same, little));
  g_assert_null (guo_picture_shrink (nothing, &error));
  g_assert_nonnull (error);
}

static void
check_error (json_t *error, const gchar *words)
{
  g_autofree gchar *text = guo_preview_error_text (error);

  g_assert_cmpstr (text, ==, words);
  json_decref (error);
}

static void
test_preview (void)
{
  check_error (json_pack ("{siss ss}", "line", 5, "column", "area_mu", "reason", "odd"), "Line 5, area_mu: odd");
  check_error (json_pack ("{sisiss}", "line", 5, "column", 3, "reason", "odd"), "Line 5, column 3: odd");
  check_error (json_pack ("{siss}", "line", 5, "reason", "odd"), "Line 5: odd");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/fold", test_fold);
  g_test_add_func ("/settings/day", test_day);
  g_test_add_func ("/settings/season", test_season);
  g_test_add_func ("/settings/clock", test_clock);
  g_test_add_func ("/settings/whole", test_whole);
  g_test_add_func ("/settings/value", test_value);
  g_test_add_func ("/settings/text", test_text);
  g_test_add_func ("/settings/css", test_css);
  g_test_add_func ("/settings/shrink", test_shrink);
  g_test_add_func ("/settings/preview", test_preview);
  return g_test_run ();
}
