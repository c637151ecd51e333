#include "drivers/printer/way.h"

#include "drivers/printer/link.h"
#include "drivers/transport.h"
#include "drivers/usb/device.h"

#include <string.h>

static gboolean
check_tcp (const gchar *rest, GError **error)
{
  return guo_printer_tcp_address (rest, NULL, NULL, error);
}

static gboolean
check_usb (const gchar *rest, GError **error)
{
  GuoUsbAddress address;

  if (!guo_usb_address_parse (rest, &address, error))
    return FALSE;
  guo_usb_address_clear (&address);
  return TRUE;
}

static gboolean
check_serial (const gchar *rest, GError **error)
{
  g_autofree gchar *address = g_strconcat ("serial:", rest, NULL);
  g_autoptr (GuoTransport) transport = guo_transport_new (address, error);

  return transport != NULL;
}

static const struct
{
  const gchar *scheme;
  gboolean (*check) (const gchar *rest, GError **error);
  GuoPrinterWay *(*open) (const gchar *rest, GCancellable *cancel, GError **error);
} ways[] = {
  { "tcp:", check_tcp, guo_printer_way_tcp },
  { "usb:", check_usb, guo_printer_way_usb },
  { "serial:", check_serial, guo_printer_way_serial },
  { "cups:", guo_printer_cups_queue, guo_printer_way_cups },
};

static gint
find (const gchar *address, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_has_prefix (address, ways[i].scheme))
      return (gint) i;
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS,
               "“%s”: a printer is tcp:HOST:PORT, usb:VENDOR:PRODUCT, serial:DEVICE or cups:QUEUE", address);
  return -1;
}

gboolean
guo_printer_address_check (const gchar *address, GError **error)
{
  gint way = find (address, error);

  return way >= 0 && ways[way].check (address + strlen (ways[way].scheme), error);
}

GuoPrinterWay *
guo_printer_way_open (const gchar *address, GCancellable *cancel, GError **error)
{
  gint way = find (address, error);
  GuoPrinterWay *self = way >= 0 ? ways[way].open (address + strlen (ways[way].scheme), cancel, error) : NULL;

  if (self != NULL)
    self->cancel = cancel;
  return self;
}

gboolean
guo_printer_way_lost (const gchar *reason, GError **error)
{
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LOST, "the printer's connection: %s",
               reason != NULL ? reason : "closed by the printer");
  return FALSE;
}
