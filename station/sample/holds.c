#include "station/sample/hold.h"

#include "station/rules.h"
#include "station/run/run.h"

#include <string.h>

static const gchar *const stops[] = { "all", "packing", NULL };

const GuoField guo_holds_fields[] = {
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "run", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "grade_class", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 40 },
  { .name = "stops", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_OPTIONAL, .choices = stops },
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 200 },
  { .name = NULL },
};

const GuoField guo_holds_release_fields[] = {
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 200 },
  { .name = "sample", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

/* What the sentence names: the first result that failed, else a person's words. */
static json_t *
held_params (json_t *lot, json_t *hold)
{
  json_t *failed = json_object_get (hold, "failed");
  json_t *params = json_pack ("{s:O, s:O, s:O}", "lot_no", json_object_get (lot, "no"), "hold", json_object_get (hold, "id"),
                              "reason", json_object_get (hold, "reason"));

  if (json_array_size (failed) == 0)
    return params;
  guo_call_merge (params, json_array_get (failed, 0), NULL,
                  "kind,title,title_en,value,unit,op,bound,by,allowed_percent,found,inspected");
  json_object_set_new (params, "failures", json_integer ((json_int_t) json_array_size (failed)));
  return params;
}

gboolean
guo_hold_check (GuoCall *call, gint64 lot, GuoHoldAct act, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I, s:s}", "lot", (json_int_t) lot, "act", act == GUO_HOLD_RUN ? "run" : "pack");
  g_autoptr(json_t) hold = guo_database_row (call->db, "lot-hold", params, error);
  g_autoptr(json_t) row = NULL;

  if (hold == NULL || json_is_null (hold))
    return hold != NULL;
  row = guo_call_row (call, "run-lot", "lot", lot, error);
  return row != NULL
         && guo_refuse (error, GUO_STATION_ERROR_REFUSED, "held", held_params (row, hold), "lot %s is held (%s)",
                        guo_field_text (row, "no"),
                        guo_field_text (hold, "reason") != NULL ? guo_field_text (hold, "reason") : "its sample failed");
}

gint64
guo_hold_place (GuoCall *call, const GuoHoldScope *scope, gint64 sample, json_t *failed, const gchar *stops_what,
                const gchar *reason, GError **error)
{
  g_autoptr(json_t) data = json_pack ("{s:s?}", "grade_class", scope->grade_class);
  g_autoptr(json_t) house = json_pack ("{s:s, s:s?, s:O?}", "stops", stops_what, "reason", reason, "failed", failed);

  if (!guo_call_set_ref (call, data, "lot", scope->lot, error) || !guo_call_set_ref (call, data, "run", scope->run, error)
      || !guo_call_set_ref (call, house, "sample", sample, error))
    return -1;
  return guo_call_append (call, &(GuoFact) { .type = "hold.placed", .data = json_incref (data), .house = json_incref (house) },
                          error);
}

json_t *
guo_holds_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "holds", "lot,run,limit,before", "state", error);
}

static json_t *
hold_row (GuoCall *call, gint64 id, GError **error)
{
  return guo_call_row (call, "hold", "hold", id, error);
}

json_t *
guo_holds_show (GuoCall *call, GError **error)
{
  gint64 id = 0;

  return guo_call_param_id (call, "hold", &id, error) ? hold_row (call, id, error) : NULL;
}

/* "not-found"[lot, run], "bad-field" */
static gboolean
check_scope (GuoCall *call, const GuoHoldScope *scope, GError **error)
{
  g_autoptr(json_t) row = NULL;
  g_autoptr(GuoScheme) scheme = NULL;

  if ((scope->lot != 0) == (scope->run != 0))
    return guo_bad_field (error, "lot", "either a lot or a run");
  if (scope->lot != 0 && scope->grade_class != NULL)
    return guo_bad_field (error, "grade_class", "only of a run");
  row = scope->lot != 0 ? guo_call_row (call, "run-lot", "lot", scope->lot, error) : guo_run_row (call, scope->run, error);
  if (row == NULL || scope->grade_class == NULL)
    return row != NULL;
  scheme = guo_run_scheme (call, row, error);
  return scheme != NULL
         && (guo_scheme_class (scheme, scope->grade_class) >= 0
             || guo_bad_field (error, "grade_class", "not a class of the run's scheme"));
}

/* Anybody may stop fruit: "not-found"[lot, run], "bad-field" */
json_t *
guo_holds_place (GuoCall *call, GError **error)
{
  const gchar *what = guo_field_text (call->body, "stops");
  GuoHoldScope scope = {
    .lot = guo_field_int (call->body, "lot", 0),
    .run = guo_field_int (call->body, "run", 0),
    .grade_class = guo_field_text (call->body, "grade_class"),
  };
  gint64 n = -1;

  if (check_scope (call, &scope, error))
    n = guo_hold_place (call, &scope, 0, NULL, what != NULL ? what : "all", guo_field_text (call->body, "reason"), error);
  return n >= 0 ? hold_row (call, n, error) : NULL;
}

/* "bad-field": the sample that is given as a reason is not one of this fruit that passed. */
static gboolean
check_repeat (GuoCall *call, json_t *hold, gint64 sample, GError **error)
{
  g_autoptr(json_t) row = sample != 0 ? guo_call_row (call, "sample", "sample", sample, error) : NULL;
  const gchar *what = guo_field_int (hold, "run", 0) != 0 ? "run" : "lot", *class = guo_field_text (hold, "grade_class");
  gboolean same;

  if (sample == 0 || row == NULL)
    return sample == 0;
  same = guo_field_int (row, what, 0) == guo_field_int (hold, what, 0)
         && (class == NULL || g_strcmp0 (class, guo_field_text (row, "grade_class")) == 0);
  return (same && !guo_field_bool (row, "void") && g_strcmp0 (guo_field_text (row, "state"), "passed") == 0)
         || guo_bad_field (error, "sample", "not a sample of this fruit that passed");
}

/* A supervisor's: "not-held", "not-found"[hold, sample], "bad-field"; what was judged first stays. */
json_t *
guo_holds_release (GuoCall *call, GError **error)
{
  gint64 id = 0, sample = guo_field_int (call->body, "sample", 0);
  g_autoptr(json_t) row = guo_call_param_id (call, "hold", &id, error) ? hold_row (call, id, error) : NULL;
  g_autoptr(json_t) data = json_object ();
  g_autoptr(json_t) house = json_object ();

  if (row == NULL)
    return NULL;
  if (g_strcmp0 (guo_field_text (row, "state"), "held") != 0)
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "not-held", NULL, "the hold was released before");
      return NULL;
    }
  guo_call_merge (house, call->body, NULL, "reason");
  if (!check_repeat (call, row, sample, error) || !guo_call_set_ref (call, data, "hold", id, error)
      || !guo_call_set_ref (call, house, "sample", sample, error)
      || !guo_call_set_ref (call, house, "approver", guo_approver (call), error)
      || guo_call_append (call, &(GuoFact) { .type = "hold.released", .data = json_incref (data), .house = json_incref (house) },
                          error)
           < 0)
    return NULL;
  return hold_row (call, id, error);
}
