#include "station/api/dispatch.h"

#include "station/api/pages.h"
#include "station/api/under-way.h"
#include "station/api/workers.h"
#include "station/printing.h"
#include "station/report-keeper.h"
#include "station/session.h"
#include "station/writer.h"

#include <string.h>

#define N_READERS 2
#define N_CHECKERS 2
#define N_WAITERS 8
#define READERS_WAITING 32
#define COMMANDS_WAITING 256
#define QUERY_US (5 * G_TIME_SPAN_SECOND)

struct _GuoDispatch
{
  GuoStation *station;
  GuoWriter *writer;
  GuoWorkers *readers;  /* queries and acts */
  GuoWorkers *checkers; /* commands before the writer: fields, role, PIN of an approver */
  GuoWorkers *waiters;  /* the same for those that may wait 3 s for a scale */
  GuoUnderWay *under_way;
  GuoPages *pages;

  GMutex lock; /* between "is it closing" and the push */
  gboolean closing;
};

static GuoCall
call_of (GuoDispatch *self, GuoRequest *request, GuoDatabase *db)
{
  return (GuoCall) {
    .station = self->station,
    .db = db,
    .actor = &request->actor,
    .params = request->params,
    .body = request->body,
  };
}

static void
set_answer (GuoRequest *request, json_t *answer, const GError *error)
{
  if (answer != NULL)
    guo_request_answer (request, answer);
  else
    guo_request_refuse (request, error);
}

static json_t *
query (GuoDispatch *self, GuoRequest *request, GuoDatabase *db, GError **error)
{
  GuoCall call = call_of (self, request, db);
  json_t *answer;

  guo_database_set_deadline (db, g_get_monotonic_time () + QUERY_US);
  answer = guo_station_run (self->station, request->route.verb, &call, error);
  guo_database_set_deadline (db, 0);
  return answer;
}

static void
run_query (GuoRequest *request, GuoDatabase *db, const GError *no_db, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) answer = db != NULL ? query (user_data, request, db, &error) : NULL;

  set_answer (request, answer, db != NULL ? error : no_db);
  guo_request_finish (request);
}

/* The command has its answer; those with the same id that came meanwhile are asked again. */
static void
end_command (GuoDispatch *self, GuoRequest *request)
{
  GQueue *same = guo_under_way_leave (self->under_way, request);
  GuoRequest *next;

  guo_request_finish (request);
  while ((next = g_queue_pop_head (same)) != NULL)
    guo_dispatch_request (self, next);
  g_queue_free (same);
}

typedef struct
{
  GuoDispatch *dispatch;
  GuoRequest *request;
} Written;

static void
on_written (json_t *answer, const GError *error, gpointer user_data)
{
  g_autofree Written *written = user_data;

  set_answer (written->request, answer, error);
  end_command (written->dispatch, written->request);
}

static void
write_command (GuoDispatch *self, GuoRequest *request)
{
  Written *written = g_new (Written, 1);
  g_autoptr(GError) error = NULL;

  *written = (Written) { self, request };
  if (guo_writer_push (self->writer, request->route.verb, request->command_id, &request->actor,
                       json_incref (request->params), json_incref (request->body), on_written, written,
                       &error))
    return;
  g_free (written);
  guo_request_refuse (request, error);
  end_command (self, request);
}

/* A command that was answered before is answered again, and nothing is weighed a second time. */
static gboolean
answer_again (GuoRequest *request, GuoVerb *verb, GuoCall *call)
{
  gboolean known = FALSE;
  g_autoptr(json_t) answer = guo_station_recall (verb, request->command_id, call, &known, NULL);

  if (answer != NULL)
    guo_request_answer (request, answer);
  else if (known)
    verb->prepare = NULL; /* used for something else: the writer will say so */
  return answer != NULL;
}

static void
run_command (GuoRequest *request, GuoDatabase *db, const GError *no_db, gpointer user_data)
{
  GuoDispatch *self = user_data;
  GuoVerb verb = *request->route.verb;
  GuoCall call = call_of (self, request, db);
  g_autoptr(GError) error = NULL;

  if (db == NULL)
    guo_request_refuse (request, no_db);
  else if (!answer_again (request, &verb, &call))
    {
      if (guo_station_prepare (self->station, &verb, &call, &error))
        {
          write_command (self, request);
          return;
        }
      guo_request_refuse (request, error);
    }
  end_command (self, request);
}

