#include "db/shares.h"
#include "station/call.h"
#include "station/load.h"
#include "station/rules.h"
#include "station/voids.h"

#define ROUND_MG ((gint64) 50000) /* 50 g, where no scale's interval is known */

static const gchar *const kinds[] = { "percent", "mass", NULL };
static const gchar *const reasons[] = { "water", "leaf", "damage", "immature", "foreign", "other", NULL };
static const gchar *const void_reasons[]
  = { "duplicate", "wrong-lot", "wrong-amount", "wrong-party", "other", NULL };

const GuoField guo_deductions_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED_NEW },
  { .name = "kind", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_REQUIRED, .choices = kinds },
  { .name = "ppm", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = GUO_SHARES_PPM },
  { .name = "mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = GUO_LOAD_MAX_MG },
  { .name = "reason", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_REQUIRED, .choices = reasons },
  { .name = "text", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = NULL },
};

const GuoField guo_deductions_void_fields[] = {
  { .name = "reason", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_REQUIRED, .choices = void_reasons },
  { .name = "text", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = NULL },
};

json_t *
guo_deductions_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "deductions", "lot,delivery,limit,before", "", error);
}

/* An operator while the delivery is open; afterwards a supervisor. */
static gboolean
may_deduct (GuoCall *call, json_t *context, GError **error)
{
  return guo_is_supervised (call) || guo_delivery_is_open (context, error);
}

/* Exactly the figure that the kind asks for; "reason-needed": "other" wants words. */
static gboolean
check_figures (GuoCall *call, GError **error)
{
  gboolean percent = g_str_equal (guo_field_text (call->body, "kind"), "percent");
  const gchar *wanted = percent ? "ppm" : "mg";
  const gchar *unwanted = percent ? "mg" : "ppm";
  const gchar *text = guo_field_text (call->body, "text");

  if (guo_field_int (call->body, wanted, 0) == 0)
    return guo_bad_field (error, wanted, "missing");
  if (guo_field_int (call->body, unwanted, 0) != 0)
    return guo_bad_field (error, unwanted, "either a percentage or a mass");
  if (g_str_equal (guo_field_text (call->body, "reason"), "other") && (text == NULL || *text == '\0'))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "reason-needed", NULL, "say why, in text");
  return TRUE;
}

/* e of the scale that the lot was weighed on. */
static gboolean
read_round (GuoCall *call, gint64 lot, gint64 *round_mg, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I}", "lot", (json_int_t) lot);
  g_autoptr(json_t) row = guo_database_row (call->db, "deduction-interval", params, error);

  *round_mg = guo_field_int (row, "e_mg", 0);
  if (*round_mg <= 0)
    *round_mg = ROUND_MG;
  return row != NULL;
}

static json_t *
grower_part (GuoCall *call, gint64 lot, GError **error)
{
  g_autoptr(json_t) part = json_object ();
  gint64 round_mg;

  if (!read_round (call, lot, &round_mg, error) || !guo_call_set_ref (call, part, "lot", lot, error))
    return NULL;
  guo_call_merge (part, call->body, NULL, "kind,ppm,mg,reason,text");
  json_object_set_new (part, "round_mg", json_integer (round_mg));
  return g_steal_pointer (&part);
}

static gint64
append_deduction (GuoCall *call, gint64 lot, json_t *context, GError **error)
{
  g_autoptr(json_t) grower = grower_part (call, lot, error);
  g_autoptr(json_t) house = json_object ();

  if (grower == NULL
      || !guo_call_set_ref (call, house, "approver", guo_field_int (call->body, "_approver", 0), error))
    return -1;
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "deduction.applied",
                            .day = guo_field_text (context, "day"),
                            .season = (gint) guo_field_int (context, "season", 0),
                            .replaces = guo_field_int (call->body, "replaces", 0),
                            .grower = json_incref (grower),
                            .house = json_incref (house),
                          },
                          error);
}

/* What is deducted from: the lot, or that of the deduction which is replaced. "already-void", "not-found",
 * "bad-field": a deduction stays with its lot. */
static json_t *
read_context (GuoCall *call, gint64 *lot, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0);
  g_autoptr(json_t) old = NULL;

  *lot = guo_field_int (call->body, "lot", 0);
  if (replaces == 0)
    return guo_call_row (call, "lot-delivery", "lot", *lot, error);
  old = guo_call_row (call, "deduction-context", "deduction", replaces, error);
  if (old == NULL)
    return NULL;
  if (guo_field_bool (old, "void"))
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "already-void", NULL, "this deduction is void");
      return NULL;
    }
  if (*lot != 0 && *lot != guo_field_int (old, "lot", 0))
    {
      guo_bad_field (error, "lot", "a deduction stays with its lot");
      return NULL;
    }
  *lot = guo_field_int (old, "lot", 0);
  return guo_call_row (call, "lot-delivery", "lot", *lot, error);
}

/* "delivery-closed"[no], "reason-needed", "already-void", "bad-field" */
json_t *
guo_deductions_apply (GuoCall *call, GError **error)
{
  gint64 lot = 0;
  g_autoptr(json_t) context = read_context (call, &lot, error);
  gint64 n;

  if (context == NULL || !check_figures (call, error) || !may_deduct (call, context, error))
    return NULL;
  n = append_deduction (call, lot, context, error);
  if (n < 0)
    return NULL;
  n = guo_field_int (call->body, "replaces", n);
  return guo_call_row (call, "deduction", "deduction", n, error);
}

/* "already-void", "delivery-closed"[no], "reason-needed" */
json_t *
guo_deductions_void (GuoCall *call, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) context = NULL;

  if (!guo_call_param_id (call, "deduction", &id, error))
    return NULL;
  context = guo_call_row (call, "deduction-context", "deduction", id, error);
  if (context == NULL || !guo_void_check (call, context, error) || !may_deduct (call, context, error)
      || !guo_void_append (call, id, error))
    return NULL;
  return guo_call_row (call, "deduction", "deduction", id, error);
}
