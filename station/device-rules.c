#include "drivers/encode.h"
#include "drivers/grader/registry.h"
#include "drivers/printer/usb-class.h"
#include "drivers/registry.h"
#include "drivers/scanner/source.h"
#include "drivers/transport/serial-port.h"
#include "drivers/usb/places.h"
#include "station/call.h"
#include "station/grader-settings.h"
#include "station/label/layout.h"
#include "station/printing.h"
#include "station/rules.h"
#include "station/scale-settings.h"
#include "station/station-private.h"

#include <string.h>

static const gchar *const kinds[] = { "scale", "printer", "scanner", "button", "grader", "instrument", NULL };
static const gchar *const languages[] = { "zpl", "tspl", "escpos", NULL };
static const gchar *const units[] = { "kg", "g", "t", "mm", "in", NULL };
static const gchar *const lengths[] = { "mm", "in", NULL };
static const gchar *const modbus_ways[] = { "rtu", "tcp", NULL };
static const gchar *const dpis[] = { "203", "300", "600", NULL };

#define MASS_MAX_MG ((gint64) 200000 * 1000000) /* a truck scale: 200 t */
#define MAP_BYTES 100000                        /* of a register map or a profile of one's own */
/* What is bound, in the order of its form; "kind" stays for the life of a device. */
#define BOUND                                                                                                          \
  "name,kind,address,protocol,language,unit,max_mg,min_mg,e_mg,d_mg,exponent,bus_address,register_map,modbus,ask_ms,"  \
  "stable_ms,dpi,label,profile"

const GuoField guo_devices_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW, .min = 1, .max = 30 },
  { .name = "kind", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_REQUIRED_NEW, .choices = kinds },
  { .name = "address", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW,
    .min = 1, .max = 300 },
  { .name = "protocol", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 40 },
  { .name = "language", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_OPTIONAL,
    .choices = languages },
  { .name = "unit", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_OPTIONAL, .choices = units },
  { .name = "max_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 0, .max = MASS_MAX_MG },
  { .name = "min_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 0, .max = MASS_MAX_MG },
  { .name = "e_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = 100000000 },
  { .name = "d_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = 100000000 },
  { .name = "exponent", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = -9, .max = 0 },
  { .name = "bus_address", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 255 },
  { .name = "register_map", .type = GUO_FIELD_LONG, .need = GUO_FIELD_OPTIONAL, .max = MAP_BYTES },
  { .name = "modbus", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_OPTIONAL, .choices = modbus_ways },
  { .name = "ask_ms", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = 1000 },
  { .name = "stable_ms", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 500, .max = 10000 },
  { .name = "dpi", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 203, .max = 600 },
  { .name = "label", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = GUO_LABEL_NAME_MOST },
  { .name = "profile", .type = GUO_FIELD_LONG, .need = GUO_FIELD_OPTIONAL, .max = MAP_BYTES },
  { .name = NULL },
};

const GuoField guo_devices_probe_fields[] = {
  { .name = "address", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 300 },
  { .name = NULL },
};

json_t *
guo_devices_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "devices", "", "", error);
}

static json_t *
scale_protocol (const GuoScaleProtocol *p)
{
  return json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:b, s:b, s:b}", "id", p->id, "kind", "scale", "name", p->name,
                    "models", p->models, "line", p->line, "verified", p->verified, "has_stable", p->has_stable, "has_kind",
                    p->has_kind, "has_checksum", p->has_checksum, "has_unit", p->has_unit, "has_registers", p->map != NULL);
}

static json_t *
grader_protocol (const GuoGraderProtocol *p)
{
  return json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:b, s:b, s:b}", "id", p->id, "kind", "grader", "name", p->name,
                    "models", p->models, "line", p->line != NULL ? p->line : "", "verified", p->verified, "has_stable", FALSE,
                    "has_kind", FALSE, "has_checksum", p->has_checksum, "has_unit", FALSE, "has_registers",
                    strcmp (p->id, GUO_GRADER_COUNTERS) == 0);
}

json_t *
guo_protocols_list (GuoCall *call, GError **error)
{
  json_t *rows = json_array ();

  for (const GuoScaleProtocol *const *p = guo_scale_protocols (); *p != NULL; p++)
    json_array_append_new (rows, scale_protocol (*p));
  for (const GuoGraderProtocol *const *p = guo_grader_protocols (); *p != NULL; p++)
    json_array_append_new (rows, grader_protocol (*p));
  guo_instruments_protocols (rows);
  return json_pack ("{s:o}", "rows", rows);
}

static void
add_port (gpointer rows, const gchar *kind, const gchar *name, const gchar *description)
{
  const gchar *text = description != NULL && g_utf8_validate (description, -1, NULL) ? description : "";

  json_array_append_new (rows, json_pack ("{s:s, s:s, s:s, s:n}", "kind", kind, "name", name, "description", text, "language"));
}

