/* Prints 70-guozhan.rules. */
#include "drivers/usb/kinds.h"

#include <stdio.h>

int
main (void)
{
  g_autofree gchar *rules = guo_usb_kinds_rules ();

  return fputs (rules, stdout) < 0;
}
