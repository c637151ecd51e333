#include "station/lot.h"

#include "station/call.h"
#include "station/gates.h"
#include "station/rules.h"
#include "station/run/lot-fruit.h"
#include "station/sources.h"

#define SOURCES_MAX 50

const GuoField guo_lots_fields[] = {
  { .name = "delivery", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "product", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "variety", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "sources", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_REQUIRED,
    .min = 1, .max = SOURCES_MAX, .fields = guo_sources_fields },
  { .name = "harvested_on", .type = GUO_FIELD_DAY, .need = GUO_FIELD_OPTIONAL },
  { .name = "certificate_no", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 40 },
  { .name = "certificate_received", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = "override", .type = GUO_FIELD_OBJECT, .need = GUO_FIELD_OPTIONAL, .fields = guo_override_fields },
  { .name = NULL },
};

gboolean
guo_lot_crop (GuoCall *call, gint64 product, gint64 variety, json_t **row, GError **error)
{
  g_autoptr(json_t) found = guo_call_find (call, "products", "product", product, error);
  gboolean known = variety == 0;
  gsize i;
  json_t *item;

  if (found == NULL)
    return FALSE;
  json_array_foreach (json_object_get (found, "varieties"), i, item)
    known = known || guo_field_int (item, "id", 0) == variety;
  if (!known)
    return guo_call_not_found (error, "variety", json_integer (variety));
  if (row != NULL)
    *row = g_steal_pointer (&found);
  return TRUE;
}

/* A lot's number: cooperative's code (or "X"), day, running number: QS-0716-03. */
static gchar *
next_no (GuoCall *call, gint64 cooperative, const gchar *day, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I, s:s}", "cooperative", (json_int_t) cooperative, "day", day);
  g_autoptr(json_t) party = guo_call_row (call, "party", "cooperative", cooperative, error);
  g_autoptr(json_t) next = party != NULL ? guo_database_row (call->db, "next-lot-no", params, error) : NULL;
  g_autofree gchar *suffix = next != NULL ? guo_station_suffix (call, error) : NULL;
  const gchar *code = guo_field_text (party, "code");

  if (suffix == NULL)
    return NULL;
  return g_strdup_printf ("%s-%.2s%.2s-%02" G_GINT64_FORMAT "%s", code != NULL && *code != '\0' ? code : "X",
                          day + 5, day + 8, guo_field_int (next, "no", 1), suffix);
}

gint64
guo_lot_declare (GuoCall *call, json_t *delivery, gint64 product, gint64 variety, GError **error)
{
  const gchar *day = guo_field_text (delivery, "day");
  gint64 cooperative = guo_field_int (delivery, "cooperative", 0);
  const gchar *harvested_on = guo_field_text (call->body, "harvested_on");
  g_autoptr(json_t) grower = json_object ();
  g_autoptr(json_t) house = json_object ();
  json_t *sources = guo_sources_read (call, cooperative, error);
  json_t *overrides = sources != NULL ? guo_gates_check (call, harvested_on != NULL ? harvested_on : day, error) : NULL;
  g_autofree gchar *no = overrides != NULL ? next_no (call, cooperative, day, error) : NULL;

  json_object_set_new (grower, "sources", sources);
  json_object_set_new (house, "override", overrides);
  if (no == NULL || !guo_call_set_ref (call, grower, "delivery", guo_field_int (delivery, "id", 0), error)
      || !guo_call_set_ref (call, grower, "product", product, error)
      || !guo_call_set_ref (call, grower, "variety", variety, error))
    return -1;
  json_object_set_new (grower, "no", json_string (no));
  json_object_set_new (grower, "harvested_on", json_string (harvested_on != NULL ? harvested_on : day));
  guo_call_merge (grower, call->body, NULL, "certificate_no,certificate_received");
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "lot.declared",
                            .day = day,
                            .season = (gint) guo_field_int (delivery, "season", 0),
                            .grower = json_incref (grower),
                            .house = json_incref (house),
                          },
                          error);
}

json_t *
guo_lot_open (GuoCall *call, gint64 lot, GError **error)
{
  g_autoptr(json_t) context = guo_call_row (call, "lot-delivery", "lot", lot, error);

  if (context == NULL || !guo_delivery_is_open (context, error))
    return NULL;
  return g_steal_pointer (&context);
}

json_t *
guo_lots_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "lots", "delivery,limit,before", "day,kind", error);
}

/* Whose fruit came into it: "fruit" by the lots as they were delivered, "shares" by cooperative. */
static gboolean
put_fruit (GuoCall *call, json_t *lot, GError **error)
{
  gint64 mg = guo_field_int (lot, "in_mg", 0);
  json_t *fruit = g_strcmp0 (guo_field_text (lot, "kind"), "pack") == 0 || mg <= 0
                    ? json_array ()
                    : guo_lot_fruit_whole (call, guo_field_int (lot, "id", 0), mg, error);

  if (fruit == NULL)
    return FALSE;
  json_object_set_new (lot, "fruit", fruit);
  json_object_set_new (lot, "shares", guo_lot_fruit_cooperatives (fruit));
  return TRUE;
}

json_t *
guo_lots_show (GuoCall *call, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) lot = NULL;
  g_autoptr(json_t) balance = NULL;

  if (!guo_call_param_id (call, "lot", &id, error))
    return NULL;
  lot = guo_call_row (call, "lot", "lot", id, error);
  balance = lot != NULL ? guo_call_row (call, "lot-balance", "lot", id, error) : NULL;
  if (balance == NULL)
    return NULL;
  json_object_set (lot, "balance", balance);
  return put_fruit (call, lot, error) ? g_steal_pointer (&lot) : NULL;
}

/* "delivery-closed"[no], "wrong-cooperative"[grower] */
json_t *
guo_lots_add (GuoCall *call, GError **error)
{
  gint64 id = guo_field_int (call->body, "delivery", 0);
  g_autoptr(json_t) delivery = guo_call_row (call, "delivery", "delivery", id, error);
  gint64 product, variety, n;

  if (delivery == NULL || !guo_delivery_is_open (delivery, error))
    return NULL;
  product = guo_field_int (call->body, "product", guo_field_int (delivery, "product", 0));
  variety = guo_field_int (call->body, "variety", guo_field_int (delivery, "variety", 0));
  if (!guo_lot_crop (call, product, variety, NULL, error))
    return NULL;
  n = guo_lot_declare (call, delivery, product, variety, error);
  return n < 0 ? NULL : guo_call_row (call, "lot", "lot", n, error);
}
