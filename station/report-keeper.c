#include "station/report-keeper.h"

#include "station/grader-settings.h"
#include "station/report-folder.h"
#include "station/station-private.h"

struct _GuoReportKeeper
{
  GuoStation *station;
  GuoWriter *writer;
  GThread *thread;

  GMutex lock;        /* guards what follows */
  GCond cond;
  gboolean news;
  gboolean stopping;
  GPtrArray *folders; /* GuoReportFolder; changed by the keeper's thread alone */
};

static gboolean
is_watched (json_t *device)
{
  return guo_grader_speaks (device, GUO_GRADER_REPORTS) && json_is_true (json_object_get (device, "active"));
}

static gboolean
is_among (json_t *devices, json_t *wanted)
{
  gsize i;
  json_t *device;

  json_array_foreach (devices, i, device)
    if (is_watched (device) && json_equal (device, wanted))
      return TRUE;
  return FALSE;
}

/* The old thread ends first: two would take the same file. */
static void
remove_gone (GuoReportKeeper *self, json_t *devices)
{
  for (guint i = self->folders->len; i > 0; i--)
    {
      GuoReportFolder *folder = self->folders->pdata[i - 1];

      if (is_among (devices, guo_report_folder_row (folder)))
        continue;
      g_mutex_lock (&self->lock);
      g_ptr_array_remove_index (self->folders, i - 1);
      g_mutex_unlock (&self->lock);
      guo_report_folder_free (folder);
    }
}

static gboolean
has_folder (GuoReportKeeper *self, json_t *device)
{
  for (guint i = 0; i < self->folders->len; i++)
    if (json_equal (guo_report_folder_row (self->folders->pdata[i]), device))
      return TRUE;
  return FALSE;
}

static void
sync_folders (GuoReportKeeper *self, GuoDatabase *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) devices = guo_database_rows (db, "devices", NULL, &error);
  gsize i;
  json_t *device;

  if (devices == NULL)
    {
      g_message ("reports: %s", error->message);
      return;
    }
  remove_gone (self, devices);
  json_array_foreach (devices, i, device)
    if (is_watched (device) && !has_folder (self, device))
      {
        GuoReportFolder *folder = guo_report_folder_new (self->station, self->writer, device);

        g_mutex_lock (&self->lock);
        g_ptr_array_add (self->folders, folder);
        g_mutex_unlock (&self->lock);
      }
}

/* Waits for news; FALSE: the end. */
static gboolean
next_news (GuoReportKeeper *self)
{
  gboolean stopping;

  g_mutex_lock (&self->lock);
  while (!self->news && !self->stopping)
    g_cond_wait (&self->cond, &self->lock);
  self->news = FALSE;
  stopping = self->stopping;
  g_mutex_unlock (&self->lock);
  return !stopping;
}

static gpointer
run (gpointer data)
{
  GuoReportKeeper *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoDatabase) db = guo_database_open (self->station->path, GUO_DATABASE_READ_ONLY, &error);
  g_autoptr(json_t) none = json_array ();

  if (db == NULL)
    {
      g_message ("reports: %s", error->message);
      return NULL;
    }
  while (next_news (self))
    sync_folders (self, db);
  remove_gone (self, none);
  return NULL;
}

void
guo_report_keeper_start (GuoStation *station, GuoWriter *writer)
{
  GuoReportKeeper *self = g_new0 (GuoReportKeeper, 1);

  self->station = station;
  self->writer = writer;
  self->folders = g_ptr_array_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->news = TRUE;
  g_mutex_lock (&station->lock);
  station->reports = self;
  g_mutex_unlock (&station->lock);
  self->thread = g_thread_new ("reports", run, self);
}

void
guo_report_keeper_wake (GuoStation *station)
{
  G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&station->lock);
  GuoReportKeeper *self = station->reports;

  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->news = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
}

json_t *
guo_report_keeper_unreadable (GuoStation *station)
{
  G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&station->lock);
  GuoReportKeeper *self = station->reports;
  json_t *list = json_array ();

  if (self == NULL)
    return list;
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->folders->len; i++)
    guo_report_folder_unreadable (self->folders->pdata[i], list);
  g_mutex_unlock (&self->lock);
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
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_ptr_array_unref (self->folders);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->lock);
  g_free (self);
}
