#include "station/call.h"
#include "station/gs1/keys.h"
#include "station/packing.h"
#include "station/rules.h"
#include "station/sample/hold.h"

#include <sodium.h>

#define INTERNAL_ITEMS G_GUINT64_CONSTANT (10000000000)

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
  const gchar *given = packing->gtin_given;
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

static json_t *
text_or_null (json_t *row, const gchar *name)
{
  json_t *value = json_object_get (row, name);

  return json_is_string (value) && *json_string_value (value) != '\0' ? json_incref (value) : json_null ();
}

/* Fruit of a pack lot that is packed as before stays in it, whatever the day. */
static gboolean
is_same_lot (const GuoPacking *packing, json_t *lot)
{
  return g_strcmp0 (guo_field_text (lot, "gtin"), packing->gtin) == 0
         && guo_field_int (lot, "nominal_mg", 0) == packing->nominal_mg
         && guo_field_int (json_object_get (lot, "brand"), "id", 0) == packing->brand;
}

static gboolean
find_own (GuoCall *call, GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) lot = guo_call_row (call, "packlot", "lot", packing->lot, error);

  if (lot != NULL && is_same_lot (packing, lot))
    packing->pack_lot = packing->lot;
  return lot != NULL;
}

static gboolean
find_stated (GuoCall *call, GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) params
    = json_pack ("{s:I, s:s, s:s, s:s, s:I, s:o, s:o, s:o}", "lot", (json_int_t) packing->lot, "gtin", packing->gtin,
                 "grade_class", packing->grade_class, "packed_on", packing->packed_on, "nominal_mg",
                 (json_int_t) packing->nominal_mg, "size", text_or_null (packing->plan, "size"), "layout",
                 text_or_null (packing->plan, "layout"), "brand",
                 packing->brand != 0 ? json_integer (packing->brand) : json_null ());
  g_autoptr(json_t) found = NULL;

  if (g_strcmp0 (guo_field_text (packing->source, "kind"), "pack") == 0 && !find_own (call, packing, error))
    return FALSE;
  if (packing->pack_lot != 0)
    return TRUE;
  found = guo_database_row (call->db, "packlot-find", params, error);
  packing->pack_lot = guo_field_int (found, "id", 0);
  return found != NULL;
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

/* A plan is for its product, and for its variety where it names one. */
static gboolean
check_plan (const GuoPacking *packing, GError **error)
{
  gint64 variety = guo_field_int (packing->plan, "variety", 0);

  if (packing->plan == NULL
      || (guo_field_int (packing->plan, "product", 0) == guo_field_int (packing->source, "product", 0)
          && (variety == 0 || variety == guo_field_int (packing->source, "variety", 0))))
    return TRUE;
  return guo_bad_field (error, "plan", "of another product or variety");
}

/* "not-found"[lot]; "class-differs"[grade_class]: a lot that has a class is packed as that */
static gboolean
check_source (GuoCall *call, GuoPacking *packing, GError **error)
{
  const gchar *kind = guo_field_text (packing->source, "kind"), *class = guo_field_text (packing->source, "grade_class");

  if (g_strcmp0 (kind, "harvest") == 0)
    return packing->grade_class != NULL ? check_class (call, packing->grade_class, error)
                                        : guo_bad_field (error, "grade_class", "missing");
  if (g_strcmp0 (kind, "graded") != 0 && g_strcmp0 (kind, "pack") != 0)
    return guo_call_not_found (error, "lot", json_integer (packing->lot));
  if (packing->grade_class == NULL)
    packing->grade_class = class;
  return g_strcmp0 (class, packing->grade_class) == 0
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "class-differs",
                        json_pack ("{s:s?, s:O?, s:O?}", "grade_class", class, "grade_class_name",
                                   json_object_get (packing->source, "grade_class_name"), "grade_class_name_en",
                                   json_object_get (packing->source, "grade_class_name_en")),
                        "the lot was graded as %s", class);
}

/* "held": the lot, or the pack lot that the cases would go into. */
static gboolean
check_holds (GuoCall *call, const GuoPacking *packing, GError **error)
{
  return guo_hold_check (call, packing->lot, GUO_HOLD_PACK, error)
         && (packing->pack_lot == 0 || guo_hold_check (call, packing->pack_lot, GUO_HOLD_PACK, error));
}

gboolean
guo_packing_find_lot (GuoCall *call, GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) centre = guo_database_row (call->db, "centre", NULL, error);
  const gchar *letter = guo_field_text (centre, "station_letter");

  if (centre == NULL)
    return FALSE;
  if (packing->nominal_mg <= 0)
    return guo_bad_field (error, "nominal_mg", "missing");
  if (json_is_null (centre))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "no-centre", NULL, "the centre is not named yet");
  packing->source = guo_call_row (call, "lot", "lot", packing->lot, error);
  if (packing->source == NULL)
    return FALSE;
  if (!check_plan (packing, error) || !check_source (call, packing, error))
    return FALSE;
  packing->letter = letter != NULL && *letter != '\0' ? *letter : 'A';
  packing->season = (gint) guo_field_int (packing->source, "season", 0);
  packing->day = guo_call_today (call, error);
  if (packing->packed_on == NULL)
    packing->packed_on = g_strdup (packing->day);
  packing->gtin = packing->day != NULL ? choose_gtin (call, packing, centre, error) : NULL;
  return packing->gtin != NULL && find_stated (call, packing, error) && check_holds (call, packing, error);
}

