#include "drivers/grader/counter-map.h"

#include "drivers/counter-map-resources.h"
#include "drivers/grader/json.h"

#include <gio/gio.h>
#include <string.h>

#define FORMAT "guozhan-modbus-map/1"
#define ADDRESSES 65536

static const gchar *const types[] = { "u16", "u32", NULL };
static const gchar *const orders[] = { "ABCD", "CDAB", "BADC", "DCBA", NULL };
static const gchar *const roles[] = { "boot", "batch", "state", "counter", NULL };
static const gchar *const units[] = { "1", "mg", "g", "kg", NULL };

const gchar *
guo_counter_role_name (GuoCounterRole role)
{
  return roles[role];
}

static guint
width_of (const GuoCounterItem *item)
{
  return item->type == GUO_COUNTER_U32 ? 2 : 1;
}

gboolean
guo_word_order_find (const gchar *name, GuoWordOrder *order)
{
  for (guint i = 0; orders[i] != NULL; i++)
    if (g_strcmp0 (name, orders[i]) == 0)
      {
        *order = (GuoWordOrder) i;
        return TRUE;
      }
  return FALSE;
}

/* The two words of a value with its high word first and its high bytes first, or back: each order undoes itself. */
static void
turn (GuoWordOrder order, guint16 words[2])
{
  if (order == GUO_WORDS_BADC || order == GUO_WORDS_DCBA)
    {
      words[0] = GUINT16_SWAP_LE_BE (words[0]);
      words[1] = GUINT16_SWAP_LE_BE (words[1]);
    }
  if (order == GUO_WORDS_CDAB || order == GUO_WORDS_DCBA)
    {
      guint16 first = words[0];

      words[0] = words[1];
      words[1] = first;
    }
}

gint64
guo_counter_item_value (const GuoCounterItem *item, const guint16 *words)
{
  guint16 both[2];

  if (item->type == GUO_COUNTER_U16)
    return words[item->at];
  memcpy (both, words + item->at, sizeof both);
  turn (item->order, both);
  return (gint64) both[0] << 16 | both[1];
}

void
guo_counter_item_put (const GuoCounterItem *item, gint64 value, guint16 *words)
{
  guint16 both[2] = { (guint16) (value >> 16), (guint16) value };

  if (item->type == GUO_COUNTER_U16)
    {
      words[item->at] = (guint16) value;
      return;
    }
  turn (item->order, both);
  memcpy (words + item->at, both, sizeof both);
}

GuoModbusQuestion
guo_counter_map_question (const GuoCounterMap *self, guint block, gboolean tcp, guint16 transaction)
{
  return (GuoModbusQuestion) { .tcp = tcp, .unit = self->unit_id, .function = self->function,
                               .first = self->blocks[block].start, .count = self->blocks[block].count,
                               .transaction = transaction };
}

static gboolean
read_block (GuoCounterMap *self, json_t *value, guint n, GError **error)
{
  static const gchar *const keys[] = { "start", "count", NULL };
  g_autofree gchar *at = g_strdup_printf ("/blocks/%u", n);
  GuoCounterBlock *block = &self->blocks[n];
  gint64 start;
  gint64 count;

  if (!guo_json_keys (value, at, keys, error)
      || !guo_json_integer (value, at, "start", self->address_base, ADDRESSES - 1 + self->address_base, &start, error)
      || !guo_json_integer (value, at, "count", 1, GUO_MODBUS_REGISTERS_MAX, &count, error))
    return FALSE;
  *block = (GuoCounterBlock) { (guint) start - self->address_base, (guint) count, self->n_words };
  if (block->start + block->count > ADDRESSES)
    return guo_json_refuse (error, at, "count", "no more registers than there are up to address 65535 on the wire");
  for (guint i = 0; i < n; i++)
    if (block->start < self->blocks[i].start + self->blocks[i].count
        && self->blocks[i].start < block->start + block->count)
      return guo_json_refuse (error, at, NULL, "registers that no other block reads");
  self->n_words += block->count;
  return TRUE;
}

static gboolean
read_blocks (GuoCounterMap *self, json_t *root, GError **error)
{
  json_t *blocks = json_object_get (root, "blocks");

  if (!json_is_array (blocks) || json_array_size (blocks) == 0 || json_array_size (blocks) > GUO_COUNTER_BLOCKS_MAX)
    return guo_json_refuse (error, "", "blocks", "a list of 1 to 16 blocks");
  self->blocks = g_new0 (GuoCounterBlock, json_array_size (blocks));
  for (; self->n_blocks < json_array_size (blocks); self->n_blocks++)
    if (!read_block (self, json_array_get (blocks, self->n_blocks), self->n_blocks, error))
      return FALSE;
  return TRUE;
}