static void
find_actor (GuoDispatch *self, GuoRequest *request)
{
  const gchar *bearer = MHD_lookup_connection_value (request->connection, MHD_HEADER_KIND,
                                                     "Authorization");
  const gchar *token = NULL;

  if (bearer != NULL && g_ascii_strncasecmp (bearer, "Bearer ", 7) == 0)
    token = bearer + 7;
  guo_sessions_lookup (self->station, token, &request->actor);
  request->actor.client = MHD_lookup_connection_value (request->connection, MHD_HEADER_KIND,
                                                       "Guozhan-Client");
}

/* With the lock held. FALSE: too many wait. */
static gboolean
push (GuoDispatch *self, GuoRequest *request)
{
  const GuoVerb *verb = request->route.verb;

  if (request->route.kind == GUO_API_ROUTE_PAGE)
    return guo_pages_push (self->pages, request);
  if (verb->kind != GUO_VERB_COMMAND)
    return guo_workers_push (self->readers, request);
  if (!guo_under_way_enter (self->under_way, request))
    return TRUE;
  return guo_workers_push (verb->prepare != NULL ? self->waiters : self->checkers, request);
}

static void
refuse_busy (GuoDispatch *self, GuoRequest *request, gboolean closing)
{
  if (request->route.kind == GUO_API_ROUTE_PAGE)
    guo_pages_refuse (request);
  else if (closing)
    guo_request_refuse_as (request, 503, "closing", NULL, "the station is being shut down");
  else
    guo_request_refuse_as (request, 503, "queue-full", NULL, "too many requests wait");
  if (!closing && request->command_hex != NULL)
    end_command (self, request);
  else
    guo_request_finish (request);
}

void
guo_dispatch_request (GuoDispatch *self, GuoRequest *request)
{
  gboolean closing;
  gboolean taken;

  if (request->route.kind == GUO_API_ROUTE_VERB)
    find_actor (self, request);
  g_mutex_lock (&self->lock);
  closing = self->closing;
  taken = !closing && push (self, request);
  g_mutex_unlock (&self->lock);
  if (!taken)
    refuse_busy (self, request, closing);
}

static void
log_refusal (json_t *answer, const GError *error, gpointer user_data)
{
  if (error != NULL)
    g_debug ("%s: %s", (const gchar *) user_data, error->message);
}

void
guo_dispatch_run_quietly (GuoDispatch *self, const gchar *method, const gchar *path)
{
  static const GuoActor station = { .user = 0, .role = GUO_ROLE_SUPERVISOR, .client = "guozhand" };
  g_autoptr(json_t) params = json_object ();
  const GuoVerb *verb = guo_verb_match (method, path, params, NULL);
  g_autoptr(GError) error = NULL;

  if (verb == NULL)
    return;
  if (!guo_writer_push (self->writer, verb, NULL, &station, json_incref (params), json_object (),
                        log_refusal, (gpointer) verb->path, &error))
    g_debug ("%s: %s", verb->path, error->message);
}

GuoDispatch *
guo_dispatch_new (GuoStation *station, const gchar *database)
{
  GuoDispatch *self = g_new0 (GuoDispatch, 1);

  self->station = station;
  g_mutex_init (&self->lock);
  self->under_way = guo_under_way_new ();
  self->writer = guo_writer_new (station);
  self->readers = guo_workers_new (database, N_READERS, READERS_WAITING, TRUE, run_query, self);
  self->checkers = guo_workers_new (database, N_CHECKERS, COMMANDS_WAITING, FALSE, run_command, self);
  self->waiters = guo_workers_new (database, N_WAITERS, COMMANDS_WAITING, FALSE, run_command, self);
  self->pages = guo_pages_new (station, database);
  guo_printing_start (station, self->writer);
  guo_report_keeper_start (station, self->writer);
  return self;
}

void
guo_dispatch_close (GuoDispatch *self)
{
  g_mutex_lock (&self->lock);
  self->closing = TRUE;
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->waiters, guo_workers_free);
  g_clear_pointer (&self->checkers, guo_workers_free);
  guo_printing_stop (self->station);
  guo_report_keeper_stop (self->station);
  g_clear_pointer (&self->writer, guo_writer_free); /* after those that push to it */
  g_clear_pointer (&self->readers, guo_workers_free);
  g_clear_pointer (&self->pages, guo_pages_free);
}

void
guo_dispatch_free (GuoDispatch *self)
{
  if (self == NULL)
    return;
  guo_under_way_free (self->under_way);
  g_mutex_clear (&self->lock);
  g_free (self);
}
