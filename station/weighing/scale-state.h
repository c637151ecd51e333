/* What one scale is doing, as a machine without clock, thread or I/O: readings, bad frames and the
 * state of the link go in with their times, a view of any later instant comes out.
 *
 * This is the only code that says whether a weight may be recorded (interface.md, scale states). The
 * record itself is taken once for each time that the scale was armed: guo_scale_state_take().
 * One per scale; the owner locks.
 */
#pragma once

#include "station/weighing/stability.h"

G_BEGIN_DECLS

#define GUO_SCALE_STALE_MAX_US ((gint64) 1000000)
#define GUO_SCALE_STALE_MIN_US ((gint64) 300000)
#define GUO_SCALE_ARM_US ((gint64) 300000)
#define GUO_SCALE_BAD_FRAMES 3
#define GUO_SCALE_DEFAULT_MIN_E 20
#define GUO_SCALE_MASS_MAX_MG ((gint64) 10000000000000) /* 10,000 t: no scale shows more */

typedef enum
{
  GUO_SCALE_EMPTY,        /* at most 2 e on it (or below zero, but above −20 d) */
  GUO_SCALE_MOVING,       /* not yet stable */
  GUO_SCALE_STABLE,       /* may be recorded */
  GUO_SCALE_RECORDED,     /* this load is recorded: unload, or re-arm */
  GUO_SCALE_MAYBE_RECORDED, /* equals the last record from before the station stopped: somebody must say */
  GUO_SCALE_BELOW_MIN,    /* stable, but under Min: recorded only when confirmed */
  GUO_SCALE_OVERLOAD,     /* above Max + 9 e, or the indicator says so */
  GUO_SCALE_UNDERLOAD,    /* below −20 d */
  GUO_SCALE_STALE,        /* no new reading for too long */
  GUO_SCALE_BAD_FRAMES_STATE, /* bytes come, but no whole frame */
  GUO_SCALE_DISCONNECTED, /* the link is not open */
  GUO_SCALE_STOPPED,      /* the station cannot record (disk full) */
  GUO_SCALE_NET,          /* the indicator shows net: its own tare must be cleared */
  GUO_SCALE_UNIT,         /* the indicator shows lb, oz, pieces or percent */
} GuoScaleStateKind;

/* Settings of the binding; all masses in milligrams. */
typedef struct
{
  gint64 e_mg;        /* verification interval; 0: the last digit that the scale sends */
  gint64 d_mg;        /* actual interval; 0: e (class III without an auxiliary display) */
  gint64 min_mg;      /* Min; 0: 20 e */
  gint64 max_mg;      /* Max; 0: unknown, no overload of our own */
  gint64 interval_us; /* usual time between two frames, until measured */
  gint64 stable_us;   /* for how long it must stand still; less than the rule's own is the rule's own */
} GuoScaleSettings;

/* One instant. Digits are to be shown only where @has_value. */
typedef struct
{
  GuoScaleStateKind state;
  gboolean has_value;
  GuoReading reading;      /* with @has_value: what the scale sent */
  gint64 mg;               /* with @has_value */
  gint64 e_mg;             /* interval in force */
  gint64 min_mg;           /* Min in force */
  gint64 read_us;          /* monotonic time of the newest reading; 0: none yet */
  gint64 age_us;           /* of the newest reading (of the link's opening, where none came) */
  gint64 stable_us;        /* how long it has stood still */
  gboolean station_judged; /* the frame has no flag: our window alone */
  gboolean can_record;
  const gchar *refusal;    /* (nullable): "scale-moving" ...; NULL with @can_record */
  guint64 bad_frames;      /* since the last reading */
  guint64 arming;          /* for guo_scale_state_take() */
  gint64 recorded_no;      /* number of the record, with RECORDED and MAYBE_RECORDED; 0: unknown */
  gboolean rearmed;        /* armed by hand, and not emptied since */
  gboolean has_zero;
  gint64 zero_mg;          /* with @has_zero: what it showed when it stood still empty last; a drift, where it is not 0 */
} GuoScaleView;

typedef struct _GuoScaleState GuoScaleState;

/**
 * guo_scale_state_new:
 * @settings: copied
 *
 * Returns: (transfer full): a scale whose link is closed, armed
 */
GuoScaleState *guo_scale_state_new (const GuoScaleSettings *settings);

/**
 * guo_scale_state_free:
 * @self: (nullable): a scale
 */
void guo_scale_state_free (GuoScaleState *self);

/**
 * guo_scale_state_resume:
 * @self: a new scale
 * @mg: what it showed when something was recorded last on it, before the station stopped
 * @no: number of that record; 0: none
 *
 * A first stable load that equals it within e may be that very crate: somebody must say so, until it is
 * taken off or the scale is re-armed (interface.md 3, after a power cut).
 */
void guo_scale_state_resume (GuoScaleState *self, gint64 mg, gint64 no);

/**
 * guo_scale_state_link:
 * @self: a scale
 * @open: whether bytes can come
 * @at_us: monotonic time
 */
void guo_scale_state_link (GuoScaleState *self, gboolean open, gint64 at_us);

/**
 * guo_scale_state_push:
 * @self: a scale; a reading implies that the link is open
 * @reading: what it sent
 * @at_us: monotonic time of arrival, microseconds
 */
void guo_scale_state_push (GuoScaleState *self, const GuoReading *reading, gint64 at_us);

/**
 * guo_scale_state_bad:
 * @self: a scale
 * @frames: bad frames since the last reading, as the framer counts; the larger of two calls stays
 */
void guo_scale_state_bad (GuoScaleState *self, guint64 frames);

/**
 * guo_scale_state_broken:
 * @self: a scale
 *
 * A frame was damaged: on such a line, and without a check sum, damage may look like a weight, and the same damage comes
 * again. Only what follows without any can be a load at rest.
 */
void guo_scale_state_broken (GuoScaleState *self);

/**
 * guo_scale_state_stop:
 * @self: a scale
 * @stopped: whether the station cannot record at present
 */
void guo_scale_state_stop (GuoScaleState *self, gboolean stopped);

/**
 * guo_scale_state_view:
 * @self: a scale
 * @now_us: monotonic time, not before the last reading
 * @out: (out caller-allocates): the state at that instant
 */
void guo_scale_state_view (const GuoScaleState *self, gint64 now_us, GuoScaleView *out);

/**
 * guo_scale_state_take:
 * @self: a scale
 * @arming: of the view that is being recorded
 *
 * Claims the load: from here on it counts as recorded, until the scale is armed again.
 *
 * Returns: %FALSE when it is taken already, or the scale was armed anew since
 */
gboolean guo_scale_state_take (GuoScaleState *self, guint64 arming);

/**
 * guo_scale_state_release:
 * @self: a scale
 * @arming: as given to guo_scale_state_take(); the record failed, the load may be recorded after all
 */
void guo_scale_state_release (GuoScaleState *self, guint64 arming);

/**
 * guo_scale_state_recorded:
 * @self: a scale
 * @arming: as given to guo_scale_state_take()
 * @no: number of the record, for the screen
 */
void guo_scale_state_recorded (GuoScaleState *self, guint64 arming, gint64 no);

/**
 * guo_scale_state_rearm:
 * @self: a scale; an explicit act: the same load, or one equal to it, may be recorded again
 */
void guo_scale_state_rearm (GuoScaleState *self);

/**
 * guo_scale_state_name:
 * @state: a state
 *
 * Returns: (transfer none): its word in the interface: "empty", "moving", "maybe-recorded" ...
 */
const gchar *guo_scale_state_name (GuoScaleStateKind state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoScaleState, guo_scale_state_free)

G_END_DECLS
