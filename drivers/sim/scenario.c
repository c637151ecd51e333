#include "drivers/sim/scenario.h"

#include "drivers/sim-resources.h"

#include <gio/gio.h>
#include <jansson.h>
#include <string.h>

#define PREFIX "/guo/drivers/sim/scenarios"
#define MOST_STEPS 1000

static const gchar *const action_names[] = {
  [GUO_SIM_WAIT] = "wait",
  [GUO_SIM_PUT] = "put",
  [GUO_SIM_REMOVE] = "remove",
  [GUO_SIM_DRIFT] = "drift",
  [GUO_SIM_SHAKE] = "shake",
  [GUO_SIM_OVERLOAD] = "overload",
  [GUO_SIM_UNDERLOAD] = "underload",
  [GUO_SIM_SILENCE] = "silence",
  [GUO_SIM_HALF_FRAMES] = "half-frames",
  [GUO_SIM_BAD_CHECKSUM] = "bad-checksum",
  [GUO_SIM_CUT] = "cut",
};

typedef json_t Json;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Json, json_decref)

gboolean
guo_scenario_digits (const gchar *text, gint decimals, gint64 *digits)
{
  gboolean negative = text[0] == '-';
  const gchar *at = text + (negative ? 1 : 0);
  gint places = -1; /* behind the point; -1: no point yet */
  gint64 value = 0;

  if (!g_ascii_isdigit (at[0]))
    return FALSE;
  for (; *at != '\0'; at++)
    {
      if (*at == '.' && places < 0)
        places = 0;
      else if (!g_ascii_isdigit (*at) || value >= 100000000 || (places >= 0 && ++places > decimals))
        return FALSE;
      else
        value = value * 10 + (*at - '0');
    }
  if (places == 0)
    return FALSE;
  for (places = MAX (places, 0); places < decimals; places++)
    value *= 10;
  *digits = negative ? -value : value;
  return value <= 100000000;
}

static gchar *
read_builtin (const gchar *name, GError **error)
{
  g_autofree gchar *path = g_strdup_printf (PREFIX "/%s.json", name);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (guo_sim_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto (GStrv) names = NULL;
  g_autoptr (GString) known = NULL;

  if (bytes != NULL)
    return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  known = g_string_new (NULL);
  names = g_resource_enumerate_children (guo_sim_get_resource (), PREFIX, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    g_string_append_printf (known, "%s%.*s", i == 0 ? "" : ", ", (gint) (strlen (names[i]) - strlen (".json")),
                            names[i]);
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "no scenario \"%s\"; there are %s", name,
               known->str);
  return NULL;
}

static gboolean
refuse (GError **error, const gchar *key, const gchar *what)
{
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "\"%s\": %s", key, what);
  return FALSE;
}

/* A misspelt key must not be passed over: the scenario would do something else than it says. */
static gboolean
check_keys (json_t *object, const gchar *const *known, GError **error)
{
  const gchar *key;
  json_t *value;

  if (!json_is_object (object))
    return refuse (error, "", "an object is needed");
  json_object_foreach (object, key, value)
    {
      if (!g_strv_contains (known, key))
        return refuse (error, key, "no such key");
    }
  return TRUE;
}

static gboolean
read_integer (json_t *object, const gchar *key, gint64 min, gint64 max, gint64 *value, GError **error)
{
  json_t *json = json_object_get (object, key);

  if (json == NULL)
    return TRUE;
  if (!json_is_integer (json) || json_integer_value (json) < min || json_integer_value (json) > max)
    {
      g_autofree gchar *what = g_strdup_printf ("a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " is needed", min, max);

      return refuse (error, key, what);
    }
  *value = json_integer_value (json);
  return TRUE;
}

static gboolean
read_weight (json_t *object, const gchar *key, gint decimals, gint64 *digits, GError **error)
{
  json_t *json = json_object_get (object, key);

  if (json == NULL)
    return TRUE;
  if (!json_is_string (json) || !guo_scenario_digits (json_string_value (json), decimals, digits))
    return refuse (error, key, "a decimal number as text is needed, with no more places than \"decimals\"");
  return TRUE;
}

static gboolean
read_action (json_t *object, GuoSimAction *action, GError **error)
{
  const gchar *name = json_string_value (json_object_get (object, "do"));

  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (action_names); i++)
    if (g_str_equal (action_names[i], name))
      {
        *action = (GuoSimAction) i;
        return TRUE;
      }
  return refuse (error, "do", "no such action");
}

