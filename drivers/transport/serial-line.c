#include "drivers/transport/serial-line.h"

#include <errno.h>
#include <string.h>

typedef struct sp_port_config PortConfig;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortConfig, sp_free_config)

static const gint bauds[] = { 300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400 };

static const gchar parity_letters[] = {
  [SP_PARITY_NONE] = 'n',
  [SP_PARITY_ODD] = 'o',
  [SP_PARITY_EVEN] = 'e',
};

static gboolean
baud_is_known (guint64 baud)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bauds); i++)
    if ((guint64) bauds[i] == baud)
      return TRUE;
  return FALSE;
}

gboolean
guo_serial_line_parse (const gchar *text, GuoSerialLine *line, GError **error)
{
  gchar *frame = NULL;
  guint64 baud = g_ascii_strtoull (text, &frame, 10);
  const gchar *parity = NULL;

  if (g_ascii_isdigit (text[0]) && strlen (frame) == 4 && frame[0] == '/')
    parity = memchr (parity_letters, g_ascii_tolower (frame[2]), sizeof parity_letters);
  if (parity == NULL || !baud_is_known (baud) || (frame[1] != '7' && frame[1] != '8')
      || (frame[3] != '1' && frame[3] != '2'))
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS,
                   "line setting \"%s\": baud from 300 to 230400, bits, parity and stop bits are needed, as 9600/8n1",
                   text);
      return FALSE;
    }
  line->baud = (gint) baud;
  line->bits = frame[1] - '0';
  line->parity = (enum sp_parity) (parity - parity_letters);
  line->stop = frame[3] - '0';
  return TRUE;
}

static gchar *
describe (const GuoSerialLine *line)
{
  gboolean known = line->parity >= 0 && (gsize) line->parity < sizeof parity_letters;

  return g_strdup_printf ("%d/%d%c%d", line->baud, line->bits, known ? parity_letters[line->parity] : '?', line->stop);
}

/* Returns: whether the port has taken the setting, with what it has in @now. */
static gboolean
read_back (struct sp_port *port, const GuoSerialLine *line, GuoSerialLine *now)
{
  g_autoptr (PortConfig) config = NULL;

  if (sp_new_config (&config) != SP_OK || sp_get_config (port, config) != SP_OK
      || sp_get_config_baudrate (config, &now->baud) != SP_OK || sp_get_config_bits (config, &now->bits) != SP_OK
      || sp_get_config_parity (config, &now->parity) != SP_OK || sp_get_config_stopbits (config, &now->stop) != SP_OK)
    return FALSE;
  return now->baud == line->baud && now->bits == line->bits && now->parity == line->parity && now->stop == line->stop;
}

gboolean
guo_serial_line_apply (const GuoSerialLine *line, struct sp_port *port, GError **error)
{
  g_autoptr (PortConfig) config = NULL;
  GuoSerialLine now = { 0 };
  g_autofree gchar *asked = describe (line);
  g_autofree gchar *has = NULL;

  /* One sp_set_config() is one change on the line; the single setters send a coding each. Software flow
   * control would swallow the 13h and 11h of protocols that use them as data. */
  if (sp_new_config (&config) == SP_OK && sp_set_config_baudrate (config, line->baud) == SP_OK
      && sp_set_config_bits (config, line->bits) == SP_OK && sp_set_config_parity (config, line->parity) == SP_OK
      && sp_set_config_stopbits (config, line->stop) == SP_OK
      && sp_set_config_flowcontrol (config, SP_FLOWCONTROL_NONE) == SP_OK && sp_set_config (port, config) != SP_OK)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LINE, "the port refuses the line setting %s: %s", asked,
                   g_strerror (errno));
      return FALSE;
    }
  if (read_back (port, line, &now))
    return TRUE;
  has = describe (&now);
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LINE, "the line setting %s was asked for, the port has %s", asked,
               has);
  return FALSE;
}
