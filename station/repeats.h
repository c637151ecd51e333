/* The same vehicle with the same weight again within ten minutes: a truck driven over the scale twice, a
 * pallet put on it twice. Never refused: said, and kept in the event. Writer's thread.
 */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

#define GUO_REPEAT_S 600
#define GUO_REPEAT_E_MG ((gint64) 50000) /* where no scale's interval is known */

typedef struct
{
  const gchar *vehicle; /* (nullable): its plate; without one nothing is compared */
  const gchar *day;     /* of the delivery */
  gint64 mg;            /* what the scale shows */
  gint64 e_mg;          /* its interval; 0: not known */
  gint64 besides;       /* a record that is not compared: the truck's own first weighing; 0: none */
} GuoRepeat;

/**
 * guo_repeats_find:
 * @call: a command
 * @repeat: what is being recorded
 * @error: return location
 *
 * Returns: (transfer full): array of at most one {code: "same-vehicle", no (null: a truck's first weighing),
 *   at}; %NULL with an error of the store
 */
json_t *guo_repeats_find (GuoCall *call, const GuoRepeat *repeat, GError **error);

G_END_DECLS
