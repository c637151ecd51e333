#include "station/station.h"

#include "station/call.h"
#include "station/key-file.h"
#include "station/legal.h"
#include "station/rules.h"
#include "station/run/fruit.h"
#include "station/run/judged.h"
#include "station/station-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>

#define DEFAULT_PAGES_PORT 8480
#define FRUIT "fruit.db"   /* in FILE.d: what the grading machines handed over */
#define MARKER "running" /* in FILE.d while a station is open: still there at the next start = it fell */

static gboolean
make_folder (const gchar *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  return guo_refuse (error, GUO_STATION_ERROR_FAILED, "failed", NULL, "cannot make the folder %s: %s", folder,
                     g_strerror (errno));
}

static gchar *
meta_text (GuoDatabase *db, const gchar *key, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:s}", "key", key);
  g_autoptr(json_t) row = guo_database_row (db, "meta", params, error);

  if (row == NULL)
    return NULL;
  return g_strdup (json_is_null (row) ? "" : guo_field_text (row, "value"));
}

/* Before the first event: the schema lets nobody set or change the mark later. */
static gboolean
mark_practice (GuoStation *self, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:s, s:s}", "key", "practice", "value", "1");

  return guo_database_run (self->db, "meta-set", params, error);
}

typedef struct
{
  gboolean mark; /* makes a practice database */
  gboolean anew; /* its views */
  GuoProgressFunc progress;
  gpointer user_data;
} Opening;

static gboolean
make_views (GuoStation *self, const Opening *opening, GError **error)
{
  return opening->anew ? guo_projector_rebuild (self->db, opening->progress, opening->user_data, error)
                       : guo_projector_update (self->db, opening->progress, opening->user_data, error);
}

static gboolean
open_log (GuoStation *self, const Opening *opening, GError **error)
{
  GuoKeys keys;
  gboolean opened;

  if (!guo_key_file_read (self->folder, self->path, &keys, error))
    return FALSE;
  memcpy (self->hmac_key, keys.hmac, sizeof self->hmac_key);
  self->db = guo_database_open (self->path, GUO_DATABASE_READ_WRITE, error);
  if (self->db != NULL && (!opening->mark || mark_practice (self, error))
      && make_views (self, opening, error))
    self->log = guo_log_open (self->db, keys.sign, error);
  opened = self->log != NULL;
  sodium_memzero (&keys, sizeof keys);
  return opened;
}

static gboolean
open_fruit (GuoStation *self, gboolean *made_anew, GError **error)
{
  g_autofree gchar *path = g_build_filename (self->folder, FRUIT, NULL);

  self->fruit = guo_fruit_store_open (path, made_anew, error);
  if (self->fruit == NULL)
    return FALSE;
  self->graders = guo_graders_new (&(GuoGraderHouse) { self->clock, self->live, self->fruit, self->folder });
  guo_backups_set_fruit (self->backups, self->fruit);
  return TRUE;
}

static gboolean
read_settings (GuoStation *self, GError **error)
{
  g_autofree gchar *practice = meta_text (self->db, "practice", error);
  g_autoptr(json_t) centre = practice != NULL ? guo_database_row (self->db, "centre", NULL, error) : NULL;
  g_autoptr(json_t) users = centre != NULL ? guo_database_rows (self->db, "users", NULL, error) : NULL;
  gboolean made_anew = FALSE;

  if (users == NULL || !open_fruit (self, &made_anew, error))
    return FALSE;
  self->practice = g_str_equal (practice, "1");
  guo_station_set_host (self, guo_field_text (centre, "host"));
  guo_users_note (self, users);
  guo_sessions_load (self->sessions, users);
  return guo_device_rules_sync (self, TRUE, error) && guo_run_fruit_resume (self, made_anew, error);
}

static gboolean
set_marker (GuoStation *self, GError **error)
{
  g_autofree gchar *marker = g_build_filename (self->folder, MARKER, NULL);

  self->unclean_stop = g_file_test (marker, G_FILE_TEST_EXISTS);
  return g_file_set_contents_full (marker, "", 0, G_FILE_SET_CONTENTS_NONE, 0600, error);
}

