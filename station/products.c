#include "station/call.h"
#include "station/gs1/keys.h"
#include "station/rules.h"

static const gchar *const kinds[] = { "plum", "citrus", "tea", "other", NULL };

static const GuoField licence_fields[] = {
  { .name = "number", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 60 },
  { .name = "holder", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 60 },
  { .name = "from", .type = GUO_FIELD_DAY, .need = GUO_FIELD_REQUIRED },
  { .name = "to", .type = GUO_FIELD_DAY, .need = GUO_FIELD_REQUIRED },
  { .name = NULL },
};

const GuoField guo_products_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW, .min = 1, .max = 30 },
  { .name = "name_en", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = "kind", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_REQUIRED_NEW, .choices = kinds },
  { .name = "season_from", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 5 },
  { .name = NULL },
};

const GuoField guo_varieties_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "product", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW, .min = 1, .max = 30 },
  { .name = "name_en", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = NULL },
};

const GuoField guo_brands_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW, .min = 1, .max = 30 },
  { .name = "name_en", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = "story", .type = GUO_FIELD_LONG, .need = GUO_FIELD_OPTIONAL, .max = 6000 },
  { .name = "story_en", .type = GUO_FIELD_LONG, .need = GUO_FIELD_OPTIONAL, .max = 6000 },
  { .name = "owner", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = "product", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "gtin", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 14 },
  { .name = "mark", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = "licence", .type = GUO_FIELD_OBJECT, .need = GUO_FIELD_OPTIONAL,
    .fields = licence_fields },
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
  return guo_call_list (call, "products", "", "", error);
}

json_t *
guo_brands_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "brands", "", "", error);
}

/* The tares in force today. */
static json_t *
crate_types (GuoCall *call, GError **error)
{
  g_autofree gchar *today = guo_call_today (call, error);
  g_autoptr(json_t) params = NULL;

  if (today == NULL)
    return NULL;
  params = json_pack ("{s:s}", "day", today);
  return guo_database_rows (call->db, "crate-types", params, error);
}

json_t *
guo_crate_types_list (GuoCall *call, GError **error)
{
  json_t *rows = crate_types (call, error);

  return rows != NULL ? json_pack ("{s:o}", "rows", rows) : NULL;
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
  n = guo_call_append (call, &(GuoFact) { .type = "product.set", .replaces = replaces, .data = data }, error);
  return n < 0 ? NULL : guo_call_row (call, "product", "product", replaces != 0 ? replaces : n, error);
}

static json_t *
find_variety (json_t *product, gint64 id)
{
  gsize i;
  json_t *row;

  json_array_foreach (json_object_get (product, "varieties"), i, row)
    if (guo_field_int (row, "id", 0) == id)
      return row;
  return NULL;
}

json_t *
guo_varieties_set (GuoCall *call, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0);
  gint64 product = guo_field_int (call->body, "product", 0);
  g_autoptr(json_t) row = guo_call_row (call, "product", "product", product, error);
  g_autoptr(json_t) data = json_object ();
  json_t *old;
  gint64 n;

  if (row == NULL)
    return NULL;
  old = find_variety (row, replaces);
  if (replaces != 0 && old == NULL)
    {
      guo_call_not_found (error, "variety", json_integer (replaces));
      return NULL;
    }
  guo_call_merge (data, call->body, old, "name,name_en");
  if (!guo_call_set_ref (call, data, "product", product, error))
    return NULL;
  n = guo_call_append (call,
                       &(GuoFact) { .type = "variety.set", .replaces = replaces, .data = json_incref (data) },
                       error);
  if (n < 0)
    return NULL;
  json_object_set_new (data, "id", json_integer (replaces != 0 ? replaces : n));
  json_object_set_new (data, "product", json_integer (product));
  json_object_del (data, "replaces");
  return g_steal_pointer (&data);
}

gchar *
guo_rules_gtin (const gchar *gtin, GError **error)
{
  g_autoptr(GError) fault = NULL;
  gchar *padded = guo_gs1_gtin14 (gtin, &fault);
  const gchar *reason = padded == NULL ? guo_field_text (guo_refusal_params (fault), "reason") : NULL;

  if (padded != NULL)
    return padded;
  if (g_strcmp0 (reason, "wrong-length") == 0)
    reason = "not 8, 12, 13 or 14 digits";
  else if (g_strcmp0 (reason, "check-digit") == 0)
    reason = "the last digit does not fit the others";
  else
    reason = "not only digits";
  guo_bad_field (error, "gtin", reason);
  return NULL;
}

/* Kept with 14 digits, as it stands on the label. */
static gboolean
check_gtin (json_t *data, GError **error)
{
  const gchar *gtin = guo_field_text (data, "gtin");
  g_autofree gchar *padded = NULL;

  if (gtin == NULL || *gtin == '\0')
    return TRUE;
  padded = guo_rules_gtin (gtin, error);
  if (padded != NULL)
    json_object_set_new (data, "gtin", json_string (padded));
  return padded != NULL;
}

json_t *
guo_brands_set (GuoCall *call, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0);
  g_autoptr(json_t) old = replaces != 0 ? guo_call_row (call, "brand", "brand", replaces, error) : NULL;
  g_autoptr(json_t) data = json_object ();
  g_autoptr(json_t) product = NULL;
  gint64 of, n;

  if (replaces != 0 && old == NULL)
    return NULL;
  guo_call_merge (data, call->body, old, "name,name_en,story,story_en,owner,product,gtin,mark,licence");
  of = guo_field_int (data, "product", 0);
  product = of != 0 ? guo_call_row (call, "product", "product", of, error) : NULL;
  if ((of != 0 && product == NULL) || !guo_call_set_ref (call, data, "product", of, error))
    return NULL;
  if (!check_gtin (data, error))
    return NULL;
  n = guo_call_append (call,
                       &(GuoFact) { .type = "brand.set", .replaces = replaces, .data = json_incref (data) }, error);
  return n < 0 ? NULL : guo_call_row (call, "brand", "brand", replaces != 0 ? replaces : n, error);
}

static json_t *
find_crate_type (GuoCall *call, gint64 id, GError **error)
{
  g_autoptr(json_t) rows = crate_types (call, error);
  gsize i;
  json_t *row;

  if (rows == NULL)
    return NULL;
  json_array_foreach (rows, i, row)
    if (guo_field_int (row, "id", 0) == id)
      return json_incref (row);
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
  json_t *data, *house;
  gint64 n;

  if (replaces != 0 && old == NULL)
    return NULL;
  data = json_object ();
  house = json_object ();
  guo_call_merge (data, call->body, old, "name,name_en");
  guo_call_merge (house, call->body, old, "active");
  if (json_is_null (json_object_get (house, "active")))
    json_object_set_new (house, "active", json_true ());
  n = guo_call_append (
    call, &(GuoFact) { .type = "crate_type.set", .replaces = replaces, .data = data, .house = house }, error);
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
