/* One crate from delivery to label, and what each query says about it on the way. */
#include "tests/db/store.h"

#include "db/pinyin.h"
#include "db/projector.h"

#include <string.h>

#define HOUSE "\"at\":\"2026-07-16T08:00:00.000+08:00\",\"actor\":%r,\"client\":\"guozhan\""

typedef struct
{
  Store *store;
  gint64 user, coop, grower, village, plot, product, variety, brand, crate, scale, printer;
  gint64 delivery, lot, weighing;
  gint64 packlot, transform, unit, job;
} Thread;

static void
make_people (Thread *t)
{
  Store *s = t->store;

  t->user = store_append (
      s, "user.set", NULL, NULL, NULL,
      "{\"name\":\"王芳\",\"role\":\"supervisor\",\"pin_hash\":\"x\",\"active\":true}");
  t->village = store_append (s, "village.set", "{\"name\":\"河东村\",\"altitude_m\":460}", NULL,
                             NULL, NULL);
  t->coop = store_append (s, "party.set", "{\"kind\":\"cooperative\",\"village\":%r}",
                          "{\"name\":\"勤生合作社\",\"code\":\"QS\"}", NULL, NULL, t->village);
  t->grower = store_append (s, "party.set", "{\"kind\":\"grower\",\"cooperative\":%r}",
                            "{\"name\":\"李长顺\"}", NULL, NULL, t->coop);
  t->product = store_append (s, "product.set",
                             "{\"name\":\"脆李\",\"kind\":\"plum\",\"season_from\":\"01-01\"}",
                             NULL, NULL, NULL);
  t->variety = store_append (s, "variety.set", "{\"product\":%r,\"name\":\"巫山脆李\"}", NULL, NULL,
                             NULL, t->product);
  t->plot = store_append (s, "plot.set", "{\"village\":%r}",
                          "{\"grower\":%r,\"name\":\"屋后坡\",\"area_m2\":2800}", NULL, NULL,
                          t->village, t->grower);
  t->brand = store_append (s, "brand.set",
                           "{\"name\":\"巫山脆李\",\"licence\":{\"number\":\"12\",\"holder\":"
                           "\"甲\",\"from\":\"2026-01-01\","
                           "\"to\":\"2026-12-31\"}}",
                           NULL, NULL, NULL);
  t->crate
      = store_append (s, "crate_type.set", "{\"name\":\"蓝筐\"}", NULL, NULL, "{\"active\":true}");
  store_append (s, "tare.set", NULL, "{\"crate_type\":%r,\"mg\":1500000,\"from\":\"2026-07-01\"}",
                NULL, NULL, t->crate);
  store_append (s, "tare.set", NULL, "{\"crate_type\":%r,\"mg\":1600000,\"from\":\"2026-08-01\"}",
                NULL, NULL, t->crate);
  t->scale = store_append (
      s, "device.bound", NULL, NULL, NULL,
      "{\"name\":\"一号秤\",\"kind\":\"scale\",\"protocol\":\"yaohua-tf0\",\"active\":true,"
      "\"simulated\":true}");
  t->printer = store_append (s, "device.bound", NULL, NULL, NULL,
                             "{\"name\":\"打印机\",\"kind\":\"printer\",\"active\":true}");
}

static gint64
weigh (Thread *t, gint no)
{
  g_autofree gchar *grower = g_strdup_printf (
      "{\"no\":%d,\"lot\":%%r,\"scale\":%%r,\"crate_type\":%%r,\"crates\":1,\"mode\":\"stable\","
      "\"simulated\":true,\"tare_source\":\"table\",\"gross_mg\":21500000,\"tare_mg\":1500000,"
      "\"net_mg\":20000000}",
      no);

  return store_append (t->store, "weighing.recorded", NULL, grower, NULL, "{" HOUSE "}", t->lot,
                       t->scale, t->crate, t->user);
}

