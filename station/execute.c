/* One command: looked up by its id, or run in a savepoint and noted with its answer. */
#include "db/canonical-json.h"
#include "station/call.h"
#include "station/clock-watch.h"
#include "station/rules.h"
#include "station/station-private.h"

#include <sodium.h>

/* What was asked, without what the station noted itself and without PINs (an approver's too): a
 * digest that is kept must not let anybody try the 10,000 PINs against it. */
static gboolean
digest_request (const GuoVerb *verb, const GuoCall *call, guint8 digest[32], GError **error)
{
  g_autoptr(json_t) body = json_object ();
  g_autoptr(json_t) asked = NULL;
  g_autofree gchar *text = NULL;
  const gchar *name;
  json_t *value;
  gsize len;

  json_object_foreach (call->body, name, value)
    if (name[0] != '_' && !g_str_equal (name, "pin") && !g_str_equal (name, "approver"))
      json_object_set (body, name, value);
  asked = json_pack ("{s:s, s:s, s:O, s:O*}", "method", verb->method, "path", verb->path, "body", body,
                     "params", call->params);
  text = guo_canonical_json (asked, &len, error);
  if (text == NULL)
    return FALSE;
  crypto_hash_sha256 (digest, (const guint8 *) text, len);
  return TRUE;
}

static gboolean
note_command (GuoCall *call, const guint8 *id, const guint8 *digest, json_t *answer, GError **error)
{
  g_autoptr(json_t) kept = json_copy (answer);
  g_auto(GStrv) secrets = g_strsplit (call->secret != NULL ? call->secret : "", ",", -1);

  for (gchar **secret = secrets; *secret != NULL; secret++)
    json_object_del (kept, *secret);
  return guo_log_command_note (guo_station_log (call->station), id, digest, call->first, call->events, kept,
                               error);
}

static void
publish_event (GuoStation *self, gpointer data)
{
  json_t *line = data;

  json_object_set_new (line, "size", json_integer ((json_int_t) guo_log_size (self->log)));
  guo_live_publish (self->live, "events", "log", json_dumps (line, JSON_COMPACT));
}

static void
release_line (gpointer line)
{
  json_decref (line);
}

static json_t *
run_in_savepoint (const GuoVerb *verb, const guint8 *id, const guint8 *digest, GuoCall *call, GError **error)
{
  g_autoptr(GuoTransaction) tx = guo_transaction_begin (call->db, error);
  g_autoptr(json_t) answer = tx != NULL ? verb->run (call, error) : NULL;

  if (answer == NULL || (id != NULL && !note_command (call, id, digest, answer, error))
      || !guo_transaction_commit (&tx, error))
    {
      g_clear_pointer (&tx, guo_transaction_rollback);
      if (call->events > 0)
        guo_log_rolled_back (guo_station_log (call->station));
      return NULL;
    }
  if (call->events > 0)
    guo_call_after (call, publish_event,
                    json_pack ("{s:s, s:s, s:I}", "topic", "events", "type", call->last_type, "id",
                               (json_int_t) call->last),
                    release_line);
  return g_steal_pointer (&answer);
}

json_t *
guo_station_recall (const GuoVerb *verb, const guint8 *command_id, GuoCall *call, gboolean *known,
                    GError **error)
{
  g_autoptr(json_t) answer = NULL;
  guint8 digest[32];
  gboolean same = FALSE;

  *known = FALSE;
  if (!digest_request (verb, call, digest, error))
    return NULL;
  answer = guo_log_command_find (call->db, command_id, digest, &same, error);
  *known = answer != NULL;
  return same ? g_steal_pointer (&answer) : NULL;
}

static json_t *
execute_new (const GuoVerb *verb, const guint8 *command_id, GuoCall *call, GError **error)
{
  g_autoptr(GPtrArray) own_after = call->after == NULL ? g_ptr_array_new () : NULL;
  guint8 digest[32];
  json_t *answer;

  if ((command_id != NULL && !digest_request (verb, call, digest, error)) || !guo_clock_watch (call->station, error))
    return NULL;
  if (own_after != NULL)
    call->after = own_after;
  answer = run_in_savepoint (verb, command_id, digest, call, error);
  if (own_after != NULL)
    {
      guo_after_run (own_after, call->station, answer != NULL);
      call->after = NULL;
    }
  return answer;
}

json_t *
guo_station_execute (GuoStation *self, const GuoVerb *verb, const guint8 *command_id, GuoCall *call,
                     GError **error)
{
  json_t *answer = NULL;
  gboolean known = FALSE;
  GError *failure = NULL;

  call->station = self;
  call->db = self->db;
  call->first = 0;
  call->events = 0;
  call->secret = NULL;
  if (command_id != NULL)
    answer = guo_station_recall (verb, command_id, call, &known, &failure);
  if (answer != NULL)
    return answer;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (!guo_role_check (verb, call, error))
    return NULL;
  if (known)
    {
      guo_refuse (error, GUO_STATION_ERROR_CONFLICT, "command-id-reused", NULL,
                  "this command id was used for another request");
      return NULL;
    }
  return execute_new (verb, command_id, call, error);
}
