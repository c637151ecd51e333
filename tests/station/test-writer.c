/* The writer: many commands from many threads, each answered once; claims given back; devices on threads. */
#include "tests/station/fixture.h"

#include "db/database.h"
#include "station/writer.h"

#include <string.h>

#define COMMANDS 200

typedef struct
{
  GMutex lock;
  GCond wake;
  guint done;
  guint good;
  guint refused;
} Tally;

static void
on_done (json_t *answer, const GError *error, gpointer user_data)
{
  Tally *tally = user_data;

  g_assert_true ((answer != NULL) == (error == NULL));
  g_mutex_lock (&tally->lock);
  tally->done++;
  tally->good += answer != NULL;
  tally->refused += error != NULL;
  g_cond_signal (&tally->wake);
  g_mutex_unlock (&tally->lock);
}

static void
wait_for (Tally *tally, guint n)
{
  g_mutex_lock (&tally->lock);
  while (tally->done < n)
    g_cond_wait (&tally->wake, &tally->lock);
  g_mutex_unlock (&tally->lock);
}

static void
push_village (GuoWriter *writer, const GuoActor *actor, const gchar *name, guint8 id, Tally *tally)
{
  const GuoVerb *verb = guo_verb_match ("POST", "/v1/villages", NULL, NULL);
  guint8 bytes[16] = { id };
  g_autoptr(GError) error = NULL;

  g_assert_true (guo_writer_push (writer, verb, id != 0 ? bytes : NULL, actor, NULL,
                                  json_pack ("{s:s*}", "name", name), on_done, tally, &error));
  g_assert_no_error (error);
}

static void
test_many (void)
{
  Fixture f;
  Tally tally = { 0 };
  g_autoptr(GuoWriter) writer = NULL;
  g_autoptr(json_t) rows = NULL;
  GuoActor nobody = { 0, GUO_ROLE_NOBODY, NULL };

  fixture_open (&f);
  fixture_centre (&f);
  fixture_as_supervisor (&f);
  writer = guo_writer_new (f.station);
  for (gint i = 0; i < COMMANDS; i++)
    {
      g_autofree gchar *name = g_strdup_printf ("village %d", i);

      push_village (writer, &f.actor, name, 0, &tally);
    }
  push_village (writer, &nobody, "refused", 0, &tally); /* one refusal in a batch harms no other */
  push_village (writer, &f.actor, "same", 5, &tally);
  push_village (writer, &f.actor, "same", 5, &tally);
  wait_for (&tally, COMMANDS + 3);
  g_clear_pointer (&writer, guo_writer_free);
  g_assert_cmpuint (tally.good, ==, COMMANDS + 2);
  g_assert_cmpuint (tally.refused, ==, 1);
  rows = fixture_get (&f, "/v1/villages");
  g_assert_cmpuint (json_array_size (json_object_get (rows, "rows")), ==, 1 + COMMANDS + 1);
  fixture_close (&f);
}

/* Two presses that saw the same load are in one batch: one record. */
static void
test_double_press (void)
{
  Fixture f;
  Tally tally = { 0 };
  g_autoptr(GuoWriter) writer = NULL;
  gint64 lot;
  const GuoVerb *verb = guo_verb_match ("POST", "/v1/weighings", NULL, NULL);

  fixture_open (&f);
  fixture_centre (&f);
  lot = fixture_deliver (&f, NULL);
  fixture_scale (&f, "put 23.45");
  writer = guo_writer_new (f.station);
  for (gint i = 0; i < 5; i++)
    {
      g_autoptr(json_t) body
        = json_pack ("{s:I, s:I}", "lot", (json_int_t) lot, "scale", (json_int_t) f.scale);
      GuoCall call = { .db = guo_station_db (f.station), .actor = &f.actor, .body = body };
      g_autoptr(GError) error = NULL;

      g_assert_true (guo_station_prepare (f.station, verb, &call, &error));
      guo_writer_push (writer, verb, NULL, &f.actor, NULL, json_incref (body), on_done, &tally, &error);
      g_assert_no_error (error);
    }
  wait_for (&tally, 5);
  g_clear_pointer (&writer, guo_writer_free);
  g_assert_cmpuint (tally.good, ==, 1);
  fixture_close (&f);
}

/* Whole: transport thread, keeper thread, live lines. */
static void
test_live (void)
{
  Fixture f;
  guint64 since = 0;
  gboolean weight = FALSE;
  gboolean device = FALSE;
  g_autoptr(GError) error = NULL;

  fixture_open (&f);
  fixture_centre (&f);
  guo_station_free (f.station);
  f.station = guo_station_open (f.path, NULL, &error);
  g_assert_no_error (error);
  guo_station_start_devices (f.station);
  for (gint i = 0; i < 500 && !(weight && device); i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);

      guo_live_collect (guo_station_live (f.station), NULL, &since, out);
      weight = weight || strstr (out->str, "\"state\":\"empty\"") != NULL;
      device = device || strstr (out->str, "\"state\":\"open\"") != NULL;
      g_usleep (10000);
    }
  g_assert_true (weight);
  g_assert_true (device);
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/writer/many", test_many);
  g_test_add_func ("/station/writer/double-press", test_double_press);
  g_test_add_func ("/station/writer/live", test_live);
  return g_test_run ();
}
