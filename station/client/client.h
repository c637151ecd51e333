/* What a face may use: one connection to the daemon of one database.
 *
 * GuoClient belongs to the thread-default main context on which it was made; signals come there. A face
 * that finds no daemon starts one (`guozhand --for-session`) and waits for it, at most 5 s.
 */
#pragma once

#include <gio/gio.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * GuoClientError:
 * @GUO_CLIENT_ERROR_REFUSED: the station said no: guo_client_error_code() has the word
 * @GUO_CLIENT_ERROR_NO_DAEMON: no daemon answers and none could be started
 * @GUO_CLIENT_ERROR_BROKEN: the connection broke; a change may be sent again with the same id
 * @GUO_CLIENT_ERROR_BAD_ANSWER: the answer is not what the interface promises
 */
typedef enum
{
  GUO_CLIENT_ERROR_REFUSED,
  GUO_CLIENT_ERROR_NO_DAEMON,
  GUO_CLIENT_ERROR_BROKEN,
  GUO_CLIENT_ERROR_BAD_ANSWER,
} GuoClientError;

#define GUO_CLIENT_ERROR (guo_client_error_quark ())
/**
 * guo_client_error_quark:
 *
 * Returns: the domain of #GuoClientError; messages are sentences in the user's language
 */
GQuark guo_client_error_quark (void);

/**
 * guo_client_error_code:
 * @error: any error
 *
 * Returns: (transfer none): the station's word ("scale-moving"), or "" where there is none
 */
const gchar *guo_client_error_code (const GError *error);

/**
 * guo_client_error_params:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): the station's parameters, a JSON object
 */
json_t *guo_client_error_params (const GError *error);

#define GUO_TYPE_CLIENT (guo_client_get_type ())
G_DECLARE_FINAL_TYPE (GuoClient, guo_client, GUO, CLIENT, GObject)

/* Signals:
 *   "live" (const gchar *topic, gpointer json_t): one line of the live stream; the object is borrowed
 *   "connection" (gboolean up): the daemon went away, or is back (state is sent anew after it)
 */

/**
 * guo_client_database_path:
 * @given: (nullable): what --db said
 *
 * Returns: (transfer full): @given, else $GUOZHAN_DB, else $XDG_DATA_HOME/guozhan/station.db; absolute
 */
gchar *guo_client_database_path (const gchar *given);

/**
 * guo_client_new:
 * @database: file name of the database
 * @name: who we are, for the record: "guozhan", "guozhanctl"
 *
 * Returns: (transfer full): a client, not connected yet
 */
GuoClient *guo_client_new (const gchar *database, const gchar *name);

/**
 * guo_client_connect:
 * @self: a client
 * @start: whether to start a daemon when none answers
 * @error: return location
 *
 * Blocks up to 5 s. For the command line, and for the application before its window.
 *
 * Returns: %FALSE with %GUO_CLIENT_ERROR_NO_DAEMON
 */
gboolean guo_client_connect (GuoClient *self, gboolean start, GError **error);

/**
 * guo_client_pages_url:
 * @self: a connected client
 *
 * Returns: (transfer none) (nullable): "http://127.0.0.1:8480", where the public pages answer here
 */
const gchar *guo_client_pages_url (GuoClient *self);

/**
 * guo_client_new_id:
 *
 * Returns: (transfer full): a fresh Command-Id, 32 hex digits
 */
gchar *guo_client_new_id (void);

/**
 * guo_client_request:
 * @self: a connected client
 * @method: "GET" or "POST"
 * @path: path and query, percent-encoded by the caller where needed
 * @body: (transfer full) (nullable): JSON object
 * @command_id: (nullable): 32 hex of a change; %NULL: a POST gets a fresh one
 * @error: return location
 *
 * Blocks. For the command line. A change whose connection broke is sent again with the same id, for up to
 * 10 s.
 *
 * Returns: (transfer full): the answer; %NULL with a #GuoClientError
 */
json_t *guo_client_request (GuoClient *self, const gchar *method, const gchar *path, json_t *body,
                            const gchar *command_id, GError **error);

/**
 * guo_client_request_async:
 * @self: a connected client
 * @method: as guo_client_request()
 * @path: as guo_client_request()
 * @body: (transfer full) (nullable): JSON object
 * @command_id: (nullable): as guo_client_request(); a change whose connection broke is sent again by
 *   itself, with the same id, for up to 10 s
 * @cancellable: (nullable): to give up waiting
 * @callback: called on the client's context
 * @user_data: for @callback
 */
void guo_client_request_async (GuoClient *self, const gchar *method, const gchar *path, json_t *body,
                               const gchar *command_id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);

/**
 * guo_client_request_finish:
 * @self: a client
 * @result: of guo_client_request_async()
 * @error: return location
 *
 * Returns: (transfer full): the answer; %NULL with a #GuoClientError or %G_IO_ERROR_CANCELLED
 */
json_t *guo_client_request_finish (GuoClient *self, GAsyncResult *result, GError **error);

/**
 * guo_client_fetch:
 * @self: a connected client
 * @path: path and query
 * @error: return location
 *
 * Blocks. For answers that are no JSON (a label's picture).
 *
 * Returns: (transfer full): the bytes; %NULL with a #GuoClientError
 */
GBytes *guo_client_fetch (GuoClient *self, const gchar *path, GError **error);

/**
 * guo_client_fetch_async:
 * @self: a connected client
 * @path: path and query
 * @cancellable: (nullable): to give up waiting
 * @callback: called on the client's context
 * @user_data: for @callback
 */
void guo_client_fetch_async (GuoClient *self, const gchar *path, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);

/**
 * guo_client_fetch_finish:
 * @self: a client
 * @result: of guo_client_fetch_async()
 * @error: return location
 *
 * Returns: (transfer full): the bytes; %NULL with a #GuoClientError or %G_IO_ERROR_CANCELLED
 */
GBytes *guo_client_fetch_finish (GuoClient *self, GAsyncResult *result, GError **error);

/**
 * guo_client_path:
 * @path: "/v1/parties"
 * @...: pairs of name and value (text; a pair whose value is %NULL is left out), ended by %NULL
 *
 * Returns: (transfer full): path and query, percent-encoded
 */
gchar *guo_client_path (const gchar *path, ...) G_GNUC_NULL_TERMINATED;

/**
 * guo_client_set_token:
 * @self: a client
 * @token: (nullable): of POST /v1/login; %NULL: logged out
 */
void guo_client_set_token (GuoClient *self, const gchar *token);

/**
 * guo_client_listen:
 * @self: a connected client
 * @topics: comma separated: "weight,devices,queue,events"
 *
 * Opens the live stream and keeps it open: after a break it tries again (100 ms to 2 s), starting a
 * daemon when none answers.
 */
void guo_client_listen (GuoClient *self, const gchar *topics);

/**
 * guo_client_silence_ms:
 * @self: a client
 *
 * The daemon beats each 500 ms: a stream that is silent for longer than 1 s shows no live values any more.
 *
 * Returns: milliseconds since the last line or beat of the live stream; %G_MAXINT while it is down
 */
gint guo_client_silence_ms (GuoClient *self);

G_END_DECLS
