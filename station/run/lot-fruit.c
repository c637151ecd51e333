#include "station/run/lot-fruit.h"

#include "db/shares.h"
#include "station/fields.h"

static json_t *
own_fruit (GuoCall *call, gint64 lot, GError **error)
{
  g_autoptr(json_t) row = guo_call_row (call, "run-lot", "lot", lot, error);

  return row == NULL ? NULL
                     : json_pack ("[{s:I, s:O, s:O, s:O, s:O}]", "source", (json_int_t) lot, "source_no", json_object_get (row, "no"),
                                  "delivery_no", json_object_get (row, "delivery_no"), "cooperative", json_object_get (row, "cooperative"),
                                  "cooperative_name", json_object_get (row, "cooperative_name"));
}

static void
divide (json_t *fruit, gint64 mg)
{
  gsize n = json_array_size (fruit), i;
  g_autofree gint64 *weights = g_new0 (gint64, n), *parts = g_new0 (gint64, n);
  json_t *row;

  json_array_foreach (fruit, i, row)
    weights[i] = guo_field_int (row, "mg", 1);
  guo_shares_split (weights, n, mg, parts);
  json_array_foreach (fruit, i, row)
    json_object_set_new (row, "mg", json_integer (parts[i]));
}

static json_t *
read_fruit (GuoCall *call, gint64 lot, gint64 mg, json_t *params, GError **error)
{
  g_autoptr(json_t) fruit = guo_database_rows (call->db, "lot-fruit", params, error);

  if (fruit != NULL && json_array_size (fruit) == 0)
    {
      json_decref (fruit);
      fruit = own_fruit (call, lot, error);
    }
  if (fruit == NULL)
    return NULL;
  divide (fruit, mg);
  return g_steal_pointer (&fruit);
}

json_t *
guo_lot_fruit (GuoCall *call, gint64 lot, gint64 mg, gint64 transform, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I, s:o}", "lot", (json_int_t) lot, "transform",
                                        transform != 0 ? json_integer (transform) : json_null ());

  return read_fruit (call, lot, mg, params, error);
}

json_t *
guo_lot_fruit_whole (GuoCall *call, gint64 lot, gint64 mg, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I, s:i}", "lot", (json_int_t) lot, "whole", 1);

  return read_fruit (call, lot, mg, params, error);
}

json_t *
guo_lot_fruit_cooperatives (json_t *fruit)
{
  json_t *rows = json_array (), *part, *row;
  gsize i, k;

  json_array_foreach (fruit, i, part)
    {
      json_t *cooperative = json_object_get (part, "cooperative"), *known = NULL;

      json_array_foreach (rows, k, row)
        known = json_equal (json_object_get (row, "cooperative"), cooperative) ? row : known;
      if (known != NULL)
        json_object_set_new (known, "mg", json_integer (guo_field_int (known, "mg", 0) + guo_field_int (part, "mg", 0)));
      else
        json_array_append_new (rows, json_pack ("{s:O, s:O, s:O}", "cooperative", cooperative, "cooperative_name",
                                                json_object_get (part, "cooperative_name"), "mg", json_object_get (part, "mg")));
    }
  json_array_foreach (rows, k, row)
    json_object_set_new (row, "basis", json_string (json_array_size (rows) == 1 ? "measured" : "proportion"));
  return rows;
}

/* "shares" of an edge, as the rows of @fruit say; parts that are nothing are not told. */
static gboolean
put_shares (GuoCall *call, json_t *edge, json_t *fruit, GError **error)
{
  json_t *shares = json_array (), *part;
  gsize i;

  json_object_set_new (edge, "shares", shares);
  json_array_foreach (fruit, i, part)
    if (guo_field_int (part, "mg", 0) > 0)
      {
        json_t *share = json_pack ("{s:O}", "mg", json_object_get (part, "mg"));

        json_array_append_new (shares, share);
        if (!guo_call_set_ref (call, share, "lot", guo_field_int (part, "source", 0), error))
          return FALSE;
      }
  return TRUE;
}

gboolean
guo_lot_fruit_put (GuoCall *call, json_t *edge, gint64 lot, gint64 mg, GError **error)
{
  g_autoptr(json_t) fruit = guo_lot_fruit (call, lot, mg, 0, error);

  if (fruit == NULL)
    return FALSE;
  if (json_array_size (fruit) == 1 && guo_field_int (json_array_get (fruit, 0), "source", 0) == lot)
    return TRUE;
  return put_shares (call, edge, fruit, error);
}

gboolean
guo_lot_fruit_take (GuoCall *call, json_t *edge, json_t *fruit, gint64 mg, GError **error)
{
  g_autoptr(json_t) part = json_deep_copy (fruit);
  gsize i;
  json_t *row;

  if (json_array_size (fruit) <= 1)
    return TRUE;
  divide (part, mg);
  json_array_foreach (fruit, i, row)
    json_object_set_new (row, "mg", json_integer (guo_field_int (row, "mg", 0)
                                                  - guo_field_int (json_array_get (part, i), "mg", 0)));
  return put_shares (call, edge, part, error);
}
