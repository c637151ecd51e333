#include "station/run/lot-balance.h"

#include "db/shares.h"
#include "station/rules.h"
#include "station/run/balance.h"

/* In the order in which they are told; what a run leaves is on the line, or a difference once it is closed. */
enum { GRADED, BELOW, CULL, LOSS, LINE, DIFFERENCE, PACKED, MOVED, LEFT, CORRECTED, N_PARTS };

static const gchar *const names[N_PARTS]
  = { "graded_mg", "below_mg", "cull_mg", "loss_mg", "line_mg", "difference_mg", "packed_mg", "moved_mg", "left_mg", "corrected_mg" };

void
guo_run_lots_init (GuoRunLots *self, json_t *run)
{
  gsize i;
  json_t *feed;

  self->lots = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->weights = g_array_new (FALSE, FALSE, sizeof (gint64));
  json_array_foreach (json_object_get (run, "feeds"), i, feed)
    {
      gint64 lot = guo_field_int (feed, "lot", 0), mg = guo_field_int (feed, "mg", 0);
      guint at = 0;

      while (at < self->lots->len && g_array_index (self->lots, gint64, at) != lot)
        at++;
      if (at < self->lots->len)
        g_array_index (self->weights, gint64, at) += mg;
      else
        {
          g_array_append_val (self->lots, lot);
          g_array_append_val (self->weights, mg);
        }
    }
}

void
guo_run_lots_clear (GuoRunLots *self)
{
  g_clear_pointer (&self->lots, g_array_unref);
  g_clear_pointer (&self->weights, g_array_unref);
}

gint64
guo_run_lots_part (const GuoRunLots *self, guint index, gint64 mg)
{
  g_autofree gint64 *parts = g_new (gint64, self->lots->len);

  guo_shares_split ((const gint64 *) self->weights->data, self->lots->len, mg, parts);
  return parts[index];
}

static guint
index_of (const GuoRunLots *lots, gint64 lot)
{
  guint at = 0;

  while (at + 1 < lots->lots->len && g_array_index (lots->lots, gint64, at) != lot)
    at++;
  return at;
}

/* Of each class its part, so that the parts of a class sum to it whatever lot is asked; the rest is what is then left. */
static void
run_parts (json_t *run, const GuoRunLots *lots, guint at, gint64 parts[N_PARTS])
{
  gint64 rest = g_array_index (lots->weights, gint64, at);
  json_t *balance = json_object_get (run, "balance"), *class;
  gboolean open = g_strcmp0 (guo_field_text (run, "state"), "open") == 0;
  gsize i;

  for (guint part = 0; part < N_PARTS; part++)
    parts[part] = 0;
  json_array_foreach (json_object_get (run, "classes"), i, class)
    parts[guo_field_bool (class, "below") ? BELOW : GRADED] += guo_run_lots_part (lots, at, guo_field_int (class, "mg", 0));
  parts[CULL] = guo_run_lots_part (lots, at, guo_field_int (balance, "cull_mg", 0));
  parts[LOSS] = guo_run_lots_part (lots, at, guo_field_int (balance, "loss_mg", 0));
  rest -= parts[GRADED] + parts[BELOW] + parts[CULL] + parts[LOSS];
  parts[open ? LINE : DIFFERENCE] = rest;
}

static void
put_parts (json_t *object, const gint64 *parts, guint n)
{
  for (guint part = 0; part < n; part++)
    json_object_set_new (object, names[part], json_integer (parts[part]));
}

/* One line of the answer; what it says is added to the sums. */
static json_t *
run_row (GuoCall *call, gint64 id, gint64 lot, gint64 sums[N_PARTS], GError **error)
{
  g_autoptr(json_t) run = guo_run_answer (call, id, error);
  g_auto(GuoRunLots) lots = { NULL };
  gint64 parts[N_PARTS];
  json_t *row;
  guint at;

  if (run == NULL)
    return NULL;
  guo_run_lots_init (&lots, run);
  at = index_of (&lots, lot);
  run_parts (run, &lots, at, parts);
  for (guint part = 0; part < N_PARTS; part++)
    sums[part] += parts[part];
  row = json_pack ("{s:O, s:O, s:O, s:I, s:s}", "run", json_object_get (run, "id"), "no", json_object_get (run, "no"), "state",
                   json_object_get (run, "state"), "in_mg", (json_int_t) g_array_index (lots.weights, gint64, at), "basis",
                   lots.lots->len == 1 ? "measured" : "proportion");
  put_parts (row, parts, PACKED);
  return row;
}

static json_t *
run_rows (GuoCall *call, gint64 lot, gint64 sums[N_PARTS], GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I}", "lot", (json_int_t) lot);
  g_autoptr(json_t) runs = guo_database_rows (call->db, "lot-runs", params, error);
  g_autoptr(json_t) rows = runs != NULL ? json_array () : NULL;
  gsize i;
  json_t *run;

  json_array_foreach (runs, i, run)
    {
      json_t *row = run_row (call, guo_field_int (run, "run", 0), lot, sums, error);

      if (row == NULL)
        return NULL;
      json_array_append_new (rows, row);
    }
  return g_steal_pointer (&rows);
}

/* What was corrected after the last of it was used is named, not left to be graded: it never was there, or is gone. */
static void
divide_rest (json_t *lot, gint64 parts[N_PARTS])
{
  gint64 rest = guo_field_int (lot, "in_mg", 0) - guo_field_int (lot, "out_mg", 0);
  gint64 changed = guo_field_int (lot, "changed_mg", 0);

  parts[CORRECTED] = rest < 0 ? rest : CLAMP (changed, 0, rest);
  parts[LEFT] = rest - parts[CORRECTED];
  parts[PACKED] = guo_field_int (lot, "packed_mg", 0);
  parts[MOVED] = guo_field_int (lot, "moved_mg", 0);
}

static gboolean
all_measured (json_t *runs)
{
  gsize i;
  json_t *run;

  json_array_foreach (runs, i, run)
    if (g_strcmp0 (guo_field_text (run, "basis"), "measured") != 0)
      return FALSE;
  return TRUE;
}

/* "not-found"[lot] */
json_t *
guo_lots_balance (GuoCall *call, GError **error)
{
  gint64 id = 0, parts[N_PARTS] = { 0 };
  g_autoptr(json_t) lot = guo_call_param_id (call, "lot", &id, error) ? guo_call_row (call, "lot-parts", "lot", id, error) : NULL;
  g_autoptr(json_t) runs = lot != NULL ? run_rows (call, id, parts, error) : NULL;
  json_t *answer;

  if (runs == NULL)
    return NULL;
  divide_rest (lot, parts);
  answer = json_pack ("{s:I, s:O, s:O, s:O, s:O, s:s, s:O}", "lot", (json_int_t) id, "lot_no", json_object_get (lot, "lot_no"), "kind",
                      json_object_get (lot, "kind"), "in_mg", json_object_get (lot, "in_mg"), "changed_mg",
                      json_object_get (lot, "changed_mg"), "basis", all_measured (runs) ? "measured" : "proportion", "runs", runs);
  put_parts (answer, parts, N_PARTS);
  return answer;
}
