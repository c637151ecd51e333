#include "db/shares.h"
#include "station/fields.h"
#include "station/run/lot-balance.h"
#include "station/run/lot-fruit.h"
#include "station/run/run.h"

/* What each lot put on, taken apart: one list a lot, in the order of the run's lots. */
static json_t *
read_fruit (GuoCall *call, json_t *run, const GuoRunLots *lots, GError **error)
{
  g_autoptr(json_t) fruit = json_array ();

  for (guint i = 0; i < lots->lots->len; i++)
    {
      json_t *parts = guo_lot_fruit (call, g_array_index (lots->lots, gint64, i), g_array_index (lots->weights, gint64, i),
                                     guo_field_int (run, "transform", 0), error);

      if (parts == NULL)
        return NULL;
      json_array_append_new (fruit, parts);
    }
  return g_steal_pointer (&fruit);
}

static json_t *
row_of (json_t *rows, json_t *cooperative)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (json_equal (json_object_get (row, "cooperative"), cooperative))
      return row;
  return NULL;
}

/* One lot's part of a class goes to the cooperatives whose fruit it has. */
static void
give_part (json_t *rows, json_t *fruit, gsize class, gint64 mg)
{
  gsize n = json_array_size (fruit), i;
  g_autofree gint64 *weights = g_new0 (gint64, n), *parts = g_new0 (gint64, n);
  json_t *part;

  json_array_foreach (fruit, i, part)
    weights[i] = guo_field_int (part, "mg", 0);
  guo_shares_split (weights, n, mg, parts);
  json_array_foreach (fruit, i, part)
    {
      json_t *row = row_of (rows, json_object_get (part, "cooperative"));
      json_t *to = json_array_get (json_object_get (row, "classes"), class);

      json_object_set_new (to, "mg", json_integer (guo_field_int (to, "mg", 0) + parts[i]));
    }
}

static void
give_classes (json_t *rows, json_t *classes, json_t *fruit, const GuoRunLots *lots)
{
  gsize i, k;
  json_t *class, *row;

  json_array_foreach (classes, i, class)
    {
      json_array_foreach (rows, k, row)
        json_array_append_new (json_object_get (row, "classes"),
                               json_pack ("{s:O, s:i}", "grade_class", json_object_get (class, "grade_class"), "mg", 0));
      for (guint lot = 0; lot < lots->lots->len; lot++)
        give_part (rows, json_array_get (fruit, lot), i, guo_run_lots_part (lots, lot, guo_field_int (class, "mg", 0)));
    }
}

json_t *
guo_run_shares (GuoCall *call, json_t *run, GError **error)
{
  g_auto(GuoRunLots) lots = { NULL };
  g_autoptr(json_t) fruit = NULL;
  g_autoptr(json_t) all = json_array ();
  json_t *rows, *row, *parts;
  gsize i;

  guo_run_lots_init (&lots, run);
  fruit = read_fruit (call, run, &lots, error);
  if (fruit == NULL)
    return NULL;
  json_array_foreach (fruit, i, parts)
    json_array_extend (all, parts);
  rows = guo_lot_fruit_cooperatives (all);
  json_array_foreach (rows, i, row)
    {
      json_object_set (row, "in_mg", json_object_get (row, "mg"));
      json_object_del (row, "mg");
      json_object_set_new (row, "classes", json_array ());
    }
  give_classes (rows, json_object_get (run, "classes"), fruit, &lots);
  return rows;
}
