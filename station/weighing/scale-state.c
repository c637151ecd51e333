#include "station/weighing/scale-state.h"

struct _GuoScaleState
{
  GuoScaleSettings settings;
  GuoStability window;

  gboolean open;
  gboolean stopped;
  gint64 opened_us;

  gboolean has_reading;   /* since the link opened */
  GuoReading reading;     /* the newest */
  gint64 mg;              /* of it, where it is a mass */
  gboolean is_mass;
  gint64 read_us;
  gint64 last_mass_mg;    /* newest mass ever seen: tells which side an out-of-range frame means */
  gint64 interval_us;     /* measured, smoothed */
  gboolean stable;
  guint64 bad_frames;     /* since the last reading */

  guint64 arming;         /* counts how often the scale was armed */
  gboolean taken;         /* the load of this arming is recorded, or being recorded */
  gboolean arm_at_zero;   /* the load was under Min: it has to leave altogether */
  gint64 below_since_us;  /* since when it is under; -1: it is not */
  gint64 recorded_no;
  gboolean doubted;       /* may be what was recorded before the station stopped */
  gint64 doubted_mg;
  gboolean rearmed;       /* by hand, and not unloaded since */
  gboolean has_zero;
  gint64 zero_mg;         /* newest weight that stood still within the zero band */
};

static const struct
{
  const gchar *name;
  const gchar *refusal; /* NULL: may be recorded */
} states[] = {
  [GUO_SCALE_EMPTY] = { "empty", "scale-empty" },
  [GUO_SCALE_MOVING] = { "moving", "scale-moving" },
  [GUO_SCALE_STABLE] = { "stable", NULL },
  [GUO_SCALE_RECORDED] = { "recorded", "scale-recorded" },
  [GUO_SCALE_MAYBE_RECORDED] = { "maybe-recorded", "maybe-recorded" },
  [GUO_SCALE_BELOW_MIN] = { "below-min", "below-min" },
  [GUO_SCALE_OVERLOAD] = { "overload", "scale-overload" },
  [GUO_SCALE_UNDERLOAD] = { "underload", "scale-underload" },
  [GUO_SCALE_STALE] = { "stale", "scale-stale" },
  [GUO_SCALE_BAD_FRAMES_STATE] = { "bad-frames", "scale-bad-frames" },
  [GUO_SCALE_DISCONNECTED] = { "disconnected", "scale-disconnected" },
  [GUO_SCALE_STOPPED] = { "stopped", "scale-stopped" },
  [GUO_SCALE_NET] = { "net", "scale-net" },
  [GUO_SCALE_UNIT] = { "unit", "unit-refused" },
};

GuoScaleState *
guo_scale_state_new (const GuoScaleSettings *settings)
{
  GuoScaleState *self = g_new0 (GuoScaleState, 1);

  self->settings = *settings;
  self->interval_us = settings->interval_us;
  self->below_since_us = -1;
  self->arming = 1;
  guo_stability_init (&self->window, settings->e_mg, settings->stable_us);
  return self;
}

void
guo_scale_state_free (GuoScaleState *self)
{
  g_free (self);
}

static gint64
interval_e (const GuoScaleState *self)
{
  if (self->settings.e_mg > 0)
    return self->settings.e_mg;
  return self->is_mass ? MAX (guo_reading_step_mg (&self->reading), 1) : 1;
}

static gint64
least_mg (const GuoScaleState *self)
{
  if (self->settings.min_mg > 0)
    return self->settings.min_mg;
  return GUO_SCALE_DEFAULT_MIN_E * interval_e (self);
}

static gint64
zero_band_mg (const GuoScaleState *self)
{
  return 2 * interval_e (self);
}

static gboolean
is_unloaded (const GuoScaleState *self)
{
  if (!self->is_mass)
    return FALSE;
  return self->arm_at_zero ? self->mg <= zero_band_mg (self) : self->mg < least_mg (self);
}

/* Three of the scale's own intervals, 1 s at most. Never under 0.3 s: a busy PC reads late by that
 * much, and no crate changes places in less. */
static gint64
stale_after_us (const GuoScaleState *self)
{
  return CLAMP (3 * self->interval_us, GUO_SCALE_STALE_MIN_US, GUO_SCALE_STALE_MAX_US);
}

