#include "drivers/grader/counters.h"

#include "drivers/grader/json.h"

#include <string.h>

#define FORMAT "guozhan-counters/1"
#define JUMPS_BELIEVED 3
/* What is allowed grows with the time without an answer; 31 years are enough, and the product stays an integer. */
#define LONGEST_MS G_GINT64_CONSTANT (1000000000000)
#define TOTAL_MAX G_GINT64_CONSTANT (1000000000000000)

typedef struct
{
  gboolean known; /* value and good_ms are set */
  gint64 value;   /* the last that was believed */
  gint64 good_ms; /* when */
  guint jumps;    /* not believed in a row */
  gint64 delta;
  gint64 total;
} State;

struct _GuoCounters
{
  GuoCounterMap *map;
  State *states;   /* of each item; of what is no counter: value only */
  GArray *events;  /* GuoCounterEvent of the last poll */
};

GuoCounters *
guo_counters_new (GuoCounterMap *map)
{
  GuoCounters *self = g_new0 (GuoCounters, 1);

  self->map = guo_counter_map_ref (map);
  self->states = g_new0 (State, map->n_items);
  self->events = g_array_new (FALSE, FALSE, sizeof (GuoCounterEvent));
  return self;
}

void
guo_counters_free (GuoCounters *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->events);
  g_free (self->states);
  guo_counter_map_unref (self->map);
  g_free (self);
}

static void
tell (GuoCounters *self, GuoCounterEventKind kind, const GuoCounterItem *item, gint64 from, gint64 to)
{
  const GuoCounterEvent event = { kind, item, from, to };

  g_array_append_val (self->events, event);
}

static gboolean
plausible (const GuoCounterItem *item, gint64 counted, gint64 for_ms)
{
  return counted * 1000 <= item->max_per_s * CLAMP (for_ms, 0, LONGEST_MS) * 2 + 10000;
}

static void
believe (State *state, gint64 value, gint64 counted, gint64 at_ms)
{
  state->value = value;
  state->good_ms = at_ms;
  state->jumps = 0;
  state->delta = counted;
  state->total += counted;
}

static void
count (GuoCounters *self, const GuoCounterItem *item, State *state, gint64 value, gint64 at_ms)
{
  gint64 for_ms = at_ms - state->good_ms;
  gint64 counted = ((value - state->value) % item->modulus + item->modulus) % item->modulus;
  gint64 old = state->value;

  if (!state->known)
    {
      state->known = TRUE;
      believe (state, value, 0, at_ms);
    }
  else if (plausible (item, counted, for_ms))
    {
      believe (state, value, counted, at_ms);
    }
  else if (value < old && plausible (item, value, for_ms))
    {
      believe (state, value, value, at_ms);
      tell (self, GUO_COUNTER_RESET, item, old, value);
    }
  else if (++state->jumps < JUMPS_BELIEVED)
    {
      tell (self, GUO_COUNTER_JUMP, item, old, value);
    }
  else
    {
      believe (state, value, 0, at_ms);
      tell (self, GUO_COUNTER_REBASED, item, old, value);
    }
}

/* Returns: whether the item of @role has another value than at the last answer. */
static gboolean
changed (GuoCounters *self, GuoCounterRole role, const guint16 *words, gint64 *from, gint64 *to)
{
  for (guint i = 0; i < self->map->n_items; i++)
    if (self->map->items[i].role == role)
      {
        State *state = &self->states[i];
        gboolean known = state->known;

        *from = state->value;
        *to = guo_counter_item_value (&self->map->items[i], words);
        state->known = TRUE;
        state->value = *to;
        return known && *from != *to;
      }
  return FALSE;
}

/* The counters (after a batch: those that it clears) count from 0; since when the last good value was says what they
 * can have got to. */
static void
begin_anew (GuoCounters *self, gboolean all)
{
  for (guint i = 0; i < self->map->n_items; i++)
    if (self->map->items[i].role == GUO_COUNTER_COUNTER && (all || self->map->items[i].reset_on_batch))
      {
        self->states[i].value = 0;
        self->states[i].jumps = 0;
      }
}

void
guo_counters_poll (GuoCounters *self, gint64 at_ms, const guint16 *words)
{
  gint64 from = 0;
  gint64 to = 0;

  g_array_set_size (self->events, 0);
  for (guint i = 0; i < self->map->n_items; i++)
    self->states[i].delta = 0;
  if (words == NULL)
    {
      tell (self, GUO_COUNTER_NO_ANSWER, NULL, 0, 0);
      return;
    }
  if (changed (self, GUO_COUNTER_BOOT, words, &from, &to))
    {
      tell (self, GUO_COUNTER_RESTARTED, NULL, from, to);
      begin_anew (self, TRUE);
    }
  if (changed (self, GUO_COUNTER_BATCH, words, &from, &to))
    {
      tell (self, GUO_COUNTER_BATCH_CHANGED, NULL, from, to);
      begin_anew (self, FALSE);
    }
  (void) changed (self, GUO_COUNTER_STATE, words, &from, &to);
  for (guint i = 0; i < self->map->n_items; i++)
    if (self->map->items[i].role == GUO_COUNTER_COUNTER)
      count (self, &self->map->items[i], &self->states[i], guo_counter_item_value (&self->map->items[i], words), at_ms);
}

const GuoCounterEvent *
guo_counters_events (const GuoCounters *self, guint *n)
{
  *n = self->events->len;
  return (const GuoCounterEvent *) (gpointer) self->events->data;
}

gint64
guo_counters_delta (const GuoCounters *self, guint item)
{
  return self->states[item].delta;
}

