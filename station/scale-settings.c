#include "station/scale-settings.h"

#include "drivers/encode.h"

static void
copy (json_t *from, const gchar *name, json_t *to, const gchar *as)
{
  json_t *value = json_object_get (from, name);

  if (value != NULL && !json_is_null (value))
    json_object_set (to, as, value);
}

/* A name, or the map itself as text. */
static void
copy_map (json_t *from, json_t *to)
{
  const gchar *text = json_string_value (json_object_get (from, "register_map"));
  json_t *map = text != NULL ? json_loads (text, JSON_REJECT_DUPLICATES, NULL) : NULL;

  if (json_is_object (map))
    json_object_set (to, "map", map);
  else if (text != NULL && *text != '\0')
    json_object_set_new (to, "map", json_string (text));
  json_decref (map);
}

gboolean
guo_scale_settings_read (json_t *row, const GuoScaleProtocol *protocol, GuoScaleConfig *config,
                         GuoRegisterMap *map, GError **error)
{
  json_auto_t *settings = json_object ();
  g_autofree gchar *text = NULL;
  GuoScaleConfig given;

  copy (row, "unit", settings, "unit");
  if (protocol->map != NULL)
    {
      copy (row, "exponent", settings, "exponent");
      copy (row, "modbus", settings, "transport");
      copy_map (row, settings);
    }
  text = json_dumps (settings, JSON_COMPACT);
  if (!guo_scale_config_parse (text, protocol, &given, map, error))
    return FALSE;
  guo_scale_config_init (config, protocol, &given);
  return TRUE;
}

gint64
guo_scale_settings_ask_us (json_t *row, const GuoScaleProtocol *protocol)
{
  json_t *ask_ms = json_object_get (row, "ask_ms");

  if (guo_scale_question (protocol) == NULL)
    return 0;
  if (json_is_integer (ask_ms))
    return json_integer_value (ask_ms) * G_TIME_SPAN_MILLISECOND;
  return protocol->poll == GUO_POLL_RATE ? protocol->interval_us / 2 : 0;
}
