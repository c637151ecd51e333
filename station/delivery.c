#include "station/call.h"
#include "station/crate-loans.h"
#include "station/gates.h"
#include "station/lot.h"
#include "station/rules.h"
#include "station/sources.h"
#include "station/vehicles.h"

#include <string.h>

const GuoField guo_deliveries_fields[] = {
  { .name = "cooperative", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "product", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "variety", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "vehicle", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 20 },
  { .name = "part_of", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "sources", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_REQUIRED,
    .min = 1, .max = 50, .fields = guo_sources_fields },
  { .name = "harvested_on", .type = GUO_FIELD_DAY, .need = GUO_FIELD_OPTIONAL },
  { .name = "certificate_no", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 40 },
  { .name = "certificate_received", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = "override", .type = GUO_FIELD_OBJECT, .need = GUO_FIELD_OPTIONAL, .fields = guo_override_fields },
  { .name = "crate_loans", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_OPTIONAL,
    .max = 20, .fields = guo_delivery_loans_fields },
  { .name = NULL },
};

const GuoField guo_deliveries_reopen_fields[] = {
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 200 },
  { .name = NULL },
};

gboolean
guo_delivery_is_open (json_t *delivery, GError **error)
{
  const gchar *no = guo_field_text (delivery, "no");

  if (g_strcmp0 (guo_field_text (delivery, "state"), "closed") != 0)
    return TRUE;
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "delivery-closed",
                     json_pack ("{s:s}", "no", no != NULL ? no : ""), "delivery %s is closed",
                     no != NULL ? no : "?");
}

gchar *
guo_station_suffix (GuoCall *call, GError **error)
{
  g_autoptr(json_t) centre = guo_database_row (call->db, "centre", NULL, error);
  const gchar *letter = guo_field_text (centre, "station_letter");

  if (centre == NULL)
    return NULL;
  return g_strdup (letter == NULL || g_str_equal (letter, "A") ? "" : letter);
}

json_t *
guo_deliveries_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "deliveries", "cooperative,limit,before", "state,day", error);
}

static json_t *
delivery_of_path (GuoCall *call, GError **error)
{
  gint64 id = 0;

  return guo_call_param_id (call, "delivery", &id, error)
           ? guo_call_row (call, "delivery", "delivery", id, error)
           : NULL;
}

json_t *
guo_deliveries_show (GuoCall *call, GError **error)
{
  return delivery_of_path (call, error);
}

/* Day, running number: 0716-21. */
static gchar *
next_no (GuoCall *call, const gchar *day, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:s}", "day", day);
  g_autoptr(json_t) next = guo_database_row (call->db, "next-delivery-no", params, error);
  g_autofree gchar *suffix = next != NULL ? guo_station_suffix (call, error) : NULL;

  if (suffix == NULL)
    return NULL;
  return g_strdup_printf ("%.2s%.2s-%02" G_GINT64_FORMAT "%s", day + 5, day + 8, guo_field_int (next, "no", 1),
                          suffix);
}

static gboolean
check_cooperative (GuoCall *call, gint64 id, GError **error)
{
  g_autoptr(json_t) row = guo_call_row (call, "party", "cooperative", id, error);

  if (row == NULL)
    return FALSE;
  return g_strcmp0 (guo_field_text (row, "kind"), "cooperative") == 0
         || guo_call_not_found (error, "cooperative", json_integer (id));
}

static gboolean
set_refs (GuoCall *call, json_t *grower, gint64 part_of, GError **error)
{
  g_autoptr(json_t) earlier = part_of != 0 ? guo_call_row (call, "delivery", "delivery", part_of, error) : NULL;

  if (part_of != 0 && earlier == NULL)
    return FALSE;
  return guo_call_set_ref (call, grower, "part_of", part_of, error)
         && guo_call_set_ref (call, grower, "cooperative", guo_field_int (call->body, "cooperative", 0), error)
         && guo_call_set_ref (call, grower, "product", guo_field_int (call->body, "product", 0), error)
         && guo_call_set_ref (call, grower, "variety", guo_field_int (call->body, "variety", 0), error);
}

