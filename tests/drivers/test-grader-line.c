/* "guozhan line": the rows of tests/vectors/graders, whole, byte by byte and in random pieces; written back; the
 * limits of each field; what a stream does over its end. */
#include "drivers/grader/crc.h"
#include "drivers/grader/line-describe.h"
#include "drivers/grader/line-write.h"
#include "drivers/grader/registry.h"

#include <string.h>

static GBytes *
read_file (const gchar *path)
{
  g_autoptr (GError) error = NULL;
  gchar *text;
  gsize len;

  g_file_get_contents (path, &text, &len, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, len);
}

static GBytes *
read_vector (const gchar *name)
{
  g_autofree gchar *file = g_strconcat (name, ".txt", NULL);
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "graders", file, NULL);

  return read_file (path);
}

static json_t *
read_expected (const gchar *name)
{
  g_autofree gchar *file = g_strconcat (name, ".json", NULL);
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "graders", file, NULL);
  json_t *expected = json_load_file (path, 0, NULL);

  g_assert_nonnull (expected);
  json_object_del (expected, "file");
  return expected;
}

/* Each piece lies in a block of its own size, so that a sanitizer sees a read behind it. @piece 0: at random. */
static json_t *
describe (GBytes *bytes, gsize piece, GRand *random)
{
  g_autoptr (GuoGraderDescription) description = guo_grader_description_new ();
  gsize len;
  const guint8 *data = g_bytes_get_data (bytes, &len);

  for (gsize at = 0, n; at < len; at += n)
    {
      gsize wanted = piece != 0 ? piece : (gsize) g_rand_int_range (random, 1, 120);
      g_autofree guint8 *copy = NULL;

      n = MIN (len - at, wanted);
      copy = g_memdup2 (data + at, n);
      guo_grader_description_push (description, copy, n);
    }
  return guo_grader_description_end (description);
}

/* Member by member, so that a difference can be read. */
static void
assert_same (json_t *got, json_t *expected)
{
  const gchar *key;
  json_t *member;

  json_object_foreach (expected, key, member)
    {
      g_autofree gchar *got_text = json_dumps (json_object_get (got, key), JSON_SORT_KEYS | JSON_ENCODE_ANY);
      g_autofree gchar *expected_text = json_dumps (member, JSON_SORT_KEYS | JSON_ENCODE_ANY);

      g_assert_cmpstr (got_text, ==, expected_text);
    }
  g_assert_cmpuint (json_object_size (got), ==, json_object_size (expected));
}

static void
test_vector (gconstpointer name)
{
  g_autoptr (GBytes) bytes = read_vector (name);
  json_auto_t *expected = read_expected (name);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  json_auto_t *whole = describe (bytes, g_bytes_get_size (bytes), NULL);
  json_auto_t *single = describe (bytes, 1, NULL);

  assert_same (whole, expected);
  assert_same (single, expected);
  for (guint i = 0; i < 50; i++)
    {
      json_auto_t *pieces = describe (bytes, 0, random);

      assert_same (pieces, expected);
    }
}

/* What was read comes out again, byte for byte; the line ends are the writer's. */
typedef struct
{
  const gchar *bytes;
  guint n;
} Rewrite;

static void
rewrite (const GuoGraderRecord *record, gpointer user_data)
{
  Rewrite *self = user_data;
  gchar out[GUO_GRADER_LINE_SIZE];
  g_autoptr (GError) error = NULL;
  gsize len = guo_grader_line_write (record, out, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (len, >, 2);
  g_assert_true (memcmp (out, self->bytes + record->at_byte, len - 2) == 0);
  g_assert_true (memcmp (out + len - 2, "\r\n", 2) == 0);
  self->n++;
}

static void
test_write_back (gconstpointer name)
{
  static const GuoGraderListener listener = { .record = rewrite };
  g_autoptr (GBytes) bytes = read_vector (name);
  json_auto_t *expected = read_expected (name);
  gsize len;
  const guint8 *data = g_bytes_get_data (bytes, &len);
  Rewrite self = { (const gchar *) data, 0 };
  g_autoptr (GuoGraderLine) line = guo_grader_line_new (NULL, &listener, &self);

  guo_grader_line_push (line, data, len);
  g_assert_cmpint (self.n, ==, json_integer_value (json_object_get (json_object_get (expected, "stats"), "records")));
}

/* Bit by bit, as the definition has it. */
static guint16
slow_crc (const guint8 *bytes, gsize len)
{
  guint crc = 0xffff;

  for (gsize i = 0; i < len; i++)
    {
      crc ^= (guint) bytes[i] << 8;
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc & 0x8000) != 0 ? (crc << 1 ^ 0x1021) & 0xffff : crc << 1;
    }
  return (guint16) crc;
}

