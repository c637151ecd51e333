#include "drivers/scanner/places.h"

#include "drivers/usb/places.h"

#define INPUT "/dev/input/by-id"
#define SERIAL "/dev/serial/by-id"

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

static void
add_pos (GStrvBuilder *out)
{
  g_auto (GStrv) found = guo_usb_hid_places (GUO_USB_PAGE_SCANNER);

  g_strv_builder_addv (out, (const gchar **) found);
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

gchar **
guo_button_places (void)
{
  g_autoptr (GStrvBuilder) out = g_strv_builder_new ();

  add_links (out, INPUT, "-event-kbd", "evdev:", "?learn");
  return g_strv_builder_end (out);
}