static gboolean
read_step (json_t *object, gint decimals, GuoSimStep *step, GError **error)
{
  static const gchar *const keys[] = { "do", "ms", "weight", "vary", "by", NULL };
  gint64 ms = -1;

  if (!check_keys (object, keys, error) || !read_action (object, &step->action, error)
      || !read_integer (object, "ms", 0, 86400000, &ms, error)
      || !read_weight (object, "weight", decimals, &step->weight, error)
      || !read_weight (object, "vary", decimals, &step->vary, error)
      || !read_weight (object, "by", decimals, &step->by, error))
    return FALSE;
  if (step->action == GUO_SIM_PUT && json_object_get (object, "weight") == NULL)
    return refuse (error, "weight", "put needs it");
  if (step->action == GUO_SIM_DRIFT && ms <= 0)
    return refuse (error, "ms", "drift needs it, above 0");
  if (step->vary < 0 || (step->action == GUO_SIM_SHAKE && step->by < 0))
    return refuse (error, step->vary < 0 ? "vary" : "by", "it cannot be negative");
  step->lasts_us = ms < 0 ? -1 : ms * 1000;
  return TRUE;
}

static gboolean
read_steps (GuoScenario *self, json_t *steps, GError **error)
{
  gint64 round_us = 0;

  if (!json_is_array (steps) || json_array_size (steps) > MOST_STEPS)
    return refuse (error, "steps", "an array of at most 1000 steps is needed");
  self->n_steps = json_array_size (steps);
  self->steps = g_new0 (GuoSimStep, self->n_steps);
  for (gsize i = 0; i < self->n_steps; i++)
    {
      if (!read_step (json_array_get (steps, i), self->decimals, &self->steps[i], error))
        {
          g_prefix_error (error, "step %zu: ", i + 1);
          return FALSE;
        }
      round_us += self->steps[i].lasts_us < 0 ? G_TIME_SPAN_HOUR : self->steps[i].lasts_us;
    }
  if (self->repeat && round_us < self->interval_us)
    return refuse (error, "repeat", "the steps together must last longer than one interval");
  return TRUE;
}

static gboolean
read_scale (GuoScenario *self, json_t *root, GError **error)
{
  json_t *unit = json_object_get (root, "unit");
  json_t *repeat = json_object_get (root, "repeat");
  gint64 decimals = 2;
  gint64 interval_ms = 100;

  self->unit = GUO_UNIT_KG;
  if (unit != NULL && json_is_string (unit))
    self->unit = guo_unit_from_name (json_string_value (unit));
  if ((unit != NULL && !json_is_string (unit))
      || (self->unit != GUO_UNIT_KG && self->unit != GUO_UNIT_G && self->unit != GUO_UNIT_T))
    return refuse (error, "unit", "kg, g or t is needed");
  if (repeat != NULL && !json_is_boolean (repeat))
    return refuse (error, "repeat", "true or false is needed");
  self->repeat = json_is_true (repeat);
  if (!read_integer (root, "decimals", 0, 4, &decimals, error)
      || !read_integer (root, "interval_ms", 20, 5000, &interval_ms, error))
    return FALSE;
  self->decimals = (gint) decimals;
  self->interval_us = interval_ms * 1000;
  guo_scenario_digits ("150", self->decimals, &self->max);
  return read_weight (root, "max", self->decimals, &self->max, error);
}

GuoScenario *
guo_scenario_parse (const gchar *name_or_text, GError **error)
{
  static const gchar *const keys[] = { "about", "unit", "decimals", "max", "interval_ms", "repeat", "steps", NULL };
  g_autoptr (GuoScenario) self = g_new0 (GuoScenario, 1);
  gboolean is_text = strpbrk (name_or_text, "{[\n") != NULL;
  g_autofree gchar *text = is_text ? g_strdup (name_or_text) : read_builtin (name_or_text, error);
  g_autoptr (Json) root = NULL;
  json_error_t problem;

  if (text == NULL)
    return NULL;
  root = json_loads (text, JSON_REJECT_DUPLICATES, &problem);
  if (root == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "scenario line %d column %d: %s",
                   problem.line, problem.column, problem.text);
      return NULL;
    }
  if (!check_keys (root, keys, error) || !read_scale (self, root, error)
      || !read_steps (self, json_object_get (root, "steps"), error))
    {
      g_prefix_error (error, "scenario ");
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
guo_scenario_free (GuoScenario *self)
{
  if (self == NULL)
    return;
  g_free (self->steps);
  g_free (self);
}
