/* What the files of `demo` share: one subject each.
 *
 * demo-centre.c the township's master data; demo-day.c a small day, command by command; demo-season.c a
 * season of 825,000 crates in batches; demo-data.c names and figures.
 */
#pragma once

#include "station/cli/cli.h"
#include "station/cli/demo-data.h"

G_BEGIN_DECLS

#define GUO_DEMO_STEP_MG ((gint64) 50000)    /* e of the scale */
#define GUO_DEMO_TARE_MG ((gint64) 1850000)  /* of a blue crate */
#define GUO_DEMO_BASKET_MG ((gint64) 600000) /* of a tea basket */
#define GUO_DEMO_FLOOR_STEP_MG ((gint64) 500000) /* e of the floor scale */
#define GUO_DEMO_GROWERS_EACH 3              /* of a cooperative, in a small day */
#define GUO_DEMO_GROWERS_MOST 12             /* in a season */
#define GUO_DEMO_CRATES_SMALL 1000           /* more than these are a season */
#define GUO_DEMO_CRATES_MOST 825000
#define GUO_DEMO_EARLIER_PERCENT 92          /* of the season before, compared with the one that is asked for */

typedef struct
{
  GuoCli *cli;
  const gchar *printer; /* (nullable): address of a label printer; without one labels wait */
  const gchar *at;      /* (nullable): the time at which master data is made; NULL: now */
  GRand *random;
  GuoCliProgress *progress;
  gboolean pallets;     /* a floor scale is wanted too */
  guint growers_each;
  gint64 products[GUO_DEMO_PRODUCTS];
  gint64 varieties[GUO_DEMO_PRODUCTS][2];
  guint n_varieties[GUO_DEMO_PRODUCTS];
  gint64 villages[GUO_DEMO_VILLAGES];
  gint64 cooperatives[GUO_DEMO_COOPERATIVES];
  gint64 growers[GUO_DEMO_COOPERATIVES][GUO_DEMO_GROWERS_MOST];
  gint64 plots[GUO_DEMO_COOPERATIVES][GUO_DEMO_GROWERS_MOST];
  gint64 brand;
  gint64 crate;      /* blue crate, tea basket */
  gint64 basket;
  gint64 scale;      /* for crates, for pallets (in a season) */
  gint64 floor_scale;
  gint64 operator_id;
  guint crates_done;
  guint deliveries;
  guint cases;
} GuoDemo;

/* What a season is to be. */
typedef struct
{
  guint crates;
  gint year;          /* in which its plums ripen */
  guint seasons;      /* 2: the year before too, weighed by the pallet */
  gboolean all_cases; /* not of the last three days alone */
} GuoDemoSeason;

/**
 * guo_demo_make:
 * @demo: the demonstration
 * @path: of a command
 * @body: (transfer full): its body
 * @error: return location
 *
 * At demo->at when that is set.
 *
 * Returns: the id of what was made; 0 with an error
 */
gint64 guo_demo_make (GuoDemo *demo, const gchar *path, json_t *body, GError **error);

/**
 * guo_demo_log_in:
 * @demo: the demonstration
 * @user: name
 * @pin: PIN
 * @error: return location
 *
 * Returns: %FALSE with an error
 */
gboolean guo_demo_log_in (GuoDemo *demo, const gchar *user, const gchar *pin, GError **error);

/**
 * guo_demo_make_centre:
 * @demo: the demonstration
 * @error: return location
 *
 * Users, centre, products, brand, crates, villages, cooperatives with growers and plots, devices.
 *
 * Returns: %FALSE with an error
 */
gboolean guo_demo_make_centre (GuoDemo *demo, GError **error);

/**
 * guo_demo_work_a_day:
 * @demo: the demonstration, its centre made
 * @crates: how many
 * @error: return location
 *
 * Returns: %FALSE with an error
 */
gboolean guo_demo_work_a_day (GuoDemo *demo, guint crates, GError **error);

/**
 * guo_demo_work_a_season:
 * @demo: the demonstration, its centre made
 * @season: which
 * @error: return location
 *
 * Ended early by Ctrl-C, the delivery at work is closed first.
 *
 * Returns: %FALSE with an error
 */
gboolean guo_demo_work_a_season (GuoDemo *demo, const GuoDemoSeason *season, GError **error);

/**
 * guo_demo_was_stopped:
 *
 * Returns: whether somebody pressed Ctrl-C
 */
gboolean guo_demo_was_stopped (void);

G_END_DECLS
