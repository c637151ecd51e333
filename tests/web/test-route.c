/* Public paths and the language of a page: pure functions over what strangers send. */
#include "station/web/language.h"
#include "station/web/route.h"

#include <string.h>

#define GTIN "09520123456788"
#define SSCC "395212345000001238"
#define SHA256 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define CODE "ABCDEFGHIJKLMNOPQRSTUVWX23"

static const struct
{
  const gchar *path;
  GuoRouteKind kind;
  const gchar *lot;
  const gchar *serial;
} routes[] = {
  { "/01/" GTIN, GUO_ROUTE_ITEM, "", "" },
  { "/01/" GTIN "/10/60716-014", GUO_ROUTE_LOT, "60716-014", "" },
  { "/01/" GTIN "/10/60716-014/21/6A000128K7QX", GUO_ROUTE_CASE, "60716-014", "6A000128K7QX" },
  { "/01/" GTIN "/21/6A000128K7QX", GUO_ROUTE_CASE, "", "6A000128K7QX" },
  { "/01/" GTIN "/10/a-Z_9.x", GUO_ROUTE_LOT, "a-Z_9.x", "" },
  { "/01/" GTIN "/10/12345678901234567890", GUO_ROUTE_LOT, "12345678901234567890", "" },
  { "/00/" SSCC, GUO_ROUTE_PALLET, "", "" },
  { "/.well-known/gs1resolver", GUO_ROUTE_RESOLVER, "", "" },
  { "/c/" CODE, GUO_ROUTE_COOPERATIVE, "", "" },
  { "/p/" SHA256, GUO_ROUTE_PICTURE, "", "" },
  { "/p/", GUO_ROUTE_NONE, "", "" },
  { "/p/" SHA256 "0", GUO_ROUTE_NONE, "", "" },
  { "/p/" SHA256 "/", GUO_ROUTE_NONE, "", "" },
  { "/p/BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", GUO_ROUTE_NONE, "", "" }, /* one name each */
  { "/p/../key", GUO_ROUTE_NONE, "", "" },
  { "/p/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f2001/..", GUO_ROUTE_NONE, "", "" },
  { "", GUO_ROUTE_NONE, "", "" },
  { "/", GUO_ROUTE_NONE, "", "" },
  { "01/" GTIN, GUO_ROUTE_NONE, "", "" },
  { "/01/", GUO_ROUTE_NONE, "", "" },
  { "/01/9520123456788", GUO_ROUTE_NONE, "", "" },              /* 13 digits */
  { "/01/09520123456789", GUO_ROUTE_NONE, "", "" },             /* check digit */
  { "/01/0952012345678x", GUO_ROUTE_NONE, "", "" },
  { "/01/" GTIN "/", GUO_ROUTE_NONE, "", "" },
  { "/01/" GTIN "/10/", GUO_ROUTE_NONE, "", "" },
  { "/01/" GTIN "/10", GUO_ROUTE_NONE, "", "" },
  { "/01/" GTIN "/10/A/", GUO_ROUTE_NONE, "", "" },
  { "/01/" GTIN "/21/S/10/A", GUO_ROUTE_NONE, "", "" },         /* order */
  { "/01/" GTIN "/10/A/10/B", GUO_ROUTE_NONE, "", "" },
  { "/01/" GTIN "/22/V/10/A", GUO_ROUTE_NONE, "", "" },
  { "/00/", GUO_ROUTE_NONE, "", "" },
  { "/00/39521234500000123", GUO_ROUTE_NONE, "", "" },          /* 17 digits */
  { "/00/395212345000001231", GUO_ROUTE_NONE, "", "" },         /* check digit */
  { "/00/39521234500000123x", GUO_ROUTE_NONE, "", "" },
  { "/00/" SSCC "/", GUO_ROUTE_NONE, "", "" },
  { "/00/" SSCC "/21/S", GUO_ROUTE_NONE, "", "" },              /* no qualifiers */
  { "/00/" GTIN, GUO_ROUTE_NONE, "", "" },
  { "/gtin/" GTIN "/lot/A", GUO_ROUTE_NONE, "", "" },
  { "/01/" GTIN "/10/123456789012345678901", GUO_ROUTE_NONE, "", "" },
  { "/01/" GTIN "/10/a b", GUO_ROUTE_NONE, "", "" },
  { "/01/" GTIN "/10/<script>", GUO_ROUTE_NONE, "", "" },
  { "/01/" GTIN "/10/..", GUO_ROUTE_NONE, "", "" },
  { "/01/" GTIN "/10/\xff\xfe", GUO_ROUTE_NONE, "", "" },
  { "/01/" GTIN "/10/批", GUO_ROUTE_NONE, "", "" },
  { "/c/", GUO_ROUTE_NONE, "", "" },
  { "/c/SHORT", GUO_ROUTE_NONE, "", "" },
  { "/c/" CODE "X", GUO_ROUTE_NONE, "", "" },
  { "/c/" CODE "/", GUO_ROUTE_NONE, "", "" },
  { "/c/ABCDEFGHIJKLMNOPQRSTUVWX2%", GUO_ROUTE_NONE, "", "" },
  { "/v1/status", GUO_ROUTE_NONE, "", "" },
  { "/.well-known/gs1resolver/", GUO_ROUTE_NONE, "", "" },
};

