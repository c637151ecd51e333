/* The parts of the rules that are pure: tare, shares, serials, shortage, seasons, clock, fields, paths. */
#include "db/database.h"
#include "station/call.h"
#include "station/net-content.h"
#include "station/serial.h"
#include "station/weighing/tare.h"

#include <string.h>

static void
test_tare (void)
{
  gint64 net;

  g_assert_cmpint (guo_tare_round (1830000, 50000), ==, 1850000);
  g_assert_cmpint (guo_tare_round (1824999, 50000), ==, 1800000);
  g_assert_cmpint (guo_tare_round (1825000, 50000), ==, 1850000); /* half up */
  g_assert_cmpint (guo_tare_round (1830001, 0), ==, 1830001);
  g_assert_cmpint (guo_tare_round (4, 3), ==, 3);
  g_assert_cmpint (guo_tare_round (5, 3), ==, 6);
  g_assert_cmpint (guo_tare_preset (1830000, 10, 50000), ==, 18300000);
  g_assert_true (guo_tare_net (100, 99, &net));
  g_assert_cmpint (net, ==, 1);
  g_assert_false (guo_tare_net (100, 100, &net));
}

static void
test_serial (void)
{
  guint8 key[GUO_SERIAL_KEY_BYTES] = { 1, 2, 3 };
  g_autofree gchar *one = guo_serial_make (key, 2026, 'A', 128);
  g_autofree gchar *again = guo_serial_make (key, 2036, 'A', 128);
  g_autofree gchar *big = guo_serial_make (key, 2026, 'B', 1234567);
  g_autofree gchar *hash = guo_serial_hash ("abc");

  g_assert_cmpuint (strlen (one), ==, 12);
  g_assert_true (g_str_has_prefix (one, "6A000128"));
  g_assert_cmpuint (strspn (one + 8, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"), ==, 4);
  g_assert_cmpstr (one, ==, again);
  g_assert_true (g_str_has_prefix (big, "6B1234567"));
  key[0] = 9;
  {
    g_autofree gchar *other = guo_serial_make (key, 2026, 'A', 128);

    g_assert_cmpstr (one, !=, other);
  }
  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223"); /* FIPS 180-2, "abc" */
}

/* standards/china/net-content-cases.jsonl, and the ends of each range. */
static void
test_shortage (void)
{
  static const gint64 cases[][2] = {
    { 50, 4500 },      { 100, 4500 },     { 200, 9000 },     { 250, 9000 },      { 300, 9000 },
    { 500, 15000 },    { 1000, 15000 },   { 2500, 38000 },   { 5000, 75000 },    { 10000, 150000 },
    { 15000, 150000 }, { 20000, 200000 }, { 50000, 500000 }, { 1500, 23000 },    { 150, 6800 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (guo_permitted_shortage (cases[i][0] * 1000), ==, cases[i][1]);
}

static gint64
milligrams (json_t *row, const gchar *name)
{
  return (gint64) (json_number_value (json_object_get (row, name)) * 1000 + 0.5);
}

static void
test_shortage_cases (void)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "vectors", "china", "net-content-cases.jsonl", NULL);
  g_autofree gchar *text = NULL;
  g_auto(GStrv) lines = NULL;
  guint judged = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      json_auto_t *row = json_loads (lines[i], 0, NULL);
      gint64 nominal_mg = milligrams (row, "nominal_g");
      json_t *within = json_object_get (row, "within_permitted_shortage");

      g_test_message ("%s", lines[i]);
      if (within == NULL)
        g_assert_cmpint (guo_permitted_shortage (nominal_mg), ==, milligrams (row, "permitted_shortage_g"));
      else
        {
          judged++;
          g_assert_true ((guo_net_content_judge (nominal_mg, milligrams (row, "actual_g")) != GUO_NET_BEYOND)
                         == json_is_true (within));
        }
    }
  g_assert_cmpuint (judged, ==, 6);
}

/* The ends of what each judgement covers, to the milligram. */
static void
test_judgement (void)
{
  static const struct
  {
    gint64 nominal_mg, net_mg;
    GuoNetJudgement judgement;
  } cases[] = {
    { 5000000, 5000000, GUO_NET_FULL },   { 5000000, 4999999, GUO_NET_SHORT }, { 5000000, 4925000, GUO_NET_SHORT },
    { 5000000, 4924999, GUO_NET_BEYOND }, { 5000000, 0, GUO_NET_BEYOND },      { 1000, 1000, GUO_NET_FULL },
    { 1000, 900, GUO_NET_SHORT },         { 1000, 899, GUO_NET_BEYOND },       { 60000, 55500, GUO_NET_SHORT },
    { 60000, 55499, GUO_NET_BEYOND },
  };
  const GuoNetBand band = guo_net_content_band (5000000, 30000), none = guo_net_content_band (5000000, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (guo_net_content_judge (cases[i].nominal_mg, cases[i].net_mg), ==, cases[i].judgement);
  g_assert_cmpint (band.least_mg, ==, 4925000);
  g_assert_cmpint (band.from_mg, ==, 5030000);
  g_assert_cmpint (band.to_mg, ==, 5120000);
  g_assert_cmpint (none.from_mg, ==, none.to_mg);
  g_assert_cmpint (guo_net_digit_height (50000), ==, 20);
  g_assert_cmpint (guo_net_digit_height (50001), ==, 30);
  g_assert_cmpint (guo_net_digit_height (200000), ==, 30);
  g_assert_cmpint (guo_net_digit_height (1000000), ==, 40);
  g_assert_cmpint (guo_net_digit_height (1000001), ==, 60);
}

/* Each package within the permitted shortage, and the lot is still short: by one milligram in three cases. */
static void
test_lot_mean (void)
{
  GuoNetLot lot = { 0 };

  g_assert_true (guo_net_lot_is_good (&lot, 5000000));
  guo_net_lot_add (&lot, 5000000, 4999000);
  guo_net_lot_add (&lot, 5000000, 5000999);
  guo_net_lot_add (&lot, 5000000, 5000000);
  g_assert_cmpint (lot.n, ==, 3);
  g_assert_cmpint (lot.n_short, ==, 1);
  g_assert_cmpint (lot.n_beyond, ==, 0);
  g_assert_cmpint (guo_net_lot_lacks (&lot, 5000000), ==, 1);
  g_assert_false (guo_net_lot_is_good (&lot, 5000000));
  guo_net_lot_add (&lot, 5000000, 5000001);
  g_assert_cmpint (guo_net_lot_lacks (&lot, 5000000), ==, 0);
  g_assert_true (guo_net_lot_is_good (&lot, 5000000));
  guo_net_lot_add (&lot, 5000000, 6000000);
  guo_net_lot_add (&lot, 5000000, 4900000);
  g_assert_cmpint (lot.n_beyond, ==, 1);
  g_assert_cmpint (guo_net_lot_lacks (&lot, 5000000), ==, 0);
  g_assert_false (guo_net_lot_is_good (&lot, 5000000));
}

static void
test_season (void)
{
  g_assert_cmpint (guo_season_of ("2026-07-16", NULL), ==, 2026);
  g_assert_cmpint (guo_season_of ("2026-07-16", "01-01"), ==, 2026);
  g_assert_cmpint (guo_season_of ("2027-02-01", "09-01"), ==, 2026); /* citrus runs over New Year */
  g_assert_cmpint (guo_season_of ("2027-09-01", "09-01"), ==, 2027);
  g_assert_cmpint (guo_season_of ("2027-08-31", "09-01"), ==, 2026);
}

static gint64
fixed_wall (gpointer user_data)
{
  return *(gint64 *) user_data;
}

static void
test_clock (void)
{
  gint64 wall_us = (gint64) 1784160000 * G_USEC_PER_SEC + 123456; /* 2026-07-16T00:00:00Z */
  g_autoptr(GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  GuoClock clock = { fixed_wall, fixed_wall, zone, &wall_us };
  g_autofree gchar *stamp = guo_clock_stamp (&clock);
  g_autofree gchar *day = guo_clock_day (&clock, 0);
  g_autofree gchar *early = guo_clock_day (&clock, 8 * 60 + 1);

  g_assert_cmpstr (stamp, ==, "2026-07-16T08:00:00.123+08:00");
  g_assert_cmpstr (day, ==, "2026-07-16");
  g_assert_cmpstr (early, ==, "2026-07-15");
}

static const gchar *const words[] = { "one", "two", NULL };
static const GuoField inner[] = {
  { .name = "grower", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = NULL },
};
static const GuoField fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW, .min = 1, .max = 4 },
  { .name = "n", .type = GUO_FIELD_INT, .min = -2, .max = 5 },
  { .name = "on", .type = GUO_FIELD_BOOL },
  { .name = "day", .type = GUO_FIELD_DAY },
  { .name = "word", .type = GUO_FIELD_CHOICE, .choices = words },
  { .name = "list", .type = GUO_FIELD_ARRAY, .min = 1, .max = 2, .fields = inner },
  { .name = "object", .type = GUO_FIELD_OBJECT, .fields = inner },
  { .name = NULL },
};

typedef struct
{
  const gchar *body;
  const gchar *code;  /* NULL: good */
  const gchar *field;
} FieldCase;

static const FieldCase field_cases[] = {
  { "{\"name\":\"脆李\"}", NULL, NULL },
  { "{\"name\":\"脆李\",\"n\":null}", NULL, NULL },
  { "{\"replaces\":5}", NULL, NULL },
  { "{}", "bad-field", "name" },
  { "{\"name\":\"\"}", "bad-field", "name" },
  { "{\"name\":\"  \"}", "bad-field", "name" },
  { "{\"name\":\"12345\"}", "bad-field", "name" },
  { "{\"name\":\"a\\nb\"}", "bad-field", "name" },
  { "{\"name\":\"a\\u0000\"}", "bad-field", "name" },
  { "{\"name\":1}", "bad-field", "name" },
  { "{\"name\":\"a\",\"n\":6}", "bad-field", "n" },
  { "{\"name\":\"a\",\"n\":-3}", "bad-field", "n" },
  { "{\"name\":\"a\",\"n\":1.0}", "bad-field", "n" },
  { "{\"name\":\"a\",\"n\":\"1\"}", "bad-field", "n" },
  { "{\"name\":\"a\",\"on\":0}", "bad-field", "on" },
  { "{\"name\":\"a\",\"day\":\"2026-02-29\"}", "bad-field", "day" },
  { "{\"name\":\"a\",\"day\":\"2028-02-29\"}", NULL, NULL },
  { "{\"name\":\"a\",\"day\":\"2026-7-16\"}", "bad-field", "day" },
  { "{\"name\":\"a\",\"word\":\"three\"}", "bad-field", "word" },
  { "{\"name\":\"a\",\"list\":[]}", "bad-field", "list" },
  { "{\"name\":\"a\",\"list\":[{\"grower\":1},{}]}", "bad-field", "list[1].grower" },
  { "{\"name\":\"a\",\"list\":[1]}", "bad-field", "list[0]" },
  { "{\"name\":\"a\",\"list\":[{\"grower\":1,\"x\":2}]}", "unknown-field", "list[0].x" },
  { "{\"name\":\"a\",\"object\":{\"grower\":0}}", "bad-field", "object.grower" },
  { "{\"name\":\"a\",\"surprise\":1}", "unknown-field", "surprise" },
};

static void
test_fields (gconstpointer data)
{
  const FieldCase *c = data;
  g_autoptr(json_t) body = json_loads (c->body, JSON_ALLOW_NUL, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (body);
  g_assert_true (guo_fields_check (body, fields, &error) == (c->code == NULL));
  if (c->code == NULL)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_cmpstr (guo_refusal_code (error), ==, c->code);
  g_assert_cmpstr (guo_field_text (guo_refusal_params (error), "field"), ==, c->field);
  g_assert_cmpuint (guo_refusal_status (error), ==, 400);
}

static void
test_paths (void)
{
  g_autoptr(json_t) params = json_object ();
  const gchar *allow = NULL;
  const GuoVerb *verb = guo_verb_match ("POST", "/v1/devices/probe/stop", params, NULL);

  g_assert_cmpstr (verb->path, ==, "/v1/devices/probe/stop");
  verb = guo_verb_match ("POST", "/v1/weighings/12/void", params, NULL);
  g_assert_cmpstr (verb->path, ==, "/v1/weighings/{id}/void");
  g_assert_cmpstr (guo_field_text (params, "id"), ==, "12");
  g_assert_null (guo_verb_match ("GET", "/v1/weighings//void", params, NULL));
  g_assert_null (guo_verb_match ("GET", "/v1/login", params, &allow));
  g_assert_cmpstr (allow, ==, "POST");
  g_assert_null (guo_verb_match ("GET", "/v1/lots/1/2", params, &allow));
  g_assert_null (allow);
}

/* A verb that changes something needs somebody; no two rows are alike. */
static void
test_table (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const GuoVerb *verb = guo_verbs (); verb->method != NULL; verb++)
    {
      g_assert_true (g_hash_table_add (seen, g_strconcat (verb->method, " ", verb->path, NULL)));
      g_assert_true ((verb->kind == GUO_VERB_QUERY) == g_str_equal (verb->method, "GET"));
      g_assert_true (verb->kind != GUO_VERB_COMMAND || verb->role != GUO_ROLE_NOBODY);
      g_assert_nonnull (verb->run);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/tare", test_tare);
  g_test_add_func ("/station/serial", test_serial);
  g_test_add_func ("/station/shortage", test_shortage);
  g_test_add_func ("/station/shortage-cases", test_shortage_cases);
  g_test_add_func ("/station/shortage-judgement", test_judgement);
  g_test_add_func ("/station/shortage-lot", test_lot_mean);
  g_test_add_func ("/station/season", test_season);
  g_test_add_func ("/station/clock", test_clock);
  g_test_add_func ("/station/verbs/paths", test_paths);
  g_test_add_func ("/station/verbs/table", test_table);
  for (gsize i = 0; i < G_N_ELEMENTS (field_cases); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/station/fields/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &field_cases[i], test_fields);
    }
  return g_test_run ();
}
