/* A season of the township: 8,000 t of plums in six weeks, 8,500 t of citrus in four months, 49.45 t of tea,
 * crate by crate, and before it, when asked for, a season that was weighed by the pallet.
 */
#include "station/cli/demo.h"
#include "station/cli/demo-calendar.h"
#include "station/cli/demo-feed.h"

#include <signal.h>

enum
{
  OPENING_MIN = 390,    /* 06:30 */
  WORK_MIN = 780,       /* thirteen hours */
  PALLET = 24,          /* crates on one */
  LORRY = 44,           /* crates of a small one; a delivery is one to three of them */
  REST = 12,            /* fewer crates than these do not come alone */
  LEAST_STEPS = 20,     /* below so many e a weight is confirmed */
  CASES_DAYS = 3,       /* whose cases are packed */
  CASES_EACH = 200,     /* in one command */
  DUPLICATE_OF = 400,   /* one crate of so many is weighed twice, and one weighing void */
  TYPED_OF = 2000,      /* one of so many is typed */
  PACKED_PERCENT = 88,  /* of the fruit; the rest goes in bulk */
  DEDUCTED_OF = 5,      /* one lot of so many has a deduction */
  DEDUCTED_MOST = 6,    /* percent of it */
};

typedef struct
{
  GuoDemo *demo;
  GuoDemoFeed *feed;
  GuoDemoCalendar calendar;
  gboolean pallets;
  gint day;                  /* of the calendar */
  gint cases_from;           /* first day whose cases are packed */
  gint64 now_us, step_us;
  gint64 delivery, lot;      /* at work */
  gint64 duplicate;          /* weighing that is to be void; 0: none, -1: on its way */
  gint64 net_mg;             /* of the lot */
} Year;

static volatile sig_atomic_t stopped;

static void
on_interrupt (int number)
{
  stopped = TRUE;
}

gboolean
guo_demo_was_stopped (void)
{
  return stopped;
}

static gboolean
push (Year *year, gchar *path, json_t *body, gint64 user, gint64 *id, gint64 *lot, GError **error)
{
  return guo_demo_feed_push (year->feed, &(GuoDemoCommand) { path, body, year->now_us, user, id, lot }, error);
}

static gint
dice (Year *year, gint below)
{
  return g_rand_int_range (year->demo->random, 0, below);
}

static gint64
step_of (const Year *year)
{
  return year->pallets ? GUO_DEMO_FLOOR_STEP_MG : GUO_DEMO_STEP_MG;
}

/* Weighing */

/* The mean of what is left, a fifth of it more or less, but no more than a fifth of what the others are left; the last
 * one makes the sum. */
static gint64
next_net (Year *year, GuoDemoComing *coming, gint64 crates, gint64 step)
{
  gint64 each = coming->left_mg / coming->left_crates;
  gint64 spread = each * MIN (crates, coming->left_crates - crates) / step * 2 / 5;
  gint64 net = MAX (each * crates / step + dice (year, (gint) spread + 1) - spread / 2, 1) * step;

  if (crates == coming->left_crates)
    net = coming->left_mg;
  coming->left_mg -= net;
  coming->left_crates -= crates;
  year->net_mg += net;
  return net;
}

/* The station rounds the tare to the scale's e; of a typed weight it takes it as it is. */
static json_t *
weighing_body (Year *year, const GuoDemoComing *coming, gint64 crates, gint64 net_mg, gboolean typed)
{
  const GuoDemo *demo = year->demo;
  gboolean tea = coming->product == 3;
  gint64 step = typed ? 1 : step_of (year);
  gint64 tare = ((tea ? GUO_DEMO_BASKET_MG : GUO_DEMO_TARE_MG) * crates + step / 2) / step * step;

  return json_pack ("{s:I, s:I, s:I, s:I, s:I, s:b}", "lot", (json_int_t) year->lot, "scale",
                    (json_int_t) (year->pallets ? demo->floor_scale : demo->scale), "crate_type",
                    (json_int_t) (tea ? demo->basket : demo->crate), "crates", (json_int_t) crates, "simulated_mg",
                    (json_int_t) (net_mg + tare), "confirm_below_min", net_mg + tare < LEAST_STEPS * step_of (year));
}

/* The indicator failed: somebody read the weight elsewhere. */
static void
make_typed (json_t *body)
{
  json_object_set (body, "gross_mg", json_object_get (body, "simulated_mg"));
  json_object_set_new (body, "typed", json_true ());
  json_object_set_new (body, "reason", json_string ("仪表无显示"));
  json_object_del (body, "simulated_mg");
  json_object_del (body, "scale");
}

