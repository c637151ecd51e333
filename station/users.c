#include "station/call.h"
#include "station/rules.h"
#include "station/session.h"
#include "station/station-private.h"

#include <sodium.h>
#include <string.h>

#define PIN_DIGITS_MIN 4
#define PIN_DIGITS_MAX 12
/* Less than libsodium's "interactive" 64 MiB: a station PC has 2 GB, and five tries end in 30 s of rest. */
#define PIN_OPERATIONS 2
#define PIN_MEMORY ((gsize) 16 * 1024 * 1024)

static const gchar *const roles[] = { "operator", "supervisor", NULL };

const GuoField guo_users_login_fields[] = {
  { .name = "user", .type = GUO_FIELD_ID_OR_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 60 },
  { .name = "pin", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 60 },
  { .name = NULL },
};

const GuoField guo_users_add_fields[] = {
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 60 },
  { .name = "role", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_REQUIRED, .choices = roles },
  { .name = "pin", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED,
    .min = PIN_DIGITS_MIN, .max = PIN_DIGITS_MAX },
  { .name = NULL },
};

const GuoField guo_users_change_fields[] = {
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 60 },
  { .name = "role", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_OPTIONAL, .choices = roles },
  { .name = "pin", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL,
    .min = PIN_DIGITS_MIN, .max = PIN_DIGITS_MAX },
  { .name = "active", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

GuoRole
guo_role_from_text (const gchar *role)
{
  return g_strcmp0 (role, "supervisor") == 0 ? GUO_ROLE_SUPERVISOR : GUO_ROLE_OPERATOR;
}

static GuoRole
role_of (json_t *user)
{
  return guo_role_from_text (guo_field_text (user, "role"));
}

static gboolean
is_active (json_t *user)
{
  return json_is_true (json_object_get (user, "active"));
}

void
guo_users_note (GuoStation *station, json_t *users)
{
  gboolean found = FALSE;
  gsize i;
  json_t *user;

  json_array_foreach (users, i, user)
    found = found || (is_active (user) && role_of (user) == GUO_ROLE_SUPERVISOR);
  g_atomic_int_set (&station->has_supervisor, found);
}

gboolean
guo_sessions_lookup (GuoStation *station, const gchar *token, GuoActor *out)
{
  out->user = 0;
  out->role = GUO_ROLE_NOBODY;
  if (token != NULL)
    return guo_sessions_find (station->sessions, token, &out->user, &out->role);
  if (!g_atomic_int_get (&station->has_supervisor))
    out->role = GUO_ROLE_SUPERVISOR;
  return TRUE;
}

gboolean
guo_role_check (const GuoVerb *verb, const GuoCall *call, GError **error)
{
  GuoRole role = guo_is_supervised (call) ? GUO_ROLE_SUPERVISOR : GUO_ROLE_NOBODY;

  if (call->actor != NULL)
    role = MAX (role, call->actor->role);
  if (role >= verb->role)
    return TRUE;
  if (role == GUO_ROLE_NOBODY)
    return guo_refuse (error, GUO_STATION_ERROR_LOGIN, "login-needed", NULL, "nobody is logged in");
  return guo_refuse (error, GUO_STATION_ERROR_ROLE, "supervisor-needed", NULL, "a supervisor is needed");
}

gint64
guo_approver (const GuoCall *call)
{
  gint64 approver = guo_field_int (call->body, "_approver", 0);

  if (approver == 0 && call->actor != NULL && call->actor->role == GUO_ROLE_SUPERVISOR)
    return call->actor->user;
  return approver;
}

gboolean
guo_is_supervised (const GuoCall *call)
{
  return guo_field_int (call->body, "_approver", 0) != 0
         || (call->actor != NULL && call->actor->role == GUO_ROLE_SUPERVISOR);
}

static json_t *
find_user (GuoCall *call, json_t *who, GError **error)
{
  g_autoptr(json_t) users = guo_database_rows (call->db, "users", NULL, error);
  gsize i;
  json_t *user;

  if (users == NULL)
    return NULL;
  json_array_foreach (users, i, user)
    if (is_active (user)
        && (json_equal (json_object_get (user, "id"), who) || json_equal (json_object_get (user, "name"), who)))
      return json_incref (user);
  guo_call_not_found (error, "user", json_incref (who));
  return NULL;
}

static gboolean
refuse_pin (gint wait_s, GError **error)
{
  return guo_refuse (error, GUO_STATION_ERROR_LOGIN, "wrong-pin", json_pack ("{s:i}", "wait_s", wait_s),
                     "wrong PIN, or too many tries: wait %d s", wait_s);
}

static gboolean
verify_pin (GuoCall *call, json_t *user, const gchar *pin, GError **error)
{
  GuoSessions *sessions = call->station->sessions;
  gint64 id = guo_field_int (user, "id", 0);
  const gchar *hash = guo_field_text (user, "pin_hash");
  gint wait_s = guo_sessions_wait_s (sessions, id);
  gboolean good;

  if (wait_s > 0)
    return refuse_pin (wait_s, error);
  good = hash != NULL && crypto_pwhash_str_verify (hash, pin, strlen (pin)) == 0;
  guo_sessions_tried (sessions, id, good);
  return good || refuse_pin (guo_sessions_wait_s (sessions, id), error);
}

gboolean
guo_approver_check (GuoCall *call, GError **error)
{
  g_autoptr(json_t) approver = json_incref (json_object_get (call->body, "approver"));
  g_autoptr(json_t) user = NULL;

  if (approver == NULL || json_is_null (approver))
    return TRUE;
  if (!json_is_object (approver))
    return guo_bad_field (error, "approver", "not an object");
  if (!guo_fields_check (approver, guo_users_login_fields, error))
    return FALSE;
  user = find_user (call, json_object_get (approver, "user"), error);
  if (user == NULL || !verify_pin (call, user, guo_field_text (approver, "pin"), error))
    return FALSE;
  if (role_of (user) != GUO_ROLE_SUPERVISOR)
    return guo_refuse (error, GUO_STATION_ERROR_ROLE, "supervisor-needed", NULL, "%s is no supervisor",
                       guo_field_text (user, "name"));
  json_object_del (call->body, "approver");
  json_object_set (call->body, "_approver", json_object_get (user, "id"));
  return TRUE;
}

json_t *
guo_users_list (GuoCall *call, GError **error)
{
  json_t *rows = guo_database_rows (call->db, "users", NULL, error);
  gsize i;
  json_t *user;

  json_array_foreach (rows, i, user)
    json_object_del (user, "pin_hash");
  return rows != NULL ? json_pack ("{s:o}", "rows", rows) : NULL;
}

static gchar *
end_of_session (GuoCall *call)
{
  const GuoClock *clock = guo_station_clock (call->station);
  gint64 at_us = clock->wall_us (clock->user_data) + (gint64) GUO_SESSION_HOURS * 3600 * G_USEC_PER_SEC;
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at_us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = g_date_time_to_timezone (utc, clock->zone);

  return g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:z");
}

json_t *
guo_users_login (GuoCall *call, GError **error)
{
  g_autoptr(json_t) user = find_user (call, json_object_get (call->body, "user"), error);
  g_autofree gchar *token = NULL;
  g_autofree gchar *until = NULL;

  if (user == NULL || !verify_pin (call, user, guo_field_text (call->body, "pin"), error))
    return NULL;
  token = guo_sessions_open (call->station->sessions, guo_field_int (user, "id", 0), role_of (user),
                             call->actor != NULL ? call->actor->client : NULL);
  until = end_of_session (call);
  return json_pack ("{s:s, s:O, s:O, s:O, s:s}", "token", token, "user", json_object_get (user, "id"), "name",
                    json_object_get (user, "name"), "role", json_object_get (user, "role"), "until", until);
}

json_t *
guo_users_logout (GuoCall *call, GError **error)
{
  if (call->actor->user != 0)
    guo_sessions_close (call->station->sessions, call->actor->user);
  return json_object ();
}

/* The PIN is hashed before the command is queued: the writer's thread has better things to do. */
gboolean
guo_users_prepare (GuoCall *call, GError **error)
{
  const gchar *pin = guo_field_text (call->body, "pin");
  gchar hash[crypto_pwhash_STRBYTES];

  if (pin == NULL)
    return TRUE;
  if (strspn (pin, "0123456789") != strlen (pin))
    return guo_bad_field (error, "pin", "not only digits");
  if (crypto_pwhash_str (hash, pin, strlen (pin), PIN_OPERATIONS, PIN_MEMORY) != 0)
    return guo_refuse (error, GUO_STATION_ERROR_FAILED, "failed", NULL, "no memory to hash a PIN");
  json_object_set_new (call->body, "_pin_hash", json_string (hash));
  return TRUE;
}

static void
after_change (GuoStation *station, gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) users = guo_database_rows (guo_station_db (station), "users", NULL, &error);

  if (users != NULL)
    guo_users_note (station, users);
  if (data != NULL)
    guo_sessions_close (station->sessions, *(gint64 *) data); /* the old role or PIN ends now */
}

