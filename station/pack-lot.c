#include "station/call.h"
#include "station/gs1/keys.h"
#include "station/packing.h"
#include "station/rules.h"

#include <sodium.h>

#define INTERNAL_ITEMS G_GUINT64_CONSTANT (10000000000)

void
guo_packing_clear (GuoPacking *packing)
{
  json_decref (packing->source);
  g_free (packing->day);
  g_free (packing->gtin);
}

/* The same variety, class and content give the same number on every station of the centre: it is made of
 * the log's own name of the variety (or product), not of a local count. */
static gchar *
internal_gtin (GuoCall *call, const GuoPacking *packing, GError **error)
{
  gint64 variety = guo_field_int (packing->source, "variety", 0);
  gint64 product = guo_field_int (packing->source, "product", 0);
  g_autoptr(json_t) ref = guo_call_ref (call, variety != 0 ? variety : product, error);
  g_autofree gchar *name = ref != NULL ? json_dumps (ref, JSON_COMPACT) : NULL;
  g_autofree gchar *item = NULL;
  guint8 hash[crypto_hash_sha256_BYTES];
  guint64 number = 0;

  if (name == NULL)
    return NULL;
  item = g_strdup_printf ("%s %s %" G_GINT64_FORMAT, name, packing->grade_class, packing->nominal_mg);
  crypto_hash_sha256 (hash, (const guint8 *) item, strlen (item));
  for (gint i = 0; i < 8; i++)
    number = number << 8 | hash[i];
  return guo_gs1_internal_item ((gint64) (number % INTERNAL_ITEMS));
}

static gchar *
choose_gtin (GuoCall *call, const GuoPacking *packing, json_t *centre, GError **error)
{
  const gchar *given = guo_field_text (call->body, "gtin");
  const gchar *mode = guo_field_text (centre, "item_mode");
  g_autoptr(json_t) brand
    = packing->brand != 0 ? guo_call_row (call, "brand", "brand", packing->brand, error) : NULL;

  if (packing->brand != 0 && brand == NULL)
    return NULL;
  if (given == NULL)
    given = guo_field_text (brand, "gtin");
  if (given != NULL && *given != '\0')
    return guo_rules_gtin (given, error);
  if (mode == NULL || g_str_equal (mode, "internal"))
    return internal_gtin (call, packing, error);
  guo_refuse (error, GUO_STATION_ERROR_REFUSED, "gtin-needed", NULL,
              "this centre packs under GS1 numbers: name the item's GTIN, or a brand that has one");
  return NULL;
}

static gboolean
is_same_brand (json_t *lot, gint64 brand)
{
  return guo_field_int (json_object_get (lot, "brand"), "id", 0) == brand;
}

static gboolean
find_stated (GuoCall *call, GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) params
    = json_pack ("{s:I, s:s, s:s, s:s, s:I}", "lot", (json_int_t) packing->lot, "gtin", packing->gtin,
                 "grade_class", packing->grade_class, "packed_on", packing->day, "nominal_mg",
                 (json_int_t) packing->nominal_mg);
  g_autoptr(json_t) found = guo_database_row (call->db, "packlot-find", params, error);
  g_autoptr(json_t) lot = NULL;

  if (found == NULL)
    return FALSE;
  if (json_is_null (found))
    return TRUE;
  lot = guo_call_row (call, "packlot", "lot", guo_field_int (found, "id", 0), error);
  if (lot != NULL && is_same_brand (lot, packing->brand))
    packing->pack_lot = guo_field_int (found, "id", 0);
  return lot != NULL;
}

/* What was never graded is packed under one of the usual classes, or one of a scheme that is in use. */
static gboolean
check_class (GuoCall *call, const gchar *grade_class, GError **error)
{
  static const gchar *const usual[] = { "special", "first", "second", "third", "below", NULL };
  g_autoptr(json_t) params = json_pack ("{s:s}", "grade_class", grade_class);
  g_autoptr(json_t) row = guo_database_row (call->db, "class-known", params, error);

  return row != NULL
         && (g_strv_contains (usual, grade_class) || guo_field_bool (row, "known")
             || guo_bad_field (error, "grade_class", "not a class of a scheme in use"));
}

/* "not-found"[lot]; "class-differs"[grade_class]: a graded lot is packed as what it was graded */
static gboolean
check_source (GuoCall *call, GuoPacking *packing, GError **error)
{
  const gchar *kind = guo_field_text (packing->source, "kind"), *class = guo_field_text (packing->source, "grade_class");

  if (g_strcmp0 (kind, "harvest") == 0)
    return packing->grade_class != NULL ? check_class (call, packing->grade_class, error)
                                        : guo_bad_field (error, "grade_class", "missing");
  if (g_strcmp0 (kind, "graded") != 0)
    return guo_call_not_found (error, "lot", json_integer (packing->lot));
  if (packing->grade_class == NULL)
    packing->grade_class = class;
  return g_strcmp0 (class, packing->grade_class) == 0
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "class-differs", json_pack ("{s:s?}", "grade_class", class),
                        "the lot was graded as %s", class);
}

