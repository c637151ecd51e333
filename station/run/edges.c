#include "station/run/edges.h"

#include "station/run/lot-fruit.h"

static json_t *
add (json_t *house, const gchar *list, gint64 mg)
{
  json_t *edge = json_pack ("{s:I}", "mg", (json_int_t) mg);

  json_array_append_new (json_object_get (house, list), edge);
  return edge;
}

gboolean
guo_edge_add_in (GuoCall *call, json_t *house, gint64 lot, gint64 mg, GError **error)
{
  json_t *edge = add (house, "in", mg);

  return guo_call_set_ref (call, edge, "lot", lot, error) && guo_lot_fruit_put (call, edge, lot, mg, error);
}

gboolean
guo_edge_add_out (GuoCall *call, json_t *house, gint64 lot, gint64 mg, const gchar *grade_class, gint64 fruit, GError **error)
{
  json_t *edge = add (house, "out", mg);

  if (grade_class != NULL)
    json_object_set_new (edge, "grade_class", json_string (grade_class));
  if (fruit > 0)
    json_object_set_new (edge, "n", json_integer (fruit));
  return guo_call_set_ref (call, edge, "lot", lot, error);
}

json_t *
guo_edges_house (const gchar *kind)
{
  return json_pack ("{s:s, s:[], s:[], s:[], s:i}", "kind", kind, "in", "out", "loss", "unaccounted_mg", 0);
}

gint64
guo_edges_append (GuoCall *call, json_t *house, gint64 season, GError **error)
{
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "transform.closed",
                            .season = (gint) season,
                            .house = json_incref (house),
                          },
                          error);
}