/* Finds the words of an item. Between two answers the PLC goes on counting: an item comes in one. */
static gboolean
place_item (const GuoCounterMap *self, GuoCounterItem *item, const gchar *at, GError **error)
{
  guint wire = item->address - self->address_base;

  for (guint i = 0; i < self->n_blocks; i++)
    {
      const GuoCounterBlock *block = &self->blocks[i];

      if (wire < block->start || wire >= block->start + block->count)
        continue;
      if (wire + width_of (item) > block->start + block->count)
        return guo_json_refuse (error, at, "address", "both words of the item in one block");
      item->at = block->at + wire - block->start;
      return TRUE;
    }
  return guo_json_refuse (error, at, "address", "an address that a block reads");
}

static gboolean
read_states (GuoCounterItem *item, json_t *value, const gchar *at, GError **error)
{
  json_t *states = json_object_get (value, "values");
  const gchar *key;
  json_t *name;

  if (states == NULL)
    return TRUE;
  if (!json_is_object (states))
    return guo_json_refuse (error, at, "values", "an object of value and name");
  json_object_foreach (states, key, name)
    if (!json_is_string (name) || !guo_json_is_number (key, item->type == GUO_COUNTER_U16 ? G_MAXUINT16 : G_MAXUINT32))
      return guo_json_refuse (error, at, "values", "an object of value and name");
  item->states = json_incref (states);
  return TRUE;
}

static gboolean
read_counter (GuoCounterItem *item, json_t *value, const gchar *at, GError **error)
{
  gint64 most = item->type == GUO_COUNTER_U16 ? G_GINT64_CONSTANT (1) << 16 : G_GINT64_CONSTANT (1) << 32;
  json_t *reset = json_object_get (value, "reset_on_batch");
  gint64 outlet;
  guint unit;

  if (!guo_json_integer (value, at, "outlet", 0, GUO_COUNTER_OUTLETS - 1, &outlet, error)
      || !guo_json_choice (value, at, "unit", units, &unit, error)
      || !guo_json_integer (value, at, "max_per_s", 1, 1000000, &item->max_per_s, error))
    return FALSE;
  item->outlet = (guint) outlet;
  item->unit = (GuoCounterUnit) unit;
  item->modulus = most;
  if (json_object_get (value, "modulus") != NULL
      && !guo_json_integer (value, at, "modulus", 2, most, &item->modulus, error))
    return FALSE;
  if (reset != NULL && !json_is_boolean (reset))
    return guo_json_refuse (error, at, "reset_on_batch", "true or false");
  item->reset_on_batch = json_is_true (reset);
  return TRUE;
}

static gboolean
read_order (GuoCounterItem *item, json_t *value, const gchar *at, GError **error)
{
  guint order = GUO_WORDS_ABCD;

  if (item->type == GUO_COUNTER_U32 && !guo_json_choice (value, at, "order", orders, &order, error))
    return FALSE;
  if (item->type == GUO_COUNTER_U16 && json_object_get (value, "order") != NULL)
    return guo_json_refuse (error, at, "order", "no order of words, the item is one word,");
  item->order = (GuoWordOrder) order;
  return TRUE;
}

/* No register twice, no name twice, one of each role but counters, one count of fruit and of mass for an outlet. */
static gboolean
check_item (const GuoCounterMap *self, const GuoCounterItem *item, const gchar *at, GError **error)
{
  for (const GuoCounterItem *other = self->items; other < item; other++)
    {
      if (strcmp (other->name, item->name) == 0)
        return guo_json_refuse (error, at, "name", "a name that no other item has");
      if (item->at < other->at + width_of (other) && other->at < item->at + width_of (item))
        return guo_json_refuse (error, at, "address", "registers that no other item has");
      if (item->role != GUO_COUNTER_COUNTER && other->role == item->role)
        return guo_json_refuse (error, at, "role", "a role that no other item has");
      if (item->role == GUO_COUNTER_COUNTER && other->role == item->role && other->outlet == item->outlet
          && (other->unit == GUO_COUNTER_FRUIT) == (item->unit == GUO_COUNTER_FRUIT))
        return guo_json_refuse (error, at, "outlet", "an outlet whose fruit, or mass, no other item counts");
    }
  return TRUE;
}

static gboolean
read_keys (GuoCounterRole role, json_t *value, const gchar *at, GError **error)
{
  static const gchar *const common[] = { "name", "address", "type", "order", "role", NULL };
  static const gchar *const of_state[] = { "name", "address", "type", "order", "role", "values", NULL };
  static const gchar *const of_counter[] = { "name", "address", "type", "order", "role", "outlet", "unit", "modulus",
                                             "max_per_s", "reset_on_batch", NULL };

  return guo_json_keys (value, at, role == GUO_COUNTER_COUNTER ? of_counter : role == GUO_COUNTER_STATE ? of_state : common,
                        error);
}

static gboolean
read_item (const GuoCounterMap *self, GuoCounterItem *item, json_t *value, const gchar *at, GError **error)
{
  gint64 address;
  guint type;
  guint role;

  if (!guo_json_integer (value, at, "address", self->address_base, ADDRESSES - 1 + self->address_base, &address, error)
      || !guo_json_choice (value, at, "type", types, &type, error)
      || !guo_json_choice (value, at, "role", roles, &role, error)
      || !read_keys ((GuoCounterRole) role, value, at, error))
    return FALSE;
  item->address = (guint) address;
  item->type = (GuoCounterType) type;
  item->role = (GuoCounterRole) role;
  return read_order (item, value, at, error) && place_item (self, item, at, error)
         && (item->role != GUO_COUNTER_STATE || read_states (item, value, at, error))
         && (item->role != GUO_COUNTER_COUNTER || read_counter (item, value, at, error));
}

