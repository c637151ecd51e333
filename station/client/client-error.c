#include "station/client/client-error.h"

#include "station/client/sentences.h"

typedef struct
{
  gchar *code;
  json_t *params;
} GuoClientErrorPrivate;

static void
guo_client_error_private_init (GuoClientErrorPrivate *priv)
{
}

static void
guo_client_error_private_copy (const GuoClientErrorPrivate *from, GuoClientErrorPrivate *to)
{
  to->code = g_strdup (from->code);
  to->params = json_incref (from->params);
}

static void
guo_client_error_private_clear (GuoClientErrorPrivate *priv)
{
  g_free (priv->code);
  json_decref (priv->params);
}

/* GLib's macro casts from bytes that it has aligned itself. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (GuoClientError, guo_client_error)
#pragma GCC diagnostic pop

const gchar *
guo_client_error_code (const GError *error)
{
  const gchar *code = NULL;

  if (error != NULL && error->domain == GUO_CLIENT_ERROR)
    code = guo_client_error_get_private (error)->code;
  return code != NULL ? code : "";
}

json_t *
guo_client_error_params (const GError *error)
{
  if (error == NULL || error->domain != GUO_CLIENT_ERROR)
    return NULL;
  return guo_client_error_get_private (error)->params;
}

void
guo_client_refused (GError **error, GuoClientError kind, const gchar *code, json_t *params,
                    const gchar *message)
{
  g_autofree gchar *sentence = guo_client_sentence (code, params);
  GError *refusal;
  GuoClientErrorPrivate *priv;

  if (error == NULL)
    return;
  refusal = g_error_new_literal (GUO_CLIENT_ERROR, (gint) kind,
                                 sentence != NULL ? sentence : message);
  priv = guo_client_error_get_private (refusal);
  priv->code = g_strdup (code);
  priv->params = json_incref (params);
  g_propagate_error (error, refusal);
}
