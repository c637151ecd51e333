/* A day in which everything is done to cases in no order: after each act the balance of every transform, of every lot and of
 * the house is exact, and each case still leads to its plots. GUOZHAN_TEST_SEED: one more day. */
#include "station/error.h"
#include "tests/station/hall.h"

#include <stdlib.h>
#include <string.h>

#define ACTS 400

typedef struct
{
  Hall hall;
  GPtrArray *serials;  /* all that ever were */
  GPtrArray *pallets;  /* SSCC */
  GArray *scraps;      /* gint64 */
  GArray *pack_lots;   /* gint64 */
  guint done[16], refused;
} Day;

typedef void (*Act) (Day *day);

static gint64
any_mass (gint least_g, gint most_g)
{
  return g_random_int_range (least_g / 50, most_g / 50) * G (50); /* what the scale can show */
}

static const gchar *
any (GPtrArray *list)
{
  return list->len > 0 ? g_ptr_array_index (list, g_random_int_range (0, (gint) list->len)) : "none";
}

/* Most often one that is packed, and part-full where @part says so; now and then any. */
static gchar *
any_case (Day *day, gboolean part)
{
  const gchar *serial = any (day->serials);

  for (guint i = 0; i < 40 && g_random_int_range (0, 30) > 0; i++)
    {
      g_autoptr(json_t) row = NULL;

      serial = any (day->serials);
      if (day->serials->len == 0)
        break;
      row = hall_show (&day->hall, serial);
      if (strcmp (desk_text (row, "state"), "packed") == 0 && json_is_null (json_object_get (row, "pallet"))
          && (!part || json_is_true (json_object_get (row, "part"))))
        break;
    }
  return g_strdup (serial);
}

static gint64
any_id (GArray *list)
{
  return list->len > 0 ? g_array_index (list, gint64, g_random_int_range (0, (gint) list->len)) : 999999;
}

static gint64
any_source (Day *day)
{
  gint of = g_random_int_range (0, 4);

  return of < 2 ? day->hall.lots[of] : of == 2 ? any_id (day->pack_lots) : day->hall.lots[0];
}

static void
keep (GArray *list, gint64 id)
{
  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, gint64, i) == id)
      return;
  g_array_append_val (list, id);
}

static void
take_note (Day *day, json_t *answer)
{
  gsize i;
  json_t *item;

  json_array_foreach (json_object_get (answer, "cases"), i, item)
    if (json_is_string (json_object_get (item, "uri"))
        && !g_ptr_array_find_with_equal_func (day->serials, desk_text (item, "serial"), g_str_equal, NULL)) /* a label that was bound */
      g_ptr_array_add (day->serials, g_strdup (desk_text (item, "serial")));
  if (json_is_object (json_object_get (answer, "lot")))
    keep (day->pack_lots, desk_integer (json_object_get (answer, "lot"), "id"));
}

/* An act may be refused for what it found; it must not fail. */
static json_t *
attempt (Day *day, const gchar *path, json_t *body)
{
  static const gchar *const expected[] = { "lot-empty", "net-too-low", "case-not-packed", "case-elsewhere", "not-part",
                                           "part-lighter", "fruit-differs", "label-bound", "pallet-closed", "pallet-open",
                                           "pallet-empty", "not-on-pallet", "already-void", "not-found", "bad-field",
                                           "scale-overload", "below-min", NULL };
  g_autoptr(GError) error = NULL;
  json_t *answer = fixture_call (&day->hall.d.f, "POST", path, body, &error);

  if (answer == NULL && (guo_refusal_code (error) == NULL || !g_strv_contains (expected, guo_refusal_code (error))))
    g_error ("%s: %s", path, error->message);
  day->refused += answer == NULL ? 1 : 0;
  if (answer != NULL)
    take_note (day, answer);
  return answer;
}

