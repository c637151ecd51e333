/* Brands: name, story, picture, licence of the mark, certificates. */
#include "station/call.h"
#include "station/gs1/keys.h"
#include "station/pictures.h"
#include "station/rules.h"

#include <string.h>

#define CERTIFICATES_MAX 12

static const gchar *const certificate_kinds[] = { "gi", "green", "organic", "test-report", "other", NULL };

static const GuoField licence_fields[] = {
  { .name = "number", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 60 },
  { .name = "holder", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 60 },
  { .name = "from", .type = GUO_FIELD_DAY, .need = GUO_FIELD_REQUIRED },
  { .name = "to", .type = GUO_FIELD_DAY, .need = GUO_FIELD_REQUIRED },
  { .name = NULL },
};

static const GuoField certificate_fields[] = {
  { .name = "kind", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_REQUIRED, .choices = certificate_kinds },
  { .name = "number", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 60 },
  { .name = "issuer", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = "from", .type = GUO_FIELD_DAY, .need = GUO_FIELD_REQUIRED },
  { .name = "to", .type = GUO_FIELD_DAY, .need = GUO_FIELD_REQUIRED },
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
  { .name = "picture_sha256", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 64 },
  { .name = "certificates", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_OPTIONAL,
    .max = CERTIFICATES_MAX, .fields = certificate_fields },
  { .name = "active", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

json_t *
guo_brands_list (GuoCall *call, GError **error)
{
  return guo_call_list_offered (call, "brands", "", "", error);
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

static gboolean
check_validity (json_t *data, GError **error)
{
  json_t *licence = json_object_get (data, "licence");
  json_t *certificate;
  gsize i;

  if (json_is_object (licence) && strcmp (guo_field_text (licence, "from"), guo_field_text (licence, "to")) > 0)
    return guo_bad_field (error, "licence", "ends before it begins");
  json_array_foreach (json_object_get (data, "certificates"), i, certificate)
    if (strcmp (guo_field_text (certificate, "from"), guo_field_text (certificate, "to")) > 0)
      {
        g_autofree gchar *field = g_strdup_printf ("certificates[%" G_GSIZE_FORMAT "]", i);

        return guo_bad_field (error, field, "ends before it begins");
      }
  return TRUE;
}

/* "" takes the picture away; another one must have been sent before (POST /v1/pictures). */
static gboolean
set_picture (GuoCall *call, json_t *data, GError **error)
{
  const gchar *sha256 = guo_field_text (data, "picture_sha256");
  const gchar *type = NULL;
  g_autoptr(GBytes) picture = NULL;

  json_object_set_new (data, "picture_type", json_null ());
  if (sha256 == NULL || *sha256 == '\0')
    {
      json_object_set_new (data, "picture_sha256", json_null ());
      return TRUE;
    }
  picture = guo_picture_load (call->station, sha256, &type);
  if (picture == NULL)
    return guo_call_not_found (error, "picture", json_string (sha256));
  json_object_set_new (data, "picture_type", json_string (type));
  return TRUE;
}

/* "not-found"[product or picture], "bad-field": the item number, or what ends before it begins */
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
  guo_call_merge (data, call->body, old,
                  "name,name_en,story,story_en,owner,product,gtin,mark,licence,picture_sha256,certificates");
  of = guo_field_int (data, "product", 0);
  product = of != 0 ? guo_call_row (call, "product-name", "product", of, error) : NULL;
  if ((of != 0 && product == NULL) || !guo_call_set_ref (call, data, "product", of, error)
      || !check_gtin (data, error) || !check_validity (data, error) || !set_picture (call, data, error))
    return NULL;
  n = guo_call_append (call,
                       &(GuoFact) {
                         .type = "brand.set",
                         .replaces = replaces,
                         .data = json_incref (data),
                         .house = guo_call_active (call, old),
                       },
                       error);
  return n < 0 ? NULL : guo_call_row (call, "brand", "brand", replaces != 0 ? replaces : n, error);
}
