/* A scenario as read from its file: plain numbers, checked. Only drivers/sim includes this. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

typedef enum
{
  GUO_SIM_WAIT,
  GUO_SIM_PUT,
  GUO_SIM_REMOVE,
  GUO_SIM_DRIFT,
  GUO_SIM_SHAKE,
  GUO_SIM_OVERLOAD,
  GUO_SIM_UNDERLOAD,
  GUO_SIM_SILENCE,
  GUO_SIM_HALF_FRAMES,
  GUO_SIM_BAD_CHECKSUM,
  GUO_SIM_CUT,
} GuoSimAction;

typedef struct
{
  GuoSimAction action;
  gint64 lasts_us; /* -1: for ever */
  gint64 weight;   /* put: last digits of the display */
  gint64 vary;     /* put: last digits, 0 or more */
  gint64 by;       /* drift, shake: last digits */
} GuoSimStep;

typedef struct
{
  GuoUnit unit;
  gint decimals;
  gint64 max; /* last digits of the display */
  gint64 interval_us;
  gboolean repeat;
  gsize n_steps;
  GuoSimStep *steps; /* owned */
} GuoScenario;

/**
 * guo_scenario_parse:
 * @name_or_text: a built-in name, or JSON as in scenario.schema.json
 * @error: return location
 *
 * Returns: (transfer full): a scenario, or %NULL with %GUO_DRIVER_ERROR_BAD_ARGUMENT (no such name; the
 *   message lists them) or %GUO_DRIVER_ERROR_BAD_FILE (the message names line or step, and key)
 */
GuoScenario *guo_scenario_parse (const gchar *name_or_text, GError **error);

/**
 * guo_scenario_free:
 * @self: (nullable): a scenario
 */
void guo_scenario_free (GuoScenario *self);

/**
 * guo_scenario_digits:
 * @text: a decimal number, "23.45" or "-0.5"
 * @decimals: places of the display
 * @digits: (out): the number in last digits of the display
 *
 * Returns: %FALSE when @text is no number, has more places, or is above a hundred million last digits
 */
gboolean guo_scenario_digits (const gchar *text, gint decimals, gint64 *digits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoScenario, guo_scenario_free)

G_END_DECLS
