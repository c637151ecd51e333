/* GuoStation: the core object of the daemon and of the unit tests. Owns the log, the key, the devices.
 *
 * Commands run on one thread (the writer's), each in a savepoint; queries run anywhere on a read-only
 * connection of the caller. Everything that a face can do is a verb of the table in verbs.c: method,
 * path, role, function.
 */
#pragma once

#include "db/log.h"
#include "db/projector.h"
#include "station/clock.h"
#include "station/error.h"
#include "station/fields.h"
#include "station/live.h"

G_BEGIN_DECLS

typedef struct _GuoStation GuoStation;
typedef struct _GuoDevices GuoDevices;
typedef struct _GuoGraders GuoGraders; /* graders.h */
typedef struct _GuoInstruments GuoInstruments; /* instruments.h */

typedef enum
{
  GUO_ROLE_NOBODY,     /* not logged in: may read */
  GUO_ROLE_OPERATOR,
  GUO_ROLE_SUPERVISOR,
} GuoRole;

/* Who asks. Filled by the server from the token (or by the rule for an empty database). */
typedef struct
{
  gint64 user;      /* n of user.set; 0: nobody, or the owner of an empty database */
  GuoRole role;
  const gchar *client; /* (nullable): "guozhan", "guozhanctl", for the house part of events */
} GuoActor;

/* One call of a verb. Fields are borrowed for the time of the call. */
typedef struct
{
  GuoStation *station;
  GuoDatabase *db;      /* read-write inside the writer's transaction, else read-only */
  const GuoActor *actor;
  json_t *params;       /* object of strings: path parts ("id") and the query */
  json_t *body;         /* (nullable): the request's JSON object */
  GPtrArray *after;     /* commands only: GuoAfter, run after COMMIT (wake a printer, publish) */
  const gchar *secret;  /* (nullable): set by a verb: members of the answer, comma separated, told once and not kept */
  gint64 first;         /* n of the first event of this call; 0: none yet */
  guint events;         /* how many it has appended (or tried to) */
  gint64 last;          /* n of the last of them */
  const gchar *last_type; /* and its type */
} GuoCall;

typedef struct
{
  gboolean undo; /* run when the command failed, else when it is durable */
  void (*func) (GuoStation *station, gpointer data);
  gpointer data;
  GDestroyNotify free;
} GuoAfter;

/**
 * guo_call_after:
 * @call: a command's call
 * @func: what is to be done once the command is durable; not run when it fails
 * @data: for @func
 * @free: (nullable): for @data
 */
void guo_call_after (GuoCall *call, void (*func) (GuoStation *station, gpointer data), gpointer data,
                     GDestroyNotify free);

/**
 * guo_call_undo:
 * @call: a command's call
 * @func: what is to be done when the command, or the transaction it stands in, fails
 * @data: for @func
 * @free: (nullable): for @data
 *
 * For what a command claims outside the database (the load on a scale).
 */
void guo_call_undo (GuoCall *call, void (*func) (GuoStation *station, gpointer data), gpointer data,
                    GDestroyNotify free);

/**
 * guo_after_run:
 * @after: (nullable): array of #GuoAfter, emptied
 * @station: for the functions
 * @durable: whether the command was committed
 */
void guo_after_run (GPtrArray *after, GuoStation *station, gboolean durable);

/* Returns the answer, or NULL with an error. A command leaves nothing behind when it fails. */
typedef json_t *(*GuoVerbFunc) (GuoCall *call, GError **error);

typedef enum
{
  GUO_VERB_QUERY,   /* GET, reader's thread */
  GUO_VERB_COMMAND, /* POST with Command-Id, writer's thread */
  GUO_VERB_ACT,     /* POST that changes no record (log-in, re-arm, zero): answered at once, no Command-Id */
} GuoVerbKind;

typedef struct
{
  const gchar *method;  /* "GET", "POST" */
  const gchar *path;    /* "/v1/lots/{id}" */
  GuoVerbKind kind;
  GuoRole role;         /* least role; queries: NOBODY */
  GuoVerbFunc run;
  /* (nullable): runs on a waiter's thread before the command is queued: may block up to 3 s (a scale that
   * has to settle); what it learns goes into call->body under a key that begins with "_" */
  gboolean (*prepare) (GuoCall *call, GError **error);
  const GuoField *fields; /* (nullable): what the body may hold; NULL: the verb takes no body, or looks itself */
} GuoVerb;

