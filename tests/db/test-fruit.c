/* Fruits packed and unpacked, whole and damaged; their digest; histograms. */
#include "tests/db/plums.h"

#include "db/database.h"
#include "db/fruit-histogram.h"
#include "db/fruit-pack.h"

#include <sodium.h>
#include <string.h>

typedef void (*Fill) (GRand *random, GuoFruit *fruits, gsize n);

static const Fill fills[] = { plums_fill, plums_fill_measured, plums_fill_any };

static void
assert_same (const GuoFruit *one, const GuoFruit *other, gsize n)
{
  g_assert_true (memcmp (one, other, n * sizeof *one) == 0);
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260716);
  g_autofree GuoFruit *fruits = g_new0 (GuoFruit, GUO_FRUIT_PACK_MAX);
  g_autofree GuoFruit *back = g_new0 (GuoFruit, GUO_FRUIT_PACK_MAX);

  for (guint i = 0; i < 600; i++)
    {
      const guint n = i % 10 == 0 ? GUO_FRUIT_PACK_MAX : (guint)g_rand_int_range (random, 1, i < 300 ? 20 : 1000);
      g_autoptr (GByteArray) packed = NULL;
      g_autofree guint8 *exact = NULL;
      g_autoptr (GError) error = NULL;

      fills[i % G_N_ELEMENTS (fills)](random, fruits, n);
      packed = guo_fruit_pack (fruits, n);
      exact = g_memdup2 (packed->data, packed->len);
      g_assert_cmpuint (guo_fruit_unpack (exact, packed->len, back, &error), ==, error == NULL ? n : 0);
      g_assert_no_error (error);
      assert_same (fruits, back, n);
    }
}

/* What the design counts on: a chunk of a season's fruit in nine bytes each. */
static void
test_size (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree GuoFruit *fruits = g_new0 (GuoFruit, GUO_FRUIT_PACK_MAX);
  g_autoptr (GByteArray) plums = NULL;
  g_autoptr (GByteArray) measured = NULL;

  plums_fill (random, fruits, GUO_FRUIT_PACK_MAX);
  plums = guo_fruit_pack (fruits, GUO_FRUIT_PACK_MAX);
  plums_fill_measured (random, fruits, GUO_FRUIT_PACK_MAX);
  measured = guo_fruit_pack (fruits, GUO_FRUIT_PACK_MAX);
  g_test_message ("%.2f and %.2f bytes a fruit", (gdouble)plums->len / GUO_FRUIT_PACK_MAX,
                  (gdouble)measured->len / GUO_FRUIT_PACK_MAX);
  g_assert_cmpuint (plums->len, <, 9 * GUO_FRUIT_PACK_MAX);
  g_assert_cmpuint (measured->len, <, 9 * GUO_FRUIT_PACK_MAX);
}

