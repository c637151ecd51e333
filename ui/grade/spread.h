/* How a run's fruit is spread over sizes: the bins of the station beside where its classes reach, and in words what a
 * picture of them shows. Pure. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

#define GUO_SPREAD_BINS 64
#define GUO_SPREAD_MARKS 33
#define GUO_SPREAD_NO_BOUND (-1)

/* Where a class reaches; bounds in tenths of a millimetre, or milligrams. */
typedef struct
{
  gint64       from;  /* GUO_SPREAD_NO_BOUND: none */
  gint64       to;    /* likewise */
  const gchar *word;  /* of the json */
  const gchar *key;   /* of the class; "": of a part of the range */
} GuoSpreadMark;

typedef struct
{
  gboolean      by_mass;
  gint64        first;   /* where the first bin begins */
  gint64        step;
  guint         n_bins;
  gint64        n[GUO_SPREAD_BINS];
  gint64        below[GUO_SPREAD_BINS]; /* of them below grade */
  gint64        total;   /* fruit that have the measurement */
  gint64        median;
  guint         n_marks;
  GuoSpreadMark marks[GUO_SPREAD_MARKS];
  gint64        smallest; /* where the lowest class begins: smaller is below grade by size */
  const gchar  *what;    /* (nullable): of any measurement, of which this is the name; NULL: diameter or mass */
  const gchar  *unit;    /* of it */
  guint         n_old;
  GuoSpreadMark old[GUO_SPREAD_MARKS]; /* where the classes reached before they were edited */
} GuoSpread;

/**
 * guo_spread_read:
 * @self: (out caller-allocates): the spread
 * @spread: (nullable): "spread" of a run or of its live line
 * @sizing: (nullable): "sizing" of the run; outlives @self
 *
 * What is missing or malformed is read as no fruit and no mark.
 */
void guo_spread_read (GuoSpread *self, json_t *spread, json_t *sizing);

/**
 * guo_spread_read_edited:
 * @self: (out caller-allocates): the spread
 * @spread: one of "spreads" of an edited scheme's preview; outlives @self
 * @what: "diameter"; outlives @self
 * @unit: "mm"; likewise
 *
 * All sizes of it are millionths of the unit.
 */
void guo_spread_read_edited (GuoSpread *self, json_t *spread, const gchar *what, const gchar *unit);

/**
 * guo_spread_mark:
 * @self: a spread
 * @key: of a class
 *
 * Returns: (transfer none) (nullable): where it reaches
 */
const GuoSpreadMark *guo_spread_mark (const GuoSpread *self, const gchar *key);

/**
 * guo_spread_peaks:
 * @self: a spread
 * @highest: (out): the middle of the highest
 *
 * Returns: how many humps it has: what rises and falls by a fifth of the highest counts
 */
guint guo_spread_peaks (const GuoSpread *self, gint64 *highest);

/**
 * guo_spread_value_text:
 * @self: a spread
 * @value: a size
 *
 * Returns: (transfer full): "38", "38.5", in the spread's unit
 */
gchar *guo_spread_value_text (const GuoSpread *self, gint64 value);

/**
 * guo_spread_unit:
 * @self: a spread
 *
 * Returns: (transfer none): "mm", "g", "°Bx"
 */
const gchar *guo_spread_unit (const GuoSpread *self);

/**
 * guo_spread_range_text:
 * @self: a spread
 * @mark: one of it
 *
 * Returns: (transfer full): "38–42", "≥ 42", "< 30"; "" where it has no bound
 */
gchar *guo_spread_range_text (const GuoSpread *self, const GuoSpreadMark *mark);

/**
 * guo_spread_words:
 * @self: a spread
 *
 * Returns: (transfer full): what its picture shows, as a sentence
 */
gchar *guo_spread_words (const GuoSpread *self);

G_END_DECLS
