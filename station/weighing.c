#include "station/call.h"
#include "station/load.h"
#include "station/repeats.h"
#include "station/rules.h"
#include "station/vehicles.h"
#include "station/voids.h"
#include "station/weighing/tare.h"

static const gchar *const void_reasons[] = { "duplicate", "wrong-lot", "not-emptied", "wrong-party", "other", NULL };

const GuoField guo_weighings_fields[] = {
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "scale", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "crate_type", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "pallet_type", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "vehicle_weighing", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "crates", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 0, .max = GUO_TARE_CRATES_MAX },
  { .name = "tare_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 0, .max = GUO_LOAD_MAX_MG },
  { .name = "simulated_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = GUO_LOAD_MAX_MG },
  { .name = "confirm_below_min", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = "confirm_repeat", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = "typed", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = "gross_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 1, .max = GUO_LOAD_MAX_MG },
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
  GuoLoad load;
  gint64 lot;
  gint64 crate_type;
  gint64 pallet_type;
  gint64 crates;
  gint64 gross_mg;
  gint64 tare_mg;
  gint64 net_mg;
  const gchar *tare_source;
  gint64 vehicle_weighing; /* 0: no truck */
  json_t *first;           /* (nullable): row of it; owned */
} Weighing;

static void
weighing_clear (Weighing *weighing)
{
  json_decref (weighing->first);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Weighing, weighing_clear)

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

gboolean
guo_weighings_prepare (GuoCall *call, GError **error)
{
  return guo_load_prepare (call, guo_field_bool (call->body, "typed"), error);
}

/* One crate where nothing is said; a truck's fruit is loose then. A kind of crate wants to know how many. */
static gboolean
read_crates (GuoCall *call, Weighing *weighing, GError **error)
{
  const gint64 absent = weighing->vehicle_weighing != 0 ? 0 : 1;

  weighing->crates = guo_field_int (call->body, "crates", absent);
  if (weighing->crates == 0 && weighing->crate_type != 0)
    return guo_bad_field (error, "crates", "too small");
  if (weighing->vehicle_weighing == 0)
    return TRUE;
  if (weighing->pallet_type != 0)
    return guo_bad_field (error, "pallet_type", "not with vehicle_weighing");
  return json_object_get (call->body, "tare_mg") == NULL
         || guo_bad_field (error, "tare_mg", "not with vehicle_weighing");
}

/* The tare of one crate or pallet that is in force on @day; 0: none is meant. With @needed it must be known. */
static gboolean
table_tare (GuoCall *call, gint64 crate_type, const gchar *day, gboolean needed, gint64 *each_mg, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I, s:s}", "id", (json_int_t) crate_type, "day", day);
  g_autoptr(json_t) row = crate_type != 0 ? guo_database_row (call->db, "crate-type", params, error) : NULL;
  const gchar *name = guo_field_text (row, "name");

  *each_mg = 0;
  if (crate_type == 0)
    return TRUE;
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

/* What is empty: typed, or crates and pallet by the table, rounded once. "tare-unknown"[crate_type] */
static gboolean
read_empties (GuoCall *call, Weighing *weighing, const gchar *day, GError **error)
{
  const gboolean typed = json_is_integer (json_object_get (call->body, "tare_mg"));
  gint64 crate_mg, pallet_mg;

  if (!table_tare (call, weighing->crate_type, day, !typed, &crate_mg, error)
      || !table_tare (call, weighing->pallet_type, day, !typed, &pallet_mg, error))
    return FALSE;
  weighing->tare_mg = guo_tare_round (typed ? guo_field_int (call->body, "tare_mg", 0)
                                            : crate_mg * weighing->crates + pallet_mg,
                                      weighing->load.e_mg);
  if (typed)
    weighing->tare_source = "typed";
  else
    weighing->tare_source = weighing->crate_type != 0 || weighing->pallet_type != 0 ? "table" : "none";
  return TRUE;
}

/* "tare-unknown"[crate_type], "tare-too-heavy"[gross_mg, tare_mg] */
static gboolean
subtract_tare (GuoCall *call, Weighing *weighing, const gchar *day, GError **error)
{
  if (!read_empties (call, weighing, day, error))
    return FALSE;
  weighing->gross_mg = weighing->load.mg;
  if (weighing->first != NULL)
    {
      const gint64 first_mg = guo_field_int (weighing->first, "mg", 0);

      weighing->gross_mg = MAX (first_mg, weighing->load.mg);
      weighing->tare_mg += MIN (first_mg, weighing->load.mg);
      weighing->tare_source = "vehicle";
    }
  return guo_tare_net (weighing->gross_mg, weighing->tare_mg, &weighing->net_mg)
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "tare-too-heavy",
                        json_pack ("{s:I, s:I}", "gross_mg", (json_int_t) weighing->gross_mg, "tare_mg",
                                   (json_int_t) weighing->tare_mg),
                        "the tare is not less than the gross weight");
}

static json_t *
grower_part (GuoCall *call, const Weighing *weighing, gint64 no, GError **error)
{
  g_autoptr(json_t) part = json_pack (
    "{s:I, s:I, s:I, s:I, s:I, s:s, s:s, s:b}", "no", (json_int_t) no, "crates", (json_int_t) weighing->crates,
    "gross_mg", (json_int_t) weighing->gross_mg, "tare_mg", (json_int_t) weighing->tare_mg, "net_mg",
    (json_int_t) weighing->net_mg, "tare_source", weighing->tare_source, "mode",
    weighing->load.typed ? "typed" : "stable", "simulated", weighing->load.simulated);

  if (!guo_call_set_ref (call, part, "lot", weighing->lot, error)
      || !guo_call_set_ref (call, part, "scale", weighing->load.scale, error)
      || !guo_call_set_ref (call, part, "crate_type", weighing->crate_type, error)
      || (weighing->pallet_type != 0
          && !guo_call_set_ref (call, part, "pallet_type", weighing->pallet_type, error))
      || (weighing->vehicle_weighing != 0
          && !guo_call_set_ref (call, part, "vehicle_weighing", weighing->vehicle_weighing, error)))
    return NULL;
  return g_steal_pointer (&part);
}

static json_t *
house_part (GuoCall *call, const Weighing *weighing, json_t *warnings, GError **error)
{
  json_t *part = guo_load_house (call, &weighing->load, error);

  if (part == NULL)
    return NULL;
  if (weighing->vehicle_weighing != 0)
    json_object_set_new (part, "vehicle_mg", json_integer (weighing->load.mg));
  if (json_array_size (warnings) > 0)
    json_object_set (part, "warnings", warnings);
  return part;
}

/* A single crate weighs what the next one weighs: no warning. A pallet or a truck that does is worth one. */
static json_t *
find_repeats (GuoCall *call, json_t *context, const Weighing *weighing, GError **error)
{
  const GuoRepeat repeat = {
    .vehicle = guo_field_text (weighing->first != NULL ? weighing->first : context, "vehicle"),
    .day = guo_field_text (context, "day"),
    .mg = weighing->load.mg,
    .e_mg = weighing->load.e_mg,
    .besides = weighing->vehicle_weighing,
  };

  if (weighing->crates == 1 && weighing->pallet_type == 0 && weighing->first == NULL)
    return json_array ();
  return guo_repeats_find (call, &repeat, error);
}

static gint64
append_weighing (GuoCall *call, json_t *context, const Weighing *weighing, gint64 no, GError **error)
{
  g_autoptr(json_t) warnings = find_repeats (call, context, weighing, error);
  g_autoptr(json_t) grower = warnings != NULL ? grower_part (call, weighing, no, error) : NULL;
  g_autoptr(json_t) house = grower != NULL ? house_part (call, weighing, warnings, error) : NULL;

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

static gint64
next_no (GuoCall *call, json_t *context, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:O}", "delivery", json_object_get (context, "delivery"));
  g_autoptr(json_t) next = guo_database_row (call->db, "next-weighing-no", params, error);

  return next != NULL ? guo_field_int (next, "no", 1) : -1;
}

static gboolean
read_weighing (GuoCall *call, json_t *context, Weighing *weighing, GError **error)
{
  weighing->lot = guo_field_int (call->body, "lot", 0);
  weighing->crate_type = guo_field_int (call->body, "crate_type", 0);
  weighing->pallet_type = guo_field_int (call->body, "pallet_type", 0);
  weighing->vehicle_weighing = guo_field_int (call->body, "vehicle_weighing", 0);
  if (!read_crates (call, weighing, error))
    return FALSE;
  if (weighing->vehicle_weighing != 0)
    {
      weighing->first = guo_vehicle_waiting (call, weighing->vehicle_weighing, weighing->lot, error);
      if (weighing->first == NULL)
        return FALSE;
    }
  return guo_load_read (call, guo_field_bool (call->body, "typed"), "gross_mg", &weighing->load, error)
         && subtract_tare (call, weighing, guo_field_text (context, "day"), error);
}

/* The scale's refusals are raised in scale-note.c, a truck's in vehicles.c. */
json_t *
guo_weighings_record (GuoCall *call, GError **error)
{
  g_auto(Weighing) weighing = { .first = NULL };
  g_autoptr(json_t) context = guo_lot_open (call, guo_field_int (call->body, "lot", 0), error);
  gint64 no, n;

  if (context == NULL || !read_weighing (call, context, &weighing, error))
    return NULL;
  no = next_no (call, context, error);
  if (no < 0 || !guo_load_take (call, &weighing.load, no, error))
    return NULL;
  n = append_weighing (call, context, &weighing, no, error);
  return n < 0 ? NULL : guo_call_row (call, "weighing", "weighing", n, error);
}

/* An operator may void the own last weighing of an open delivery, as long as what was packed from the
 * lot is still covered; anything else wants a supervisor. */
static gboolean
may_void (GuoCall *call, gint64 id, json_t *context, GError **error)
{
  gboolean own = FALSE;

  if (guo_is_supervised (call))
    return TRUE;
  if (!guo_void_is_own_last (call, id, context, &own, error))
    return FALSE;
  if (!own)
    return guo_refuse (error, GUO_STATION_ERROR_ROLE, "not-own-weighing", NULL,
                       "only the own last weighing of a delivery, else a supervisor");
  if (guo_field_int (context, "left_mg", 0) < guo_field_int (context, "net_mg", 0))
    return guo_refuse (error, GUO_STATION_ERROR_ROLE, "supervisor-needed", NULL,
                       "cases were packed from this weighing");
  return TRUE;
}

/* "already-void", "not-own-weighing", "delivery-closed"[no], "reason-needed" */
json_t *
guo_weighings_void (GuoCall *call, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) context = NULL;

  if (!guo_call_param_id (call, "weighing", &id, error))
    return NULL;
  context = guo_call_row (call, "weighing-context", "weighing", id, error);
  if (context == NULL || !guo_void_check (call, context, error) || !may_void (call, id, context, error)
      || !guo_void_append (call, id, error))
    return NULL;
  return guo_call_row (call, "weighing", "weighing", id, error);
}