static gboolean
weigh (Year *year, GuoDemoComing *coming, gint64 crates, GError **error)
{
  gint64 step = step_of (year);
  gint64 net_mg = next_net (year, coming, crates, step);
  gboolean typed = dice (year, TYPED_OF) == 0;
  gboolean twice = !typed && year->duplicate == 0 && dice (year, DUPLICATE_OF) == 0;
  json_t *body = weighing_body (year, coming, crates, net_mg, typed);

  year->duplicate = twice ? -1 : year->duplicate;
  if (twice
      && !push (year, g_strdup ("/v1/weighings"), json_copy (body), year->demo->operator_id, &year->duplicate, NULL, error))
    return FALSE;
  if (typed)
    make_typed (body);
  if (!push (year, g_strdup ("/v1/weighings"), body, typed ? 0 : year->demo->operator_id, NULL, NULL, error))
    return FALSE;
  year->demo->crates_done += (guint) crates;
  year->now_us += year->step_us * crates;
  guo_cli_progress_step (year->demo->progress, year->demo->crates_done);
  return TRUE;
}

static gboolean
void_duplicate (Year *year, GError **error)
{
  gchar *path;

  if (!guo_demo_feed_flush (year->feed, error))
    return FALSE;
  path = g_strdup_printf ("/v1/weighings/%" G_GINT64_FORMAT "/void", year->duplicate);
  year->duplicate = 0;
  return push (year, path, json_pack ("{s:s}", "reason", "duplicate"), 0, NULL, NULL, error);
}

/* Deliveries */

static json_t *
sources (Year *year, guint cooperative)
{
  const GuoDemo *demo = year->demo;
  guint first = (guint) dice (year, (gint) demo->growers_each);
  gint draw = dice (year, 10);
  guint n = (guint) MAX (draw - 6, 1); /* one, sometimes two or three */
  json_t *list = json_array ();

  for (guint i = 0; i < n; i++)
    {
      guint g = (first + i) % demo->growers_each;

      json_array_append_new (list, json_pack ("{s:I, s:I}", "grower", (json_int_t) demo->growers[cooperative][g], "plot",
                                              (json_int_t) demo->plots[cooperative][g]));
    }
  return list;
}

/* Some grow much, some little: the smaller of two draws. */
static gboolean
open_delivery (Year *year, const GuoDemoComing *coming, GError **error)
{
  GuoDemo *demo = year->demo;
  guint p = coming->product;
  gint one = dice (year, GUO_DEMO_COOPERATIVES), other = dice (year, GUO_DEMO_COOPERATIVES);
  guint c = (guint) MIN (one, other);
  guint v = (guint) dice (year, (gint) demo->n_varieties[p]);
  json_t *body = json_pack ("{s:I, s:I, s:I, s:o, s:o, s:b}", "cooperative", (json_int_t) demo->cooperatives[c], "product",
                            (json_int_t) demo->products[p], "variety", (json_int_t) demo->varieties[p][v], "vehicle",
                            json_sprintf ("渝F·%05d", dice (year, 100000)), "sources", sources (year, c),
                            "certificate_received", TRUE);

  year->net_mg = 0;
  demo->deliveries++;
  return push (year, g_strdup ("/v1/deliveries"), body, demo->operator_id, &year->delivery, &year->lot, error)
         && guo_demo_feed_flush (year->feed, error);
}

static gboolean
pack_class (Year *year, const GuoDemoComing *coming, const gchar *grade_class, gint64 cases, GError **error)
{
  for (; cases > 0; cases -= CASES_EACH)
    {
      gint64 n = MIN (cases, CASES_EACH);
      json_t *body = json_pack ("{s:I, s:s, s:I, s:I, s:b}", "lot", (json_int_t) year->lot, "grade_class", grade_class,
                                "nominal_mg", (json_int_t) coming->nominal_mg, "count", (json_int_t) n,
                                "simulated_print", TRUE);

      if (coming->product == 0)
        json_object_set_new (body, "brand", json_integer (year->demo->brand));
      if (!push (year, g_strdup ("/v1/cases"), body, year->demo->operator_id, NULL, NULL, error))
        return FALSE;
      year->demo->cases += (guint) n;
    }
  return TRUE;
}

static gboolean
pack (Year *year, const GuoDemoComing *coming, GError **error)
{
  gint64 cases = year->net_mg / 100 * PACKED_PERCENT / coming->nominal_mg;

  return year->pallets || year->day < year->cases_from
         || (pack_class (year, coming, "special", cases * 45 / 100, error)
             && pack_class (year, coming, "first", cases * 35 / 100, error)
             && pack_class (year, coming, "second", cases * 20 / 100, error));
}