/* Year's last digit, day of packing, running number: 60716-014. */
static gchar *
next_no (GuoCall *call, const GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:s}", "day", packing->packed_on);
  g_autoptr(json_t) next = guo_database_row (call->db, "next-packlot-no", params, error);
  g_autofree gchar *suffix = next != NULL ? guo_station_suffix (call, error) : NULL;
  const gchar *day = packing->packed_on;

  if (suffix == NULL)
    return NULL;
  return g_strdup_printf ("%c%.2s%.2s-%03" G_GINT64_FORMAT "%s", day[3], day + 5, day + 8,
                          guo_field_int (next, "no", 1), suffix);
}

static gboolean
holds (json_t *list, json_t *value)
{
  gsize i;
  json_t *item;

  json_array_foreach (list, i, item)
    if (json_equal (item, value))
      return TRUE;
  return FALSE;
}

/* Where the fruit of one lot came from, as far back as it is known; each place once. */
static gboolean
add_refs (GuoCall *call, gint64 lot, const gchar *statement, const gchar *name, json_t *list, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I}", "id", (json_int_t) lot);
  g_autoptr(json_t) rows = guo_database_rows (call->db, statement, params, error);
  gsize i;
  json_t *row;

  if (rows == NULL)
    return FALSE;
  json_array_foreach (rows, i, row)
    {
      g_autoptr(json_t) ref = guo_call_ref (call, guo_field_int (row, name, 0), error);

      if (ref == NULL)
        return FALSE;
      if (!holds (list, ref))
        json_array_append (list, ref);
    }
  return TRUE;
}

/* The first and the last day of all the lots. */
static void
widen (json_t *data, json_t *lot)
{
  const gchar *from = guo_field_text (lot, "picked_from"), *to = guo_field_text (lot, "picked_to");
  const gchar *first = guo_field_text (data, "picked_from"), *last = guo_field_text (data, "picked_to");

  if (from != NULL && (first == NULL || strcmp (from, first) < 0))
    json_object_set_new (data, "picked_from", json_string (from));
  if (to != NULL && (last == NULL || strcmp (to, last) > 0))
    json_object_set_new (data, "picked_to", json_string (to));
}

static gboolean
add_origin (GuoCall *call, gint64 id, json_t *data, GError **error)
{
  g_autoptr(json_t) lot = guo_call_row (call, "lot", "lot", id, error);

  if (lot == NULL)
    return FALSE;
  widen (data, lot);
  return add_refs (call, id, "lot-origin", "village", json_object_get (data, "places"), error)
         && add_refs (call, id, "lot-cooperatives", "cooperative", json_object_get (data, "cooperatives"), error);
}

static gboolean
set_origins (GuoCall *call, const GuoPacking *packing, json_t *data, GError **error)
{
  if (packing->n_inputs == 0)
    return add_origin (call, packing->lot, data, error);
  for (guint i = 0; i < packing->n_inputs; i++)
    if (!add_origin (call, packing->inputs[i].lot, data, error))
      return FALSE;
  return TRUE;
}

gboolean
guo_packing_state_lot (GuoCall *call, GuoPacking *packing, GError **error)
{
  g_autofree gchar *no = next_no (call, packing, error);
  g_autoptr(json_t) data = NULL;
  g_autoptr(json_t) house = json_pack ("{s:o}", "layout", text_or_null (packing->plan, "layout"));

  if (no == NULL)
    return FALSE;
  data = json_pack ("{s:s, s:s, s:s, s:n, s:n, s:s, s:I, s:[], s:[], s:o}", "no", no, "gtin", packing->gtin, "grade_class",
                    packing->grade_class, "picked_from", "picked_to", "packed_on", packing->packed_on, "nominal_mg",
                    (json_int_t) packing->nominal_mg, "places", "cooperatives", "size", text_or_null (packing->plan, "size"));
  if (!set_origins (call, packing, data, error) || !guo_call_set_ref (call, data, "brand", packing->brand, error)
      || !guo_call_set_ref (call, data, "product", guo_field_int (packing->source, "product", 0), error)
      || !guo_call_set_ref (call, data, "variety", guo_field_int (packing->source, "variety", 0), error)
      || !guo_call_set_ref (call, house, "plan", guo_field_int (packing->plan, "id", 0), error))
    return FALSE;
  packing->pack_lot = guo_call_append (call,
                                       &(GuoFact) {
                                         .type = "packlot.stated",
                                         .day = packing->day,
                                         .season = packing->season,
                                         .data = json_incref (data),
                                         .house = json_incref (house),
                                       },
                                       error);
  return packing->pack_lot >= 0;
}
