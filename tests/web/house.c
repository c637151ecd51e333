#include "tests/web/house.h"

#include "station/pictures.h"

#include <sqlite3.h>
#include <string.h>

#define EMPTY NULL, NULL, NULL

static gboolean practice_now;

/* Of the station the pages need the clock, the mark of a practice database and the public address. */

static gint64
fixed_wall (gpointer user_data)
{
  return G_GINT64_CONSTANT (1784181802) * G_USEC_PER_SEC;   /* 2026-07-16 14:03:22 in Shanghai */
}

static gint64
fixed_monotonic (gpointer user_data)
{
  return 0;
}

const GuoClock *
guo_station_clock (GuoStation *self)
{
  static GuoClock clock = { fixed_wall, fixed_monotonic, NULL, NULL };

  if (clock.zone == NULL)
    clock.zone = g_time_zone_new_identifier ("Asia/Shanghai");
  return &clock;
}

gboolean
guo_station_is_practice (GuoStation *self)
{
  return practice_now;
}

gchar *
guo_station_pages_url (GuoStation *self)
{
  return g_strdup ("https://trace.example.cn");
}

/* One picture is there: the first bytes of a PNG. */
GBytes *
guo_picture_load (GuoStation *station, const gchar *sha256, const gchar **type)
{
  if (!g_str_equal (sha256, HOUSE_PICTURE))
    return NULL;
  *type = "image/png";
  return g_bytes_new_static ("\x89PNG\r\n", 6);
}

static gint64
access_granted (Store *store, gint64 party, const gchar *code)
{
  g_autofree gchar *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, code, -1);
  g_autofree gchar *house = g_strdup_printf ("{\"party\":%%r,\"code_sha256\":\"%s\"}", hash);

  return store_append (store, "access.granted", NULL, NULL, NULL, house, party);
}

static void
weigh (Store *store, gint64 lot, gint64 crate_type, guint no, gint64 gross_mg, const gchar *mode,
       const gchar *reason)
{
  g_autofree gchar *grower = g_strdup_printf (
    "{\"no\":%u,\"lot\":%%r,\"crate_type\":%%r,\"crates\":1,\"gross_mg\":%" G_GINT64_FORMAT
    ",\"tare_mg\":1850000,\"net_mg\":%" G_GINT64_FORMAT
    ",\"tare_source\":\"table\",\"mode\":\"%s\",\"simulated\":%s}",
    no, gross_mg, gross_mg - 1850000, mode, practice_now ? "true" : "false");
  g_autofree gchar *house = g_strdup_printf ("{\"at\":\"2026-07-16T09:%02u:00.000+08:00\",\"reason\":%s}", no % 60,
                                             reason == NULL ? "null" : reason);

  store_append (store, "weighing.recorded", NULL, grower, NULL, house, lot, crate_type);
}

static gint64
open_delivery (Store *store, const gchar *no, gint64 cooperative, gint64 product, gint64 variety)
{
  g_autofree gchar *grower = g_strdup_printf ("{\"no\":\"%s\",\"cooperative\":%%r,\"product\":%%r,\"variety\":%%r,"
                                              "\"vehicle\":\"渝F·00A21\"}", no);
  g_autofree gchar *house = g_strdup_printf ("{\"at\":\"%sT08:31:00.000+08:00\"}", store->day);

  return store_append (store, "delivery.opened", NULL, grower, NULL, house, cooperative, product, variety);
}

static gint64
add_grower (Store *store, const gchar *name, gint64 cooperative)
{
  g_autofree gchar *part = g_strdup_printf ("{\"name\":\"%s\"}", name);

  return store_append (store, "party.set", "{\"kind\":\"grower\",\"cooperative\":%r}", part, NULL, NULL, cooperative);
}

static gint64
declare_lot (Store *store, const gchar *no, gint64 delivery, gint64 product, gint64 variety, gint64 grower)
{
  g_autofree gchar *part = g_strdup_printf ("{\"no\":\"%s\",\"delivery\":%%r,\"product\":%%r,\"variety\":%%r,"
                                            "\"sources\":[{\"grower\":%%r,\"share_ppm\":1000000}],"
                                            "\"harvested_on\":\"2026-07-16\",\"certificate_no\":\"0716-21\"}", no);

  return store_append (store, "lot.declared", NULL, part, NULL, "{\"at\":\"2026-07-16T08:31:00.000+08:00\"}", delivery,
                       product, variety, grower);
}

