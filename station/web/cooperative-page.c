/* A cooperative's page behind its secret link: yields, today, deliveries, growers. */
#include "station/web/charts.h"
#include "station/web/view.h"
#include "station/web/words.h"

#include <string.h>

#define DELIVERIES_A_PAGE 20
#define DAYS_SHOWN 14

static gint64
sum (json_t *rows, const gchar *key)
{
  gint64 total = 0;
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    total += guo_view_number (row, key);
  return total;
}

/* Who is in a delivery: the first two growers of its lots, and how many more. */
static gchar *
growers_of (const GuoView *view, json_t *delivery)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  json_t *lot;
  gsize i;

  json_array_foreach (json_object_get (delivery, "lots"), i, lot)
    {
      const gchar *name = guo_view_name (view, lot, "grower_name");

      if (*name != '\0' && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, (gpointer) name);
    }
  if (names->len == 0)
    return g_strdup ("");
  if (names->len == 1)
    return g_strdup (names->pdata[0]);
  if (names->len == 2)
    return g_strconcat (names->pdata[0], _(", "), names->pdata[1], NULL);
  return g_strdup_printf (_("%s, %s … (%u growers)"), (gchar *) names->pdata[0], (gchar *) names->pdata[1],
                          names->len);
}

/* "14:03" of an RFC 3339 time; the zone is the centre's own. */
static gchar *
time_of (const gchar *stamp)
{
  return strlen (stamp) >= 16 ? g_strndup (stamp + 11, 5) : g_strdup ("");
}

static gboolean
is_among (json_t *rows, gint64 id)
{
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    if (guo_view_number (row, "id") == id)
      return TRUE;
  return FALSE;
}

/* @held: rows of the deliveries of which something is held */
static json_t *
delivery_line (GuoView *view, json_t *row, json_t *held)
{
  g_autofree gchar *time = time_of (guo_view_text (row, "opened_at"));
  g_autofree gchar *query = g_strdup_printf ("delivery=%" G_GINT64_FORMAT, guo_view_number (row, "id"));
  json_t *line = json_pack ("{s:s, s:s, s:s, s:b, s:b, s:b}", "time", time, "no", guo_view_text (row, "no"), "fruit",
                            guo_view_fruit (view, row), "open",
                            g_str_equal (guo_view_text (row, "state"), "open"), "void",
                            json_is_true (json_object_get (row, "void")), "held",
                            is_among (held, guo_view_number (row, "id")));

  guo_view_take (line, "growers", growers_of (view, row));
  guo_view_take (line, "href", guo_view_link (view, query));
  guo_view_take (line, "crates", guo_view_count (guo_view_number (row, "crates")));
  guo_view_take (line, "net", guo_view_kg (guo_view_number (row, "net_mg")));
  return line;
}

static gchar *
day_title (const gchar *day, const gchar *today)
{
  g_autofree gchar *text = guo_view_day (day, FALSE);

  return g_str_equal (day, today) ? g_strdup_printf (_("Today, %s"), text) : g_steal_pointer (&text);
}

/* Deliveries newest first, a table for each day. */
static void
put_deliveries (GuoView *view, json_t *model, gint64 cooperative, const gchar *today)
{
  gint64 before = guo_view_query_id (view, "before");
  g_autoptr(json_t) rows = guo_view_rows (view, "deliveries",
                                          json_pack ("{s:I, s:i, s:o}", "cooperative", (json_int_t) cooperative,
                                                     "limit", DELIVERIES_A_PAGE, "before",
                                                     before == 0 ? json_null () : json_integer (before)));
  g_autoptr(json_t) held = guo_view_rows (view, "web-held-deliveries",
                                          json_pack ("{s:I}", "cooperative", (json_int_t) cooperative));
  json_t *days = json_array ();
  json_t *lines = NULL;
  const gchar *day = "";
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    {
      if (lines == NULL || !g_str_equal (day, guo_view_text (row, "day")))
        {
          g_autofree gchar *title = day_title (guo_view_text (row, "day"), today);

          day = guo_view_text (row, "day");
          lines = json_array ();
          json_array_append_new (days, json_pack ("{s:s, s:o}", "title", title, "lines", lines));
        }
      json_array_append_new (lines, delivery_line (view, row, held));
    }
  json_object_set_new (model, "some", json_boolean (i > 0));
  json_object_set_new (model, "days", days);
  if (i == DELIVERIES_A_PAGE)
    {
      g_autofree gchar *query = g_strdup_printf ("before=%" G_GINT64_FORMAT,
                                                 guo_view_number (json_array_get (rows, i - 1), "id"));

      guo_view_take (model, "older", guo_view_link (view, query));
    }
}

