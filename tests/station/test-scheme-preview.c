/* An edited scheme, tried on the fruit of a run: what moves, what is refused, and that nothing is recorded. */
#include "station/station-private.h"
#include "tests/station/desk.h"

#define PATH "/v1/grade-schemes/preview"

typedef struct
{
  Desk desk;
  gint64 scheme;
  gint64 run;
} Hall;

/* @n fruits of @mm, @grams, without defect, that were judged @grade_class. */
static void
add_fruit (Hall *hall, guint n, guint mm, guint grams, guint8 grade_class)
{
  g_autoptr(GArray) fruits = g_array_new (FALSE, FALSE, sizeof (GuoFruit));
  const GuoFruit fruit = { .mass_mg = grams * 1000, .diameter_x10mm = (guint16) (mm * 10), .colour_permille = GUO_FRUIT_NOT_MEASURED,
                           .brix_x10 = GUO_FRUIT_NOT_MEASURED, .grade_class = grade_class, .size = GUO_FRUIT_NO_SIZE };
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_array_append_val (fruits, fruit);
  guo_fruit_store_append (hall->desk.f.station->fruit, hall->run, NULL, (const GuoFruit *) fruits->data, n, NULL, &error);
  g_assert_no_error (error);
}

/* A run of 100 fruits: 20 special, 30 first, 40 second, 10 that only the machine knew to be third. */
static void
hall_open (Hall *hall, gboolean fruit)
{
  gint64 machine;

  desk_open (&hall->desk);
  desk_crate (&hall->desk, 60000000);
  fixture_as_supervisor (&hall->desk.f);
  hall->scheme = fixture_make (&hall->desk.f, "/v1/grade-schemes", json_pack ("{s:s, s:I}", "shipped", "centre-plum", "product",
                                                                              ID (hall->desk.f.product)));
  machine = fixture_make (&hall->desk.f, "/v1/devices",
                          json_pack ("{s:s, s:s, s:s, s:s}", "name", "分选机", "kind", "grader", "address",
                                     "sim:guozhan-line?scenario=good", "protocol", "guozhan-line"));
  hall->run = fixture_make (&hall->desk.f, "/v1/grade-runs",
                            json_pack ("{s:I, s:I, s:[{s:I}]}", "scheme", ID (hall->scheme), "machine", ID (machine), "lots",
                                       "lot", ID (hall->desk.lot)));
  if (!fruit)
    return;
  add_fruit (hall, 20, 43, 50, 0);
  add_fruit (hall, 30, 41, 45, 1);
  add_fruit (hall, 40, 36, 30, 2);
  add_fruit (hall, 10, 43, 50, 3);
}

static json_t *
preview (Hall *hall, const gchar *at, const gchar *value)
{
  return fixture_do (&hall->desk.f, PATH, json_pack ("{s:I, s:[{s:s, s:s*}]}", "scheme", ID (hall->scheme), "changes", "at", at,
                                                     "value", value));
}

static gint64
n_of (json_t *answer, const gchar *side, guint at)
{
  return desk_integer (json_array_get (json_object_get (answer, side), at), "n");
}

static void
check_sides (json_t *answer, const gint64 *before, const gint64 *after)
{
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpint (n_of (answer, "before", i), ==, before[i]);
      g_assert_cmpint (n_of (answer, "after", i), ==, after[i]);
    }
}

static gint64
n_versions (Hall *hall)
{
  g_autofree gchar *path = desk_path ("/v1/grade-schemes/", hall->scheme, "/versions");
  g_autoptr(json_t) answer = fixture_get (&hall->desk.f, path);

  return (gint64) json_array_size (json_object_get (answer, "rows"));
}