static gint64
pack (Store *store, gint64 lot, gint64 source, const gchar *serial, gint64 net_mg)
{
  g_autofree gchar *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, serial, -1);
  g_autofree gchar *data = g_strdup_printf ("{\"lot\":%%r,\"serial_sha256_16\":\"%.32s\",\"net_mg\":%" G_GINT64_FORMAT
                                            ",\"nominal_mg\":%" G_GINT64_FORMAT "}", hash, net_mg,
                                            net_mg / 2500000 * 2500000);
  g_autofree gchar *trade = g_strdup_printf ("{\"serial\":\"%s\"}", serial);

  return store_append (store, "case.packed", data, NULL, trade,
                       "{\"source\":%r,\"net_mode\":\"scale\",\"at\":\"2026-07-16T13:00:00.000+08:00\"}", lot, source);
}

static gint64
state_lot (Store *store, gint64 product, gint64 variety, gint64 village, gint64 cooperative)
{
  gint64 brand = store_append (
    store, "brand.set",
    "{\"name\":\"双龙脆李\",\"name_en\":\"Shuanglong Plum\",\"story\":\"海拔 400–800 米的坡地，六月底到八月采。\","
    "\"story_en\":\"Slopes of 400 to 800 m.\",\"owner\":\"双龙镇脆李协会\",\"product\":%r,\"mark\":\"巫山脆李\","
    "\"licence\":{\"number\":\"W-12\",\"holder\":\"双龙镇脆李协会\",\"from\":\"2025-07-01\",\"to\":\"2027-06-30\"},"
    "\"picture_sha256\":\"" HOUSE_PICTURE "\",\"picture_type\":\"image/png\",\"certificates\":["
    "{\"kind\":\"green\",\"number\":\"LB-15\",\"issuer\":\"绿色食品中心\",\"from\":\"2026-07-16\",\"to\":\"2026-07-16\"},"
    "{\"kind\":\"organic\",\"number\":\"OVER-1\",\"from\":\"2024-07-16\",\"to\":\"2026-07-15\"},"
    "{\"kind\":\"test-report\",\"number\":\"LATER-2\",\"issuer\":\"\",\"from\":\"2026-07-17\",\"to\":\"2027-07-16\"},"
    "{\"kind\":\"test-report\",\"number\":\"NC-7\",\"issuer\":\"\",\"from\":\"2026-07-10\",\"to\":\"2027-07-09\"}]}",
    EMPTY, product);

  return store_append (store, "packlot.stated",
                       "{\"no\":\"" HOUSE_LOT "\",\"gtin\":\"" HOUSE_GTIN "\",\"product\":%r,\"variety\":%r,"
                       "\"grade_class\":\"special\",\"places\":[%r],\"picked_from\":\"2026-07-16\","
                       "\"picked_to\":\"2026-07-16\",\"packed_on\":\"2026-07-16\",\"brand\":%r,"
                       "\"nominal_mg\":5000000,\"cooperatives\":[%r]}",
                       EMPTY, product, variety, village, brand, cooperative);
}

/* Grades a lot alone, and what is left of it with another cooperative's; returns the lot of the first run, of the best class. */
static gint64
grade (Store *store, gint64 product, gint64 variety, gint64 lot, gint64 other)
{
  gint64 scheme = store_append (store, "grade_scheme.set", NULL, NULL, NULL,
                                "{\"scheme\":\"centre-plum\",\"version\":\"2026-1\",\"name\":\"脆李\",\"name_en\":\"Plum classes\","
                                "\"sha256\":\"ab\",\"file\":\"{\\\"classes\\\":[{\\\"name_zh\\\":\\\"特级\\\",\\\"name_en\\\":\\\"Extra\\\"},"
                                "{\\\"name_zh\\\":\\\"一级\\\",\\\"name_en\\\":\\\"Class I\\\"}]}\"}");
  gint64 graded[2];

  for (guint i = 0; i < 2; i++)
    {
      gint64 run = store_append (store, "grade_run.opened", NULL, NULL, NULL,
                                 "{\"no\":\"R-0716-01\",\"product\":%r,\"variety\":%r,\"scheme\":%r,\"scheme_version\":\"2026-1\","
                                 "\"scheme_sha256\":\"ab\",\"mixing\":\"variety\"}", product, variety, scheme);

      graded[i] = store_append (store, "gradelot.stated", NULL, NULL, NULL,
                                i == 0 ? "{\"no\":\"R-0716-01-1\",\"product\":%r,\"variety\":%r,\"run\":%r,\"grade_class\":\"特级\"}"
                                       : "{\"no\":\"R-0716-02-1\",\"product\":%r,\"variety\":%r,\"run\":%r,\"grade_class\":\"一级\"}",
                                product, variety, run);
      store_append (store, "transform.closed", NULL, NULL, NULL,
                    i == 0 ? "{\"kind\":\"grade\",\"run\":%r,\"in\":[{\"lot\":%r,\"mg\":500000000}],\"out\":[{\"lot\":%r,"
                             "\"mg\":490000000}],\"loss\":[],\"unaccounted_mg\":10000000}"
                           : "{\"kind\":\"grade\",\"run\":%r,\"in\":[{\"lot\":%r,\"mg\":150000000},{\"lot\":%r,\"mg\":50000000}],"
                             "\"out\":[{\"lot\":%r,\"mg\":180000000}],\"loss\":[{\"kind\":\"cull\",\"mg\":20000000}],"
                             "\"unaccounted_mg\":0}",
                    run, lot, i == 0 ? graded[i] : other, graded[i]);
    }
  return graded[0];
}