static void
remove_marker (GuoStation *self)
{
  g_autofree gchar *marker = g_build_filename (self->folder, MARKER, NULL);

  g_unlink (marker);
}

static void
free_judged (gpointer judged)
{
  guo_judged_free (judged);
}

static GuoStation *
open_station (const gchar *path, const GuoClock *clock, const Opening *opening, GError **error)
{
  g_autoptr(GuoStation) self = g_new0 (GuoStation, 1);
  g_autofree gchar *sessions = NULL;

  g_mutex_init (&self->lock);
  self->judged = g_ptr_array_new_with_free_func (free_judged);
  self->path = g_strdup (path);
  self->folder = g_strconcat (path, ".d", NULL);
  self->clock = clock != NULL ? clock : guo_clock_real ();
  self->pages_port = DEFAULT_PAGES_PORT;
  self->live = guo_live_new ();
  self->devices = guo_devices_new (self->clock, self->live);
  self->scanners = guo_scanners_new (self->live);
  self->instruments = guo_instruments_new (self->live, self->clock);
  sessions = g_build_filename (self->folder, "sessions", NULL);
  self->sessions = guo_sessions_new (self->clock, sessions);
  self->backups = guo_backups_new (path, self->folder, self->clock);
  guo_legal_sha256 ();
  if (sodium_init () < 0)
    {
      guo_refuse (error, GUO_STATION_ERROR_FAILED, "failed", NULL, "libsodium cannot start");
      return NULL;
    }
  if (!make_folder (self->folder, error) || !open_log (self, opening, error) || !read_settings (self, error)
      || !set_marker (self, error))
    {
      g_clear_pointer (&self->log, guo_log_free); /* it never ran: no checkpoint, marker left as it was */
      return NULL;
    }
  return g_steal_pointer (&self);
}

GuoStation *
guo_station_open (const gchar *path, const GuoClock *clock, GError **error)
{
  return open_station (path, clock, &(Opening) { .mark = FALSE }, error);
}

GuoStation *
guo_station_open_watched (const gchar *path, const GuoClock *clock, GuoProgressFunc progress,
                          gpointer user_data, GError **error)
{
  return open_station (path, clock, &(Opening) { .progress = progress, .user_data = user_data }, error);
}

GuoStation *
guo_station_open_anew (const gchar *path, const GuoClock *clock, GuoProgressFunc progress, gpointer user_data,
                       GError **error)
{
  return open_station (path, clock,
                       &(Opening) { .anew = TRUE, .progress = progress, .user_data = user_data }, error);
}

gboolean
guo_station_create (const gchar *path, gboolean practice, GError **error)
{
  g_autoptr(GuoStation) station = NULL;
  GStatBuf info;

  if (g_stat (path, &info) == 0 && info.st_size > 0)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "exists", json_pack ("{s:s}", "file", path),
                       "%s exists already", path);
  station = open_station (path, NULL, &(Opening) { .mark = practice }, error);
  return station != NULL;
}

static void
sign_last (GuoStation *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree gchar *note = guo_log_checkpoint (self->log, &error);

  if (note == NULL)
    g_message ("no checkpoint at the stop: %s", error->message);
}