/**
 * guo_verbs:
 *
 * Returns: (transfer none): every verb, ended by one whose method is %NULL
 */
const GuoVerb *guo_verbs (void);

/**
 * guo_verb_match:
 * @method: of the request
 * @path: of the request, decoded, without query
 * @params: object to which the path's parts are added
 * @allow: (out) (optional): the method that this path knows, when only the method was wrong
 *
 * Returns: (transfer none) (nullable): the verb
 */
const GuoVerb *guo_verb_match (const gchar *method, const gchar *path, json_t *params, const gchar **allow);

/**
 * guo_station_create:
 * @path: a file that is absent or empty
 * @practice: makes a practice database: simulators may be bound, every paper says 样张; for ever
 * @error: return location
 *
 * What `guozhanctl init` does. guo_station_open() on an absent file makes one that is no practice.
 *
 * Returns: %FALSE with an error of the store, or %GUO_STATION_ERROR_REFUSED "exists"
 */
gboolean guo_station_create (const gchar *path, gboolean practice, GError **error);

/**
 * guo_station_open:
 * @path: the database; beside it the folder FILE.d (0700) with key, lock, socket, drafts.json
 * @clock: (nullable): %NULL: the real one; must outlive the station
 * @error: return location
 *
 * Opens (or makes) database, key and log. Devices are started by guo_station_start_devices().
 *
 * Returns: (transfer full): a station; %NULL with an error of the store or %GUO_STATION_ERROR_FAILED
 */
GuoStation *guo_station_open (const gchar *path, const GuoClock *clock, GError **error);

/**
 * guo_station_open_watched:
 * @path: the database
 * @clock: (nullable): as guo_station_open()
 * @progress: told when the views have to be made anew, which takes a while; %FALSE from it stops the opening
 * @user_data: for @progress
 * @error: return location
 *
 * guo_station_open() for whoever has something to say meanwhile.
 *
 * Returns: (transfer full): a station; %NULL with an error as guo_station_open(), or
 *   %GUO_DB_ERROR_INTERRUPTED
 */
GuoStation *guo_station_open_watched (const gchar *path, const GuoClock *clock, GuoProgressFunc progress,
                                      gpointer user_data, GError **error);

/**
 * guo_station_open_anew:
 * @path: the database
 * @clock: (nullable): as guo_station_open()
 * @progress: as guo_station_open_watched()
 * @user_data: for @progress
 * @error: return location
 *
 * guo_station_open_watched() that makes the views anew in any case; where that fails the old ones stay.
 *
 * Returns: (transfer full): as guo_station_open_watched()
 */
GuoStation *guo_station_open_anew (const gchar *path, const GuoClock *clock, GuoProgressFunc progress,
                                   gpointer user_data, GError **error);

/**
 * guo_station_set_rebuilder:
 * @self: a station
 * @ask: whoever holds the station: is to close it and to open it anew, later; called on any thread
 * @user_data: for @ask
 *
 * Before anybody is served.
 */
void guo_station_set_rebuilder (GuoStation *self, void (*ask) (gpointer user_data), gpointer user_data);

/**
 * guo_station_free:
 * @self: (nullable): a station; devices are stopped, a checkpoint is signed
 */
void guo_station_free (GuoStation *self);

/**
 * guo_station_start_devices:
 * @self: a station
 *
 * Starts the threads of every bound scale and printer.
 */
void guo_station_start_devices (GuoStation *self);

/**
 * guo_station_db:
 * @self: a station
 *
 * Returns: (transfer none): the read-write connection; only on the writer's thread
 */
GuoDatabase *guo_station_db (GuoStation *self);

/**
 * guo_station_log:
 * @self: a station
 *
 * Returns: (transfer none): the log; only on the writer's thread
 */
GuoLog *guo_station_log (GuoStation *self);

/**
 * guo_station_clock:
 * @self: a station
 *
 * Returns: (transfer none): the clock
 */
const GuoClock *guo_station_clock (GuoStation *self);