static void
test_crc (void)
{
  guint8 bytes[256];

  g_assert_cmphex (guo_grader_crc ((const guint8 *) "123456789", 9), ==, 0x29b1);
  g_assert_cmphex (guo_grader_crc (NULL, 0), ==, 0xffff);
  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (i * 167);
  for (gsize len = 0; len <= sizeof bytes; len++)
    g_assert_cmphex (guo_grader_crc (bytes, len), ==, slow_crc (bytes, len));
}

/* Frames that say what happens to a body; "" is a good record. */
typedef struct
{
  const gchar *body;
  const gchar *problems; /* codes and fields, each with a blank in front */
} BodyCase;

static const BodyCase bodies[] = {
  { "GF,1,64,99999,255,5000000,5000,1000,A0:99999,600", "" },
  { "GF,1,1,0,0,1,1,0,,0", "" },
  { "GF,1,01,,007,,,,,", "" },
  { "GF,1,1,1,1,,,,A1;b2:0;C3;D4;E5;F6;G7;H8:1,", "" },
  { "GF,4294967295,1,1,1,,,,,", "" },
  { "GF,1,0,1,1,,,,,", " out_of_range/lane" },
  { "GF,1,65,1,1,,,,,", " out_of_range/lane" },
  { "GF,1,,1,1,,,,,", " bad_field/lane" },
  { "GF,1,1,100000,1,,,,,", " out_of_range/cup" },
  { "GF,1,1,-1,1,,,,,", " out_of_range/cup" },
  { "GF,1,1,1,256,,,,,", " out_of_range/outlet" },
  { "GF,1,1,1,,,,,,", " bad_field/outlet" },
  { "GF,1,1,1,1,5000001,,,,", " out_of_range/mass_mg" },
  { "GF,1,1,1,1,99999999999999999999999999,,,,", " out_of_range/mass_mg" },
  { "GF,1,1,1,1,9999999999999999999999999x,,,,", " bad_field/mass_mg" },
  { "GF,1,1,1,1,+1,,,,", " bad_field/mass_mg" },
  { "GF,1,1,1,1,-,,,,", " bad_field/mass_mg" },
  { "GF,1,1,1,1, 1,,,,", " bad_field/mass_mg" },
  { "GF,1,1,1,1,,0,,,", " out_of_range/diameter_x10mm" },
  { "GF,1,1,1,1,,5001,,,", " out_of_range/diameter_x10mm" },
  { "GF,1,1,1,1,,,1001,,", " out_of_range/colour_permille" },
  { "GF,1,1,1,1,,,,,601", " out_of_range/brix_x10" },
  { "GF,1,1,1,1,,,,A,", " bad_field/defects" },
  { "GF,1,1,1,1,,,,A1;,", " bad_field/defects" },
  { "GF,1,1,1,1,,,,;A1,", " bad_field/defects" },
  { "GF,1,1,1,1,,,,A1:,", " bad_field/defects" },
  { "GF,1,1,1,1,,,,A1:-1,", " bad_field/defects" },
  { "GF,1,1,1,1,,,,A1:100000,", " bad_field/defects" },
  { "GF,1,1,1,1,,,,A12,", " bad_field/defects" },
  { "GF,1,1,1,1,,,,1A,", " bad_field/defects" },
  { "GF,1,1,1,1,,,,A1;A1;A1;A1;A1;A1;A1;A1;A1,", " bad_field/defects" },
  { "GF,1,1,1,1,,,,", " field_count" },
  { "GF,1,1,1,1,,,,,,", " field_count" },
  { "GF,1", " field_count" },
  { "GF", " field_count" },
  { "GF,,1,1,1,,,,,", " bad_field/seq" },
  { "GF,07,1,1,1,,,,,", " bad_field/seq" },
  { "GF,1x,1,1,1,,,,,", " bad_field/seq" },
  { "GF,4294967296,1,1,1,,,,,", " out_of_range/seq" },
  { "GF,-1,1,1,1,,,,,", " out_of_range/seq" },
  { "GS,0,,1,1,1", "" },
  { "GS,0,%E6%9E%9C,1,64,256", "" },
  { "GS,0,%E6%9E,1,4,6", " bad_field/sender" },
  { "GS,0,a%2,1,4,6", " bad_field/sender" },
  { "GS,0,a%2G,1,4,6", " bad_field/sender" },
  { "GS,0,a%00,1,4,6", " bad_field/sender" },
  { "GS,0,a%0A,1,4,6", " bad_field/sender" },
  { "GS,0,a b,1,4,6", " bad_field/sender" },
  { "GS,0,\xe6\x9e\x9c,1,4,6", " bad_field/sender" },
  { "GS,0,a,x,4,6", " bad_field/version" },
  { "GS,0,a,1,65,6", " out_of_range/lanes" },
  { "GS,0,a,1,4,257", " out_of_range/outlets" },
  { "GB,0,,", " bad_field/batch" },
  { "GB,0,a%2Cb,c", "" },
  { "GE,0,a,1", " field_count" },
  { "GE,0,a,-1,1", " out_of_range/count" },
  { "GE,0,a,1,1.5", " bad_field/mass_mg" },
  { "GH,0,", " bad_field/uptime_ms" },
  { "GH,0,86400000", "" },
  { "gf,1,1,1,1,,,,,", " unknown_record:gf" },
  { "GFF,1", " unknown_record:GFF" },
  { "G\x01,1", " unknown_record:G?" },
  { "", " unknown_record:" },
  { "a-type-that-is-too-long-to-show,1", " unknown_record:a-type-that-is-" },
};

