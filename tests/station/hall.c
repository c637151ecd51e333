#include "tests/station/hall.h"

#include <sqlite3.h>

/* The views alone, read from outside: what is asserted here is not asked of the station. */
static sqlite3 *
open_views (Hall *hall)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (hall->d.f.path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  return db;
}

static sqlite3_stmt *
ask (sqlite3 *db, const gchar *sql, const gchar *text, gint64 number)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  if (text != NULL)
    sqlite3_bind_text (stmt, 1, text, -1, SQLITE_TRANSIENT);
  else
    sqlite3_bind_int64 (stmt, 1, number);
  return stmt;
}

static gint64
one_number (Hall *hall, const gchar *sql)
{
  sqlite3 *db = open_views (hall);
  sqlite3_stmt *stmt = ask (db, sql, NULL, 0);
  gint64 number;

  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return number;
}

static gint64
deliver (Hall *hall, gint64 mg)
{
  gint64 delivery, lot = fixture_deliver (&hall->d.f, &delivery);

  json_decref (fixture_do (&hall->d.f, "/v1/weighings", json_pack ("{s:I, s:I, s:I}", "lot", ID (lot), "scale",
                                                                   ID (hall->d.f.scale), "simulated_mg", ID (mg))));
  return lot;
}

static gint64
make_plan (Hall *hall)
{
  Fixture *f = &hall->d.f;
  gint64 carton = fixture_make (f, "/v1/crate-types", json_pack ("{s:s, s:i}", "name", "纸箱", "tare_mg", 250000));

  return fixture_make (f, "/v1/pack-plans",
                       json_pack ("{s:s, s:I, s:s, s:s, s:I, s:I}", "name", "特级 5 kg", "product", ID (f->product),
                                  "grade_class", "special", "size", "38-42", "case_type", ID (carton), "nominal_mg",
                                  ID (KG (5))));
}

void
hall_open (Hall *hall)
{
  desk_open (&hall->d);
  fixture_as_supervisor (&hall->d.f);
  hall->plan = make_plan (hall);
  hall->pallet_printer
    = fixture_make (&hall->d.f, "/v1/devices",
                    json_pack ("{s:s, s:s, s:s, s:s}", "name", "托盘机", "kind", "printer", "address", "tcp:127.0.0.1:9", "label",
                               "pallet-a6"));
  fixture_as_operator (&hall->d.f);
  for (gsize i = 0; i < G_N_ELEMENTS (hall->lots); i++)
    hall->lots[i] = deliver (hall, KG (100));
}

void
hall_close (Hall *hall)
{
  desk_close (&hall->d);
}

json_t *
hall_do (Hall *hall, const gchar *path, json_t *body)
{
  return fixture_do (&hall->d.f, path, body);
}

json_t *
hall_decide (Hall *hall, const gchar *path, json_t *body)
{
  json_t *answer;

  fixture_as_supervisor (&hall->d.f);
  answer = fixture_do (&hall->d.f, path, body);
  fixture_as_operator (&hall->d.f);
  return answer;
}

json_t *
hall_case (Hall *hall, gint64 lot, gint64 net_mg, gboolean part)
{
  return hall_do (hall, "/v1/cases",
                  json_pack ("{s:I, s:I, s:I, s:I, s:b}", "lot", ID (lot), "plan", ID (hall->plan), "scale",
                             ID (hall->d.f.scale), "simulated_mg", ID (net_mg + G (250)), "part", part));
}

gchar *
hall_serial (json_t *packed)
{
  return g_strdup (desk_text (json_array_get (json_object_get (packed, "cases"), 0), "serial"));
}

gchar *
hall_path (const gchar *serial, const gchar *verb)
{
  return g_strconcat ("/v1/cases/", serial, verb, NULL);
}

json_t *
hall_show (Hall *hall, const gchar *serial)
{
  g_autofree gchar *path = hall_path (serial, "");

  return fixture_get (&hall->d.f, path);
}

