/* The verbs of runs while they are open: opened, fed, taken off, given up. */
#include "station/run/balance.h"
#include "station/run/fruit.h"
#include "station/run/run.h"
#include "station/rules.h"
#include "station/sample/hold.h"
#include "station/scale-note.h"
#include "station/weighing/tare.h"

#define LOTS_MAX 50
#define MASS_MAX_MG (100 * G_GINT64_CONSTANT (1000000000)) /* 100 t */

static const gchar *const mixings[] = { "none", "cooperative", "variety", NULL };
static const gchar *const kinds[] = { "class", "below", "cull", "loss", NULL };

static const GuoField lot_fields[] = {
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = MASS_MAX_MG },
  { .name = NULL },
};

const GuoField guo_runs_fields[] = {
  { .name = "scheme", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "mixing", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_OPTIONAL, .choices = mixings },
  { .name = "machine", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "lots", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_REQUIRED, .min = 1, .max = LOTS_MAX, .fields = lot_fields },
  { .name = NULL },
};

const GuoField guo_runs_feed_fields[] = {
  { .name = "lots", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_REQUIRED, .min = 1, .max = LOTS_MAX, .fields = lot_fields },
  { .name = NULL },
};

const GuoField guo_runs_take_fields[] = {
  { .name = "kind", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_REQUIRED, .choices = kinds },
  { .name = "grade_class", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 40 },
  { .name = "outlet", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = 255 },
  { .name = "mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = MASS_MAX_MG },
  { .name = "scale", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "tare_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = MASS_MAX_MG },
  { .name = "fruit", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = 100000000 },
  { .name = NULL },
};

json_t *
guo_runs_list (GuoCall *call, GError **error)
{
  g_autoptr(json_t) list = guo_call_list (call, "grade-runs", "limit,before", "day,state", error);
  gsize i;
  json_t *run;

  json_array_foreach (json_object_get (list, "rows"), i, run)
    {
      GuoRunBalance balance;

      if (!guo_run_set_fruit (call, run, error))
        return NULL;
      guo_run_balance (run, &balance);
      json_object_set_new (run, "balance", guo_run_balance_json (&balance));
    }
  return g_steal_pointer (&list);
}

json_t *
guo_runs_show (GuoCall *call, GError **error)
{
  gint64 id = 0;

  return guo_call_param_id (call, "run", &id, error) ? guo_run_answer (call, id, error) : NULL;
}

/* "mixing"[lot_no]: the run's rule does not let this lot in. */
static gboolean
check_mixing (json_t *run, json_t *lot, GError **error)
{
  const gchar *mixing = guo_field_text (run, "mixing");
  gboolean fits = guo_field_int (lot, "product", 0) == guo_field_int (run, "product", 0)
                  && guo_field_int (lot, "variety", 0) == guo_field_int (run, "variety", 0);
  gsize i;
  json_t *feed;

  json_array_foreach (json_object_get (run, "feeds"), i, feed)
    if (g_strcmp0 (mixing, "none") == 0)
      fits = fits && guo_field_int (feed, "lot", 0) == guo_field_int (lot, "id", 0);
    else if (g_strcmp0 (mixing, "cooperative") == 0)
      fits = fits && (guo_field_int (feed, "lot", 0) == guo_field_int (lot, "id", 0)
                      || (guo_field_int (lot, "cooperative", 0) != 0 /* 0: of several */
                          && guo_field_int (feed, "cooperative", 0) == guo_field_int (lot, "cooperative", 0)));
  return fits
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "mixing", json_pack ("{s:O, s:O}", "lot_no", json_object_get (lot, "no"), "mixing", json_object_get (run, "mixing")),
                        "the rule of the run (%s) does not let lot %s in", mixing, guo_field_text (lot, "no"));
}

/* "not-found"[lot], "lot-empty"[left_mg], "held" (guo_hold_check()) */
static json_t *
feedable_lot (GuoCall *call, gint64 id, gint64 mg, GError **error)
{
  g_autoptr(json_t) lot = guo_call_row (call, "run-lot", "lot", id, error);
  gint64 left_mg = guo_field_int (lot, "left_mg", 0);

  if (lot == NULL)
    return NULL;
  if (guo_field_bool (lot, "void") || g_strcmp0 (guo_field_text (lot, "kind"), "pack") == 0)
    {
      guo_call_not_found (error, "lot", json_integer (id));
      return NULL;
    }
  if (!guo_hold_check (call, id, GUO_HOLD_RUN, error))
    return NULL;
  if (left_mg < MAX (mg, 1))
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "lot-empty", json_pack ("{s:I}", "left_mg", (json_int_t) left_mg),
                  "lot %s has not so much left", guo_field_text (lot, "no"));
      return NULL;
    }
  return g_steal_pointer (&lot);
}