static void
note_problem (const GuoGraderProblem *problem, gpointer user_data)
{
  GString *out = user_data;

  if (problem->code == GUO_GRADER_FRUIT_OUTSIDE_BATCH || problem->code == GUO_GRADER_BATCH_END_WITHOUT_BEGIN)
    return; /* each stands alone here */
  g_string_append_printf (out, " %s", guo_grader_code_name (problem->code));
  if (problem->field != NULL)
    g_string_append_printf (out, "/%s", problem->field);
  if (problem->text != NULL)
    g_string_append_printf (out, ":%s", problem->text);
  if (problem->count != 0)
    g_string_append_printf (out, "=%" G_GINT64_FORMAT, problem->count);
}

static void
note_batch (const GuoGraderBatch *batch, gpointer user_data)
{
  g_string_append_printf (user_data, " [%s %s]", batch->name, guo_grader_totals_name (batch->totals));
}

static const GuoGraderListener listener = { .batch = note_batch, .problem = note_problem };

static void
push_body (GuoGraderLine *line, const gchar *body)
{
  g_autofree gchar *frame
      = g_strdup_printf ("$%s*%04x\n", body, guo_grader_crc ((const guint8 *) body, strlen (body)));

  guo_grader_line_push (line, (const guint8 *) frame, strlen (frame));
}

