#include "drivers/sim/scale-sim.h"

#include "drivers/encode.h"
#include "drivers/sim/random.h"
#include "drivers/sim/scenario.h"

#include <string.h>

/* How a platform answers to a load that is put on or taken off: thousandths of the way, each 150 ms. It
 * overshoots and swings in; the indicator calls it stable a little later. */
static const gint64 response[] = { 0, 350, 820, 1090, 965, 1020, 990, 1004, 1000 };
#define RESPONSE_STEP_US (150 * G_TIME_SPAN_MILLISECOND)
#define REST_US (1500 * G_TIME_SPAN_MILLISECOND)

#define LINE_MAX_LEN 64

struct _GuoScaleSim
{
  const GuoScaleProtocol *protocol; /* unowned, constant */
  GuoScenario *scenario;            /* owned */
  guint32 random;

  gint64 next_frame_us;
  gsize step;            /* number of the current step */
  gint64 step_began_us;
  gint64 step_ends_us;   /* G_MAXINT64: never */
  GuoSimAction action;   /* of the current step */

  /* The load, in last digits of the display. */
  gint64 load_from;
  gint64 load_to;
  gint64 moved_us; /* when it began to go from one to the other */
  gint64 zero;
  gint64 tare;

  gboolean talks; /* sends by itself; a scale that is asked does so after "repeat" */
  gboolean control_motion;
  gboolean control_silence;
  gboolean cut;

  GString *line; /* owned; what the station sent, up to its line feed */
};

static gint64
random_within (GuoScaleSim *self, gint64 span)
{
  return (gint64) (guo_sim_random (&self->random) % (guint64) (2 * span + 1)) - span;
}

static gint64
load_at (GuoScaleSim *self, gint64 now_us)
{
  gint64 since = MAX (0, now_us - self->moved_us); /* a hand may act between two frames */
  gint64 i = since / RESPONSE_STEP_US;
  gint64 thousandths = 1000;

  if (i < (gint64) G_N_ELEMENTS (response) - 1)
    thousandths = response[i] + (response[i + 1] - response[i]) * (since % RESPONSE_STEP_US) / RESPONSE_STEP_US;
  return self->load_from + (self->load_to - self->load_from) * thousandths / 1000;
}

static gint64
drift_at (GuoScaleSim *self, gint64 now_us)
{
  const GuoSimStep *step;

  if (self->action != GUO_SIM_DRIFT)
    return 0; /* a scenario without steps has no array either */
  step = &self->scenario->steps[self->step];
  return step->by * (now_us - self->step_began_us) / step->lasts_us;
}

static void
move_load (GuoScaleSim *self, gint64 to, gint64 now_us)
{
  self->load_from = load_at (self, now_us);
  self->load_to = to;
  self->moved_us = now_us;
}

static gboolean
is_shaking (GuoScaleSim *self)
{
  return self->control_motion || self->action == GUO_SIM_SHAKE;
}

static gint64
swing (GuoScaleSim *self)
{
  if (self->control_motion)
    return random_within (self, 20);
  if (self->action == GUO_SIM_SHAKE)
    return random_within (self, self->scenario->steps[self->step].by);
  return 0;
}

/* Ends the current step and begins number @step; behind the last one nothing changes any more. */
static void
begin_step (GuoScaleSim *self, gsize step, gint64 now_us)
{
  const GuoSimStep *next;
  gint64 drifted = drift_at (self, now_us);

  self->load_from += drifted;
  self->load_to += drifted;
  if (step >= self->scenario->n_steps && self->scenario->repeat)
    step = 0;
  self->step = step;
  self->step_began_us = now_us;
  self->step_ends_us = G_MAXINT64;
  self->action = GUO_SIM_WAIT;
  if (step >= self->scenario->n_steps)
    return;

  next = &self->scenario->steps[step];
  self->action = next->action;
  if (next->lasts_us >= 0)
    self->step_ends_us = now_us + next->lasts_us;
  if (next->action == GUO_SIM_PUT)
    move_load (self, next->weight + random_within (self, next->vary), now_us);
  else if (next->action == GUO_SIM_REMOVE)
    move_load (self, 0, now_us);
  else if (next->action == GUO_SIM_OVERLOAD)
    move_load (self, self->scenario->max + self->scenario->max / 5 + 100, now_us);
  else if (next->action == GUO_SIM_UNDERLOAD)
    move_load (self, -100, now_us);
  else if (next->action == GUO_SIM_CUT)
    self->cut = TRUE;
}

