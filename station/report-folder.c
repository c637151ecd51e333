#include "station/report-folder.h"

#include "drivers/grader/folder.h"
#include "station/device-line.h"
#include "station/grader-settings.h"
#include "station/run/reports.h"
#include "station/station-private.h"

#define AGAIN_S 10   /* after a full disk, or while the station rebuilds its views */
#define NAMED_MAX 5  /* unreadable files that a live line names */

struct _GuoReportFolder
{
  GuoStation *station;
  GuoWriter *writer;
  json_t *row;
  gchar *key;          /* of its live line */
  gint64 machine;
  gchar *profile;      /* (nullable): as JSON */
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;

  /* of its thread */
  GuoFolder *folder;
  GPtrArray *waiting;  /* Waiting: read, and not durable yet */
  GuoTransportState state;
  GError *fault;       /* (nullable): of the folder */
  gint64 taken;
  gint64 bytes;

  GMutex lock;         /* guards what follows */
  json_t *unreadable;  /* as guo_report_keeper_unreadable() */
};

typedef struct
{
  gchar *file;
  gchar *sha256;
  GBytes *bytes;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *self = data;

  g_free (self->file);
  g_free (self->sha256);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static gboolean
is_there (GuoReportFolder *self, const gchar *file)
{
  g_autofree gchar *path = g_build_filename (guo_field_text (self->row, "address"), file, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* With the lock held: of @file, and of files that are gone meanwhile. */
static void
forget (GuoReportFolder *self, const gchar *file)
{
  for (gsize i = json_array_size (self->unreadable); i > 0; i--)
    {
      const gchar *name = guo_field_text (json_array_get (self->unreadable, i - 1), "file");

      if (g_strcmp0 (name, file) == 0 || !is_there (self, name))
        json_array_remove (self->unreadable, i - 1);
    }
}

static void
name_unreadable (GuoReportFolder *self, const gchar *file, json_t *why)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree gchar *at = g_date_time_format_iso8601 (now);
  json_t *entry = json_pack ("{s:O, s:O, s:s, s:s}", "machine", json_object_get (self->row, "id"), "machine_name",
                             json_object_get (self->row, "name"), "file", file, "at", at);

  json_object_update (entry, why);
  g_message ("report %s of %s: line %" G_GINT64_FORMAT ", %s%s%s", file, guo_field_text (self->row, "name"),
             guo_field_int (entry, "line", 0), guo_field_text (entry, "field"),
             *guo_field_text (entry, "field") != '\0' ? ": " : "", guo_field_text (entry, "reason"));
  g_mutex_lock (&self->lock);
  forget (self, file);
  json_array_append_new (self->unreadable, entry);
  g_mutex_unlock (&self->lock);
}

static json_t *
named (GuoReportFolder *self, gsize *n)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  json_t *list = json_array ();

  forget (self, NULL);
  *n = json_array_size (self->unreadable);
  for (gsize i = 0; i < MIN (*n, NAMED_MAX); i++)
    {
      json_t *entry = json_array_get (self->unreadable, *n - 1 - i);

      json_array_append_new (list, json_pack ("{s:O, s:O, s:O, s:O}", "file", json_object_get (entry, "file"), "line",
                                              json_object_get (entry, "line"), "field", json_object_get (entry, "field"),
                                              "reason", json_object_get (entry, "reason")));
    }
  return list;
}

static void
publish (GuoReportFolder *self)
{
  gsize n = 0;
  json_t *list = named (self, &n);
  g_autoptr(json_t) line
    = json_pack ("{s:s, s:O, s:O, s:s, s:s, s:I, s:I, s:I, s:I, s:o}", "topic", "devices", "device",
                 json_object_get (self->row, "id"), "name", json_object_get (self->row, "name"), "kind", "grader", "state",
                 guo_link_name (self->state), "frames", (json_int_t) self->taken, "bad", (json_int_t) n, "bytes",
                 (json_int_t) self->bytes, "waiting", (json_int_t) self->waiting->len, "unreadable", list);

  guo_device_line_fault (line, self->fault);
  guo_live_publish (self->station->live, "devices", self->key, json_dumps (line, JSON_COMPACT));
}

/* What is said of a file that cannot be used. */
static json_t *
reason_of (const GError *error)
{
  json_t *params = guo_refusal_params (error);
  json_t *why = json_object ();

  guo_call_merge (why, params, NULL, "line,field,reason");
  if (params == NULL)
    {
      json_object_set_new (why, "line", json_integer (0));
      json_object_set_new (why, "field", json_string (""));
      json_object_set_new (why, "reason", json_string (error->message));
    }
  return why;
}

/* Returns: FALSE: it has to be tried again. */
static gboolean
take (GuoReportFolder *self, const Waiting *file)
{
  const GuoReportArrival arrival = { self->machine, file->file, file->bytes, file->sha256, self->profile };
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) why = NULL;

  if (guo_report_arrived (self->station, self->writer, &arrival, &error))
    {
      self->taken++;
      self->bytes += (gint64) g_bytes_get_size (file->bytes);
      return TRUE;
    }
  if (g_strcmp0 (guo_refusal_code (error), "report-unreadable") != 0)
    {
      g_message ("report %s: %s; it is tried again", file->file, error->message);
      return FALSE;
    }
  why = reason_of (error);
  name_unreadable (self, file->file, why);
  return TRUE;
}