static void
add_serial_port (const gchar *name, const gchar *description, gpointer rows)
{
  add_port (rows, "serial", name, description);
}

static void
add_usb_devices (json_t *rows, const gchar *kind, gchar **places)
{
  for (gchar **place = places; *place != NULL; place++)
    add_port (rows, kind, *place, "USB");
}

/* What the printer says of itself: maker, model, and which language it speaks. */
static void
describe_printers (json_t *rows)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    {
      g_autofree gchar *id = g_strcmp0 (guo_field_text (row, "kind"), "printer") == 0
                               ? guo_usb_printer_id (guo_field_text (row, "name")) : NULL;
      g_autofree gchar *name = NULL;
      const gchar *language = id != NULL ? guo_usb_class_describe_id (id, &name) : NULL;

      if (id != NULL && *name != '\0')
        json_object_set_new (row, "description", json_string (name));
      if (language != NULL)
        json_object_set_new (row, "language", json_string (language));
    }
}

json_t *
guo_ports_list (GuoCall *call, GError **error)
{
  json_t *rows = json_array ();
  g_auto(GStrv) scales = guo_usb_hid_places (GUO_USB_PAGE_SCALE);
  g_auto(GStrv) printers = guo_usb_printer_places ();
  g_auto(GStrv) scanners = guo_usb_hid_places (GUO_USB_PAGE_SCANNER);

  guo_serial_ports_each (add_serial_port, rows);
  add_usb_devices (rows, "scale", scales);
  add_usb_devices (rows, "printer", printers);
  add_usb_devices (rows, "scanner", scanners);
  describe_printers (rows);
  return json_pack ("{s:o}", "rows", rows);
}

/* What the live lines of a topic say now, for who asks once. */
static json_t *
live_rows (GuoCall *call, const gchar *topic)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_auto(GStrv) lines = NULL;
  guint64 since = 0;
  json_t *rows = json_array ();

  guo_live_collect (call->station->live, topic, &since, text);
  lines = g_strsplit (text->str, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      json_t *line = *lines[i] != '\0' ? json_loads (lines[i], 0, NULL) : NULL;

      if (json_is_integer (json_object_get (line, "device")))
        json_array_append (rows, line);
      json_decref (line);
    }
  return json_pack ("{s:o}", "rows", rows);
}

json_t *
guo_device_states_list (GuoCall *call, GError **error)
{
  return live_rows (call, "devices");
}

/* The last of each instrument, those that came first in front. */
json_t *
guo_readings_list (GuoCall *call, GError **error)
{
  return live_rows (call, "readings");
}

/* What was recorded last on a scale; a void record says nothing of what stands there now. */
static gboolean
add_last (GuoStation *station, json_t *device, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:O}", "scale", json_object_get (device, "id"));
  g_autoptr(json_t) last = guo_database_row (station->db, "scale-last", params, error);

  if (last == NULL)
    return FALSE;
  if (!json_is_null (last) && !guo_field_bool (last, "void"))
    {
      json_object_set (device, "last_mg", json_object_get (last, "load_mg"));
      json_object_set (device, "last_no", json_object_get (last, "no"));
    }
  return TRUE;
}

gboolean
guo_device_rules_sync (GuoStation *station, gboolean resume, GError **error)
{
  g_autoptr(json_t) rows = guo_database_rows (station->db, "devices", NULL, error);
  gsize i;
  json_t *row;

  if (rows == NULL)
    return FALSE;
  if (resume)
    json_array_foreach (rows, i, row)
      if (g_strcmp0 (guo_field_text (row, "kind"), "scale") == 0 && !add_last (station, row, error))
        return FALSE;
  guo_devices_sync (station->devices, rows);
  guo_scanners_sync (station->scanners, rows);
  guo_graders_sync (station->graders, rows);
  guo_instruments_sync (station->instruments, rows);
  guo_report_keeper_sync (station, rows);
  return TRUE;
}

static void
after_binding (GuoStation *station, gpointer data)
{
  g_autoptr(GError) error = NULL;

  guo_devices_probe (station->devices, NULL, NULL); /* what was found out is bound: the port is the scale's now */
  if (!guo_device_rules_sync (station, FALSE, &error))
    g_message ("devices: %s", error->message);
  guo_printing_wake (station);
}

