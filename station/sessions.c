#include "station/sessions.h"

#include <sodium.h>

typedef struct
{
  gint64 user;
  GuoRole role;
  gint64 until_us; /* monotonic: a clock that is set back lengthens no session */
} Session;

typedef struct
{
  guint wrong;
  gint64 until_us;
} Patience;

struct _GuoSessions
{
  const GuoClock *clock;
  GMutex lock;
  GHashTable *tokens;   /* token → Session */
  GHashTable *patience; /* user → Patience */
};

static gint64
now_us (GuoSessions *self)
{
  return self->clock->monotonic_us (self->clock->user_data);
}

GuoSessions *
guo_sessions_new (const GuoClock *clock)
{
  GuoSessions *self = g_new0 (GuoSessions, 1);

  self->clock = clock;
  g_mutex_init (&self->lock);
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
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
  g_free (self);
}

static gboolean
is_over (gpointer key, gpointer value, gpointer user_data)
{
  return ((Session *) value)->until_us <= *(gint64 *) user_data;
}

gchar *
guo_sessions_open (GuoSessions *self, gint64 user, GuoRole role)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Session *session = g_new (Session, 1);
  guint8 random[16];
  gchar token[2 * sizeof random + 1];
  gint64 now = now_us (self);

  g_hash_table_foreach_remove (self->tokens, is_over, &now);
  randombytes_buf (random, sizeof random);
  sodium_bin2hex (token, sizeof token, random, sizeof random);
  *session = (Session) { user, role, now + (gint64) GUO_SESSION_HOURS * 3600 * G_USEC_PER_SEC };
  g_hash_table_insert (self->tokens, g_strdup (token), session);
  return g_strdup (token);
}

gboolean
guo_sessions_find (GuoSessions *self, const gchar *token, gint64 *user, GuoRole *role)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const Session *session = g_hash_table_lookup (self->tokens, token);

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
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_hash_table_foreach_remove (self->tokens, is_of_user, &user);
}

gint
guo_sessions_wait_s (GuoSessions *self, gint64 user)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const Patience *patience = g_hash_table_lookup (self->patience, &user);
  gint64 left_us = patience != NULL ? patience->until_us - now_us (self) : 0;

  return left_us <= 0 ? 0 : (gint) ((left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

void
guo_sessions_tried (GuoSessions *self, gint64 user, gboolean good)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
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
