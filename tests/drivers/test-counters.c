/* Outlet counters: the sequences, words and frames of tests/vectors/graders, maps that are refused, what is kept over a
 * restart, and polls cut anywhere. */
#include "drivers/grader/counter-poll.h"
#include "drivers/grader/counter-record.h"
#include "drivers/grader/counters.h"
#include "tests/drivers/grader-vectors.h"

#include <string.h>

static const gchar *const sequences[] = {
  "batch-change", "good-abcd",       "good-badc", "good-cdab",           "good-dcba",    "jump-that-stays",
  "restart",      "reset-in-the-middle", "torn-word", "no-answer-then-catch-up", "wrap-decimal", "wrap-u32",
};

static json_t *
load_sequence (const gchar *name)
{
  g_autofree gchar *file = g_strdup_printf ("modbus-%s.json", name);

  return grader_vectors_load (file);
}

static void
assert_json (json_t *got, json_t *expected)
{
  g_autofree gchar *a = json_dumps (got, JSON_SORT_KEYS | JSON_INDENT (1));
  g_autofree gchar *b = json_dumps (expected, JSON_SORT_KEYS | JSON_INDENT (1));

  g_assert_cmpstr (a, ==, b);
}

static void
test_sequence (gconstpointer name)
{
  json_auto_t *record = load_sequence (name);
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = guo_counter_record_read (record, &error);

  g_assert_no_error (error);
  assert_json (answer, json_object_get (record, "expect"));
}

/* Words of one recorded poll. */
static guint16 *
words_of (const GuoCounterMap *map, json_t *poll)
{
  json_t *registers = json_object_get (poll, "registers");
  guint16 *words = json_is_null (registers) ? NULL : g_new0 (guint16, map->n_words);
  const gchar *key;
  json_t *value;

  json_object_foreach (registers, key, value)
    for (guint i = 0; i < map->n_blocks; i++)
      {
        guint wire = (guint) g_ascii_strtoull (key, NULL, 10) - map->address_base;

        if (wire >= map->blocks[i].start && wire < map->blocks[i].start + map->blocks[i].count)
          words[map->blocks[i].at + wire - map->blocks[i].start] = (guint16) json_integer_value (value);
      }
  return words;
}

/* Saved as text and restored between any two polls, the counters tell the same. */
static void
test_restored (gconstpointer name)
{
  json_auto_t *record = load_sequence (name);
  g_autoptr(GuoCounterMap) map = guo_counter_map_read (json_object_get (record, "map"), NULL);
  g_autoptr(GuoCounters) counters = guo_counters_new (map);
  json_auto_t *events = json_array ();
  json_t *totals = json_object_get (json_object_get (record, "expect"), "totals");
  gsize i;
  json_t *poll;

  json_array_foreach (json_object_get (record, "polls"), i, poll)
    {
      g_autofree guint16 *words = words_of (map, poll);
      gint64 at_ms = json_integer_value (json_object_get (poll, "t_ms"));
      json_auto_t *saved = NULL;
      g_autofree gchar *text = NULL;
      json_auto_t *read = NULL;
      g_autoptr(GError) error = NULL;
      const GuoCounterEvent *all;
      guint n;

      guo_counters_poll (counters, at_ms, words);
      all = guo_counters_events (counters, &n);
      for (guint k = 0; k < n; k++)
        json_array_append_new (events, guo_counter_event_json (&all[k], at_ms));
      saved = guo_counters_save (counters);
      text = json_dumps (saved, JSON_COMPACT);
      read = json_loads (text, 0, NULL);
      g_clear_pointer (&counters, guo_counters_free);
      counters = guo_counters_restore (map, read, &error);
      g_assert_no_error (error);
    }
  assert_json (events, json_object_get (json_object_get (record, "expect"), "events"));
  for (guint k = 0; k < map->n_items; k++)
    if (map->items[k].role == GUO_COUNTER_COUNTER)
      g_assert_cmpint (guo_counters_total (counters, k), ==, json_integer_value (json_object_get (totals, map->items[k].name)));
}