GuoScaleSim *
guo_scale_sim_new (const GuoScaleProtocol *protocol, const gchar *scenario, guint32 seed, GError **error)
{
  g_autoptr (GuoScenario) parsed = guo_scenario_parse (scenario != NULL ? scenario : "crates", error);
  GuoScaleSim *self;

  if (parsed == NULL)
    return NULL;
  if (protocol->frame == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "%s cannot be simulated", protocol->id);
      return NULL;
    }
  self = g_new0 (GuoScaleSim, 1);
  self->protocol = protocol;
  self->scenario = g_steal_pointer (&parsed);
  self->random = guo_sim_random_begin (seed);
  self->moved_us = -REST_US;
  self->talks = protocol->poll == GUO_POLL_LISTEN;
  self->line = g_string_new (NULL);
  begin_step (self, 0, 0);
  return self;
}

void
guo_scale_sim_free (GuoScaleSim *self)
{
  if (self == NULL)
    return;
  guo_scenario_free (self->scenario);
  g_string_free (self->line, TRUE);
  g_free (self);
}

static GuoScaleDisplay
display_at (GuoScaleSim *self, gint64 now_us)
{
  gint64 gross = load_at (self, now_us) + drift_at (self, now_us) + swing (self) - self->zero;

  return (GuoScaleDisplay) {
    .mantissa = gross - self->tare,
    .exponent = -self->scenario->decimals,
    .unit = self->scenario->unit,
    .net = self->tare != 0,
    .stable = now_us - self->moved_us >= REST_US && !is_shaking (self),
    .overload = gross > self->scenario->max + 9,
    .underload = gross < -20,
    .zero = gross == self->tare,
    .tare = self->tare,
  };
}

/* A single wrong bit in the middle of the weight where a checksum finds it; else a byte that is no digit in
 * any code, so that no simulated fault ever looks like a good weight. */
static void
damage (GuoScaleSim *self, guint8 *frame, gsize len)
{
  frame[len / 2] = self->protocol->has_checksum ? frame[len / 2] ^ 0x01 : 0x7f;
}

/* Puts a frame on the line, with the fault that the scenario has now. */
static void
put_on_line (GuoScaleSim *self, guint8 *frame, gsize len, GByteArray *out)
{
  if (len == 0 || self->control_silence || self->action == GUO_SIM_SILENCE)
    return;
  if (self->action == GUO_SIM_BAD_CHECKSUM)
    damage (self, frame, len);
  else if (self->action == GUO_SIM_HALF_FRAMES && len > 1)
    len = 1 + guo_sim_random (&self->random) % (len - 1);
  g_byte_array_append (out, frame, (guint) len);
}

static void
send_frame (GuoScaleSim *self, gint64 now_us, GByteArray *out)
{
  GuoScaleDisplay display = display_at (self, now_us);
  guint8 frame[256];

  if (self->talks)
    put_on_line (self, frame, self->protocol->frame (&display, frame, sizeof frame), out);
}

gint64
guo_scale_sim_advance (GuoScaleSim *self, gint64 to_us, GByteArray *out, gboolean *reset)
{
  while (MIN (self->next_frame_us, self->step_ends_us) <= to_us)
    {
      if (self->step_ends_us <= self->next_frame_us)
        {
          begin_step (self, self->step + 1, self->step_ends_us);
          continue;
        }
      send_frame (self, self->next_frame_us, out);
      self->next_frame_us += self->scenario->interval_us;
    }
  if (reset != NULL)
    *reset = self->cut;
  self->cut = FALSE;
  return MIN (self->next_frame_us, self->step_ends_us);
}

static gboolean
set_switch (const gchar *value, gboolean *flag)
{
  if (value == NULL || (!g_str_equal (value, "on") && !g_str_equal (value, "off")))
    return FALSE;
  *flag = g_str_equal (value, "on");
  return TRUE;
}