static json_t *
load (Day *day, json_t *body, gint least_g, gint most_g)
{
  json_object_set_new (body, "scale", json_integer (day->hall.d.f.scale));
  json_object_set_new (body, "simulated_mg", json_integer (any_mass (least_g, most_g) + G (250)));
  return body;
}

static void
pack (Day *day)
{
  json_t *body = json_pack ("{s:I, s:I}", "lot", ID (any_source (day)), "plan", ID (day->hall.plan));

  if (g_random_boolean ())
    json_object_set_new (body, "count", json_integer (g_random_int_range (1, 4)));
  else
    load (day, body, 4900, 5400);
  json_decref (attempt (day, "/v1/cases", body));
}

static void
pack_part (Day *day)
{
  json_t *body = json_pack ("{s:I, s:I, s:b}", "lot", ID (any_source (day)), "plan", ID (day->hall.plan), "part", TRUE);

  json_decref (attempt (day, "/v1/cases", load (day, body, 1000, 4900)));
}

static void
complete (Day *day)
{
  g_autofree gchar *serial = any_case (day, TRUE), *path = hall_path (serial, "/complete");
  json_t *body = json_object ();

  if (g_random_boolean ())
    json_object_set_new (body, "lot", json_integer (any_source (day)));
  if (g_random_int_range (0, 3) == 0)
    json_object_set_new (body, "part", json_true ());
  json_decref (attempt (day, path, load (day, body, 3000, 5400)));
}

static json_t *
some_cases (Day *day, gint most)
{
  json_t *list = json_array ();

  for (gint n = g_random_int_range (1, most + 1); n > 0; n--)
    {
      g_autofree gchar *serial = any_case (day, FALSE);

      json_array_append_new (list, json_pack ("{s:s}", "serial", serial));
    }
  return list;
}

static void
repack (Day *day)
{
  json_t *body = json_pack ("{s:o, s:s}", "cases", some_cases (day, 3), "reason", "test");

  if (g_random_boolean ())
    json_object_set_new (body, "nominal_mg", json_integer (any_mass (500, 5000)));
  if (g_random_boolean ())
    json_object_set_new (body, "count", json_integer (g_random_int_range (1, 4)));
  else
    load (day, body, 1000, 5200);
  json_decref (attempt (day, "/v1/repacks", body));
}

static void
scrap (Day *day)
{
  json_t *body = json_pack ("{s:s}", "reason", "test");
  g_autoptr(json_t) answer = NULL;
  gsize i;
  json_t *row;

  if (g_random_boolean ())
    json_object_set_new (body, "cases", some_cases (day, 2));
  else
    {
      json_object_set_new (body, "lot", json_integer (any_source (day)));
      json_object_set_new (body, "mg", json_integer (g_random_int_range (1, 900000)));
    }
  answer = attempt (day, "/v1/scraps", body);
  json_array_foreach (json_object_get (answer, "rows"), i, row)
    keep (day->scraps, desk_integer (row, "id"));
}

static void
unscrap (Day *day)
{
  g_autofree gchar *path = desk_path ("/v1/scraps/", any_id (day->scraps), "/void");

  json_decref (attempt (day, path, json_pack ("{s:s}", "reason", "test")));
}

static void
void_case (Day *day)
{
  g_autofree gchar *path = hall_path (any (day->serials), "/void");

  json_decref (attempt (day, path, json_pack ("{s:s}", "reason", "test")));
}

static void
reserve (Day *day)
{
  json_decref (attempt (day, "/v1/cases/reserve",
                        json_pack ("{s:I, s:I, s:i}", "lot", ID (day->hall.lots[1]), "plan", ID (day->hall.plan), "count", 2)));
}

static void
bind_label (Day *day)
{
  g_autofree gchar *path = hall_path (any (day->serials), "/bind");

  json_decref (attempt (day, path, load (day, json_object (), 4900, 5400)));
}