static json_t *
yield_line (json_t *row, gchar *label)
{
  gint64 net = guo_view_number (row, "net_mg");
  json_t *line = json_object ();

  guo_view_take (line, "label", label);
  guo_view_take (line, "crates", guo_view_count (guo_view_number (row, "crates")));
  guo_view_take (line, "net", guo_view_kg (net));
  return line;
}

static void
put_totals (json_t *table, json_t *rows)
{
  guo_view_take (table, "crates", guo_view_count (sum (rows, "crates")));
  guo_view_take (table, "net", guo_view_kg (sum (rows, "net_mg")));
}

/* A table of shares, largest first, and its chart: what @chart shows stands in the lines as well. */
static void
put_shares (GuoView *view, json_t *model, const gchar *name, json_t *rows, const gchar *chart)
{
  gint64 whole = sum (rows, "net_mg");
  json_t *lines = json_array ();
  json_t *table = json_pack ("{s:o, s:o}", "lines", lines, "chart", guo_web_shares_chart (view, rows, name, chart));
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    {
      json_t *line = yield_line (row, guo_web_share_name (view, row));

      guo_view_take (line, "share", guo_chart_share (guo_view_number (row, "net_mg"), whole));
      json_array_append_new (lines, line);
    }
  put_totals (table, rows);
  json_object_set_new (model, name, table);
}

static int
later_first (gconstpointer a, gconstpointer b)
{
  json_t *const *first = a;
  json_t *const *second = b;

  return strcmp (guo_view_text (*second, "day"), guo_view_text (*first, "day"));
}

/* Day by day and variety, the latest on top; older days than the last two weeks fold away. */
static void
put_yield_days (GuoView *view, json_t *model, json_t *rows)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();
  json_t *lines = json_array ();
  json_t *older = json_array ();
  const gchar *last = "";
  guint days = 0;
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    g_ptr_array_add (sorted, row);
  g_ptr_array_sort (sorted, later_first);
  for (guint at = 0; at < sorted->len; at++)
    {
      const gchar *day = guo_view_text (sorted->pdata[at], "day");
      gboolean next = !g_str_equal (day, last);
      json_t *line = yield_line (sorted->pdata[at], g_strdup (guo_view_fruit (view, sorted->pdata[at])));

      days += next ? 1 : 0;
      last = day;
      if (next)
        guo_view_take (line, "day", guo_view_day (day, FALSE));
      json_array_append_new (days <= DAYS_SHOWN ? lines : older, line);
    }
  json_object_set_new (model, "yield_days", json_pack ("{s:o}", "lines", lines));
  if (json_array_size (older) > 0)
    json_object_set_new (model, "yield_older", json_pack ("{s:o}", "lines", older));
  else
    json_decref (older);
}

/* What is asked of the yields; largest first, days in their order. */
static json_t *
yields (GuoView *view, gint64 cooperative, gint64 season, const gchar *day, const gchar *by)
{
  return guo_view_rows (view, strchr (by, 'c') != NULL ? "yields-classes" : "yields",
                        json_pack ("{s:I, s:o, s:s?, s:s?, s:b, s:b, s:b, s:b, s:b, s:b}", "cooperative",
                                   (json_int_t) cooperative, "season",
                                   season == 0 ? json_null () : json_integer (season), "from", day, "to", day,
                                   "by_day", strchr (by, 'd') != NULL, "by_product", strchr (by, 'v') != NULL,
                                   "by_variety", strchr (by, 'v') != NULL, "by_grower", strchr (by, 'g') != NULL, "by_class",
                                   strchr (by, 'c') != NULL, "largest", strpbrk (by, "dc") == NULL));
}

/* Days of the season, beside those of the one before where there was one. */
static void
put_days_chart (GuoView *view, json_t *model, gint64 cooperative, gint64 season)
{
  g_autoptr(json_t) rows = guo_view_rows (view, "yields",
                                          json_pack ("{s:I, s:I, s:I, s:b}", "cooperative", (json_int_t) cooperative,
                                                     "season", (json_int_t) season, "against", (json_int_t) season - 1,
                                                     "by_day", TRUE));

  json_object_set_new (model, "days_chart", guo_web_days_chart (view, rows, season));
}

