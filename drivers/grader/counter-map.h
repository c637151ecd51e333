/* Register maps of sorters that count: which register of a PLC is which counter of which outlet.
 *
 * "guozhan modbus map" 1, a format of our own (maps/counter-map.schema.json): no maker uses it, a PLC programmer
 * fills it in. Constant once read, counted references; any thread.
 */
#pragma once

#include "drivers/error.h"
#include "drivers/modbus/frame.h"

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

#define GUO_COUNTER_BLOCKS_MAX 16u
#define GUO_COUNTER_ITEMS_MAX 1024u
#define GUO_COUNTER_OUTLETS 256u /* 0 to 255; 0: recycled or off the end */

typedef enum
{
  GUO_COUNTER_U16,
  GUO_COUNTER_U32,
} GuoCounterType;

/* Bytes of a 32 bit value as they come over the wire, A the most significant. */
typedef enum
{
  GUO_WORDS_ABCD, /* high word first */
  GUO_WORDS_CDAB, /* low word first: most PLCs */
  GUO_WORDS_BADC,
  GUO_WORDS_DCBA,
} GuoWordOrder;

typedef enum
{
  GUO_COUNTER_BOOT,    /* one more at each power-up */
  GUO_COUNTER_BATCH,   /* one more at each batch */
  GUO_COUNTER_STATE,   /* stopped, running, fault: by @states */
  GUO_COUNTER_COUNTER, /* counts up and wraps */
} GuoCounterRole;

typedef enum
{
  GUO_COUNTER_FRUIT, /* "1" */
  GUO_COUNTER_MG,
  GUO_COUNTER_G,
  GUO_COUNTER_KG,
} GuoCounterUnit;

typedef struct
{
  gchar *name; /* "outlet.3.mass": unique in the map */
  guint address; /* as the map writes it */
  guint at;      /* place of its first register among the words of a poll */
  GuoCounterType type;
  GuoWordOrder order;
  GuoCounterRole role;

  /* of counters */
  guint outlet;
  GuoCounterUnit unit;
  gint64 modulus;   /* at which it begins anew: 2^16, 2^32, or what the map says */
  gint64 max_per_s; /* more than this a second, in its unit, is no counting */
  gboolean reset_on_batch;

  json_t *states; /* (nullable): of STATE: value as text → name */
} GuoCounterItem;

typedef struct
{
  guint start; /* address on the wire */
  guint count; /* registers, 1 to GUO_MODBUS_REGISTERS_MAX */
  guint at;    /* place of its first register among the words of a poll */
} GuoCounterBlock;

typedef struct
{
  gchar *name;
  guint unit_id;
  guint function;     /* 3 or 4 */
  guint address_base; /* 0: addresses as on the wire; 1: one more, as panel drawings count */
  guint poll_ms;
  GuoCounterBlock *blocks;
  guint n_blocks;
  GuoCounterItem *items;
  guint n_items;
  guint n_words; /* of one poll: the registers of all blocks, in the order of the blocks */
} GuoCounterMap;

/**
 * guo_counter_map_read:
 * @root: a map
 * @error: return location
 *
 * Refused are what the schema does not know, blocks that overlap or ask for more than 125 registers, an item outside
 * every block, over the end of one or on registers of another, two counters of fruit or of mass for one outlet.
 *
 * Returns: (transfer full): the map, or %NULL with %GUO_DRIVER_ERROR_BAD_FILE; the message begins with the JSON
 *   pointer of what is wrong
 */
GuoCounterMap *guo_counter_map_read (json_t *root, GError **error);

/**
 * guo_counter_map_parse:
 * @text: (array length=len): JSON as in maps/counter-map.schema.json
 * @len: bytes
 * @error: return location
 *
 * Returns: (transfer full): as guo_counter_map_read()
 */
GuoCounterMap *guo_counter_map_parse (const gchar *text, gsize len, GError **error);

/**
 * guo_counter_map_builtin:
 * @name: "guozhan-outlets": the registers that we recommend, of eight outlets
 * @error: return location
 *
 * Returns: (transfer full): the map, or %NULL with %GUO_DRIVER_ERROR_BAD_ARGUMENT
 */
GuoCounterMap *guo_counter_map_builtin (const gchar *name, GError **error);

/**
 * guo_counter_map_ref:
 * @self: a map
 *
 * Returns: (transfer full): @self
 */
GuoCounterMap *guo_counter_map_ref (GuoCounterMap *self);

/**
 * guo_counter_map_unref:
 * @self: (nullable): a map
 */
void guo_counter_map_unref (GuoCounterMap *self);

/**
 * guo_counter_map_digest:
 * @self: a map
 *
 * Returns: (transfer full): SHA-256, in hex, of what decides how its items are read: names, places, types, orders,
 *   moduli. Counts that were kept by one digest mean nothing to another
 */
gchar *guo_counter_map_digest (const GuoCounterMap *self);

/**
 * guo_counter_map_question:
 * @self: a map
 * @block: of n_blocks
 * @tcp: how it is framed
 * @transaction: over TCP: what the answer has to bring back
 *
 * Returns: what to ask for one block
 */
GuoModbusQuestion guo_counter_map_question (const GuoCounterMap *self, guint block, gboolean tcp, guint16 transaction);

/**
 * guo_counter_item_value:
 * @item: an item
 * @words: the words of a poll, n_words of them
 *
 * Returns: its value, 0 to 2^32 - 1
 */
gint64 guo_counter_item_value (const GuoCounterItem *item, const guint16 *words);

/**
 * guo_counter_item_put:
 * @item: an item
 * @value: 0 to 2^32 - 1
 * @words: where its registers are written, n_words
 *
 * For who answers: the inverse of guo_counter_item_value().
 */
void guo_counter_item_put (const GuoCounterItem *item, gint64 value, guint16 *words);

/**
 * guo_counter_role_name:
 * @role: a role
 *
 * Returns: "boot", "batch", "state" or "counter"
 */
const gchar *guo_counter_role_name (GuoCounterRole role);

/**
 * guo_word_order_find:
 * @name: (nullable): "ABCD", "CDAB", "BADC" or "DCBA"
 * @order: (out): the order
 *
 * Returns: %FALSE for another name
 */
gboolean guo_word_order_find (const gchar *name, GuoWordOrder *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoCounterMap, guo_counter_map_unref)

G_END_DECLS