gboolean
guo_packing_find_lot (GuoCall *call, GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) centre = guo_database_row (call->db, "centre", NULL, error);
  const gchar *letter = guo_field_text (centre, "station_letter");

  if (centre == NULL)
    return FALSE;
  if (json_is_null (centre))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "no-centre", NULL, "the centre is not named yet");
  packing->source = guo_call_row (call, "lot", "lot", packing->lot, error);
  if (packing->source == NULL)
    return FALSE;
  if (!check_source (call, packing, error))
    return FALSE;
  packing->letter = letter != NULL && *letter != '\0' ? *letter : 'A';
  packing->season = (gint) guo_field_int (packing->source, "season", 0);
  packing->day = guo_call_today (call, error);
  packing->gtin = packing->day != NULL ? choose_gtin (call, packing, centre, error) : NULL;
  return packing->gtin != NULL && find_stated (call, packing, error);
}

/* Year's last digit, day, running number: 60716-014. */
static gchar *
next_no (GuoCall *call, const GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:s}", "day", packing->day);
  g_autoptr(json_t) next = guo_database_row (call->db, "next-packlot-no", params, error);
  g_autofree gchar *suffix = next != NULL ? guo_station_suffix (call, error) : NULL;
  const gchar *day = packing->day;

  if (suffix == NULL)
    return NULL;
  return g_strdup_printf ("%c%.2s%.2s-%03" G_GINT64_FORMAT "%s", day[3], day + 5, day + 8,
                          guo_field_int (next, "no", 1), suffix);
}

/* Where the fruit came from, as far back as it is known. */
static json_t *
refs_of (GuoCall *call, const GuoPacking *packing, const gchar *statement, const gchar *name, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I}", "id", (json_int_t) packing->lot);
  g_autoptr(json_t) rows = guo_database_rows (call->db, statement, params, error);
  g_autoptr(json_t) list = json_array ();
  gsize i;
  json_t *row;

  if (rows == NULL)
    return NULL;
  json_array_foreach (rows, i, row)
    {
      json_t *ref = guo_call_ref (call, guo_field_int (row, name, 0), error);

      if (ref == NULL)
        return NULL;
      json_array_append_new (list, ref);
    }
  return g_steal_pointer (&list);
}

static json_t *
places (GuoCall *call, const GuoPacking *packing, GError **error)
{
  return refs_of (call, packing, "lot-origin", "village", error);
}

static json_t *
cooperatives (GuoCall *call, const GuoPacking *packing, GError **error)
{
  return refs_of (call, packing, "lot-cooperatives", "cooperative", error);
}

static gboolean
set_lists (GuoCall *call, const GuoPacking *packing, json_t *data, GError **error)
{
  json_t *villages = places (call, packing, error);
  json_t *parties = villages != NULL ? cooperatives (call, packing, error) : NULL;

  json_object_set_new (data, "places", villages);
  json_object_set_new (data, "cooperatives", parties);
  return parties != NULL && guo_call_set_ref (call, data, "brand", packing->brand, error)
         && guo_call_set_ref (call, data, "product", guo_field_int (packing->source, "product", 0), error)
         && guo_call_set_ref (call, data, "variety", guo_field_int (packing->source, "variety", 0), error);
}

gboolean
guo_packing_state_lot (GuoCall *call, GuoPacking *packing, GError **error)
{
  g_autofree gchar *no = next_no (call, packing, error);
  g_autoptr(json_t) data = NULL;

  if (no == NULL)
    return FALSE;
  data = json_pack ("{s:s, s:s, s:s, s:s?, s:s?, s:s, s:I}", "no", no, "gtin", packing->gtin, "grade_class",
                    packing->grade_class, "picked_from", guo_field_text (packing->source, "picked_from"), "picked_to",
                    guo_field_text (packing->source, "picked_to"), "packed_on", packing->day,
                    "nominal_mg", (json_int_t) packing->nominal_mg);
  if (!set_lists (call, packing, data, error))
    return FALSE;
  packing->pack_lot = guo_call_append (call,
                                       &(GuoFact) {
                                         .type = "packlot.stated",
                                         .day = packing->day,
                                         .season = packing->season,
                                         .data = json_incref (data),
                                       },
                                       error);
  return packing->pack_lot >= 0;
}