static void
test_words (void)
{
  json_auto_t *file = grader_vectors_load ("modbus-words.json");
  json_t *rows = json_object_get (file, "rows");
  gsize i;
  json_t *row;

  g_assert_cmpuint (json_array_size (rows), ==, 28);
  json_array_foreach (rows, i, row)
    {
      GuoCounterItem item = { .type = GUO_COUNTER_U32 };
      json_t *registers = json_object_get (row, "registers");
      guint16 words[2] = { (guint16) json_integer_value (json_array_get (registers, 0)),
                           (guint16) json_integer_value (json_array_get (registers, 1)) };
      guint16 back[2] = { 0 };

      g_assert_true (guo_word_order_find (json_string_value (json_object_get (row, "order")), &item.order));
      g_assert_cmpint (guo_counter_item_value (&item, words), ==, json_integer_value (json_object_get (row, "value")));
      guo_counter_item_put (&item, json_integer_value (json_object_get (row, "value")), back);
      g_assert_true (memcmp (back, words, sizeof words) == 0);
    }
}

static void
assert_frame (json_t *row, const gchar *key, const guint8 *bytes, gsize len)
{
  g_autoptr(GByteArray) expected = grader_vectors_bytes (row, key);

  g_assert_cmpuint (len, ==, expected->len);
  g_assert_true (memcmp (bytes, expected->data, len) == 0);
}

/* What asks and what answers of one row, each read back by the other side. */
static void
check_frame (json_t *row, gboolean tcp)
{
  json_t *registers = json_object_get (row, "registers");
  GuoModbusQuestion question = { .tcp = tcp, .unit = (guint) json_integer_value (json_object_get (row, "unit")),
                                 .function = 3, .first = (guint) json_integer_value (json_object_get (row, "start")),
                                 .count = (guint) json_array_size (registers), .transaction = tcp ? 1 : 0 };
  GuoModbusQuestion heard;
  GuoModbusAnswer answer;
  guint16 words[8];
  guint8 out[GUO_MODBUS_FRAME_MAX];
  gsize used;
  gsize len = guo_modbus_question_write (&question, out, sizeof out);

  assert_frame (row, tcp ? "tcp_request" : "rtu_request", out, len);
  g_assert_cmpint (guo_modbus_question_read (out, len, tcp, &heard, &used), ==, GUO_MODBUS_QUESTION);
  g_assert_cmpuint (used, ==, len);
  g_assert_true (memcmp (&heard, &question, sizeof heard) == 0);
  for (gsize i = 0; i < question.count; i++)
    words[i] = (guint16) json_integer_value (json_array_get (registers, i));
  len = guo_modbus_answer_write (&question, words, out, sizeof out);
  assert_frame (row, tcp ? "tcp_answer" : "rtu_answer", out, len);
  for (gsize n = 0; n < len; n++)
    g_assert_cmpint (guo_modbus_answer_read (&question, out, n).status, ==, GUO_MODBUS_MORE);
  answer = guo_modbus_answer_read (&question, out, len);
  g_assert_cmpint (answer.status, ==, GUO_MODBUS_REGISTERS);
  g_assert_cmpuint (answer.used, ==, len);
  for (gsize i = 0; i < question.count; i++)
    g_assert_cmpuint (guo_modbus_word (answer.registers + 2 * i), ==, words[i]);
}

static void
check_exception (json_t *row)
{
  const GuoModbusQuestion question = { .unit = 1, .function = 3, .first = 0, .count = 1 };
  GuoModbusAnswer answer;
  guint8 out[16];
  gsize len = guo_modbus_exception_write (&question, (guint8) json_integer_value (json_object_get (row, "exception")), out,
                                          sizeof out);

  assert_frame (row, "rtu_answer", out, len);
  answer = guo_modbus_answer_read (&question, out, len);
  g_assert_cmpint (answer.status, ==, GUO_MODBUS_EXCEPTION);
  g_assert_cmpuint (answer.exception, ==, 2);
}

static void
test_frames (void)
{
  json_auto_t *file = grader_vectors_load ("modbus-frames.json");
  json_t *rows = json_object_get (file, "rows");
  gsize i;
  json_t *row;

  g_assert_cmpuint (json_array_size (rows), ==, 4);
  json_array_foreach (rows, i, row)
    if (json_object_get (row, "registers") == NULL)
      {
        check_exception (row);
      }
    else
      {
        check_frame (row, FALSE);
        check_frame (row, TRUE);
      }
}

#define HEAD "{\"format\":\"guozhan-modbus-map/1\",\"unit_id\":1,\"function\":3,"
#define COUNTER(name, address, more)                                                                                  \
  "{\"name\":\"" name "\",\"address\":" address ",\"type\":\"u32\",\"order\":\"CDAB\",\"role\":\"counter\",\"unit\":\"g\"," more "}"
#define ITEMS(items) HEAD "\"blocks\":[{\"start\":0,\"count\":10},{\"start\":10,\"count\":10}],\"items\":[" items "]}"
#define GOOD "\"outlet\":1,\"max_per_s\":9"

