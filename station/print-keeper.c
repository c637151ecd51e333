/* Keeps a thread for each printer that is bound. */
#include "station/printing.h"

#include "station/label/find.h"
#include "station/print-worker.h"
#include "station/station-private.h"

#include <string.h>

#define REMEMBERED 20 /* finished jobs whose line stays: what a face that has just come shows */

struct _GuoPrinting
{
  GuoStation *station;
  GuoWriter *writer;
  GThread *thread;

  GMutex lock;   /* guards what follows */
  GCond cond;
  gboolean news;
  gboolean stopping;

  GQueue recent;       /* guarded by the station's lock: finished jobs, oldest first, gint64 */
  GQueue sheets;       /* the same: Sheet, oldest first */
  GHashTable *workers; /* keeper's thread: n of device.bound → GuoPrintWorker */
};

/* What is no case's label. */
typedef struct
{
  gint64 printer;
  GuoBitmap *picture;
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  guo_bitmap_free (sheet->picture);
  g_free (sheet);
}

static gboolean
is_printer (json_t *device)
{
  return g_strcmp0 (json_string_value (json_object_get (device, "kind")), "printer") == 0
         && json_is_true (json_object_get (device, "active"));
}

static void
keep_worker (GuoPrinting *self, json_t *device, gboolean takes_any)
{
  gint64 id = json_integer_value (json_object_get (device, "id"));
  GuoPrintWorker *worker = g_hash_table_lookup (self->workers, &id);

  if (worker != NULL && guo_print_worker_fits (worker, device, takes_any))
    {
      guo_print_worker_wake (worker);
      return;
    }
  /* The old thread ends first: two would print the same label. */
  g_hash_table_remove (self->workers, &id);
  g_hash_table_insert (self->workers, g_memdup2 (&id, sizeof id),
                       guo_print_worker_new (self->station, self->writer, device, takes_any));
}

static gboolean
is_gone (gpointer key, gpointer value, gpointer devices)
{
  gsize i;
  json_t *device;

  json_array_foreach ((json_t *) devices, i, device)
    if (is_printer (device) && json_integer_value (json_object_get (device, "id")) == *(gint64 *) key)
      return FALSE;
  return TRUE;
}

/* Whether the paper in it is that of a case's label; one that was never asked has the usual one. */
static gboolean
takes_cases (GuoDatabase *db, json_t *device)
{
  const gchar *label = json_string_value (json_object_get (device, "label"));

  return label == NULL || g_strcmp0 (guo_label_layout_purpose_of (db, label), "case") == 0;
}

static void
sync_workers (GuoPrinting *self, GuoDatabase *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) devices = guo_database_rows (db, "devices", NULL, &error);
  gboolean first = TRUE;
  gsize i;
  json_t *device;

  if (devices == NULL)
    {
      g_message ("printing: %s", error->message);
      return;
    }
  g_hash_table_foreach_remove (self->workers, is_gone, devices);
  json_array_foreach (devices, i, device)
    if (is_printer (device))
      {
        gboolean cases = takes_cases (db, device);

        keep_worker (self, device, first && cases);
        first = first && !cases;
      }
}

/* Waits for news; FALSE: the end. */
static gboolean
next_news (GuoPrinting *self)
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

static void
publish_open (GuoStation *station, GuoDatabase *db)
{
  g_autoptr(json_t) rows = guo_database_rows (db, "labels-open", NULL, NULL);
  gint64 last = 0;
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    {
      gint64 job = json_integer_value (json_object_get (row, "job"));

      if (job != last)
        guo_printing_publish (station, db, job);
      last = job;
    }
}

static gpointer
run (gpointer data)
{
  GuoPrinting *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoDatabase) db = guo_database_open (self->station->path, GUO_DATABASE_READ_ONLY, &error);

  if (db == NULL)
    {
      g_message ("printing: %s", error->message);
      return NULL;
    }
  publish_open (self->station, db);
  while (next_news (self))
    sync_workers (self, db);
  g_hash_table_remove_all (self->workers);
  return NULL;
}

void
guo_printing_start (GuoStation *station, GuoWriter *writer)
{
  GuoPrinting *self = g_new0 (GuoPrinting, 1);

  self->station = station;
  self->writer = writer;
  self->workers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) guo_print_worker_free);
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->news = TRUE;
  g_mutex_lock (&station->lock);
  station->printing = self;
  g_mutex_unlock (&station->lock);
  self->thread = g_thread_new ("printing", run, self);
}

void
guo_printing_wake (GuoStation *station)
{
  G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&station->lock);
  GuoPrinting *self = station->printing;

  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->news = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
}

void
guo_printing_put_sheet (GuoStation *station, gint64 printer, GuoBitmap *picture)
{
  G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&station->lock);
  const Sheet sheet = { printer, picture };

  if (station->printing != NULL)
    g_queue_push_tail (&station->printing->sheets, g_memdup2 (&sheet, sizeof sheet));
  else
    guo_bitmap_free (picture);
}

GuoBitmap *
guo_printing_take_sheet (GuoStation *station, gint64 printer)
{
  G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&station->lock);
  GQueue *sheets = station->printing != NULL ? &station->printing->sheets : NULL;

  for (GList *at = sheets != NULL ? sheets->head : NULL; at != NULL; at = at->next)
    {
      Sheet *sheet = at->data;
      GuoBitmap *picture = sheet->picture;

      if (sheet->printer != printer)
        continue;
      g_queue_delete_link (sheets, at);
      g_free (sheet);
      return picture;
    }
  return NULL;
}

/* Returns: the job whose line has to go; NULL: none. */
static gint64 *
push_recent (GuoPrinting *self, gint64 job)
{
  for (GList *at = self->recent.head; at != NULL; at = at->next)
    if (*(gint64 *) at->data == job)
      return NULL;
  g_queue_push_tail (&self->recent, g_memdup2 (&job, sizeof job));
  return self->recent.length > REMEMBERED ? g_queue_pop_head (&self->recent) : NULL;
}

void
guo_printing_remember (GuoStation *station, gint64 job)
{
  g_autofree gint64 *old = NULL;

  g_mutex_lock (&station->lock);
  if (station->printing != NULL)
    old = push_recent (station->printing, job);
  g_mutex_unlock (&station->lock);
  if (old != NULL)
    {
      g_autofree gchar *key = g_strdup_printf ("%" G_GINT64_FORMAT, *old);

      guo_live_publish (guo_station_live (station), "queue", key, g_strdup (""));
    }
}

void
guo_printing_stop (GuoStation *station)
{
  GuoPrinting *self;

  g_mutex_lock (&station->lock);
  self = g_steal_pointer (&station->printing);
  g_mutex_unlock (&station->lock);
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_hash_table_unref (self->workers);
  g_queue_clear_full (&self->recent, g_free);
  g_queue_clear_full (&self->sheets, sheet_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self);
}
