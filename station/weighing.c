#include "station/call.h"
#include "station/rules.h"
#include "station/scale-note.h"
#include "station/weighing/tare.h"

#define MASS_MAX_MG ((gint64) 200000 * 1000000) /* 200 t */

static const gchar *const void_reasons[] = { "duplicate", "wrong-lot", "not-emptied", "wrong-party", "other", NULL };

const GuoField guo_weighings_fields[] = {
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "scale", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "crate_type", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "crates", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 1, .max = GUO_TARE_CRATES_MAX },
  { .name = "tare_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 0, .max = MASS_MAX_MG },
  { .name = "simulated_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = MASS_MAX_MG },
  { .name = "confirm_below_min", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = "typed", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = "gross_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 1, .max = MASS_MAX_MG },
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = NULL },
};

const GuoField guo_weighings_void_fields[] = {
  { .name = "reason", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_REQUIRED,
    .choices = void_reasons },
  { .name = "text", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = NULL },
};

/* What is being recorded. */
typedef struct
{
  gint64 lot;
  gint64 scale;
  gint64 crate_type;
  gint64 crates;
  gint64 gross_mg;
  gint64 tare_mg;
  gint64 net_mg;
  gint64 e_mg;
  const gchar *tare_source;
  gboolean typed;
  gboolean below_min;
} Weighing;

json_t *
guo_weighings_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "weighings", "delivery,lot,scale,limit,before", "", error);
}

json_t *
guo_weighings_show (GuoCall *call, GError **error)
{
  gint64 id = 0;

  if (!guo_call_param_id (call, "weighing", &id, error))
    return NULL;
  return guo_call_row (call, "weighing", "weighing", id, error);
}

/* Waits for the scale on the waiter's thread. What it says is judged when the command runs: a command
 * that is sent again gets its first answer, whatever stands on the scale by then. */
gboolean
guo_weighings_prepare (GuoCall *call, GError **error)
{
  if (json_is_integer (json_object_get (call->body, "simulated_mg")))
    return guo_scale_note_simulate (call, error);
  if (!guo_field_bool (call->body, "typed"))
    guo_scale_note_settle (call);
  return TRUE;
}

/* "reason-needed", "supervisor-needed" */
static gboolean
read_typed (GuoCall *call, Weighing *weighing, GError **error)
{
  const gchar *reason = guo_field_text (call->body, "reason");

  if (!guo_is_supervised (call))
    return guo_refuse (error, GUO_STATION_ERROR_ROLE, "supervisor-needed", NULL,
                       "a typed weight needs a supervisor");
  if (reason == NULL || *reason == '\0')
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "reason-needed", NULL, "a typed weight needs a reason");
  weighing->gross_mg = guo_field_int (call->body, "gross_mg", 0);
  return weighing->gross_mg > 0 || guo_bad_field (error, "gross_mg", "missing");
}

static gboolean
read_scale (GuoCall *call, Weighing *weighing, GError **error)
{
  json_t *note;

  if (weighing->scale == 0)
    return guo_bad_field (error, "scale", "missing");
  if (json_object_get (call->body, "gross_mg") != NULL)
    return guo_bad_field (error, "gross_mg", "only with typed");
  note = guo_scale_note_check (call, weighing->scale, guo_field_bool (call->body, "confirm_below_min"), error);
  if (note == NULL)
    return FALSE;
  weighing->gross_mg = guo_field_int (note, "mg", 0);
  weighing->e_mg = guo_field_int (note, "e_mg", 0);
  weighing->below_min = g_strcmp0 (guo_field_text (note, "refusal"), "below-min") == 0;
  return TRUE;
}

/* The tare in force on @day; with @needed it must be known. */
static gboolean
table_tare (GuoCall *call, gint64 crate_type, const gchar *day, gboolean needed, gint64 *each_mg, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I, s:s}", "id", (json_int_t) crate_type, "day", day);
  g_autoptr(json_t) row = guo_database_row (call->db, "crate-type", params, error);
  const gchar *name = guo_field_text (row, "name");

  if (row == NULL)
    return FALSE;
  if (json_is_null (row))
    return guo_call_not_found (error, "crate type", json_integer (crate_type));
  *each_mg = guo_field_int (row, "tare_mg", -1);
  return !needed || *each_mg >= 0
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "tare-unknown",
                        json_pack ("{s:s?}", "crate_type", name), "no tare is known for %s on %s",
                        name != NULL ? name : "?", day);
}

