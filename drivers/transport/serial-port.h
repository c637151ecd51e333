/* Which port a device is at, and who else holds it. Only drivers/transport includes this. */
#pragma once

#include "drivers/error.h"

#include <libserialport.h>

G_BEGIN_DECLS

/* What is known of a device behind a port, to find it again under another name. */
typedef struct
{
  gint vendor; /* USB vendor and product, -1: none */
  gint product;
  gchar *serial; /* (nullable): USB serial number */
  gchar *place;  /* (nullable): the USB socket, a path of sysfs */
} GuoSerialIdentity;

/**
 * guo_serial_identity_read:
 * @self: (inout): filled anew
 * @port: a port as listed
 */
void guo_serial_identity_read (GuoSerialIdentity *self, struct sp_port *port);

/**
 * guo_serial_identity_clear:
 * @self: emptied
 */
void guo_serial_identity_clear (GuoSerialIdentity *self);

/**
 * guo_serial_port_find:
 * @name: device file as configured; a link as of /dev/serial/by-id is followed
 * @known: the device that was open before; all empty: none was
 * @error: return location
 *
 * A device seen before is looked for by its USB serial number, else by its socket: after a replug it may have
 * another name, and its name may belong to another device.
 *
 * Returns: (transfer full): the port, to be freed with sp_free_port(), or %NULL with %GUO_DRIVER_ERROR_ABSENT
 */
struct sp_port *guo_serial_port_find (const gchar *name, const GuoSerialIdentity *known, GError **error);

/**
 * GuoSerialPortFound:
 * @name: device file
 * @description: (nullable): what the adapter says of itself, "USB2.0-Serial"
 * @user_data: of whom asks
 */
typedef void (*GuoSerialPortFound) (const gchar *name, const gchar *description, gpointer user_data);

/**
 * guo_serial_ports_each:
 * @found: called for each serial port that is there now
 * @user_data: for @found
 *
 * Opens none of them.
 */
void guo_serial_ports_each (GuoSerialPortFound found, gpointer user_data);

/**
 * guo_serial_port_holder:
 * @name: device file
 *
 * Returns: (transfer full) (nullable): "minicom (process 4711)" when another process is seen to have the port
 *   open; processes of other users are not seen without rights
 */
gchar *guo_serial_port_holder (const gchar *name);

G_END_DECLS