static gboolean
check_settings (json_t *house, const GuoScaleProtocol *protocol, GError **error)
{
  gint64 e_mg = guo_field_int (house, "e_mg", 0);
  GuoScaleConfig config;
  GuoRegisterMap map;

  if (e_mg > 0 && guo_field_int (house, "d_mg", 0) > e_mg)
    return guo_bad_field (error, "d_mg", "more than e_mg");
  if (guo_field_int (house, "bus_address", 1) > MAX (protocol->max_address, 1))
    return guo_bad_field (error, "bus_address", "above the highest address of this protocol");
  if (guo_field_int (house, "ask_ms", 0) > 0 && guo_scale_question (protocol) == NULL)
    return guo_bad_field (error, "ask_ms", "this protocol has no question");
  return guo_scale_settings_read (house, protocol, &config, &map, NULL)
         || guo_bad_field (error, "register_map", "neither the name of a register map nor one");
}

static gboolean
check_scale (GuoCall *call, json_t *house, GError **error)
{
  const gchar *protocol = guo_field_text (house, "protocol"), *unit = guo_field_text (house, "unit");
  gint64 max_mg = guo_field_int (house, "max_mg", 0);

  if (protocol == NULL || *protocol == '\0')
    return guo_bad_field (error, "protocol", "missing");
  if (guo_scale_protocol_find (protocol, NULL) == NULL)
    return guo_bad_field (error, "protocol", "not one of the known words");
  if (unit != NULL && g_strv_contains (lengths, unit))
    return guo_bad_field (error, "unit", "not one of the known words");
  if (max_mg > 0 && guo_field_int (house, "min_mg", 0) >= max_mg)
    return guo_bad_field (error, "min_mg", "not less than max_mg");
  if (!check_settings (house, guo_scale_protocol_find (protocol, NULL), error))
    return FALSE;
  return guo_devices_check_address (guo_field_text (house, "address"),
                                    guo_station_is_practice (call->station), error);
}

static gboolean
check_printer (GuoCall *call, json_t *house, GError **error)
{
  g_autofree gchar *dpi = g_strdup_printf ("%d", (gint) guo_field_int (house, "dpi", 203));

  if (!guo_printing_check_address (guo_field_text (house, "address"), guo_station_is_practice (call->station), error))
    return FALSE;
  if (!g_strv_contains (dpis, dpi))
    return guo_bad_field (error, "dpi", "not 203, 300 or 600");
  return guo_field_text (house, "label") == NULL
         || guo_label_layouts_check (call->db, guo_field_text (house, "label"), "label", NULL, error);
}

/* An address at which any key is told is for finding out only: it would type into every window too. */
static gboolean
is_to_find_out (const gchar *address)
{
  return g_str_has_suffix (address, "?watch") || g_str_has_suffix (address, "?learn");
}

/* A key or a pin is a button's; a line of characters may be a scanner's or, each line a press, a button's. */
static gboolean
check_scanner (json_t *house, GError **error)
{
  const gchar *address = guo_field_text (house, "address");
  gboolean button = g_strcmp0 (guo_field_text (house, "kind"), "button") == 0;
  g_autoptr(GuoScanner) scanner = guo_scanner_new (address, error);

  if (scanner == NULL)
    return FALSE;
  if (is_to_find_out (address))
    return guo_bad_field (error, "address", "a device that is only watched types into every window; leave ?watch away");
  if (button && (g_str_has_prefix (address, "evdev:") || g_str_has_prefix (address, "usb:")))
    return guo_scanner_is_button (scanner) || guo_bad_field (error, "address", "a button's ends with ?key=NUMBER or ?line=cts");
  return button || !guo_scanner_is_button (scanner) || guo_bad_field (error, "address", "this is a button's address");
}

static gboolean
check_kind (GuoCall *call, json_t *house, GError **error)
{
  const gchar *kind = guo_field_text (house, "kind");

  if (strcmp (kind, "printer") == 0)
    return check_printer (call, house, error);
  if (strcmp (kind, "grader") == 0)
    return guo_grader_settings_check (house, guo_station_is_practice (call->station), error);
  if (strcmp (kind, "instrument") == 0)
    return guo_instruments_check (house, guo_station_is_practice (call->station), error);
  return strcmp (kind, "scale") == 0 ? check_scale (call, house, error) : check_scanner (house, error);
}

static void
set_default (json_t *object, const gchar *name, json_t *value)
{
  if (json_is_null (json_object_get (object, name)))
    json_object_set_new (object, name, value);
  else
    json_decref (value);
}

/* A simulator speaks what its address names. */
static json_t *
default_language (const gchar *address)
{
  if (!g_str_has_prefix (address, "sim:"))
    return json_string ("zpl");
  return json_stringn (address + 4, strcspn (address + 4, "?"));
}