gboolean
guo_scale_sim_control (GuoScaleSim *self, const gchar *line, gint64 at_us, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autofree gchar *text = g_strstrip (g_strdup (line));
  const gchar *arg;
  gboolean understood = TRUE;
  gint64 digits;

  words = g_strsplit (text, " ", 2);
  arg = words[0] != NULL && words[1] != NULL ? g_strstrip (words[1]) : NULL;
  if (g_str_has_prefix (text, "put ") && guo_scenario_digits (arg, self->scenario->decimals, &digits))
    move_load (self, digits, at_us);
  else if (g_str_has_prefix (text, "motion "))
    understood = set_switch (arg, &self->control_motion);
  else if (g_str_has_prefix (text, "silence "))
    understood = set_switch (arg, &self->control_silence);
  else if (g_str_equal (text, "remove"))
    move_load (self, 0, at_us);
  else if (g_str_equal (text, "overload"))
    move_load (self, self->scenario->max + self->scenario->max / 5 + 100, at_us);
  else if (g_str_equal (text, "underload"))
    move_load (self, -100, at_us);
  else if (g_str_equal (text, "drop"))
    self->cut = TRUE;
  else if (g_str_equal (text, "zero"))
    self->zero = load_at (self, at_us);
  else
    understood = FALSE;
  if (!understood)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
                 "\"%s\": put WEIGHT, remove, overload, underload, motion on|off, silence on|off, drop or zero is needed",
                 text);
  return understood;
}

/* The longest command that the line ends with. */
static const GuoScaleVerb *
heard_verb (GuoScaleSim *self)
{
  const GuoScaleVerb *heard = NULL;
  gsize longest = 0;

  for (const GuoScaleVerb *verb = self->protocol->verbs; verb != NULL && verb->name != NULL; verb++)
    {
      guint8 bytes[LINE_MAX_LEN];
      gssize n = guo_scale_encode (self->protocol, &(GuoScaleCommand) { .command = verb->name }, bytes,
                                   sizeof bytes, NULL);

      if (n <= (gssize) longest || n > (gssize) self->line->len
          || memcmp (self->line->str + self->line->len - n, bytes, (gsize) n) != 0)
        continue;
      heard = verb;
      longest = (gsize) n;
    }
  return heard;
}

static void
obey (GuoScaleSim *self, const GuoScaleVerb *verb, GByteArray *out)
{
  gint64 now_us = self->next_frame_us;
  gint64 gross = load_at (self, now_us) - self->zero;
  gboolean asked = verb->effect == GUO_COMMAND_ASKS || g_strcmp0 (verb->name, self->protocol->ask) == 0;
  GuoScaleDisplay display;
  guint8 answer[256];
  gsize len = 0;

  if (g_str_equal (verb->name, "zero"))
    self->zero = load_at (self, now_us);
  else if (g_str_equal (verb->name, "tare") || g_str_equal (verb->name, "tare-and-zero"))
    self->tare = gross;
  else if (g_str_equal (verb->name, "clear-tare"))
    self->tare = 0;
  self->talks = self->protocol->poll == GUO_POLL_LISTEN || g_str_equal (verb->name, "repeat");

  display = display_at (self, now_us);
  if (self->protocol->answer != NULL)
    len = self->protocol->answer (verb->name, &display, answer, sizeof answer);
  else if (asked)
    len = self->protocol->frame (&display, answer, sizeof answer);
  put_on_line (self, answer, len, out);
}

/* A preset tare: the argument stands behind the line's first letter. */
static void
obey_preset (GuoScaleSim *self)
{
  const gchar *line = self->line->str + (self->line->str[0] == '\n' ? 1 : 0);
  g_autofree gchar *arg = g_strstrip (g_strdup (line[0] != '\0' ? line + 1 : ""));
  const GuoScaleVerb *verb = guo_scale_verb (self->protocol, "tare");
  guint8 bytes[LINE_MAX_LEN];
  gint64 preset;
  gssize n;

  if (verb == NULL || verb->effect != GUO_COMMAND_PRESETS)
    return;
  n = guo_scale_encode (self->protocol, &(GuoScaleCommand) { .command = "tare", .arg = arg }, bytes, sizeof bytes, NULL);
  if (n == (gssize) strlen (line) && memcmp (bytes, line, (gsize) n) == 0
      && guo_scenario_digits (arg, self->scenario->decimals, &preset))
    self->tare = preset;
}

void
guo_scale_sim_receive (GuoScaleSim *self, const guint8 *bytes, gsize len, GByteArray *out)
{
  for (gsize i = 0; i < len; i++)
    {
      const GuoScaleVerb *verb;

      if (self->line->len >= LINE_MAX_LEN)
        g_string_truncate (self->line, 0);
      g_string_append_c (self->line, (gchar) bytes[i]);
      verb = heard_verb (self);
      if (verb != NULL)
        obey (self, verb, out);
      else if (bytes[i] == '\n')
        obey_preset (self);
      if (verb != NULL || bytes[i] == '\n')
        g_string_assign (self->line, bytes[i] == '\n' ? "\n" : ""); /* some commands begin with it */
    }
}