static void
put_tiles (GuoView *view, json_t *model, gint64 cooperative, const gchar *today, json_t *season_rows,
           gint64 season)
{
  g_autoptr(json_t) rows = yields (view, cooperative, 0, today, "");
  json_t *tiles = json_array ();
  g_autofree gchar *year = guo_view_count (season);
  json_t *tile;
  gchar *note;

  for (guint i = 0; i < 2; i++)
    {
      json_t *of = i == 0 ? rows : season_rows;
      g_autofree gchar *kg = guo_view_kg (sum (of, "net_mg"));
      gint64 crates = sum (of, "crates");
      g_autofree gchar *n = guo_view_count (crates);

      tile = guo_view_add (tiles, i == 0 ? _("Net today") : _("Net this season"), g_strdup (kg));
      note = g_strdup_printf (dngettext (GETTEXT_PACKAGE, "%s crate", "%s crates", (gulong) crates), n);
      guo_view_take (tile, "note", note);
    }
  json_object_set_new (model, "tiles", tiles);
  guo_view_take (model, "season", g_strdup_printf (_("Yield of the season %s"), year));
}

/* Every page behind the link says when it was made: a kept copy must not look fresh. */
static void
put_stamp (const GuoView *view, json_t *model)
{
  g_autofree gchar *now = guo_clock_stamp (guo_station_clock (view->request->station));
  g_autofree gchar *time = time_of (now);
  g_autofree gchar *today = guo_view_today (view);
  g_autofree gchar *day = guo_view_day (today, FALSE);

  guo_view_take (model, "stamp", g_strdup_printf (_("as of %s, %s"), day, time));
}

static json_t *
front_model (GuoView *view, json_t *party)
{
  gint64 cooperative = guo_view_number (party, "id");
  g_autofree gchar *today = guo_view_today (view);
  g_autoptr(json_t) latest = guo_view_row (view, "deliveries", json_pack ("{s:I, s:i}", "cooperative",
                                                                          (json_int_t) cooperative, "limit", 1));
  gint64 season = guo_view_number (latest, "season");
  g_autoptr(json_t) varieties = yields (view, cooperative, season, NULL, "v");
  g_autoptr(json_t) days = yields (view, cooperative, season, NULL, "dv");
  g_autoptr(json_t) growers = yields (view, cooperative, season, NULL, "g");
  g_autoptr(json_t) classes = yields (view, cooperative, season, NULL, "c");
  json_t *model = json_object ();

  if (latest != NULL)
    {
      put_tiles (view, model, cooperative, today, varieties, season);
      put_shares (view, model, "varieties", varieties, _("Shares of the varieties"));
      if (json_array_size (classes) > 1 || guo_view_text (json_array_get (classes, 0), "class")[0] != '\0')
        put_shares (view, model, "classes", classes, _("Shares of the classes"));
      put_days_chart (view, model, cooperative, season);
      put_yield_days (view, model, days);
      put_shares (view, model, "growers", growers, _("Shares of the growers"));
    }
  put_deliveries (view, model, cooperative, today);
  return model;
}

json_t *
guo_cooperative_page (GuoView *view, const gchar **template)
{
  g_autofree gchar *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, view->route.code, -1);
  g_autofree gchar *blob = g_strconcat ("hex:", hash, NULL);
  g_autoptr(json_t) access = guo_view_row (view, "access-find", json_pack ("{s:s}", "code_sha256", blob));
  gint64 delivery = guo_view_query_id (view, "delivery");
  g_autoptr(json_t) party = NULL;
  g_autoptr(json_t) model = NULL;

  if (access == NULL)
    return NULL;
  party = guo_view_row (view, "party", json_pack ("{s:I}", "id", (json_int_t) guo_view_number (access, "party")));
  if (party == NULL)
    return NULL;
  model = delivery != 0 ? guo_delivery_page (view, party, delivery) : front_model (view, party);
  if (model == NULL || view->error != NULL)
    return NULL;
  *template = delivery != 0 ? GUO_TEMPLATE_DELIVERY : GUO_TEMPLATE_COOPERATIVE;
  guo_view_take (model, "name", g_strdup (guo_view_name (view, party, "name")));
  if (json_object_get (model, "title") == NULL)
    guo_view_take (model, "title", g_strdup (guo_view_name (view, party, "name")));
  put_stamp (view, model);
  return g_steal_pointer (&model);
}
