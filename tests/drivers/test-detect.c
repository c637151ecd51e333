/* Every valid row of the vectors, three times behind each other, is recognised; where another protocol explains the
 * bytes with another weight, both are proposed. */
#include "drivers/detect.h"
#include "drivers/scale/hid.h"

#include <jansson.h>
#include <string.h>

static void
push_hex (GuoDetector *detector, const gchar *hex)
{
  for (; hex[0] != '\0'; hex += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

      guo_detector_push (detector, &byte, 1);
    }
}

static const GuoDetectCandidate *
find (const GuoDetectCandidate *candidates, gsize n, const gchar *id)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (candidates[i].protocol->id, id))
      return &candidates[i];
  return NULL;
}

/* Rows that are found by no listening: USB reports, what is sent over TCP with a header, rows with more damage than
 * frames. */
static gboolean
can_be_heard (json_t *row)
{
  const gchar *transport = json_string_value (json_object_get (json_object_get (row, "config"), "transport"));
  json_int_t skipped = json_integer_value (json_object_get (row, "skipped"));
  gsize len = strlen (json_string_value (json_object_get (row, "bytes"))) / 2;

  return json_is_true (json_object_get (row, "valid")) && transport == NULL && skipped * 2 <= (json_int_t) len
         && !g_str_equal (json_string_value (json_object_get (row, "protocol")), "usb-hid-scale");
}

static void
test_rows (void)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "scales.jsonl", NULL);
  g_autofree gchar *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_first = 0, n_rows = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      json_auto_t *row = json_loads (lines[i], 0, NULL);
      g_autoptr (GuoDetector) detector = guo_detector_new (NULL, NULL);
      const gchar *id = json_string_value (json_object_get (row, "protocol"));
      const GuoDetectCandidate *candidates;
      gsize n;

      if (!can_be_heard (row))
        continue;
      n_rows++;
      for (guint times = 0; times < 3; times++)
        push_hex (detector, json_string_value (json_object_get (row, "bytes")));
      guo_detector_flush (detector);
      candidates = guo_detector_candidates (detector, &n);
      if (find (candidates, n, id) == NULL)
        g_error ("line %zu: %s is no candidate among %zu", i + 1, id, n);
      n_first += candidates[0].protocol == find (candidates, n, id)->protocol ? 1 : 0;
      for (gsize other = 0; other < n; other++)
        if (candidates[other].differs)
          g_test_message ("line %zu, %s: %s reads it otherwise", i + 1, id, candidates[other].protocol->id);
    }
  g_test_message ("%u rows, the right one first in %u", n_rows, n_first);
  g_assert_cmpuint (n_rows, >=, 200);
  g_assert_cmpuint (n_first * 100, >=, n_rows * 85);
}

/* The pair that no program can tell apart: both are there, and it is said that they differ. */
static void
test_ambiguous (void)
{
  g_autoptr (GuoDetector) detector = guo_detector_new (NULL, NULL);
  const GuoDetectCandidate *candidates;
  const GuoDetectCandidate *rev, *fwd;
  gsize n;

  guo_detector_push (detector, (const guint8 *) "=000.3000=000.3000=000.3000", 27);
  candidates = guo_detector_candidates (detector, &n);
  rev = find (candidates, n, "yaohua-eq-rev");
  fwd = find (candidates, n, "yaohua-eq-fwd");
  g_assert_nonnull (rev);
  g_assert_nonnull (fwd);
  g_assert_cmpint (rev->last.mantissa, ==, 3000);
  g_assert_cmpint (rev->last.exponent, ==, -3);
  g_assert_cmpint (fwd->last.mantissa, ==, 3000);
  g_assert_cmpint (fwd->last.exponent, ==, -4);
  g_assert_true (rev->differs || fwd->differs);
}

/* With the checksum right in every frame, the protocol that asks for it comes first. */
static void
test_checksum_first (void)
{
  g_autoptr (GuoDetector) detector = guo_detector_new (NULL, NULL);
  const GuoDetectCandidate *candidates;
  gsize n;

  for (guint i = 0; i < 5; i++)
    guo_detector_push (detector, (const guint8 *) "\x02\x2c\x30\x20" "012345000000\r\x26", 18);
  candidates = guo_detector_candidates (detector, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (candidates[0].protocol->id, ==, "mt-cont-chk");
  g_assert_cmpuint (candidates[0].explained_permille, ==, 1000);
  g_assert_cmpstr (candidates[1].protocol->id, ==, "mt-cont");
  g_assert_false (candidates[1].differs);
}

/* One or two frames without a checksum prove nothing; nothing at all neither. */
static void
test_too_little (void)
{
  g_autoptr (GuoDetector) detector = guo_detector_new (NULL, NULL);
  gsize n;

  guo_detector_candidates (detector, &n);
  g_assert_cmpuint (n, ==, 0);
  guo_detector_push (detector, (const guint8 *) "ww00015.000kg\r\nww00015.000kg\r\n", 30);
  guo_detector_candidates (detector, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* Reports of USB are no stream: each is one frame, by the layout that the device describes. */
static void
test_reports (void)
{
  const GuoScaleConfig config = { .report = &guo_hid_scale_usual_layout };
  g_autoptr (GuoDetector) detector = guo_detector_new (&guo_scale_usb_hid, &config);
  const GuoDetectCandidate *candidates;
  gsize n;

  for (guint i = 0; i < 5; i++)
    {
      guo_detector_push (detector, (const guint8 *) "\x03\x04\x03\xfe\xfa\x00", 6);
      guo_detector_flush (detector);
    }
  candidates = guo_detector_candidates (detector, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (candidates[0].protocol->id, ==, "usb-hid-scale");
  g_assert_cmpint (candidates[0].last.mantissa, ==, 250);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drivers/detect/rows", test_rows);
  g_test_add_func ("/drivers/detect/ambiguous", test_ambiguous);
  g_test_add_func ("/drivers/detect/checksum-first", test_checksum_first);
  g_test_add_func ("/drivers/detect/too-little", test_too_little);
  g_test_add_func ("/drivers/detect/reports", test_reports);
  return g_test_run ();
}