static void
on_file (const GuoFolderFile *file, gpointer user_data)
{
  GuoReportFolder *self = user_data;
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->file = g_filename_display_name (file->name);
  waiting->sha256 = g_strdup (file->sha256);
  waiting->bytes = g_bytes_ref (file->bytes);
  if (take (self, waiting))
    waiting_free (waiting);
  else
    g_ptr_array_add (self->waiting, waiting);
  publish (self);
}

static void
on_fault (const gchar *name, const GError *error, gpointer user_data)
{
  GuoReportFolder *self = user_data;
  g_autofree gchar *file = name != NULL ? g_filename_display_name (name) : NULL;
  g_autoptr(json_t) why = file != NULL && error != NULL ? reason_of (error) : NULL;

  if (file == NULL)
    {
      self->state = error != NULL ? GUO_TRANSPORT_LOST : GUO_TRANSPORT_OPEN;
      g_clear_error (&self->fault);
      self->fault = error != NULL ? g_error_copy (error) : NULL;
    }
  else if (why != NULL)
    name_unreadable (self, file, why);
  else
    {
      g_mutex_lock (&self->lock);
      forget (self, file);
      g_mutex_unlock (&self->lock);
    }
  publish (self);
}

static const GuoFolderEvents events = { on_file, on_fault };

static gboolean
try_again (gpointer data)
{
  GuoReportFolder *self = data;

  for (guint i = self->waiting->len; i > 0; i--)
    if (take (self, self->waiting->pdata[i - 1]))
      g_ptr_array_remove_index (self->waiting, i - 1);
  publish (self);
  return G_SOURCE_CONTINUE;
}

static void
know (GuoReportFolder *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoDatabase) db = guo_database_open (self->station->path, GUO_DATABASE_READ_ONLY, &error);
  g_autoptr(json_t) rows = db != NULL ? guo_database_rows (db, "grade-report-digests", NULL, &error) : NULL;
  gsize i;
  json_t *row;

  if (rows == NULL)
    g_message ("reports: %s", error->message); /* each is recognized when it comes */
  json_array_foreach (rows, i, row)
    guo_folder_know (self->folder, guo_field_text (row, "sha256"));
}

static gpointer
watch (gpointer data)
{
  GuoReportFolder *self = data;
  g_autoptr(GSource) again = g_timeout_source_new_seconds (AGAIN_S);

  g_main_context_push_thread_default (self->context);
  self->folder = guo_folder_new (guo_field_text (self->row, "address"), &events, self);
  know (self);
  self->state = GUO_TRANSPORT_OPEN;
  publish (self);
  g_source_set_callback (again, try_again, self, NULL);
  g_source_attach (again, self->context);
  guo_folder_start (self->folder);
  g_main_loop_run (self->loop);
  g_source_destroy (again);
  g_clear_pointer (&self->folder, guo_folder_free);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

GuoReportFolder *
guo_report_folder_new (GuoStation *station, GuoWriter *writer, json_t *row)
{
  GuoReportFolder *self = g_new0 (GuoReportFolder, 1);

  self->station = station;
  self->writer = writer;
  self->row = json_incref (row);
  self->machine = guo_field_int (row, "id", 0);
  self->key = g_strdup_printf ("%" G_GINT64_FORMAT, self->machine);
  self->profile = guo_grader_profile_text (guo_field_text (row, "profile"), NULL);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->waiting = g_ptr_array_new_with_free_func (waiting_free);
  self->unreadable = json_array ();
  g_mutex_init (&self->lock);
  return self;
}

void
guo_report_folder_start (GuoReportFolder *self)
{
  if (self->profile != NULL) /* it was checked when the machine was bound */
    self->thread = g_thread_new ("report folder", watch, self);
}

static gboolean
quit (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

void
guo_report_folder_stop (GuoReportFolder *self)
{
  g_autoptr(GSource) end = g_idle_source_new (); /* from within: a loop that does not run yet would not hear of its end */

  g_source_set_callback (end, quit, self->loop, NULL);
  g_source_attach (end, self->context);
  g_clear_pointer (&self->thread, g_thread_join);
  guo_live_publish (self->station->live, "devices", self->key, g_strdup (""));
}

void
guo_report_folder_free (GuoReportFolder *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->waiting);
  g_clear_error (&self->fault);
  json_decref (self->unreadable);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  json_decref (self->row);
  g_free (self->profile);
  g_free (self->key);
  g_free (self);
}

void
guo_report_folder_unreadable (GuoReportFolder *self, json_t *list)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  forget (self, NULL);
  json_array_extend (list, self->unreadable);
}
