/* guozhan: the station screen. */
#include <glib/gi18n.h>

#include "station/client/language.h"
#include "ui/application.h"

/* GLib decides once whether a program is translated, by the first language it meets: it meets one that is, so that
 * templates follow when another language is chosen later. */
static void
let_language_change (void)
{
  g_autofree gchar *before = g_strdup (g_getenv ("LANGUAGE"));

  guo_language_choose ("zh_CN");
  g_dgettext (GETTEXT_PACKAGE, "Guozhan");
  if (before != NULL)
    g_setenv ("LANGUAGE", before, TRUE);
  else
    g_unsetenv ("LANGUAGE");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  g_autoptr(GuoApplication) application = NULL;

  guo_language_set_up ();
  let_language_change ();
  application = guo_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
