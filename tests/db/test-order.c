/* The views are a function of the set of events: three stations write without knowing of each
 * other's latest, everything is handed over in many random orders, and every dump is the same
 * bytes, also after a rebuild. */
#include "tests/db/store.h"

#include "db/canonical-json.h"
#include "db/database-private.h"
#include "db/projector.h"

#include <sodium.h>
#include <string.h>

#define STATIONS 3
#define ROUNDS 160
#define ORDERS 12
#define FEW 3 /* so that stations decide about the same thing */

typedef enum
{
  VILLAGE,
  PARTY,
  PRODUCT,
  VARIETY,
  DEVICE,
  DELIVERY,
  LOT,
  WEIGHING,
  VEHICLE,
  DEDUCTION,
  PACKLOT,
  TRANSFORM,
  MADE,
  CASE,
  PALLET,
  MOVE,
  JOB,
  ACCESS,
  USER,
  CRATE,
  PLOT,
  INPUT,
  LOAN,
  SAMPLE,
  HOLD,
  RELEASE,
  LAYOUT,
  SCHEME,
  RUN,
  FEED,
  TAKE,
  REPORT,
  BOUND,
  KINDS
} Kind;

typedef struct
{
  Store *station[STATIONS];
  GPtrArray *refs[KINDS]; /* names of all things of a kind, whoever made them */
  GRand *rand;
} World;

typedef struct
{
  gchar *text;
  json_t *privates;
} Sent;

static void
sent_free (gpointer data)
{
  Sent *self = data;

  g_free (self->text);
  json_decref (self->privates);
  g_free (self);
}

static json_t *
read_privates (GuoDatabase *db, gint64 n)
{
  g_autoptr (GuoStatement) stmt = guo_database_statement (db, "record/privates", NULL);
  json_t *parts = json_array ();
  gboolean more = FALSE;

  sqlite3_bind_int64 (guo_statement_handle (stmt), 1, n);
  for (guo_statement_step (stmt, &more, NULL); more; guo_statement_step (stmt, &more, NULL))
    {
      sqlite3_stmt *row = guo_statement_handle (stmt);
      gchar hex[33];

      sodium_bin2hex (hex, sizeof hex, sqlite3_column_blob (row, 1), 16);
      json_array_append_new (
          parts,
          json_pack ("{s:i, s:s, s:o}", "audience", sqlite3_column_int (row, 0), "salt", hex,
                     "body", json_loads ((const gchar *)sqlite3_column_text (row, 2), 0, NULL)));
    }
  return parts;
}

/* Everything that @store has written itself, in order. */
static GPtrArray *
read_log (Store *store)
{
  GPtrArray *sent = g_ptr_array_new_with_free_func (sent_free);
  g_autoptr (json_t) rows = store_rows (store, "events", "{\"limit\": 100000}");
  json_t *row;
  gsize i;

  json_array_foreach (rows, i,
                      row) if (g_str_equal (json_string_value (json_object_get (row, "origin")),
                                            guo_log_origin (store->log)))
  {
    Sent *event = g_new0 (Sent, 1);

    event->text = guo_canonical_json (json_object_get (row, "public"), NULL, NULL);
    event->privates = read_privates (store->db, json_integer_value (json_object_get (row, "id")));
    g_ptr_array_add (sent, event);
  }
  return sent;
}

static void
hand_over (Store *to, Store *from, GPtrArray *log, guint i)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GuoTransaction) tx = guo_transaction_begin (to->db, NULL);
  g_autoptr (json_t) status = store_row (from, "log-status", NULL);
  const Sent *event = g_ptr_array_index (log, i);

  g_assert_true (guo_log_receive (to->log, guo_log_origin (from->log),
                                  json_string_value (json_object_get (status, "vkey")), i,
                                  event->text, event->privates, &error));
  g_assert_no_error (error);
  g_assert_true (guo_transaction_commit (&tx, NULL));
}

static gint64
pick (World *world, Store *store, Kind kind)
{
  const gint n = (gint)world->refs[kind]->len;

  g_assert_cmpint (n, >, 0);
  return guo_log_resolve (
      store->db, g_ptr_array_index (world->refs[kind], (guint)g_rand_int_range (world->rand, 0, n)),
      NULL);
}

static void
note (World *world, Store *store, Kind kind, gint64 n)
{
  g_ptr_array_add (world->refs[kind], guo_log_ref (store->db, n, NULL));
}

