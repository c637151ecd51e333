/* Closing a run: what came off it becomes lots, one a class. */
#include "station/run/balance.h"
#include "station/run/edges.h"
#include "station/run/fruit.h"
#include "station/run/lot-balance.h"
#include "station/run/run.h"
#include "station/rules.h"

const GuoField guo_runs_close_fields[] = {
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 200 },
  { .name = NULL },
};

/* One edge a lot, however often it was fed. */
static gboolean
add_ins (GuoCall *call, json_t *run, json_t *house, GError **error)
{
  g_auto(GuoRunLots) lots = { NULL };

  guo_run_lots_init (&lots, run);
  for (guint i = 0; i < lots.lots->len; i++)
    if (!guo_edge_add_in (call, house, g_array_index (lots.lots, gint64, i), g_array_index (lots.weights, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* Each class of which something came off is a lot, and so is what is below grade. */
static gboolean
add_outs (GuoCall *call, json_t *run, json_t *house, GError **error)
{
  gsize i;
  json_t *class;

  json_array_foreach (json_object_get (run, "classes"), i, class)
    {
      const gchar *key = guo_field_text (class, "grade_class");
      gint64 mg = guo_field_int (class, "mg", 0), lot;

      if (mg == 0)
        continue;
      lot = guo_run_state_lot (call, run, key, error);
      if (lot < 0 || !guo_edge_add_out (call, house, lot, mg, key, guo_field_int (class, "fruit", 0), error))
        return FALSE;
    }
  return TRUE;
}

static json_t *
losses (const GuoRunBalance *balance)
{
  json_t *list = json_array ();

  if (balance->cull_mg > 0)
    json_array_append_new (list, json_pack ("{s:s, s:I}", "kind", "cull", "mg", (json_int_t) balance->cull_mg));
  if (balance->loss_mg > 0)
    json_array_append_new (list, json_pack ("{s:s, s:I}", "kind", "loss", "mg", (json_int_t) balance->loss_mg));
  return list;
}

static gboolean
append_transform (GuoCall *call, json_t *run, const GuoRunBalance *balance, GError **error)
{
  g_autoptr(json_t) house = json_pack ("{s:s, s:[], s:[], s:o, s:I}", "kind", "grade", "in", "out", "loss", losses (balance),
                                       "unaccounted_mg", (json_int_t) balance->rest_mg);

  guo_call_merge (house, call->body, NULL, "reason");
  guo_call_merge (house, NULL, run, "scheme_version,scheme_sha256,limit_ppm,limit_mg");
  return guo_call_set_ref (call, house, "run", guo_field_int (run, "id", 0), error)
         && guo_call_set_ref (call, house, "scheme", guo_field_int (run, "scheme", 0), error)
         && add_ins (call, run, house, error)
         && add_outs (call, run, house, error) && guo_run_fruit_end (call, run, house, error)
         && guo_edges_append (call, house, guo_field_int (run, "season", 0), error) >= 0;
}

/* "run-empty"[no], "balance"[rest_mg, limit_mg]: outside the limit it closes with a reason only; "run-closed"[no] */
json_t *
guo_runs_close (GuoCall *call, GError **error)
{
  g_autoptr(json_t) open = guo_run_open (call, error);
  gint64 id = guo_field_int (open, "id", 0);
  g_autoptr(json_t) run = open != NULL && guo_run_fruit_stop (call, open, error) ? guo_run_answer (call, id, error) : NULL;
  GuoRunBalance balance;

  if (run == NULL)
    return NULL;
  guo_run_balance (run, &balance);
  if (balance.rest_mg == balance.in_mg)
    guo_refuse (error, GUO_STATION_ERROR_REFUSED, "run-empty", json_pack ("{s:O}", "no", json_object_get (run, "no")),
                "nothing came off run %s", guo_field_text (run, "no"));
  else if (!guo_run_balance_holds (&balance) && guo_field_text (call->body, "reason") == NULL)
    guo_refuse (error, GUO_STATION_ERROR_REFUSED, "balance",
                json_pack ("{s:I, s:I}", "rest_mg", (json_int_t) balance.rest_mg, "limit_mg", (json_int_t) balance.limit_mg),
                "the difference is outside the limit: say why");
  else if (append_transform (call, run, &balance, error))
    return guo_run_answer (call, id, error);
  return NULL;
}