static void
assert_corrupt (const guint8 *bytes, gsize len)
{
  g_autofree GuoFruit *back = g_new (GuoFruit, GUO_FRUIT_PACK_MAX);
  g_autofree guint8 *exact = g_memdup2 (bytes, len);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (guo_fruit_unpack (exact, len, back, &error), ==, 0);
  g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

/* Every single bit, every cut, and a byte too many. */
static void
test_damage (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  GuoFruit fruits[100];
  g_autoptr (GByteArray) packed = NULL;

  plums_fill (random, fruits, G_N_ELEMENTS (fruits));
  packed = guo_fruit_pack (fruits, G_N_ELEMENTS (fruits));
  for (gsize bit = 0; bit < 8 * (gsize)packed->len; bit++)
    {
      packed->data[bit / 8] ^= (guint8)(1 << bit % 8);
      assert_corrupt (packed->data, packed->len);
      packed->data[bit / 8] ^= (guint8)(1 << bit % 8);
    }
  for (guint len = 0; len < packed->len; len++)
    assert_corrupt (packed->data, len);
  g_byte_array_append (packed, (const guint8 *)"", 1);
  assert_corrupt (packed->data, packed->len);
}

/* A fruit that the ranges do not allow, packed with its right check sum. */
static void
test_impossible (void)
{
  static const GuoFruit impossible[] = {
    { .mass_mg = 5000001 }, { .diameter_x10mm = 5001 },           { .colour_permille = 1001 }, { .brix_x10 = 601 },
    { .grade_class = 31 },  { .grade_class = GUO_FRUIT_BELOW - 1 }, { .brix_x10 = 0xFFFE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (impossible); i++)
    {
      g_autoptr (GByteArray) packed = guo_fruit_pack (&impossible[i], 1);

      g_assert_nonnull (guo_fruit_fault (&impossible[i]));
      assert_corrupt (packed->data, packed->len);
    }
}

/* Made by another program from the description in db/fruit.h:
 *   python3 -c 'import hashlib, struct
 *   f = lambda *v: struct.pack(">BBBBIHHHHI", *v)
 *   print(hashlib.sha256(b"guozhan fruit 1\n" + f(1,2,0,3,34500,401,650,0xFFFF,0,0)
 *         + f(4,0,255,255,0,0,0xFFFF,118,0x8001,0xFFFFFFFF)).hexdigest())' */
static void
test_digest (void)
{
  static const GuoFruit fruits[] = {
    { .lane = 1, .outlet = 2, .grade_class = 0, .size = 3, .mass_mg = 34500, .diameter_x10mm = 401,
      .colour_permille = 650, .brix_x10 = GUO_FRUIT_NOT_MEASURED },
    { .lane = 4, .outlet = 0, .grade_class = GUO_FRUIT_BELOW, .size = GUO_FRUIT_NO_SIZE,
      .colour_permille = GUO_FRUIT_NOT_MEASURED, .brix_x10 = 118, .defects = 0x8001, .blemish_mm2 = G_MAXUINT32 },
  };
  static const gchar *const expected[] = {
    "2309064bbb7b61c81a958748923e1dcf299043618bc7f5869b797a4784ecc7e3",
    "87eda7f05c1ecee4d9c7a42d5e69ab06028794a23905068c0be9e49a6e18959e",
  };

  for (guint n = 0; n <= G_N_ELEMENTS (fruits); n += 2)
    {
      g_autoptr (GuoFruitDigest) digest = guo_fruit_digest_new ();
      guint8 hash[GUO_HASH_SIZE];
      gchar hex[2 * GUO_HASH_SIZE + 1];

      guo_fruit_digest_add (digest, fruits, n);
      guo_fruit_digest_end (digest, hash);
      g_assert_cmpstr (sodium_bin2hex (hex, sizeof hex, hash, sizeof hash), ==, expected[n / 2]);
    }
}

static void
test_digest_cut (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  GuoFruit fruits[1000];
  guint8 first[GUO_HASH_SIZE];

  plums_fill_any (random, fruits, G_N_ELEMENTS (fruits));
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GuoFruitDigest) digest = guo_fruit_digest_new ();
      guint8 hash[GUO_HASH_SIZE];

      for (gsize done = 0; done < G_N_ELEMENTS (fruits);)
        {
          const gsize left = G_N_ELEMENTS (fruits) - done;
          const gsize wanted = (gsize)g_rand_int_range (random, 0, 300);
          const gsize now = i == 0 ? left : MIN (left, wanted);

          guo_fruit_digest_add (digest, fruits + done, now);
          done += now;
        }
      guo_fruit_digest_end (digest, i == 0 ? first : hash);
      if (i > 0)
        g_assert_true (memcmp (hash, first, sizeof hash) == 0);
    }
}

static void
test_histogram_example (void)
{
  static const GuoFruit fruits[] = {
    { .outlet = 3, .grade_class = 0, .mass_mg = 31000, .diameter_x10mm = 380 },
    { .outlet = 3, .grade_class = 0, .mass_mg = 31999, .diameter_x10mm = 389 },
    { .outlet = 3, .grade_class = 2, .mass_mg = 33000, .diameter_x10mm = 400 },
    { .outlet = 255, .grade_class = GUO_FRUIT_BELOW, .mass_mg = 5000000, .diameter_x10mm = 5000 },
    { .outlet = 255, .grade_class = GUO_FRUIT_BELOW },
  };
  g_autoptr (GuoFruitHistogram) histogram = guo_fruit_histogram_new (1);
  g_autoptr (json_t) json = NULL;
  g_autofree gchar *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (fruits); i++)
    guo_fruit_histogram_add (histogram, &fruits[i]);
  json = guo_fruit_histogram_to_json (histogram);
  text = json_dumps (json, JSON_COMPACT | JSON_SORT_KEYS);
  g_assert_cmpstr (text, ==,
                   "{\"classes\":[[0,2,62999],[2,1,33000],[255,2,5000000]],\"diameter_mm\":[[38,2,0,1],[500,1]],"
                   "\"mass\":[[31,2,0,1],[5000,1]],\"mass_step_g\":1,\"mg\":5095999,\"n\":5,\"no_diameter\":1,"
                   "\"not_weighed\":1,\"outlets\":[[3,3,95999,[0,2],[2,1]],[255,2,5000000,[255,2]]]}");
}

