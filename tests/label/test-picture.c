/* Pictures of a layout: dot for dot at a printer's dots, turned, grey as a pattern; what is none is refused with the layout. */
#include "drivers/printer/language.h"
#include "drivers/sim/printer-sim.h"
#include "station/label/painter.h"
#include "station/label/problems.h"

#include <string.h>

static const gint64 resolutions[] = { 203, 300, 600 };

/* Written with Python's zlib: 64 × 8 points, from black at the left to white; */
#define RAMP "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAICAAAAABsCaYDAAAAUklEQVR42mNgYOHgERCRkFFQ0dAxMLGwcXDx8AkIiYhJSMnIKSipqGlo6eiZMGXG" \
  "nAVLVqzZsGXHngNHTpy5cOXGnQdPXrz58OXHH4ZRA4aDAQBWY/wBXdERIgAAAABJRU5ErkJggg=="
/* 8 × 4 points, red at the left, wholly transparent black at the right; */
#define CLEAR "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAYAAACzzX7wAAAAFElEQVR42mP4z8DwHxkzoAPaKwAAN8sf4f+vfRAAAAAASUVORK5CYII="
/* a point too wide; */
#define WIDE "iVBORw0KGgoAAAANSUhEUgAABLEAAAABAQAAAAAJQQGfAAAADElEQVR42mNgGJwAAACYAAHgiHDlAAAAAElFTkSuQmCC"
/* RAMP up to the middle of its points. */
#define CUT "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAICAAAAABsCaYDAAAAUklEQVR42mNgYOHgERCRkFFQ0dAxMLGw"

/* A paper of 60 × 40 mm with one picture. */
static gchar *
layout_text (const gchar *png, const gchar *more)
{
  return g_strdup_printf ("{\"id\":\"x\",\"width\":600,\"height\":400,\"family\":\"Noto Sans CJK SC\",\"language\":\"zh-cn\","
                          "\"fields\":[{\"name\":\"a\",\"zh\":\"甲\"}],\"items\":[{\"type\":\"picture\",\"png\":\"%s\",%s}]}",
                          png, more);
}

static GuoBitmap *
paint (const gchar *png, const gchar *more, gint64 dpi)
{
  g_autofree gchar *text = layout_text (png, more);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_parse (text, &error);
  g_autoptr(GuoLabelPainter) painter = layout != NULL ? guo_label_painter_new (layout, dpi, &error) : NULL;
  json_auto_t *data = json_object ();
  GuoBitmap *picture = painter != NULL ? guo_label_paint (painter, data, &error) : NULL;

  g_assert_no_error (error);
  return picture;
}

/* No two rows or columns are alike. */
static GuoBitmap *
mark_new (guint width, guint height)
{
  GuoBitmap *mark = guo_bitmap_new (width, height);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      if (((x * x + 3 * y * y + x * y) / 7) % 5 < 2)
        guo_bitmap_set (mark, x, y);
  return mark;
}

static gchar *
base64_of (const GuoBitmap *mark)
{
  g_autoptr(GBytes) png = guo_label_png (mark, 203);

  return g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
}

/* A picture of as many points as its box has dots comes out as it is, and nothing else. */
static void
test_dots (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (resolutions); i++)
    {
      const guint dots = guo_label_dots_per_mm (resolutions[i]);
      g_autoptr(GuoBitmap) mark = mark_new (20 * dots, 10 * dots);
      g_autoptr(GuoBitmap) expected = guo_bitmap_new (60 * dots, 40 * dots);
      g_autofree gchar *png = base64_of (mark);
      g_autoptr(GuoBitmap) picture = paint (png, "\"x\":50,\"y\":100,\"w\":200,\"h\":100", resolutions[i]);

      guo_bitmap_paste (expected, mark, 5 * dots, 10 * dots);
      g_assert_true (guo_bitmap_equal (picture, expected));
    }
}

/* Turned around its corner: what was right is below. */
static void
test_turned (void)
{
  g_autoptr(GuoBitmap) mark = mark_new (160, 80);
  g_autofree gchar *png = base64_of (mark);
  g_autoptr(GuoBitmap) picture = paint (png, "\"x\":300,\"y\":100,\"w\":200,\"h\":100,\"rotate\":90", 203);

  for (guint y = 0; y < 80; y++)
    for (guint x = 0; x < 160; x++)
      g_assert_cmpint (guo_bitmap_get (picture, 240 - 1 - y, 80 + x), ==, guo_bitmap_get (mark, x, y));
}

