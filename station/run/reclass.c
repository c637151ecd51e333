/* The class of a graded lot is another one after all: it was graded again, or somebody who may decides so. */
#include "station/rules.h"
#include "station/run/edges.h"
#include "station/run/made.h"
#include "station/run/run.h"

const GuoField guo_lots_regrade_fields[] = {
  { .name = "grade_class", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 40 },
  { .name = "mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 100 * G_GINT64_CONSTANT (1000000000) },
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 200 },
  { .name = NULL },
};

/* As the run's own lots are numbered; of fruit of several runs, as a part. */
static gchar *
next_no (GuoCall *call, json_t *lot, GError **error)
{
  gint64 id = guo_field_int (lot, "run", 0);
  g_autoptr(json_t) run = id != 0 ? guo_run_row (call, id, error) : NULL;

  if (id == 0)
    return guo_made_part_no (call, lot, 0, error);
  return run != NULL ? guo_run_next_lot_no (call, run, error) : NULL;
}

/* n of the new lot, or -1 */
static gint64
append (GuoCall *call, json_t *lot, const gchar *kind, const gchar *key, GError **error)
{
  const gchar *first = guo_field_text (lot, "first_class");
  g_autofree gchar *no = next_no (call, lot, error);
  GuoMadeLot made = { no, kind, key, first != NULL ? first : guo_field_text (lot, "grade_class") };
  gint64 mg = guo_field_int (lot, "mg", 0), to = no != NULL ? guo_made_state (call, lot, &made, error) : -1;
  g_autoptr(json_t) house = guo_edges_house (kind);

  return to >= 0 && guo_edge_add_in (call, house, guo_field_int (lot, "id", 0), mg, error)
             && guo_edge_add_out (call, house, to, mg, key, 0, error)
             && guo_made_append (call, house, guo_field_int (lot, "season", 0), error)
           ? to
           : -1;
}

/* The lot, or a part of it, is of another class: a new lot, and the first judgement stays where it is. */
static json_t *
reclass (GuoCall *call, const gchar *kind, GError **error)
{
  gint64 id = 0, to;
  g_autoptr(json_t) lot = guo_call_param_id (call, "lot", &id, error)
                            ? guo_made_source (call, id, guo_field_int (call->body, "mg", 0), error)
                            : NULL;
  gboolean graded = g_strcmp0 (guo_field_text (lot, "kind"), "graded") == 0;
  g_autoptr(GuoScheme) scheme = lot != NULL && graded ? guo_run_scheme (call, lot, error) : NULL;
  gint index = scheme != NULL ? guo_scheme_class (scheme, guo_field_text (call->body, "grade_class")) : -1;
  const gchar *key = index >= 0 ? guo_scheme_class_key (scheme, (guint) index) : NULL;

  if (lot != NULL && !graded)
    guo_call_not_found (error, "lot", json_integer (id));
  if (scheme == NULL)
    return NULL;
  if (key == NULL || g_strcmp0 (key, guo_field_text (lot, "grade_class")) == 0)
    guo_bad_field (error, "grade_class", "not another class of the run's scheme");
  else if ((to = append (call, lot, kind, key, error)) >= 0)
    return guo_call_row (call, "lot", "lot", to, error);
  return NULL;
}

/* "not-found"[lot], "bad-field", "lot-empty"[left_mg] */
json_t *
guo_lots_regrade (GuoCall *call, GError **error)
{
  return reclass (call, "regrade", error);
}

json_t *
guo_lots_override (GuoCall *call, GError **error)
{
  return reclass (call, "override", error);
}