/* "tare-unknown"[crate_type], "tare-too-heavy"[gross_mg, tare_mg] */
static gboolean
subtract_tare (GuoCall *call, Weighing *weighing, const gchar *day, GError **error)
{
  gboolean typed = json_is_integer (json_object_get (call->body, "tare_mg"));
  gint64 each_mg = 0;

  if (weighing->crate_type != 0 && !table_tare (call, weighing->crate_type, day, !typed, &each_mg, error))
    return FALSE;
  if (typed)
    {
      weighing->tare_source = "typed";
      weighing->tare_mg = guo_tare_round (guo_field_int (call->body, "tare_mg", 0), weighing->e_mg);
    }
  else if (weighing->crate_type != 0)
    {
      weighing->tare_source = "table";
      weighing->tare_mg = guo_tare_preset (each_mg, weighing->crates, weighing->e_mg);
    }
  else
    weighing->tare_source = "none";
  return guo_tare_net (weighing->gross_mg, weighing->tare_mg, &weighing->net_mg)
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "tare-too-heavy",
                        json_pack ("{s:I, s:I}", "gross_mg", (json_int_t) weighing->gross_mg, "tare_mg",
                                   (json_int_t) weighing->tare_mg),
                        "the tare is not less than the gross weight");
}

static json_t *
grower_part (GuoCall *call, const Weighing *weighing, gint64 no, gboolean simulated, GError **error)
{
  g_autoptr(json_t) part = json_pack (
    "{s:I, s:I, s:I, s:I, s:I, s:s, s:s, s:b}", "no", (json_int_t) no, "crates", (json_int_t) weighing->crates,
    "gross_mg", (json_int_t) weighing->gross_mg, "tare_mg", (json_int_t) weighing->tare_mg, "net_mg",
    (json_int_t) weighing->net_mg, "tare_source", weighing->tare_source, "mode",
    weighing->typed ? "typed" : "stable", "simulated", simulated);

  if (!guo_call_set_ref (call, part, "lot", weighing->lot, error)
      || !guo_call_set_ref (call, part, "scale", weighing->scale, error)
      || !guo_call_set_ref (call, part, "crate_type", weighing->crate_type, error))
    return NULL;
  return g_steal_pointer (&part);
}

static json_t *
house_part (GuoCall *call, const Weighing *weighing, GError **error)
{
  g_autoptr(json_t) part = json_object ();

  if (weighing->typed)
    {
      guo_call_merge (part, call->body, NULL, "reason");
      if (!guo_call_set_ref (call, part, "approver", guo_approver (call), error))
        return NULL;
    }
  else
    {
      guo_call_merge (part, guo_scale_note (call), NULL,
                      "raw,mantissa,exponent,unit,age_ms,stable_ms,stability");
      json_object_set_new (part, "below_min", json_boolean (weighing->below_min));
    }
  return g_steal_pointer (&part);
}

static gint64
append_weighing (GuoCall *call, json_t *context, const Weighing *weighing, gint64 no, GError **error)
{
  gboolean simulated = weighing->typed ? guo_station_is_practice (call->station)
                                       : guo_field_bool (guo_scale_note (call), "simulated");
  g_autoptr(json_t) grower = grower_part (call, weighing, no, simulated, error);
  g_autoptr(json_t) house = grower != NULL ? house_part (call, weighing, error) : NULL;

  if (house == NULL)
    return -1;
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "weighing.recorded",
                            .day = guo_field_text (context, "day"),
                            .season = (gint) guo_field_int (context, "season", 0),
                            .grower = json_incref (grower),
                            .house = json_incref (house),
                          },
                          error);
}

/* The lot and its delivery, which must be open: "not-found", "delivery-closed"[no]. */
static json_t *
open_lot (GuoCall *call, gint64 lot, GError **error)
{
  g_autoptr(json_t) context = guo_call_row (call, "lot-delivery", "lot", lot, error);

  if (context == NULL || !guo_delivery_is_open (context, error))
    return NULL;
  return g_steal_pointer (&context);
}