static gint64
append_opened (GuoCall *call, const gchar *day, json_t *product, GError **error)
{
  g_autoptr(json_t) grower = json_object ();
  g_autofree gchar *no = next_no (call, day, error);

  if (no == NULL || !set_refs (call, grower, guo_field_int (call->body, "part_of", 0), error))
    return -1;
  json_object_set_new (grower, "no", json_string (no));
  guo_call_merge (grower, call->body, NULL, "vehicle");
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "delivery.opened",
                            .day = day,
                            .season = guo_season_of (day, guo_field_text (product, "season_from")),
                            .grower = json_incref (grower),
                          },
                          error);
}

/* "wrong-cooperative"[grower], "not-found"[what, id], "bad-field": harvested after today. */
json_t *
guo_deliveries_open (GuoCall *call, GError **error)
{
  gint64 variety = guo_field_int (call->body, "variety", 0);
  gint64 product_id = guo_field_int (call->body, "product", 0);
  const gchar *harvested_on = guo_field_text (call->body, "harvested_on");
  g_autofree gchar *day = guo_call_today (call, error);
  g_autoptr(json_t) product = NULL;
  g_autoptr(json_t) delivery = NULL;
  gint64 n;

  if (day == NULL || !check_cooperative (call, guo_field_int (call->body, "cooperative", 0), error)
      || !guo_lot_crop (call, product_id, variety, &product, error))
    return NULL;
  if (harvested_on != NULL && strcmp (harvested_on, day) > 0)
    {
      guo_bad_field (error, "harvested_on", "after today");
      return NULL;
    }
  n = append_opened (call, day, product, error);
  delivery = n < 0 ? NULL : guo_call_row (call, "delivery", "delivery", n, error);
  if (delivery == NULL || guo_lot_declare (call, delivery, product_id, variety, error) < 0
      || !guo_crate_loans_of_delivery (call, n, error))
    return NULL;
  return guo_call_row (call, "delivery", "delivery", n, error);
}

static gboolean
append_to (GuoCall *call, json_t *delivery, const gchar *type, json_t *grower, json_t *house, GError **error)
{
  GuoFact fact = {
    .type = type,
    .day = guo_field_text (delivery, "day"),
    .season = (gint) guo_field_int (delivery, "season", 0),
    .grower = grower,
    .house = house,
  };

  if (!guo_call_set_ref (call, grower, "delivery", guo_field_int (delivery, "id", 0), error))
    {
      json_decref (grower);
      json_decref (house);
      return FALSE;
    }
  return guo_call_append (call, &fact, error) >= 0;
}

/* "delivery-closed"[no], "truck-waiting"[vehicle] */
json_t *
guo_deliveries_close (GuoCall *call, GError **error)
{
  g_autoptr(json_t) delivery = delivery_of_path (call, error);
  json_t *totals;

  if (delivery == NULL || !guo_delivery_is_open (delivery, error)
      || !guo_vehicle_none_waits (call, guo_field_int (delivery, "id", 0), error))
    return NULL;
  totals = json_object ();
  guo_call_merge (totals, NULL, delivery, "crates,gross_mg,tare_mg,net_mg,deduction_mg,payable_mg");
  if (!append_to (call, delivery, "delivery.closed", totals, NULL, error))
    return NULL;
  return delivery_of_path (call, error);
}

/* "delivery-open"[no]: there is nothing to reopen. */
json_t *
guo_deliveries_reopen (GuoCall *call, GError **error)
{
  g_autoptr(json_t) delivery = delivery_of_path (call, error);
  json_t *house;

  if (delivery == NULL)
    return NULL;
  if (guo_delivery_is_open (delivery, NULL))
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "delivery-open",
                  json_pack ("{s:O}", "no", json_object_get (delivery, "no")), "the delivery is open");
      return NULL;
    }
  house = json_object ();
  guo_call_merge (house, call->body, NULL, "reason");
  if (!append_to (call, delivery, "delivery.reopened", json_object (), house, error))
    return NULL;
  return delivery_of_path (call, error);
}
