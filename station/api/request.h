/* One HTTP request, from its headers to its answer.
 *
 * Belongs to libmicrohttpd's thread; while suspended, to the worker that has it. The worker sets the
 * answer and calls guo_request_finish(): from then on it is not the worker's any more.
 */
#pragma once

#include "station/api/connection.h"
#include "station/api/routes.h"

G_BEGIN_DECLS

typedef struct _GuoRequest GuoRequest;

struct _GuoRequest
{
  struct MHD_Connection *connection;
  GuoConnection *peer;
  GuoApiRoute route;
  gchar *path;        /* decoded */
  json_t *params;     /* query and parts of the path */
  GByteArray *raw;    /* (nullable): body as it comes */
  json_t *body;       /* (nullable): body, parsed */
  gboolean ran;       /* handed to a worker */
  gboolean drain;     /* refused, but its body is small: it is read first, or the client would not hear why */

  GuoActor actor;
  guint8 command_id[16];
  gchar *command_hex; /* (nullable) */

  guint status;       /* 0: no answer yet */
  GBytes *answer;     /* (nullable) */
  struct MHD_Response *stream; /* (nullable): instead of @answer */
  const gchar *content_type;
  const gchar *cache; /* (nullable) */
  gchar *location;    /* (nullable) */
  json_t *headers;    /* (nullable): further ones of a page, object of strings */
};

/**
 * guo_request_new:
 * @connection: whence
 * @path: decoded
 * @method: of the request
 *
 * Looks at the headers: whatever can be refused before the body comes has its answer afterwards.
 *
 * Returns: (transfer full): a request
 */
GuoRequest *guo_request_new (struct MHD_Connection *connection, const gchar *path, const gchar *method);

/**
 * guo_request_add_body:
 * @self: a request
 * @data: next piece of its body
 * @size: bytes of it; never more in all than the Content-Length, which was checked
 */
void guo_request_add_body (GuoRequest *self, const gchar *data, gsize size);

/**
 * guo_request_free:
 * @self: (nullable): a request
 */
void guo_request_free (GuoRequest *self);

/**
 * guo_request_parse:
 * @self: a POST whose body has come
 *
 * Body and Command-Id. Returns: %FALSE when the answer is a refusal
 */
gboolean guo_request_parse (GuoRequest *self);

/**
 * guo_request_answer:
 * @self: a request
 * @answer: (transfer none): JSON, or bytes by guo_answer_bytes()
 */
void guo_request_answer (GuoRequest *self, json_t *answer);

/**
 * guo_request_refuse:
 * @self: a request
 * @error: why; the status follows from it
 */
void guo_request_refuse (GuoRequest *self, const GError *error);

/**
 * guo_request_refuse_as:
 * @self: a request
 * @status: HTTP
 * @code: the word faces translate
 * @params: (transfer full) (nullable): what the sentence names
 * @message: English
 */
void guo_request_refuse_as (GuoRequest *self, guint status, const gchar *code, json_t *params,
                            const gchar *message);

/**
 * guo_request_finish:
 * @self: a suspended request that has its answer
 */
void guo_request_finish (GuoRequest *self);

/**
 * guo_request_send:
 * @self: a request that has its answer
 * @pages: (nullable): base of the public pages, told on the unix socket
 *
 * Returns: what libmicrohttpd wants to hear
 */
enum MHD_Result guo_request_send (GuoRequest *self, const gchar *pages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoRequest, guo_request_free)

G_END_DECLS
