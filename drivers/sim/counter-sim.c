#include "drivers/sim/counter-sim.h"

#include <string.h>

enum
{
  TICK_MS = 100, /* one fruit at most falls into an outlet in a tick */
  USUAL_EVERY_S = 10,
  BOOTS_FOR_MS = 2000,
  SILENT_FOR_MS = 3000,
  LIGHTEST_MG = 25000,
  HEAVIEST_MG = 60000,
  BEGINS_SHORT_OF = 40, /* fruit */
};

enum
{
  ILLEGAL_FUNCTION = 1,
  ILLEGAL_ADDRESS = 2,
  ILLEGAL_VALUE = 3,
};

typedef struct
{
  gint64 fruit;
  gint64 mass_mg;
} Sum;

struct _GuoCounterSim
{
  GuoCounterMap *map;
  GRand *random;
  Sum all[GUO_COUNTER_OUTLETS]; /* since the start */
  gboolean counts[GUO_COUNTER_OUTLETS]; /* nothing runs where nobody counts */
  Sum *cleared;                 /* of each item: what had run when it last began at 0 */
  gint64 *begun_at;             /* of each item: its value then */
  guint boots;
  guint batches;
  gboolean runs;
  gboolean mute; /* by hand */
  gboolean torn; /* the next answer is */
  gint64 now_ms;
  gint64 off_until_ms; /* its power is off: nothing runs, nothing answers */
  gint64 mute_until_ms;
  const gchar *repeats; /* (nullable): what happens every */
  gint64 every_ms;
  GByteArray *heard;
};

static void
clear_counters (GuoCounterSim *self, gboolean only_of_batch)
{
  for (guint i = 0; i < self->map->n_items; i++)
    if (self->map->items[i].role == GUO_COUNTER_COUNTER && (!only_of_batch || self->map->items[i].reset_on_batch))
      {
        self->cleared[i] = self->all[self->map->items[i].outlet];
        self->begun_at[i] = 0;
      }
}

static void
restart (GuoCounterSim *self)
{
  self->boots++;
  self->off_until_ms = self->now_ms + BOOTS_FOR_MS;
  clear_counters (self, FALSE);
}

static gboolean
act (GuoCounterSim *self, const gchar *what)
{
  if (strcmp (what, "reset") == 0)
    clear_counters (self, FALSE);
  else if (strcmp (what, "restart") == 0)
    restart (self);
  else if (strcmp (what, "torn") == 0)
    self->torn = TRUE;
  else if (strcmp (what, "silence") == 0)
    self->mute_until_ms = self->now_ms + SILENT_FOR_MS;
  else if (strcmp (what, "batch") == 0)
    {
      self->batches++;
      clear_counters (self, TRUE);
    }
  else
    return FALSE;
  return TRUE;
}

/* "WORD" or "WORD:S" of what can happen again and again. */
static gboolean
take_repeat (GuoCounterSim *self, const gchar *scenario)
{
  static const gchar *const words[] = { "reset", "restart", "batch", "silence", "torn" };
  guint64 every_s = USUAL_EVERY_S;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const gchar *rest = g_str_has_prefix (scenario, words[i]) ? scenario + strlen (words[i]) : "?";

      if (*rest == '\0' || (*rest == ':' && g_ascii_string_to_unsigned (rest + 1, 10, 1, 86400, &every_s, NULL)))
        {
          self->repeats = words[i];
          self->every_ms = (gint64) every_s * 1000;
          return TRUE;
        }
    }
  return FALSE;
}

static gint64
worth_mg (const GuoCounterItem *item)
{
  return item->unit == GUO_COUNTER_MG ? 1 : item->unit == GUO_COUNTER_G ? 1000 : 1000000;
}

