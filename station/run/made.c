#include "station/run/made.h"

#include "station/rules.h"
#include "station/run/edges.h"

json_t *
guo_made_source (GuoCall *call, gint64 lot, gint64 mg, GError **error)
{
  g_autoptr(json_t) row = guo_call_row (call, "run-lot", "lot", lot, error);
  gint64 left_mg = guo_field_int (row, "left_mg", 0);

  if (row == NULL)
    return NULL;
  if (guo_field_bool (row, "void") || g_strcmp0 (guo_field_text (row, "kind"), "pack") == 0)
    guo_call_not_found (error, "lot", json_integer (lot));
  else if (left_mg < MAX (mg, 1))
    guo_refuse (error, GUO_STATION_ERROR_REFUSED, "lot-empty", json_pack ("{s:I}", "left_mg", (json_int_t) left_mg),
                "lot %s has not so much left", guo_field_text (row, "no"));
  else
    {
      json_object_set_new (row, "mg", json_integer (mg > 0 ? mg : left_mg));
      return g_steal_pointer (&row);
    }
  return NULL;
}

gchar *
guo_made_part_no (GuoCall *call, json_t *lot, gint64 further, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:O}", "lot", json_object_get (lot, "id"));
  g_autoptr(json_t) next = guo_database_row (call->db, "next-split-no", params, error);
  g_autofree gchar *suffix = next != NULL ? guo_station_suffix (call, error) : NULL;

  if (suffix == NULL)
    return NULL;
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT "%s", guo_field_text (lot, "no"), guo_field_int (next, "no", 1) + further, suffix);
}

gint64
guo_made_state (GuoCall *call, json_t *like, const GuoMadeLot *made, GError **error)
{
  g_autoptr(json_t) house = json_pack ("{s:s, s:s, s:s?}", "no", made->no, "made", made->made, "first_class", made->first_class);

  guo_call_merge (house, NULL, like, "kind,grade_class,scheme_sha256,picked_from,picked_to");
  if (made->grade_class != NULL)
    json_object_set_new (house, "grade_class", json_string (made->grade_class));
  if (!guo_call_set_ref (call, house, "run", guo_field_int (like, "run", 0), error)
      || !guo_call_set_ref (call, house, "product", guo_field_int (like, "product", 0), error)
      || !guo_call_set_ref (call, house, "variety", guo_field_int (like, "variety", 0), error))
    return -1;
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "lot.stated",
                            .season = (gint) guo_field_int (like, "season", 0),
                            .house = json_incref (house),
                          },
                          error);
}

gboolean
guo_made_append (GuoCall *call, json_t *house, gint64 season, GError **error)
{
  guo_call_merge (house, call->body, NULL, "reason");
  return guo_call_set_ref (call, house, "approver", guo_approver (call), error)
         && guo_edges_append (call, house, season, error) >= 0;
}
