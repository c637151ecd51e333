#include "drivers/config.h"

#include <jansson.h>
#include <string.h>

/* Numbers of holding and input registers as manuals count them. */
#define HOLDING 40001
#define INPUT 30001

static gboolean
refuse (GError **error, const gchar *key, const gchar *needed)
{
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "\"%s\": %s is needed", key, needed);
  return FALSE;
}

static gboolean
read_unit (json_t *value, GuoScaleConfig *config, GError **error)
{
  config->unit = json_is_string (value) ? guo_unit_from_name (json_string_value (value)) : GUO_UNIT_NONE;
  return config->unit != GUO_UNIT_NONE || refuse (error, "unit", "one of kg, g, t, mg, lb, oz, pc, %");
}

static gboolean
read_map (json_t *value, GuoScaleConfig *config, GuoRegisterMap *map, GError **error)
{
  g_autofree gchar *text = json_is_object (value) ? json_dumps (value, JSON_COMPACT) : NULL;

  if (json_is_string (value))
    config->map = guo_register_map_builtin (json_string_value (value), error);
  else if (text == NULL)
    return refuse (error, "map", "the name of a map, or a map");
  else if (guo_register_map_parse (text, map, error))
    config->map = map;
  return config->map != NULL;
}

/* Reads one setting of Modbus. */
static gboolean
read_modbus (const gchar *key, json_t *value, GuoScaleConfig *config, GuoRegisterMap *map, GError **error)
{
  const gchar *word = json_string_value (value);

  if (strcmp (key, "map") == 0)
    return read_map (value, config, map, error);
  if (strcmp (key, "exponent") == 0)
    {
      config->exponent = (gint) CLAMP (json_integer_value (value), -10, 1);
      return (json_is_integer (value) && config->exponent >= -9 && config->exponent <= 0)
             || refuse (error, key, "a power of ten from -9 to 0");
    }
  if (strcmp (key, "transport") == 0)
    {
      config->modbus_tcp = g_strcmp0 (word, "tcp") == 0;
      return config->modbus_tcp || g_strcmp0 (word, "rtu") == 0 || refuse (error, key, "rtu or tcp");
    }
  if (strcmp (key, "function") == 0 || strcmp (key, "read") == 0)
    return TRUE; /* compared once the map is known */
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "\"%s\" is no setting of this protocol", key);
  return FALSE;
}

/* The registers that the text expects to be read are those that the map reads. */
static gboolean
check_map (json_t *root, const GuoRegisterMap *map, GError **error)
{
  json_t *function = json_object_get (root, "function");
  const gchar *read = json_string_value (json_object_get (root, "read"));
  guint base = (map->function == 3 ? HOLDING : INPUT) + map->first;
  g_autofree gchar *registers = g_strdup_printf ("%u..%u", base, base + map->count - 1);

  if (function != NULL && json_integer_value (function) != (json_int_t) map->function)
    return refuse (error, "function", "the function of the register map");
  return read == NULL || strcmp (read, registers) == 0 || refuse (error, "read", registers);
}

gboolean
guo_scale_config_parse (const gchar *text, const GuoScaleProtocol *protocol, GuoScaleConfig *config,
                        GuoRegisterMap *map, GError **error)
{
  json_error_t problem;
  json_auto_t *root = json_loads (text, JSON_REJECT_DUPLICATES, &problem);
  const gchar *key;
  json_t *value;

  *config = (GuoScaleConfig) { 0 };
  if (root == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "column %d: %s", problem.column, problem.text);
      return FALSE;
    }
  if (!json_is_object (root))
    return refuse (error, "config", "an object");
  json_object_foreach (root, key, value)
    {
      gboolean good = strcmp (key, "unit") == 0 ? read_unit (value, config, error)
                      : protocol->map != NULL   ? read_modbus (key, value, config, map, error)
                                                : refuse (error, key, "a setting of this protocol");

      if (!good)
        return FALSE;
    }
  if (protocol->map == NULL)
    return TRUE;
  if (config->map == NULL)
    config->map = guo_register_map_builtin (protocol->map, error);
  return config->map != NULL && check_map (root, config->map, error);
}
