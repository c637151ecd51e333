#include "drivers/scanner/places.h"

#include "drivers/scanner/pos.h"

#define INPUT "/dev/input/by-id"
#define SERIAL "/dev/serial/by-id"
#define HIDRAW "/sys/class/hidraw"

static void
add_links (GStrvBuilder *out, const gchar *folder, const gchar *ending, const gchar *scheme, const gchar *query)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ending))
      {
        g_autofree gchar *address = g_strconcat (scheme, folder, "/", name, query, NULL);

        g_strv_builder_add (out, address);
      }
}

/* "HID_ID=0003:00000C2E:00000B61" → "hidraw:0c2e:0b61"; only USB, bus 3. */
static gchar *
hid_address (const gchar *folder)
{
  g_autofree gchar *path = g_build_filename (folder, "uevent", NULL);
  g_autofree gchar *text = NULL;
  g_autoptr (GRegex) form = g_regex_new ("^HID_ID=0003:0000([0-9A-F]{4}):0000([0-9A-F]{4})$", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree gchar *vendor = NULL;
  g_autofree gchar *product = NULL;
  g_autofree gchar *upper = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL) || !g_regex_match (form, text, 0, &match))
    return NULL;
  vendor = g_match_info_fetch (match, 1);
  product = g_match_info_fetch (match, 2);
  upper = g_strdup_printf ("hidraw:%s:%s", vendor, product);
  return g_ascii_strdown (upper, -1);
}

static void
add_pos (GStrvBuilder *out)
{
  g_autoptr (GDir) dir = g_dir_open (HIDRAW, 0, NULL);
  const gchar *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *folder = g_build_filename (HIDRAW, name, "device", NULL);
      g_autofree gchar *path = g_build_filename (folder, "report_descriptor", NULL);
      g_autofree gchar *address = hid_address (folder);
      g_autofree gchar *bytes = NULL;
      gsize len = 0;
      GuoPosLayout layout;

      if (address != NULL && g_file_get_contents (path, &bytes, &len, NULL)
          && guo_pos_layout_read ((const guint8 *) bytes, len, &layout, NULL))
        g_strv_builder_add (out, address);
    }
}

gchar **
guo_scanner_places (void)
{
  g_autoptr (GStrvBuilder) out = g_strv_builder_new ();

  add_links (out, INPUT, "-event-kbd", "evdev:", "?watch");
  add_links (out, SERIAL, "", "serial:", "");
  add_pos (out);
  return g_strv_builder_end (out);
}