/* Each kind once by each station, so that everything can be named. */
static void
make_people (World *world, Store *store)
{
  note (world, store, VILLAGE,
        store_append (store, "village.set", "{\"name\":\"河东村\"}", NULL, NULL, NULL));
  note (world, store, PRODUCT,
        store_append (store, "product.set", "{\"name\":\"脆李\",\"kind\":\"plum\"}", NULL, NULL,
                      NULL));
  note (world, store, VARIETY,
        store_append (store, "variety.set", "{\"name\":\"巫山脆李\",\"product\":%r}", NULL, NULL,
                      NULL, pick (world, store, PRODUCT)));
  note (world, store, PARTY,
        store_append (store, "party.set", "{\"kind\":\"cooperative\"}",
                      "{\"name\":\"勤生合作社\",\"code\":\"QS\"}", NULL, NULL));
  note (world, store, DEVICE,
        store_append (store, "device.bound", NULL, NULL, NULL,
                      "{\"name\":\"一号秤\",\"kind\":\"scale\"}"));
  note (world, store, LAYOUT,
        store_append (store, "label_layout.set", NULL, NULL, NULL,
                      "{\"name\":\"自家\",\"version\":1,\"file\":\"{}\",\"sha256\":\"0a\",\"active\":true}"));
  note (world, store, USER,
        store_append (store, "user.set", NULL, NULL, NULL,
                      "{\"name\":\"李长顺\",\"role\":\"operator\",\"active\":true}"));
  note (world, store, CRATE,
        store_append (store, "crate_type.set", "{\"name\":\"蓝筐\"}", NULL, NULL,
                      "{\"active\":true}"));
  note (world, store, PLOT,
        store_append (store, "plot.set", "{\"village\":%r}", "{\"name\":\"三号地\",\"grower\":%r}", NULL, NULL,
                      pick (world, store, VILLAGE), pick (world, store, PARTY)));
}

static void
deliver (World *world, Store *store, gboolean again)
{
  const gint64 coop = pick (world, store, PARTY);
  const gint64 product = pick (world, store, PRODUCT);

  if (again)
    store_append (store, "delivery.opened", "{\"replaces\":%r}",
                  "{\"no\":\"0716-09\",\"cooperative\":%r,\"product\":%r}", NULL, NULL,
                  pick (world, store, DELIVERY), coop, product);
  else
    note (world, store, DELIVERY,
          store_append (store, "delivery.opened", NULL,
                        "{\"no\":\"0716-01\",\"cooperative\":%r,\"product\":%r}", NULL,
                        "{\"at\":\"2026-07-16T08:00:00.000+08:00\"}", coop, product));
}

static void
declare (World *world, Store *store, gboolean again)
{
  const gint64 delivery = pick (world, store, DELIVERY);
  const gint64 variety = pick (world, store, VARIETY);
  const gint64 grower = pick (world, store, PARTY);

  if (again)
    store_append (store, "lot.declared", "{\"replaces\":%r}",
                  "{\"no\":\"QS-0716-02\",\"delivery\":%r,\"variety\":%r,\"sources\":[{\"grower\":%"
                  "r,\"share_ppm\":400000},"
                  "{\"grower\":%r,\"share_ppm\":600000}]}",
                  NULL,
                  "{\"override\":[{\"gate\":\"certificate\",\"reason\":\"晚上补\","
                  "\"approver\":%r}]}",
                  pick (world, store, LOT), delivery, variety, grower, pick (world, store, PARTY),
                  pick (world, store, USER));
  else
    note (
        world, store, LOT,
        store_append (
            store, "lot.declared", NULL,
            "{\"no\":\"QS-0716-01\",\"delivery\":%r,\"variety\":%r,\"sources\":[{\"grower\":%r}]}",
            NULL, NULL, delivery, variety, grower));
}

static void
weigh (World *world, Store *store, gboolean again)
{
  g_autofree gchar *grower = g_strdup_printf (
      "{\"no\":1,\"lot\":%%r,\"scale\":%%r,\"crates\":1,\"mode\":\"stable\",\"simulated\":true,"
      "\"gross_mg\":%d,\"tare_mg\":1500000,\"net_mg\":%d}",
      21500000 + again * 10000, 20000000 + again * 10000);
  const gint64 lot = pick (world, store, LOT);

  if (again)
    store_append (store, "weighing.recorded", "{\"replaces\":%r}", grower, NULL, NULL,
                  pick (world, store, WEIGHING), lot, pick (world, store, DEVICE));
  else
    note (world, store, WEIGHING,
          store_append (store, "weighing.recorded", NULL, grower, NULL, NULL, lot,
                        pick (world, store, DEVICE)));
}

