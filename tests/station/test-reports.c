/* A large batch report: read and judged on the thread of whoever hands it over, while the writer takes weighings. */
#include "tests/station/desk.h"

#include "db/database.h"
#include "station/writer.h"

#include <glib/gstdio.h>
#include <string.h>

#define ROWS 300000
#define ROW_MG(i) ((gint64) (30 + (i) % 10) * 1000)
#define PROFILE "{\"format\":\"guozhan-profile/1\",\"name\":\"single\",\"file\":{\"kind\":\"csv\",\"encoding\":\"utf-8\"," \
                "\"delimiter\":\",\",\"header_row\":1},\"numbers\":{\"decimal\":\".\"},\"columns\":[" \
                "{\"field\":\"outlet\",\"names\":[\"outlet\"],\"required\":true}," \
                "{\"field\":\"mass\",\"names\":[\"g\"],\"unit\":\"g\",\"required\":true}," \
                "{\"field\":\"diameter_mean\",\"names\":[\"mm\"],\"unit\":\"mm\"}]}"

typedef struct
{
  Desk d;
  gint64 run;
  gchar *path;   /* that imports */
  json_t *params;
} Hall;

static void
hall_open (Hall *hall)
{
  gint64 scheme;
  g_autofree gchar *run = NULL;

  desk_open (&hall->d);
  fixture_as_supervisor (&hall->d.f);
  desk_crate (&hall->d, 100000000);
  scheme = fixture_make (&hall->d.f, "/v1/grade-schemes", json_pack ("{s:s}", "shipped", "centre-plum"));
  hall->run = fixture_make (&hall->d.f, "/v1/grade-runs",
                            json_pack ("{s:I, s:[{s:I, s:I}]}", "scheme", ID (scheme), "lots", "lot", ID (hall->d.lot), "mg",
                                       ID (60000000)));
  hall->path = desk_path ("/v1/grade-runs/", hall->run, "/import");
  run = desk_path ("", hall->run, "");
  hall->params = json_pack ("{s:s}", "id", run);
}

static void
hall_close (Hall *hall)
{
  g_free (hall->path);
  json_decref (hall->params);
  desk_close (&hall->d);
}

static const GuoVerb *
import_verb (void)
{
  return guo_verb_match ("POST", "/v1/grade-runs/1/import", NULL, NULL);
}

/* So many fruits, a row each; the last row may be none. */
static json_t *
sending (guint rows, gboolean damaged)
{
  g_autoptr(GString) csv = g_string_new ("outlet,g,mm\n");
  g_autofree gchar *data = NULL;

  for (guint i = 0; i < rows; i++)
    g_string_append_printf (csv, "%u,%u,%u.5\n", 1 + i % 3, 30 + i % 10, 29 + i % 16);
  if (damaged)
    g_string_append (csv, "1,many,30\n");
  data = g_base64_encode ((const guint8 *) csv->str, csv->len);
  return json_pack ("{s:s, s:s, s:s}", "name", "day.csv", "data", data, "profile", PROFILE);
}

static json_t *
fruit_of (Hall *hall)
{
  g_autofree gchar *path = desk_path ("/v1/grade-runs/", hall->run, "");
  g_autoptr(json_t) row = fixture_get (&hall->d.f, path);

  return json_incref (json_object_get (row, "fruit"));
}

static void
check_fruit (Hall *hall, guint rows)
{
  g_autoptr(json_t) fruit = fruit_of (hall);
  gint64 mass_mg = 0;

  for (guint i = 0; i < rows; i++)
    mass_mg += ROW_MG (i);
  g_assert_cmpint (desk_integer (fruit, "n"), ==, rows);
  g_assert_cmpint (desk_integer (fruit, "mass_mg"), ==, mass_mg);
}

static gchar *
reports_folder (Hall *hall)
{
  return g_strconcat (hall->d.f.path, ".d/reports", NULL);
}

