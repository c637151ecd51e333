/* Pack plans: what is packed how. And what weighing aims at. */
#include "station/call.h"
#include "station/packing.h"
#include "station/rules.h"

#define SPREAD_MAX_MG ((gint64) 10000000)
#define SPREAD_USUAL_MG ((gint64) 30000) /* one plum */

const GuoField guo_pack_plans_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW, .min = 1, .max = 40 },
  { .name = "product", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED_NEW },
  { .name = "variety", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "grade_class", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW, .min = 1, .max = 40 },
  { .name = "size", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 20 },
  { .name = "brand", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "gtin", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 14 },
  { .name = "case_type", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "nominal_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_REQUIRED_NEW,
    .min = 1000, .max = GUO_PACKING_NOMINAL_MAX_MG },
  { .name = "spread_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = SPREAD_MAX_MG },
  { .name = "layout", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = "active", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

void
guo_pack_put_band (json_t *row, gint64 nominal_mg, gint64 spread_mg)
{
  gint64 spread = spread_mg >= 0 ? spread_mg : MIN (SPREAD_USUAL_MG, nominal_mg / 10);
  GuoNetBand band = guo_net_content_band (nominal_mg, spread);

  json_object_set_new (row, "least_mg", json_integer (band.least_mg));
  json_object_set_new (row, "from_mg", json_integer (band.from_mg));
  json_object_set_new (row, "to_mg", json_integer (band.to_mg));
}

static void
put_band (json_t *row)
{
  gint64 nominal_mg = guo_field_int (row, "nominal_mg", 1000);

  if (!json_is_integer (json_object_get (row, "spread_mg")))
    json_object_set_new (row, "spread_mg", json_integer (MIN (SPREAD_USUAL_MG, nominal_mg / 10)));
  guo_pack_put_band (row, nominal_mg, guo_field_int (row, "spread_mg", 0));
}

/* Rows of pack plans, @id alone or all that the query wants. */
static json_t *
plan_rows (GuoCall *call, json_t *query, GError **error)
{
  g_autofree gchar *today = guo_call_today (call, error);
  json_t *rows, *row;
  gsize i;

  if (today == NULL)
    return NULL;
  json_object_set_new (query, "day", json_string (today));
  rows = guo_database_rows (call->db, "pack-plans", query, error);
  json_array_foreach (rows, i, row)
    put_band (row);
  return rows;
}

json_t *
guo_pack_plans_list (GuoCall *call, GError **error)
{
  g_autoptr(json_t) query = guo_call_query (call, "all,product", "", error);
  json_t *rows;

  if (query == NULL)
    return NULL;
  json_object_set_new (query, "all", json_integer (guo_field_int (query, "all", 0)));
  rows = plan_rows (call, query, error);
  return rows != NULL ? json_pack ("{s:o}", "rows", rows) : NULL;
}

json_t *
guo_pack_plan_row (GuoCall *call, gint64 id, GError **error)
{
  g_autoptr(json_t) query = json_pack ("{s:I}", "id", (json_int_t) id);
  g_autoptr(json_t) rows = plan_rows (call, query, error);

  if (rows != NULL && json_array_size (rows) == 1)
    return json_incref (json_array_get (rows, 0));
  if (rows != NULL)
    guo_call_not_found (error, "pack plan", json_integer (id));
  return NULL;
}

/* The thing that @name of @data means must be there. */
static gboolean
set_thing (GuoCall *call, json_t *data, const gchar *name, const gchar *statement, const gchar *what, GError **error)
{
  gint64 id = guo_field_int (data, name, 0);
  g_autoptr(json_t) row = id != 0 ? guo_call_row (call, statement, what, id, error) : NULL;

  return (id == 0 || row != NULL) && guo_call_set_ref (call, data, name, id, error);
}

/* "not-found"[variety]: of that product. */
static gboolean
check_variety (GuoCall *call, json_t *data, GError **error)
{
  gint64 variety = guo_field_int (data, "variety", 0);
  g_autoptr(json_t) row = variety != 0 ? guo_call_row (call, "variety", "variety", variety, error) : NULL;

  if (variety == 0)
    return TRUE;
  return row != NULL
         && (guo_field_int (row, "product", 0) == guo_field_int (data, "product", 0)
             || guo_call_not_found (error, "variety", json_integer (variety)));
}

static gboolean
check_texts (GuoCall *call, json_t *data, GError **error)
{
  const gchar *gtin = guo_field_text (data, "gtin"), *layout = guo_field_text (data, "layout");
  g_autofree gchar *padded = NULL;

  if (gtin != NULL && *gtin != '\0')
    {
      padded = guo_rules_gtin (gtin, error);
      if (padded == NULL)
        return FALSE;
      json_object_set_new (data, "gtin", json_string (padded));
    }
  if (layout != NULL && *layout == '\0')
    json_object_set_new (data, "layout", json_null ());
  return layout == NULL || *layout == '\0' || guo_label_layouts_check (call->db, layout, "layout", "case", error);
}

/* The band of a case is wider than the case: somebody typed grams. */
static gboolean
check_spread (json_t *data, GError **error)
{
  return guo_field_int (data, "spread_mg", 0) < guo_field_int (data, "nominal_mg", 0) || guo_bad_field (error, "spread_mg", "too large");
}

/* "not-found"[product, variety, brand, crate type], "bad-field"[gtin, layout, spread_mg] */
json_t *
guo_pack_plans_set (GuoCall *call, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0), n;
  g_autoptr(json_t) old = replaces != 0 ? guo_pack_plan_row (call, replaces, error) : NULL;
  g_autoptr(json_t) data = json_object ();

  if (replaces != 0 && old == NULL)
    return NULL;
  guo_call_merge (data, call->body, old,
                  "name,product,variety,grade_class,size,brand,gtin,case_type,nominal_mg,spread_mg,layout");
  if (!check_texts (call, data, error) || !check_spread (data, error) || !check_variety (call, data, error)
      || !set_thing (call, data, "product", "product-name", "product", error)
      || !set_thing (call, data, "variety", "variety", "variety", error)
      || !set_thing (call, data, "brand", "brand", "brand", error)
      || !set_thing (call, data, "case_type", "crate-type", "crate type", error))
    return NULL;
  n = guo_call_append (call,
                       &(GuoFact) {
                         .type = "pack_plan.set",
                         .replaces = replaces,
                         .data = json_incref (data),
                         .house = guo_call_active (call, old),
                       },
                       error);
  return n < 0 ? NULL : guo_pack_plan_row (call, replaces != 0 ? replaces : n, error);
}

/* "bad-field"[nominal_mg] */
json_t *
guo_net_content_show (GuoCall *call, GError **error)
{
  g_autoptr(json_t) query = guo_call_query (call, "nominal_mg,spread_mg", "", error);
  gint64 nominal_mg = guo_field_int (query, "nominal_mg", 0);
  json_t *answer;

  if (query == NULL)
    return NULL;
  if (nominal_mg < 1000 || nominal_mg > GUO_PACKING_NOMINAL_MAX_MG)
    {
      guo_bad_field (error, "nominal_mg", nominal_mg < 1000 ? "too small" : "too large");
      return NULL;
    }
  answer = json_pack ("{s:I, s:I}", "nominal_mg", (json_int_t) nominal_mg, "shortage_mg",
                      (json_int_t) guo_permitted_shortage (nominal_mg));
  guo_pack_put_band (answer, nominal_mg, guo_field_int (query, "spread_mg", -1));
  return answer;
}
