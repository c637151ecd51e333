#include "station/device-line.h"

#include "drivers/error.h"

const gchar *
guo_link_name (GuoTransportState link)
{
  switch (link)
    {
    case GUO_TRANSPORT_OPENING:
      return "opening";
    case GUO_TRANSPORT_OPEN:
      return "open";
    case GUO_TRANSPORT_ENDED:
    case GUO_TRANSPORT_LOST:
    default:
      return "lost";
    }
}

void
guo_device_line_fault (json_t *line, const GError *error)
{
  const gchar *cause = guo_driver_error_cause (error);

  json_object_set_new (line, "error", error != NULL ? json_string (error->message) : json_null ());
  json_object_set_new (line, "cause", cause != NULL ? json_string (cause) : json_null ());
}

gchar *
guo_hex (const guint8 *bytes, gsize len)
{
  GString *hex = g_string_sized_new (2 * len + 1);

  for (gsize i = 0; i < len; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free (hex, FALSE);
}
