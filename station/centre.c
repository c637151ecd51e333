#include "station/call.h"
#include "station/rules.h"
#include "station/run/balance.h"
#include "station/station-private.h"

#include <string.h>

#define RUN_LIMIT_MAX_MG G_GINT64_CONSTANT (1000000000) /* 1 t */

static const gchar *const mass_units[] = { "kg", "jin", NULL };
static const gchar *const item_modes[] = { "internal", "prefix", "brand", NULL };

static const gchar *const grounds[] = { "none", "control", "own-test", "commissioned-test", NULL };

const GuoField guo_centre_fields[] = {
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 60 },
  { .name = "name_en", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 120 },
  { .name = "place", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 120 },
  { .name = "host", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 253 },
  { .name = "phone", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 40 },
  { .name = "item_mode", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_OPTIONAL,
    .choices = item_modes },
  { .name = "gs1_prefix", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 12 },
  { .name = "station_letter", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 1 },
  { .name = "day_boundary_min", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 0, .max = 1439 },
  { .name = "certificate_gate", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = "certificate_ground", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_OPTIONAL, .choices = grounds },
  { .name = "mass_unit", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_OPTIONAL, .choices = mass_units },
  { .name = "run_limit_ppm", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = 100000 },
  { .name = "run_limit_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = RUN_LIMIT_MAX_MG },
  { .name = "pallet_label", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = NULL },
};

json_t *
guo_centre_show (GuoCall *call, GError **error)
{
  g_autoptr(json_t) centre = guo_database_row (call->db, "centre", NULL, error);

  if (centre == NULL || !json_is_null (centre))
    return g_steal_pointer (&centre);
  guo_refuse (error, GUO_STATION_ERROR_NOT_FOUND, "no-centre", NULL, "the centre is not named yet");
  return NULL;
}

/* A host name as RFC 1123 has it, with a port if need be: it is printed on every label. */
static gboolean
is_host (const gchar *host)
{
  gsize len = strlen (host);

  if (len == 0)
    return TRUE;
  if (strspn (host, "abcdefghijklmnopqrstuvwxyz0123456789.-:") != len)
    return FALSE;
  return g_ascii_isalnum (host[0]) && g_ascii_isalnum (host[len - 1]) && strstr (host, "..") == NULL;
}

static gboolean
check_centre (json_t *data, GError **error)
{
  const gchar *host = guo_field_text (data, "host");
  const gchar *prefix = guo_field_text (data, "gs1_prefix");
  const gchar *letter = guo_field_text (data, "station_letter");

  if (host != NULL && !is_host (host))
    return guo_bad_field (error, "host", "not a host name in lower case, without https://");
  if (prefix != NULL && *prefix != '\0'
      && (strspn (prefix, "0123456789") != strlen (prefix) || strlen (prefix) < 4))
    return guo_bad_field (error, "gs1_prefix", "not 4 to 12 digits");
  if (letter != NULL && *letter != '\0' && !g_ascii_isupper (*letter))
    return guo_bad_field (error, "station_letter", "not a letter A to Z");
  if (json_is_null (json_object_get (data, "name")))
    return guo_bad_field (error, "name", "missing");
  return TRUE;
}

/* "": as the printer is set. What is kept as it was is not asked again: another setting must not fail for it. */
static gboolean
check_pallet_label (GuoCall *call, json_t *house, GError **error)
{
  const gchar *said = guo_field_text (call->body, "pallet_label");

  if (said != NULL && *said == '\0')
    json_object_set_new (house, "pallet_label", json_null ());
  return said == NULL || *said == '\0' || guo_label_layouts_check (call->db, said, "pallet_label", "pallet", error);
}

static void
after_centre (GuoStation *station, gpointer host)
{
  guo_station_set_host (station, host);
}

static void
set_default (json_t *object, const gchar *name, json_t *value)
{
  if (json_is_null (json_object_get (object, name)))
    json_object_set_new (object, name, value);
  else
    json_decref (value);
}

json_t *
guo_centre_set (GuoCall *call, GError **error)
{
  g_autoptr(json_t) old = guo_database_row (call->db, "centre", NULL, error);
  g_autoptr(json_t) data = json_object ();
  g_autoptr(json_t) house = json_object ();

  if (old == NULL)
    return NULL;
  guo_call_merge (data, call->body, old, "name,name_en,place,host,phone,item_mode,gs1_prefix,station_letter,"
                  "certificate_ground");
  set_default (data, "item_mode", json_string ("internal"));
  set_default (data, "station_letter", json_string ("A"));
  set_default (data, "certificate_ground", json_string ("none"));
  guo_call_merge (house, call->body, old, "day_boundary_min,certificate_gate,mass_unit,run_limit_ppm,run_limit_mg,"
                  "pallet_label");
  set_default (house, "day_boundary_min", json_integer (0));
  set_default (house, "certificate_gate", json_true ());
  set_default (house, "mass_unit", json_string ("kg"));
  set_default (house, "run_limit_ppm", json_integer (GUO_RUN_LIMIT_PPM));
  set_default (house, "run_limit_mg", json_integer (GUO_RUN_LIMIT_MG));
  if (!check_centre (data, error) || !check_pallet_label (call, house, error)
      || guo_call_append (call,
                          &(GuoFact) {
                            .type = "centre.set",
                            .replaces = guo_field_int (old, "id", 0),
                            .data = json_incref (data),
                            .house = json_incref (house),
                          },
                          error)
           < 0)
    return NULL;
  guo_call_after (call, after_centre, g_strdup (guo_field_text (data, "host")), g_free);
  return guo_database_row (call->db, "centre", NULL, error);
}
