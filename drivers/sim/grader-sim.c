#include "drivers/sim/grader-sim.h"

#include "drivers/grader/line-write.h"
#include "drivers/sim/grader-fruit.h"
#include "drivers/sim/grader-scenario.h"
#include "drivers/sim/random.h"

#include <string.h>

#define CUPS_OF_A_LANE 240
#define PAUSE_S 10
#define OFF_US (3 * G_TIME_SPAN_SECOND)
#define HEARTBEAT_US G_TIME_SPAN_SECOND
#define NEVER_US G_MAXINT64
#define NAME_MAX_LEN 40 /* bytes: of three characters each, with a variety, a line holds no more */

struct _GuoGraderSim
{
  GuoGraderSimSetup setup;
  const GuoGraderScenario *scenario; /* constant */
  guint32 random;
  GuoGraderSimCounts counts;
  gint64 now_us; /* the last advance */

  gint64 on_us; /* when it was switched on */
  gboolean started;
  guint32 seq;  /* the last that was used */
  gint64 slot;  /* cups that have passed since, all lanes */
  gint64 heartbeat_us;
  gint64 restart_us; /* the next; NEVER_US */
  gint64 cut_us;     /* the next; NEVER_US */

  gboolean batch_open;
  gchar batch_name[NAME_MAX_LEN + 1];
  const GuoGraderCrop *crop;
  gint64 batch_fruit;
  gint64 batch_mass_mg;
  gint64 resume_slot; /* until then there is no batch */

  gchar wanted[NAME_MAX_LEN + 1]; /* by hand: name of the next batch, "": none */
  guint64 lose;
  gboolean silent;
  gboolean cut;
};

static gboolean
check_setup (const GuoGraderSimSetup *setup, GError **error)
{
  const struct
  {
    const gchar *name;
    guint value, least, most;
  } parts[] = {
    { "lanes", setup->lanes, 1, GUO_GRADER_SIM_LANES_MAX },
    { "cups per second", setup->cups_per_s, 1, GUO_GRADER_SIM_CUPS_MAX },
    { "filled cups of a thousand", setup->fill_permille, 1, 1000 },
    { "outlets", setup->outlets, 2, GUO_GRADER_OUTLETS - 1 },
    { "fruit of a batch", setup->batch_fruit, 1, 10000000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].value < parts[i].least || parts[i].value > parts[i].most)
      {
        g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "%s: %u; %u to %u is needed", parts[i].name,
                     parts[i].value, parts[i].least, parts[i].most);
        return FALSE;
      }
  return TRUE;
}

static void
switch_on (GuoGraderSim *self, gint64 at_us)
{
  self->on_us = at_us;
  self->started = FALSE;
  self->slot = 0;
  self->resume_slot = 0;
  self->heartbeat_us = at_us + HEARTBEAT_US;
  self->batch_open = FALSE;
}

GuoGraderSim *
guo_grader_sim_new (const GuoGraderSimSetup *setup, const gchar *scenario, GError **error)
{
  const GuoGraderScenario *found = guo_grader_scenario_find (scenario != NULL ? scenario : "good", error);
  GuoGraderSim *self;

  if (found == NULL || !check_setup (setup, error))
    return NULL;
  self = g_new0 (GuoGraderSim, 1);
  self->setup = *setup;
  self->scenario = found;
  self->random = guo_sim_random_begin (setup->seed);
  self->restart_us = found->restart_us != 0 ? found->restart_us : NEVER_US;
  self->cut_us = found->cut_us != 0 ? found->cut_us : NEVER_US;
  switch_on (self, 0);
  return self;
}

void
guo_grader_sim_free (GuoGraderSim *self)
{
  g_free (self);
}

const GuoGraderSimCounts *
guo_grader_sim_counts (const GuoGraderSim *self)
{
  return &self->counts;
}

static gboolean
happens (GuoGraderSim *self, guint permille)
{
  return permille != 0 && guo_sim_random (&self->random) % 1000 < permille;
}

/* Noise of a bad cable: half lines and bytes of any kind, without a line end. */
static void
put_garbage (GuoGraderSim *self, GByteArray *out)
{
  static const guint8 bytes[] = { 0x00, 0xff, 0x7f, '$', 'G', 'F', ',', '*', '9', 'A', ' ', '~' };
  guint n = 1 + guo_sim_random (&self->random) % 20;

  for (guint i = 0; i < n; i++)
    g_byte_array_append (out, &bytes[guo_sim_random (&self->random) % sizeof bytes], 1);
  self->counts.garbage += n;
}

