/* A scheme that is being edited, tried on fruit that was graded: nothing is recorded. Any thread. */
#include "station/call.h"
#include "station/grading/machine.h"
#include "station/grading/preview.h"
#include "station/grading/scheme-edit.h"
#include "station/grading/scheme-notes.h"
#include "station/grading/sizing.h"
#include "station/grading/tally.h"
#include "station/rules.h"
#include "station/run/run.h"
#include "station/run/scheme-file.h"
#include "station/station-private.h"

#include <string.h>

#define JUDGED_MAX 1000000 /* of a larger run every second, third … fruit is judged, and the answer says so */
#define CHANGES_MAX 500
#define VALUE_MAX 200
#define SHARED_BIT 15 /* of a stored fruit's defects: what comes behind letter O (grader-run.c) */

static const GuoField change_fields[] = {
  { .name = "at", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = VALUE_MAX },
  { .name = "value", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = VALUE_MAX },
  { .name = "field", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = VALUE_MAX },
  { .name = "min", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = VALUE_MAX },
  { .name = "over", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = VALUE_MAX },
  { .name = "max", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = VALUE_MAX },
  { .name = "under", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = VALUE_MAX },
  { .name = NULL },
};

const GuoField guo_grade_schemes_preview_fields[] = {
  { .name = "scheme", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "file", .type = GUO_FIELD_LONG, .need = GUO_FIELD_OPTIONAL, .max = GUO_SCHEME_FILE_MAX },
  { .name = "changes", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = CHANGES_MAX, .fields = change_fields },
  { .name = "run", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

typedef struct
{
  const GuoScheme *from;
  GuoPreview *preview;
  gboolean judged;   /* the run was judged by @from: what its fruit was given holds */
  gint64 step;       /* every @step-th fruit is looked at */
  gint64 seen;
  gint64 uncertain;
  GuoTally tallies[GUO_MEASUREMENTS_MAX]; /* of what a machine measures of @from */
  GuoMachineDefect letters[SHARED_BIT + 1]; /* what each bit of a stored fruit stands for in @from */
} Trial;

/* A bit says the letter, not the digit; the last bit stands for eleven letters. What the scheme looks for is taken. */
static void
set_letters (Trial *self)
{
  for (guint bit = 0; bit <= SHARED_BIT; bit++)
    self->letters[bit] = (GuoMachineDefect) { .letter = (gchar) ('A' + bit) };
  for (guint i = 0; i < self->from->n_measurements; i++)
    for (guint letter = 0; letter < G_N_ELEMENTS (self->from->measurements[i].codes); letter++)
      if (self->from->measurements[i].codes[letter] != 0)
        self->letters[MIN (letter, SHARED_BIT)]
          = (GuoMachineDefect) { .letter = (gchar) ('A' + letter),
                                 .digit = (guint8) (g_bit_nth_lsf (self->from->measurements[i].codes[letter], -1)) };
}

/* The store keeps which letters there were and one area for all of them: it goes to the last letter. */
static void
unpack (const Trial *self, const GuoFruit *fruit, GuoMachineFruit *out)
{
  *out = (GuoMachineFruit) { .mass_mg = fruit->mass_mg > 0 ? (gint) fruit->mass_mg : -1,
                             .diameter_dmm = fruit->diameter_x10mm > 0 ? fruit->diameter_x10mm : -1,
                             .colour_permille = fruit->colour_permille == GUO_FRUIT_NOT_MEASURED ? -1 : fruit->colour_permille,
                             .brix_x10 = fruit->brix_x10 == GUO_FRUIT_NOT_MEASURED ? -1 : fruit->brix_x10 };
  for (guint bit = 0; bit <= SHARED_BIT && out->n_defects < GUO_MACHINE_DEFECTS_MAX; bit++)
    if ((fruit->defects >> bit & 1) != 0)
      out->defects[out->n_defects++] = self->letters[bit];
  if (out->n_defects > 0)
    out->defects[out->n_defects - 1].area_mm2 = (gint) MIN (fruit->blemish_mm2, (guint32) G_MAXINT);
}

static void
try_fruit (Trial *self, const GuoFruit *fruit)
{
  gint judged = !self->judged ? -1 : fruit->grade_class == GUO_FRUIT_BELOW ? (gint) self->from->n_classes : fruit->grade_class;
  gint64 values[GUO_MEASUREMENTS_MAX];
  GuoMachineFruit measured;

  unpack (self, fruit, &measured);
  guo_scheme_measure (self->from, &measured, values);
  guo_preview_add (self->preview, values, fruit->mass_mg, judged);
  for (guint i = 0; i < self->from->n_measurements; i++)
    guo_tally_add (&self->tallies[i], values[i]);
  self->uncertain += measured.n_defects > 1;
}

static gboolean
try_fruits (const GuoFruit *fruits, guint n, gint64 first, gpointer user_data, GError **error)
{
  Trial *self = user_data;

  for (guint i = 0; i < n; i++)
    if ((first + i) % self->step == 0)
      try_fruit (self, &fruits[i]);
  return TRUE;
}

/* The newest run that has fruit in the store; JSON null: there is none. "not-found"[run] where one is asked for */
static json_t *
find_run (GuoCall *call, gint64 product, gint64 *n, GError **error)
{
  gint64 asked = guo_field_int (call->body, "run", 0);
  g_autoptr(json_t) params = json_pack ("{s:o, s:o}", "run", asked != 0 ? json_integer (asked) : json_null (), "product",
                                        product != 0 && asked == 0 ? json_integer (product) : json_null ());
  g_autoptr(json_t) rows = guo_database_rows (call->db, "runs-with-machine", params, error);
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    {
      GuoFruitRun stored;

      if (!guo_fruit_store_find (call->station->fruit, guo_field_int (row, "id", 0), &stored, error))
        return NULL;
      *n = stored.n;
      if (stored.n > 0)
        return json_incref (row);
    }
  if (rows != NULL && asked != 0)
    guo_call_not_found (error, "run", json_integer (asked));
  return rows != NULL && asked == 0 ? json_null () : NULL;
}

static json_t *
change_value (json_t *change)
{
  static const gchar *const members[] = { "field", "min", "over", "max", "under", NULL };
  json_t *value = json_object_get (change, "value"), *object;

  if (value != NULL)
    return json_incref (value);
  if (json_object_get (change, "field") == NULL)
    return json_null ();
  object = json_object ();
  for (gsize i = 0; members[i] != NULL; i++)
    if (json_is_string (json_object_get (change, members[i])))
      json_object_set (object, members[i], json_object_get (change, members[i]));
  return object;
}

/* After a file of before was loaded again, the next version may have been given: that after it, then. */
static gboolean
put_version (GuoCall *call, const GuoScheme *base, json_t *changes, GError **error)
{
  gint64 id = guo_field_int (call->body, "scheme", 0);
  g_autofree gchar *version = guo_scheme_next_version (base->version);
  gboolean moved = FALSE;

  for (;;)
    {
      g_autoptr(json_t) used = guo_scheme_version_use (call, id, base->id, version, "", error);
      g_autofree gchar *last = NULL;

      if (used == NULL)
        return FALSE;
      if (json_is_null (used))
        break;
      last = g_steal_pointer (&version);
      version = guo_scheme_next_version (last);
      moved = TRUE;
    }
  return !moved || json_object_set_new (changes, "/version", json_string (version)) == 0;
}

static GuoScheme *
edited (GuoCall *call, const GuoScheme *base, GError **error)
{
  g_autoptr(json_t) changes = json_object ();
  GuoScheme *scheme;
  json_t *change;
  gsize i;

  if (!put_version (call, base, changes, error))
    return NULL;
  json_array_foreach (json_object_get (call->body, "changes"), i, change)
    json_object_set_new (changes, guo_field_text (change, "at"), change_value (change));
  scheme = guo_scheme_edit (base, changes, error);
  if (scheme != NULL && !guo_scheme_check (scheme, error))
    g_clear_pointer (&scheme, guo_scheme_free);
  return scheme;
}

static GuoScheme *
replace (GuoScheme *old, GuoScheme *new)
{
  guo_scheme_free (old);
  return new;
}

static json_t *
class_row (const GuoScheme *scheme, guint index)
{
  gboolean below = index == scheme->n_classes;

  return json_pack ("{s:s, s:s?, s:s?, s:b}", "grade_class", guo_scheme_class_key (scheme, index), "name",
                    below ? scheme->below_zh : scheme->classes[index].name_zh, "name_en",
                    below ? scheme->below_en : scheme->classes[index].name_en, "below", below);
}

static json_t *
side_json (const GuoPreview *preview, gboolean before)
{
  const GuoScheme *scheme = before ? preview->from : preview->to;
  json_t *list = json_array ();

  for (guint i = 0; i <= scheme->n_classes; i++)
    {
      json_t *row = class_row (scheme, i);
      gint64 n = 0, mass_mg = 0;

      for (guint j = 0; j < (before ? preview->n_to : preview->n_from); j++)
        {
          const GuoPreviewCell *cell = before ? guo_preview_cell (preview, i, j) : guo_preview_cell (preview, j, i);

          n += cell->n;
          mass_mg += cell->mass_mg;
        }
      json_object_set_new (row, "n", json_integer (n));
      json_object_set_new (row, "mass_mg", json_integer (mass_mg));
      json_array_append_new (list, row);
    }
  return list;
}

static gint
compare_moves (gconstpointer a, gconstpointer b, gpointer preview)
{
  const guint *x = a, *y = b;
  gint64 m = guo_preview_cell (preview, x[0], x[1])->n, n = guo_preview_cell (preview, y[0], y[1])->n;

  return m != n ? (m > n ? -1 : 1) : (gint) (x[0] != y[0] ? x[0] - y[0] : x[1] - y[1]);
}

/* The largest first. A class of the same name is the same class. */
static json_t *
moves_json (GuoPreview *preview)
{
  g_autoptr(GArray) moves = g_array_new (FALSE, FALSE, sizeof (guint[2]));
  json_t *list = json_array ();

  for (guint from = 0; from < preview->n_from; from++)
    for (guint to = 0; to < preview->n_to; to++)
      if (guo_preview_cell (preview, from, to)->n > 0 && guo_preview_same_class (preview, from) != to)
        g_array_append_val (moves, ((const guint[2]) { from, to }));
  g_array_sort_with_data (moves, compare_moves, preview);
  for (guint i = 0; i < moves->len; i++)
    {
      const guint *at = &g_array_index (moves, guint, 2 * i);
      const GuoPreviewCell *cell = guo_preview_cell (preview, at[0], at[1]);

      json_array_append_new (list, json_pack ("{s:i, s:i, s:I, s:I}", "from", (int) at[0], "to", (int) at[1], "n",
                                              (json_int_t) cell->n, "mass_mg", (json_int_t) cell->mass_mg));
    }
  return list;
}

static json_t *
marks_json (const GuoScheme *scheme, gint measurement, guint32 date)
{
  GuoSizing sizing = { 0 };
  g_autoptr(json_t) json = NULL;

  if (measurement >= 0)
    guo_scheme_sizing_by (scheme, (guint) measurement, date, &sizing);
  json = guo_sizing_json (&sizing);
  return json_incref (json_object_get (json, "marks"));
}

/* How the fruit is spread over what its machine measured, and where the classes reach, before and after. */
static json_t *
spreads_json (const Trial *self)
{
  const GuoScheme *from = self->from, *to = self->preview->to;
  json_t *list = json_array ();

  for (guint i = 0; i < from->n_measurements; i++)
    {
      gint place = guo_scheme_measurement (to, from->measurements[i].name);
      json_t *spread = self->tallies[i].step > 0 ? guo_tally_json (&self->tallies[i]) : NULL;

      if (spread == NULL)
        continue;
      json_object_set_new (spread, "field", json_string (from->measurements[i].name));
      json_object_set_new (spread, "before", marks_json (from, (gint) i, self->preview->date));
      json_object_set_new (spread, "after", marks_json (to, place, self->preview->date));
      json_array_append_new (list, spread);
    }
  return list;
}

/* What of the run's fruit would become what; of no run all is 0. */
static json_t *
try_run (GuoCall *call, json_t *run, gint64 n, const GuoScheme *from, const GuoScheme *to, gboolean judged, GError **error)
{
  g_autoptr(GuoPreview) preview = guo_preview_begin (from, to, guo_date_parse (guo_field_text (run, "day")));
  Trial trial = { .from = from, .preview = preview, .judged = judged, .step = MAX (1, (n + JUDGED_MAX - 1) / JUDGED_MAX) };

  set_letters (&trial);
  for (guint i = 0; i < from->n_measurements; i++)
    trial.tallies[i].step = from->measurements[i].machine_step;
  if (json_is_object (run)
      && !guo_fruit_store_read (call->station->fruit, guo_field_int (run, "id", 0), try_fruits, &trial, error))
    return NULL;
  return json_pack ("{s:O, s:I, s:I, s:I, s:I, s:I, s:o, s:o, s:o, s:o}", "run", run, "n", (json_int_t) n, "step",
                    (json_int_t) trial.step, "judged", (json_int_t) preview->total.n, "mass_mg",
                    (json_int_t) preview->total.mass_mg, "uncertain", (json_int_t) trial.uncertain, "before",
                    side_json (preview, TRUE), "after", side_json (preview, FALSE), "moves", moves_json (preview), "spreads", spreads_json (&trial));
}

/* The scheme that is edited as it is now, else the one that judged the run, else the new one itself. */
static GuoScheme *
base_of (GuoCall *call, json_t *row, json_t *run, GError **error)
{
  if (row != NULL)
    return guo_scheme_parse (guo_field_text (row, "file"), error);
  if (json_is_object (run))
    return guo_run_scheme (call, run, error);
  return guo_scheme_file_parse (guo_field_text (call->body, "file"), error);
}

static json_t *
answer (GuoCall *call, json_t *row, json_t *run, gint64 n, GError **error)
{
  const gchar *file = guo_field_text (call->body, "file");
  g_autoptr(GuoScheme) from = base_of (call, row, run, error), to = NULL;
  g_autofree gchar *text = NULL;
  gboolean judged;
  json_t *tried;

  if (from == NULL)
    return NULL;
  to = file != NULL ? guo_scheme_file_parse (file, error) : NULL;
  if (file == NULL || (to != NULL && json_array_size (json_object_get (call->body, "changes")) > 0))
    to = replace (to, edited (call, file != NULL ? to : from, error));
  if (to == NULL)
    return NULL;
  judged = row == NULL || g_strcmp0 (guo_field_text (row, "sha256"), guo_field_text (run, "scheme_sha256")) == 0;
  tried = try_run (call, run, n, from, to, json_is_object (run) && judged, error);
  if (tried == NULL)
    return NULL;
  text = guo_scheme_text (to);
  json_object_set_new (tried, "file", json_string (text));
  json_object_set_new (tried, "form", guo_scheme_form (to));
  json_object_set_new (tried, "notes", guo_scheme_notes (to));
  return tried;
}

/* "bad-field" of @file or of a change, whose field is a JSON pointer; "not-found"[scheme, run] */
json_t *
guo_grade_schemes_preview (GuoCall *call, GError **error)
{
  gint64 id = guo_field_int (call->body, "scheme", 0), n = 0;
  g_autoptr(json_t) row = id != 0 ? guo_call_row (call, "grade-schemes", "scheme", id, error) : NULL;
  g_autoptr(json_t) run = NULL;

  if (id != 0 && row == NULL)
    return NULL;
  if (row == NULL && guo_field_text (call->body, "file") == NULL)
    {
      guo_bad_field (error, "file", "missing");
      return NULL;
    }
  run = find_run (call, guo_field_int (row, "product", 0), &n, error);
  return run != NULL ? answer (call, row, run, json_is_object (run) ? n : 0, error) : NULL;
}