static gboolean
append_feed (GuoCall *call, json_t *run, json_t *lot, gint64 mg, GError **error)
{
  g_autoptr(json_t) house = json_pack ("{s:I}", "mg", (json_int_t) mg);

  return guo_call_set_ref (call, house, "run", guo_field_int (run, "id", 0), error)
         && guo_call_set_ref (call, house, "lot", guo_field_int (lot, "id", 0), error)
         && guo_call_append (call,
                             &(GuoFact) {
                               .type = "grade_run.fed",
                               .season = (gint) guo_field_int (run, "season", 0),
                               .house = json_incref (house),
                             },
                             error)
              >= 0;
}

static gboolean
feed_lots (GuoCall *call, gint64 run_id, json_t *lots, GError **error)
{
  gsize i;
  json_t *given;

  json_array_foreach (lots, i, given)
    {
      g_autoptr(json_t) run = guo_run_row (call, run_id, error);
      gint64 mg = guo_field_int (given, "mg", 0);
      g_autoptr(json_t) lot = run != NULL ? feedable_lot (call, guo_field_int (given, "lot", 0), mg, error) : NULL;

      if (lot == NULL || !check_mixing (run, lot, error)
          || !append_feed (call, run, lot, mg > 0 ? mg : guo_field_int (lot, "left_mg", 0), error))
        return FALSE;
    }
  return TRUE;
}

/* Day, running number: R-0716-02. */
static gchar *
next_no (GuoCall *call, const gchar *day, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:s}", "day", day);
  g_autoptr(json_t) next = guo_database_row (call->db, "next-run-no", params, error);
  g_autofree gchar *suffix = next != NULL ? guo_station_suffix (call, error) : NULL;

  if (suffix == NULL)
    return NULL;
  return g_strdup_printf ("R-%.2s%.2s-%02" G_GINT64_FORMAT "%s", day + 5, day + 8, guo_field_int (next, "no", 1), suffix);
}

/* A scheme that names no product judges any. "scheme-product"[name, product, lot_no, lot_product] */
static gboolean
check_product (GuoCall *call, json_t *scheme, json_t *lot, GError **error)
{
  gint64 wanted = guo_field_int (scheme, "product", 0), product = guo_field_int (lot, "product", 0);
  g_autoptr(json_t) row = NULL;

  if (wanted == 0 || wanted == product)
    return TRUE;
  row = guo_call_row (call, "product-name", "product", product, error);
  return row != NULL
         && guo_refuse (error, GUO_STATION_ERROR_REFUSED, "scheme-product",
                        json_pack ("{s:O, s:O, s:O, s:O}", "name", json_object_get (scheme, "name"), "product",
                                   json_object_get (scheme, "product_name"), "lot_no", json_object_get (lot, "no"),
                                   "lot_product", json_object_get (row, "name")),
                        "the scheme is for %s, the lot is %s", guo_field_text (scheme, "product_name"),
                        guo_field_text (row, "name"));
}

/* "not-found"[scheme, device]; "scheme-not-valid"[name, version]; "scheme-product" */
static gboolean
set_scheme (GuoCall *call, json_t *house, const gchar *day, json_t *lot, GError **error)
{
  gint64 id = guo_field_int (call->body, "scheme", 0);
  g_autoptr(json_t) row = guo_call_row (call, "grade-schemes", "scheme", id, error);
  g_autoptr(GuoScheme) scheme = row != NULL ? guo_scheme_parse (guo_field_text (row, "file"), error) : NULL;

  if (scheme == NULL)
    return FALSE;
  if (!guo_field_bool (row, "active"))
    return guo_call_not_found (error, "scheme", json_integer (id));
  if (!guo_scheme_is_valid_on (scheme, guo_date_parse (day)))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "scheme-not-valid",
                       json_pack ("{s:O, s:O}", "name", json_object_get (row, "name"), "version", json_object_get (row, "version")),
                       "the scheme does not hold today");
  if (!check_product (call, row, lot, error))
    return FALSE;
  json_object_set (house, "scheme_sha256", json_object_get (row, "sha256"));
  json_object_set (house, "scheme_version", json_object_get (row, "version"));
  return guo_call_set_ref (call, house, "scheme", id, error);
}