static void
begin_short (GuoCounterSim *self)
{
  for (guint i = 0; i < self->map->n_items; i++)
    {
      const GuoCounterItem *item = &self->map->items[i];
      gint64 short_of = item->unit == GUO_COUNTER_FRUIT ? BEGINS_SHORT_OF : BEGINS_SHORT_OF * LIGHTEST_MG / worth_mg (item);

      if (item->role == GUO_COUNTER_COUNTER)
        self->begun_at[i] = item->modulus - MIN (short_of, item->modulus);
    }
}

static gboolean
apply_scenario (GuoCounterSim *self, const gchar *scenario)
{
  self->runs = g_strcmp0 (scenario, "stopped") != 0;
  if (scenario == NULL || strcmp (scenario, "run") == 0 || !self->runs)
    return TRUE;
  if (strcmp (scenario, "wrap") != 0)
    return take_repeat (self, scenario);
  begin_short (self);
  return TRUE;
}

GuoCounterSim *
guo_counter_sim_new (GuoCounterMap *map, const gchar *scenario, guint32 seed, GError **error)
{
  g_autoptr(GuoCounterSim) self = g_new0 (GuoCounterSim, 1);

  self->map = guo_counter_map_ref (map);
  self->random = g_rand_new_with_seed (seed);
  self->cleared = g_new0 (Sum, map->n_items);
  self->begun_at = g_new0 (gint64, map->n_items);
  for (guint i = 0; i < map->n_items; i++)
    if (map->items[i].role == GUO_COUNTER_COUNTER)
      self->counts[map->items[i].outlet] = TRUE;
  self->boots = 7;
  self->batches = 41;
  self->heard = g_byte_array_new ();
  if (apply_scenario (self, scenario))
    return g_steal_pointer (&self);
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
               "“%s” is no scenario of a PLC; there are: " GUO_COUNTER_SCENARIOS, scenario);
  return NULL;
}

void
guo_counter_sim_free (GuoCounterSim *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->heard);
  g_free (self->begun_at);
  g_free (self->cleared);
  g_rand_free (self->random);
  guo_counter_map_unref (self->map);
  g_free (self);
}

static void
tick (GuoCounterSim *self)
{
  for (guint i = 0; i < GUO_COUNTER_OUTLETS && self->runs && self->now_ms > self->off_until_ms; i++)
    if (self->counts[i] && g_rand_boolean (self->random))
      {
        self->all[i].fruit++;
        self->all[i].mass_mg += g_rand_int_range (self->random, LIGHTEST_MG, HEAVIEST_MG + 1);
      }
}

void
guo_counter_sim_advance (GuoCounterSim *self, gint64 to_ms)
{
  while (self->now_ms + TICK_MS <= to_ms)
    {
      self->now_ms += TICK_MS;
      tick (self);
      if (self->repeats != NULL && self->now_ms % self->every_ms == 0)
        act (self, self->repeats);
    }
}

static gint64
value_of (const GuoCounterSim *self, guint i)
{
  const GuoCounterItem *item = &self->map->items[i];
  const Sum *all = &self->all[item->outlet];

  switch (item->role)
    {
    case GUO_COUNTER_BOOT:
      return item->type == GUO_COUNTER_U16 ? (guint16) self->boots : self->boots;
    case GUO_COUNTER_BATCH:
      return item->type == GUO_COUNTER_U16 ? (guint16) self->batches : self->batches;
    case GUO_COUNTER_STATE:
      return self->runs ? 1 : 0;
    case GUO_COUNTER_COUNTER:
    default:
      return (self->begun_at[i]
              + (item->unit == GUO_COUNTER_FRUIT ? all->fruit - self->cleared[i].fruit
                                                 : (all->mass_mg - self->cleared[i].mass_mg) / worth_mg (item)))
             % item->modulus;
    }
}