static void
deliver (Thread *t)
{
  t->delivery = store_append (t->store, "delivery.opened", NULL,
                              "{\"no\":\"0716-01\",\"cooperative\":%r,\"product\":%r}", NULL,
                              "{" HOUSE "}", t->coop, t->product, t->user);
  t->lot = store_append (
      t->store, "lot.declared", NULL,
      "{\"no\":\"QS-0716-01\",\"delivery\":%r,\"product\":%r,\"variety\":%r,\"harvested_on\":"
      "\"2026-07-16\",\"sources\":[{\"grower\":%r,\"plot\":%r,\"share_ppm\":1000000}]}",
      NULL, "{" HOUSE "}", t->delivery, t->product, t->variety, t->grower, t->plot, t->user);
  t->weighing = weigh (t, 1);
  weigh (t, 2);
}

static void
pack (Thread *t)
{
  Store *s = t->store;

  t->packlot = store_append (
      s, "packlot.stated",
      "{\"no\":\"60716-001\",\"gtin\":\"09520000000004\",\"product\":%r,\"variety\":%r,"
      "\"grade_class\":\"first\",\"places\":[%r],\"packed_on\":\"2026-07-16\",\"brand\":%r,"
      "\"nominal_mg\":5000000,\"cooperatives\":[%r]}",
      NULL, NULL, NULL, t->product, t->variety, t->village, t->brand, t->coop);
  t->transform = store_append (
      s, "transform.closed", NULL, NULL, NULL,
      "{\"kind\":\"pack\",\"in\":[{\"lot\":%r,\"mg\":5200000}],\"out\":[{\"lot\":%r,\"mg\":5000000,"
      "\"n\":1}],\"loss\":[{\"kind\":\"rot\",\"mg\":150000}],\"unaccounted_mg\":50000}",
      t->lot, t->packlot);
  t->unit = store_append (
      s, "case.packed",
      "{\"lot\":%r,\"serial_sha256_16\":\"0011\",\"net_mg\":5000000,\"nominal_mg\":5000000}", NULL,
      "{\"serial\":\"6A000001K7QX\"}", "{\"source\":%r,\"net_mode\":\"nominal\"," HOUSE "}",
      t->packlot, t->lot, t->user);
  t->job = store_append (s, "print.queued", NULL, NULL, NULL,
                         "{\"printer\":%r,\"labels\":[{\"case\":%r,\"copy\":1}]," HOUSE "}",
                         t->printer, t->unit, t->user);
}

static Thread *
thread_new (void)
{
  Thread *t = g_new0 (Thread, 1);

  t->store = store_new (7);
  make_people (t);
  deliver (t);
  pack (t);
  return t;
}

static void
thread_free (Thread *t)
{
  store_free (t->store);
  g_free (t);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Thread, thread_free)

/* Does the row of @query by @key = @value hold all members of @expected? */
static void
expect (Thread *t, const gchar *query, const gchar *key, gint64 value, const gchar *expected)
{
  g_autofree gchar *params
      = key != NULL ? g_strdup_printf ("{\"%s\":%" G_GINT64_FORMAT "}", key, value) : NULL;
  g_autoptr (json_t) row = store_row (t->store, query, params);
  g_autoptr (json_t) members = json_loads (expected, 0, NULL);
  const gchar *name;
  json_t *member;

  g_assert_nonnull (members);
  json_object_foreach (members, name, member) if (!json_equal (json_object_get (row, name), member))
  {
    g_autofree gchar *got = json_dumps (row, 0);

    g_error ("%s: %s should be in %s", query, expected, got);
  }
}

