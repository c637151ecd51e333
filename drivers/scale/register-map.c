#include "drivers/scale/register-map.h"

#include "drivers/map-resources.h"

#include <gio/gio.h>
#include <jansson.h>
#include <string.h>

static gboolean
refuse (const gchar *key, const gchar *needed, GError **error)
{
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "\"%s\": %s is needed", key, needed);
  return FALSE;
}

static gboolean
read_number (json_t *object, const gchar *key, gint64 least, gint64 most, guint *out, GError **error)
{
  json_t *value = json_object_get (object, key);

  if (!json_is_integer (value) || json_integer_value (value) < least || json_integer_value (value) > most)
    return refuse (key, "a whole number in its range", error);
  *out = (guint) json_integer_value (value);
  return TRUE;
}

/* Reads an address and makes it a place in the answer; @width registers have to lie there. */
static gboolean
read_place (const GuoRegisterMap *map, json_t *object, guint width, guint *at, GError **error)
{
  guint address;

  if (!read_number (object, "register", map->first, map->first + map->count - width, &address, error))
    return FALSE;
  *at = address - map->first;
  return TRUE;
}

static gboolean
read_value (const GuoRegisterMap *map, json_t *object, const gchar *key, GuoRegisterValue *out, GError **error)
{
  static const gchar *const types[] = { "u16", "s16", "u32", "s32", "f32" };
  const gchar *type = json_string_value (json_object_get (object, "type"));
  guint width;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (type, types[i]) == 0)
      {
        out->type = (GuoRegisterType) i;
        width = out->type >= GUO_REGISTER_U32 ? 2 : 1;
        if (map->count < width)
          return refuse ("count", "room for the weight", error);
        return read_place (map, object, width, &out->at, error);
      }
  return refuse (key, "a register and a type of u16, s16, u32, s32, f32", error);
}

static gboolean
read_mask (json_t *bits, const gchar *key, guint16 *mask, GError **error)
{
  gsize i;
  json_t *bit;

  if (!json_is_array (bits))
    return refuse (key, "a list of bits", error);
  json_array_foreach (bits, i, bit)
    {
      if (!json_is_integer (bit) || json_integer_value (bit) < 0 || json_integer_value (bit) > 15)
        return refuse (key, "a list of bits 0 to 15", error);
      *mask |= (guint16) (1 << json_integer_value (bit));
    }
  return TRUE;
}

static gboolean
read_status (GuoRegisterMap *map, json_t *status, GError **error)
{
  const struct
  {
    const gchar *key;
    guint16 *mask;
  } masks[] = {
    { "fault", &map->bits.fault },
    { "out_of_range", &map->bits.out_of_range },
    { "gross_out_of_range", &map->bits.gross_out_of_range },
    { "net_out_of_range", &map->bits.net_out_of_range },
    { "gross_negative", &map->bits.gross_negative },
    { "net_negative", &map->bits.net_negative },
    { "net_shown", &map->bits.net_shown },
    { "stable", &map->bits.stable },
    { "zero", &map->bits.zero },
  };
  const gchar *key;
  json_t *value;

  if (!json_is_object (status) || !read_place (map, status, 1, &map->status_at, error))
    return status != NULL && json_is_object (status) ? FALSE : refuse ("status", "an object", error);
  json_object_foreach (status, key, value)
    {
      gsize i = 0;

      if (strcmp (key, "register") == 0)
        continue;
      while (i < G_N_ELEMENTS (masks) && strcmp (masks[i].key, key) != 0)
        i++;
      if (i == G_N_ELEMENTS (masks))
        return refuse (key, "a name that the schema has", error);
      if (!read_mask (value, key, masks[i].mask, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_head (GuoRegisterMap *map, json_t *root, GError **error)
{
  static const gchar *const keys[] = { "about", "source", "function", "first", "count", "word_order", "gross", "net", "status", NULL };
  json_t *order = json_object_get (root, "word_order");
  const gchar *key;
  json_t *value;

  json_object_foreach (root, key, value)
    if (!g_strv_contains (keys, key))
      return refuse (key, "a name that the schema has", error);
  map->low_first = g_strcmp0 (json_string_value (order), "low-first") == 0;
  if (order != NULL && !map->low_first && g_strcmp0 (json_string_value (order), "high-first") != 0)
    return refuse ("word_order", "high-first or low-first", error);
  return read_number (root, "function", 3, 4, &map->function, error)
         && read_number (root, "first", 0, G_MAXUINT16, &map->first, error)
         && read_number (root, "count", 1, GUO_REGISTERS_MAX, &map->count, error);
}

gboolean
guo_register_map_parse (const gchar *text, GuoRegisterMap *map, GError **error)
{
  json_error_t problem;
  json_auto_t *root = json_loads (text, JSON_REJECT_DUPLICATES, &problem);
  json_t *net;

  *map = (GuoRegisterMap) { 0 };
  if (root == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "line %d: %s", problem.line, problem.text);
      return FALSE;
    }
  if (!json_is_object (root))
    return refuse ("map", "an object", error);
  net = json_object_get (root, "net");
  map->has_net = net != NULL;
  return read_head (map, root, error) && read_value (map, json_object_get (root, "gross"), "gross", &map->gross, error)
         && (net == NULL || read_value (map, net, "net", &map->net, error))
         && read_status (map, json_object_get (root, "status"), error);
}

const GuoRegisterMap *
guo_register_map_builtin (const gchar *name, GError **error)
{
  static GMutex lock;
  static GHashTable *maps; /* by name; for the life of the process */
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lock);
  g_autofree gchar *path = g_strdup_printf ("/guo/drivers/scale/maps/%s.json", name);
  g_autoptr (GBytes) bytes = NULL;
  GuoRegisterMap *map;

  if (maps == NULL)
    maps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  map = g_hash_table_lookup (maps, name);
  if (map != NULL)
    return map;
  bytes = g_resource_lookup_data (guo_maps_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "no register map \"%s\"", name);
      return NULL;
    }
  map = g_new0 (GuoRegisterMap, 1);
  if (!guo_register_map_parse (g_bytes_get_data (bytes, NULL), map, error))
    {
      g_free (map);
      return NULL;
    }
  g_hash_table_insert (maps, g_strdup (name), map);
  return map;
}
