#include "station/call.h"
#include "station/client/format.h"
#include "station/rules.h"

#include <string.h>

static const gchar *const kinds[] = { "cooperative", "grower", NULL };

const GuoField guo_villages_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW, .min = 1, .max = 60 },
  { .name = "name_en", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 120 },
  { .name = "township", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = "county", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = "township_en", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 120 },
  { .name = "county_en", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 120 },
  { .name = "altitude_m", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = -500, .max = 9000 },
  { .name = "active", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

const GuoField guo_parties_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "kind", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_REQUIRED_NEW, .choices = kinds },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW, .min = 1, .max = 60 },
  { .name = "name_en", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 120 },
  { .name = "code", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 4 },
  { .name = "cooperative", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "village", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "phone", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 40 },
  { .name = "address", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 120 },
  { .name = "active", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

const GuoField guo_plots_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "grower", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED_NEW },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW, .min = 1, .max = 60 },
  { .name = "area_m2", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 1, .max = 100000000 },
  { .name = "area_mu", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 12 },
  { .name = "village", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "product", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "variety", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "active", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

json_t *
guo_villages_list (GuoCall *call, GError **error)
{
  return guo_call_list_offered (call, "villages", "", "", error);
}

json_t *
guo_parties_list (GuoCall *call, GError **error)
{
  return guo_call_list_offered (call, "parties", "cooperative,limit,after", "kind,q", error);
}

json_t *
guo_plots_list (GuoCall *call, GError **error)
{
  return guo_call_list_offered (call, "plots", "grower,limit,after", "q", error);
}

json_t *
guo_villages_set (GuoCall *call, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0);
  g_autoptr(json_t) old = NULL;
  json_t *data;
  gint64 n;

  if (replaces != 0)
    {
      old = guo_call_row (call, "village", "village", replaces, error);
      if (old == NULL)
        return NULL;
    }
  data = json_object ();
  guo_call_merge (data, call->body, old, "name,name_en,township,township_en,county,county_en,altitude_m");
  n = guo_call_append (call,
                       &(GuoFact) {
                         .type = "village.set",
                         .replaces = replaces,
                         .data = data,
                         .house = guo_call_active (call, old),
                       },
                       error);
  return n < 0 ? NULL : guo_call_row (call, "village", "village", replaces != 0 ? replaces : n, error);
}

/* A cooperative's code begins the numbers of its lots: capital letters, and no two alike. */
static gboolean
check_code (GuoCall *call, json_t *party, gint64 except, GError **error)
{
  const gchar *code = guo_field_text (party, "code");
  g_autoptr(json_t) params = NULL;
  g_autoptr(json_t) row = NULL;

  if (code == NULL || *code == '\0')
    return g_strcmp0 (guo_field_text (party, "kind"), "cooperative") != 0 || guo_bad_field (error, "code", "missing");
  if (strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != strlen (code) || !g_ascii_isupper (*code))
    return guo_bad_field (error, "code", "not 1 to 4 capital letters or digits, a letter first");
  params = json_pack ("{s:s, s:I}", "code", code, "except", (json_int_t) except);
  row = guo_database_row (call->db, "party-code", params, error);
  if (row == NULL)
    return FALSE;
  if (!json_is_null (row))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "code-taken", json_pack ("{s:s}", "code", code),
                       "the code %s is taken", code);
  return TRUE;
}

static gboolean
set_cooperative (GuoCall *call, json_t *party, json_t *data, GError **error)
{
  gint64 cooperative = guo_field_int (party, "cooperative", 0);
  gboolean grower = g_strcmp0 (guo_field_text (party, "kind"), "grower") == 0;
  g_autoptr(json_t) row = NULL;

  if (grower != (cooperative != 0))
    return guo_bad_field (error, "cooperative", grower ? "missing" : "a cooperative belongs to none");
  if (cooperative != 0)
    {
      row = guo_call_row (call, "party", "cooperative", cooperative, error);
      if (row == NULL)
        return FALSE;
      if (g_strcmp0 (guo_field_text (row, "kind"), "cooperative") != 0)
        return guo_call_not_found (error, "cooperative", json_integer (cooperative));
    }
  return guo_call_set_ref (call, data, "cooperative", cooperative, error);
}

static gboolean
set_village (GuoCall *call, json_t *from, json_t *data, GError **error)
{
  gint64 village = guo_field_int (from, "village", 0);
  g_autoptr(json_t) row = village != 0 ? guo_call_row (call, "village", "village", village, error) : NULL;

  if (village != 0 && row == NULL)
    return FALSE;
  return guo_call_set_ref (call, data, "village", village, error);
}

