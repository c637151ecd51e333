/* A line setting as it is written in addresses, "9600/8n1". Only drivers/transport includes this. */
#pragma once

#include "drivers/error.h"

#include <libserialport.h>

G_BEGIN_DECLS

typedef struct
{
  gint baud;
  gint bits; /* 7 or 8 */
  enum sp_parity parity;
  gint stop; /* 1 or 2 */
} GuoSerialLine;

/**
 * guo_serial_line_parse:
 * @text: "9600/8n1": baud, data bits 7 or 8, parity n, e or o, stop bits 1 or 2
 * @line: (out): the setting
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ADDRESS
 */
gboolean guo_serial_line_parse (const gchar *text, GuoSerialLine *line, GError **error);

/**
 * guo_serial_line_apply:
 * @line: the setting
 * @port: an open port
 * @error: return location
 *
 * Sets it in one step, without flow control, reads it back and compares.
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_LINE; the message says what was asked for and what the port has
 */
gboolean guo_serial_line_apply (const GuoSerialLine *line, struct sp_port *port, GError **error);

G_END_DECLS
