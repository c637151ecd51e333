#include "station/api/request.h"

#include "station/bytes.h"

#include <string.h>

#define ID_BYTES 16
#define DRAIN_MAX 1048576 /* bytes of a body that is read though the request is refused */

/* Headers that libmicrohttpd lets pass twice; nginx and libsoup send each once. */
typedef struct
{
  guint hosts;
  guint lengths;
  guint encodings;
  guint names; /* that are no tokens: "Content-Length : 5" */
} HeaderCount;

static enum MHD_Result
count_header (void *cls, enum MHD_ValueKind kind, const char *key, const char *value)
{
  HeaderCount *count = cls;

  count->hosts += g_ascii_strcasecmp (key, "Host") == 0 ? 1 : 0;
  count->lengths += g_ascii_strcasecmp (key, "Content-Length") == 0 ? 1 : 0;
  count->encodings += g_ascii_strcasecmp (key, "Transfer-Encoding") == 0 ? 1 : 0;
  count->names += strpbrk (key, " \t") != NULL ? 1 : 0;
  return MHD_YES;
}

static const gchar *
header (GuoRequest *self, const gchar *name)
{
  return MHD_lookup_connection_value (self->connection, MHD_HEADER_KIND, name);
}

static enum MHD_Result
take_argument (void *cls, enum MHD_ValueKind kind, const char *key, const char *value)
{
  GuoRequest *self = cls;

  if (json_object_set_new (self->params, key, json_string (value != NULL ? value : "")) == 0)
    return MHD_YES;
  guo_request_refuse_as (self, 400, "bad-request", json_pack ("{s:s}", "reason", "query is not UTF-8"),
                         "the query is not UTF-8");
  return MHD_NO;
}

static void
refuse_reason (GuoRequest *self, guint status, const gchar *code, const gchar *reason)
{
  guo_request_refuse_as (self, status, code, json_pack ("{s:s}", "reason", reason), reason);
}

static void
check_framing (GuoRequest *self, HeaderCount *count)
{
  MHD_get_connection_values (self->connection, MHD_HEADER_KIND, count_header, count);
  if (count->encodings > 0)
    refuse_reason (self, 411, "length-needed", "Transfer-Encoding is not taken");
  else if (count->hosts != 1)
    refuse_reason (self, 400, "bad-request", "exactly one Host header is needed");
  else if (count->names > 0)
    refuse_reason (self, 400, "bad-request", "white space in the name of a header");
  else if (count->lengths > 1)
    refuse_reason (self, 400, "bad-request", "two Content-Length headers");
}

static void
check_length (GuoRequest *self)
{
  guint64 length = 0;

  if (!g_ascii_string_to_unsigned (header (self, "Content-Length"), 10, 0, G_MAXINT64, &length, NULL))
    refuse_reason (self, 400, "bad-request", "Content-Length is no number");
  else if (self->status != 0)
    self->drain = length > 0 && length <= DRAIN_MAX;
  else if (length > self->route.body_max)
    guo_request_refuse_as (self, 413, "too-large",
                           json_pack ("{s:I}", "max", (json_int_t) self->route.body_max),
                           "the body is too large");
  else if (length > 0)
    self->raw = g_byte_array_sized_new ((guint) length);
}

static void
check_route (GuoRequest *self)
{
  if (self->route.kind != GUO_API_ROUTE_NONE)
    return;
  if (self->route.allow != NULL)
    guo_request_refuse_as (self, 405, "wrong-method",
                           json_pack ("{s:s?,s:s}", "path", self->path, "allow", self->route.allow),
                           "the path has other methods");
  else
    guo_request_refuse_as (self, 404, "no-such-path", json_pack ("{s:s?}", "path", self->path),
                           "no such path");
}

GuoRequest *
guo_request_new (struct MHD_Connection *connection, const gchar *path, const gchar *method)
{
  GuoRequest *self = g_new0 (GuoRequest, 1);
  HeaderCount count = { 0 };

  self->connection = connection;
  self->peer = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
  self->path = g_utf8_make_valid (path, -1);
  self->params = json_object ();
  check_framing (self, &count);
  if (self->status != 0)
    return self;
  MHD_get_connection_values (connection, MHD_GET_ARGUMENT_KIND, take_argument, self);
  if (self->status != 0)
    return self;
  guo_api_route_find (method, path, self->peer->local, self->params, &self->route);
  check_route (self);
  if (count.lengths == 1)
    check_length (self);
  return self;
}

void
guo_request_add_body (GuoRequest *self, const gchar *data, gsize size)
{
  if (self->raw != NULL)
    g_byte_array_append (self->raw, (const guint8 *) data, (guint) size);
}

void
guo_request_free (GuoRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  json_decref (self->params);
  g_clear_pointer (&self->raw, g_byte_array_unref);
  json_decref (self->body);
  g_free (self->command_hex);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_free (self->location);
  json_decref (self->headers);
  g_free (self);
}