/* Its sides keep their ratio, in the middle of a box that has another one; three times as many dots are three times as large. */
static void
test_ratio (void)
{
  g_autoptr(GuoBitmap) black = guo_bitmap_new (40, 20);
  g_autofree gchar *png = NULL;

  for (guint y = 0; y < 20; y++)
    for (guint x = 0; x < 40; x++)
      guo_bitmap_set (black, x, y);
  png = base64_of (black);
  for (gsize i = 0; i < G_N_ELEMENTS (resolutions); i++)
    {
      const guint dots = guo_label_dots_per_mm (resolutions[i]);
      g_autoptr(GuoBitmap) picture = paint (png, "\"x\":100,\"y\":100,\"w\":200,\"h\":200", resolutions[i]);

      for (guint y = 0; y < picture->height; y++)
        for (guint x = 0; x < picture->width; x++)
          g_assert_cmpint (guo_bitmap_get (picture, x, y), ==,
                           x >= 10 * dots && x < 30 * dots && y >= 15 * dots && y < 25 * dots);
    }
}

static guint
black_dots (const GuoBitmap *picture, guint left, guint right)
{
  guint n = 0;

  for (guint y = 0; y < picture->height; y++)
    for (guint x = left; x < right; x++)
      n += guo_bitmap_get (picture, x, y) ? 1 : 0;
  return n;
}

/* 64 × 8 dots of grey: half of them black by threshold, all at one side; as a pattern each eighth as dark as it is. */
static void
test_grey (void)
{
  g_autoptr(GuoBitmap) sharp = paint (RAMP, "\"x\":0,\"y\":0,\"w\":80,\"h\":10", 203);
  g_autoptr(GuoBitmap) dark = paint (RAMP, "\"x\":0,\"y\":0,\"w\":80,\"h\":10,\"dark\":75", 203);
  g_autoptr(GuoBitmap) pattern = paint (RAMP, "\"x\":0,\"y\":0,\"w\":80,\"h\":10,\"dither\":true", 203);
  g_autoptr(GuoBitmap) darker = paint (RAMP, "\"x\":0,\"y\":0,\"w\":80,\"h\":10,\"dither\":true,\"dark\":75", 203);

  g_assert_cmpuint (black_dots (sharp, 0, 32), ==, 32 * 8);
  g_assert_cmpuint (black_dots (sharp, 32, 64), ==, 0);
  g_assert_cmpuint (black_dots (dark, 0, 64), ==, 48 * 8);
  for (guint i = 0; i < 8; i++) /* the mean of an eighth is (8 i + 3.5) / 64 of white */
    {
      const gint black = (gint) black_dots (pattern, 8 * i, 8 * i + 8);

      g_assert_cmpint (ABS (black - (gint) (64 - 8 * i - 4)), <=, 2);
    }
  g_assert_cmpuint (black_dots (darker, 0, 64), >, black_dots (pattern, 0, 64));
}

static void
test_transparent (void)
{
  g_autoptr(GuoBitmap) picture = paint (CLEAR, "\"x\":0,\"y\":0,\"w\":10,\"h\":5", 203);

  g_assert_cmpuint (black_dots (picture, 0, 4), ==, 16);
  g_assert_cmpuint (black_dots (picture, 4, picture->width), ==, 0);
}

static void
keep (const GuoBitmap *picture, guint number, gpointer user_data)
{
  GuoBitmap **out = user_data;

  *out = guo_bitmap_new (picture->width, picture->height);
  guo_bitmap_paste (*out, picture, 0, 0);
}