static gint64
append_opened (GuoCall *call, json_t *first, GError **error)
{
  g_autofree gchar *day = guo_call_today (call, error);
  g_autofree gchar *no = day != NULL ? next_no (call, day, error) : NULL;
  const gchar *mixing = guo_field_text (call->body, "mixing");
  g_autoptr(json_t) house = json_object ();

  if (no == NULL || !set_scheme (call, house, day, first, error)
      || !guo_call_set_ref (call, house, "product", guo_field_int (first, "product", 0), error)
      || !guo_call_set_ref (call, house, "variety", guo_field_int (first, "variety", 0), error)
      || !guo_call_set_ref (call, house, "machine", guo_field_int (call->body, "machine", 0), error))
    return -1;
  json_object_set_new (house, "no", json_string (no));
  json_object_set_new (house, "mixing", json_string (mixing != NULL ? mixing : "none"));
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "grade_run.opened",
                            .day = day,
                            .season = (gint) guo_field_int (first, "season", 0),
                            .house = json_incref (house),
                          },
                          error);
}

/* "not-found"[device]; "machine-busy"[no]: it fills another run; "bad-field" */
static gboolean
check_machine (GuoCall *call, gint64 machine, GError **error)
{
  g_autoptr(json_t) device = guo_call_row (call, "device", "device", machine, error);
  g_autoptr(json_t) params = json_pack ("{s:I}", "machine", (json_int_t) machine);
  g_autoptr(json_t) busy = NULL;

  if (device == NULL)
    return FALSE;
  if (!guo_field_bool (device, "active"))
    return guo_call_not_found (error, "device", json_integer (machine));
  if (g_strcmp0 (guo_field_text (device, "kind"), "grader") != 0)
    return guo_bad_field (error, "machine", "not a grading machine");
  busy = guo_database_row (call->db, "machine-run", params, error);
  if (busy == NULL || json_is_null (busy))
    return busy != NULL;
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "machine-busy", json_pack ("{s:O}", "no", json_object_get (busy, "no")),
                     "the machine fills run %s", guo_field_text (busy, "no"));
}

/* "not-found"[lot, scheme, device], "machine-busy"[no], "lot-empty"[left_mg], "held", "mixing"[lot_no, mixing],
 * "scheme-not-valid", "scheme-product"[name, product, lot_no, lot_product] */
json_t *
guo_runs_open (GuoCall *call, GError **error)
{
  json_t *lots = json_object_get (call->body, "lots"), *given = json_array_get (lots, 0);
  gint64 machine = guo_field_int (call->body, "machine", 0), n;
  g_autoptr(json_t) first = NULL;

  if (machine != 0 && !check_machine (call, machine, error))
    return NULL;
  first = feedable_lot (call, guo_field_int (given, "lot", 0), guo_field_int (given, "mg", 0), error);
  n = first != NULL ? append_opened (call, first, error) : -1;
  return n >= 0 && feed_lots (call, n, lots, error) && guo_run_fruit_begin (call, n, error) ? guo_run_answer (call, n, error)
                                                                                            : NULL;
}

/* "run-closed"[no], and what guo_runs_open() says of lots */
json_t *
guo_runs_feed (GuoCall *call, GError **error)
{
  g_autoptr(json_t) run = guo_run_open (call, error);
  gint64 id = guo_field_int (run, "id", 0);

  return run != NULL && feed_lots (call, id, json_object_get (call->body, "lots"), error) ? guo_run_answer (call, id, error)
                                                                                          : NULL;
}

/* A class is named by its key, as results name it. */
static gboolean
set_class (GuoCall *call, json_t *run, json_t *house, GError **error)
{
  const gchar *name = guo_field_text (call->body, "grade_class");
  gboolean wanted = g_strcmp0 (guo_field_text (call->body, "kind"), "class") == 0;
  g_autoptr(GuoScheme) scheme = NULL;
  gint index;

  if (!wanted && name != NULL)
    return guo_bad_field (error, "grade_class", "only what is of a class has one");
  if (!wanted)
    return TRUE;
  if (name == NULL)
    return guo_bad_field (error, "grade_class", "missing");
  scheme = guo_run_scheme (call, run, error);
  if (scheme == NULL)
    return FALSE;
  index = guo_scheme_class (scheme, name);
  if (index < 0 || index >= (gint) scheme->n_classes)
    return guo_bad_field (error, "grade_class", "not a class of the run's scheme");
  json_object_set_new (house, "grade_class", json_string (guo_scheme_class_key (scheme, (guint) index)));
  return TRUE;
}

