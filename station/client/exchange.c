#include "station/client/exchange.h"

#include "station/client/client-error.h"
#include "station/client/row.h"
#include "station/client/session.h"

void
guo_exchange_free (GuoExchange *self)
{
  if (self == NULL)
    return;
  g_free (self->method);
  g_free (self->path);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->command_id);
  g_free (self->token);
  g_free (self->name);
  g_free (self);
}

static void
bad_answer (GError **error, const gchar *reason)
{
  json_auto_t *params = json_pack ("{s:s}", "reason", reason);

  guo_client_refused (error, GUO_CLIENT_ERROR_BAD_ANSWER, "bad-answer", params, reason);
}

SoupMessage *
guo_exchange_message (GuoExchange *self, GError **error)
{
  SoupMessage *message = guo_session_message (self->method, self->path);
  SoupMessageHeaders *headers;

  if (message == NULL)
    {
      bad_answer (error, self->path);
      return NULL;
    }
  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Guozhan-Client", self->name);
  if (self->command_id != NULL)
    soup_message_headers_replace (headers, "Command-Id", self->command_id);
  if (self->token != NULL)
    {
      g_autofree gchar *bearer = g_strconcat ("Bearer ", self->token, NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
    }
  if (self->body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", self->body);
  return message;
}

static json_t *
parse (GBytes *bytes, json_error_t *fault)
{
  gsize size;
  const gchar *text = g_bytes_get_data (bytes, &size);

  return json_loadb (text != NULL ? text : "", size, JSON_DECODE_ANY, fault);
}

json_t *
guo_exchange_json (GBytes *bytes, GError **error)
{
  json_error_t fault;
  json_t *answer;

  if (bytes == NULL)
    return NULL;
  answer = parse (bytes, &fault);
  if (answer == NULL)
    bad_answer (error, fault.text);
  return answer;
}

GBytes *
guo_exchange_understand (SoupMessage *message, GBytes *bytes, GError **error)
{
  guint status = soup_message_get_status (message);
  json_auto_t *answer = NULL;
  json_t *refusal;

  if (status >= 200 && status < 300)
    return g_bytes_ref (bytes);
  answer = parse (bytes, NULL);
  refusal = json_object_get (answer, "error");
  if (json_is_object (refusal))
    {
      guo_client_refused (error, GUO_CLIENT_ERROR_REFUSED, guo_row_text (refusal, "code"),
                          json_object_get (refusal, "params"), guo_row_text (refusal, "message"));
    }
  else
    {
      g_autofree gchar *reason
        = g_strdup_printf ("%u %s", status, soup_message_get_reason_phrase (message));

      bad_answer (error, reason);
    }
  return NULL;
}

void
guo_exchange_broken (const GError *cause, GError **error)
{
  json_auto_t *params = NULL;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_error_copy (cause));
      return;
    }
  params = json_pack ("{s:s}", "reason", cause->message);
  guo_client_refused (error, GUO_CLIENT_ERROR_BROKEN, "connection-broken", params, cause->message);
}
