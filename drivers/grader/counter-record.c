#include "drivers/grader/counter-record.h"

#include "drivers/grader/json.h"

#include <string.h>

#define LATEST_MS G_GINT64_CONSTANT (100000000000000) /* the year 5138, as a clock counts from 1970 */

/* The words of one poll; FALSE with an error where a register of an item is missing or is no register. */
static gboolean
read_words (const GuoCounterMap *map, json_t *registers, const gchar *at, guint16 *words, GError **error)
{
  g_autofree gchar *inside = g_strconcat (at, "/registers", NULL);
  const gchar *key;
  json_t *value;

  if (!json_is_object (registers))
    return guo_json_refuse (error, at, "registers", "an object of address and value, or null,");
  json_object_foreach (registers, key, value)
    if (!guo_json_is_number (key, G_MAXUINT16 + (guint64) map->address_base) || !json_is_integer (value)
        || json_integer_value (value) < 0 || json_integer_value (value) > G_MAXUINT16)
      return guo_json_refuse (error, inside, key, "an address and a value from 0 to 65535");
  for (guint i = 0; i < map->n_items; i++)
    for (guint k = 0; k < (map->items[i].type == GUO_COUNTER_U32 ? 2 : 1); k++)
      {
        gchar name[16];

        g_snprintf (name, sizeof name, "%u", map->items[i].address + k);
        value = json_object_get (registers, name);
        if (value == NULL)
          return guo_json_refuse (error, inside, name, "the register of an item");
        words[map->items[i].at + k] = (guint16) json_integer_value (value);
      }
  return TRUE;
}

static json_t *
by_item (const GuoCounterMap *map, const GuoCounters *counters, gint64 (*of) (const GuoCounters *, guint))
{
  json_t *object = json_object ();

  for (guint i = 0; i < map->n_items; i++)
    if (map->items[i].role == GUO_COUNTER_COUNTER)
      json_object_set_new (object, map->items[i].name, json_integer (of (counters, i)));
  return object;
}

static void
put_events (const GuoCounters *counters, gint64 at_ms, json_t *events)
{
  guint n;
  const GuoCounterEvent *all = guo_counters_events (counters, &n);

  for (guint i = 0; i < n; i++)
    json_array_append_new (events, guo_counter_event_json (&all[i], at_ms));
}

static gboolean
read_poll (const GuoCounterMap *map, json_t *poll, guint number, gint64 *last_ms, GuoCounters *counters, json_t *answer,
           GError **error)
{
  static const gchar *const keys[] = { "t_ms", "registers", NULL };
  g_autofree gchar *at = g_strdup_printf ("/polls/%u", number);
  g_autofree guint16 *words = g_new0 (guint16, map->n_words);
  json_t *registers = json_object_get (poll, "registers");
  gboolean answered = !json_is_null (registers);

  if (!guo_json_keys (poll, at, keys, error) || !guo_json_integer (poll, at, "t_ms", *last_ms, LATEST_MS, last_ms, error)
      || (answered && !read_words (map, registers, at, words, error)))
    return FALSE;
  guo_counters_poll (counters, *last_ms, answered ? words : NULL);
  put_events (counters, *last_ms, json_object_get (answer, "events"));
  if (answered)
    json_array_append_new (json_object_get (answer, "steps"),
                           json_pack ("{s:I, s:o}", "t_ms", (json_int_t) *last_ms, "delta",
                                      by_item (map, counters, guo_counters_delta)));
  return TRUE;
}

json_t *
guo_counter_record_read (json_t *record, GError **error)
{
  json_auto_t *answer = json_pack ("{s:[], s:{}, s:[]}", "steps", "totals", "events");
  json_t *polls = json_object_get (record, "polls");
  g_autoptr(GuoCounterMap) map = NULL;
  g_autoptr(GuoCounters) counters = NULL;
  gint64 last_ms = 0;
  gsize i;
  json_t *poll;

  if (!json_is_object (json_object_get (record, "map")) || !json_is_array (polls))
    {
      guo_json_refuse (error, "", json_is_array (polls) ? "map" : "polls", "an object \"map\" and a list \"polls\"");
      return NULL;
    }
  map = guo_counter_map_read (json_object_get (record, "map"), error);
  if (map == NULL)
    {
      g_prefix_error (error, "/map");
      return NULL;
    }
  counters = guo_counters_new (map);
  json_array_foreach (polls, i, poll)
    if (!read_poll (map, poll, (guint) i, &last_ms, counters, answer, error))
      return NULL;
  json_object_set_new (answer, "totals", by_item (map, counters, guo_counters_total));
  return json_incref (answer);
}