/* What was judged with more than is stored stays as it was judged, unless the change is what moves it. */
static void
test_moves (void)
{
  static const gint64 before[] = { 20, 30, 40, 10, 0 };
  Hall hall;
  g_autoptr(json_t) none = NULL, wider = NULL, narrower = NULL;
  json_t *move;

  hall_open (&hall, TRUE);
  none = preview (&hall, "/name_en", "Plum");
  check_sides (none, before, before);
  g_assert_cmpuint (json_array_size (json_object_get (none, "moves")), ==, 0);
  g_assert_cmpint (desk_integer (none, "judged"), ==, 100);
  g_assert_cmpint (desk_integer (none, "step"), ==, 1);
  g_assert_cmpint (desk_integer (json_object_get (none, "run"), "id"), ==, hall.run);
  wider = preview (&hall, "/classes/0/limits/0/min", "40.5");
  check_sides (wider, before, (const gint64[]) { 50, 0, 40, 10, 0 });
  move = json_array_get (json_object_get (wider, "moves"), 0);
  g_assert_cmpuint (json_array_size (json_object_get (wider, "moves")), ==, 1);
  g_assert_cmpint (desk_integer (move, "from"), ==, 1);
  g_assert_cmpint (desk_integer (move, "to"), ==, 0);
  g_assert_cmpint (desk_integer (move, "mass_mg"), ==, 30 * 45000);
  narrower = preview (&hall, "/classes/2/limits/0/min", "37");
  check_sides (narrower, before, (const gint64[]) { 20, 30, 0, 50, 0 });
  g_assert_cmpint (n_versions (&hall), ==, 1);
  desk_close (&hall.desk);
}

static gint64
n_in_bins (json_t *spread)
{
  json_t *n;
  gint64 total = 0;
  gsize i;

  json_array_foreach (json_object_get (spread, "n"), i, n)
    total += json_integer_value (n);
  return total;
}

/* For the picture: the fruit in bins, and where the classes reach before and after, in millionths of the unit. */
static void
test_spreads (void)
{
  Hall hall;
  g_autoptr(json_t) answer = NULL;
  json_t *spread, *mark;
  gint64 last;

  hall_open (&hall, TRUE);
  answer = preview (&hall, "/classes/0/limits/0/min", "40.5");
  spread = json_array_get (json_object_get (answer, "spreads"), 0);
  g_assert_cmpstr (desk_text (spread, "field"), ==, "diameter_mm");
  g_assert_cmpint (n_in_bins (spread), ==, 100);
  g_assert_cmpint (desk_integer (spread, "missing"), ==, 0);
  last = desk_integer (spread, "first") + ((gint64) json_array_size (json_object_get (spread, "n")) - 1) * desk_integer (spread, "step");
  g_assert_cmpint (desk_integer (spread, "first"), <=, 36000000);
  g_assert_cmpint (desk_integer (spread, "first") + desk_integer (spread, "step"), >, 36000000);
  g_assert_cmpint (last, <=, 43000000);
  g_assert_cmpint (last + desk_integer (spread, "step"), >, 43000000);
  mark = json_array_get (json_object_get (spread, "before"), 0);
  g_assert_cmpint (desk_integer (mark, "from"), ==, 42000000);
  g_assert_true (json_is_null (json_object_get (mark, "to")));
  mark = json_array_get (json_object_get (spread, "after"), 0);
  g_assert_cmpint (desk_integer (mark, "from"), ==, 40500000);
  mark = json_array_get (json_object_get (spread, "after"), 1);
  g_assert_cmpint (desk_integer (mark, "from"), ==, 38000000);
  g_assert_cmpint (desk_integer (mark, "to"), ==, 40500000);
  desk_close (&hall.desk);
}

