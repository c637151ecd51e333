#include "station/client/zone.h"

static gpointer
make_zone (gpointer data)
{
  const gchar *tz = g_getenv ("TZ");
  GTimeZone *zone;

  if (tz != NULL && *tz != '\0')
    return g_time_zone_new_local ();
  zone = g_time_zone_new_identifier ("Asia/Shanghai");
  return zone != NULL ? zone : g_time_zone_new_offset (8 * 60 * 60); /* no tzdata installed */
}

GTimeZone *
guo_zone (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_zone, NULL);
}

GDateTime *
guo_zone_now (void)
{
  return g_date_time_new_now (guo_zone ());
}