static void
complete (json_t *house)
{
  gboolean printer = g_strcmp0 (guo_field_text (house, "kind"), "printer") == 0;

  if (printer)
    {
      set_default (house, "language", default_language (guo_field_text (house, "address")));
      set_default (house, "dpi", json_integer (203));
      set_default (house, "label", json_string (guo_label_layout_names[0]));
    }
  else if (g_strcmp0 (guo_field_text (house, "kind"), "scale") == 0)
    {
      gint64 e_mg = guo_field_int (house, "e_mg", 0);

      set_default (house, "unit", json_string ("kg"));
      if (e_mg > 0)
        set_default (house, "min_mg", json_integer (GUO_SCALE_DEFAULT_MIN_E * e_mg));
    }
  else if (g_strcmp0 (guo_field_text (house, "kind"), "instrument") == 0)
    {
      guo_instruments_complete (house);
    }
  json_object_set_new (house, "active", json_true ());
  json_object_set_new (house, "simulated",
                       json_boolean (guo_devices_is_simulated (guo_field_text (house, "address"))));
}

/* People call a device by its name: two of one name could not be told apart. A released one gives it back. */
static gboolean
is_name_free (GuoCall *call, const gchar *name, gint64 except, GError **error)
{
  g_autoptr(json_t) rows = guo_database_rows (call->db, "devices", NULL, error);
  gsize i;
  json_t *row;

  if (rows == NULL)
    return FALSE;
  json_array_foreach (rows, i, row)
    if (guo_field_int (row, "id", 0) != except && guo_field_bool (row, "active")
        && g_strcmp0 (guo_field_text (row, "name"), name) == 0)
      return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "name-taken", json_pack ("{s:s}", "name", name),
                         "the name %s is taken", name);
  return TRUE;
}

json_t *
guo_devices_bind (GuoCall *call, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0);
  g_autoptr(json_t) old = replaces != 0 ? guo_call_row (call, "device", "device", replaces, error) : NULL;
  g_autoptr(json_t) house = json_object ();
  gint64 n;

  if (replaces != 0 && old == NULL)
    return NULL;
  guo_call_merge (house, call->body, old, BOUND);
  if (old != NULL)
    json_object_set (house, "kind", json_object_get (old, "kind"));
  if (!check_kind (call, house, error)
      || !is_name_free (call, guo_field_text (house, "name"), replaces, error))
    return NULL;
  complete (house);
  n = guo_call_append (
    call, &(GuoFact) { .type = "device.bound", .replaces = replaces, .house = json_incref (house) }, error);
  if (n < 0)
    return NULL;
  guo_call_after (call, after_binding, NULL, NULL);
  return guo_call_row (call, "device", "device", replaces != 0 ? replaces : n, error);
}

json_t *
guo_devices_release_one (GuoCall *call, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) old = NULL;
  json_t *house;

  if (!guo_call_param_id (call, "device", &id, error))
    return NULL;
  old = guo_call_row (call, "device", "device", id, error);
  if (old == NULL)
    return NULL;
  house = json_object ();
  guo_call_merge (house, NULL, old, BOUND ",simulated");
  json_object_set_new (house, "active", json_false ());
  if (guo_call_append (call, &(GuoFact) { .type = "device.bound", .replaces = id, .house = house }, error) < 0)
    return NULL;
  guo_call_after (call, after_binding, NULL, NULL);
  return guo_call_row (call, "device", "device", id, error);
}

json_t *
guo_devices_probe_start (GuoCall *call, GError **error)
{
  const gchar *address = guo_field_text (call->body, "address");

  if (!guo_devices_check_address (address, guo_station_is_practice (call->station), error)
      || !guo_devices_probe (call->station->devices, address, error))
    return NULL;
  return json_object ();
}

json_t *
guo_devices_probe_end (GuoCall *call, GError **error)
{
  guo_devices_probe (call->station->devices, NULL, NULL);
  return json_object ();
}

json_t *
guo_scales_rearm (GuoCall *call, GError **error)
{
  gint64 id = 0;

  if (!guo_call_param_id (call, "scale", &id, error))
    return NULL;
  if (guo_devices_rearm (call->station->devices, id))
    return json_object ();
  guo_call_not_found (error, "scale", json_integer (id));
  return NULL;
}

/* "zero-unknown"[protocol]: the scale takes no such command; "scale-disconnected". */
json_t *
guo_scales_zero (GuoCall *call, GError **error)
{
  gint64 id = 0;

  if (!guo_call_param_id (call, "scale", &id, error)
      || !guo_devices_zero (call->station->devices, id, error))
    return NULL;
  return json_object ();
}

/* "not-found", "measure-unknown"[device], "instrument-disconnected"[device]. */
json_t *
guo_instruments_measure (GuoCall *call, GError **error)
{
  gint64 id = 0;

  if (!guo_call_param_id (call, "device", &id, error) || !guo_instruments_ask (call->station->instruments, id, error))
    return NULL;
  return json_object ();
}