static void
spray (World *world, Store *store, gboolean again)
{
  const gint64 plot = pick (world, store, PLOT);

  if (again && world->refs[INPUT]->len > 0)
    store_append (store, "input.applied", "{\"replaces\":%r}",
                  "{\"plot\":%r,\"name\":\"药剂乙\",\"applied_on\":\"2026-07-05\",\"phi_days\":14}", NULL, NULL,
                  pick (world, store, INPUT), plot);
  else
    note (world, store, INPUT,
          store_append (store, "input.applied", NULL,
                        "{\"plot\":%r,\"name\":\"药剂甲\",\"applied_on\":\"2026-07-04\",\"phi_days\":7}", NULL,
                        NULL, plot));
}

static void
lend (World *world, Store *store, gboolean again)
{
  const gint64 coop = pick (world, store, PARTY);
  const gint64 delivery = pick (world, store, DELIVERY);
  const gint64 crate = pick (world, store, CRATE);

  if (again && world->refs[LOAN]->len > 0)
    store_append (store, "crate_loan.recorded", "{\"replaces\":%r}",
                  "{\"cooperative\":%r,\"crate_type\":%r,\"lent\":0,\"returned\":38}", NULL, NULL,
                  pick (world, store, LOAN), coop, crate);
  else
    note (world, store, LOAN,
          store_append (store, "crate_loan.recorded", NULL,
                        "{\"cooperative\":%r,\"delivery\":%r,\"crate_type\":%r,\"lent\":40,\"returned\":0}", NULL,
                        NULL, coop, delivery, crate));
}

/* A truck's first weighing, and sometimes the second one: of any truck, also one that was weighed already. */
static void
weigh_truck (World *world, Store *store, gboolean again)
{
  const gint64 lot = pick (world, store, LOT);
  const gboolean known = world->refs[VEHICLE]->len > 0;

  if (known && again)
    store_append (store, "vehicle.weighed", "{\"replaces\":%r}",
                  "{\"mg\":7020000000,\"vehicle\":\"B\",\"mode\":\"typed\",\"lot\":%r}", NULL, NULL,
                  pick (world, store, VEHICLE), lot);
  else
    note (world, store, VEHICLE,
          store_append (store, "vehicle.weighed", NULL,
                        "{\"mg\":7000000000,\"vehicle\":\"A\",\"mode\":\"stable\",\"lot\":%r,\"scale\":%r}",
                        NULL, "{\"rearmed\":true,\"warnings\":[{\"code\":\"same-vehicle\"}]}", lot,
                        pick (world, store, DEVICE)));
  if (known)
    note (world, store, WEIGHING,
          store_append (store, "weighing.recorded", NULL,
                        "{\"no\":1,\"lot\":%r,\"crates\":0,\"mode\":\"stable\",\"gross_mg\":7000000000,"
                        "\"tare_mg\":3000000000,\"net_mg\":4000000000,\"vehicle_weighing\":%r,"
                        "\"pallet_type\":%r}",
                        NULL, "{\"vehicle_mg\":3000000000,\"below_min\":true,\"acted_on\":\"2026-07-17\"}", lot,
                        pick (world, store, VEHICLE), pick (world, store, CRATE)));
}

static void
deduct (World *world, Store *store, gboolean again)
{
  const gint64 lot = pick (world, store, LOT);

  if (again && world->refs[DEDUCTION]->len > 0)
    store_append (store, "deduction.applied", "{\"replaces\":%r}",
                  "{\"lot\":%r,\"kind\":\"mass\",\"mg\":500000,\"round_mg\":50000,\"reason\":\"leaf\"}", NULL,
                  NULL, pick (world, store, DEDUCTION), lot);
  else
    note (world, store, DEDUCTION,
          store_append (store, "deduction.applied", NULL,
                        "{\"lot\":%r,\"kind\":\"percent\",\"ppm\":15000,\"round_mg\":50000,\"reason\":\"water\"}",
                        NULL, NULL, lot));
}

static void
make_void (World *world, Store *store, gboolean again)
{
  static const Kind kinds[] = { WEIGHING,  WEIGHING, WEIGHING,  VEHICLE, DEDUCTION, LOT,
                                DELIVERY, TRANSFORM, MADE, CASE, INPUT, LOAN, SAMPLE, HOLD, RELEASE,
                                RUN, FEED, TAKE, REPORT, BOUND };
  const Kind kind = kinds[g_rand_int_range (world->rand, 0, G_N_ELEMENTS (kinds))];

  if (world->refs[kind]->len > 0)
    store_append (store, "fact.voided", "{\"of\":%r}",
                  again ? "{\"reason\":\"duplicate\"}" : "{\"reason\":\"other\"}", NULL, NULL,
                  pick (world, store, kind));
}

static void
close_or_open (World *world, Store *store, gboolean again)
{
  store_append (store, again ? "delivery.reopened" : "delivery.closed", NULL, "{\"delivery\":%r}",
                NULL, NULL, pick (world, store, DELIVERY));
}

