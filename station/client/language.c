#include "station/client/language.h"

#include <libintl.h>
#include <locale.h>

void
guo_language_set_up (void)
{
  const gchar *dir = g_getenv ("GUOZHAN_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, dir != NULL && *dir != '\0' ? dir : GUO_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