/* The text that comes back is the next version; set, it is the scheme's, and the first is still there. */
static void
test_set (void)
{
  Hall hall;
  g_autoptr(json_t) answer = NULL, set = NULL, list = NULL;
  g_autofree gchar *path = NULL;

  hall_open (&hall, TRUE);
  answer = preview (&hall, "/classes/0/limits/0/min", "41");
  set = fixture_do (&hall.desk.f, "/v1/grade-schemes", json_pack ("{s:I, s:s}", "replaces", ID (hall.scheme), "file",
                                                                  desk_text (answer, "file")));
  g_assert_cmpstr (desk_text (set, "version"), ==, "2026-2");
  path = desk_path ("/v1/grade-schemes/", hall.scheme, "/versions");
  list = fixture_get (&hall.desk.f, path);
  g_assert_cmpint (n_versions (&hall), ==, 2);
  g_assert_cmpstr (desk_text (json_array_get (json_object_get (list, "rows"), 0), "version"), ==, "2026-2");
  g_assert_cmpstr (desk_text (json_array_get (json_object_get (list, "rows"), 1), "version"), ==, "2026-1");
  json_decref (fixture_do (&hall.desk.f, "/v1/grade-schemes", json_pack ("{s:I, s:b}", "replaces", ID (hall.scheme), "active", 0)));
  g_assert_cmpint (n_versions (&hall), ==, 2); /* the same text */
  desk_close (&hall.desk);
}

/* A scheme of another kind, with a file: the run's own scheme is the other side. */
static void
test_file (void)
{
  const gchar *letters = "{\"id\": \"letters\", \"fields\": {\"diameter_mm\": {\"machine\": \"diameter\"}}, \"classes\": ["
                         "{\"code\": \"AAA\", \"limits\": [{\"field\": \"diameter_mm\", \"min\": 42}]},"
                         "{\"code\": \"AA\", \"limits\": [{\"field\": \"diameter_mm\", \"min\": 38, \"under\": 42}]}]}";
  Hall hall;
  g_autoptr(json_t) answer = NULL;
  json_t *limit;

  hall_open (&hall, TRUE);
  answer = fixture_do (&hall.desk.f, PATH, json_pack ("{s:s, s:I}", "file", letters, "run", ID (hall.run)));
  g_assert_cmpint (n_of (answer, "before", 0), ==, 20);
  g_assert_cmpint (n_of (answer, "after", 0), ==, 30);
  g_assert_cmpint (n_of (answer, "after", 1), ==, 30);
  g_assert_cmpint (n_of (answer, "after", 2), ==, 40);
  limit = json_array_get (json_object_get (json_array_get (json_object_get (json_object_get (answer, "form"), "classes"), 1), "limits"), 0);
  g_assert_cmpstr (desk_text (limit, "min"), ==, "38");
  g_assert_cmpstr (desk_text (limit, "under"), ==, "42");
  g_assert_cmpstr (desk_text (limit, "at"), ==, "/classes/1/limits/0");
  desk_close (&hall.desk);
}

static void
check_refused (Hall *hall, json_t *body, const gchar *code, const gchar *field)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) answer = fixture_call (&hall->desk.f, "POST", PATH, body, &error);

  g_assert_null (answer);
  g_assert_cmpstr (guo_refusal_code (error), ==, code);
  if (field != NULL)
    g_assert_cmpstr (desk_text (guo_refusal_params (error), "field"), ==, field);
}

