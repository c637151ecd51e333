/* Closing a run: what came off it becomes lots, one a class; and regrading one of them. */
#include "station/run/balance.h"
#include "station/run/fruit.h"
#include "station/run/lot-balance.h"
#include "station/run/lot-fruit.h"
#include "station/run/run.h"
#include "station/rules.h"

const GuoField guo_runs_close_fields[] = {
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 200 },
  { .name = NULL },
};

const GuoField guo_lots_regrade_fields[] = {
  { .name = "grade_class", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 40 },
  { .name = "mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 100 * G_GINT64_CONSTANT (1000000000) },
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 200 },
  { .name = NULL },
};

static gboolean
add_edge (GuoCall *call, json_t *list, gint64 lot, gint64 mg, const gchar *grade_class, gint64 fruit, GError **error)
{
  json_t *edge = json_pack ("{s:I}", "mg", (json_int_t) mg);

  json_array_append_new (list, edge);
  if (grade_class != NULL)
    json_object_set_new (edge, "grade_class", json_string (grade_class));
  if (fruit > 0)
    json_object_set_new (edge, "n", json_integer (fruit));
  return guo_call_set_ref (call, edge, "lot", lot, error);
}

static gboolean
add_in (GuoCall *call, json_t *list, gint64 lot, gint64 mg, GError **error)
{
  return add_edge (call, list, lot, mg, NULL, 0, error)
         && guo_lot_fruit_put (call, json_array_get (list, json_array_size (list) - 1), lot, mg, error);
}

/* One edge a lot, however often it was fed. */
static gboolean
add_ins (GuoCall *call, json_t *run, json_t *list, GError **error)
{
  g_auto(GuoRunLots) lots = { NULL };

  guo_run_lots_init (&lots, run);
  for (guint i = 0; i < lots.lots->len; i++)
    if (!add_in (call, list, g_array_index (lots.lots, gint64, i), g_array_index (lots.weights, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* Each class of which something came off is a lot, and so is what is below grade. */
static gboolean
add_outs (GuoCall *call, json_t *run, json_t *list, GError **error)
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
      if (lot < 0 || !add_edge (call, list, lot, mg, key, guo_field_int (class, "fruit", 0), error))
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
         && add_ins (call, run, json_object_get (house, "in"), error)
         && add_outs (call, run, json_object_get (house, "out"), error) && guo_run_fruit_end (call, run, house, error)
         && guo_call_append (call,
                             &(GuoFact) {
                               .type = "transform.closed",
                               .season = (gint) guo_field_int (run, "season", 0),
                               .house = json_incref (house),
                             },
                             error)
              >= 0;
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

static json_t *
graded_lot (GuoCall *call, gint64 *run, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) lot = guo_call_param_id (call, "lot", &id, error) ? guo_call_row (call, "run-lot", "lot", id, error) : NULL;

  *run = guo_field_int (lot, "run", 0);
  if (lot != NULL && *run != 0)
    return g_steal_pointer (&lot);
  if (lot != NULL)
    guo_call_not_found (error, "lot", json_integer (id));
  return NULL;
}

static gboolean
append_regrade (GuoCall *call, json_t *lot, gint64 to, const gchar *key, gint64 mg, GError **error)
{
  g_autoptr(json_t) house = json_pack ("{s:s, s:[], s:[], s:[], s:i}", "kind", "regrade", "in", "out", "loss",
                                       "unaccounted_mg", 0);

  guo_call_merge (house, call->body, NULL, "reason");
  return add_in (call, json_object_get (house, "in"), guo_field_int (lot, "id", 0), mg, error)
         && add_edge (call, json_object_get (house, "out"), to, mg, key, 0, error)
         && guo_call_append (call,
                             &(GuoFact) {
                               .type = "transform.closed",
                               .season = (gint) guo_field_int (lot, "season", 0),
                               .house = json_incref (house),
                             },
                             error)
              >= 0;
}

/* The lot, or a part of it, is of another class: a new lot, and the first judgement stays where it is. "bad-field",
 * "lot-empty"[left_mg] */
json_t *
guo_lots_regrade (GuoCall *call, GError **error)
{
  gint64 run_id = 0, mg = guo_field_int (call->body, "mg", 0), to;
  g_autoptr(json_t) lot = graded_lot (call, &run_id, error);
  g_autoptr(json_t) run = lot != NULL ? guo_run_row (call, run_id, error) : NULL;
  g_autoptr(GuoScheme) scheme = run != NULL ? guo_run_scheme (call, run, error) : NULL;
  gint index = scheme != NULL ? guo_scheme_class (scheme, guo_field_text (call->body, "grade_class")) : -1;
  const gchar *key = index >= 0 ? guo_scheme_class_key (scheme, (guint) index) : NULL;
  gint64 left_mg = guo_field_int (lot, "left_mg", 0);

  if (scheme == NULL)
    return NULL;
  if (key == NULL || g_strcmp0 (key, guo_field_text (lot, "grade_class")) == 0)
    guo_bad_field (error, "grade_class", "not another class of the run's scheme");
  else if (left_mg < MAX (mg, 1))
    guo_refuse (error, GUO_STATION_ERROR_REFUSED, "lot-empty", json_pack ("{s:I}", "left_mg", (json_int_t) left_mg),
                "the lot has not so much left");
  else if ((to = guo_run_state_lot (call, run, key, error)) >= 0
           && append_regrade (call, lot, to, key, mg > 0 ? mg : left_mg, error))
    return guo_call_row (call, "lot", "lot", to, error);
  return NULL;
}
