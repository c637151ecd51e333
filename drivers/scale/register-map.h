/* Register maps of Modbus weighing transmitters: which register is what, read from JSON (maps/map.schema.json).
 * Plain data once read; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

/* Registers of one request that every transmitter known answers. */
#define GUO_REGISTERS_MAX 32

typedef enum
{
  GUO_REGISTER_U16,
  GUO_REGISTER_S16,
  GUO_REGISTER_U32,
  GUO_REGISTER_S32,
  GUO_REGISTER_F32,
} GuoRegisterType;

typedef struct
{
  guint at; /* place in the answer, registers */
  GuoRegisterType type;
} GuoRegisterValue;

/* Masks of the status register; 0: the transmitter does not tell. */
typedef struct
{
  guint16 fault;
  guint16 out_of_range;
  guint16 gross_out_of_range;
  guint16 net_out_of_range;
  guint16 gross_negative;
  guint16 net_negative;
  guint16 net_shown;
  guint16 stable;
  guint16 zero;
} GuoRegisterBits;

struct _GuoRegisterMap
{
  guint function; /* 3 or 4 */
  guint first;    /* address on the wire */
  guint count;    /* registers asked for at once */
  gboolean low_first;
  gboolean has_net;
  GuoRegisterValue gross;
  GuoRegisterValue net;
  guint status_at; /* place in the answer */
  GuoRegisterBits bits;
};

/**
 * guo_register_map_parse:
 * @text: JSON as in maps/map.schema.json
 * @map: (out): the map
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_FILE; the message names line or key
 */
gboolean guo_register_map_parse (const gchar *text, GuoRegisterMap *map, GError **error);

/**
 * guo_register_map_builtin:
 * @name: "laumas", "dini-dgt4"
 * @error: return location
 *
 * Returns: (transfer none): the map, for the life of the process, or %NULL with %GUO_DRIVER_ERROR_BAD_ARGUMENT
 */
const GuoRegisterMap *guo_register_map_builtin (const gchar *name, GError **error);

G_END_DECLS