typedef struct
{
  const gchar *text;
  const gchar *says; /* begins so */
} BadMap;

static const BadMap bad[] = {
  { "{", "line 1, column" },
  { "[]", "/: an object" },
  { "{\"format\":\"guozhan-modbus-map/2\"}", "/format: " },
  { "{\"format\":\"guozhan-modbus-map/1\",\"unit_id\":256}", "/unit_id: a whole number from 0 to 255" },
  { "{\"format\":\"guozhan-modbus-map/1\",\"unit_id\":1,\"function\":6}", "/function: " },
  { HEAD "\"speed\":1}", "/speed: " },
  { HEAD "\"address_base\":2}", "/address_base: " },
  { HEAD "\"poll_ms\":1}", "/poll_ms: " },
  { HEAD "\"a/b~c\":1}", "/a~1b~0c: " },
  { HEAD "\"blocks\":[]}", "/blocks: " },
  { HEAD "\"blocks\":[{\"start\":0,\"count\":126}]}", "/blocks/0/count: a whole number from 1 to 125" },
  { HEAD "\"blocks\":[{\"start\":65535,\"count\":2}]}", "/blocks/0/count: " },
  { HEAD "\"blocks\":[{\"start\":0,\"count\":10},{\"start\":9,\"count\":2}]}", "/blocks/1: registers that no other" },
  { HEAD "\"address_base\":1,\"blocks\":[{\"start\":0,\"count\":1}]}", "/blocks/0/start: a whole number from 1 to 65536" },
  { ITEMS (""), "/items: " },
  { ITEMS ("3"), "/items/0: an object" },
  { ITEMS ("{}"), "/items/0/name: " },
  { ITEMS ("{\"name\":\"a\"}"), "/items/0/address: " },
  { ITEMS ("{\"name\":\"a\",\"address\":0,\"type\":\"f32\"}"), "/items/0/type: one of u16, u32" },
  { ITEMS ("{\"name\":\"a\",\"address\":0,\"type\":\"u16\",\"role\":\"speed\"}"), "/items/0/role: one of boot, batch" },
  { ITEMS ("{\"name\":\"a\",\"address\":0,\"type\":\"u16\",\"role\":\"boot\",\"outlet\":1}"), "/items/0/outlet: " },
  { ITEMS ("{\"name\":\"a\",\"address\":0,\"type\":\"u32\",\"role\":\"boot\"}"), "/items/0/order: one of ABCD" },
  { ITEMS ("{\"name\":\"a\",\"address\":0,\"type\":\"u32\",\"order\":\"DABC\",\"role\":\"boot\"}"), "/items/0/order: " },
  { ITEMS ("{\"name\":\"a\",\"address\":0,\"type\":\"u16\",\"order\":\"ABCD\",\"role\":\"boot\"}"), "/items/0/order: no order" },
  { ITEMS ("{\"name\":\"a\",\"address\":20,\"type\":\"u16\",\"role\":\"boot\"}"), "/items/0/address: an address that a block" },
  { ITEMS (COUNTER ("a", "9", GOOD)), "/items/0/address: both words" },
  { ITEMS (COUNTER ("a", "0", "\"max_per_s\":9")), "/items/0/outlet: " },
  { ITEMS (COUNTER ("a", "0", "\"outlet\":1")), "/items/0/max_per_s: " },
  { ITEMS (COUNTER ("a", "0", GOOD ",\"modulus\":4294967297")), "/items/0/modulus: " },
  { ITEMS (COUNTER ("a", "0", GOOD ",\"reset_on_batch\":1")), "/items/0/reset_on_batch: " },
  { ITEMS (COUNTER ("a", "0", GOOD ",\"unit\":\"lb\"")), "line 1, column" },
  { ITEMS (COUNTER ("a", "0", GOOD) "," COUNTER ("a", "2", "\"outlet\":2,\"max_per_s\":9")), "/items/1/name: " },
  { ITEMS (COUNTER ("a", "0", GOOD) "," COUNTER ("b", "1", "\"outlet\":2,\"max_per_s\":9")), "/items/1/address: registers" },
  { ITEMS (COUNTER ("a", "0", GOOD) "," COUNTER ("b", "2", GOOD)), "/items/1/outlet: " },
  { ITEMS ("{\"name\":\"a\",\"address\":0,\"type\":\"u16\",\"role\":\"boot\"},"
           "{\"name\":\"b\",\"address\":1,\"type\":\"u16\",\"role\":\"boot\"}"), "/items/1/role: " },
  { ITEMS ("{\"name\":\"a\",\"address\":0,\"type\":\"u16\",\"role\":\"state\",\"values\":{\"07\":\"on\"}}"), "/items/0/values: " },
};