static gboolean
add_item (GuoCounterMap *self, json_t *value, GError **error)
{
  g_autofree gchar *at = g_strdup_printf ("/items/%u", self->n_items);
  const gchar *name = json_string_value (json_object_get (value, "name"));
  GuoCounterItem *item = &self->items[self->n_items];

  if (!json_is_object (value))
    return guo_json_refuse (error, at, NULL, "an object");
  if (name == NULL || name[0] == '\0')
    return guo_json_refuse (error, at, "name", "a name");
  item->name = g_strdup (name);
  self->n_items++; /* from here on it is freed with the map */
  return read_item (self, item, value, at, error) && check_item (self, item, at, error);
}

static gboolean
read_items (GuoCounterMap *self, json_t *root, GError **error)
{
  json_t *items = json_object_get (root, "items");
  gsize i;
  json_t *item;

  if (!json_is_array (items) || json_array_size (items) == 0 || json_array_size (items) > GUO_COUNTER_ITEMS_MAX)
    return guo_json_refuse (error, "", "items", "a list of 1 to 1024 items");
  self->items = g_new0 (GuoCounterItem, json_array_size (items));
  json_array_foreach (items, i, item)
    if (!add_item (self, item, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_head (GuoCounterMap *self, json_t *root, GError **error)
{
  static const gchar *const keys[] = { "format", "name", "about", "unit_id", "function", "address_base", "poll_ms",
                                       "blocks", "items", NULL };
  json_t *name = json_object_get (root, "name");
  gint64 unit_id;
  gint64 function;
  gint64 base = 0;
  gint64 poll_ms = 1000;

  if (!guo_json_keys (root, "", keys, error))
    return FALSE;
  if (g_strcmp0 (json_string_value (json_object_get (root, "format")), FORMAT) != 0)
    return guo_json_refuse (error, "", "format", "\"" FORMAT "\"");
  if (name != NULL && !json_is_string (name))
    return guo_json_refuse (error, "", "name", "text");
  if (!guo_json_integer (root, "", "unit_id", 0, 255, &unit_id, error)
      || !guo_json_integer (root, "", "function", 3, 4, &function, error)
      || (json_object_get (root, "address_base") != NULL
          && !guo_json_integer (root, "", "address_base", 0, 1, &base, error))
      || (json_object_get (root, "poll_ms") != NULL
          && !guo_json_integer (root, "", "poll_ms", 100, 60000, &poll_ms, error)))
    return FALSE;
  self->name = g_strdup (name != NULL ? json_string_value (name) : "");
  self->unit_id = (guint) unit_id;
  self->function = (guint) function;
  self->address_base = (guint) base;
  self->poll_ms = (guint) poll_ms;
  return TRUE;
}

GuoCounterMap *
guo_counter_map_read (json_t *root, GError **error)
{
  g_autoptr(GuoCounterMap) self = g_atomic_rc_box_new0 (GuoCounterMap);

  if (!read_head (self, root, error) || !read_blocks (self, root, error) || !read_items (self, root, error))
    return NULL;
  return g_steal_pointer (&self);
}

GuoCounterMap *
guo_counter_map_parse (const gchar *text, gsize len, GError **error)
{
  json_auto_t *root = guo_json_parse (text, len, error);

  return root != NULL ? guo_counter_map_read (root, error) : NULL;
}

GuoCounterMap *
guo_counter_map_builtin (const gchar *name, GError **error)
{
  g_autofree gchar *path = g_strdup_printf ("/guo/drivers/grader/maps/%s.json", name);
  g_autoptr(GBytes) bytes = g_resource_lookup_data (guo_counter_maps_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                    NULL);

  if (bytes == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "no counter map \"%s\"", name);
      return NULL;
    }
  return guo_counter_map_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

GuoCounterMap *
guo_counter_map_ref (GuoCounterMap *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  GuoCounterMap *self = data;

  for (guint i = 0; i < self->n_items; i++)
    {
      g_free (self->items[i].name);
      json_decref (self->items[i].states);
    }
  g_free (self->items);
  g_free (self->blocks);
  g_free (self->name);
}

void
guo_counter_map_unref (GuoCounterMap *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear);
}

gchar *
guo_counter_map_digest (const GuoCounterMap *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%u %u\n", self->unit_id, self->function);
  for (guint i = 0; i < self->n_items; i++)
    {
      const GuoCounterItem *item = &self->items[i];

      g_string_append_printf (text, "%u %u %u %u %u %u %" G_GINT64_FORMAT " %s\n", item->address - self->address_base,
                              item->type, item->order, item->role, item->outlet, item->unit, item->modulus, item->name);
    }
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
}