static void
test_route (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  GuoRoute route;

  g_assert_true (guo_web_route (routes[i].path, &route) == (routes[i].kind != GUO_ROUTE_NONE));
  g_assert_cmpint (route.kind, ==, routes[i].kind);
  g_assert_cmpstr (route.lot, ==, routes[i].lot);
  g_assert_cmpstr (route.serial, ==, routes[i].serial);
  if (route.kind == GUO_ROUTE_PALLET)
    {
      g_autofree gchar *path = guo_web_route_path (&route);

      g_assert_cmpstr (route.sscc, ==, SSCC);
      g_assert_cmpstr (path, ==, routes[i].path);
    }
  else
    g_assert_cmpstr (route.sscc, ==, "");
  if (g_str_has_prefix (routes[i].path, "/01/") && route.kind != GUO_ROUTE_NONE)
    {
      g_autofree gchar *path = guo_web_route_path (&route);

      g_assert_cmpstr (route.gtin, ==, GTIN);
      g_assert_cmpstr (path, ==, routes[i].path);
    }
}

static void
test_code (void)
{
  GuoRoute route;

  g_assert_true (guo_web_route ("/c/ABCDEFGHIJKLMNOPQRSTUVWX23", &route));
  g_assert_cmpstr (route.code, ==, "abcdefghijklmnopqrstuvwx23");
}

static const struct
{
  const gchar *wished;
  const gchar *accepted;
  const gchar *language;
} languages[] = {
  { NULL, NULL, "zh-CN" },
  { NULL, "", "zh-CN" },
  { NULL, "en", "en" },
  { NULL, "en-US,en;q=0.9", "en" },
  { NULL, "zh-CN,zh;q=0.9,en;q=0.8", "zh-CN" },
  { NULL, "fr, en;q=0.3, zh;q=0.2", "en" },
  { NULL, "en;q=0.3,zh-Hant-TW;q=0.5", "zh-CN" },
  { NULL, "en;q=0", "zh-CN" },
  { NULL, "en;q=junk", "zh-CN" },
  { NULL, "en;", "zh-CN" },
  { NULL, "fr", "zh-CN" },
  { NULL, "*", "zh-CN" },
  { NULL, ",,;;\xff", "zh-CN" },
  { NULL, "english", "zh-CN" },
  { "en", "zh", "en" },
  { "zh-CN", "en", "zh-CN" },
  { "zh", "en", "zh-CN" },
  { "", "en", "en" },
  { "xx", "en", "en" },
  { "<b>", NULL, "zh-CN" },
};

static void
test_language (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    g_assert_cmpstr (guo_web_language_choose (languages[i].wished, languages[i].accepted), ==,
                     languages[i].language);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/web/route/%zu", i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_route);
    }
  g_test_add_func ("/web/route/code", test_code);
  g_test_add_func ("/web/language", test_language);
  return g_test_run ();
}