gint64
guo_counters_total (const GuoCounters *self, guint item)
{
  return self->states[item].total;
}

gboolean
guo_counters_outlet (const GuoCounters *self, guint outlet, gint64 *fruit, gint64 *mass_mg)
{
  static const gint64 worth[] = { [GUO_COUNTER_MG] = 1, [GUO_COUNTER_G] = 1000, [GUO_COUNTER_KG] = 1000000 };
  gboolean counts = FALSE;

  *fruit = 0;
  *mass_mg = 0;
  for (guint i = 0; i < self->map->n_items; i++)
    {
      const GuoCounterItem *item = &self->map->items[i];

      if (item->role != GUO_COUNTER_COUNTER || item->outlet != outlet)
        continue;
      counts = TRUE;
      if (item->unit == GUO_COUNTER_FRUIT)
        *fruit = self->states[i].total;
      else
        *mass_mg = MIN (self->states[i].total, G_MAXINT64 / worth[item->unit]) * worth[item->unit];
    }
  return counts;
}

gint64
guo_counters_value (const GuoCounters *self, GuoCounterRole role)
{
  for (guint i = 0; i < self->map->n_items; i++)
    if (self->map->items[i].role == role && role != GUO_COUNTER_COUNTER && self->states[i].known)
      return self->states[i].value;
  return -1;
}

json_t *
guo_counters_save (const GuoCounters *self)
{
  g_autofree gchar *digest = guo_counter_map_digest (self->map);
  json_t *items = json_object ();

  for (guint i = 0; i < self->map->n_items; i++)
    {
      const State *state = &self->states[i];

      if (state->known)
        json_object_set_new (items, self->map->items[i].name,
                             json_pack ("{s:I, s:I, s:i, s:I}", "value", (json_int_t) state->value, "good_ms",
                                        (json_int_t) state->good_ms, "jumps", (gint) state->jumps, "total",
                                        (json_int_t) state->total));
    }
  return json_pack ("{s:s, s:s, s:o}", "format", FORMAT, "map", digest, "items", items);
}

static gboolean
restore_item (State *state, const GuoCounterItem *item, json_t *saved, GError **error)
{
  static const gchar *const keys[] = { "value", "good_ms", "jumps", "total", NULL };
  g_autofree gchar *at = g_strdup_printf ("/items/%s", item->name);
  gint64 jumps;

  if (!guo_json_keys (saved, at, keys, error)
      || !guo_json_integer (saved, at, "value", 0, item->type == GUO_COUNTER_U16 ? G_MAXUINT16 : G_MAXUINT32, &state->value,
                            error)
      || !guo_json_integer (saved, at, "good_ms", -LONGEST_MS * 1000, LONGEST_MS * 1000, &state->good_ms, error)
      || !guo_json_integer (saved, at, "jumps", 0, JUMPS_BELIEVED - 1, &jumps, error)
      || !guo_json_integer (saved, at, "total", 0, TOTAL_MAX, &state->total, error))
    return FALSE;
  state->known = TRUE;
  state->jumps = (guint) jumps;
  return TRUE;
}

GuoCounters *
guo_counters_restore (GuoCounterMap *map, json_t *saved, GError **error)
{
  static const gchar *const keys[] = { "format", "map", "items", NULL };
  g_autoptr(GuoCounters) self = guo_counters_new (map);
  g_autofree gchar *digest = guo_counter_map_digest (map);
  json_t *items = json_object_get (saved, "items");
  gboolean good = guo_json_keys (saved, "", keys, error);

  if (good && g_strcmp0 (json_string_value (json_object_get (saved, "format")), FORMAT) != 0)
    good = guo_json_refuse (error, "", "format", "\"" FORMAT "\"");
  if (good && g_strcmp0 (json_string_value (json_object_get (saved, "map")), digest) != 0)
    good = guo_json_refuse (error, "", "map", "what was kept of this register map");
  if (good && !json_is_object (items))
    good = guo_json_refuse (error, "", "items", "an object");
  for (guint i = 0; good && i < map->n_items; i++)
    {
      json_t *item = json_object_get (items, map->items[i].name);

      good = item == NULL || restore_item (&self->states[i], &map->items[i], item, error);
    }
  return good ? g_steal_pointer (&self) : NULL;
}

json_t *
guo_counter_event_json (const GuoCounterEvent *event, gint64 at_ms)
{
  static const gchar *const codes[] = {
    [GUO_COUNTER_RESTARTED] = "machine_restarted", [GUO_COUNTER_BATCH_CHANGED] = "batch_changed",
    [GUO_COUNTER_RESET] = "counter_reset",         [GUO_COUNTER_JUMP] = "jump_ignored",
    [GUO_COUNTER_REBASED] = "rebased",             [GUO_COUNTER_NO_ANSWER] = "no_answer",
  };
  json_t *object = json_pack ("{s:I, s:s}", "t_ms", (json_int_t) at_ms, "code", codes[event->kind]);

  if (event->kind == GUO_COUNTER_RESTARTED)
    json_object_set_new (object, "boot_count", json_integer (event->to));
  if (event->kind == GUO_COUNTER_BATCH_CHANGED)
    json_object_update_new (object, json_pack ("{s:I, s:I}", "from", (json_int_t) event->from, "to", (json_int_t) event->to));
  if (event->item != NULL)
    json_object_update_new (object, json_pack ("{s:s, s:I, s:I}", "item", event->item->name, "old",
                                               (json_int_t) event->from, "new", (json_int_t) event->to));
  return object;
}