/* Three weeks before today, without 7 and 14 July, and two days of the season before: two varieties, twelve growers. */
static void
fill_seasons (Store *store, gint64 cooperative, gint64 product, gint64 variety, gint64 crate)
{
  static const gchar *const names[] = { "李长顺", "王德贵", "陈秀英", "向以忠", "谭大元", "黄朝发",
                                        "刘永珍", "冉启明", "周世兰", "欧阳春光（青石坝三社老屋院子）", "马方术", "邓安平" };
  static const gchar *const days[] = { "2025-07-10", "2025-07-11", "2026-06-25", "2026-06-26", "2026-06-27", "2026-06-28",
                                       "2026-06-29", "2026-06-30", "2026-07-01", "2026-07-02", "2026-07-03", "2026-07-04",
                                       "2026-07-05", "2026-07-06", "2026-07-08", "2026-07-09", "2026-07-10", "2026-07-11",
                                       "2026-07-12", "2026-07-13", "2026-07-15" };
  gint64 late = store_append (store, "variety.set",
                              "{\"product\":%r,\"name\":\"晚脆李\",\"name_en\":\"Late crisp plum\"}", EMPTY, product);
  gint64 growers[G_N_ELEMENTS (names)];

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    growers[i] = add_grower (store, names[i], cooperative);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree gchar *no = g_strdup_printf ("%.2s%.2s-01", days[i] + 5, days[i] + 8);
      g_autofree gchar *lot_no = g_strconcat ("QS-", no, NULL);
      gint64 kind = i % 3 == 1 ? late : variety;
      gint64 delivery, lot;

      store->day = days[i];
      store->season = g_str_has_prefix (days[i], "2025") ? 2025 : 2026;
      delivery = open_delivery (store, no, cooperative, product, kind);
      lot = declare_lot (store, lot_no, delivery, product, kind, growers[i % G_N_ELEMENTS (growers)]);
      for (guint crates = 0; crates <= i * 7 % 5; crates++)
        weigh (store, lot, crate, crates + 1, 22150000 + i * 130000 + crates * 50000, "stable", NULL);
    }
  store->day = "2026-07-16";
  store->season = 2026;
}

/* A label that was printed before its case. */
static void
reserve (Store *store, gint64 lot, gint64 source)
{
  g_autofree gchar *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, HOUSE_RESERVED_SERIAL, -1);
  g_autofree gchar *data = g_strdup_printf ("{\"lot\":%%r,\"serial_sha256_16\":\"%.32s\",\"nominal_mg\":5000000}", hash);

  store_append (store, "case.reserved", data, NULL, "{\"serial\":\"" HOUSE_RESERVED_SERIAL "\"}", "{\"source\":%r}", lot, source);
}

static gint64
build_pallet (Store *store, const gchar *no, const gchar *sscc)
{
  g_autofree gchar *trade = g_strdup_printf ("{\"sscc\":\"%s\"}", sscc);
  g_autofree gchar *house = g_strdup_printf ("{\"no\":\"%s\",\"to\":\"重庆某某果行\",\"order\":\"S-0716-09\"}", no);

  return store_append (store, "pallet.built", NULL, NULL, trade, house);
}