/* "code-taken"[code] */
json_t *
guo_parties_set (GuoCall *call, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0);
  g_autoptr(json_t) old = NULL;
  g_autoptr(json_t) party = json_object ();
  g_autoptr(json_t) data = json_object ();
  g_autoptr(json_t) grower = json_object ();
  gint64 n;

  if (replaces != 0)
    {
      old = guo_call_row (call, "party", "party", replaces, error);
      if (old == NULL)
        return NULL;
    }
  guo_call_merge (party, call->body, old, "kind,cooperative,village,code");
  if (old != NULL)
    json_object_set (party, "kind", json_object_get (old, "kind"));
  guo_call_merge (data, party, NULL, "kind");
  guo_call_merge (grower, call->body, old, "name,name_en,code,phone,address");
  if (!check_code (call, party, replaces, error) || !set_cooperative (call, party, data, error)
      || !set_village (call, party, data, error))
    return NULL;
  n = guo_call_append (call,
                       &(GuoFact) {
                         .type = "party.set",
                         .replaces = replaces,
                         .data = json_incref (data),
                         .grower = json_incref (grower),
                         .house = guo_call_active (call, old),
                       },
                       error);
  return n < 0 ? NULL : guo_call_row (call, "party", "party", replaces != 0 ? replaces : n, error);
}

gboolean
guo_rules_area_m2 (const gchar *mu, gint64 *m2)
{
  gint64 millionths;

  if (mu == NULL || !guo_parse_mass (mu, &millionths) || millionths <= 0 || millionths > (gint64) 150000 * 1000000)
    return FALSE;
  *m2 = (millionths * 2 + 1500) / 3000;
  return *m2 > 0;
}

static gboolean
area_m2 (json_t *body, json_t *old, gint64 *m2, GError **error)
{
  const gchar *mu = guo_field_text (body, "area_mu");

  *m2 = guo_field_int (body, "area_m2", guo_field_int (old, "area_m2", 0));
  if (mu == NULL)
    return *m2 > 0 || guo_bad_field (error, "area_mu", "missing");
  return guo_rules_area_m2 (mu, m2) || guo_bad_field (error, "area_mu", "not a number of mu, 0.01 to 150,000");
}

static gboolean
set_crop (GuoCall *call, json_t *plot, json_t *grower, GError **error)
{
  gint64 product = guo_field_int (plot, "product", 0);
  gint64 variety = guo_field_int (plot, "variety", 0);
  g_autoptr(json_t) row = product != 0 ? guo_call_row (call, "product-name", "product", product, error) : NULL;
  g_autoptr(json_t) kind = variety != 0 ? guo_call_row (call, "variety", "variety", variety, error) : NULL;

  if ((product != 0 && row == NULL) || (variety != 0 && kind == NULL))
    return FALSE;
  if (variety != 0 && guo_field_int (kind, "product", 0) != product)
    return guo_call_not_found (error, "variety", json_integer (variety));
  return guo_call_set_ref (call, grower, "product", product, error)
         && guo_call_set_ref (call, grower, "variety", variety, error);
}

static gboolean
check_grower (GuoCall *call, gint64 id, json_t **village, GError **error)
{
  g_autoptr(json_t) row = guo_call_row (call, "party", "grower", id, error);

  if (row == NULL)
    return FALSE;
  if (g_strcmp0 (guo_field_text (row, "kind"), "grower") != 0)
    return guo_call_not_found (error, "grower", json_integer (id));
  *village = json_incref (json_object_get (row, "village"));
  return TRUE;
}

json_t *
guo_plots_set (GuoCall *call, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0);
  g_autoptr(json_t) old = replaces != 0 ? guo_call_row (call, "plot", "plot", replaces, error) : NULL;
  g_autoptr(json_t) plot = json_object ();
  g_autoptr(json_t) data = json_object ();
  g_autoptr(json_t) grower = json_object ();
  g_autoptr(json_t) village = NULL;
  gint64 m2, owner, n;

  if (replaces != 0 && old == NULL)
    return NULL;
  guo_call_merge (plot, call->body, old, "grower,village,product,variety");
  owner = guo_field_int (plot, "grower", 0);
  if (!check_grower (call, owner, &village, error) || !area_m2 (call->body, old, &m2, error))
    return NULL;
  if (json_is_null (json_object_get (plot, "village")) && village != NULL)
    json_object_set (plot, "village", village); /* most plots lie where their grower lives */
  guo_call_merge (grower, call->body, old, "name");
  json_object_set_new (grower, "area_m2", json_integer (m2));
  if (!set_village (call, plot, data, error) || !guo_call_set_ref (call, grower, "grower", owner, error)
      || !set_crop (call, plot, grower, error))
    return NULL;
  n = guo_call_append (call,
                       &(GuoFact) {
                         .type = "plot.set",
                         .replaces = replaces,
                         .data = json_incref (data),
                         .grower = json_incref (grower),
                         .house = guo_call_active (call, old),
                       },
                       error);
  return n < 0 ? NULL : guo_call_row (call, "plot", "plot", replaces != 0 ? replaces : n, error);
}