static void
pack (World *world, Store *store, gboolean again)
{
  gint64 lot;
  gint64 unit;

  note (world, store, PACKLOT,
        store_append (store, "packlot.stated",
                      "{\"no\":\"60716-001\",\"gtin\":\"09520000000004\",\"grade_class\":\"first\","
                      "\"places\":[%r],"
                      "\"cooperatives\":[%r,%r]}",
                      NULL, NULL, NULL, pick (world, store, VILLAGE), pick (world, store, PARTY),
                      pick (world, store, PARTY)));
  lot = pick (world, store, PACKLOT);
  if (again && world->refs[TRANSFORM]->len > 0)
    store_append (store, "transform.closed", "{\"replaces\":%r}", NULL, NULL,
                  "{\"kind\":\"pack\",\"in\":[{\"lot\":%r,\"mg\":5000000}],\"out\":[{\"lot\":%r,"
                  "\"mg\":4900000}],"
                  "\"loss\":[{\"kind\":\"rot\",\"mg\":60000}],\"unaccounted_mg\":40000}",
                  pick (world, store, TRANSFORM), pick (world, store, LOT), lot);
  else
    note (world, store, TRANSFORM,
          store_append (store, "transform.closed", NULL, NULL, NULL,
                        "{\"kind\":\"pack\",\"in\":[{\"lot\":%r,\"mg\":5000000}],\"out\":[{\"lot\":"
                        "%r,\"mg\":5000000}],"
                        "\"loss\":[],\"unaccounted_mg\":0}",
                        pick (world, store, LOT), lot));
  unit = store_append (store, "case.packed",
                       "{\"lot\":%r,\"serial_sha256_16\":\"ab\",\"net_mg\":5000000}", NULL,
                       "{\"serial\":\"6A000128K7QX\"}", NULL, lot);
  note (world, store, CASE, unit);
  note (world, store, JOB,
        store_append (
            store, "print.queued", NULL, NULL, NULL,
            "{\"printer\":%r,\"labels\":[{\"case\":%r,\"copy\":1},{\"case\":%r,\"copy\":2}]}",
            pick (world, store, DEVICE), unit, pick (world, store, CASE)));
}

/* Pallets, what stands on them, cases that are opened or thrown away, labels that come before their case. */
static void
pile (World *world, Store *store, gboolean again)
{
  if (world->refs[CASE]->len < 2)
    return;
  note (world, store, PALLET,
        store_append (store, "pallet.built", NULL, NULL,
                      "{\"sscc\":\"004000000000000039\",\"no\":\"1\",\"internal\":true,\"to\":\"果行\"}", NULL));
  note (world, store, MOVE,
        store_append (store, "unit.moved", NULL, NULL, "{\"parent\":%r,\"add\":[%r,%r],\"remove\":[%r]}", NULL,
                      pick (world, store, PALLET), pick (world, store, CASE), pick (world, store, CASE), pick (world, store, CASE)));
  if (again)
    store_append (store, "fact.voided", "{\"of\":%r,\"reason\":\"other\"}", NULL, NULL, NULL, pick (world, store, MOVE));
  else
    store_append (store, "pallet.closed", NULL, NULL, NULL, "{\"pallet\":%r,\"cases\":2}", pick (world, store, PALLET));
}

static void
repack (World *world, Store *store, gboolean again)
{
  if (world->refs[CASE]->len < 2)
    return;
  store_append (store, "fact.voided", "{\"of\":%r,\"reason\":\"repacked\",\"successors\":[%r,%r]}", NULL, NULL, NULL,
                pick (world, store, CASE), pick (world, store, CASE), pick (world, store, CASE));
  if (again && world->refs[TRANSFORM]->len > 0)
    store_append (store, "transform.closed", "{\"replaces\":%r}", NULL, NULL,
                  "{\"kind\":\"scrap\",\"in\":[{\"lot\":%r,\"mg\":7}],\"loss\":[{\"kind\":\"scrap\",\"mg\":7}],\"cases\":[%r]}",
                  pick (world, store, TRANSFORM), pick (world, store, PACKLOT), pick (world, store, CASE));
  else
    note (world, store, TRANSFORM,
          store_append (store, "transform.closed", NULL, NULL, NULL,
                        "{\"kind\":\"scrap\",\"in\":[{\"lot\":%r,\"mg\":9}],\"loss\":[{\"kind\":\"scrap\",\"mg\":9}],\"cases\":[%r,%r]}",
                        pick (world, store, PACKLOT), pick (world, store, CASE), pick (world, store, CASE)));
}

