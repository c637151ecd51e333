/* A fixture with one delivery open, for tests of what is said of its lot. */
#pragma once

#include "tests/station/fixture.h"

G_BEGIN_DECLS

#define ID(n) ((json_int_t) (n))

typedef struct
{
  Fixture f;
  gint64 delivery;
  gint64 lot;
  gchar *close; /* path that closes the delivery */
} Desk;

/* Logged in is the operator. */
void desk_open (Desk *desk);
/* Views rebuilt from the log must be the views that the commands left. */
void desk_close (Desk *desk);

/* Records a crate without tare; returns its id. */
gint64 desk_crate (Desk *desk, gint64 gross_mg);
/* A lot of 50 kg of another cooperative; returns its id. */
gint64 desk_neighbour (Desk *desk);
/* Body of a deduction for water. */
json_t *desk_percent (Desk *desk, gint64 ppm);

gchar *desk_path (const gchar *before, gint64 id, const gchar *after);
/* Must be there. */
gint64 desk_integer (json_t *object, const gchar *name);
/* "" where there is none. */
const gchar *desk_text (json_t *object, const gchar *name);

G_END_DECLS
