/* guozhan: the station screen. */
#include "station/client/language.h"
#include "ui/application.h"

int
main (int argc, char **argv)
{
  g_autoptr(GuoApplication) application = NULL;

  guo_language_set_up ();
  application = guo_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