static void
reserve (World *world, Store *store, gboolean again)
{
  gint64 unit;

  if (world->refs[PACKLOT]->len == 0)
    return;
  store_append (store, "pack_plan.set", "{\"name\":\"特级 5 kg\",\"product\":%r,\"nominal_mg\":5000000}", NULL, NULL,
                "{\"active\":true}", pick (world, store, PRODUCT));
  unit = store_append (store, "case.reserved", "{\"lot\":%r,\"serial_sha256_16\":\"cd\",\"nominal_mg\":5000000}", NULL,
                       "{\"serial\":\"6A000129K7QX\"}", "{\"source\":%r}", pick (world, store, PACKLOT), pick (world, store, LOT));
  note (world, store, CASE, unit);
  if (again)
    store_append (store, "case.packed",
                  "{\"replaces\":%r,\"lot\":%r,\"serial_sha256_16\":\"cd\",\"net_mg\":5050000,\"nominal_mg\":5000000,\"part\":true}",
                  NULL, "{\"serial\":\"6A000129K7QX\"}", "{\"net_mode\":\"scale\",\"gross_mg\":5300000,\"tare_mg\":250000}", unit,
                  pick (world, store, PACKLOT));
}

static void
print (World *world, Store *store, gboolean again)
{
  if (world->refs[JOB]->len == 0)
    return;
  store_append (store, "print.sent", NULL, NULL, NULL, "{\"job\":%r,\"from\":0,\"count\":2}",
                pick (world, store, JOB));
  store_append (
      store, "print.settled", NULL, NULL, NULL,
      again ? "{\"job\":%r,\"from\":0,\"count\":1,\"state\":\"out\"}"
            : "{\"job\":%r,\"from\":1,\"count\":1,\"state\":\"doubtful\",\"reason\":\"paper\"}",
      pick (world, store, JOB));
}

static void
rename_party (World *world, Store *store, gboolean again)
{
  store_append (store, "party.set", "{\"kind\":\"cooperative\",\"replaces\":%r,\"village\":%r}",
                again ? "{\"name\":\"长顺合作社\"}" : "{\"name\":\"新生合作社\"}", NULL, NULL,
                pick (world, store, PARTY), pick (world, store, VILLAGE));
}

static void
grant (World *world, Store *store, gboolean again)
{
  if (again && world->refs[ACCESS]->len > 0)
    store_append (store, "access.withdrawn", NULL, NULL, NULL, "{\"access\":%r}",
                  pick (world, store, ACCESS));
  else
    note (world, store, ACCESS,
          store_append (store, "access.granted", NULL, NULL, NULL,
                        "{\"party\":%r,\"code_sha256\":\"00ff\"}", pick (world, store, PARTY)));
}

static void
lay_out (World *world, Store *store, gboolean again)
{
  store_append (store, "label_layout.set", NULL, NULL, NULL,
                again ? "{\"replaces\":%r,\"name\":\"自家\",\"version\":3,\"file\":\"{}\",\"sha256\":\"0a\",\"active\":false}"
                      : "{\"replaces\":%r,\"name\":\"自家\",\"version\":2,\"file\":\"[]\",\"sha256\":\"0b\",\"active\":true}",
                pick (world, store, LAYOUT));
}

static void
issue (World *world, Store *store, gboolean again)
{
  store_append (store, "slip.issued", NULL, NULL, NULL,
                again ? "{\"delivery\":%r,\"kind\":\"reprint\",\"copy\":2,\"reason\":\"lost\"}"
                      : "{\"delivery\":%r,\"kind\":\"first\",\"copy\":1,\"content\":\"ab\",\"note\":\"x\"}",
                pick (world, store, DELIVERY));
}

/* A sample, or what replaces it; a hold of its lot; a release that may come before its hold. */
static void
inspect (World *world, Store *store, gboolean again)
{
  const gint64 lot = pick (world, store, LOT);

  if (again && world->refs[SAMPLE]->len > 0)
    store_append (store, "sample.measured", "{\"replaces\":%r}",
                  "{\"lot\":%r,\"content\":{\"values\":[{\"name\":\"brix_e2\",\"value\":1080}]}}", NULL,
                  "{\"judged\":{\"state\":\"passed\"}}", pick (world, store, SAMPLE), lot);
  else
    note (world, store, SAMPLE,
          store_append (store, "sample.measured", NULL,
                        "{\"lot\":%r,\"content\":{\"values\":[{\"name\":\"brix_e2\",\"value\":980}]}}", NULL,
                        "{\"judged\":{\"state\":\"failed\"}}", lot));
  note (world, store, HOLD,
        store_append (store, "hold.placed", "{\"lot\":%r,\"run\":null}", NULL, NULL,
                      "{\"stops\":\"all\",\"failed\":[{\"name\":\"brix_e2\"}],\"sample\":%r}", lot,
                      pick (world, store, SAMPLE)));
  note (world, store, RELEASE,
        store_append (store, "hold.released", "{\"hold\":%r}", NULL, NULL, "{\"reason\":\"x\"}",
                      pick (world, store, HOLD)));
}

