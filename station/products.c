#include "station/call.h"
#include "station/rules.h"

static const gchar *const kinds[] = { "plum", "citrus", "tea", "other", NULL };

const GuoField guo_products_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW, .min = 1, .max = 30 },
  { .name = "name_en", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = "kind", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_REQUIRED_NEW, .choices = kinds },
  { .name = "season_from", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 5 },
  { .name = "active", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

const GuoField guo_varieties_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "product", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW, .min = 1, .max = 30 },
  { .name = "name_en", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = "active", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

const GuoField guo_crate_types_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW, .min = 1, .max = 30 },
  { .name = "name_en", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = "tare_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 0, .max = 1000000000 },
  { .name = "from", .type = GUO_FIELD_DAY, .need = GUO_FIELD_OPTIONAL },
  { .name = "active", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

const GuoField guo_tares_fields[] = {
  { .name = "crate_type", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "tare_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_REQUIRED,
    .min = 0, .max = 1000000000 },
  { .name = "from", .type = GUO_FIELD_DAY, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

json_t *
guo_products_list (GuoCall *call, GError **error)
{
  return guo_call_list_offered (call, "products", "", "", error);
}

/* With the tares in force today; those that are stopped only where the query says all=1. */
json_t *
guo_crate_types_list (GuoCall *call, GError **error)
{
  g_autofree gchar *today = guo_call_today (call, error);
  g_autoptr(json_t) query = today != NULL ? guo_call_query (call, "all", "", error) : NULL;
  json_t *rows;

  if (query == NULL)
    return NULL;
  json_object_set_new (query, "all", json_integer (guo_field_int (query, "all", 0)));
  json_object_set_new (query, "day", json_string (today));
  rows = guo_database_rows (call->db, "crate-types", query, error);
  return rows != NULL ? json_pack ("{s:o}", "rows", rows) : NULL;
}

json_t *
guo_tares_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "tares", "crate_type", "", error);
}

static gboolean
check_season (const gchar *from, GError **error)
{
  g_autofree gchar *day = NULL;

  if (from == NULL || *from == '\0')
    return TRUE;
  day = g_strconcat ("2023-", from, NULL); /* no leap year: a season does not begin on 29 February */
  return guo_field_is_day (day) || guo_bad_field (error, "season_from", "not a day MM-DD");
}

/* Citrus runs over New Year: its season begins with September (decisions.md). */
static void
default_season (json_t *data)
{
  gboolean citrus = g_strcmp0 (guo_field_text (data, "kind"), "citrus") == 0;

  if (json_is_null (json_object_get (data, "season_from")))
    json_object_set_new (data, "season_from", json_string (citrus ? "09-01" : "01-01"));
}

json_t *
guo_products_set (GuoCall *call, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0);
  g_autoptr(json_t) old = replaces != 0 ? guo_call_row (call, "product", "product", replaces, error) : NULL;
  json_t *data;
  gint64 n;

  if ((replaces != 0 && old == NULL) || !check_season (guo_field_text (call->body, "season_from"), error))
    return NULL;
  data = json_object ();
  guo_call_merge (data, call->body, old, "name,name_en,kind,season_from");
  default_season (data);
  n = guo_call_append (call,
                       &(GuoFact) {
                         .type = "product.set",
                         .replaces = replaces,
                         .data = data,
                         .house = guo_call_active (call, old),
                       },
                       error);
  return n < 0 ? NULL : guo_call_row (call, "product", "product", replaces != 0 ? replaces : n, error);
}

/* The variety of this product that is to change; JSON null for a new one. */
static json_t *
old_variety (GuoCall *call, gint64 replaces, gint64 product, GError **error)
{
  g_autoptr(json_t) row = replaces != 0 ? guo_call_row (call, "variety", "variety", replaces, error) : json_null ();

  if (replaces == 0 || row == NULL || guo_field_int (row, "product", 0) == product)
    return g_steal_pointer (&row);
  guo_call_not_found (error, "variety", json_integer (replaces));
  return NULL;
}

/* By keys alone: a product of the list of a whole county may have hundreds. */
json_t *
guo_varieties_set (GuoCall *call, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0);
  gint64 product = guo_field_int (call->body, "product", 0);
  g_autoptr(json_t) owner = guo_call_row (call, "product-name", "product", product, error);
  g_autoptr(json_t) old = owner != NULL ? old_variety (call, replaces, product, error) : NULL;
  g_autoptr(json_t) data = json_object ();
  gint64 n;

  if (old == NULL)
    return NULL;
  guo_call_merge (data, call->body, old, "name,name_en");
  if (!guo_call_set_ref (call, data, "product", product, error))
    return NULL;
  n = guo_call_append (call,
                       &(GuoFact) {
                         .type = "variety.set",
                         .replaces = replaces,
                         .data = json_incref (data),
                         .house = guo_call_active (call, old),
                       },
                       error);
  return n < 0 ? NULL : guo_call_row (call, "variety", "variety", replaces != 0 ? replaces : n, error);
}

/* With the tare in force today. */
static json_t *
find_crate_type (GuoCall *call, gint64 id, GError **error)
{
  g_autofree gchar *today = guo_call_today (call, error);
  g_autoptr(json_t) params = today != NULL ? json_pack ("{s:I, s:s}", "id", (json_int_t) id, "day", today) : NULL;
  g_autoptr(json_t) row = params != NULL ? guo_database_row (call->db, "crate-type", params, error) : NULL;

  if (row == NULL || !json_is_null (row))
    return g_steal_pointer (&row);
  guo_call_not_found (error, "crate type", json_integer (id));
  return NULL;
}

static gboolean
set_tare (GuoCall *call, gint64 crate_type, GError **error)
{
  g_autoptr(json_t) grower = json_object ();
  g_autofree gchar *today = guo_call_today (call, error);
  const gchar *from = guo_field_text (call->body, "from");

  if (today == NULL || !guo_call_set_ref (call, grower, "crate_type", crate_type, error))
    return FALSE;
  json_object_set_new (grower, "mg", json_integer (guo_field_int (call->body, "tare_mg", 0)));
  json_object_set_new (grower, "from", json_string (from != NULL ? from : today));
  json_object_set_new (grower, "owner", json_null ());
  return guo_call_append (call, &(GuoFact) { .type = "tare.set", .grower = json_incref (grower) }, error) >= 0;
}

json_t *
guo_crate_types_set (GuoCall *call, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0);
  g_autoptr(json_t) old = replaces != 0 ? find_crate_type (call, replaces, error) : NULL;
  json_t *data;
  gint64 n;

  if (replaces != 0 && old == NULL)
    return NULL;
  data = json_object ();
  guo_call_merge (data, call->body, old, "name,name_en");
  n = guo_call_append (call,
                       &(GuoFact) {
                         .type = "crate_type.set",
                         .replaces = replaces,
                         .data = data,
                         .house = guo_call_active (call, old),
                       },
                       error);
  if (n < 0)
    return NULL;
  n = replaces != 0 ? replaces : n;
  if (json_is_integer (json_object_get (call->body, "tare_mg")) && !set_tare (call, n, error))
    return NULL;
  return find_crate_type (call, n, error);
}

json_t *
guo_tares_set (GuoCall *call, GError **error)
{
  gint64 crate_type = guo_field_int (call->body, "crate_type", 0);
  g_autoptr(json_t) row = find_crate_type (call, crate_type, error);

  if (row == NULL || !set_tare (call, crate_type, error))
    return NULL;
  return find_crate_type (call, crate_type, error);
}