static void
test_bad_map (gconstpointer data)
{
  const BadMap *c = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoCounterMap) map = guo_counter_map_parse (c->text, strlen (c->text), &error);

  g_assert_null (map);
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE);
  if (!g_str_has_prefix (error->message, c->says))
    g_error ("\"%s\" does not begin with \"%s\"", error->message, c->says);
}

#define RECORD(polls) "{\"map\":" HEAD "\"blocks\":[{\"start\":0,\"count\":1}],\"items\":[" \
                      "{\"name\":\"a\",\"address\":0,\"type\":\"u16\",\"role\":\"boot\"}]},\"polls\":" polls "}"

static const BadMap bad_records[] = {
  { "[]", "/polls: " },
  { "{\"map\":{},\"polls\":7}", "/polls: " },
  { "{\"polls\":[]}", "/map: " },
  { "{\"map\":{\"format\":1},\"polls\":[]}", "/map/format: " },
  { RECORD ("[1]"), "/polls/0: an object" },
  { RECORD ("[{\"t_ms\":1.5,\"registers\":null}]"), "/polls/0/t_ms: " },
  { RECORD ("[{\"t_ms\":5,\"registers\":null},{\"t_ms\":4,\"registers\":null}]"), "/polls/1/t_ms: a whole number from 5" },
  { RECORD ("[{\"t_ms\":5}]"), "/polls/0/registers: " },
  { RECORD ("[{\"t_ms\":5,\"registers\":{}}]"), "/polls/0/registers/0: the register of an item" },
  { RECORD ("[{\"t_ms\":5,\"registers\":{\"0\":65536}}]"), "/polls/0/registers/0: " },
  { RECORD ("[{\"t_ms\":5,\"registers\":{\"0\":1,\"x\":1}}]"), "/polls/0/registers/x: " },
  { RECORD ("[{\"t_ms\":5,\"registers\":null,\"by\":1}]"), "/polls/0/by: " },
};

static void
test_bad_record (gconstpointer data)
{
  const BadMap *c = data;
  g_autoptr(GError) error = NULL;
  json_auto_t *record = json_loads (c->text, 0, NULL);
  json_auto_t *answer = guo_counter_record_read (record, &error);

  g_assert_nonnull (record);
  g_assert_null (answer);
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE);
  if (!g_str_has_prefix (error->message, c->says))
    g_error ("\"%s\" does not begin with \"%s\"", error->message, c->says);
}

/* A panel's drawing counts from 1; the wire does not. */
static void
test_address_base (void)
{
  static const gchar text[] = HEAD "\"address_base\":1,\"blocks\":[{\"start\":1,\"count\":2}],\"items\":["
                                   COUNTER ("a", "1", GOOD) "]}";
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoCounterMap) map = guo_counter_map_parse (text, sizeof text - 1, &error);
  GuoModbusQuestion question;

  g_assert_no_error (error);
  question = guo_counter_map_question (map, 0, FALSE, 0);
  g_assert_cmpuint (question.first, ==, 0);
  g_assert_cmpuint (question.count, ==, 2);
  g_assert_cmpuint (map->items[0].at, ==, 0);
}

/* Counts of outlet 1 in both units, and nothing of an outlet that has no counter. */
static void
test_outlets (void)
{
  g_autoptr(GuoCounterMap) map = guo_counter_map_builtin ("guozhan-outlets", NULL);
  g_autoptr(GuoCounters) counters = guo_counters_new (map);
  g_autofree guint16 *words = g_new0 (guint16, map->n_words);
  gint64 fruit;
  gint64 mass_mg;

  g_assert_cmpint (guo_counters_value (counters, GUO_COUNTER_BATCH), ==, -1);
  guo_counters_poll (counters, 0, words);
  guo_counter_item_put (&map->items[1], 42, words);
  guo_counter_item_put (&map->items[2], 1, words);
  guo_counter_item_put (&map->items[5], 7, words);
  guo_counter_item_put (&map->items[6], 260, words);
  guo_counters_poll (counters, 1000, words);
  g_assert_true (guo_counters_outlet (counters, 1, &fruit, &mass_mg));
  g_assert_cmpint (fruit, ==, 7);
  g_assert_cmpint (mass_mg, ==, 260000);
  g_assert_false (guo_counters_outlet (counters, 9, &fruit, &mass_mg));
  g_assert_cmpint (fruit + mass_mg, ==, 0);
  g_assert_cmpint (guo_counters_value (counters, GUO_COUNTER_BATCH), ==, 42);
  g_assert_cmpint (guo_counters_value (counters, GUO_COUNTER_STATE), ==, 1);
  g_assert_cmpstr (json_string_value (json_object_get (map->items[2].states, "1")), ==, "running");
}