/* Each language puts the same dots on paper. */
static void
test_languages (void)
{
  const GuoPrinterLanguage *const *languages = guo_printer_languages ();

  for (; *languages != NULL; languages++)
    {
      g_autoptr(GuoBitmap) picture = paint (RAMP, "\"x\":80,\"y\":80,\"w\":400,\"h\":240,\"dither\":true", 203), paper = NULL;
      const GuoPrinterJob how = { .dots_per_mm = 8, .gap_mm = 2 };
      g_autoptr(GBytes) job = (*languages)->label (picture, &how);
      g_autoptr(GuoPrinterSim) sim = guo_printer_sim_new ((*languages)->id, NULL, keep, &paper, NULL);
      g_autoptr(GByteArray) answer = g_byte_array_new ();

      g_assert_true (guo_printer_sim_receive (sim, g_bytes_get_data (job, NULL), g_bytes_get_size (job), answer));
      for (guint y = 0; y < picture->height; y++)
        for (guint x = 0; x < picture->width; x++)
          g_assert_cmpint (guo_bitmap_get (paper, x, y), ==, guo_bitmap_get (picture, x, y));
    }
}

static const struct
{
  const gchar *png, *more, *field, *reason;
} faults[] = {
  { "", "\"x\":0,\"y\":0,\"w\":80,\"h\":10", "/items/0/png", "no PNG" },
  { "aGVsbG8=", "\"x\":0,\"y\":0,\"w\":80,\"h\":10", "/items/0/png", "no PNG" },
  { CUT, "\"x\":0,\"y\":0,\"w\":80,\"h\":10", "/items/0/png", "damaged" },
  { WIDE, "\"x\":0,\"y\":0,\"w\":80,\"h\":10", "/items/0/png", "1200" },
  { RAMP, "\"x\":0,\"y\":0,\"w\":80", "/items/0/h", "missing" },
  { RAMP, "\"x\":0,\"y\":0,\"w\":80,\"h\":10,\"dark\":100", "/items/0/dark", "1 to 99" },
  { RAMP, "\"x\":0,\"y\":0,\"w\":80,\"h\":10,\"dark\":0", "/items/0/dark", "1 to 99" },
  { RAMP, "\"x\":0,\"y\":0,\"w\":80,\"h\":10,\"bold\":true", "/items/0/bold", "unknown" },
};

static void
assert_refused (const gchar *text, const gchar *field, const gchar *reason)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (guo_label_layout_parse (text, &error));
  g_assert_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_BAD_FIELD);
  g_assert_cmpstr (json_string_value (json_object_get (guo_refusal_params (error), "field")), ==, field);
  g_assert_nonnull (strstr (error->message, reason));
}

static void
test_refused (void)
{
  g_autofree guint8 *much = g_malloc0 (GUO_LABEL_PICTURE_BYTES + 1);
  g_autofree gchar *png = NULL, *text = NULL;
  gsize size;
  g_autofree guint8 *ramp = g_base64_decode (RAMP, &size);

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree gchar *faulty = layout_text (faults[i].png, faults[i].more);

      g_test_message ("%s %s", faults[i].field, faults[i].reason);
      assert_refused (faulty, faults[i].field, faults[i].reason);
    }
  memcpy (much, ramp, size); /* a good one with too much behind it */
  png = g_base64_encode (much, GUO_LABEL_PICTURE_BYTES + 1);
  text = layout_text (png, "\"x\":0,\"y\":0,\"w\":80,\"h\":10");
  assert_refused (text, "/items/0/png", "64 KB");
}

/* What leaves the paper is named by its file. */
static void
test_beyond_paper (void)
{
  g_autofree gchar *text = layout_text (RAMP, "\"name\":\"sun.png\",\"x\":590,\"y\":0,\"w\":80,\"h\":10");
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_parse (text, NULL);
  json_auto_t *data = json_object ();
  g_autoptr(GPtrArray) problems = guo_label_problems (layout, data, 300, NULL);
  const GuoLabelProblem *problem;

  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (guo_refusal_code (problem->error), ==, "label-overlap");
  g_assert_nonnull (strstr (problem->error->message, "sun.png"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label/picture/dots", test_dots);
  g_test_add_func ("/label/picture/turned", test_turned);
  g_test_add_func ("/label/picture/ratio", test_ratio);
  g_test_add_func ("/label/picture/grey", test_grey);
  g_test_add_func ("/label/picture/transparent", test_transparent);
  g_test_add_func ("/label/picture/languages", test_languages);
  g_test_add_func ("/label/picture/refused", test_refused);
  g_test_add_func ("/label/picture/beyond-paper", test_beyond_paper);
  return g_test_run ();
}