void
guo_station_free (GuoStation *self)
{
  if (self == NULL)
    return;
  guo_devices_free (self->devices);
  guo_scanners_free (self->scanners);
  guo_instruments_free (self->instruments);
  guo_graders_free (self->graders);
  guo_backups_free (self->backups);
  if (self->log != NULL)
    {
      sign_last (self);
      remove_marker (self);
    }
  guo_log_free (self->log);
  guo_database_free (self->db);
  guo_fruit_store_free (self->fruit);
  guo_sessions_free (self->sessions);
  guo_live_free (self->live);
  json_decref (self->pages_moved);
  g_ptr_array_unref (self->judged);
  sodium_memzero (self->hmac_key, sizeof self->hmac_key);
  g_free (self->host);
  g_free (self->folder);
  g_free (self->path);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
guo_station_set_rebuilder (GuoStation *self, void (*ask) (gpointer user_data), gpointer user_data)
{
  self->rebuilder = ask;
  self->rebuilder_data = user_data;
}

void
guo_station_start_devices (GuoStation *self)
{
  guo_devices_start (self->devices);
  guo_scanners_start (self->scanners);
  guo_instruments_start (self->instruments);
  guo_graders_start (self->graders);
}

GuoDatabase *
guo_station_db (GuoStation *self)
{
  return self->db;
}

GuoLog *
guo_station_log (GuoStation *self)
{
  return self->log;
}

/* Of the thread that runs commands of a batch: nobody else may see their time. */
static GPrivate simulated_clock = G_PRIVATE_INIT (NULL);

void
guo_station_simulate_clock (const GuoClock *clock)
{
  g_private_set (&simulated_clock, (gpointer) clock);
}

const GuoClock *
guo_station_clock (GuoStation *self)
{
  const GuoClock *simulated = g_private_get (&simulated_clock);

  return simulated != NULL ? simulated : self->clock;
}

GuoLive *
guo_station_live (GuoStation *self)
{
  return self->live;
}

GuoDevices *
guo_station_devices (GuoStation *self)
{
  return self->devices;
}

GuoInstruments *
guo_station_instruments (GuoStation *self)
{
  return self->instruments;
}

GuoGraders *
guo_station_graders (GuoStation *self)
{
  return self->graders;
}

gboolean
guo_station_is_practice (GuoStation *self)
{
  return self->practice;
}

void
guo_station_set_host (GuoStation *self, const gchar *host)
{
  g_mutex_lock (&self->lock);
  g_free (self->host);
  self->host = host != NULL && *host != '\0' ? g_strdup (host) : NULL;
  g_mutex_unlock (&self->lock);
}

gchar *
guo_station_pages_url (GuoStation *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  if (self->host != NULL)
    return g_strconcat ("https://", self->host, NULL);
  return g_strdup_printf ("http://localhost:%d", g_atomic_int_get (&self->pages_port));
}

void
guo_station_set_pages_port (GuoStation *self, guint16 port, json_t *moved)
{
  json_decref (self->pages_moved);
  self->pages_moved = json_deep_copy (moved);
  g_atomic_int_set (&self->pages_port, port);
}

void
guo_station_stop_recording (GuoStation *self, const gchar *reason)
{
  if (reason != NULL)
    g_message ("records are stopped: %s", reason);
  guo_devices_stop_recording (self->devices, reason != NULL);
}

/* Members that begin with "_" are ours; a body that brings some wants to be believed. */
static gboolean
refuse_notes (json_t *body, GError **error)
{
  const gchar *name;
  json_t *value;

  json_object_foreach (body, name, value)
    if (name[0] == '_')
      return guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "unknown-field",
                         json_pack ("{s:s}", "field", name), "unknown field %s", name);
  return TRUE;
}

gboolean
guo_station_prepare (GuoStation *self, const GuoVerb *verb, GuoCall *call, GError **error)
{
  static const GuoField nothing[] = { { .name = NULL } };

  call->station = self;
  if (!refuse_notes (call->body, error) || !guo_approver_check (call, error)
      || !guo_role_check (verb, call, error))
    return FALSE;
  if (verb->kind != GUO_VERB_QUERY && verb->fields == NULL && !guo_fields_check (call->body, nothing, error))
    return FALSE;
  if (verb->fields != NULL && !guo_fields_check (call->body, verb->fields, error))
    return FALSE;
  return verb->prepare == NULL || verb->prepare (call, error);
}

json_t *
guo_station_run (GuoStation *self, const GuoVerb *verb, GuoCall *call, GError **error)
{
  return guo_station_prepare (self, verb, call, error) ? verb->run (call, error) : NULL;
}
