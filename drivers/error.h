/* The one error domain of the drivers layer.
 *
 * A code exists only where a caller acts on it; the message names what and where (bytes in hex with
 * their offset) and is English, for the log. Faces translate the code.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GuoDriverError:
 * @GUO_DRIVER_ERROR_UNKNOWN_PROTOCOL: no protocol has this id
 * @GUO_DRIVER_ERROR_BAD_ADDRESS: a device address cannot be read (scheme, host, port, option)
 * @GUO_DRIVER_ERROR_BAD_ARGUMENT: a command, its argument or a scenario is not what the protocol knows
 * @GUO_DRIVER_ERROR_ABSENT: no such port or host now; it may come back
 * @GUO_DRIVER_ERROR_BUSY: another program holds the port; the message names it
 * @GUO_DRIVER_ERROR_DENIED: no right to open the port
 * @GUO_DRIVER_ERROR_LINE: the port did not take the line setting that was asked for
 * @GUO_DRIVER_ERROR_LOST: the cable or connection went away
 * @GUO_DRIVER_ERROR_SILENT: the device is there, but does not answer
 * @GUO_DRIVER_ERROR_UNIT: a weight in a unit that is refused for trade (lb, oz) or has no mass
 * @GUO_DRIVER_ERROR_RANGE: a number outside what can be held exactly
 * @GUO_DRIVER_ERROR_BAD_FILE: a capture, replay or scenario file is malformed; the message names the line
 */
typedef enum
{
  GUO_DRIVER_ERROR_UNKNOWN_PROTOCOL,
  GUO_DRIVER_ERROR_BAD_ADDRESS,
  GUO_DRIVER_ERROR_BAD_ARGUMENT,
  GUO_DRIVER_ERROR_ABSENT,
  GUO_DRIVER_ERROR_BUSY,
  GUO_DRIVER_ERROR_DENIED,
  GUO_DRIVER_ERROR_LINE,
  GUO_DRIVER_ERROR_LOST,
  GUO_DRIVER_ERROR_SILENT,
  GUO_DRIVER_ERROR_UNIT,
  GUO_DRIVER_ERROR_RANGE,
  GUO_DRIVER_ERROR_BAD_FILE,
} GuoDriverError;

#define GUO_DRIVER_ERROR (guo_driver_error_quark ())
/**
 * guo_driver_error_quark:
 *
 * Returns: the domain of #GuoDriverError
 */
GQuark guo_driver_error_quark (void);

/**
 * guo_driver_error_cause:
 * @error: (nullable): any error
 *
 * Returns: (nullable): what a person can act on, as a word for programs: "device-absent", "-busy", "-denied", "-line",
 *   "-lost", "-silent"; %NULL for any other error
 */
const gchar *guo_driver_error_cause (const GError *error);

G_END_DECLS
