#include "drivers/framer.h"
#include "drivers/encode.h"
#include "drivers/registry.h"

#include <string.h>

#define GOOD "\x02+0020002" "1B\x03"
#define BAD "\x02+0020002" "1C\x03"

static void
collect (const GuoReading *reading, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, reading->offset);
}

static GArray *
feed (GuoFramer *framer, const gchar *bytes, gsize len)
{
  GArray *offsets = g_array_new (FALSE, FALSE, sizeof (guint64));

  guo_framer_push (framer, (const guint8 *) bytes, len, collect, offsets);
  return offsets;
}

static GuoFramer *
new_framer (void)
{
  return guo_framer_new (guo_scale_protocol_find ("yaohua-tf0", NULL), NULL);
}

/* Offsets count from the first byte ever pushed, over every push. */
static void
test_offsets (void)
{
  g_autoptr (GuoFramer) framer = new_framer ();
  g_autoptr (GArray) first = feed (framer, "xyz" GOOD "\x02+", 17);
  g_autoptr (GArray) second = feed (framer, "0020002" "1B\x03" GOOD, 22);

  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpuint (g_array_index (first, guint64, 0), ==, 3);
  g_assert_cmpuint (second->len, ==, 2);
  g_assert_cmpuint (g_array_index (second, guint64, 0), ==, 15);
  g_assert_cmpuint (g_array_index (second, guint64, 1), ==, 27);
}

static void
test_counts (void)
{
  g_autoptr (GuoFramer) framer = new_framer ();
  const GuoFramerCounts *counts = guo_framer_counts (framer);
  g_autoptr (GArray) offsets = feed (framer, "x" GOOD BAD GOOD BAD BAD BAD GOOD, 1 + 12 * 7);

  g_assert_cmpuint (offsets->len, ==, 3);
  g_assert_cmpuint (counts->bytes, ==, 85);
  g_assert_cmpuint (counts->readings, ==, 3);
  g_assert_cmpuint (counts->skipped, ==, 1 + 12 * 4);
  g_assert_cmpuint (counts->bad, ==, 1 + 1 + 3);
  g_assert_cmpuint (counts->silent, ==, 0);
}

/* Half a frame that silence ends does not join with what comes later. */
static void
test_flush_forgets (void)
{
  g_autoptr (GuoFramer) framer = new_framer ();
  g_autoptr (GArray) offsets = feed (framer, GOOD, 6);
  g_autoptr (GArray) rest = NULL;

  guo_framer_flush (framer, collect, offsets);
  rest = feed (framer, &GOOD[6], 6);
  g_assert_cmpuint (offsets->len, ==, 0);
  g_assert_cmpuint (rest->len, ==, 0);
  g_assert_cmpuint (guo_framer_counts (framer)->skipped, ==, 12);
}

/* More than the buffer holds in one push, and noise without any start byte. */
static void
test_large_push (void)
{
  g_autoptr (GuoFramer) framer = new_framer ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) offsets = NULL;

  for (gsize i = 0; i < 5000; i++)
    g_byte_array_append (bytes, (const guint8 *) GOOD "\r", 13);
  for (gsize i = 0; i < 5000; i++)
    g_byte_array_append (bytes, (const guint8 *) "no frame", 8);
  offsets = feed (framer, (const gchar *) bytes->data, bytes->len);
  g_assert_cmpuint (offsets->len, ==, 5000);
  for (guint i = 0; i < 5000; i++)
    g_assert_cmpuint (g_array_index (offsets, guint64, i), ==, i * 13);
  g_assert_cmpuint (guo_framer_counts (framer)->skipped, ==, 5000 + 40000);
}

/* A made-up protocol whose frame "a...a" only silence ends: the flush of the contract. */
static GuoDecodeResult
run_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  gsize run = 0;

  while (run < len && bytes[run] == 'a')
    run++;
  if (run == 0 && len > 0)
    return (GuoDecodeResult) { bytes[0] == '!' ? GUO_DECODE_SILENT : GUO_DECODE_SKIP, 1 };
  if (run < len)
    {
      *out = (GuoReading) { .has_value = TRUE, .mantissa = (gint64) run };
      return (GuoDecodeResult) { GUO_DECODE_READING, run };
    }
  return (GuoDecodeResult) { GUO_DECODE_MORE, 0 };
}

static GuoDecodeResult
run_flush (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  *out = (GuoReading) { .has_value = TRUE, .mantissa = (gint64) len };
  return (GuoDecodeResult) { GUO_DECODE_READING, len };
}

static void
test_flush_completes (void)
{
  const GuoScaleProtocol protocol = { .id = "run", .max_frame = 8, .decode = run_decode, .flush = run_flush };
  g_autoptr (GuoFramer) framer = guo_framer_new (&protocol, NULL);
  g_autoptr (GArray) offsets = feed (framer, "aa!a", 4);

  g_assert_cmpuint (offsets->len, ==, 1);
  guo_framer_flush (framer, collect, offsets);
  g_assert_cmpuint (offsets->len, ==, 2);
  g_assert_cmpuint (g_array_index (offsets, guint64, 1), ==, 3);
  g_assert_cmpuint (guo_framer_counts (framer)->silent, ==, 1);
  g_assert_cmpuint (guo_framer_counts (framer)->skipped, ==, 0);
}

/* Whoever is asked what it is must not be zeroed, tared nor made to print by the question. */
static void
test_questions (void)
{
  static const gchar *const acts[] = { "zero", "tare", "clear-tare", "print", "tare-and-zero", "repeat", "continuous", "stop", NULL };

  for (const GuoScaleProtocol *const *at = guo_scale_protocols (); *at != NULL; at++)
    {
      const gchar *question = guo_scale_question (*at);

      g_assert_false (question != NULL && g_strv_contains (acts, question));
      for (const GuoScaleVerb *verb = (*at)->verbs; verb != NULL && verb->name != NULL; verb++)
        g_assert_cmpint (verb->effect == GUO_COMMAND_ASKS, ==, !g_strv_contains (acts, verb->name));
    }
}

static void
test_registry (void)
{
  g_autoptr (GError) error = NULL;
  const GuoScaleProtocol *const *all = guo_scale_protocols ();

  for (gsize i = 0; all[i] != NULL; i++)
    {
      g_assert_true (guo_scale_protocol_find (all[i]->id, NULL) == all[i]);
      g_assert_nonnull (all[i]->name);
      g_assert_nonnull (all[i]->models);
      g_assert_nonnull (all[i]->line);
      g_assert_nonnull (all[i]->verified);
      g_assert_cmpint (all[i]->interval_us, >, 0);
      for (const GuoScaleVerb *verb = all[i]->verbs; verb != NULL && verb->name != NULL; verb++)
        g_assert_true (verb->bytes != NULL || all[i]->encode != NULL);
      g_assert_true (all[i]->ask == NULL || guo_scale_verb (all[i], all[i]->ask) != NULL);
      g_assert_true (all[i]->poll == GUO_POLL_LISTEN || all[i]->ask != NULL);
    }
  g_assert_null (guo_scale_protocol_find ("no-such", &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_UNKNOWN_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "yaohua-tf0, "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drivers/framer/offsets", test_offsets);
  g_test_add_func ("/drivers/framer/counts", test_counts);
  g_test_add_func ("/drivers/framer/flush-forgets", test_flush_forgets);
  g_test_add_func ("/drivers/framer/flush-completes", test_flush_completes);
  g_test_add_func ("/drivers/framer/large-push", test_large_push);
  g_test_add_func ("/drivers/registry", test_registry);
  g_test_add_func ("/drivers/registry/questions", test_questions);
  return g_test_run ();
}
