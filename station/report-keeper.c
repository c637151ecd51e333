#include "station/report-keeper.h"

#include "station/grader-settings.h"
#include "station/port-keeper.h"
#include "station/report-folder.h"
#include "station/station-private.h"

struct _GuoReportKeeper
{
  GuoStation *station;
  GuoWriter *writer;
  GuoPortKeeper *keeper; /* of GuoReportFolder */
};

static gboolean
is_watched (json_t *device)
{
  return guo_grader_speaks (device, GUO_GRADER_REPORTS) && json_is_true (json_object_get (device, "active"));
}

static gpointer
make_folder (json_t *row, gpointer owner)
{
  GuoReportKeeper *self = owner;

  return guo_report_folder_new (self->station, self->writer, row);
}

static void
sync_at_start (GuoReportKeeper *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoDatabase) db = guo_database_open (self->station->path, GUO_DATABASE_READ_ONLY, &error);
  g_autoptr(json_t) devices = db != NULL ? guo_database_rows (db, "devices", NULL, &error) : NULL;

  if (devices != NULL)
    guo_port_keeper_sync (self->keeper, devices);
  else
    g_message ("reports: %s", error->message);
}

void
guo_report_keeper_start (GuoStation *station, GuoWriter *writer)
{
  static const GuoPortKind kind = {
    .name = "reports",
    .is_wanted = is_watched,
    .make = make_folder,
    .start = (GuoPortFunc) guo_report_folder_start,
    .stop = (GuoPortFunc) guo_report_folder_stop,
    .free = (GuoPortFunc) guo_report_folder_free,
  };
  GuoReportKeeper *self = g_new0 (GuoReportKeeper, 1);

  self->station = station;
  self->writer = writer;
  self->keeper = guo_port_keeper_new (&kind, self);
  sync_at_start (self);
  guo_port_keeper_start (self->keeper);
  g_mutex_lock (&station->lock);
  station->reports = self;
  g_mutex_unlock (&station->lock);
}

void
guo_report_keeper_sync (GuoStation *station, json_t *rows)
{
  G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&station->lock);

  if (station->reports != NULL)
    guo_port_keeper_sync (station->reports->keeper, rows);
}

json_t *
guo_report_keeper_unreadable (GuoStation *station)
{
  G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&station->lock);
  g_autoptr(GPtrArray) folders = station->reports != NULL ? guo_port_keeper_all (station->reports->keeper) : NULL;
  json_t *list = json_array ();

  for (guint i = 0; folders != NULL && i < folders->len; i++)
    guo_report_folder_unreadable (((GuoKept *) folders->pdata[i])->port, list);
  return list;
}

void
guo_report_keeper_stop (GuoStation *station)
{
  GuoReportKeeper *self;

  g_mutex_lock (&station->lock);
  self = g_steal_pointer (&station->reports);
  g_mutex_unlock (&station->lock);
  if (self == NULL)
    return;
  guo_port_keeper_free (self->keeper);
  g_free (self);
}