static gboolean
parse_id (GuoRequest *self)
{
  const gchar *text = header (self, "Command-Id");
  gboolean good = text != NULL && strlen (text) == 2 * ID_BYTES;

  for (gsize i = 0; good && i < ID_BYTES; i++)
    {
      gint high = g_ascii_xdigit_value (text[2 * i]);
      gint low = g_ascii_xdigit_value (text[2 * i + 1]);

      good = high >= 0 && low >= 0;
      self->command_id[i] = (guint8) (good ? high * 16 + low : 0);
    }
  if (!good)
    {
      guo_request_refuse_as (self, 400, "command-id-missing", NULL,
                             "a change needs a Command-Id of 32 hexadecimal digits");
      return FALSE;
    }
  self->command_hex = g_ascii_strdown (text, -1);
  return TRUE;
}

static gboolean
parse_body (GuoRequest *self)
{
  json_error_t fault = { .text = "not an object" };

  if (self->raw == NULL)
    {
      self->body = json_object ();
      return TRUE;
    }
  self->body = json_loadb ((const char *) self->raw->data, self->raw->len, JSON_REJECT_DUPLICATES,
                           &fault);
  if (json_is_object (self->body))
    return TRUE;
  guo_request_refuse_as (self, 400, "bad-json",
                         json_pack ("{s:i,s:s}", "offset", MAX (fault.position, 0), "reason",
                                    self->body != NULL ? "the body is not an object" : fault.text),
                         "the body is not a JSON object");
  return FALSE;
}

gboolean
guo_request_parse (GuoRequest *self)
{
  if (self->route.verb->kind == GUO_VERB_COMMAND && !parse_id (self))
    return FALSE;
  return parse_body (self);
}

static void
set_json (GuoRequest *self, guint status, json_t *json)
{
  gchar *text = json_dumps (json, JSON_COMPACT | JSON_ENCODE_ANY);

  self->status = status;
  self->content_type = "application/json";
  self->answer = g_bytes_new_with_free_func (text, strlen (text), free, text);
}

void
guo_request_answer (GuoRequest *self, json_t *answer)
{
  const gchar *content_type;
  GBytes *bytes = guo_answer_take_bytes (answer, &content_type);

  if (bytes == NULL)
    {
      set_json (self, 200, answer);
      return;
    }
  self->status = 200;
  self->answer = bytes;
  self->content_type = g_intern_string (content_type);
}

void
guo_request_refuse_as (GuoRequest *self, guint status, const gchar *code, json_t *params,
                       const gchar *message)
{
  json_t *given = params != NULL ? params : json_object ();
  g_autofree gchar *said = g_utf8_make_valid (message, -1);
  json_auto_t *answer = json_pack ("{s:{s:s,s:o,s:s}}", "error", "code", code, "params", given,
                                   "message", said);

  set_json (self, status, answer);
}

void
guo_request_refuse (GuoRequest *self, const GError *error)
{
  json_t *params = json_incref (guo_refusal_params (error));

  if (params == NULL)
    {
      g_autofree gchar *reason = g_utf8_make_valid (error->message, -1);

      params = json_pack ("{s:s}", "reason", reason);
    }
  guo_request_refuse_as (self, guo_refusal_status (error), guo_refusal_code (error), params,
                         error->message);
}

void
guo_request_finish (GuoRequest *self)
{
  MHD_resume_connection (self->connection);
}

static void
bytes_unref (void *bytes)
{
  g_bytes_unref (bytes);
}

static struct MHD_Response *
make_response (GuoRequest *self)
{
  gsize size = 0;
  gconstpointer data;
  struct MHD_Response *response;

  if (self->stream != NULL)
    return g_steal_pointer (&self->stream);
  data = g_bytes_get_data (self->answer, &size);
  response = MHD_create_response_from_buffer_with_free_callback_cls (size, (void *) data, bytes_unref,
                                                                     self->answer);
  self->answer = NULL;
  return response;
}

static void
add_header (struct MHD_Response *response, const gchar *name, const gchar *value)
{
  if (value != NULL)
    MHD_add_response_header (response, name, value);
}

static void
add_headers (struct MHD_Response *response, json_t *headers)
{
  const gchar *name;
  json_t *value;

  json_object_foreach (headers, name, value)
    add_header (response, name, json_string_value (value));
}

enum MHD_Result
guo_request_send (GuoRequest *self, const gchar *pages)
{
  gboolean stream = self->stream != NULL;
  struct MHD_Response *response = make_response (self);
  enum MHD_Result sent;

  add_header (response, "Content-Type", self->content_type);
  if (self->headers == NULL)
    add_header (response, "X-Content-Type-Options", "nosniff");
  add_header (response, "Cache-Control", self->cache != NULL ? self->cache : "no-store");
  add_header (response, "Location", self->location);
  add_header (response, "Retry-After", self->status == 503 ? "1" : NULL);
  add_header (response, "Allow", self->status == 405 ? self->route.allow : NULL);
  add_header (response, "WWW-Authenticate", self->status == 401 ? "Bearer" : NULL);
  add_header (response, "Guozhan-Pages", self->peer->local ? pages : NULL);
  add_headers (response, self->headers);
  if (!stream)
    guo_connection_set_deadline (self->peer, GUO_ANSWER_S);
  sent = MHD_queue_response (self->connection, self->status, response);
  MHD_destroy_response (response);
  return sent;
}
