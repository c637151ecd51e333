/* Up to fifty commands in one transaction, at a simulated time: how a practice database gets a season. */
#include "station/call.h"
#include "station/rules.h"
#include "station/station-private.h"

#define COMMANDS_MAX 50
#define ID_BYTES 16

static const GuoField command_fields[] = {
  { .name = "path", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 200 },
  { .name = "body", .type = GUO_FIELD_OBJECT, .need = GUO_FIELD_OPTIONAL },
  { .name = "id", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 2 * ID_BYTES, .max = 2 * ID_BYTES },
  { .name = "at", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 40 },
  { .name = "user", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "brief", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

const GuoField guo_batch_fields[] = {
  { .name = "at", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 40 },
  { .name = "user", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "commands", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_REQUIRED,
    .min = 1, .max = COMMANDS_MAX, .fields = command_fields },
  { .name = NULL },
};

/* One command of the batch, as its request would be alone. */
typedef struct
{
  const GuoVerb *verb;
  json_t *params;
  json_t *body;
  guint8 id[ID_BYTES];
  gboolean has_id;
  gint64 at_us; /* 0: now */
  GuoActor actor;
} Command;

static void
command_clear (Command *command)
{
  g_clear_pointer (&command->params, json_decref);
  g_clear_pointer (&command->body, json_decref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Command, command_clear)

/* Whatever is wrong with one command, the refusal says with which: [command]. */
static gboolean
name_command (GError **error, gsize index)
{
  if (error != NULL)
    {
      guo_refusal_add (*error, "command", json_integer ((json_int_t) index));
      g_prefix_error (error, "command %" G_GSIZE_FORMAT ": ", index);
    }
  return FALSE;
}

static gboolean
read_time (const gchar *text, gint64 *us, GError **error)
{
  g_autoptr(GDateTime) at = NULL;

  *us = 0;
  if (text == NULL)
    return TRUE;
  at = g_date_time_new_from_iso8601 (text, NULL);
  if (at == NULL || g_date_time_get_year (at) < 1970)
    return guo_bad_field (error, "at", "not a time of RFC 3339");
  *us = g_date_time_to_unix (at) * G_USEC_PER_SEC + g_date_time_get_microsecond (at);
  return TRUE;
}

static gboolean
read_id (const gchar *text, Command *command, GError **error)
{
  command->has_id = text != NULL;
  for (gsize i = 0; text != NULL && i < ID_BYTES; i++)
    {
      gint high = g_ascii_xdigit_value (text[2 * i]);
      gint low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return guo_bad_field (error, "id", "not 32 hexadecimal digits");
      command->id[i] = (guint8) (high * 16 + low);
    }
  return TRUE;
}

/* Who did it: one of the users, with no more rights than that one has. */
static gboolean
read_user (GuoCall *call, json_t *item, Command *command, GError **error)
{
  gint64 user = guo_field_int (item, "user", guo_field_int (call->body, "user", 0));
  g_autoptr(json_t) row = NULL;

  command->actor = *call->actor;
  if (user == 0)
    return TRUE;
  row = guo_call_find (call, "users", "user", user, error);
  if (row == NULL)
    return FALSE;
  command->actor.user = user;
  command->actor.role = guo_role_from_text (guo_field_text (row, "role"));
  return TRUE;
}

static gboolean
read_verb (json_t *item, Command *command, GError **error)
{
  command->params = json_object ();
  command->verb = guo_verb_match ("POST", guo_field_text (item, "path"), command->params, NULL);
  return (command->verb != NULL && command->verb->kind == GUO_VERB_COMMAND && command->verb->run != guo_batch_run)
         || guo_bad_field (error, "path", "not a command");
}

static gboolean
read_command (GuoCall *call, json_t *item, Command *command, GError **error)
{
  const gchar *at = guo_field_text (item, "at");
  json_t *body = json_object_get (item, "body");

  command->body = json_is_object (body) ? json_incref (body) : json_object ();
  return read_verb (item, command, error)
         && read_time (at != NULL ? at : guo_field_text (call->body, "at"), &command->at_us, error)
         && read_id (guo_field_text (item, "id"), command, error) && read_user (call, item, command, error);
}

static GuoCall
call_of (GuoCall *batch, Command *command)
{
  return (GuoCall) {
    .station = batch->station,
    .db = batch->db,
    .actor = &command->actor,
    .params = command->params,
    .body = command->body,
    .after = batch->after,
  };
}

/* The body is copied: what the station notes in it must not change what was asked. */
static gboolean
prepare_one (GuoCall *call, json_t *item, json_t *prepared, GError **error)
{
  g_auto(Command) command = { 0 };
  g_autoptr(json_t) copy = json_deep_copy (item);
  GuoCall one;

  if (!read_command (call, copy, &command, error))
    return FALSE;
  one = call_of (call, &command);
  if (!guo_station_prepare (call->station, command.verb, &one, error))
    return FALSE;
  json_object_set (copy, "body", command.body);
  return json_array_append (prepared, copy) == 0;
}

/* "needs-practice"; else what a command alone is refused for, with [command] */
gboolean
guo_batch_prepare (GuoCall *call, GError **error)
{
  g_autoptr(json_t) prepared = json_array ();
  gsize i;
  json_t *item;

  if (!guo_station_is_practice (call->station))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "needs-practice", NULL,
                       "many commands at once, at another time, are for a practice database only");
  json_array_foreach (json_object_get (call->body, "commands"), i, item)
    if (!prepare_one (call, item, prepared, error))
      return name_command (error, i);
  json_object_set (call->body, "_commands", prepared);
  return TRUE;
}

static gint64
monotonic_now (gpointer user_data)
{
  return g_get_monotonic_time ();
}

static gint64
wall_of_batch (gpointer user_data)
{
  return *(const gint64 *) user_data;
}

static json_t *
execute_at (GuoCall *call, Command *command, GuoCall *one, GError **error)
{
  GuoClock clock = { wall_of_batch, monotonic_now, guo_station_clock (call->station)->zone, &command->at_us };
  json_t *answer;

  if (command->at_us != 0)
    guo_station_simulate_clock (&clock);
  answer = guo_station_execute (call->station, command->verb, command->has_id ? command->id : NULL, one, error);
  guo_station_simulate_clock (NULL);
  return answer;
}

/* The batch counts the events of its commands, so that its own answer is kept with the first of them. */
static void
count_events (GuoCall *call, const GuoCall *one)
{
  if (call->events == 0)
    call->first = one->first;
  call->events += one->events;
  if (one->events > 0)
    {
      call->last = one->last;
      call->last_type = one->last_type;
    }
  if (one->secret != NULL)
    call->secret = "answers"; /* told once, and not kept */
}

static json_t *
run_one (GuoCall *call, json_t *item, GError **error)
{
  g_auto(Command) command = { 0 };
  g_autoptr(json_t) answer = NULL;
  GuoCall one;

  if (!read_command (call, item, &command, error))
    return NULL;
  one = call_of (call, &command);
  answer = execute_at (call, &command, &one, error);
  count_events (call, &one);
  if (answer == NULL || !guo_field_bool (item, "brief"))
    return g_steal_pointer (&answer);
  return json_pack ("{s:O?}", "id", json_object_get (answer, "id"));
}

json_t *
guo_batch_run (GuoCall *call, GError **error)
{
  g_autoptr(json_t) answers = json_array ();
  gsize i;
  json_t *item;

  json_array_foreach (json_object_get (call->body, "_commands"), i, item)
    {
      json_t *answer = run_one (call, item, error);

      if (answer == NULL)
        {
          name_command (error, i);
          return NULL;
        }
      json_array_append_new (answers, answer);
    }
  return json_pack ("{s:O}", "answers", answers);
}