void
guo_scale_state_link (GuoScaleState *self, gboolean open, gint64 at_us)
{
  if (self->open == open)
    return;
  self->open = open;
  self->opened_us = at_us;
  self->has_reading = FALSE;
  self->stable = FALSE;
  self->bad_frames = 0;
  self->below_since_us = -1;
  guo_stability_reset (&self->window);
}

/* Frames that came in one read have one time: only the gaps between reads tell the interval. */
static void
measure_interval (GuoScaleState *self, gint64 at_us)
{
  gint64 gap_us = at_us - self->read_us;

  if (gap_us > GUO_SCALE_STALE_MAX_US)
    return;
  if (gap_us <= 0)
    return;
  self->interval_us += (gap_us - self->interval_us) / 8;
}

static void
arm (GuoScaleState *self)
{
  self->arming++;
  self->taken = FALSE;
  self->doubted = FALSE;
  self->rearmed = FALSE;
  self->recorded_no = 0;
  self->below_since_us = -1;
}

static gboolean
is_doubted_load (const GuoScaleState *self)
{
  return self->doubted && ABS (self->mg - self->doubted_mg) <= interval_e (self);
}

/* The load has to stay under the threshold for 300 ms; a silence in between starts anew. */
static void
judge_arming (GuoScaleState *self, gint64 at_us)
{
  if (!self->taken && !self->doubted && !self->rearmed)
    return;
  if (self->doubted && !self->taken && self->stable && !is_doubted_load (self))
    {
      arm (self); /* another load than the one before the stop */
      return;
    }
  if (!is_unloaded (self))
    {
      self->below_since_us = -1;
      return;
    }
  if (self->below_since_us < 0)
    self->below_since_us = at_us;
  else if (at_us - self->below_since_us >= GUO_SCALE_ARM_US)
    arm (self);
}

static gboolean
is_gross (const GuoReading *reading)
{
  return reading->kind == GUO_READING_GROSS || reading->kind == GUO_READING_UNKNOWN;
}

void
guo_scale_state_push (GuoScaleState *self, const GuoReading *reading, gint64 at_us)
{
  guo_scale_state_link (self, TRUE, at_us);
  if (self->has_reading && at_us - self->read_us > stale_after_us (self))
    {
      guo_stability_reset (&self->window);
      self->below_since_us = -1;
    }
  if (self->has_reading)
    measure_interval (self, at_us);
  /* no indicator moves its point under a load at rest: a digit was lost or came in between */
  if (self->has_reading && reading->has_value && reading->exponent != self->reading.exponent)
    guo_stability_reset (&self->window);
  self->has_reading = TRUE;
  self->reading = *reading;
  self->read_us = at_us;
  self->bad_frames = 0;
  self->is_mass = reading->has_value && !reading->overload && is_gross (reading)
                  && guo_reading_to_mg (reading, &self->mg, NULL)
                  && ABS (self->mg) <= GUO_SCALE_MASS_MAX_MG;
  if (self->is_mass)
    {
      self->last_mass_mg = self->mg;
      self->window.e_mg = interval_e (self);
      self->stable = guo_stability_push (&self->window, self->mg, reading->stable, at_us);
      if (self->stable && ABS (self->mg) <= zero_band_mg (self))
        {
          self->has_zero = TRUE;
          self->zero_mg = self->mg;
        }
    }
  else
    {
      guo_stability_reset (&self->window);
      self->stable = FALSE;
    }
  judge_arming (self, at_us);
}

void
guo_scale_state_bad (GuoScaleState *self, guint64 frames)
{
  self->bad_frames = MAX (self->bad_frames, frames);
}

void
guo_scale_state_broken (GuoScaleState *self)
{
  guo_stability_reset (&self->window);
  self->stable = FALSE;
}

void
guo_scale_state_stop (GuoScaleState *self, gboolean stopped)
{
  self->stopped = stopped;
}

void
guo_scale_state_resume (GuoScaleState *self, gint64 mg, gint64 no)
{
  self->doubted = TRUE;
  self->doubted_mg = mg;
  self->recorded_no = no;
  self->arm_at_zero = mg < least_mg (self);
}

/* What says that the newest reading is no weight at all, whatever it holds. */
static gboolean
judge_link (const GuoScaleState *self, gint64 age_us, GuoScaleStateKind *state)
{
  if (self->stopped)
    *state = GUO_SCALE_STOPPED;
  else if (!self->open)
    *state = GUO_SCALE_DISCONNECTED;
  else if (self->bad_frames >= GUO_SCALE_BAD_FRAMES)
    *state = GUO_SCALE_BAD_FRAMES_STATE;
  else if (!self->has_reading || age_us > stale_after_us (self))
    *state = self->bad_frames > 0 ? GUO_SCALE_BAD_FRAMES_STATE : GUO_SCALE_STALE;
  else
    return FALSE;
  return TRUE;
}