static void
build (Day *day)
{
  g_autoptr(json_t) answer = attempt (day, "/v1/pallets", json_pack ("{s:o}", "cases", some_cases (day, 2)));

  if (answer != NULL)
    g_ptr_array_add (day->pallets, g_strdup (desk_text (answer, "sscc")));
}

static void
move (Day *day)
{
  g_autofree gchar *path = g_strconcat ("/v1/pallets/", any (day->pallets), "/move", NULL);
  const gchar *what = g_random_boolean () ? "add" : "remove";

  json_decref (attempt (day, path, json_pack ("{s:o}", what, some_cases (day, 1))));
}

static void
open_or_close (Day *day)
{
  gboolean close = g_random_boolean ();
  g_autofree gchar *path = g_strconcat ("/v1/pallets/", any (day->pallets), close ? "/close" : "/reopen", NULL);

  json_decref (attempt (day, path, close ? json_object () : json_pack ("{s:s}", "reason", "test")));
}

/* A case has its plots, whatever became of the ones before it, and the plot has no case more than there are. */
static void
check_trace (Day *day)
{
  guint live = 0;

  for (guint i = 0; i < day->serials->len; i++)
    {
      const gchar *serial = g_ptr_array_index (day->serials, i);
      g_autoptr(json_t) row = hall_show (&day->hall, serial);
      const gchar *state = desk_text (row, "state");
      g_autofree gchar *plots = NULL;

      if (strcmp (state, "packed") == 0)
        {
          live++;
          plots = hall_plots (&day->hall, serial);
          g_assert_nonnull (plots);
        }
      if (strcmp (state, "replaced") == 0)
        g_assert_cmpuint (json_array_size (json_object_get (row, "successors")), >, 0);
    }
  g_assert_cmpuint (live, >, 0);
  g_assert_cmpuint (hall_cases_of_plot (&day->hall, day->hall.d.f.plot), ==, live);
}

static void
test_day (gconstpointer seed)
{
  static const Act acts[] = { pack, pack_part, complete, repack, scrap, unscrap, void_case, reserve, bind_label, build, move,
                              open_or_close, pack, complete, repack };
  Day day = { .serials = g_ptr_array_new_with_free_func (g_free), .pallets = g_ptr_array_new_with_free_func (g_free),
              .scraps = g_array_new (FALSE, FALSE, sizeof (gint64)), .pack_lots = g_array_new (FALSE, FALSE, sizeof (gint64)) };

  G_STATIC_ASSERT (G_N_ELEMENTS (acts) <= G_N_ELEMENTS (day.done));
  g_random_set_seed (GPOINTER_TO_UINT (seed));
  hall_open (&day.hall);
  fixture_as_supervisor (&day.hall.d.f);
  for (guint i = 0; i < ACTS; i++)
    {
      guint act = (guint) g_random_int_range (0, G_N_ELEMENTS (acts)), before = day.refused;

      acts[act] (&day);
      day.done[act] += day.refused == before ? 1 : 0;
      hall_check (&day.hall);
    }
  check_trace (&day);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_test_message ("act %u: %u times", i, day.done[i]);
      g_assert_cmpuint (day.done[i], >, 0);
    }
  g_test_message ("%u refused, %u cases, %u pallets", day.refused, day.serials->len, day.pallets->len);
  hall_close (&day.hall);
  g_ptr_array_unref (day.serials);
  g_ptr_array_unref (day.pallets);
  g_array_unref (day.scraps);
  g_array_unref (day.pack_lots);
}

int
main (int argc, char **argv)
{
  const gchar *more = g_getenv ("GUOZHAN_TEST_SEED");

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/station/packing/random-day/1", GUINT_TO_POINTER (1), test_day);
  g_test_add_data_func ("/station/packing/random-day/2", GUINT_TO_POINTER (2), test_day);
  if (more != NULL)
    g_test_add_data_func ("/station/packing/random-day/more", GUINT_TO_POINTER ((guint) atoi (more)), test_day);
  return g_test_run ();
}
