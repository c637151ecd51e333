/* Parts of a lot, lots together, and taking either back while nothing was built on it. */
#include "station/rules.h"
#include "station/run/edges.h"
#include "station/run/lot-fruit.h"
#include "station/run/made.h"

#define PARTS_MAX 50
#define MASS_MAX_MG (100 * G_GINT64_CONSTANT (1000000000)) /* 100 t */

static const gchar *const mixings[] = { "cooperative", "variety", NULL };

static const GuoField part_fields[] = {
  { .name = "mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = MASS_MAX_MG },
  { .name = NULL },
};

static const GuoField lot_fields[] = {
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = MASS_MAX_MG },
  { .name = NULL },
};

const GuoField guo_lots_split_fields[] = {
  { .name = "parts", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_REQUIRED, .min = 1, .max = PARTS_MAX, .fields = part_fields },
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = NULL },
};

const GuoField guo_lots_merge_fields[] = {
  { .name = "lots", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_REQUIRED, .min = 2, .max = PARTS_MAX, .fields = lot_fields },
  { .name = "mixing", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_OPTIONAL, .choices = mixings },
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = NULL },
};

static gint64
sum_of (json_t *parts)
{
  gint64 sum = 0;
  gsize i;
  json_t *part;

  json_array_foreach (parts, i, part)
    sum += guo_field_int (part, "mg", 0);
  return sum;
}

/* A lot of its own for each part. */
static gboolean
add_parts (GuoCall *call, json_t *lot, json_t *house, json_t *rows, GError **error)
{
  json_t *outs = json_object_get (house, "out");
  g_autoptr(json_t) fruit = guo_lot_fruit (call, guo_field_int (lot, "id", 0), guo_field_int (lot, "mg", 0), 0, error);
  gsize i;
  json_t *part;

  if (fruit == NULL)
    return FALSE;
  json_array_foreach (json_object_get (call->body, "parts"), i, part)
    {
      g_autofree gchar *no = guo_made_part_no (call, lot, (gint64) i, error);
      GuoMadeLot made = { no, "split", NULL, guo_field_text (lot, "first_class") };
      gint64 to = no != NULL ? guo_made_state (call, lot, &made, error) : -1;

      gint64 mg = guo_field_int (part, "mg", 0);

      if (to < 0 || !guo_edge_add_out (call, house, to, mg, guo_field_text (lot, "grade_class"), 0, error)
          || !guo_lot_fruit_take (call, json_array_get (outs, i), fruit, mg, error))
        return FALSE;
      json_array_append_new (rows, json_integer (to));
    }
  return TRUE;
}

static json_t *
rows_of (GuoCall *call, json_t *ids, GError **error)
{
  g_autoptr(json_t) rows = json_array ();
  gsize i;
  json_t *id;

  json_array_foreach (ids, i, id)
    {
      json_t *row = guo_call_row (call, "lot", "lot", json_integer_value (id), error);

      if (row == NULL)
        return NULL;
      json_array_append_new (rows, row);
    }
  return json_pack ("{s:O}", "rows", rows);
}

/* Parts of a lot become lots of their own; what is left stays the lot. "not-found"[lot], "lot-empty"[left_mg] */
json_t *
guo_lots_split (GuoCall *call, GError **error)
{
  gint64 id = 0, mg = sum_of (json_object_get (call->body, "parts"));
  g_autoptr(json_t) lot = guo_call_param_id (call, "lot", &id, error) ? guo_made_source (call, id, mg, error) : NULL;
  g_autoptr(json_t) house = guo_edges_house ("split");
  g_autoptr(json_t) made = json_array ();

  if (lot == NULL || !guo_edge_add_in (call, house, id, mg, error) || !add_parts (call, lot, house, made, error)
      || !guo_made_append (call, house, guo_field_int (lot, "season", 0), error))
    return NULL;
  return rows_of (call, made, error);
}

static gboolean
is_same (json_t *a, json_t *b, const gchar *name)
{
  return json_equal (json_object_get (a, name), json_object_get (b, name));
}

/* "lots-differ"[lot_no, mixing] */
static gboolean
check_together (json_t *first, json_t *lot, const gchar *mixing, GError **error)
{
  gboolean fits = is_same (first, lot, "kind") && is_same (first, lot, "product") && is_same (first, lot, "variety")
                  && is_same (first, lot, "grade_class") && is_same (first, lot, "scheme_sha256");

  if (g_strcmp0 (mixing, "variety") != 0)
    fits = fits && guo_field_int (lot, "cooperative", 0) != 0 && is_same (first, lot, "cooperative"); /* null: of several */
  return fits
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "lots-differ", json_pack ("{s:O}", "lot_no", json_object_get (lot, "no")),
                        "lot %s does not go together with the first", guo_field_text (lot, "no"));
}

static gboolean
is_twice (json_t *lots, gsize at)
{
  for (gsize i = 0; i < at; i++)
    if (is_same (json_array_get (lots, i), json_array_get (lots, at), "lot"))
      return TRUE;
  return FALSE;
}

