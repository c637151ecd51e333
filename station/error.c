#include "station/error.h"

#include "db/error.h"
#include "drivers/error.h"

typedef struct
{
  gchar *code;
  json_t *params;
} GuoStationErrorPrivate;

static void
guo_station_error_private_init (GuoStationErrorPrivate *priv)
{
}

static void
guo_station_error_private_copy (const GuoStationErrorPrivate *from, GuoStationErrorPrivate *to)
{
  to->code = g_strdup (from->code);
  to->params = json_incref (from->params);
}

static void
guo_station_error_private_clear (GuoStationErrorPrivate *priv)
{
  g_free (priv->code);
  json_decref (priv->params);
}

/* GLib's macro casts from bytes that it has aligned itself. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (GuoStationError, guo_station_error)
#pragma GCC diagnostic pop

gboolean
guo_refuse (GError **error, GuoStationError kind, const gchar *code, json_t *params,
            const gchar *format, ...)
{
  va_list args;
  GError *refusal;
  GuoStationErrorPrivate *priv;

  if (error == NULL)
    {
      json_decref (params);
      return FALSE;
    }
  va_start (args, format);
  refusal = g_error_new_valist (GUO_STATION_ERROR, (gint) kind, format, args);
  va_end (args);
  priv = guo_station_error_get_private (refusal);
  priv->code = g_strdup (code);
  priv->params = params;
  g_propagate_error (error, refusal);
  return FALSE;
}

const gchar *
guo_refusal_code (const GError *error)
{
  if (error->domain == GUO_STATION_ERROR)
    {
      const gchar *code = guo_station_error_get_private (error)->code;

      return code != NULL ? code : "failed";
    }
  if (g_error_matches (error, GUO_DB_ERROR, GUO_DB_ERROR_FULL))
    return "disk-full";
  if (g_error_matches (error, GUO_DB_ERROR, GUO_DB_ERROR_READ_ONLY))
    return "disk-read-only";
  if (g_error_matches (error, GUO_DB_ERROR, GUO_DB_ERROR_INTERRUPTED))
    return "query-too-long";
  if (error->domain == GUO_DB_ERROR)
    return "database";
  if (error->domain == GUO_DRIVER_ERROR)
    return guo_driver_error_cause (error) != NULL ? guo_driver_error_cause (error) : "device";
  return "failed";
}

json_t *
guo_refusal_params (const GError *error)
{
  if (error->domain != GUO_STATION_ERROR)
    return NULL;
  return guo_station_error_get_private (error)->params;
}

void
guo_refusal_add (GError *error, const gchar *name, json_t *value)
{
  GuoStationErrorPrivate *priv;
  json_t *params;

  if (error->domain != GUO_STATION_ERROR)
    {
      json_decref (value);
      return;
    }
  priv = guo_station_error_get_private (error);
  params = priv->params != NULL ? json_copy (priv->params) : json_object ();
  json_object_set_new (params, name, value);
  json_decref (priv->params);
  priv->params = params;
}

static guint
station_status (gint code)
{
  switch ((GuoStationError) code)
    {
    case GUO_STATION_ERROR_BAD_FIELD:
      return 400;
    case GUO_STATION_ERROR_LOGIN:
      return 401;
    case GUO_STATION_ERROR_ROLE:
      return 403;
    case GUO_STATION_ERROR_NOT_FOUND:
      return 404;
    case GUO_STATION_ERROR_REFUSED:
    case GUO_STATION_ERROR_CONFLICT:
    case GUO_STATION_ERROR_DEVICE:
      return 409;
    case GUO_STATION_ERROR_BUSY:
      return 503;
    case GUO_STATION_ERROR_STOPPED:
      return 507;
    case GUO_STATION_ERROR_FAILED:
    default:
      return 500;
    }
}

guint
guo_refusal_status (const GError *error)
{
  if (error->domain == GUO_STATION_ERROR)
    return station_status (error->code);
  if (error->domain == GUO_DRIVER_ERROR)
    return 409;
  if (error->domain != GUO_DB_ERROR)
    return 500;
  switch ((GuoDbError) error->code)
    {
    case GUO_DB_ERROR_FULL:
    case GUO_DB_ERROR_READ_ONLY:
      return 507;
    case GUO_DB_ERROR_INTERRUPTED:
      return 503;
    case GUO_DB_ERROR_NOT_FOUND:
      return 404;
    case GUO_DB_ERROR_BAD_JSON:
      return 400;
    case GUO_DB_ERROR_OPEN:
    case GUO_DB_ERROR_NEWER:
    case GUO_DB_ERROR_BUSY:
    case GUO_DB_ERROR_CORRUPT:
    case GUO_DB_ERROR_CONSTRAINT:
    case GUO_DB_ERROR_BAD_PROOF:
    case GUO_DB_ERROR_FAILED:
    default:
      return 500;
    }
}