static void
test_body (gconstpointer data)
{
  const BodyCase *c = data;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GuoGraderLine) line = guo_grader_line_new (NULL, &listener, out);
  const GuoGraderCounts *counts = &guo_grader_line_tally (line)->counts;

  push_body (line, c->body);
  g_assert_cmpstr (out->str, ==, c->problems);
  g_assert_cmpuint (counts->records, ==, c->problems[0] == '\0' ? 1 : 0);
  g_assert_cmpuint (counts->rejected, ==, c->problems[0] == '\0' ? 0 : 1);
  g_assert_cmpuint (counts->bad_crc + counts->broken + counts->skipped_bytes, ==, 0);
}

/* Streams: bodies up to NULL, and what is told of them. */
typedef struct
{
  const gchar *name;
  const gchar *bodies[12];
  const gchar *told;
} StreamCase;

static const StreamCase streams[] = {
  { "number-not-read", { "GB,5,a,", "GF,07,1,1,1,9,,,,", "GE,7,a,1,9" },
    " bad_field/seq lost=1 totals_differ_lost:a=1 [a lost_explains]" },
  { "start-with-bad-field", { "GF,90,1,1,1,9,,,,", "GS,0,a,1,0,6", "GB,1,a,", "GE,2,a,0,0" },
    " sender_restarted out_of_range/lanes [a match]" },
  { "heartbeat-first", { "GH,7,1", "GB,9,a," }, " lost=1" },
  { "heartbeat-wraps", { "GF,4294967295,1,1,1,,,,,", "GH,4294967295,1", "GF,0,1,1,1,,,,,", "GH,0,1" }, "" },
  { "heartbeat-of-the-past", { "GF,9,1,1,1,,,,,", "GH,8,1", "GH,9,1", "GH,10,1" }, " duplicate_or_old lost=1" },
  { "unknown-consumes", { "GB,1,a,", "GX,2,zzz", "GE,3,a,0,0", "GX,5" },
    " unknown_record:GX [a match] lost=1 unknown_record:GX" },
  { "farthest-ahead", { "GH,0,1", "GH,2147483647,1" }, " lost=2147483647" },
  { "first-of-the-past", { "GH,0,1", "GH,2147483648,1" }, " duplicate_or_old" },
  { "old-and-bad", { "GF,9,1,1,1,,,,,", "GF,9,0,1,1,,,,," }, " duplicate_or_old" },
  { "other-end", { "GB,1,a,", "GF,2,1,1,1,9,,,,", "GE,9,b,1,9", "GE,10,a,1,9" },
    " lost=6 batch_not_closed:a [a not_closed]" },
  { "more-seen", { "GB,1,a,", "GF,2,1,1,1,9,,,,", "GE,3,a,0,0" }, " totals_mismatch:a=1 [a mismatch]" },
  { "fewer-than-lost", { "GB,1,a,", "GF,5,1,1,1,9,,,,", "GE,6,a,9,81" }, " lost=3 totals_mismatch:a=1 [a mismatch]" },
  { "mass-differs", { "GB,1,a,", "GF,2,1,1,1,9,,,,", "GE,3,a,1,8" }, " totals_mismatch:a=1 [a mismatch]" },
  { "unweighed", { "GB,1,a,", "GF,2,1,1,1,,,,,", "GE,3,a,1,0" }, " [a match]" },
  { "closed-twice", { "GB,1,a,", "GE,2,a,0,0", "GE,3,a,0,0", "GB,4,a,", "GE,5,a,0,0" }, " [a match] [a match]" },
};

static void
test_stream (gconstpointer data)
{
  const StreamCase *c = data;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GuoGraderLine) line = guo_grader_line_new (NULL, &listener, out);

  for (const gchar *const *body = c->bodies; *body != NULL; body++)
    push_body (line, *body);
  g_assert_cmpstr (out->str, ==, c->told);
}

/* Frames as bytes, with what is counted as broken and skipped. */
typedef struct
{
  const gchar *bytes;
  const gchar *told;
  guint broken;
  guint skipped;
} FrameCase;

