/* Who is logged in, and the patience after wrong PINs. Any thread.
 *
 * Tokens are looked up in memory; their digests are also kept in FILE.d/sessions, so that a face goes on
 * with its token after the daemon was killed.
 */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

#define GUO_SESSION_HOURS 12
#define GUO_PIN_TRIES 5
#define GUO_PIN_WAIT_S 30

typedef struct _GuoSessions GuoSessions;

/**
 * guo_role_from_text:
 * @role: (nullable): "supervisor" or "operator"
 *
 * Returns: the role; an operator's when the word is unknown
 */
GuoRole guo_role_from_text (const gchar *role);

/**
 * guo_sessions_new:
 * @clock: outlives the sessions
 * @file: (nullable): where they are kept (0600); read by guo_sessions_load()
 *
 * Returns: (transfer full): nobody is logged in
 */
GuoSessions *guo_sessions_new (const GuoClock *clock, const gchar *file);

/**
 * guo_sessions_free:
 * @self: (nullable): sessions
 */
void guo_sessions_free (GuoSessions *self);

/**
 * guo_sessions_load:
 * @self: sessions
 * @users: rows of the users, with id, role and active
 *
 * Takes over what the file holds, at the start: sessions that have not ended, of users who are still active,
 * with the role that they have now. A file that cannot be read: nobody is logged in.
 */
void guo_sessions_load (GuoSessions *self, json_t *users);

/**
 * guo_sessions_open:
 * @self: sessions
 * @user: n of user.set
 * @role: of the user
 * @client: (nullable): name of the face
 *
 * Returns: (transfer full): a token of 32 hex, good for 12 h
 */
gchar *guo_sessions_open (GuoSessions *self, gint64 user, GuoRole role, const gchar *client);

/**
 * guo_sessions_find:
 * @self: sessions
 * @token: as sent
 * @user: (out): n of user.set
 * @role: (out): of the user
 *
 * Returns: %FALSE when there is no such session
 */
gboolean guo_sessions_find (GuoSessions *self, const gchar *token, gint64 *user, GuoRole *role);

/**
 * guo_sessions_close:
 * @self: sessions
 * @user: whose sessions all end
 */
void guo_sessions_close (GuoSessions *self, gint64 user);

/**
 * guo_sessions_wait_s:
 * @self: sessions
 * @user: who wants to try a PIN
 *
 * Returns: seconds to wait before the next try, 0: none
 */
gint guo_sessions_wait_s (GuoSessions *self, gint64 user);

/**
 * guo_sessions_tried:
 * @self: sessions
 * @user: who tried
 * @good: whether the PIN was right
 *
 * Five wrong ones in a row cost 30 s.
 */
void guo_sessions_tried (GuoSessions *self, gint64 user, gboolean good);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoSessions, guo_sessions_free)

G_END_DECLS