static gboolean
is_silent (const GuoGraderSim *self, gint64 at_us)
{
  return self->silent || (self->scenario->silent_us != 0 && at_us >= self->scenario->silent_us);
}

/* The line of a fruit, with what the scenario does to it. One wrong bit in the middle is a comma, a digit or a letter
 * that has become another such: only the check finds it. */
static void
put_fruit_line (GuoGraderSim *self, const gchar *line, gsize len, GByteArray *out)
{
  guint at;

  if (happens (self, self->scenario->garbage))
    put_garbage (self, out);
  if (self->lose > 0 || happens (self, self->scenario->lost))
    {
      self->lose -= self->lose > 0 ? 1 : 0;
      self->counts.lost++;
      return;
    }
  at = out->len;
  g_byte_array_append (out, (const guint8 *) line, (guint) len);
  if (happens (self, self->scenario->damaged))
    {
      out->data[at + len / 2] ^= 0x01;
      self->counts.damaged++;
      return;
    }
  self->counts.lines++;
  if (happens (self, self->scenario->twice))
    {
      g_byte_array_append (out, (const guint8 *) line, (guint) len);
      self->counts.twice++;
    }
}

static void
send_record (GuoGraderSim *self, GuoGraderRecord *record, gint64 at_us, GByteArray *out)
{
  gchar line[GUO_GRADER_LINE_SIZE];
  g_autoptr (GError) error = NULL;
  gsize len;

  if (record->type == GUO_GRADER_START)
    self->seq = 0;
  else if (record->type != GUO_GRADER_HEARTBEAT)
    self->seq++;
  record->seq = self->seq;
  len = guo_grader_line_write (record, line, &error);
  if (len == 0)
    g_error ("simulated grader: %s", error->message); /* a fault of ours: setup and names are checked */
  if (is_silent (self, at_us))
    return;
  if (record->type == GUO_GRADER_FRUIT)
    {
      put_fruit_line (self, line, len, out);
      return;
    }
  g_byte_array_append (out, (const guint8 *) line, (guint) len);
  self->counts.lines++;
}

static void
send_start (GuoGraderSim *self, gint64 at_us, GByteArray *out)
{
  GuoGraderRecord record = { .type = GUO_GRADER_START,
                             .stream = { .sender = "果站模拟机-01", .version = 1, .lanes = (gint32) self->setup.lanes,
                                         .outlets = (gint32) self->setup.outlets } };

  self->started = TRUE;
  send_record (self, &record, at_us, out);
}

static void
send_heartbeat (GuoGraderSim *self, gint64 at_us, GByteArray *out)
{
  GuoGraderRecord record = { .type = GUO_GRADER_HEARTBEAT,
                             .uptime_ms = (at_us - self->on_us) / G_TIME_SPAN_MILLISECOND };

  send_record (self, &record, at_us, out);
}

static void
begin_batch (GuoGraderSim *self, gint64 at_us, GByteArray *out)
{
  GuoGraderRecord record = { .type = GUO_GRADER_BATCH_BEGIN };

  self->crop = guo_grader_crop ((guint) self->counts.batches);
  self->counts.batches++;
  if (self->wanted[0] != '\0')
    g_strlcpy (self->batch_name, self->wanted, sizeof self->batch_name);
  else
    g_snprintf (self->batch_name, sizeof self->batch_name, "SIM-%04u", (guint) self->counts.batches);
  self->wanted[0] = '\0';
  self->batch_fruit = 0;
  self->batch_mass_mg = 0;
  self->batch_open = TRUE;
  g_strlcpy (record.batch.name, self->batch_name, sizeof record.batch.name);
  g_strlcpy (record.batch.variety, self->crop->variety, sizeof record.batch.variety);
  send_record (self, &record, at_us, out);
}

static void
end_batch (GuoGraderSim *self, gint64 at_us, GByteArray *out)
{
  GuoGraderRecord record = { .type = GUO_GRADER_BATCH_END,
                             .batch = { .count = self->batch_fruit + self->scenario->too_many,
                                        .mass_mg = self->batch_mass_mg } };

  self->batch_open = FALSE;
  self->resume_slot = self->slot + (gint64) self->setup.lanes * self->setup.cups_per_s * PAUSE_S;
  if (self->scenario->never_ends)
    return;
  g_strlcpy (record.batch.name, self->batch_name, sizeof record.batch.name);
  send_record (self, &record, at_us, out);
  send_heartbeat (self, at_us, out);
}