/* A PLC that keeps its counters over a power-up, against the map's word: they are no fruit of this second. */
static void
test_kept_over_restart (void)
{
  g_autoptr(GuoCounterMap) map = guo_counter_map_builtin ("guozhan-outlets", NULL);
  g_autoptr(GuoCounters) counters = guo_counters_new (map);
  g_autofree guint16 *words = g_new0 (guint16, map->n_words);
  const GuoCounterEvent *events;
  guint n;

  guo_counter_item_put (&map->items[5], 52000, words);
  guo_counters_poll (counters, 0, words);
  guo_counter_item_put (&map->items[0], 1, words);
  for (gint64 at_ms = 1000; at_ms <= 3000; at_ms += 1000)
    guo_counters_poll (counters, at_ms, words);
  events = guo_counters_events (counters, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (events[0].kind, ==, GUO_COUNTER_REBASED);
  g_assert_cmpint (guo_counters_total (counters, 5), ==, 0);
  guo_counter_item_put (&map->items[5], 52004, words);
  guo_counters_poll (counters, 4000, words);
  g_assert_cmpint (guo_counters_total (counters, 5), ==, 4);
}

/* A clock that was set back: nothing is counted twice, nothing is believed that took no time. */
static void
test_clock_back (void)
{
  g_autoptr(GuoCounterMap) map = guo_counter_map_builtin ("guozhan-outlets", NULL);
  g_autoptr(GuoCounters) counters = guo_counters_new (map);
  g_autofree guint16 *words = g_new0 (guint16, map->n_words);

  guo_counters_poll (counters, 5000, words);
  guo_counter_item_put (&map->items[5], 10, words);
  guo_counters_poll (counters, 1000, words);
  g_assert_cmpint (guo_counters_delta (counters, 5), ==, 10);
  guo_counter_item_put (&map->items[5], 21, words);
  guo_counters_poll (counters, -G_MAXINT32, words);
  g_assert_cmpint (guo_counters_delta (counters, 5), ==, 0);
}

static void
test_not_restored (void)
{
  static const gchar *const wrong[] = {
    "[]", "{}", "{\"format\":\"guozhan-counters/1\"}", "{\"format\":\"guozhan-counters/1\",\"map\":\"%s\"}",
    "{\"format\":\"guozhan-counters/1\",\"map\":\"%s\",\"items\":{\"boot_count\":{\"value\":65536}}}",
    "{\"format\":\"guozhan-counters/1\",\"map\":\"%s\",\"items\":{\"boot_count\":{\"value\":1,\"good_ms\":0,\"jumps\":3,\"total\":0}}}",
    "{\"format\":\"guozhan-counters/1\",\"map\":\"another\",\"items\":{}}",
  };
  g_autoptr(GuoCounterMap) map = guo_counter_map_builtin ("guozhan-outlets", NULL);
  g_autofree gchar *digest = guo_counter_map_digest (map);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto(GStrv) parts = g_strsplit (wrong[i], "%s", 2);
      g_autofree gchar *text = g_strjoinv (digest, parts);
      json_auto_t *saved = json_loads (text, 0, NULL);
      g_autoptr(GError) error = NULL;

      g_assert_nonnull (saved);
      g_assert_null (guo_counters_restore (map, saved, &error));
      g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE);
      g_assert_true (error->message[0] == '/');
    }
}

static GuoCounterMap *
two_blocks (void)
{
  static const gchar text[] = ITEMS (COUNTER ("a", "0", GOOD) "," COUNTER ("b", "18", "\"outlet\":2,\"max_per_s\":9"));

  return guo_counter_map_parse (text, sizeof text - 1, NULL);
}