/* Cases @on of the large lot and two of the small one on a pallet that is closed; one with nothing on it, one that is void. */
static void
fill_pallets (Store *store, const gint64 *on, gint64 product, gint64 variety, gint64 source)
{
  gint64 small = store_append (store, "packlot.stated",
                               "{\"no\":\"60716-015\",\"gtin\":\"" HOUSE_GTIN "\",\"product\":%r,\"variety\":%r,"
                               "\"grade_class\":\"first\",\"places\":[],\"packed_on\":\"2026-07-16\",\"nominal_mg\":2500000,"
                               "\"cooperatives\":[]}", EMPTY, product, variety);
  gint64 one = pack (store, small, source, "6A000901DDDD", 2510000);
  gint64 two = pack (store, small, source, "6A000902EEEE", 2520000);
  gint64 off = pack (store, small, source, "6A000903FFFF", 2520000);
  gint64 pallet = build_pallet (store, "3", HOUSE_SSCC);

  store_append (store, "unit.moved", NULL, NULL, NULL, "{\"parent\":%r,\"add\":[%r,%r,%r,%r,%r]}", pallet, on[0], on[1], one,
                two, off);
  store_append (store, "unit.moved", NULL, NULL, NULL, "{\"parent\":%r,\"remove\":[%r]}", pallet, off);
  store_append (store, "pallet.closed", NULL, NULL, NULL, "{\"pallet\":%r,\"cases\":4}", pallet);
  build_pallet (store, "4", HOUSE_OPEN_SSCC);
  store_append (store, "fact.voided", "{\"of\":%r}", "{\"reason\":\"other\"}", NULL, NULL,
                build_pallet (store, "5", HOUSE_VOID_SSCC));
}

/* @on: (out): two of the cases */
static void
pack_cases (Store *store, gint64 lot, gint64 source, gint64 printer, gint64 *on)
{
  gint64 first = pack (store, lot, source, HOUSE_SERIAL, 5060000);
  gint64 gone = pack (store, lot, source, HOUSE_VOID_SERIAL, 5050000);
  gint64 opened = pack (store, lot, source, HOUSE_REPLACED_SERIAL, 5040000);

  store_append (store, "print.queued", NULL, NULL, NULL,
                "{\"printer\":%r,\"labels\":[{\"case\":%r,\"copy\":1}],\"reason\":null}", printer, first);
  store_append (store, "print.queued", NULL, NULL, NULL,
                "{\"printer\":%r,\"labels\":[{\"case\":%r,\"copy\":2}],\"reason\":\"torn\"}", printer, first);
  store_append (store, "fact.voided", "{\"of\":%r}", "{\"reason\":\"other\"}", NULL, NULL, gone);
  for (guint i = 2; i <= HOUSE_CASES; i++)
    {
      g_autofree gchar *serial = g_strdup_printf ("6A%06uZZZZ", 200 + i);

      on[i % 2] = pack (store, lot, source, serial, 5000000 + i * 100);
      if (i == 2)
        store_append (store, "fact.voided", "{\"of\":%r}", NULL, NULL, "{\"reason\":\"repacked\",\"successors\":[%r]}", opened,
                      on[0]);
    }
  reserve (store, lot, source);
}

void
house_set_ground (House *self, const gchar *ground)
{
  g_autofree gchar *data = g_strdup_printf (
    "{\"name\":\"福田果品分拣中心\",\"name_en\":\"Futian Fruit Sorting Centre\",\"place\":\"重庆市巫山县福田镇\","
    "\"host\":\"trace.example.cn\",\"phone\":\"023-5760 0000\",\"item_mode\":\"prefix\","
    "\"gs1_prefix\":\"9520123\",\"station_letter\":\"A\",\"certificate_ground\":\"%s\"}", ground);

  store_append (self->store, "centre.set", data, NULL, NULL, "{\"day_boundary_min\":0}");
}

