#include "ui/pages.h"

#include <glib/gi18n.h>

#include "ui/deliver/page.h"
#include "ui/devices/page.h"
#include "ui/grade/page.h"
#include "ui/pack/page.h"
#include "ui/settings/page.h"
#include "ui/weigh/exceptions.h"
#include "ui/weigh/page.h"
#include "ui/yields/page.h"

/* One row a page. Digit 0 is not of the fruit's way: it stands at the rail's end. */
static const GuoPageRow rows[] = {
  /* Translators: page: what a cooperative brings */
  { "deliver", guo_deliver_page_get_type, N_("Deliver"), '1' },
  /* Translators: page: weighing */
  { "weigh", guo_weigh_page_get_type, N_("Weigh"), '2' },
  /* Translators: page: fruit is sorted into classes */
  { "grade", guo_grade_page_get_type, N_("Grade"), '3' },
  /* Translators: page: packing cases */
  { "pack", guo_pack_page_get_type, N_("Pack"), '4' },
  /* Translators: page: what was delivered, day by day */
  { "yields", guo_yields_page_get_type, N_("Yields"), '8' },
  /* Translators: page: master data, users, this screen */
  { "settings", guo_settings_page_get_type, N_("Settings"), '9' },
  /* Translators: page: scales and printers */
  { "devices", guo_devices_page_get_type, N_("Devices"), '0' },
  { "exceptions", guo_exceptions_page_get_type, NULL, '\0' },
  { NULL, NULL, NULL, '\0' },
};

const GuoPageRow *
guo_pages (void)
{
  return rows;
}