/* Asks for both blocks; each answer comes in pieces of @piece, behind a late answer (TCP) or noise (RTU). */
static void
poll_in_pieces (gboolean tcp, gsize piece)
{
  g_autoptr(GuoCounterMap) map = two_blocks ();
  GuoCounterPoll poll;
  GuoCounterPollStatus status = GUO_COUNTER_POLL_ASKS;

  guo_counter_poll_init (&poll, map, tcp);
  guo_counter_poll_begin (&poll);
  for (guint block = 0; block < 2; block++)
    {
      guint16 registers[10] = { (guint16) (block + 1), 2, 3, 4, 5, 6, 7, 8, (guint16) (block + 9), 10 };
      guint8 bytes[3 * GUO_MODBUS_FRAME_MAX];
      GuoModbusQuestion heard;
      gsize used;
      gsize len = guo_counter_poll_question (&poll, bytes, sizeof bytes);

      g_assert_cmpint (status, ==, GUO_COUNTER_POLL_ASKS);
      g_assert_cmpint (guo_modbus_question_read (bytes, len, tcp, &heard, &used), ==, GUO_MODBUS_QUESTION);
      g_assert_cmpuint (heard.first, ==, 10 * block);
      heard.transaction--;
      heard.unit += tcp ? 0 : 1;
      len = guo_modbus_answer_write (&heard, (guint16[10]) { 0 }, bytes, sizeof bytes);
      heard.transaction++;
      heard.unit -= tcp ? 0 : 1;
      len += guo_modbus_answer_write (&heard, registers, bytes + len, sizeof bytes - len);
      status = GUO_COUNTER_POLL_WAITS;
      for (gsize at = 0; at < len; at += piece)
        {
          g_assert_cmpint (status, ==, GUO_COUNTER_POLL_WAITS);
          status = guo_counter_poll_push (&poll, bytes + at, MIN (piece, len - at));
        }
    }
  g_assert_cmpint (status, ==, GUO_COUNTER_POLL_DONE);
  g_assert_cmpint (guo_counter_item_value (&map->items[0], poll.words), ==, 1 | 2 << 16);
  g_assert_cmpint (guo_counter_item_value (&map->items[1], poll.words), ==, 10 | 10 << 16);
  guo_counter_poll_clear (&poll);
}

static void
test_poll (gconstpointer way)
{
  for (gsize piece = 1; piece < 120; piece++)
    poll_in_pieces (strcmp (way, "tcp") == 0, piece);
}

static void
test_poll_refused (void)
{
  g_autoptr(GuoCounterMap) map = two_blocks ();
  GuoCounterPoll poll;

  guo_counter_poll_init (&poll, map, FALSE);
  guo_counter_poll_begin (&poll);
  g_assert_cmpint (guo_counter_poll_push (&poll, (const guint8 *) "\x01\x83\x02\xc0\xf1", 5), ==, GUO_COUNTER_POLL_REFUSED);
  g_assert_cmpuint (poll.exception, ==, 2);
  g_assert_cmpint (guo_counter_poll_push (&poll, (const guint8 *) "\x01\x83\x02\xc0\xf1", 5), ==, GUO_COUNTER_POLL_WAITS);
  guo_counter_poll_clear (&poll);
}

static void
add_tables (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sequences); i++)
    {
      g_autofree gchar *path = g_strconcat ("/drivers/grader/counters/", sequences[i], NULL);
      g_autofree gchar *restored = g_strconcat ("/drivers/grader/counters-restored/", sequences[i], NULL);

      g_test_add_data_func (path, sequences[i], test_sequence);
      g_test_add_data_func (restored, sequences[i], test_restored);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/drivers/grader/counter-map/bad/%zu", i);

      g_test_add_data_func (path, &bad[i], test_bad_map);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad_records); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/drivers/grader/counter-record/bad/%zu", i);

      g_test_add_data_func (path, &bad_records[i], test_bad_record);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_tables ();
  g_test_add_func ("/drivers/grader/words", test_words);
  g_test_add_func ("/drivers/grader/frames", test_frames);
  g_test_add_func ("/drivers/grader/counter-map/address-base", test_address_base);
  g_test_add_func ("/drivers/grader/counters/outlets", test_outlets);
  g_test_add_func ("/drivers/grader/counters/kept-over-restart", test_kept_over_restart);
  g_test_add_func ("/drivers/grader/counters/clock-back", test_clock_back);
  g_test_add_func ("/drivers/grader/counters/not-restored", test_not_restored);
  g_test_add_data_func ("/drivers/grader/counter-poll/tcp", "tcp", test_poll);
  g_test_add_data_func ("/drivers/grader/counter-poll/rtu", "rtu", test_poll);
  g_test_add_func ("/drivers/grader/counter-poll/refused", test_poll_refused);
  return g_test_run ();
}
