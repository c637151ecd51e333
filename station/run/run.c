#include "station/run/run.h"

#include "station/run/balance.h"
#include "station/run/closed.h"
#include "station/grading/sizing.h"
#include "station/run/fruit.h"
#include "station/rules.h"

json_t *
guo_run_row (GuoCall *call, gint64 id, GError **error)
{
  return guo_call_row (call, "grade-run", "run", id, error);
}

json_t *
guo_run_open (GuoCall *call, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) run = guo_call_param_id (call, "run", &id, error) ? guo_run_row (call, id, error) : NULL;

  if (run == NULL)
    return NULL;
  if (g_strcmp0 (guo_field_text (run, "state"), "open") == 0)
    return g_steal_pointer (&run);
  guo_refuse (error, GUO_STATION_ERROR_REFUSED, "run-closed", json_pack ("{s:O}", "no", json_object_get (run, "no")),
              "run %s is closed", guo_field_text (run, "no"));
  return NULL;
}

GuoScheme *
guo_run_scheme (GuoCall *call, json_t *run, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:O}", "sha256", json_object_get (run, "scheme_sha256"));
  g_autoptr(json_t) row = guo_database_row (call->db, "grade-scheme-file", params, error);

  if (row == NULL)
    return NULL;
  if (json_is_null (row))
    {
      guo_call_not_found (error, "scheme", json_incref (json_object_get (run, "scheme_version")));
      return NULL;
    }
  return guo_scheme_parse (guo_field_text (row, "text"), error);
}

static json_t *
class_json (json_t *run, const gchar *key, const gchar *kind, const gchar *name_zh, const gchar *name_en)
{
  gboolean below = !g_str_equal (kind, "class");
  GuoRunClass sums;

  guo_run_class (run, below ? NULL : key, &sums);
  return json_pack ("{s:s, s:s?, s:s?, s:b, s:I, s:I, s:s?, s:o, s:o}", "grade_class", key, "name", name_zh, "name_en",
                    name_en, "below", below, "mg", (json_int_t) sums.mg, "fruit", (json_int_t) sums.fruit, "basis",
                    sums.weighed ? "weighed" : sums.machine_n > 0 ? "machine" : NULL, "machine_mg",
                    sums.counted ? json_integer (sums.machine_mg) : json_null (), "machine_n",
                    sums.counted ? json_integer (sums.machine_n) : json_null ());
}

static json_t *
classes_of (json_t *run, const GuoScheme *scheme)
{
  json_t *classes = json_array ();

  for (guint i = 0; i < scheme->n_classes; i++)
    json_array_append_new (classes, class_json (run, scheme->classes[i].key, "class", scheme->classes[i].name_zh,
                                                scheme->classes[i].name_en));
  json_array_append_new (classes, class_json (run, scheme->below_key, "below", scheme->below_zh, scheme->below_en));
  return classes;
}

/* Where its classes reach, by size. */
static json_t *
sizing_of (json_t *run, const GuoScheme *scheme)
{
  GuoSizing sizing;

  guo_scheme_sizing (scheme, guo_date_parse (guo_field_text (run, "day")), &sizing);
  return guo_sizing_json (&sizing);
}

json_t *
guo_run_answer (GuoCall *call, gint64 id, GError **error)
{
  g_autoptr(json_t) run = guo_run_row (call, id, error);
  g_autoptr(GuoScheme) scheme = run != NULL ? guo_run_scheme (call, run, error) : NULL;
  GuoRunBalance balance;
  json_t *shares;

  if (scheme == NULL || !guo_run_set_fruit (call, run, error)
      || (g_strcmp0 (guo_field_text (run, "state"), "open") != 0 && !guo_run_set_closed (run, scheme, error)))
    return NULL;
  guo_run_balance (run, &balance);
  json_object_set_new (run, "balance", guo_run_balance_json (&balance));
  json_object_set_new (run, "classes", classes_of (run, scheme));
  shares = guo_run_shares (call, run, error);
  if (shares == NULL)
    return NULL;
  json_object_set_new (run, "shares", shares);
  json_object_del (run, "transform");
  json_object_set_new (run, "sizing", sizing_of (run, scheme));
  return g_steal_pointer (&run);
}

/* The days on which the fruit of its lots was picked. */
static void
picked (json_t *run, json_t *house)
{
  const gchar *from = NULL, *to = NULL;
  gsize i;
  json_t *feed;

  json_array_foreach (json_object_get (run, "feeds"), i, feed)
    {
      const gchar *first = guo_field_text (feed, "picked_from"), *last = guo_field_text (feed, "picked_to");

      from = first != NULL && (from == NULL || g_strcmp0 (first, from) < 0) ? first : from;
      to = last != NULL && (to == NULL || g_strcmp0 (last, to) > 0) ? last : to;
    }
  json_object_set_new (house, "picked_from", from != NULL ? json_string (from) : json_null ());
  json_object_set_new (house, "picked_to", to != NULL ? json_string (to) : json_null ());
}

gchar *
guo_run_next_lot_no (GuoCall *call, json_t *run, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:O}", "run", json_object_get (run, "id"));
  g_autoptr(json_t) next = guo_database_row (call->db, "next-gradelot-no", params, error);

  return next == NULL ? NULL : g_strdup_printf ("%s-%" G_GINT64_FORMAT, guo_field_text (run, "no"),
                                                guo_field_int (next, "no", 1));
}

gint64
guo_run_state_lot (GuoCall *call, json_t *run, const gchar *grade_class, GError **error)
{
  g_autofree gchar *no = guo_run_next_lot_no (call, run, error);
  g_autoptr(json_t) house = json_object ();

  if (no == NULL || !guo_call_set_ref (call, house, "run", guo_field_int (run, "id", 0), error)
      || !guo_call_set_ref (call, house, "product", guo_field_int (run, "product", 0), error)
      || !guo_call_set_ref (call, house, "variety", guo_field_int (run, "variety", 0), error))
    return -1;
  json_object_set_new (house, "no", json_string (no));
  json_object_set_new (house, "grade_class", json_string (grade_class));
  picked (run, house);
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "gradelot.stated",
                            .season = (gint) guo_field_int (run, "season", 0),
                            .house = json_incref (house),
                          },
                          error);
}
