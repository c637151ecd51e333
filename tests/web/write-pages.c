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
write_page (House *house, const gchar *folder, const gchar *language, const Shown *shown, json_t *index)
{
  GuoPage page;
  g_autofree gchar *name = g_strdup_printf ("%s-%s", shown->name, language);
  g_autofree gchar *file = g_strconcat (folder, "/", name, ".html", NULL);
  json_t *entry;

  house_page (house, shown->path, shown->query, language, &page);
  g_assert_true (g_file_set_contents (file, g_bytes_get_data (page.body, NULL),
                                      (gssize) g_bytes_get_size (page.body), NULL));
  entry = json_pack ("{s:s, s:s, s:i, s:s, s:s, s:O}", "name", name, "language", language, "status",
                     (int) page.status, "type", page.content_type, "cache", page.cache, "headers", page.headers);
  json_array_append_new (index, entry);
  guo_page_clear (&page);
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
    { "absent", "/01/" HOUSE_GTIN "/10/NOPE", NULL },
    { "cooperative", "/c/" HOUSE_CODE, NULL },
    { "delivery", "/c/" HOUSE_CODE, delivery },
    { "link", "/c/" HOUSE_WITHDRAWN, NULL },
  };
  const Shown trial[] = {
    { "practice-case", CASE "/21/" HOUSE_SERIAL, NULL },
    { "practice-delivery", "/c/" HOUSE_CODE, delivery },
  };
  const Shown *shown = practice ? trial : real;

  for (gsize i = 0; i < (practice ? G_N_ELEMENTS (trial) : G_N_ELEMENTS (real)); i++)
    {
      write_page (house, folder, "zh-CN", &shown[i], index);
      write_page (house, folder, "en", &shown[i], index);
    }
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
  file = g_strconcat (argv[1], "/index.json", NULL);
  g_assert_cmpint (json_dump_file (index, file, JSON_INDENT (1)), ==, 0);
  return 0;
}