static json_t *
set_user (GuoCall *call, json_t *old, gint64 replaces, GError **error)
{
  json_t *house = json_object ();
  json_t *hash = json_object_get (call->body, "_pin_hash");
  gint64 n;

  guo_call_merge (house, call->body, old, "name,role,active");
  if (json_is_null (json_object_get (house, "active")))
    json_object_set_new (house, "active", json_true ());
  json_object_set (house, "pin_hash", hash != NULL ? hash : json_object_get (old, "pin_hash"));
  n = guo_call_append (call, &(GuoFact) { .type = "user.set", .replaces = replaces, .house = house }, error);
  if (n < 0)
    return NULL;
  guo_call_after (call, after_change, replaces != 0 ? g_memdup2 (&replaces, sizeof replaces) : NULL, g_free);
  return guo_call_row (call, "user", "user", replaces != 0 ? replaces : n, error);
}

static json_t *
without_hash (json_t *user)
{
  if (user != NULL)
    json_object_del (user, "pin_hash");
  return user;
}

static gboolean
name_is_free (GuoCall *call, gint64 except, GError **error)
{
  g_autoptr(json_t) users = guo_database_rows (call->db, "users", NULL, error);
  json_t *name = json_object_get (call->body, "name");
  gsize i;
  json_t *user;

  if (users == NULL)
    return FALSE;
  json_array_foreach (users, i, user)
    if (name != NULL && guo_field_int (user, "id", 0) != except
        && json_equal (json_object_get (user, "name"), name))
      return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "name-taken", json_pack ("{s:O}", "name", name),
                         "the name %s is taken", json_string_value (name));
  return TRUE;
}