static void
send_fruit (GuoGraderSim *self, gint64 at_us, GByteArray *out)
{
  GuoGraderRecord record = { .type = GUO_GRADER_FRUIT };

  guo_grader_crop_pick (self->crop, self->setup.outlets, &self->random, &record.fruit);
  record.fruit.lane = (gint32) (1 + self->slot % self->setup.lanes);
  record.fruit.cup = (gint32) (self->slot / self->setup.lanes % CUPS_OF_A_LANE);
  self->counts.fruit++;
  self->batch_fruit++;
  self->batch_mass_mg += MAX (record.fruit.mass_mg, 0);
  send_record (self, &record, at_us, out);
}

static void
pass_cup (GuoGraderSim *self, gint64 at_us, GByteArray *out)
{
  if (!self->started)
    send_start (self, at_us, out);
  if (self->wanted[0] != '\0')
    {
      if (self->batch_open)
        end_batch (self, at_us, out);
      self->resume_slot = self->slot;
    }
  if (!self->batch_open && self->slot >= self->resume_slot)
    begin_batch (self, at_us, out);
  if (self->batch_open && happens (self, self->setup.fill_permille))
    send_fruit (self, at_us, out);
  if (self->batch_open && self->batch_fruit >= self->setup.batch_fruit)
    end_batch (self, at_us, out);
  self->slot++;
}

static gint64
cup_us (const GuoGraderSim *self)
{
  return self->on_us + self->slot * G_TIME_SPAN_SECOND / (self->setup.lanes * self->setup.cups_per_s);
}

static gint64
next_us (const GuoGraderSim *self)
{
  return MIN (MIN (cup_us (self), self->heartbeat_us), MIN (self->restart_us, self->cut_us));
}

static void
happen (GuoGraderSim *self, gint64 at_us, GByteArray *out)
{
  if (self->restart_us == at_us)
    {
      self->counts.restarts++;
      self->restart_us = self->scenario->restart_us != 0 ? at_us + self->scenario->restart_us : NEVER_US;
      switch_on (self, at_us + OFF_US);
    }
  else if (self->cut_us == at_us)
    {
      self->cut = TRUE;
      self->cut_us = at_us + self->scenario->cut_us;
    }
  else if (self->heartbeat_us == at_us)
    {
      send_heartbeat (self, at_us, out);
      self->heartbeat_us += HEARTBEAT_US;
    }
  else
    pass_cup (self, at_us, out);
}

gint64
guo_grader_sim_advance (GuoGraderSim *self, gint64 to_us, GByteArray *out, gboolean *reset)
{
  gint64 at_us;

  while ((at_us = next_us (self)) <= to_us)
    happen (self, at_us, out);
  self->now_us = to_us;
  if (reset != NULL)
    *reset = self->cut;
  self->cut = FALSE;
  return at_us;
}

static gboolean
want_batch (GuoGraderSim *self, const gchar *name)
{
  gsize len = strlen (name);

  if (len == 0 || len > NAME_MAX_LEN || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (gsize i = 0; i < len; i++)
    if (g_ascii_iscntrl (name[i]))
      return FALSE;
  g_strlcpy (self->wanted, name, sizeof self->wanted);
  return TRUE;
}

gboolean
guo_grader_sim_control (GuoGraderSim *self, const gchar *line, GError **error)
{
  g_autofree gchar *text = g_strstrip (g_strdup (line));
  gboolean understood = TRUE;

  if (g_str_has_prefix (text, "batch "))
    understood = want_batch (self, g_strchug (text + strlen ("batch ")));
  else if (g_str_has_prefix (text, "lose "))
    understood = g_ascii_string_to_unsigned (text + strlen ("lose "), 10, 0, 1000000, &self->lose, NULL);
  else if (g_str_equal (text, "silence on") || g_str_equal (text, "silence off"))
    self->silent = g_str_has_suffix (text, "on");
  else if (g_str_equal (text, "restart"))
    self->restart_us = self->now_us;
  else if (g_str_equal (text, "drop"))
    self->cut = TRUE;
  else
    understood = FALSE;
  if (!understood)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
                 "\"%s\": batch NAME, lose NUMBER, restart, silence on|off or drop is needed", text);
  return understood;
}