static guint16 *
all_words (GuoCounterSim *self)
{
  guint16 *words = g_new0 (guint16, self->map->n_words);
  const GuoCounterItem *victim = NULL;

  for (guint i = 0; i < self->map->n_items; i++)
    {
      guo_counter_item_put (&self->map->items[i], value_of (self, i), words);
      if (self->map->items[i].role == GUO_COUNTER_COUNTER && self->map->items[i].type == GUO_COUNTER_U32)
        victim = &self->map->items[i];
    }
  if (self->torn && victim != NULL)
    guo_counter_item_put (victim, (guo_counter_item_value (victim, words) + G_MAXUINT16 + 1) & G_MAXUINT32, words);
  self->torn = FALSE;
  return words;
}

/* Finds the words asked for. Returns: FALSE where one of them is in no block. */
static gboolean
find_words (const GuoCounterMap *map, const GuoModbusQuestion *question, const guint16 *words, guint16 *found)
{
  for (guint k = 0; k < question->count; k++)
    {
      guint i = 0;

      while (i < map->n_blocks && question->first + k - map->blocks[i].start >= map->blocks[i].count)
        i++;
      if (i == map->n_blocks)
        return FALSE;
      found[k] = words[map->blocks[i].at + question->first + k - map->blocks[i].start];
    }
  return TRUE;
}

static void
answer_question (GuoCounterSim *self, const GuoModbusQuestion *question, GByteArray *answer)
{
  guint8 frame[GUO_MODBUS_FRAME_MAX];
  guint16 found[GUO_MODBUS_REGISTERS_MAX];
  g_autofree guint16 *words = NULL;
  gsize len;

  if (question->unit != self->map->unit_id || self->mute || self->now_ms < self->mute_until_ms
      || self->now_ms < self->off_until_ms)
    return;
  words = all_words (self);
  if (question->function != self->map->function)
    len = guo_modbus_exception_write (question, ILLEGAL_FUNCTION, frame, sizeof frame);
  else if (question->count == 0 || question->count > GUO_MODBUS_REGISTERS_MAX)
    len = guo_modbus_exception_write (question, ILLEGAL_VALUE, frame, sizeof frame);
  else if (!find_words (self->map, question, words, found))
    len = guo_modbus_exception_write (question, ILLEGAL_ADDRESS, frame, sizeof frame);
  else
    len = guo_modbus_answer_write (question, found, frame, sizeof frame);
  g_byte_array_append (answer, frame, (guint) len);
}

void
guo_counter_sim_receive (GuoCounterSim *self, const guint8 *bytes, gsize len, GByteArray *answer)
{
  gsize at = 0;
  gsize used = 0;
  GuoModbusQuestion question;
  GuoModbusStatus status;

  g_byte_array_append (self->heard, bytes, (guint) len);
  while ((status = guo_modbus_question_read (self->heard->data + at, self->heard->len - at, TRUE, &question, &used))
         != GUO_MODBUS_MORE)
    {
      if (status == GUO_MODBUS_QUESTION)
        answer_question (self, &question, answer);
      at += used;
    }
  g_byte_array_remove_range (self->heard, 0, (guint) at);
}

void
guo_counter_sim_link_lost (GuoCounterSim *self)
{
  g_byte_array_set_size (self->heard, 0);
}

gboolean
guo_counter_sim_control (GuoCounterSim *self, const gchar *line, GError **error)
{
  if (strcmp (line, "silence on") == 0 || strcmp (line, "silence off") == 0)
    self->mute = strcmp (line, "silence on") == 0;
  else if (strcmp (line, "stop") == 0 || strcmp (line, "run") == 0)
    self->runs = strcmp (line, "run") == 0;
  else if (strcmp (line, "silence") == 0 || !act (self, line))
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "a simulated PLC does not understand “%s”", line);
      return FALSE;
    }
  return TRUE;
}

void
guo_counter_sim_counted (GuoCounterSim *self, guint outlet, gint64 *fruit, gint64 *mass_mg)
{
  *fruit = self->all[outlet].fruit;
  *mass_mg = self->all[outlet].mass_mg;
}