/* A scheme and its versions; the same digest is the same file everywhere. */
static void
set_scheme (World *world, Store *store, gboolean again)
{
  if (again && world->refs[SCHEME]->len > 0)
    store_append (store, "grade_scheme.set", NULL, NULL, NULL,
                  "{\"replaces\":%r,\"scheme\":\"plum\",\"version\":\"2\",\"name\":\"果\",\"product\":%r,\"sha256\":\"0b\","
                  "\"file\":\"{\\\"classes\\\":[{\\\"code\\\":\\\"first\\\"},{\\\"code\\\":\\\"second\\\"}],"
                  "\\\"below\\\":\\\"级外\\\"}\",\"active\":false}",
                  pick (world, store, SCHEME), pick (world, store, PRODUCT));
  else
    note (world, store, SCHEME,
          store_append (store, "grade_scheme.set", NULL, NULL, NULL,
                        "{\"scheme\":\"plum\",\"version\":\"1\",\"name\":\"果\",\"product\":%r,\"sha256\":\"0a\","
                        "\"file\":\"{\\\"classes\\\":[{\\\"code\\\":\\\"first\\\"}]}\",\"active\":true}",
                        pick (world, store, PRODUCT)));
}

/* A run from its opening to what comes off it: what is told later may come first, and of a run of another station. */
static void
grade (World *world, Store *store, gboolean again)
{
  const gint64 machine = pick (world, store, DEVICE);

  if (world->refs[SCHEME]->len == 0)
    return;
  if (again && world->refs[RUN]->len > 0)
    store_append (store, "grade_run.opened", NULL, NULL, NULL,
                  "{\"replaces\":%r,\"no\":\"R0716-2\",\"product\":%r,\"scheme\":%r,\"scheme_version\":\"2\","
                  "\"scheme_sha256\":\"0b\",\"mixing\":\"variety\"}",
                  pick (world, store, RUN), pick (world, store, PRODUCT), pick (world, store, SCHEME));
  else if (world->refs[RUN]->len < FEW)
    note (world, store, RUN,
          store_append (store, "grade_run.opened", NULL, NULL, NULL,
                        "{\"no\":\"R0716-1\",\"product\":%r,\"variety\":%r,\"scheme\":%r,\"scheme_version\":\"1\","
                        "\"scheme_sha256\":\"0a\",\"mixing\":\"none\",\"machine\":%r}",
                        pick (world, store, PRODUCT), pick (world, store, VARIETY), pick (world, store, SCHEME), machine));
  note (world, store, FEED,
        store_append (store, "grade_run.fed", NULL, NULL, NULL, "{\"run\":%r,\"lot\":%r,\"mg\":9000000}",
                      pick (world, store, RUN), pick (world, store, LOT)));
  note (world, store, TAKE,
        store_append (store, "grade_run.taken", NULL, NULL, NULL,
                      again ? "{\"run\":%r,\"kind\":\"loss\",\"mg\":100000,\"mode\":\"typed\"}"
                            : "{\"run\":%r,\"kind\":\"class\",\"grade_class\":\"first\",\"outlet\":3,\"mg\":5000000,"
                              "\"fruit\":120,\"mode\":\"scale\"}",
                      pick (world, store, RUN)));
}

/* The lot of a class, and the transform that closes the run; two stations may both have closed it. */
static void
end_run (World *world, Store *store, gboolean again)
{
  gint64 run;
  gint64 lot;

  if (world->refs[RUN]->len == 0)
    return;
  run = pick (world, store, RUN);
  lot = store_append (store, "gradelot.stated", NULL, NULL, NULL,
                      "{\"no\":\"R0716-1-1\",\"run\":%r,\"product\":%r,\"grade_class\":\"first\"}", run,
                      pick (world, store, PRODUCT));
  if (again && world->refs[TRANSFORM]->len > 0)
    store_append (store, "transform.closed", NULL, NULL, NULL,
                  "{\"replaces\":%r,\"kind\":\"grade\",\"run\":%r,\"in\":[{\"lot\":%r,\"mg\":9000000}],"
                  "\"out\":[{\"lot\":%r,\"mg\":8900000}],\"loss\":[{\"kind\":\"cull\",\"mg\":100000}],\"unaccounted_mg\":0}",
                  pick (world, store, TRANSFORM), run, pick (world, store, LOT), lot);
  else
    note (world, store, TRANSFORM,
          store_append (store, "transform.closed", NULL, NULL, NULL,
                        "{\"kind\":\"grade\",\"run\":%r,\"in\":[{\"lot\":%r,\"mg\":7000000},{\"lot\":%r,\"mg\":2000000}],"
                        "\"out\":[{\"lot\":%r,\"mg\":8000000}],\"loss\":[{\"kind\":\"below\",\"mg\":1000000}],"
                        "\"unaccounted_mg\":0,\"fruit\":{\"n\":240},\"limit_ppm\":20000}",
                        run, pick (world, store, LOT), pick (world, store, LOT), lot));
}