/**
 * guo_station_live:
 * @self: a station
 *
 * Returns: (transfer none): the table of live values
 */
GuoLive *guo_station_live (GuoStation *self);

/**
 * guo_station_devices:
 * @self: a station
 *
 * Returns: (transfer none): its scales, see station/devices.h
 */
GuoDevices *guo_station_devices (GuoStation *self);

/**
 * guo_station_instruments:
 * @self: a station
 *
 * Returns: (transfer none): what samples are measured with
 */
GuoInstruments *guo_station_instruments (GuoStation *self);

/**
 * guo_station_graders:
 * @self: a station
 *
 * Returns: (transfer none): its grading machines
 */
GuoGraders *guo_station_graders (GuoStation *self);

/**
 * guo_station_is_practice:
 * @self: a station
 *
 * Returns: whether the database was made by `init --practice`
 */
gboolean guo_station_is_practice (GuoStation *self);

/**
 * guo_station_pages_url:
 * @self: a station
 *
 * Returns: (transfer full): base of the public pages without trailing slash: the centre's host
 *   ("https://trace.example.cn") or "http://localhost:PORT"
 */
gchar *guo_station_pages_url (GuoStation *self);

/**
 * guo_station_set_pages_port:
 * @self: a station
 * @port: where the daemon serves the public pages
 * @moved: (nullable): {port, program, pid, url} when the usual port was taken; copied, told by /v1/status
 *
 * Before anybody is served.
 */
void guo_station_set_pages_port (GuoStation *self, guint16 port, json_t *moved);

/**
 * guo_station_prepare:
 * @self: a station
 * @verb: any verb
 * @call: db (read-only, of the caller's thread), actor, params, body are filled in
 * @error: return location
 *
 * The one entrance for requests from outside: checks the role, the body against the verb's fields,
 * verifies the PIN of an approver, and runs the verb's prepare (which may block up to 3 s). What was
 * learnt is added to call->body as members that begin with "_"; a body that has such members already
 * is refused. Not on the writer's thread.
 *
 * Returns: %FALSE with an error
 */
gboolean guo_station_prepare (GuoStation *self, const GuoVerb *verb, GuoCall *call, GError **error);

/**
 * guo_station_run:
 * @self: a station
 * @verb: a query or an act
 * @call: as guo_station_prepare(), which is called first
 * @error: return location
 *
 * Returns: (transfer full): the answer; %NULL with an error
 */
json_t *guo_station_run (GuoStation *self, const GuoVerb *verb, GuoCall *call, GError **error);

/**
 * guo_station_stop_recording:
 * @self: a station
 * @reason: (nullable): "disk-full" or "disk-read-only"; %NULL: records are possible again
 *
 * Every scale shows "stopped" from here on. Any thread.
 */
void guo_station_stop_recording (GuoStation *self, const gchar *reason);

/**
 * guo_station_recall:
 * @verb: a command
 * @command_id: 16 bytes
 * @call: db, params and body are filled in, prepared or not
 * @known: (out): whether the id was used, for whatever request
 * @error: return location
 *
 * Asked before anything else: who sends the same request with the same id again has a right to its answer,
 * whatever has become of his session meanwhile.
 *
 * Returns: (transfer full) (nullable): the first answer to the same request; %NULL without error when there
 *   is none
 */
json_t *guo_station_recall (const GuoVerb *verb, const guint8 *command_id, GuoCall *call, gboolean *known,
                            GError **error);

/**
 * guo_station_execute:
 * @self: a station
 * @verb: a command
 * @command_id: (nullable): 16 bytes; %NULL: not remembered (the station's own acts)
 * @call: prepared by guo_station_prepare(); station and db are set here. @after: %NULL: hooks are run
 *   here once it is durable; else the caller runs them with guo_after_run()
 * @error: return location
 *
 * Runs one command in a savepoint of the transaction that is open, or in one of its own; the command id
 * is looked up first. For the writer's thread and for unit tests.
 *
 * Returns: (transfer full): the answer; %NULL with an error, and nothing was changed
 */
json_t *guo_station_execute (GuoStation *self, const GuoVerb *verb, const guint8 *command_id, GuoCall *call,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoStation, guo_station_free)

G_END_DECLS
