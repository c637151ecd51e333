#include "station/sessions.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#define TOKEN_BYTES 16
#define SESSION_US ((gint64) GUO_SESSION_HOURS * 3600 * G_USEC_PER_SEC)

typedef struct
{
  gint64 user;
  GuoRole role;
  gint64 until_us; /* monotonic: a clock that is set back lengthens no session */
  gint64 wall_us;  /* the same by the wall, for the file */
  gchar *client;   /* (nullable) */
} Session;

typedef struct
{
  guint wrong;
  gint64 until_us;
} Patience;

struct _GuoSessions
{
  const GuoClock *clock;
  gchar *file;          /* (nullable) */
  GMutex writing;       /* held around a write of the file; taken before the lock */
  GMutex lock;          /* guards what follows; never held while the disk is busy */
  GHashTable *tokens;   /* SHA-256 of the token, hex → Session */
  GHashTable *patience; /* user → Patience */
};

static gint64
now_us (GuoSessions *self)
{
  return self->clock->monotonic_us (self->clock->user_data);
}

static gint64
now_wall_us (GuoSessions *self)
{
  return self->clock->wall_us (self->clock->user_data);
}

static void
session_free (gpointer data)
{
  Session *session = data;

  g_free (session->client);
  g_free (session);
}

GuoSessions *
guo_sessions_new (const GuoClock *clock, const gchar *file)
{
  GuoSessions *self = g_new0 (GuoSessions, 1);

  self->clock = clock;
  self->file = g_strdup (file);
  g_mutex_init (&self->writing);
  g_mutex_init (&self->lock);
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, session_free);
  self->patience = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

void
guo_sessions_free (GuoSessions *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->tokens);
  g_hash_table_unref (self->patience);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->writing);
  g_free (self->file);
  g_free (self);
}

/* What is kept of a token: whoever reads the file cannot log in with it. */
static gchar *
digest (const gchar *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

static gchar *
to_text (GuoSessions *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  g_autoptr(json_t) rows = json_array ();
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, self->tokens);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Session *session = value;

      json_array_append_new (rows, json_pack ("{s:s, s:I, s:I, s:s?}", "token", (const gchar *) key, "user",
                                              (json_int_t) session->user, "until_us",
                                              (json_int_t) session->wall_us, "client", session->client));
    }
  return json_dumps (rows, JSON_INDENT (1));
}

/* A file that cannot be written is taken away: nobody may come back who has logged out. */
static void
keep (GuoSessions *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->writing);
  g_autoptr(GError) error = NULL;
  g_autofree gchar *text = NULL;

  if (self->file == NULL)
    return;
  text = to_text (self);
  if (g_file_set_contents_full (self->file, text, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &error))
    return;
  g_message ("sessions end with the daemon: %s", error->message);
  g_unlink (self->file);
}

static const json_t *
find_active (json_t *users, gint64 id)
{
  gsize i;
  json_t *user;

  json_array_foreach (users, i, user)
    if (guo_field_int (user, "id", 0) == id)
      return guo_field_bool (user, "active") ? user : NULL;
  return NULL;
}

/* The role is the user's of today, not the one he logged in with. */
static void
load_one (GuoSessions *self, json_t *row, json_t *users)
{
  const gchar *token = guo_field_text (row, "token");
  gint64 id = guo_field_int (row, "user", 0);
  gint64 wall_us = guo_field_int (row, "until_us", 0);
  gint64 left_us = MIN (wall_us - now_wall_us (self), SESSION_US);
  const json_t *user = find_active (users, id);
  Session *session;

  if (token == NULL || strlen (token) != 2 * crypto_hash_sha256_BYTES || left_us <= 0 || user == NULL)
    return;
  session = g_new0 (Session, 1);
  session->user = id;
  session->role = guo_role_from_text (json_string_value (json_object_get (user, "role")));
  session->until_us = now_us (self) + left_us;
  session->wall_us = wall_us;
  session->client = g_strdup (guo_field_text (row, "client"));
  g_hash_table_insert (self->tokens, g_strdup (token), session);
}

void
guo_sessions_load (GuoSessions *self, json_t *users)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  g_autofree gchar *text = NULL;
  g_autoptr(json_t) rows = NULL;
  gsize i;
  json_t *row;

  if (self->file == NULL || !g_file_get_contents (self->file, &text, NULL, NULL))
    return;
  rows = json_loads (text, JSON_REJECT_DUPLICATES, NULL);
  if (!json_is_array (rows))
    g_message ("%s cannot be read: everybody has to log in again", self->file);
  json_array_foreach (rows, i, row)
    load_one (self, row, users);
}

static gboolean
is_over (gpointer key, gpointer value, gpointer user_data)
{
  return ((Session *) value)->until_us <= *(gint64 *) user_data;
}

static void
add (GuoSessions *self, const gchar *token, Session *session)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  gint64 now = now_us (self);

  session->until_us = now + SESSION_US;
  session->wall_us = now_wall_us (self) + SESSION_US;
  g_hash_table_foreach_remove (self->tokens, is_over, &now);
  g_hash_table_insert (self->tokens, digest (token), session);
}

gchar *
guo_sessions_open (GuoSessions *self, gint64 user, GuoRole role, const gchar *client)
{
  Session *session = g_new0 (Session, 1);
  guint8 random[TOKEN_BYTES];
  gchar token[2 * TOKEN_BYTES + 1];

  randombytes_buf (random, sizeof random);
  sodium_bin2hex (token, sizeof token, random, sizeof random);
  session->user = user;
  session->role = role;
  session->client = g_strdup (client);
  add (self, token, session);
  keep (self);
  return g_strdup (token);
}

gboolean
guo_sessions_find (GuoSessions *self, const gchar *token, gint64 *user, GuoRole *role)
{
  g_autofree gchar *key = digest (token);
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  const Session *session = g_hash_table_lookup (self->tokens, key);

  if (session == NULL || session->until_us <= now_us (self))
    return FALSE;
  *user = session->user;
  *role = session->role;
  return TRUE;
}

static gboolean
is_of_user (gpointer key, gpointer value, gpointer user_data)
{
  return ((Session *) value)->user == *(gint64 *) user_data;
}

void
guo_sessions_close (GuoSessions *self, gint64 user)
{
  guint ended;

  g_mutex_lock (&self->lock);
  ended = g_hash_table_foreach_remove (self->tokens, is_of_user, &user);
  g_mutex_unlock (&self->lock);
  if (ended > 0)
    keep (self);
}

gint
guo_sessions_wait_s (GuoSessions *self, gint64 user)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  const Patience *patience = g_hash_table_lookup (self->patience, &user);
  gint64 left_us = patience != NULL ? patience->until_us - now_us (self) : 0;

  return left_us <= 0 ? 0 : (gint) ((left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

void
guo_sessions_tried (GuoSessions *self, gint64 user, gboolean good)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  Patience *patience = g_hash_table_lookup (self->patience, &user);

  if (good)
    {
      g_hash_table_remove (self->patience, &user);
      return;
    }
  if (patience == NULL)
    {
      patience = g_new0 (Patience, 1);
      g_hash_table_insert (self->patience, g_memdup2 (&user, sizeof user), patience);
    }
  if (++patience->wrong < GUO_PIN_TRIES)
    return;
  patience->wrong = 0;
  patience->until_us = now_us (self) + (gint64) GUO_PIN_WAIT_S * G_USEC_PER_SEC;
}
