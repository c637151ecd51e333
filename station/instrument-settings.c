/* What an instrument is bound with. */
#include "station/devices.h"
#include "station/fields.h"
#include "station/instruments.h"

#include "drivers/sim/instrument-sim.h"

#include <string.h>

/* A frame that does not say millimetres or inches. */
static gboolean
has_length (const GuoInstrument *instrument)
{
  return instrument->quantity == GUO_QUANTITY_LENGTH;
}

static gboolean
check_unit (const GuoInstrument *instrument, const gchar *unit, GError **error)
{
  if (unit == NULL)
    return TRUE;
  if (!has_length (instrument))
    return guo_bad_field (error, "unit", "this protocol says its unit itself");
  return strcmp (unit, "mm") == 0 || strcmp (unit, "in") == 0 || guo_bad_field (error, "unit", "not mm or in");
}

static gboolean
check_address (const gchar *address, const gchar *protocol, gboolean practice, GError **error)
{
  gboolean simulated = guo_devices_is_simulated (address);
  g_autofree gchar *spoken = simulated ? g_strndup (address + strlen ("sim:"), strcspn (address + strlen ("sim:"), "?")) : NULL;
  g_autoptr(GuoTransport) transport = NULL;

  if (simulated && !practice)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "sim-needs-practice", NULL,
                       "a simulator can be bound in a practice database only");
  if (!simulated && !g_str_has_prefix (address, "tcp:") && !g_str_has_prefix (address, "serial:"))
    return guo_bad_field (error, "address", "an instrument is read over serial: or tcp:");
  if (simulated && strcmp (spoken, protocol) != 0)
    return guo_bad_field (error, "address", "the simulator speaks another protocol");
  transport = simulated ? guo_instrument_sim_transport (address, error) : guo_transport_new (address, error);
  return transport != NULL;
}

gboolean
guo_instruments_check (json_t *row, gboolean practice, GError **error)
{
  const gchar *protocol = guo_field_text (row, "protocol");
  const GuoInstrument *instrument = protocol != NULL ? guo_instrument_find (protocol, NULL) : NULL;

  if (protocol == NULL || *protocol == '\0')
    return guo_bad_field (error, "protocol", "missing");
  if (instrument == NULL)
    return guo_bad_field (error, "protocol", "not one of the known words");
  return check_unit (instrument, guo_field_text (row, "unit"), error)
         && check_address (guo_field_text (row, "address"), protocol, practice, error);
}

void
guo_instruments_complete (json_t *row)
{
  const GuoInstrument *instrument = guo_instrument_find (guo_field_text (row, "protocol"), NULL);
  const gchar *address = guo_field_text (row, "address");

  if (has_length (instrument) && guo_field_text (row, "unit") == NULL)
    json_object_set_new (row, "unit", json_string ("mm"));
  if (g_str_has_prefix (address, "serial:") && strchr (address, '?') == NULL)
    {
      g_autofree gchar *whole = g_strconcat (address, "?line=", instrument->line, NULL);

      json_object_set_new (row, "address", json_string (whole));
    }
}

void
guo_instruments_protocols (json_t *rows)
{
  for (const GuoInstrument *const *p = guo_instruments (); *p != NULL; p++)
    json_array_append_new (
      rows, json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:b, s:b, s:b, s:s}", "id", (*p)->id, "kind", "instrument", "name",
                       (*p)->name, "models", (*p)->models, "line", (*p)->line, "verified", (*p)->verified, "has_stable", FALSE,
                       "has_kind", FALSE, "has_checksum", FALSE, "has_unit", !has_length (*p), "has_registers", FALSE, "quantity",
                       guo_quantity_name ((*p)->quantity)));
}