static void
fill (House *self)
{
  Store *store = self->store;
  gint64 village, first, second, grower, product, variety, crate, printer, delivery, lot, other, pack_lot, link;
  gint64 on[2];

  house_set_ground (self, "none");
  village = store_append (store, "village.set", "{\"name\":\"青石坝村\",\"name_en\":\"Qingshiba\",\"township\":\"双龙镇\","
                          "\"county\":\"巫山县\",\"county_en\":\"Wushan\",\"altitude_m\":620}", EMPTY);
  first = store_append (store, "party.set", "{\"kind\":\"cooperative\",\"village\":%r}",
                        "{\"name\":\"青石坝合作社\",\"name_en\":\"Qingshiba Cooperative\",\"code\":\"QS\"}", NULL, NULL,
                        village);
  second = store_append (store, "party.set", "{\"kind\":\"cooperative\"}", "{\"name\":\"红岩合作社\",\"code\":\"HY\"}", NULL,
                         NULL);
  grower = add_grower (store, "<script>alert(\\\"'&\\\")</script>", first);
  product = store_append (store, "product.set", "{\"name\":\"脆李\",\"name_en\":\"Crisp plum\",\"kind\":\"plum\","
                          "\"season_from\":\"01-01\"}", EMPTY);
  variety = store_append (store, "variety.set", "{\"product\":%r,\"name\":\"青脆李\",\"name_en\":\"Green crisp plum\"}",
                          EMPTY, product);
  crate = store_append (store, "crate_type.set", "{\"name\":\"蓝筐\"}", NULL, NULL, "{\"active\":true}");
  printer = store_append (store, "device.bound", NULL, NULL, NULL,
                          "{\"name\":\"标签机\",\"kind\":\"printer\",\"address\":\"tcp:127.0.0.1:9100\","
                          "\"language\":\"zpl\",\"active\":true}");
  fill_seasons (store, first, product, variety, crate);
  delivery = open_delivery (store, "0716-01", first, product, variety);
  lot = declare_lot (store, "QS-0716-01", delivery, product, variety, grower);
  for (guint i = 1; i <= 40; i++)
    weigh (store, lot, crate, i, 23450000 + i * 10000, i == 17 ? "typed" : "stable", i == 17 ? "\"秤坏了\"" : NULL);
  {
    g_autoptr(json_t) rows = store_rows (store, "weighings", NULL);

    /* crate 30: newest first, so the eleventh */
    store_append (store, "fact.voided", "{\"of\":%r}", "{\"reason\":\"duplicate\"}", NULL, NULL,
                  (gint64) json_integer_value (json_object_get (json_array_get (rows, 10), "id")));
  }
  self->delivery = delivery;
  self->foreign = open_delivery (store, "0716-02", second, product, variety);
  self->lot = lot;
  other = declare_lot (store, "HY-0716-01", self->foreign, product, variety, grower);
  weigh (store, other, crate, 1, 99990000, "stable", NULL);
  pack_lot = state_lot (store, product, variety, village, first);
  self->graded = grade (store, product, variety, lot, other);
  store_append (store, "transform.closed", NULL, NULL, NULL,
                "{\"kind\":\"pack\",\"in\":[{\"lot\":%r,\"mg\":5060000}],\"out\":[{\"lot\":%r,\"mg\":5060000,\"n\":1}],"
                "\"loss\":[],\"unaccounted_mg\":0}", self->graded, pack_lot);
  pack_cases (store, pack_lot, lot, printer, on);
  fill_pallets (store, on, product, variety, lot);
  access_granted (store, first, HOUSE_CODE);
  link = access_granted (store, first, HOUSE_WITHDRAWN);
  store_append (store, "access.withdrawn", NULL, NULL, NULL, "{\"access\":%r}", link);
}

House *
house_new (gboolean practice)
{
  House *self = g_new0 (House, 1);
  g_autoptr(GError) error = NULL;
  g_autofree gchar *note = NULL;

  practice_now = practice;
  self->store = store_new (7);
  fill (self);
  note = guo_log_checkpoint (self->store->log, &error);
  g_assert_no_error (error);
  self->reader = guo_database_open (self->store->path, GUO_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  return self;
}

void
house_change (House *self, const gchar *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (self->store->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

void
house_free (House *self)
{
  guo_database_free (self->reader);
  store_free (self->store);
  g_free (self);
}

void
house_page (House *self, const gchar *path, const gchar *query, const gchar *language, GuoPage *page)
{
  g_autoptr(json_t) values = json_object ();
  g_auto(GStrv) pairs = g_strsplit (query == NULL ? "" : query, "&", -1);
  GuoPageRequest request = { (GuoStation *) self, self->reader, path, values, language, NULL };

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      gchar *sign = strchr (pairs[i], '=');

      if (sign == NULL)
        continue;
      *sign = '\0';
      json_object_set_new (values, pairs[i], json_string (sign + 1));
    }
  guo_web_page (&request, page);
}

gchar *
house_text (House *self, const gchar *path, const gchar *query, const gchar *language, guint status)
{
  GuoPage page;
  gchar *text;
  gsize len;

  house_page (self, path, query, language, &page);
  g_assert_cmpuint (page.status, ==, status);
  text = g_strndup (g_bytes_get_data (page.body, NULL), g_bytes_get_size (page.body));
  len = strlen (text);
  g_assert_cmpuint (len, ==, g_bytes_get_size (page.body));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  guo_page_clear (&page);
  return text;
}