/* A gap is told with its values, an overlap too; what no fruit can meet is refused, at the limit. */
static void
test_notes (void)
{
#define TWO(first, second) "{\"id\": \"two\", \"fields\": {\"diameter_mm\": {\"machine\": \"diameter\"}}, \"classes\": [{\"code\": \"A\", " \
                           "\"limits\": [{\"field\": \"diameter_mm\", " first "}]}, {\"code\": \"B\", \"limits\": [{\"field\": \"diameter_mm\", " \
                           second "}]}]}"
  static const struct
  {
    const gchar *file, *kind, *from, *to, *at;
    gboolean from_in, to_in;
  } cases[] = {
    { TWO ("\"min\": 70", "\"min\": 60, \"max\": 65"), "gap", "65", "70", "/classes/0/limits/0", FALSE, FALSE },
    { TWO ("\"over\": 70", "\"min\": 60, \"under\": 70"), "gap", "70", "70", "/classes/0/limits/0", TRUE, TRUE },
    { TWO ("\"min\": 70", "\"min\": 60, \"under\": 70"), NULL, NULL, NULL, NULL, FALSE, FALSE },
    { TWO ("\"min\": 70", "\"min\": 60, \"max\": 69.9"), NULL, NULL, NULL, NULL, FALSE, FALSE }, /* no machine tells 69.95 */
    { TWO ("\"min\": 70", "\"min\": 60, \"max\": 70"), "overlap", "70", "70", "/classes/1/limits/0", TRUE, TRUE },
    { TWO ("\"min\": 70, \"max\": 80", "\"min\": 60, \"under\": 75"), "overlap", "70", "75", "/classes/1/limits/0", TRUE, FALSE },
    { TWO ("\"min\": 80, \"max\": 90", "\"min\": 75, \"max\": 90"), NULL, NULL, NULL, NULL, FALSE, FALSE },
    { TWO ("\"min\": 42", "\"min\": 38"), NULL, NULL, NULL, NULL, FALSE, FALSE },
  };
  Hall hall;

  hall_open (&hall, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(json_t) answer = fixture_do (&hall.desk.f, PATH, json_pack ("{s:s}", "file", cases[i].file));
      json_t *notes = json_object_get (answer, "notes"), *note = json_array_get (notes, 0);

      g_test_message ("%s", cases[i].file);
      g_assert_cmpuint (json_array_size (notes), ==, cases[i].kind != NULL ? 1 : 0);
      if (cases[i].kind == NULL)
        continue;
      g_assert_cmpstr (desk_text (note, "kind"), ==, cases[i].kind);
      g_assert_cmpstr (desk_text (note, "from"), ==, cases[i].from);
      g_assert_cmpstr (desk_text (note, "to"), ==, cases[i].to);
      g_assert_cmpstr (desk_text (note, "at"), ==, cases[i].at);
      g_assert_true (json_is_true (json_object_get (note, "from_in")) == cases[i].from_in);
      g_assert_true (json_is_true (json_object_get (note, "to_in")) == cases[i].to_in);
    }
  check_refused (&hall, json_pack ("{s:s}", "file", TWO ("\"min\": 70}, {\"field\": \"diameter_mm\", \"max\": 60", "\"min\": 60")), "bad-field",
                 "/classes/0/limits/1");
  desk_close (&hall.desk);
}

static void
test_refused (void)
{
  Hall hall;
  g_autoptr(json_t) empty = NULL;

  hall_open (&hall, FALSE);
  empty = preview (&hall, "/classes/0/limits/0/min", "41");
  g_assert_true (json_is_null (json_object_get (empty, "run")));
  g_assert_cmpint (desk_integer (empty, "judged"), ==, 0);
  check_refused (&hall, json_object (), "bad-field", "file");
  check_refused (&hall, json_pack ("{s:I}", "scheme", ID (999999)), "not-found", NULL);
  check_refused (&hall, json_pack ("{s:I, s:I}", "scheme", ID (hall.scheme), "run", ID (hall.run)), "not-found", NULL);
  check_refused (&hall, json_pack ("{s:s}", "file", "{\"id\": 7"), "bad-field", "file");
  check_refused (&hall, json_pack ("{s:I, s:[{s:s, s:s}]}", "scheme", ID (hall.scheme), "changes", "at", "/classes/0/limits/0/min",
                                   "value", "forty"), "bad-field", "/classes/0/limits/0/min");
  check_refused (&hall, json_pack ("{s:I, s:[{s:s, s:s}]}", "scheme", ID (hall.scheme), "changes", "at", "/classes/0/limits/0/max",
                                   "value", "41"), "bad-field", "/classes/0/limits/0");
  desk_close (&hall.desk);
}

#define LETTERS(version, least) "{\"id\": \"letters\", \"version\": \"" version "\", \"fields\": {\"diameter_mm\": {\"machine\": " \
                                "\"diameter\"}}, \"classes\": [{\"code\": \"AAA\", \"limits\": [{\"field\": \"diameter_mm\", \"min\": " least "}]}]}"

