/* JSON bodies: the first byte picks a verb, the rest is its body. A refusal has a code and leaves the log as it
 * was; an answer is JSON. All on one practice station, every command undone. */
#include "tests/fuzz/fuzz.h"

#include "tests/station/fixture.h"

#include "db/database.h"

static Fixture fixture;

static void
remove_station (void)
{
  fixture_close (&fixture);
}

static void
set_up (void)
{
  static gboolean done;

  if (done)
    return;
  done = TRUE;
  fixture_open (&fixture);
  fixture_centre (&fixture);
  fixture_deliver (&fixture, NULL);
  fixture_run (&fixture, 500);
  fixture_scale (&fixture, "put 23.45");
  fixture_as_supervisor (&fixture);
  atexit (remove_station);
}

/* Hashing a PIN takes 50 ms on purpose: not a place to fuzz. */
static gboolean
is_wanted (const GuoVerb *verb)
{
  return verb->kind == GUO_VERB_COMMAND && !g_str_has_prefix (verb->path, "/v1/users")
         && !g_str_has_prefix (verb->path, "/v1/checkpoint");
}

static const GuoVerb *
pick_verb (guint8 byte)
{
  guint n = 0;
  guint wanted = 0;

  for (const GuoVerb *verb = guo_verbs (); verb->method != NULL; verb++)
    n += is_wanted (verb) ? 1 : 0;
  wanted = byte % n;
  for (const GuoVerb *verb = guo_verbs (); verb->method != NULL; verb++)
    if (is_wanted (verb) && wanted-- == 0)
      return verb;
  return NULL;
}

static json_t *
params_of (const GuoVerb *verb)
{
  if (g_str_equal (verb->path, "/v1/import/{kind}"))
    return json_pack ("{s:s}", "kind", "growers");
  return json_pack ("{s:I, s:s}", "id", (json_int_t) fixture.plot, "serial", "6A000001AAAA");
}

static json_t *
run (const GuoVerb *verb, json_t *body, GError **error)
{
  g_autoptr(json_t) params = params_of (verb);
  GuoCall call = { .db = guo_station_db (fixture.station), .actor = &fixture.actor, .params = params, .body = body };

  if (!guo_station_prepare (fixture.station, verb, &call, error))
    return NULL;
  return guo_station_execute (fixture.station, verb, NULL, &call, error);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize len)
{
  g_autoptr(json_t) body = len > 0 ? json_loadb ((const char *) bytes + 1, len - 1, JSON_REJECT_DUPLICATES, NULL) : NULL;
  g_autoptr(json_t) answer = NULL;
  g_autoptr(GError) error = NULL;
  GuoTransaction *tx;
  guint64 size;

  if (!json_is_object (body))
    return 0;
  set_up ();
  size = guo_log_size (guo_station_log (fixture.station));
  tx = guo_transaction_begin (guo_station_db (fixture.station), NULL);
  g_assert_nonnull (tx);
  answer = run (pick_verb (bytes[0]), body, &error);
  g_assert_true ((answer == NULL) == (error != NULL));
  if (answer == NULL)
    {
      g_assert_cmpuint (guo_log_size (guo_station_log (fixture.station)), ==, size);
      g_assert_cmpstr (guo_refusal_code (error), !=, "failed");
      g_assert_cmpuint (guo_refusal_status (error), <, 500);
    }
  guo_transaction_rollback (tx);
  guo_log_rolled_back (guo_station_log (fixture.station));
  return 0;
}
