/* Net content of prepacked goods (定量包装商品计量监督管理办法, SAMR order 70/2023). Pure, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a single package is. */
typedef enum
{
  GUO_NET_FULL,   /* at least its nominal content */
  GUO_NET_SHORT,  /* short, by no more than is permitted */
  GUO_NET_BEYOND, /* short by more: must not be sold so */
} GuoNetJudgement;

/* What is aimed at when a package is filled. */
typedef struct
{
  gint64 least_mg; /* less is beyond the permitted shortage */
  gint64 from_mg;  /* from here … */
  gint64 to_mg;    /* … to here: as it should be; above, fruit is given away */
} GuoNetBand;

/* The packages of a lot, all weighed. All zero: none yet. */
typedef struct
{
  gint64 n;
  gint64 sum_mg;
  gint64 n_short;  /* %GUO_NET_SHORT */
  gint64 n_beyond; /* %GUO_NET_BEYOND */
} GuoNetLot;

/**
 * guo_permitted_shortage:
 * @nominal_mg: nominal net content, milligrams, above 0
 *
 * By the annexed table, rounded half up to 0.1 g up to 1 kg and to 1 g above; above 50 kg 1 % as well.
 *
 * Returns: by how much a single package may fall short, milligrams
 */
gint64 guo_permitted_shortage (gint64 nominal_mg);

/**
 * guo_net_content_judge:
 * @nominal_mg: nominal net content, milligrams, above 0
 * @net_mg: what is in the package, milligrams
 *
 * Returns: what the package is
 */
GuoNetJudgement guo_net_content_judge (gint64 nominal_mg, gint64 net_mg);

/**
 * guo_net_content_band:
 * @nominal_mg: nominal net content, milligrams, above 0
 * @spread_mg: how far packages usually lie apart, milligrams, not below 0: the standard deviation of a filling machine,
 *   the mass of one fruit where people fill by hand
 *
 * The target begins one spread above the nominal content, so that the mean of a lot reaches it, and is three spreads wide.
 * This is a rule of the house; the law knows only the least and the mean.
 *
 * Returns: what to aim at
 */
GuoNetBand guo_net_content_band (gint64 nominal_mg, gint64 spread_mg);

/**
 * guo_net_lot_add:
 * @self: a lot
 * @nominal_mg: nominal net content of all its packages, milligrams, above 0
 * @net_mg: what is in one more of them, milligrams
 */
void guo_net_lot_add (GuoNetLot *self, gint64 nominal_mg, gint64 net_mg);

/**
 * guo_net_lot_lacks:
 * @self: a lot
 * @nominal_mg: as guo_net_lot_add()
 *
 * The mean of a lot must reach its nominal content. Compared as sums, so that no mean is rounded.
 *
 * Returns: what the lot lacks altogether, milligrams; 0: its mean is good, or it has no package
 */
gint64 guo_net_lot_lacks (const GuoNetLot *self, gint64 nominal_mg);

/**
 * guo_net_lot_is_good:
 * @self: a lot
 * @nominal_mg: as guo_net_lot_add()
 *
 * Returns: whether the mean reaches the nominal content and no package lies beyond the permitted shortage
 */
gboolean guo_net_lot_is_good (const GuoNetLot *self, gint64 nominal_mg);

/**
 * guo_net_digit_height:
 * @nominal_mg: nominal net content, milligrams, above 0
 *
 * Returns: least height of its figures in print, 0.1 mm: 20, 30, 40 or 60
 */
gint guo_net_digit_height (gint64 nominal_mg);

G_END_DECLS