static json_t *
set (Hall *hall, const gchar *file, gint64 product)
{
  json_t *body = json_pack ("{s:s}", "file", file);

  if (product != 0)
    json_object_set_new (body, "product", json_integer (product));
  return fixture_do (&hall->desk.f, "/v1/grade-schemes", body);
}

static void
check_version_used (Hall *hall, gint64 replaces, const gchar *file)
{
  json_t *body = json_pack ("{s:s}", "file", file);
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) answer = NULL;

  if (replaces != 0)
    json_object_set_new (body, "replaces", json_integer (replaces));
  answer = fixture_call (&hall->desk.f, "POST", "/v1/grade-schemes", body, &error);
  g_assert_null (answer);
  g_assert_cmpstr (guo_refusal_code (error), ==, "scheme-version-used");
  g_assert_cmpstr (desk_text (guo_refusal_params (error), "scheme"), ==, "letters");
  g_assert_cmpstr (desk_text (guo_refusal_params (error), "version"), ==, "1");
  g_assert_cmpuint (strlen (desk_text (guo_refusal_params (error), "day")), ==, strlen ("2026-07-16"));
}

static gint64
n_events (Hall *hall)
{
  g_autoptr(json_t) status = fixture_get (&hall->desk.f, "/v1/status");

  return desk_integer (status, "size");
}

/* A version's name stands for one text; the same bytes again are no event; what was before may be taken back. */
static void
test_version (void)
{
  Hall hall;
  g_autoptr(json_t) first = NULL, again = NULL, second = NULL, back = NULL, other = NULL, tried = NULL;
  gint64 id, n;

  hall_open (&hall, FALSE);
  first = set (&hall, LETTERS ("1", "42"), 0);
  id = desk_integer (first, "id");
  n = n_events (&hall);
  again = set (&hall, LETTERS ("1", "42"), 0);
  g_assert_true (json_equal (first, again));
  json_decref (fixture_do (&hall.desk.f, "/v1/grade-schemes", json_pack ("{s:I, s:s}", "replaces", ID (id), "file", LETTERS ("1", "42"))));
  g_assert_cmpint (n_events (&hall), ==, n);
  check_version_used (&hall, id, LETTERS ("1", "43"));
  check_version_used (&hall, 0, LETTERS ("1", "43"));
  g_assert_cmpint (n_events (&hall), ==, n);
  second = fixture_do (&hall.desk.f, "/v1/grade-schemes", json_pack ("{s:I, s:s}", "replaces", ID (id), "file", LETTERS ("2", "43")));
  back = fixture_do (&hall.desk.f, "/v1/grade-schemes", json_pack ("{s:I, s:s}", "replaces", ID (id), "file", LETTERS ("1", "42")));
  g_assert_cmpstr (desk_text (back, "version"), ==, "1");
  tried = fixture_do (&hall.desk.f, PATH, json_pack ("{s:I, s:[{s:s, s:s}]}", "scheme", ID (id), "changes", "at",
                                                     "/classes/0/limits/0/min", "value", "44"));
  g_assert_cmpstr (desk_text (json_object_get (tried, "form"), "version"), ==, "3"); /* 2 is another text */
  other = set (&hall, LETTERS ("1", "42"), hall.desk.f.product);
  g_assert_cmpint (desk_integer (other, "id"), !=, id); /* for a product it is a scheme of its own */
  desk_close (&hall.desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/scheme-preview/moves", test_moves);
  g_test_add_func ("/station/scheme-preview/spreads", test_spreads);
  g_test_add_func ("/station/scheme-preview/set", test_set);
  g_test_add_func ("/station/scheme-preview/file", test_file);
  g_test_add_func ("/station/scheme-preview/notes", test_notes);
  g_test_add_func ("/station/scheme-preview/refused", test_refused);
  g_test_add_func ("/station/scheme-preview/version", test_version);
  return g_test_run ();
}
