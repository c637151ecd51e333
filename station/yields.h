/* Yields: one question, asked by the list, the table, the chart and the report alike. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

typedef enum
{
  GUO_YIELDS_SEASON,
  GUO_YIELDS_DAY,
  GUO_YIELDS_COOPERATIVE,
  GUO_YIELDS_VILLAGE,
  GUO_YIELDS_GROWER,
  GUO_YIELDS_PRODUCT,
  GUO_YIELDS_VARIETY,
  GUO_YIELDS_CLASS, /* as what it was graded; a row without one: not graded yet, culled, lost */
  GUO_YIELDS_N_KEYS
} GuoYieldsKey;

typedef struct
{
  json_t *filter;  /* season, against, cooperative … from, to: as statements are bound; owned */
  guint keys;      /* bit (1 << key) of each key that rows are kept apart by */
  gboolean largest; /* largest first; else by the keys */
} GuoYieldsQuestion;

/**
 * guo_yields_key_name:
 * @key: a key
 *
 * Returns: (transfer none): "day", "cooperative" … as in `by`
 */
const gchar *guo_yields_key_name (GuoYieldsKey key);

/**
 * guo_yields_read:
 * @call: a query with by, season, against, cooperative, village, grower, product, variety, class, from, to, order
 * @by: keys where `by` is absent
 * @texts: further parameters that the verb knows, apart by commas; they are left in the filter
 * @question: (out caller-allocates): what is asked; guo_yields_question_clear() afterwards
 * @error: return location
 *
 * Returns: %FALSE with "bad-field" or "unknown-field"
 */
gboolean guo_yields_read (GuoCall *call, const gchar *by, const gchar *texts, GuoYieldsQuestion *question,
                          GError **error);

/**
 * guo_yields_question_clear:
 * @question: a question
 */
void guo_yields_question_clear (GuoYieldsQuestion *question);

/**
 * guo_yields_rows:
 * @call: a query
 * @question: what is asked
 * @keys: instead of the question's own
 * @error: return location
 *
 * Returns: (transfer full): the rows, with area_m2 where they are kept apart neither by day nor by season;
 *   %NULL with an error of the store
 */
json_t *guo_yields_rows (GuoCall *call, const GuoYieldsQuestion *question, guint keys, GError **error);

/**
 * guo_yields_total:
 * @call: a query
 * @question: what is asked
 * @rows: of guo_yields_rows()
 * @error: return location
 *
 * Returns: (transfer full): the sum of all rows, with the area_m2 of all plots of the filter; %NULL with an
 *   error of the store
 */
json_t *guo_yields_total (GuoCall *call, const GuoYieldsQuestion *question, json_t *rows, GError **error);

/**
 * guo_yields_settle_season:
 * @call: a query
 * @question: its season becomes the newest one with yields, where none was said
 * @error: return location
 *
 * Returns: %FALSE with an error of the store
 */
gboolean guo_yields_settle_season (GuoCall *call, GuoYieldsQuestion *question, GError **error);

/**
 * guo_yields_mass_unit:
 * @call: a query
 *
 * Returns: (transfer full): "kg" or "jin": what the centre shows masses in
 */
gchar *guo_yields_mass_unit (GuoCall *call);

G_END_DECLS