static gint64
next_no (GuoCall *call, json_t *context, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:O}", "delivery", json_object_get (context, "delivery"));
  g_autoptr(json_t) next = guo_database_row (call->db, "next-weighing-no", params, error);

  return next != NULL ? guo_field_int (next, "no", 1) : -1;
}

/* The scale's refusals are raised in scale-note.c. */
json_t *
guo_weighings_record (GuoCall *call, GError **error)
{
  Weighing weighing = {
    .lot = guo_field_int (call->body, "lot", 0),
    .scale = guo_field_int (call->body, "scale", 0),
    .crate_type = guo_field_int (call->body, "crate_type", 0),
    .crates = guo_field_int (call->body, "crates", 1),
    .typed = guo_field_bool (call->body, "typed"),
  };
  g_autoptr(json_t) context = open_lot (call, weighing.lot, error);
  gint64 no, n;

  if (context == NULL)
    return NULL;
  if (!(weighing.typed ? read_typed (call, &weighing, error) : read_scale (call, &weighing, error))
      || !subtract_tare (call, &weighing, guo_field_text (context, "day"), error))
    return NULL;
  no = next_no (call, context, error);
  if (no < 0 || (!weighing.typed && !guo_scale_note_take (call, weighing.scale, no, error)))
    return NULL;
  n = append_weighing (call, context, &weighing, no, error);
  return n < 0 ? NULL : guo_call_row (call, "weighing", "weighing", n, error);
}

/* An operator may void the own last weighing of an open delivery, as long as what was packed from the
 * lot is still covered; anything else wants a supervisor. */
static gboolean
may_void (GuoCall *call, gint64 id, json_t *context, GError **error)
{
  g_autoptr(json_t) me = NULL;
  gboolean own, last;

  if (guo_is_supervised (call))
    return TRUE;
  me = guo_call_ref (call, call->actor->user, error);
  if (me == NULL)
    return FALSE;
  own = json_equal (me, json_object_get (context, "actor"));
  last = guo_field_int (context, "last", 0) == id;
  if (!guo_delivery_is_open (context, error))
    return FALSE;
  if (!own || !last)
    return guo_refuse (error, GUO_STATION_ERROR_ROLE, "not-own-weighing", NULL,
                       "only the own last weighing of a delivery, else a supervisor");
  if (guo_field_int (context, "left_mg", 0) < guo_field_int (context, "net_mg", 0))
    return guo_refuse (error, GUO_STATION_ERROR_ROLE, "supervisor-needed", NULL,
                       "cases were packed from this weighing");
  return TRUE;
}

static gboolean
append_void (GuoCall *call, gint64 id, GError **error)
{
  g_autoptr(json_t) data = json_object ();
  g_autoptr(json_t) house = json_object ();

  guo_call_merge (data, call->body, NULL, "reason");
  guo_call_merge (house, call->body, NULL, "text"); /* free words may name somebody: not for the public */
  if (!guo_call_set_ref (call, data, "of", id, error)
      || !guo_call_set_ref (call, house, "approver", guo_field_int (call->body, "_approver", 0), error))
    return FALSE;
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "fact.voided",
                            .data = json_incref (data),
                            .house = json_incref (house),
                          },
                          error)
         >= 0;
}

/* "already-void", "not-own-weighing", "delivery-closed"[no], "reason-needed" */
json_t *
guo_weighings_void (GuoCall *call, GError **error)
{
  gint64 id = 0;
  const gchar *reason = guo_field_text (call->body, "reason");
  const gchar *text = guo_field_text (call->body, "text");
  g_autoptr(json_t) context = NULL;

  if (!guo_call_param_id (call, "weighing", &id, error))
    return NULL;
  context = guo_call_row (call, "weighing-context", "weighing", id, error);
  if (context == NULL)
    return NULL;
  if (guo_field_bool (context, "void"))
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "already-void", NULL, "this weighing is void already");
      return NULL;
    }
  if (g_str_equal (reason, "other") && (text == NULL || *text == '\0'))
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "reason-needed", NULL, "say why, in text");
      return NULL;
    }
  if (!may_void (call, id, context, error) || !append_void (call, id, error))
    return NULL;
  return guo_call_row (call, "weighing", "weighing", id, error);
}