static const FrameCase frames[] = {
  { "$GH,1,18*F9AE\r", "", 0, 0 },
  { "$GH,1,18*f9ae\n\r\n", "", 0, 0 },
  { "$GH,1,18*F9AF\n", " bad_crc", 0, 0 },
  { "$GH,1,18*F9AE", " incomplete_at_end", 1, 0 },
  { "$GH,1,18*F9AE \n", " broken_no_crc", 1, 0 },
  { "$GH,1,18*F9A\n", " broken_no_crc", 1, 0 },
  { "$GH,1,18*F9AG\n", " broken_no_crc", 1, 0 },
  { "$GH,*1,2*F9AE\n", " broken_no_crc", 1, 0 },
  { "$GH,1,18\n", " broken_no_crc", 1, 0 },
  { "$\n$$\nab\n", " broken_no_crc broken_by_new_start broken_no_crc", 3, 2 },
  { "$*FFFF\n", " unknown_record:", 0, 0 },
  { "GH,1,18*F9AE\n", "", 0, 12 },
};

static void
test_frame (gconstpointer data)
{
  const FrameCase *c = data;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GuoGraderLine) line = guo_grader_line_new (NULL, &listener, out);
  const GuoGraderTally *tally = guo_grader_line_tally (line);

  guo_grader_line_push (line, (const guint8 *) c->bytes, strlen (c->bytes));
  guo_grader_line_end (line);
  guo_grader_line_end (line);
  g_assert_cmpstr (out->str, ==, c->told);
  g_assert_cmpuint (tally->counts.broken, ==, c->broken);
  g_assert_cmpuint (tally->counts.skipped_bytes, ==, c->skipped);
  g_assert_cmpuint (tally->bytes, ==, strlen (c->bytes));
}

/* 200 bytes are a frame, 201 are not. */
static void
test_longest (void)
{
  for (gsize len = GUO_GRADER_LINE_MAX; len <= GUO_GRADER_LINE_MAX + 1; len++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GuoGraderLine) line = guo_grader_line_new (NULL, &listener, out);
      g_autofree gchar *batch = g_strnfill (len - strlen ("$GB,0,,*0000"), 'x');
      g_autofree gchar *body = g_strdup_printf ("GB,0,%s,", batch);

      push_body (line, body);
      g_assert_cmpstr (out->str, ==, len == GUO_GRADER_LINE_MAX ? "" : " too_long");
      g_assert_cmpuint (guo_grader_line_tally (line)->counts.skipped_bytes, ==, len - GUO_GRADER_LINE_MAX);
    }
}

/* A station that was away: the books it kept, and what was missed meanwhile. */
static void
test_resume (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GuoGraderLine) before = guo_grader_line_new (NULL, &listener, out);
  g_autoptr (GuoGraderLine) after = NULL;
  GuoGraderTally kept;

  push_body (before, "GB,1,a,b");
  push_body (before, "GF,2,1,1,3,9,,,,");
  guo_grader_line_push (before, (const guint8 *) "$GF,3,", 6);
  guo_grader_line_end (before);
  kept = *guo_grader_line_tally (before);

  after = guo_grader_line_new (&kept, &listener, out);
  push_body (after, "GF,5,1,1,3,9,,,,");
  push_body (after, "GE,6,a,4,36");
  g_assert_cmpstr (out->str, ==, " incomplete_at_end lost=2 totals_differ_lost:a=2 [a lost_explains]");
  g_assert_cmpint (guo_grader_line_tally (after)->outlets[3].fruit, ==, 2);
  g_assert_cmpuint (guo_grader_line_tally (after)->counts.records, ==, 4);
  g_assert_cmpstr (guo_grader_line_tally (after)->batch.variety, ==, "b");
}

typedef struct
{
  const gchar *says;
  GuoGraderRecord record;
} WriteCase;