/* "first-supervisor": the first user of an empty database must be one; "name-taken"[name]. */
json_t *
guo_users_add (GuoCall *call, GError **error)
{
  const gchar *role = guo_field_text (call->body, "role");

  if (!g_atomic_int_get (&call->station->has_supervisor) && !g_str_equal (role, "supervisor"))
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "first-supervisor", NULL,
                  "the first user must be a supervisor");
      return NULL;
    }
  if (!name_is_free (call, 0, error))
    return NULL;
  return without_hash (set_user (call, NULL, 0, error));
}

static gboolean
is_last_supervisor (GuoCall *call, json_t *old, gboolean *last, GError **error)
{
  g_autoptr(json_t) users = guo_database_rows (call->db, "users", NULL, error);
  gsize i;
  json_t *user;

  if (users == NULL)
    return FALSE;
  *last = is_active (old) && role_of (old) == GUO_ROLE_SUPERVISOR;
  json_array_foreach (users, i, user)
    if (is_active (user) && role_of (user) == GUO_ROLE_SUPERVISOR
        && !json_equal (json_object_get (user, "id"), json_object_get (old, "id")))
      *last = FALSE;
  return TRUE;
}

/* "last-supervisor": somebody must be left who may appoint others; "name-taken"[name]. */
json_t *
guo_users_change (GuoCall *call, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) old = NULL;
  gboolean last = FALSE;
  const gchar *role = guo_field_text (call->body, "role");
  gboolean steps_down = g_strcmp0 (role, "operator") == 0 || json_is_false (json_object_get (call->body, "active"));

  if (!guo_call_param_id (call, "user", &id, error))
    return NULL;
  old = guo_call_row (call, "user", "user", id, error);
  if (old == NULL || !is_last_supervisor (call, old, &last, error) || !name_is_free (call, id, error))
    return NULL;
  if (last && steps_down)
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "last-supervisor", NULL,
                  "the last supervisor cannot step down");
      return NULL;
    }
  return without_hash (set_user (call, old, id, error));
}