static guint
count_kept (Hall *hall, gboolean away)
{
  g_autofree gchar *path = reports_folder (hall);
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const gchar *name;
  guint n = 0;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree gchar *file = g_build_filename (path, name, NULL);
      g_autofree gchar *hidden = g_strdup_printf ("%s-%s", path, name);

      n++;
      if (away)
        g_assert_cmpint (g_rename (file, hidden), ==, 0);
    }
  return n;
}

typedef struct
{
  Hall *hall;
  json_t *body;
  GMutex lock;
  GCond cond;
  gboolean begun;
  GError *error;
} Reader;

/* As a thread of the daemon that prepares commands. */
static gpointer
prepare (gpointer data)
{
  Reader *self = data;
  g_autoptr(GuoDatabase) db = guo_database_open (self->hall->d.f.path, GUO_DATABASE_READ_ONLY, &self->error);
  GuoCall call = { .db = db, .actor = &self->hall->d.f.actor, .params = self->hall->params, .body = self->body };

  g_mutex_lock (&self->lock);
  self->begun = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
  if (db != NULL)
    guo_station_prepare (self->hall->d.f.station, import_verb (), &call, &self->error);
  return NULL;
}

typedef struct
{
  GMutex lock;
  GCond cond;
  gboolean done;
  gint64 id;
  GError *error;
} Answer;

static void
on_done (json_t *answer, const GError *error, gpointer user_data)
{
  Answer *self = user_data;

  g_mutex_lock (&self->lock);
  self->done = TRUE;
  self->id = answer != NULL ? desk_integer (answer, "id") : 0;
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
}

/* Returns: the id of what the command made. */
static gint64
ask (Hall *hall, GuoWriter *writer, const GuoVerb *verb, json_t *params, json_t *body, GError **error)
{
  Answer answer = { .done = FALSE };
  g_autoptr(GError) busy = NULL;

  g_assert_true (guo_writer_push (writer, verb, NULL, &hall->d.f.actor, params, body, on_done, &answer, &busy));
  g_mutex_lock (&answer.lock);
  while (!answer.done)
    g_cond_wait (&answer.cond, &answer.lock);
  g_mutex_unlock (&answer.lock);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.id;
}

static gint64
weigh (Hall *hall, GuoWriter *writer)
{
  g_autoptr(GError) error = NULL;
  gint64 id = ask (hall, writer, guo_verb_match ("POST", "/v1/weighings", NULL, NULL), NULL,
                   json_pack ("{s:I, s:b, s:I, s:i, s:s}", "lot", ID (hall->d.lot), "typed", TRUE, "gross_mg", ID (20000000),
                              "tare_mg", 0, "reason", "test"),
                   &error);

  g_assert_no_error (error);
  return id;
}

/* The file is away when the writer's turn comes: it has nothing left to read. Weighings come in between. */
static void
test_weighings_go_on (void)
{
  Hall hall;
  Reader reader = { .hall = &hall };
  g_autoptr(GuoWriter) writer = NULL;
  g_autoptr(GError) error = NULL;
  GThread *thread;
  gint64 during, after, report;

  hall_open (&hall);
  reader.body = sending (ROWS, FALSE);
  writer = guo_writer_new (hall.d.f.station);
  thread = g_thread_new ("reader", prepare, &reader);
  g_mutex_lock (&reader.lock);
  while (!reader.begun)
    g_cond_wait (&reader.cond, &reader.lock);
  g_mutex_unlock (&reader.lock);
  during = weigh (&hall, writer);
  g_thread_join (thread);
  g_assert_no_error (reader.error);
  g_assert_cmpuint (count_kept (&hall, TRUE), ==, 2);
  after = weigh (&hall, writer);
  report = ask (&hall, writer, import_verb (), json_incref (hall.params), json_incref (reader.body), &error);
  g_assert_no_error (error);
  g_assert_cmpint (during, <, after);
  g_assert_cmpint (after, <, report);
  g_clear_pointer (&writer, guo_writer_free);
  check_fruit (&hall, ROWS);
  json_decref (reader.body);
  hall_close (&hall);
}

