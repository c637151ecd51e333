/* The error domain of the house's rules.
 *
 * A refusal has a code (a short word that faces translate) and parameters beside the GError: they
 * travel together as an extended error. HTTP status follows from the GError code alone.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * GuoStationError:
 * @GUO_STATION_ERROR_REFUSED: a rule of the house says no (409)
 * @GUO_STATION_ERROR_BAD_FIELD: a field of a request or a column of a file is missing, of the wrong
 *   type, out of range or unknown; params: field, and line, column, reason for files (400)
 * @GUO_STATION_ERROR_NOT_FOUND: no such thing (404)
 * @GUO_STATION_ERROR_LOGIN: nobody is logged in, or the PIN is wrong (401)
 * @GUO_STATION_ERROR_ROLE: a supervisor is needed (403)
 * @GUO_STATION_ERROR_CONFLICT: this command id was used for another request (409)
 * @GUO_STATION_ERROR_BUSY: queues are full or views are being rebuilt; try again (503)
 * @GUO_STATION_ERROR_STOPPED: the disk is full or read-only; nothing was recorded (507)
 * @GUO_STATION_ERROR_DEVICE: a device is absent or does not answer (409)
 * @GUO_STATION_ERROR_FAILED: a fault of ours; the log has the detail (500)
 */
typedef enum
{
  GUO_STATION_ERROR_REFUSED,
  GUO_STATION_ERROR_BAD_FIELD,
  GUO_STATION_ERROR_NOT_FOUND,
  GUO_STATION_ERROR_LOGIN,
  GUO_STATION_ERROR_ROLE,
  GUO_STATION_ERROR_CONFLICT,
  GUO_STATION_ERROR_BUSY,
  GUO_STATION_ERROR_STOPPED,
  GUO_STATION_ERROR_DEVICE,
  GUO_STATION_ERROR_FAILED,
} GuoStationError;

#define GUO_STATION_ERROR (guo_station_error_quark ())
/**
 * guo_station_error_quark:
 *
 * Returns: the domain of #GuoStationError
 */
GQuark guo_station_error_quark (void);

/**
 * guo_refuse:
 * @error: (nullable): return location
 * @kind: the #GuoStationError
 * @code: the word faces translate: "scale-moving", "bad-field", "no-such-lot" ...
 * @params: (transfer full) (nullable): JSON object of what the sentence names
 * @format: English sentence for the log, printf style
 * @...: its arguments
 *
 * Returns: %FALSE always, so that a rule can end with it
 */
gboolean guo_refuse (GError **error, GuoStationError kind, const gchar *code, json_t *params,
                     const gchar *format, ...) G_GNUC_PRINTF (5, 6);

/**
 * guo_refusal_code:
 * @error: any error
 *
 * Returns: (transfer none): the code of a refusal, or a general one for an error of another layer
 *   ("disk-full", "database", "device", "failed")
 */
const gchar *guo_refusal_code (const GError *error);

/**
 * guo_refusal_params:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): the parameters
 */
json_t *guo_refusal_params (const GError *error);

/**
 * guo_refusal_add:
 * @error: any error
 * @name: of a parameter
 * @value: (transfer full): its value
 *
 * Adds a parameter to a refusal; an error of another layer has none, and stays as it is.
 */
void guo_refusal_add (GError *error, const gchar *name, json_t *value);

/**
 * guo_refusal_status:
 * @error: any error
 *
 * Returns: the HTTP status that stands for it, 400 to 507
 */
guint guo_refusal_status (const GError *error);

G_END_DECLS