/* R 76-1 4.2.3: nothing is shown above Max + 9 e, nor more than 20 d below zero. */
static gboolean
judge_range (const GuoScaleState *self, GuoScaleStateKind *state)
{
  gint64 e_mg = interval_e (self);

  if (self->reading.overload)
    *state = self->last_mass_mg < 0 ? GUO_SCALE_UNDERLOAD : GUO_SCALE_OVERLOAD;
  else if (!self->reading.has_value)
    *state = GUO_SCALE_MOVING;
  else if (self->reading.unit == GUO_UNIT_NONE && self->reading.stable == GUO_FLAG_FALSE)
    *state = GUO_SCALE_MOVING; /* KERN and Sartorius name the unit at rest only */
  else if (!is_gross (&self->reading))
    *state = GUO_SCALE_NET;
  else if (!self->is_mass)
    *state = GUO_SCALE_UNIT;
  else if (self->settings.max_mg > 0 && self->mg > self->settings.max_mg + 9 * e_mg)
    *state = GUO_SCALE_OVERLOAD;
  else if (self->mg < -20 * (self->settings.d_mg > 0 ? self->settings.d_mg : e_mg))
    *state = GUO_SCALE_UNDERLOAD;
  else
    return FALSE;
  return TRUE;
}

static GuoScaleStateKind
judge_load (const GuoScaleState *self)
{
  if (self->mg <= zero_band_mg (self))
    return GUO_SCALE_EMPTY;
  if (self->taken)
    return GUO_SCALE_RECORDED;
  if (!self->stable)
    return GUO_SCALE_MOVING;
  if (is_doubted_load (self))
    return GUO_SCALE_MAYBE_RECORDED;
  return self->mg < least_mg (self) ? GUO_SCALE_BELOW_MIN : GUO_SCALE_STABLE;
}

void
guo_scale_state_view (const GuoScaleState *self, gint64 now_us, GuoScaleView *out)
{
  gint64 since_us = self->has_reading ? self->read_us : self->opened_us;

  *out = (GuoScaleView) {
    .e_mg = interval_e (self),
    .min_mg = least_mg (self),
    .read_us = self->has_reading ? self->read_us : 0,
    .age_us = MAX (now_us - since_us, 0),
    .bad_frames = self->bad_frames,
    .arming = self->arming,
    .recorded_no = self->recorded_no,
    .rearmed = self->rearmed,
    .has_zero = self->has_zero,
    .zero_mg = self->zero_mg,
    .reading = self->reading,
    .mg = self->mg,
  };
  if (!judge_link (self, out->age_us, &out->state))
    {
      if (!judge_range (self, &out->state))
        out->state = judge_load (self);
      out->station_judged = self->reading.stable == GUO_FLAG_ABSENT;
      out->has_value = self->is_mass && out->state != GUO_SCALE_OVERLOAD
                       && out->state != GUO_SCALE_UNDERLOAD;
      out->stable_us = self->stable ? guo_stability_span_us (&self->window) : 0;
    }
  out->refusal = states[out->state].refusal;
  out->can_record = out->refusal == NULL;
}

gboolean
guo_scale_state_take (GuoScaleState *self, guint64 arming)
{
  if (self->taken || self->arming != arming)
    return FALSE;
  self->taken = TRUE;
  self->below_since_us = -1;
  self->recorded_no = 0;
  /* A load under Min that was confirmed has to leave altogether; else it would arm itself. */
  self->arm_at_zero = self->mg < least_mg (self);
  return TRUE;
}

void
guo_scale_state_release (GuoScaleState *self, guint64 arming)
{
  if (self->arming == arming)
    self->taken = FALSE;
}

void
guo_scale_state_recorded (GuoScaleState *self, guint64 arming, gint64 no)
{
  if (self->arming == arming)
    self->recorded_no = no;
}

void
guo_scale_state_rearm (GuoScaleState *self)
{
  const gboolean known = self->taken || self->doubted || self->rearmed;

  arm (self);
  self->rearmed = known;
}

const gchar *
guo_scale_state_name (GuoScaleStateKind state)
{
  return states[state].name;
}
