/* Packing: which pack lot a case goes into, and how a new one is stated. Used by packing.c alone. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

/* One command. Strings are owned where marked, and freed by guo_packing_clear(). */
typedef struct
{
  gint64 lot;               /* harvest lot */
  gint64 brand;             /* 0: none */
  gint64 scale;             /* 0: not check-weighed */
  gint64 nominal_mg;
  gint64 count;             /* cases, 1 to 200 */
  const gchar *grade_class; /* "special" ...; NULL: that of the graded lot */
  const gchar *net_mode;    /* "nominal", "scale", "typed" */
  gint64 net_mg;            /* of each case */

  json_t *source;           /* owned: row of the harvest lot */
  gchar *day;               /* owned: today */
  gint season;              /* of the harvest lot */
  gchar letter;             /* of the station */
  gchar *gtin;              /* owned: fourteen digits */
  gint64 pack_lot;          /* 0: to be stated */
} GuoPacking;

/**
 * guo_packing_clear:
 * @packing: what it owns is freed
 */
void guo_packing_clear (GuoPacking *packing);

/**
 * guo_packing_find_lot:
 * @call: a command
 * @packing: lot, brand, nominal_mg, grade_class are set; source, day, season, letter, gtin, pack_lot are
 *   filled in
 * @error: return location
 *
 * Cases of one harvest lot, item, class, content, brand and day share a pack lot.
 *
 * Returns: %FALSE with "not-found"[lot, brand], "no-centre", "gtin-needed" (item mode prefix or brand
 *   without a number), "bad-field"[gtin]
 */
gboolean guo_packing_find_lot (GuoCall *call, GuoPacking *packing, GError **error);

/**
 * guo_packing_state_lot:
 * @call: a command
 * @packing: found, without a pack lot; pack_lot is filled in
 * @error: return location
 *
 * Returns: %FALSE with an error
 */
gboolean guo_packing_state_lot (GuoCall *call, GuoPacking *packing, GError **error);

G_END_DECLS
