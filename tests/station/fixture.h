/* A station in a temporary folder with a clock that only the test moves, and one simulated scale whose
 * bytes are pushed by hand: hours pass in a moment, nothing sleeps. */
#pragma once

#include "drivers/registry.h"
#include "drivers/sim/scale-sim.h"
#include "station/devices.h"
#include "station/station.h"

G_BEGIN_DECLS

typedef struct
{
  gchar *folder;
  gchar *path;
  GuoStation *station;
  GuoClock clock;
  gint64 wall_us;
  gint64 monotonic_us;
  GuoActor actor;      /* who calls: a supervisor at first */
  GuoScaleSim *sim;
  gint64 sim_us;       /* time of the simulator */
  gint64 scale;        /* ids of what fixture_centre() makes */
  gint64 operator_id, supervisor_id;
  gint64 village, cooperative, grower, plot, product, variety, crate_type;
} Fixture;

/* Opens a practice station on an empty database. */
void fixture_open (Fixture *self);
void fixture_close (Fixture *self);
/* Closes the station and opens it again. */
void fixture_reopen (Fixture *self);

/* Runs a verb as a face does; @body is taken over. Returns the answer, or NULL with the error. */
json_t *fixture_call (Fixture *self, const gchar *method, const gchar *path, json_t *body, GError **error);
/* The same with a command id of 16 equal bytes. */
json_t *fixture_command (Fixture *self, guint8 id, const gchar *path, json_t *body, GError **error);
/* Must succeed. */
json_t *fixture_do (Fixture *self, const gchar *path, json_t *body);
json_t *fixture_get (Fixture *self, const gchar *path);
/* Must succeed; returns the answer's id. */
gint64 fixture_make (Fixture *self, const gchar *path, json_t *body);
/* Must be refused with @code. */
void fixture_refused (Fixture *self, const gchar *path, json_t *body, const gchar *code);

/* Users 王芳 1111 and 站长 9999, centre, village, cooperative QS, grower, plot, plum, crate type, scale. */
void fixture_centre (Fixture *self);
void fixture_as_operator (Fixture *self);
void fixture_as_supervisor (Fixture *self);

/* Moves the clock, and the simulated scale with it. */
void fixture_run (Fixture *self, gint64 ms);
/* Does something on the scale ("put 23.45") and lets 3 s pass. */
void fixture_scale (Fixture *self, const gchar *line);
/* Opens a delivery; returns its lot. */
gint64 fixture_deliver (Fixture *self, gint64 *delivery);

G_END_DECLS