static void
test_delivery (void)
{
  g_autoptr (Thread) t = thread_new ();

  expect (
      t, "delivery", "id", t->delivery,
      "{\"no\":\"0716-01\",\"cooperative_name\":\"勤生合作社\",\"state\":\"open\",\"crates\":2,"
      "\"gross_mg\":43000000,"
      "\"tare_mg\":3000000,\"net_mg\":40000000,\"opened_at\":\"2026-07-16T08:00:00.000+08:00\"}");
  store_append (t->store, "delivery.closed", NULL, "{\"delivery\":%r}", NULL, NULL, t->delivery);
  expect (t, "delivery", "id", t->delivery, "{\"state\":\"closed\"}");
  expect (t, "status-counts", NULL, 0,
          "{\"users\":1,\"supervisors\":1,\"scales\":1,\"deliveries_open\":0,"
          "\"reports_waiting\":0}");
  store_append (t->store, "delivery.reopened", NULL, "{\"delivery\":%r}", NULL, NULL, t->delivery);
  expect (t, "deliveries", NULL, 0, "{\"no\":\"0716-01\",\"state\":\"open\"}");
  expect (t, "next-weighing-no", "delivery", t->delivery, "{\"no\":3}");
}

static void
test_void (void)
{
  g_autoptr (Thread) t = thread_new ();

  expect (t, "weighing", "id", t->weighing,
          "{\"void\":false,\"actor_name\":\"王芳\",\"scale_name\":\"一号秤\",\"lot_no\":\"QS-0716-"
          "01\",\"simulated\":true}");
  store_append (t->store, "fact.voided", "{\"of\":%r}", "{\"reason\":\"duplicate\"}", NULL,
                "{" HOUSE "}", t->weighing, t->user);
  expect (t, "weighing", "id", t->weighing,
          "{\"void\":true,\"void_reason\":\"duplicate\",\"void_at\":\"2026-07-16T08:00:00.000+08:"
          "00\"}");
  expect (t, "delivery", "id", t->delivery, "{\"crates\":1,\"net_mg\":20000000}");
  expect (t, "yields", "by_day", 1, "{\"day\":\"2026-07-16\",\"crates\":1,\"net_mg\":20000000}");
  expect (t, "next-weighing-no", "delivery", t->delivery, "{\"no\":3}");
}

static void
test_balance (void)
{
  g_autoptr (Thread) t = thread_new ();

  expect (t, "lot-balance", "id", t->lot,
          "{\"in_mg\":40000000,\"out_mg\":5200000,\"loss_mg\":150000,\"unaccounted_mg\":50000,"
          "\"left_mg\":34800000}");
  expect (t, "lot", "id", t->packlot, "{\"in_mg\":5000000,\"cases\":1,\"kind\":\"pack\"}");
  store_append (t->store, "fact.voided", "{\"of\":%r}", "{\"reason\":\"other\"}", NULL, NULL,
                t->transform);
  expect (t, "lot-balance", "id", t->lot, "{\"out_mg\":0,\"loss_mg\":0,\"left_mg\":40000000}");
}

static void
test_case (void)
{
  g_autoptr (Thread) t = thread_new ();

  expect (t, "packlot", "id", t->packlot,
          "{\"product_name\":\"脆李\",\"cases\":1,\"net_mg\":5000000,\"simulated\":true,\"gtin\":"
          "\"09520000000004\"}");
  expect (t, "case", "id", t->unit,
          "{\"serial\":\"6A000001K7QX\",\"lot_no\":\"60716-001\",\"copies\":1,\"label_state\":"
          "\"reserved\",\"void\":false}");
  expect (t, "next-case-running", NULL, 0, "{\"running\":2}");
  expect (t, "print-job", "id", t->job,
          "{\"labels\":1,\"state\":\"reserved\",\"printer_name\":\"打印机\"}");
  store_append (t->store, "print.sent", NULL, NULL, NULL, "{\"job\":%r,\"from\":0,\"count\":1}",
                t->job);
  expect (t, "labels-open", NULL, 0, "{\"state\":\"sent\",\"serial\":\"6A000001K7QX\",\"copy\":1}");
  store_append (t->store, "print.settled", NULL, NULL, NULL,
                "{\"job\":%r,\"from\":0,\"count\":1,\"state\":\"out\"}", t->job);
  expect (t, "case", "id", t->unit, "{\"label_state\":\"out\"}");
  expect (t, "print-jobs", NULL, 0, "{\"state\":\"out\"}");
}