/* Days of picking span those of all; the run stays where it is one, and so does the first judgement. */
static void
widen (json_t *like, json_t *lot)
{
  const gchar *from = guo_field_text (lot, "picked_from"), *to = guo_field_text (lot, "picked_to");

  if (from != NULL && g_strcmp0 (from, guo_field_text (like, "picked_from")) < 0)
    json_object_set (like, "picked_from", json_object_get (lot, "picked_from"));
  if (to != NULL && g_strcmp0 (to, guo_field_text (like, "picked_to")) > 0)
    json_object_set (like, "picked_to", json_object_get (lot, "picked_to"));
  if (!is_same (like, lot, "run"))
    json_object_set_new (like, "run", json_null ());
  if (!is_same (like, lot, "first_class"))
    json_object_set_new (like, "first_class", json_null ());
  json_object_set_new (like, "mg", json_integer (guo_field_int (like, "mg", 0) + guo_field_int (lot, "mg", 0)));
}

/* What all are together, each put in; NULL with a refusal. */
static json_t *
read_together (GuoCall *call, json_t *house, GError **error)
{
  json_t *lots = json_object_get (call->body, "lots"), *given;
  g_autoptr(json_t) like = NULL;
  gsize i;

  json_array_foreach (lots, i, given)
    {
      g_autoptr(json_t) lot = NULL;

      if (is_twice (lots, i))
        {
          guo_bad_field (error, "lots", "each lot once");
          return NULL;
        }
      lot = guo_made_source (call, guo_field_int (given, "lot", 0), guo_field_int (given, "mg", 0), error);
      if (lot == NULL || (like != NULL && !check_together (like, lot, guo_field_text (call->body, "mixing"), error))
          || !guo_edge_add_in (call, house, guo_field_int (lot, "id", 0), guo_field_int (lot, "mg", 0), error))
        return NULL;
      if (like == NULL)
        like = json_copy (lot);
      else
        widen (like, lot);
    }
  return g_steal_pointer (&like);
}

/* Day, running number: M-0716-02. */
static gchar *
next_no (GuoCall *call, GError **error)
{
  g_autofree gchar *day = guo_call_today (call, error);
  g_autoptr(json_t) params = json_pack ("{s:s?}", "day", day);
  g_autoptr(json_t) next = day != NULL ? guo_database_row (call->db, "next-merge-no", params, error) : NULL;
  g_autofree gchar *suffix = next != NULL ? guo_station_suffix (call, error) : NULL;

  if (suffix == NULL)
    return NULL;
  return g_strdup_printf ("M-%.2s%.2s-%02" G_GINT64_FORMAT "%s", day + 5, day + 8, guo_field_int (next, "no", 1), suffix);
}

/* Lots, or parts of them, become one. Of several cooperatives only when the rule says so, as with runs; whose fruit it is
 * stays known as a proportion. "not-found"[lot], "lot-empty"[left_mg], "lots-differ"[lot_no] */
json_t *
guo_lots_merge (GuoCall *call, GError **error)
{
  g_autoptr(json_t) house = guo_edges_house ("merge");
  g_autoptr(json_t) like = read_together (call, house, error);
  g_autofree gchar *no = like != NULL ? next_no (call, error) : NULL;
  GuoMadeLot made = { no, "merge", NULL, guo_field_text (like, "first_class") };
  gint64 to = no != NULL ? guo_made_state (call, like, &made, error) : -1;
  const gchar *mixing = guo_field_text (call->body, "mixing");

  if (to < 0)
    return NULL;
  json_object_set_new (house, "mixing", json_string (mixing != NULL ? mixing : "cooperative"));
  return guo_edge_add_out (call, house, to, guo_field_int (like, "mg", 0), guo_field_text (like, "grade_class"), 0, error)
             && guo_made_append (call, house, guo_field_int (like, "season", 0), error)
           ? guo_call_row (call, "lot", "lot", to, error)
           : NULL;
}

/* "not-found"[transform], "already-void", "lot-used"[lot_no] */
static gboolean
check_unused (json_t *transform, GError **error)
{
  static const gchar *const kinds[] = { "split", "merge", "regrade", "override", NULL };
  const gchar *kind = guo_field_text (transform, "kind");
  gsize i;
  json_t *out;

  if (kind == NULL || !g_strv_contains (kinds, kind))
    return guo_call_not_found (error, "transform", json_incref (json_object_get (transform, "id")));
  if (guo_field_bool (transform, "void"))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "already-void", NULL, "it is void already");
  json_array_foreach (json_object_get (transform, "outs"), i, out)
    if (guo_field_int (out, "used", 0) != 0)
      return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "lot-used", json_pack ("{s:O}", "lot_no", json_object_get (out, "lot_no")),
                         "lot %s was used since", guo_field_text (out, "lot_no"));
  return TRUE;
}

/* A split, a merge, another class never was: its lots have their fruit again, those that it made are void. */
json_t *
guo_transforms_void (GuoCall *call, GError **error)
{
  gint64 id = 0;
  const gchar *reason = guo_field_text (call->body, "reason");
  g_autoptr(json_t) transform
    = guo_call_param_id (call, "transform", &id, error) ? guo_call_row (call, "transform", "transform", id, error) : NULL;
  gsize i;
  json_t *out;

  if (transform == NULL || !check_unused (transform, error) || !guo_call_void (call, id, reason, error))
    return NULL;
  json_array_foreach (json_object_get (transform, "outs"), i, out)
    if (!guo_call_void (call, guo_field_int (out, "lot", 0), reason, error))
      return NULL;
  return rows_of (call, json_object_get (transform, "ins"), error);
}
