#include "station/device-line.h"

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

gchar *
guo_hex (const guint8 *bytes, gsize len)
{
  GString *hex = g_string_sized_new (2 * len + 1);

  for (gsize i = 0; i < len; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free (hex, FALSE);
}