static void
test_people (void)
{
  g_autoptr (Thread) t = thread_new ();
  g_autoptr (json_t) found = store_rows (t->store, "parties", "{\"q\":\"lcs\"}");
  g_autoptr (json_t) none = store_rows (t->store, "parties", "{\"q\":\"%\"}");
  g_autoptr (json_t) july = store_row (t->store, "crate-types", "{\"day\":\"2026-07-31\"}");
  g_autoptr (json_t) august = store_row (t->store, "crate-types", "{\"day\":\"2026-08-01\"}");
  g_autoptr (json_t) june = store_row (t->store, "crate-types", "{\"day\":\"2026-06-30\"}");

  g_assert_cmpuint (json_array_size (found), ==, 1);
  g_assert_cmpuint (json_array_size (none), ==, 0);
  g_assert_cmpint (json_integer_value (json_object_get (july, "tare_mg")), ==, 1500000);
  g_assert_cmpint (json_integer_value (json_object_get (august, "tare_mg")), ==, 1600000);
  g_assert_true (json_is_null (json_object_get (june, "tare_mg")));
}

static void
test_access (void)
{
  g_autoptr (Thread) t = thread_new ();
  const gint64 link = store_append (t->store, "access.granted", NULL, NULL, NULL,
                                    "{\"party\":%r,\"code_sha256\":\"00FF\"}", t->coop);
  g_autoptr (json_t) found = store_row (t->store, "access-find", "{\"code_sha256\":\"hex:00ff\"}");
  g_autoptr (json_t) gone = NULL;

  g_assert_cmpint (json_integer_value (json_object_get (found, "party")), ==, t->coop);
  store_append (t->store, "access.withdrawn", NULL, NULL, NULL, "{\"access\":%r}", link);
  gone = store_row (t->store, "access-find", "{\"code_sha256\":\"hex:00ff\"}");
  g_assert_true (json_is_null (gone));
  expect (t, "links", "party", t->coop, "{\"active\":false}");
}

static void
test_rebuild (void)
{
  g_autoptr (Thread) t = thread_new ();
  g_autofree gchar *before = guo_projector_dump (t->store->db, NULL);
  g_autofree gchar *after = NULL;

  g_assert_true (guo_projector_rebuild (t->store->db, NULL, NULL, NULL));
  after = guo_projector_dump (t->store->db, NULL);
  g_assert_cmpstr (before, ==, after);
}

static gboolean
stop_at_once (guint64 done, guint64 total, gpointer user_data)
{
  return FALSE;
}

static void
test_rebuild_stopped (void)
{
  g_autoptr (Thread) t = thread_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (guo_projector_rebuild (t->store->db, stop_at_once, NULL, &error));
  g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_INTERRUPTED);
  expect (t, "delivery", "id", t->delivery, "{\"net_mg\":40000000}");
}

static void
test_pinyin (void)
{
  static const struct
  {
    const gchar *name;
    const gchar *initials;
  } rows[] = {
    { "李长顺", "lcs lzs" },
    { "李勤生", "lqs" },
    { "河东村3组", "hdc3z" },
    { "Old Wang 王", "oww" },
    { "", "" },
    { "……", "" },
    { "重庆", "cq zq" },
    { "长长长长长", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree gchar *initials = guo_pinyin_initials (rows[i].name);

      if (rows[i].initials != NULL)
        g_assert_cmpstr (initials, ==, rows[i].initials);
      else
        g_assert_cmpuint (strlen (initials), ==, 8 * 5 + 7);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/views/delivery", test_delivery);
  g_test_add_func ("/db/views/void", test_void);
  g_test_add_func ("/db/views/balance", test_balance);
  g_test_add_func ("/db/views/case", test_case);
  g_test_add_func ("/db/views/people", test_people);
  g_test_add_func ("/db/views/access", test_access);
  g_test_add_func ("/db/views/rebuild", test_rebuild);
  g_test_add_func ("/db/views/rebuild-stopped", test_rebuild_stopped);
  g_test_add_func ("/db/views/pinyin", test_pinyin);
  return g_test_run ();
}