static void
test_histogram_round_trip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autofree GuoFruit *fruits = g_new0 (GuoFruit, GUO_FRUIT_PACK_MAX);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GuoFruitHistogram) histogram = guo_fruit_histogram_new (i % 2 == 0 ? 1 : 10);
      g_autoptr (GuoFruitHistogram) back = NULL;
      g_autoptr (json_t) json = NULL;
      g_autoptr (GError) error = NULL;
      const guint n = (guint)g_rand_int_range (random, 0, GUO_FRUIT_PACK_MAX);

      fills[i % G_N_ELEMENTS (fills)](random, fruits, n);
      for (guint k = 0; k < n; k++)
        guo_fruit_histogram_add (histogram, &fruits[k]);
      json = guo_fruit_histogram_to_json (histogram);
      back = guo_fruit_histogram_from_json (json, &error);
      g_assert_no_error (error);
      g_assert_true (memcmp (back, histogram, sizeof *back) == 0);
      g_assert_cmpint (back->all.n, ==, n);
    }
}

static void
test_histogram_refused (void)
{
  static const gchar *const good
      = "{\"n\":3,\"mg\":95999,\"no_diameter\":1,\"not_weighed\":0,\"mass_step_g\":1,\"diameter_mm\":[[38,1],[45,1]],"
        "\"mass\":[[31,2,0,1]],\"classes\":[[0,2,62999],[255,1,33000]],\"outlets\":[[3,3,95999,[0,2],[255,1]]]}";
  static const struct
  {
    const gchar *from;
    const gchar *to;
    const gchar *names;
  } cases[] = {
    { "\"n\":3", "\"n\":4", "diameter_mm" },
    { "\"n\":3", "\"n\":3.0", "n: a whole number" },
    { "\"n\":3", "\"n\":-1", "n: a number" },
    { "\"n\":3", "\"m\":3", "n: a whole" },
    { "\"n\":3", "\"n\":3,\"m\":3", "nine members" },
    { "\"mg\":95999", "\"mg\":95998", "classes" },
    { "step_g\":1", "step_g\":2", "mass_step_g" },
    { "[38,1]", "[38]", "diameter_mm: a stretch" },
    { "[38,1]", "{}", "diameter_mm: a stretch" },
    { "[38,1],[45,1]", "[45,1],[38,1]", "diameter_mm: a number" },
    { "[38,1],[45,1]", "[38,2],[38,0]", "diameter_mm: a number" },
    { "[45,1]", "[500,1,0]", "so many bins" },
    { "[45,1]", "[501,1]", "diameter_mm: a number" },
    { "[[38,1],[45,1]]", "7", "diameter_mm: a list" },
    { "31,2,0,1", "31,2,0,9223372036854775807", "mass: a number" },
    { "[31,2,0,1]", "[31,2,1,1]", "mass: the bins" },
    { "[255,1,33000]", "[254,1,33000]", "no such class" },
    { "[255,1,33000]", "[0,1,33000]", "classes: a number" },
    { "[255,1,33000]", "[255,1]", "classes: class, fruits" },
    { "[[0,2,62999],[255,1,33000]]", "null", "classes: a list" },
    { "[3,3,95999", "[3,3,95998", "outlets: they do not" },
    { "[3,3,95999", "[256,3,95999", "outlets: a number" },
    { "[3,3,95999", "[3,2,95999", "the classes of an outlet" },
    { "[0,2],[255,1]]", "[0,1],[255,2]]", "outlets: they do not add up to the classes" },
    { "[0,2],[255,1]]", "[255,1],[0,2]]", "outlets: a number" },
    { "[0,2],[255,1]]", "[0,2,1],[255,1]]", "outlets: class and fruits" },
  };
  g_autoptr (json_t) whole = json_loads (good, 0, NULL);
  g_autoptr (GuoFruitHistogram) taken = guo_fruit_histogram_from_json (whole, NULL);

  g_assert_nonnull (taken);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gchar *at = strstr (good, cases[i].from);
      g_autofree gchar *text = g_strdup_printf ("%.*s%s%s", (int)(at - good), good, cases[i].to,
                                                at + strlen (cases[i].from));
      g_autoptr (json_t) json = json_loads (text, 0, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (json);
      g_assert_null (guo_fruit_histogram_from_json (json, &error));
      g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_JSON);
      if (strstr (error->message, cases[i].names) == NULL)
        g_error ("%s: %s", text, error->message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/fruit/pack/round-trip", test_round_trip);
  g_test_add_func ("/db/fruit/pack/size", test_size);
  g_test_add_func ("/db/fruit/pack/damage", test_damage);
  g_test_add_func ("/db/fruit/pack/impossible", test_impossible);
  g_test_add_func ("/db/fruit/digest/other-program", test_digest);
  g_test_add_func ("/db/fruit/digest/cut", test_digest_cut);
  g_test_add_func ("/db/fruit/histogram/example", test_histogram_example);
  g_test_add_func ("/db/fruit/histogram/round-trip", test_histogram_round_trip);
  g_test_add_func ("/db/fruit/histogram/refused", test_histogram_refused);
  return g_test_run ();
}
