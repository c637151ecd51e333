/* What a simulated grader does wrong. Constant rows; only drivers/sim includes this. */
#pragma once

#include "drivers/error.h"

G_BEGIN_DECLS

typedef struct
{
  const gchar *name;
  guint lost; /* of a thousand lines of fruit, like the next three */
  guint damaged;
  guint twice;
  guint garbage;
  gint64 restart_us; /* each; 0: never */
  gint64 cut_us;     /* each; 0: never */
  gint64 silent_us;  /* from there on; 0: never */
  gboolean never_ends;
  gint64 too_many; /* fruit declared more than sent */
} GuoGraderScenario;

/**
 * guo_grader_scenario_find:
 * @name: "good", "lost" …
 * @error: return location
 *
 * Returns: (transfer none): the scenario, or %NULL with %GUO_DRIVER_ERROR_BAD_ARGUMENT; the message lists them
 */
const GuoGraderScenario *guo_grader_scenario_find (const gchar *name, GError **error);

G_END_DECLS