/* What the scale shows, less the tare; "tare-too-heavy" */
static gboolean
read_scale (GuoCall *call, gint64 scale, gint64 *mg, GError **error)
{
  json_t *note = guo_scale_note_check (call, scale, &(GuoScaleConsent) { .below_min = FALSE }, error);
  gint64 gross_mg = guo_field_int (note, "mg", 0);
  gint64 tare_mg = guo_tare_round (guo_field_int (call->body, "tare_mg", 0), guo_field_int (note, "e_mg", 0));

  if (note == NULL)
    return FALSE;
  if (!guo_tare_net (gross_mg, tare_mg, mg))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "tare-too-heavy",
                       json_pack ("{s:I, s:I}", "gross_mg", (json_int_t) gross_mg, "tare_mg", (json_int_t) tare_mg),
                       "the tare is not less than the gross weight");
  return guo_scale_note_take (call, scale, 0, error);
}

gboolean
guo_runs_take_prepare (GuoCall *call, GError **error)
{
  guo_scale_note_settle (call);
  return TRUE;
}

static gboolean
set_mass (GuoCall *call, json_t *house, GError **error)
{
  gint64 scale = guo_field_int (call->body, "scale", 0), mg = guo_field_int (call->body, "mg", 0);

  if ((scale != 0) == (mg != 0))
    return guo_bad_field (error, "mg", "either a scale or a typed weight");
  if (scale != 0 && !read_scale (call, scale, &mg, error))
    return FALSE;
  if (scale != 0)
    guo_call_merge (house, guo_scale_note (call), NULL, "mantissa,exponent,unit,raw,age_ms,stable_ms,stability");
  json_object_set_new (house, "mg", json_integer (mg));
  json_object_set_new (house, "mode", json_string (scale != 0 ? "scale" : "typed"));
  return guo_call_set_ref (call, house, "scale", scale, error);
}

/* "run-closed"[no], "bad-field", and the scale's refusals */
json_t *
guo_runs_take (GuoCall *call, GError **error)
{
  g_autoptr(json_t) run = guo_run_open (call, error);
  g_autoptr(json_t) house = json_object ();
  gint64 id = guo_field_int (run, "id", 0);

  if (run == NULL || !set_class (call, run, house, error) || !set_mass (call, house, error)
      || !guo_call_set_ref (call, house, "run", id, error))
    return NULL;
  guo_call_merge (house, call->body, NULL, "kind,outlet,fruit");
  if (guo_call_append (call,
                       &(GuoFact) {
                         .type = "grade_run.taken",
                         .season = (gint) guo_field_int (run, "season", 0),
                         .house = json_incref (house),
                       },
                       error)
      < 0)
    return NULL;
  return guo_run_answer (call, id, error);
}

/* A feed or a take of an open run. "already-void", "run-closed"[no] */
static json_t *
void_part (GuoCall *call, const gchar *statement, const gchar *what, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) part = guo_call_param_id (call, what, &id, error) ? guo_call_row (call, statement, what, id, error) : NULL;
  g_autoptr(json_t) run = part != NULL ? guo_run_row (call, guo_field_int (part, "run", 0), error) : NULL;

  if (run == NULL)
    return NULL;
  if (guo_field_bool (part, "void"))
    guo_refuse (error, GUO_STATION_ERROR_REFUSED, "already-void", NULL, "it is void already");
  else if (g_strcmp0 (guo_field_text (run, "state"), "open") != 0)
    guo_refuse (error, GUO_STATION_ERROR_REFUSED, "run-closed", json_pack ("{s:O}", "no", json_object_get (run, "no")),
                "run %s is closed", guo_field_text (run, "no"));
  else if (guo_call_void (call, id, guo_field_text (call->body, "reason"), error))
    return guo_run_answer (call, guo_field_int (run, "id", 0), error);
  return NULL;
}

json_t *
guo_runs_void_feed (GuoCall *call, GError **error)
{
  return void_part (call, "run-feed", "feed", error);
}

json_t *
guo_runs_void_take (GuoCall *call, GError **error)
{
  return void_part (call, "run-take", "take", error);
}

/* The run never was: its lots have their fruit again, and what a machine counted is dropped. "run-closed"[no] */
json_t *
guo_runs_void (GuoCall *call, GError **error)
{
  g_autoptr(json_t) run = guo_run_open (call, error);
  gint64 id = guo_field_int (run, "id", 0);

  if (run == NULL || !guo_call_void (call, id, guo_field_text (call->body, "reason"), error))
    return NULL;
  guo_run_fruit_drop (call, id);
  return guo_run_answer (call, id, error);
}