gint64
hall_of_lot (Hall *hall, gint64 lot, const gchar *name)
{
  g_autofree gchar *path = desk_path ("/v1/lots/", lot, "");
  g_autoptr(json_t) row = fixture_get (&hall->d.f, path);

  return desk_integer (row, name);
}

gint64
hall_of_pack_lot (Hall *hall, gint64 lot, const gchar *name)
{
  g_autofree gchar *path = desk_path ("/v1/pack-lots/", lot, "");
  g_autoptr(json_t) row = fixture_get (&hall->d.f, path);

  return desk_integer (row, name);
}

#define LIVE(n) "NOT EXISTS (SELECT 1 FROM fix WHERE of_n = " n ")"
#define IN_MG \
  "((SELECT coalesce(sum(net_mg), 0) FROM weighing w WHERE w.lot = l.id AND " LIVE ("w.id") \
  ") + (SELECT coalesce(sum(mass_mg), 0) FROM edge e WHERE e.dst = l.id AND " LIVE ("e.n") "))"
#define OUT_MG "(SELECT coalesce(sum(mass_mg), 0) FROM edge e WHERE e.src = l.id AND " LIVE ("e.n") ")"
#define CASES_MG "(SELECT coalesce(sum(net_mg), 0) FROM case_live WHERE lot = l.id)"

void
hall_check (Hall *hall)
{
  /* each transform: in = out + loss + unaccounted */
  g_assert_cmpint (one_number (hall, "SELECT count(*) FROM transform t WHERE " LIVE ("t.id") " AND "
                                     "(SELECT coalesce(sum(mass_mg), 0) FROM edge WHERE dst = t.id) <> "
                                     "(SELECT coalesce(sum(mass_mg), 0) FROM edge WHERE src = t.id) + loss_mg + unaccounted_mg"),
                   ==, 0);
  /* no lot gives more than it has, no pack lot stands in more cases than it got */
  g_assert_cmpint (one_number (hall, "SELECT count(*) FROM lot l WHERE " IN_MG " < " OUT_MG), ==, 0);
  g_assert_cmpint (one_number (hall, "SELECT count(*) FROM lot l WHERE l.kind = 'pack' AND " IN_MG " - " OUT_MG " < " CASES_MG), ==, 0);
  /* the house: what was weighed in is there, was lost, or is said to be unaccounted for */
  g_assert_cmpint (one_number (hall, "SELECT (SELECT sum(net_mg) FROM weighing w WHERE " LIVE ("w.id") ") - "
                                     "(SELECT sum(" IN_MG " - " OUT_MG ") FROM lot l) - "
                                     "(SELECT coalesce(sum(loss_mg + unaccounted_mg), 0) FROM transform t WHERE " LIVE ("t.id") ")"),
                   ==, 0);
}

gchar *
hall_plots (Hall *hall, const gchar *serial)
{
  sqlite3 *db = open_views (hall);
  sqlite3_stmt *stmt = ask (db,
                            "WITH RECURSIVE up(id) AS (SELECT lot FROM handling_unit WHERE serial = ?1 UNION SELECT b.src FROM up "
                            "JOIN edge a ON a.dst = up.id JOIN edge b ON b.dst = a.src WHERE " LIVE ("a.n") ") "
                            "SELECT group_concat(DISTINCT s.lot) FROM up JOIN lot_source s ON s.lot = up.id "
                            "WHERE s.plot IS NOT NULL",
                            serial, 0);
  gchar *plots;

  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  plots = g_strdup ((const gchar *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return plots;
}

guint
hall_cases_of_plot (Hall *hall, gint64 plot)
{
  sqlite3 *db = open_views (hall);
  sqlite3_stmt *stmt = ask (db,
                            "WITH RECURSIVE down(id) AS (SELECT lot FROM lot_source WHERE plot = ?1 UNION SELECT b.dst FROM down "
                            "JOIN edge a ON a.src = down.id JOIN edge b ON b.src = a.dst WHERE " LIVE ("a.n") ") "
                            "SELECT count(*) FROM case_live WHERE lot IN (SELECT id FROM down)",
                            NULL, plot);
  guint n;

  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  n = (guint) sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return n;
}
