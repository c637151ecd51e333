#include "station/vehicles.h"

#include "station/call.h"
#include "station/load.h"
#include "station/repeats.h"
#include "station/rules.h"
#include "station/voids.h"

const GuoField guo_vehicle_weighings_fields[] = {
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "scale", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "vehicle", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 20 },
  { .name = "simulated_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = GUO_LOAD_MAX_MG },
  { .name = "confirm_below_min", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = "confirm_repeat", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = "mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = GUO_LOAD_MAX_MG },
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = NULL },
};

json_t *
guo_vehicle_weighings_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "vehicle-weighings", "waiting,delivery,limit,before", "day", error);
}

static gboolean
is_typed (GuoCall *call)
{
  return json_is_integer (json_object_get (call->body, "mg"));
}

gboolean
guo_vehicle_weighings_prepare (GuoCall *call, GError **error)
{
  return guo_load_prepare (call, is_typed (call), error);
}

json_t *
guo_vehicle_waiting (GuoCall *call, gint64 id, gint64 lot, GError **error)
{
  g_autoptr(json_t) row = guo_call_row (call, "vehicle-context", "vehicle_weighing", id, error);
  gint64 no = guo_field_int (row, "weighing_no", 0);

  if (row == NULL)
    return NULL;
  if (guo_field_int (row, "lot", 0) != lot)
    {
      guo_call_not_found (error, "vehicle_weighing", json_integer (id));
      return NULL;
    }
  if (guo_field_bool (row, "void"))
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "already-void", NULL, "the first weighing is void");
      return NULL;
    }
  if (no != 0)
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "vehicle-weighed", json_pack ("{s:I}", "no", (json_int_t) no),
                  "the truck was weighed again already");
      return NULL;
    }
  return g_steal_pointer (&row);
}

gboolean
guo_vehicle_none_waits (GuoCall *call, gint64 delivery, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I}", "delivery", (json_int_t) delivery);
  g_autoptr(json_t) row = guo_database_row (call->db, "vehicle-waiting", params, error);
  const gchar *vehicle = guo_field_text (row, "vehicle");

  if (row == NULL)
    return FALSE;
  return json_is_null (row)
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "truck-waiting",
                        json_pack ("{s:s}", "vehicle", vehicle != NULL ? vehicle : ""),
                        "a truck of this delivery waits for its second weighing");
}

static json_t *
grower_part (GuoCall *call, json_t *context, const GuoLoad *load, const gchar *vehicle, GError **error)
{
  g_autoptr(json_t) part = json_pack ("{s:I, s:s?, s:s, s:b}", "mg", (json_int_t) load->mg, "vehicle", vehicle,
                                      "mode", load->typed ? "typed" : "stable", "simulated", load->simulated);

  if (!guo_call_set_ref (call, part, "lot", guo_field_int (context, "id", 0), error)
      || !guo_call_set_ref (call, part, "delivery", guo_field_int (context, "delivery", 0), error)
      || !guo_call_set_ref (call, part, "scale", load->scale, error))
    return NULL;
  return g_steal_pointer (&part);
}

static json_t *
house_part (GuoCall *call, json_t *context, const GuoLoad *load, const gchar *vehicle, GError **error)
{
  const GuoRepeat repeat = {
    .vehicle = vehicle,
    .day = guo_field_text (context, "day"),
    .mg = load->mg,
    .e_mg = load->e_mg,
  };
  g_autoptr(json_t) warnings = guo_repeats_find (call, &repeat, error);
  json_t *part = warnings != NULL ? guo_load_house (call, load, error) : NULL;

  if (part != NULL && json_array_size (warnings) > 0)
    json_object_set (part, "warnings", warnings);
  return part;
}

static gint64
append_vehicle (GuoCall *call, json_t *context, const GuoLoad *load, GError **error)
{
  const gchar *said = guo_field_text (call->body, "vehicle");
  const gchar *vehicle = said != NULL ? said : guo_field_text (context, "vehicle");
  g_autoptr(json_t) grower = grower_part (call, context, load, vehicle, error);
  g_autoptr(json_t) house = grower != NULL ? house_part (call, context, load, vehicle, error) : NULL;

  if (house == NULL)
    return -1;
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "vehicle.weighed",
                            .day = guo_field_text (context, "day"),
                            .season = (gint) guo_field_int (context, "season", 0),
                            .grower = json_incref (grower),
                            .house = json_incref (house),
                          },
                          error);
}

/* The first weighing of a truck, loaded or empty. "delivery-closed"[no], and the scale's refusals. */
json_t *
guo_vehicle_weighings_record (GuoCall *call, GError **error)
{
  g_autoptr(json_t) context = guo_lot_open (call, guo_field_int (call->body, "lot", 0), error);
  GuoLoad load;
  gint64 n;

  if (context == NULL || !guo_load_read (call, is_typed (call), "mg", &load, error)
      || !guo_load_take (call, &load, 0, error))
    return NULL;
  n = append_vehicle (call, context, &load, error);
  return n < 0 ? NULL : guo_call_row (call, "vehicle-weighing", "vehicle_weighing", n, error);
}

static gboolean
may_void (GuoCall *call, gint64 id, json_t *context, GError **error)
{
  gboolean own = FALSE;

  if (guo_is_supervised (call))
    return TRUE;
  if (!guo_void_is_own_last (call, id, context, &own, error))
    return FALSE;
  return own
         || guo_refuse (error, GUO_STATION_ERROR_ROLE, "not-own-weighing", NULL,
                        "only the own last weighing of a delivery, else a supervisor");
}

/* "weighing-first"[no]: its second weighing counts. "already-void", "not-own-weighing", "delivery-closed"[no],
 * "reason-needed" */
json_t *
guo_vehicle_weighings_void (GuoCall *call, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) context = NULL;
  gint64 no;

  if (!guo_call_param_id (call, "vehicle_weighing", &id, error))
    return NULL;
  context = guo_call_row (call, "vehicle-context", "vehicle_weighing", id, error);
  if (context == NULL || !guo_void_check (call, context, error))
    return NULL;
  no = guo_field_int (context, "weighing_no", 0);
  if (no != 0)
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "weighing-first", json_pack ("{s:I}", "no", (json_int_t) no),
                  "void weighing %" G_GINT64_FORMAT " first", no);
      return NULL;
    }
  if (!may_void (call, id, context, error) || !guo_void_append (call, id, error))
    return NULL;
  return guo_call_row (call, "vehicle-weighing", "vehicle_weighing", id, error);
}
