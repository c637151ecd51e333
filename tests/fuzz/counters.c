/* A register map and polls of it: JSON of a whole record, or a map, a NUL, and polls as bytes (two of milliseconds passed,
 * high byte first, ffff for no answer; else the words). What is counted is what can have been counted, and the same after
 * it was saved and restored; the same bytes are also heard as answers from the wire. */
#include "drivers/grader/counter-poll.h"
#include "drivers/grader/counter-record.h"
#include "drivers/grader/json.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

#define NO_ANSWER 0xffff
#define POLLS_MOST 200
#define ITEMS_MOST 64 /* more only take time */

static void
read_record (const guint8 *data, gsize size)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *record = guo_json_parse ((const gchar *) data, size, &error);
  json_auto_t *answer = NULL;

  g_assert_true ((record == NULL) == (error != NULL));
  if (record == NULL)
    return;
  answer = guo_counter_record_read (record, &error);
  g_assert_true ((answer == NULL) == (error != NULL));
}

static GuoCounters *
saved_and_restored (GuoCounterMap *map, const GuoCounters *counters)
{
  json_auto_t *saved = guo_counters_save (counters);
  GuoCounters *restored = guo_counters_restore (map, saved, NULL);

  g_assert_nonnull (restored);
  return restored;
}

static void
check_poll (GuoCounterMap *map, GuoCounters *counters, gint64 now_ms, const guint16 *words, gint64 *totals)
{
  g_autoptr(GuoCounters) twin = saved_and_restored (map, counters);
  guint n;
  guint n_twin;
  const GuoCounterEvent *events;

  guo_counters_poll (counters, now_ms, words);
  guo_counters_poll (twin, now_ms, words);
  events = guo_counters_events (counters, &n);
  guo_counters_events (twin, &n_twin);
  g_assert_cmpuint (n, ==, n_twin);
  g_assert_cmpuint (n, <=, 2 + map->n_items);
  for (guint i = 0; i < n; i++)
    json_decref (guo_counter_event_json (&events[i], now_ms));
  for (guint i = 0; i < map->n_items; i++)
    {
      gint64 delta = guo_counters_delta (counters, i);

      totals[i] += delta;
      g_assert_cmpint (delta, >=, 0);
      g_assert_cmpint (delta * 1000, <=, map->items[i].max_per_s * now_ms * 2 + 10000);
      g_assert_cmpint (delta, ==, guo_counters_delta (twin, i));
      g_assert_cmpint (totals[i], ==, guo_counters_total (counters, i));
      g_assert_cmpint (totals[i], ==, guo_counters_total (twin, i));
    }
}

static void
poll_map (GuoCounterMap *map, const guint8 *data, gsize size)
{
  g_autoptr(GuoCounters) counters = guo_counters_new (map);
  g_autofree guint16 *words = g_new0 (guint16, map->n_words);
  g_autofree gint64 *totals = g_new0 (gint64, map->n_items);
  gsize len = 2 * (gsize) map->n_words;
  gint64 now_ms = 0;

  for (guint polls = 0; size >= 2 && polls < POLLS_MOST; polls++)
    {
      guint passed = guo_modbus_word (data);

      data += 2;
      size -= 2;
      if (passed != NO_ANSWER && size < len)
        return;
      for (guint i = 0; passed != NO_ANSWER && i < map->n_words; i++)
        words[i] = guo_modbus_word (data + 2 * i);
      now_ms += passed;
      check_poll (map, counters, now_ms, passed != NO_ANSWER ? words : NULL, totals);
      data += passed != NO_ANSWER ? len : 0;
      size -= passed != NO_ANSWER ? len : 0;
    }
}

/* Cut or whole, the bytes bring the poll equally far. */
static void
hear (GuoCounterMap *map, gboolean tcp, const guint8 *data, gsize size)
{
  GuoCounterPoll whole;
  GuoCounterPoll cut;
  GuoCounterPollStatus status = GUO_COUNTER_POLL_WAITS;

  guo_counter_poll_init (&whole, map, tcp);
  guo_counter_poll_init (&cut, map, tcp);
  guo_counter_poll_begin (&whole);
  guo_counter_poll_begin (&cut);
  for (gsize i = 0; i < size && status == GUO_COUNTER_POLL_WAITS; i++)
    status = guo_counter_poll_push (&cut, data + i, 1);
  g_assert_cmpint (guo_counter_poll_push (&whole, data, size), ==, status);
  g_assert_cmpuint (whole.block, ==, cut.block);
  guo_counter_poll_clear (&whole);
  guo_counter_poll_clear (&cut);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const guint8 *end = size > 0 ? memchr (data, '\0', size) : NULL;
  g_autoptr(GuoCounterMap) map = NULL;
  g_autoptr(GError) error = NULL;
  gsize head;

  if (end == NULL)
    {
      read_record (data, size);
      return 0;
    }
  head = (gsize) (end - data);
  map = guo_counter_map_parse ((const gchar *) data, head, &error);
  g_assert_true ((map == NULL) == (error != NULL));
  if (map == NULL || map->n_items > ITEMS_MOST)
    return 0;
  poll_map (map, end + 1, size - head - 1);
  hear (map, TRUE, end + 1, size - head - 1);
  hear (map, FALSE, end + 1, size - head - 1);
  return 0;
}
