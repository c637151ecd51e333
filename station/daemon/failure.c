#include "station/daemon/failure.h"

#include "db/error.h"
#include "station/client/sentences.h"
#include "station/error.h"

#include <stdio.h>

gboolean
guo_failure_set (GuoFailure *self, const gchar *code, json_t *params, const gchar *message)
{
  guo_failure_clear (self);
  self->code = g_strdup (code);
  self->params = params;
  self->message = g_strdup (message);
  return FALSE;
}

static const gchar *
code_of (const GError *error)
{
  if (error->domain == GUO_STATION_ERROR)
    return guo_refusal_code (error);
  if (error->domain != GUO_DB_ERROR)
    return "database-unreadable";
  switch ((GuoDbError) error->code)
    {
    case GUO_DB_ERROR_NEWER:
      return "database-newer";
    case GUO_DB_ERROR_CORRUPT:
      return "database-damaged";
    case GUO_DB_ERROR_READ_ONLY:
      return "folder-read-only";
    case GUO_DB_ERROR_FULL:
      return "disk-full";
    case GUO_DB_ERROR_OPEN:
    case GUO_DB_ERROR_BUSY:
    case GUO_DB_ERROR_CONSTRAINT:
    case GUO_DB_ERROR_INTERRUPTED:
    case GUO_DB_ERROR_BAD_JSON:
    case GUO_DB_ERROR_BAD_PROOF:
    case GUO_DB_ERROR_NOT_FOUND:
    case GUO_DB_ERROR_FAILED:
    default:
      return "database-unreadable";
    }
}

gboolean
guo_failure_set_from_store (GuoFailure *self, const gchar *database, const GError *error)
{
  g_autofree gchar *reason = g_utf8_make_valid (error->message, -1);
  json_t *known = error->domain == GUO_STATION_ERROR ? guo_refusal_params (error) : NULL;
  json_t *params = known != NULL ? json_incref (known)
                                 : json_pack ("{s:s,s:s}", "database", database, "reason", reason);

  return guo_failure_set (self, code_of (error), params, reason);
}

void
guo_failure_tell (const GuoFailure *self, gint ready_fd)
{
  g_autofree gchar *sentence = guo_client_sentence (self->code, self->params);
  json_auto_t *line = NULL;

  fprintf (stderr, "guozhand: %s\n", sentence != NULL ? sentence : self->message);
  if (ready_fd < 0)
    return;
  line = json_pack ("{s:{s:s,s:O,s:s}}", "error", "code", self->code, "params", self->params,
                    "message", self->message);
  json_dumpfd (line, ready_fd, JSON_COMPACT);
  dprintf (ready_fd, "\n");
}

void
guo_failure_clear (GuoFailure *self)
{
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->params, json_decref);
  g_clear_pointer (&self->message, g_free);
}