/* Lots that are made of others, and the transform that fills them: known in either order, made of lots of another station, one
 * stated anew by two stations, and both filled and emptied. */
static void
make_lots (World *world, Store *store, gboolean again)
{
  const gboolean merge = g_rand_boolean (world->rand);

  if (again && world->refs[MADE]->len > 0)
    store_append (store, "lot.stated", NULL, NULL, NULL,
                  "{\"replaces\":%r,\"no\":\"QS-0716-01/2\",\"made\":\"override\",\"kind\":\"harvest\",\"product\":%r,"
                  "\"grade_class\":\"second\",\"first_class\":\"first\"}",
                  pick (world, store, MADE), pick (world, store, PRODUCT));
  else if (world->refs[MADE]->len < FEW)
    note (world, store, MADE,
          store_append (store, "lot.stated", NULL, NULL, NULL,
                        "{\"no\":\"QS-0716-01/1\",\"made\":\"split\",\"kind\":\"harvest\",\"product\":%r,\"variety\":%r,"
                        "\"picked_from\":\"2026-07-15\",\"picked_to\":\"2026-07-16\"}",
                        pick (world, store, PRODUCT), pick (world, store, VARIETY)));
  if (merge)
    note (world, store, TRANSFORM,
          store_append (store, "transform.closed", NULL, NULL, NULL,
                        "{\"kind\":\"merge\",\"in\":[{\"lot\":%r,\"mg\":3000000},{\"lot\":%r,\"mg\":2000000}],"
                        "\"out\":[{\"lot\":%r,\"mg\":5000000}],\"loss\":[],\"unaccounted_mg\":0}",
                        pick (world, store, LOT), pick (world, store, MADE), pick (world, store, MADE)));
  else
    note (world, store, TRANSFORM,
          store_append (store, "transform.closed", NULL, NULL, NULL,
                        "{\"kind\":\"split\",\"in\":[{\"lot\":%r,\"mg\":6000000}],\"out\":[{\"lot\":%r,\"mg\":4000000},"
                        "{\"lot\":%r,\"mg\":2000000}],\"loss\":[],\"unaccounted_mg\":0}",
                        pick (world, store, LOT), pick (world, store, MADE), pick (world, store, MADE)));
}

/* A report that may be bound before it is known, and by two stations to two runs. */
static void
report (World *world, Store *store, gboolean again)
{
  if (world->refs[RUN]->len == 0)
    return;
  if (world->refs[REPORT]->len < FEW)
    note (world, store, REPORT,
          store_append (store, "grade_report.taken", NULL, NULL, NULL,
                        again ? "{\"file\":\"b.xlsx\",\"sha256\":\"0d\",\"bytes\":9000,\"profile\":\"xlsx\",\"fruit\":9,"
                                "\"mg\":310000,\"lines\":9,\"warnings\":1,\"machine\":%r}"
                              : "{\"file\":\"a.csv\",\"sha256\":\"0c\",\"bytes\":400,\"profile\":\"csv\",\"batch\":\"1, 2\","
                                "\"fruit\":240,\"mg\":8000000,\"lines\":12,\"warnings\":0,\"machine\":%r}",
                        pick (world, store, DEVICE)));
  note (world, store, BOUND,
        store_append (store, "grade_report.bound", NULL, NULL, NULL, "{\"report\":%r,\"run\":%r}",
                      pick (world, store, REPORT), pick (world, store, RUN)));
}

static void
act (World *world, Store *store)
{
  static void (*const acts[]) (World *, Store *, gboolean)
      = { deliver,       declare, weigh, weigh,        weigh, weigh_truck, deduct, make_void,
          close_or_open, pack,    print, rename_party, grant, issue, spray, lend, inspect,   lay_out,
          pile,          repack,  reserve, set_scheme, grade, grade, end_run, end_run,
          report,        report,  make_lots, make_lots };
  const gint which = g_rand_int_range (world->rand, 0, G_N_ELEMENTS (acts));

  acts[which](world, store, g_rand_int_range (world->rand, 0, 3) == 0);
}

