/* The rules that are installed give the right to what the drivers take, and to nothing else. The rules are the
 * argument. */
#include "drivers/usb/kinds.h"

#include <string.h>

/* The patterns of ID_USB_INTERFACES. */
static GPtrArray *
read_patterns (const gchar *path)
{
  static const gchar key[] = "ENV{ID_USB_INTERFACES}==\"";
  GPtrArray *patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_pattern_spec_free);
  g_autofree gchar *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (const gchar *at = strstr (text, key); at != NULL; at = strstr (at, key))
    {
      g_autofree gchar *pattern = NULL;

      at += strlen (key);
      pattern = g_strndup (at, strcspn (at, "\""));
      g_ptr_array_add (patterns, g_pattern_spec_new (pattern));
    }
  return patterns;
}

static gboolean
any_matches (GPtrArray *patterns, const gchar *interfaces)
{
  for (guint i = 0; i < patterns->len; i++)
    if (g_pattern_spec_match_string (patterns->pdata[i], interfaces))
      return TRUE;
  return FALSE;
}

static void
test_every_class (gconstpointer path)
{
  g_autoptr(GPtrArray) patterns = read_patterns (path);

  for (guint both = 0; both < 0x10000; both++)
    {
      guint8 class = (guint8) (both >> 8), subclass = (guint8) both;
      g_autofree gchar *alone = g_strdup_printf (":%04x02:", both);
      g_autofree gchar *second = g_strdup_printf (":020201:%04x00:", both);
      gboolean taken = guo_usb_kind_fits (&guo_usb_kind_hid, class, subclass)
                       || guo_usb_kind_fits (&guo_usb_kind_printer, class, subclass);

      g_assert_cmpint (any_matches (patterns, alone), ==, taken);
      g_assert_cmpint (any_matches (patterns, second), ==, taken);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  g_test_add_data_func ("/udev-rules/every-class", argv[1], test_every_class);
  return g_test_run ();
}
