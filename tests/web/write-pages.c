/* write-pages FOLDER: draws pages of the small centre in both languages into FOLDER, with an index.json
 * of their status and headers, for pages.test.mjs. */
#include "tests/web/house.h"

#include <libintl.h>
#include <locale.h>

#define CASE "/01/" HOUSE_GTIN "/10/" HOUSE_LOT

typedef struct
{
  const gchar *name;
  const gchar *path;
  const gchar *query;
} Shown;

static void
keep_page (const gchar *folder, const gchar *name, const gchar *language, GuoPage *page, json_t *index)
{
  g_autofree gchar *file = g_strconcat (folder, "/", name, ".html", NULL);

  g_assert_true (g_file_set_contents (file, g_bytes_get_data (page->body, NULL),
                                      (gssize) g_bytes_get_size (page->body), NULL));
  json_array_append_new (index, json_pack ("{s:s, s:s, s:i, s:s, s:s, s:O}", "name", name, "language", language, "status",
                                           (int) page->status, "type", page->content_type, "cache", page->cache,
                                           "headers", page->headers));
  guo_page_clear (page);
}

static void
write_page (House *house, const gchar *folder, const gchar *language, const Shown *shown, json_t *index)
{
  GuoPage page;
  g_autofree gchar *name = g_strdup_printf ("%s-%s", shown->name, language);

  house_page (house, shown->path, shown->query, language, &page);
  keep_page (folder, name, language, &page, index);
}

static void
write_both (House *house, const gchar *folder, const Shown *shown, gsize n_shown, json_t *index)
{
  for (gsize i = 0; i < n_shown; i++)
    {
      write_page (house, folder, "zh-CN", &shown[i], index);
      write_page (house, folder, "en", &shown[i], index);
    }
}

static void
write_house (const gchar *folder, gboolean practice, json_t *index)
{
  g_autoptr(House) house = house_new (practice);
  g_autofree gchar *delivery = g_strdup_printf ("delivery=%" G_GINT64_FORMAT, house->delivery);
  const Shown real[] = {
    { "case", CASE "/21/" HOUSE_SERIAL, NULL },
    { "lot", CASE, NULL },
    { "unknown", CASE "/21/6A999999XXXX", NULL },
    { "void", CASE "/21/" HOUSE_VOID_SERIAL, NULL },
    { "replaced", CASE "/21/" HOUSE_REPLACED_SERIAL, NULL },
    { "reserved", CASE "/21/" HOUSE_RESERVED_SERIAL, NULL },
    { "pallet", "/00/" HOUSE_SSCC, NULL },
    { "pallet-open", "/00/" HOUSE_OPEN_SSCC, NULL },
    { "pallet-void", "/00/" HOUSE_VOID_SSCC, NULL },
    { "pallet-absent", "/00/" HOUSE_ABSENT_SSCC, NULL },
    { "absent", "/01/" HOUSE_GTIN "/10/NOPE", NULL },
    { "cooperative", "/c/" HOUSE_CODE, NULL },
    { "delivery", "/c/" HOUSE_CODE, delivery },
    { "link", "/c/" HOUSE_WITHDRAWN, NULL },
  };
  const Shown trial[] = {
    { "practice-case", CASE "/21/" HOUSE_SERIAL, NULL },
    { "practice-pallet", "/00/" HOUSE_SSCC, NULL },
    { "practice-delivery", "/c/" HOUSE_CODE, delivery },
  };

  write_both (house, folder, practice ? trial : real, practice ? G_N_ELEMENTS (trial) : G_N_ELEMENTS (real), index);
}

/* The same case, with nobody’s promise, with the centre's, and when its record was changed. */
static void
write_other_states (const gchar *folder, json_t *index)
{
  g_autoptr(House) house = house_new (FALSE);
  const Shown promised = { "promised", CASE "/21/" HOUSE_SERIAL, NULL };
  const Shown unpromised = { "unpromised", CASE "/21/" HOUSE_SERIAL, NULL };
  const Shown damaged = { "damaged", CASE "/21/" HOUSE_SERIAL, NULL };
  GuoPage busy;

  house_set_ground (house, "own-test");
  write_both (house, folder, &promised, 1, index);
  house_change (house, HOUSE_NO_CERTIFICATES);
  write_both (house, folder, &unpromised, 1, index);
  house_change (house, HOUSE_CHANGE_SIGNED);
  write_both (house, folder, &damaged, 1, index);
  guo_web_busy (&busy);
  keep_page (folder, "busy", "zh-CN", &busy, index);
}

/* While a lot is on hold: what a buyer and its cooperative read. */
static void
write_held (const gchar *folder, json_t *index)
{
  g_autoptr(House) house = house_new (FALSE);
  g_autofree gchar *delivery = g_strdup_printf ("delivery=%" G_GINT64_FORMAT, house->delivery);
  const Shown shown[] = {
    { "held-case", CASE "/21/" HOUSE_SERIAL, NULL },
    { "held-pallet", "/00/" HOUSE_SSCC, NULL },
    { "held-delivery", "/c/" HOUSE_CODE, delivery },
  };

  store_append (house->store, "hold.placed", "{\"lot\":%r,\"run\":null}", NULL, NULL,
                "{\"stops\":\"packing\",\"reason\":\"smells of spray\"}", house->graded);
  write_both (house, folder, shown, G_N_ELEMENTS (shown), index);
}

int
main (int argc, char **argv)
{
  g_autoptr(json_t) index = json_array ();
  g_autofree gchar *file = NULL;

  g_assert_cmpint (argc, ==, 2);
  setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("GUOZHAN_LOCALE_DIR"));
  write_house (argv[1], FALSE, index);
  write_house (argv[1], TRUE, index);
  write_other_states (argv[1], index);
  write_held (argv[1], index);
  file = g_strconcat (argv[1], "/index.json", NULL);
  g_assert_cmpint (json_dump_file (index, file, JSON_INDENT (1)), ==, 0);
  return 0;
}