/* One station learns a little of another: their clocks meet. */
static void
sync_some (World *world, guint seen[STATIONS][STATIONS])
{
  const guint to = (guint)g_rand_int_range (world->rand, 0, STATIONS);
  const guint from = (guint)g_rand_int_range (world->rand, 0, STATIONS);
  g_autoptr (GPtrArray) log = NULL;

  if (to == from)
    return;
  log = read_log (world->station[from]);
  for (guint i = 0; i < 5 && seen[to][from] < log->len; i++)
    hand_over (world->station[to], world->station[from], log, seen[to][from]++);
}

static void
live (World *world)
{
  guint seen[STATIONS][STATIONS] = { { 0 } };

  for (guint i = 0; i < STATIONS; i++)
    make_people (world, world->station[i]);
  for (guint i = 0; i < STATIONS; i++)
    {
      deliver (world, world->station[i], FALSE);
      declare (world, world->station[i], FALSE);
      weigh (world, world->station[i], FALSE);
    }
  for (guint i = 0; i < ROUNDS; i++)
    {
      act (world, world->station[g_rand_int_range (world->rand, 0, STATIONS)]);
      if (i % 10 == 0)
        sync_some (world, seen);
    }
}

static gchar *
dump (Store *store)
{
  g_autoptr (GError) error = NULL;
  gchar *text = guo_projector_dump (store->db, &error);

  g_assert_no_error (error);
  return text;
}

static gchar *
receive_in_random_order (World *world, GPtrArray *logs[STATIONS], guint8 seed)
{
  g_autoptr (Store) store = store_new (seed);
  g_autoptr (GError) error = NULL;
  guint next[STATIONS] = { 0 };
  guint left = 0;
  g_autofree gchar *incremental = NULL;
  g_autofree gchar *rebuilt = NULL;

  for (guint i = 0; i < STATIONS; i++)
    left += logs[i]->len;
  while (left > 0)
    {
      const guint i = (guint)g_rand_int_range (world->rand, 0, STATIONS);
      const guint burst = (guint)g_rand_int_range (world->rand, 1, 40);

      for (guint k = 0; k < burst && next[i] < logs[i]->len; k++, left--)
        hand_over (store, world->station[i], logs[i], next[i]++);
    }
  incremental = dump (store);
  g_assert_true (guo_projector_rebuild (store->db, NULL, NULL, &error));
  rebuilt = dump (store);
  g_assert_cmpstr (incremental, ==, rebuilt);
  g_assert_true (guo_log_verify (store->db, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&incremental);
}

static void
test_shuffle (gconstpointer data)
{
  World world = { 0 };
  GPtrArray *logs[STATIONS];
  g_autofree gchar *first = NULL;

  world.rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  for (guint i = 0; i < STATIONS; i++)
    world.station[i] = store_new ((guint8)(10 + i));
  for (guint i = 0; i < KINDS; i++)
    world.refs[i] = g_ptr_array_new_with_free_func ((GDestroyNotify)json_decref);
  live (&world);
  for (guint i = 0; i < STATIONS; i++)
    logs[i] = read_log (world.station[i]);
  for (guint i = 0; i < ORDERS; i++)
    {
      g_autofree gchar *next = receive_in_random_order (&world, logs, (guint8)(20 + i));

      if (first == NULL)
        first = g_steal_pointer (&next);
      else
        g_assert_cmpstr (first, ==, next);
    }
  g_assert_nonnull (strstr (first, "lot_sum "));
  g_assert_nonnull (strstr (first, "vehicle_weighing "));
  g_assert_nonnull (strstr (first, "deduction "));
  g_assert_nonnull (strstr (first, "mark "));
  g_assert_nonnull (strstr (first, "crate_loan "));
  g_assert_nonnull (strstr (first, "input "));
  g_assert_nonnull (strstr (first, "grade_scheme_version "));
  g_assert_nonnull (strstr (first, "grade_class "));
  g_assert_nonnull (strstr (first, "grade_run "));
  g_assert_nonnull (strstr (first, "run_feed "));
  g_assert_nonnull (strstr (first, "run_take "));
  g_assert_nonnull (strstr (first, "report_bind "));
  g_assert_nonnull (strstr (first, "fruit_share "));
  g_assert_nonnull (strstr (first, "QS-0716-01/1"));
  for (guint i = 0; i < KINDS; i++)
    g_ptr_array_unref (world.refs[i]);
  for (guint i = 0; i < STATIONS; i++)
    {
      g_ptr_array_unref (logs[i]);
      store_free (world.station[i]);
    }
  g_rand_free (world.rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/db/order/shuffle-1", GUINT_TO_POINTER (1), test_shuffle);
  g_test_add_data_func ("/db/order/shuffle-2", GUINT_TO_POINTER (2), test_shuffle);
  g_test_add_data_func ("/db/order/shuffle-3", GUINT_TO_POINTER (3), test_shuffle);
  return g_test_run ();
}