static const WriteCase refused[] = {
  { "lane: ", { .type = GUO_GRADER_FRUIT, .fruit = { .lane = 65, .outlet = 1, .mass_mg = 1, .diameter_x10mm = 1 } } },
  { "mass_mg: ", { .type = GUO_GRADER_FRUIT, .fruit = { .lane = 1, .outlet = 1, .mass_mg = -2, .diameter_x10mm = 1 } } },
  { "outlet: ", { .type = GUO_GRADER_FRUIT, .fruit = { .lane = 1, .outlet = -1, .mass_mg = 1, .diameter_x10mm = 1 } } },
  { "defects: ", { .type = GUO_GRADER_FRUIT, .fruit = { .lane = 1, .outlet = 1, .mass_mg = 1, .diameter_x10mm = 1,
                                                        .n_defects = 1, .defects = { { "S", 3 } } } } },
  { "batch: ", { .type = GUO_GRADER_BATCH_BEGIN, .batch = { .name = "" } } },
  { "batch: ", { .type = GUO_GRADER_BATCH_BEGIN, .batch = { .name = "\xff" } } },
  { "count: ", { .type = GUO_GRADER_BATCH_END, .batch = { .name = "a", .count = -1 } } },
  { "longer than 200", { .type = GUO_GRADER_BATCH_BEGIN, .batch = { .name = "果果果果果果果果果果果", .variety = "果果果果果果果果果果" } } },
};

static void
test_write_refused (gconstpointer data)
{
  const WriteCase *c = data;
  gchar out[GUO_GRADER_LINE_SIZE];
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (guo_grader_line_write (&c->record, out, &error), ==, 0);
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
  g_assert_nonnull (strstr (error->message, c->says));
}

static void
test_registry (void)
{
  g_assert_true (guo_grader_protocol_find ("guozhan-line") == &guo_grader_line);
  g_assert_null (guo_grader_protocol_find ("mt-cont"));
}

/* More problems than anybody reads, and more fruit. */
static void
test_description_bounded (void)
{
  g_autofree gchar *dollars = g_strnfill (GUO_GRADER_DESCRIBED_PROBLEMS + 8, '$');
  g_autoptr (GBytes) bytes = g_bytes_new_static (dollars, strlen (dollars));
  json_auto_t *described = describe (bytes, 64, NULL);

  g_assert_cmpuint (json_array_size (json_object_get (described, "problems")), ==, GUO_GRADER_DESCRIBED_PROBLEMS);
  g_assert_cmpint (json_integer_value (json_object_get (described, "problems_left_out")), ==, 8);
}

static void
add_case (const gchar *folder, const gchar *name, gconstpointer data, GTestDataFunc func)
{
  g_autofree gchar *path = g_strdup_printf ("/drivers/grader-line/%s/%s", folder, name);

  g_test_add_data_func (path, data, func);
}

static void
add_numbered (const gchar *folder, gsize number, gconstpointer data, GTestDataFunc func)
{
  g_autofree gchar *name = g_strdup_printf ("%zu", number);

  add_case (folder, name, data, func);
}

static const gchar *const vectors[] = {
  "line-bad-crc",  "line-bad-values", "line-duplicate",        "line-fruit-after-end",     "line-garbage-between",
  "line-good",     "line-good-long",  "line-joined-in-the-middle", "line-lf-only",         "line-lost",
  "line-restart-in-batch", "line-sequence-wrap", "line-too-long-and-cut", "line-wrong-total", "line-zero-fruit",
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      add_case ("vector", vectors[i], vectors[i], test_vector);
      add_case ("written-back", vectors[i], vectors[i], test_write_back);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    add_numbered ("body", i, &bodies[i], test_body);
  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++)
    add_numbered ("frame", i, &frames[i], test_frame);
  for (gsize i = 0; i < G_N_ELEMENTS (streams); i++)
    add_case ("stream", streams[i].name, &streams[i], test_stream);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    add_numbered ("write-refused", i, &refused[i], test_write_refused);
  g_test_add_func ("/drivers/grader-line/crc", test_crc);
  g_test_add_func ("/drivers/grader-line/longest", test_longest);
  g_test_add_func ("/drivers/grader-line/resume", test_resume);
  g_test_add_func ("/drivers/grader-line/registry", test_registry);
  g_test_add_func ("/drivers/grader-line/description-bounded", test_description_bounded);
  return g_test_run ();
}