/* Water and leaf by the percent, stones and damaged fruit as they were weighed. */
static gboolean
deduct (Year *year, GError **error)
{
  static const gchar *const shares[] = { "water", "leaf", "immature" };
  static const gchar *const masses[] = { "damage", "foreign" };
  gint64 percent = 1 + dice (year, DEDUCTED_MOST);
  gint64 mg = year->net_mg / 200 * percent / step_of (year) * step_of (year);
  json_t *body;

  if (dice (year, DEDUCTED_OF) != 0)
    return TRUE;
  if (dice (year, 3) > 0 || mg == 0)
    body = json_pack ("{s:I, s:s, s:I, s:s}", "lot", (json_int_t) year->lot, "kind", "percent", "ppm",
                      (json_int_t) percent * 10000, "reason", shares[dice (year, G_N_ELEMENTS (shares))]);
  else
    body = json_pack ("{s:I, s:s, s:I, s:s}", "lot", (json_int_t) year->lot, "kind", "mass", "mg", (json_int_t) mg,
                      "reason", masses[dice (year, G_N_ELEMENTS (masses))]);
  return push (year, g_strdup ("/v1/deductions"), body, year->demo->operator_id, NULL, NULL, error);
}

static gboolean
deliver (Year *year, GuoDemoComing *coming, gint64 crates, GError **error)
{
  gint64 each = year->pallets ? PALLET : 1;
  gchar *path;

  if (!open_delivery (year, coming, error))
    return FALSE;
  for (gint64 left = crates; left > 0; left -= each)
    if (!weigh (year, coming, MIN (left, each), error))
      return FALSE;
  if ((year->duplicate != 0 && !void_duplicate (year, error)) || !deduct (year, error))
    return FALSE;
  path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT "/close", year->delivery);
  return push (year, path, json_object (), year->demo->operator_id, NULL, NULL, error) && pack (year, coming, error);
}

/* Which of today's fruit comes next: as the crates are. */
static GuoDemoComing *
next_coming (Year *year)
{
  gint64 left = 0, at;

  for (guint i = 0; i < GUO_DEMO_HARVESTS; i++)
    left += year->calendar.coming[i].today;
  if (left == 0)
    return NULL;
  at = dice (year, (gint) left);
  for (guint i = 0; i < GUO_DEMO_HARVESTS; i++)
    {
      if (at < year->calendar.coming[i].today)
        return &year->calendar.coming[i];
      at -= year->calendar.coming[i].today;
    }
  return NULL;
}

static gint64
lorry (Year *year, const GuoDemoComing *coming)
{
  gint64 crates = LORRY * (1 + dice (year, 3)) - dice (year, 8);

  return coming->today - crates < REST ? coming->today : crates;
}

static gboolean
work_day (Year *year, GError **error)
{
  gint64 all = guo_demo_calendar_turn (&year->calendar, year->day);
  g_autoptr(GDateTime) midnight = g_date_time_add_days (year->calendar.begin, year->day);
  GuoDemoComing *coming;

  if (all == 0)
    return TRUE;
  year->now_us = (g_date_time_to_unix (midnight) + OPENING_MIN * 60) * G_USEC_PER_SEC;
  year->step_us = (gint64) WORK_MIN * 60 * G_USEC_PER_SEC / all;
  while ((coming = next_coming (year)) != NULL && !stopped)
    {
      gint64 crates = lorry (year, coming);

      coming->today -= crates;
      if (!deliver (year, coming, crates, error))
        return FALSE;
    }
  return guo_demo_feed_flush (year->feed, error);
}

static gboolean
work_year (GuoDemo *demo, const GuoDemoSeason *season, gint number, gboolean pallets, GError **error)
{
  Year year = { .demo = demo, .pallets = pallets };
  gboolean worked = TRUE;

  year.feed = guo_demo_feed_new (demo->cli);
  guo_demo_calendar_plan (&year.calendar, number, season->crates, pallets ? GUO_DEMO_EARLIER_PERCENT : 100,
                          step_of (&year), demo->random);
  year.cases_from = season->all_cases ? 0 : year.calendar.last - CASES_DAYS + 1;
  for (; worked && year.day <= year.calendar.last && !stopped; year.day++)
    worked = work_day (&year, error);
  guo_demo_feed_free (year.feed);
  guo_demo_calendar_clear (&year.calendar);
  return worked;
}

gboolean
guo_demo_work_a_season (GuoDemo *demo, const GuoDemoSeason *season, GError **error)
{
  struct sigaction action = { .sa_handler = on_interrupt }, before;
  gboolean worked;

  sigaction (SIGINT, &action, &before);
  worked = season->seasons < 2 || work_year (demo, season, season->year - 1, TRUE, error);
  worked = worked && work_year (demo, season, season->year, FALSE, error);
  sigaction (SIGINT, &before, NULL);
  return worked;
}
