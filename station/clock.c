#include "station/clock.h"

#include "station/client/zone.h"

static gint64
real_wall_us (gpointer user_data)
{
  return g_get_real_time ();
}

static gint64
real_monotonic_us (gpointer user_data)
{
  return g_get_monotonic_time ();
}

static gpointer
make_real (gpointer data)
{
  GuoClock *clock = g_new0 (GuoClock, 1);

  clock->wall_us = real_wall_us;
  clock->monotonic_us = real_monotonic_us;
  clock->zone = guo_zone ();
  return clock;
}

const GuoClock *
guo_clock_real (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_real, NULL);
}

static GDateTime *
local_time (const GuoClock *clock, gint64 us)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);

  return g_date_time_to_timezone (utc, clock->zone);
}

gchar *
guo_clock_stamp (const GuoClock *clock)
{
  gint64 us = clock->wall_us (clock->user_data);
  g_autoptr(GDateTime) local = local_time (clock, us);
  g_autofree gchar *seconds = g_date_time_format (local, "%Y-%m-%dT%H:%M:%S");
  g_autofree gchar *offset = g_date_time_format (local, "%:z");

  return g_strdup_printf ("%s.%03d%s", seconds, (gint) (us % G_USEC_PER_SEC / 1000), offset);
}

gchar *
guo_clock_day (const GuoClock *clock, gint boundary_minutes)
{
  gint64 us = clock->wall_us (clock->user_data);
  g_autoptr(GDateTime) local = local_time (clock, us);
  g_autoptr(GDateTime) shifted = g_date_time_add_minutes (local, -boundary_minutes);

  return g_date_time_format (shifted, "%Y-%m-%d");
}