/* Found at its last row: no file, no event, no fruit. */
static void
test_damaged (void)
{
  Hall hall;
  g_autoptr(json_t) before = NULL;
  g_autoptr(json_t) after = NULL;
  g_autoptr(json_t) fruit = NULL;

  hall_open (&hall);
  before = fixture_get (&hall.d.f, "/v1/status");
  fixture_refused (&hall.d.f, hall.path, sending (2000, TRUE), "report-unreadable");
  after = fixture_get (&hall.d.f, "/v1/status");
  fruit = fruit_of (&hall);
  g_assert_cmpint (desk_integer (before, "size"), ==, desk_integer (after, "size"));
  g_assert_cmpuint (count_kept (&hall, FALSE), ==, 0);
  g_assert_true (json_is_null (fruit));
  hall_close (&hall);
}

/* The run is closed between the reading and the writer's turn: refused, and the report is of no run. */
static void
test_too_late (void)
{
  Hall hall;
  Reader reader = { .hall = &hall };
  g_autofree gchar *close = NULL, *take = NULL;
  g_autoptr(json_t) list = NULL;
  g_autoptr(GError) error = NULL;
  GuoCall call;

  hall_open (&hall);
  close = desk_path ("/v1/grade-runs/", hall.run, "/close");
  take = desk_path ("/v1/grade-runs/", hall.run, "/take");
  json_decref (fixture_do (&hall.d.f, take, json_pack ("{s:s, s:s, s:I}", "kind", "class", "grade_class", "special", "mg",
                                                       ID (59000000))));
  reader.body = sending (500, FALSE);
  prepare (&reader);
  g_assert_no_error (reader.error);
  json_decref (fixture_do (&hall.d.f, close, json_pack ("{s:s}", "reason", "试机")));
  call = (GuoCall) { .actor = &hall.d.f.actor, .params = hall.params, .body = reader.body };
  g_assert_null (guo_station_execute (hall.d.f.station, import_verb (), NULL, &call, &error));
  g_assert_cmpstr (guo_refusal_code (error), ==, "run-closed");
  list = fixture_get (&hall.d.f, "/v1/grade-reports");
  g_assert_cmpuint (json_array_size (json_object_get (list, "rows")), ==, 0);
  json_decref (reader.body);
  hall_close (&hall);
}

/* A waiting report whose file is gone is bound to nothing, until somebody has the file. */
static void
test_bind (void)
{
  Hall hall;
  g_autofree gchar *void_path = NULL, *bind = NULL, *import = NULL;
  g_autoptr(json_t) imported = NULL;
  g_autoptr(json_t) schemes = NULL;
  gint64 scheme;

  hall_open (&hall);
  imported = fixture_do (&hall.d.f, hall.path, sending (500, FALSE));
  check_fruit (&hall, 500);
  void_path = desk_path ("/v1/grade-runs/", hall.run, "/void");
  json_decref (fixture_do (&hall.d.f, void_path, json_pack ("{s:s}", "reason", "test")));
  schemes = fixture_get (&hall.d.f, "/v1/grade-schemes");
  scheme = desk_integer (json_array_get (json_object_get (schemes, "rows"), 0), "id");
  hall.run = fixture_make (&hall.d.f, "/v1/grade-runs",
                           json_pack ("{s:I, s:[{s:I, s:I}]}", "scheme", ID (scheme), "lots", "lot", ID (hall.d.lot), "mg",
                                      ID (60000000)));
  bind = desk_path ("/v1/grade-reports/", desk_integer (imported, "id"), "/bind");
  import = desk_path ("/v1/grade-runs/", hall.run, "/import");
  g_assert_cmpuint (count_kept (&hall, TRUE), ==, 2);
  fixture_refused (&hall.d.f, bind, json_pack ("{s:I}", "run", ID (hall.run)), "report-unreadable");
  json_decref (fixture_do (&hall.d.f, import, sending (500, FALSE)));
  check_fruit (&hall, 500);
  hall_close (&hall);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reports/weighings-go-on", test_weighings_go_on);
  g_test_add_func ("/reports/damaged", test_damaged);
  g_test_add_func ("/reports/too-late", test_too_late);
  g_test_add_func ("/reports/bind", test_bind);
  return g_test_run ();
}
