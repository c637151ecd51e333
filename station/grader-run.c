#include "station/grader-run.h"

#include "db/database.h"
#include "station/fields.h"
#include "station/grader-judge.h"
#include "station/grader-run-private.h"
#include "station/grader-spread.h"

#include <string.h>

#define MASS_STEP_G 1

void
guo_grader_run_tally (GuoGraderRun *self, const GuoFruit *fruit)
{
  guo_fruit_histogram_add (self->sums, fruit);
  guo_grader_spread_add (self->spread, fruit);
  if (fruit->mass_mg == 0)
    self->not_weighed[guo_fruit_class_slot (fruit->grade_class)]++;
}

static gboolean
count_stored (const GuoFruit *fruits, guint n, gint64 first, gpointer user_data, GError **error)
{
  for (guint i = 0; i < n; i++)
    guo_grader_run_tally (user_data, &fruits[i]);
  return TRUE;
}

GuoGraderRun *
guo_grader_run_new (GuoFruitStore *store, json_t *row, GuoScheme *scheme, GError **error)
{
  g_autoptr(GuoGraderRun) self = g_new0 (GuoGraderRun, 1);
  GuoSizing sizing;

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->store = store;
  self->scheme = scheme;
  self->id = guo_field_int (row, "id", 0);
  self->machine = guo_field_int (row, "machine", 0);
  self->no = g_strdup (guo_field_text (row, "no"));
  self->date = guo_date_parse (guo_field_text (row, "day"));
  guo_scheme_sizing (scheme, self->date, &sizing);
  self->sums = guo_fruit_histogram_new (MASS_STEP_G);
  self->spread = guo_grader_spread_new (sizing.by);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (GuoFruit));
  self->batch = g_array_new (FALSE, FALSE, sizeof (GuoFruit));
  self->reports = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (scheme->n_classes > GUO_FRUIT_CLASS_MAX + 1)
    {
      guo_bad_field (error, "scheme", "more than 31 classes: a machine's fruit cannot be kept by it");
      return NULL;
    }
  if (!guo_fruit_store_read (store, self->id, count_stored, self, error))
    return NULL;
  self->stored = self->sums->all.n;
  return g_steal_pointer (&self);
}

GuoGraderRun *
guo_grader_run_ref (GuoGraderRun *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
guo_grader_run_unref (GuoGraderRun *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  guo_scheme_free (self->scheme);
  guo_fruit_histogram_free (self->sums);
  guo_grader_spread_free (self->spread);
  g_array_unref (self->waiting);
  g_array_unref (self->batch);
  g_hash_table_unref (self->reports);
  g_free (self->counted);
  g_mutex_clear (&self->lock);
  g_free (self->no);
  g_free (self);
}

gint64
guo_grader_run_id (const GuoGraderRun *self)
{
  return self->id;
}

gint64
guo_grader_run_machine (const GuoGraderRun *self)
{
  return self->machine;
}

/* Both say -1 where nothing was measured. */
static void
measure (const GuoGraderFruit *fruit, GuoMachineFruit *out)
{
  *out = (GuoMachineFruit) { .mass_mg = (gint) fruit->mass_mg, .diameter_dmm = fruit->diameter_x10mm,
                             .colour_permille = fruit->colour_permille, .brix_x10 = fruit->brix_x10,
                             .n_defects = MIN (fruit->n_defects, GUO_MACHINE_DEFECTS_MAX) };
  for (guint i = 0; i < out->n_defects; i++)
    out->defects[i] = (GuoMachineDefect) { .letter = fruit->defects[i].code[0],
                                           .digit = (guint8) (fruit->defects[i].code[1] - '0'),
                                           .area_mm2 = fruit->defects[i].area_mm2 };
}

static void
judge (const GuoGraderRun *self, const GuoGraderFruit *fruit, GuoFruit *out)
{
  GuoMachineFruit measured;

  measure (fruit, &measured);
  guo_grader_judge (self->scheme, self->date, &measured, out);
}

/* Letters A to O are the bits 0 to 14 of the mask; what comes after O shares the last. */
static void
pack (const GuoGraderFruit *fruit, GuoFruit *out)
{
  *out = (GuoFruit) { .mass_mg = (guint32) MAX (fruit->mass_mg, 0), .lane = (guint8) fruit->lane,
                      .outlet = (guint8) fruit->outlet, .diameter_x10mm = (guint16) MAX (fruit->diameter_x10mm, 0) };
  out->colour_permille = fruit->colour_permille < 0 ? GUO_FRUIT_NOT_MEASURED : (guint16) fruit->colour_permille;
  out->brix_x10 = fruit->brix_x10 < 0 ? GUO_FRUIT_NOT_MEASURED : (guint16) fruit->brix_x10;
  for (guint i = 0; i < fruit->n_defects; i++)
    {
      out->defects |= (guint16) (1u << MIN (fruit->defects[i].code[0] - 'A', 15));
      out->blemish_mm2 += (guint32) MAX (fruit->defects[i].area_mm2, 0);
    }
}

gboolean
guo_grader_run_add (GuoGraderRun *self, const GuoGraderFruit *fruit, GuoGraderPlace place, gint64 at_us)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  GuoFruit packed;

  if (self->paused)
    return FALSE;
  self->newest_us = at_us;
  if (self->waiting->len + self->batch->len >= GUO_GRADER_RUN_WAITING_MAX)
    {
      self->notes.overrun++;
      return TRUE;
    }
  pack (fruit, &packed);
  judge (self, fruit, &packed);
  if (self->waiting->len == 0)
    self->first = place;
  g_array_append_val (self->waiting, packed);
  guo_grader_run_tally (self, &packed);
  return TRUE;
}

void
guo_grader_run_note (GuoGraderRun *self, const GuoGraderNotes *more)
{
  g_mutex_lock (&self->lock);
  self->notes.lost += more->lost;
  self->notes.rejected += more->rejected;
  self->notes.overrun += more->overrun;
  g_mutex_unlock (&self->lock);
}

void
guo_grader_run_notes (GuoGraderRun *self, GuoGraderNotes *out)
{
  g_mutex_lock (&self->lock);
  *out = self->notes;
  g_mutex_unlock (&self->lock);
}

void
guo_grader_run_pause (GuoGraderRun *self, gboolean paused)
{
  g_mutex_lock (&self->lock);
  self->paused = paused;
  g_mutex_unlock (&self->lock);
}

/* Run, numbering and number, big-endian. */
static void
name_batch (GuoGraderRun *self)
{
  const guint64 run = GUINT64_TO_BE ((guint64) self->id);
  const guint32 epoch = GUINT32_TO_BE (self->first.epoch), seq = GUINT32_TO_BE (self->first.seq);

  memcpy (self->name, &run, sizeof run);
  memcpy (self->name + sizeof run, &epoch, sizeof epoch);
  memcpy (self->name + sizeof run + sizeof epoch, &seq, sizeof seq);
}

gboolean
guo_grader_run_take (GuoGraderRun *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  GArray *empty = self->batch;

  if (self->batch->len > 0 || self->waiting->len == 0)
    return FALSE;
  self->batch = self->waiting;
  self->waiting = empty;
  name_batch (self);
  return TRUE;
}

gint64
guo_grader_run_batch_end (GuoGraderRun *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  return self->batch->len > 0 ? self->stored + self->batch->len : 0;
}

gint64
guo_grader_run_stored (GuoGraderRun *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  return self->stored;
}

guint
guo_grader_run_waiting (GuoGraderRun *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  return self->waiting->len + self->batch->len;
}

gboolean
guo_grader_run_write (GuoGraderRun *self, GError **error)
{
  GArray *batch;

  g_mutex_lock (&self->lock);
  batch = self->batch; /* nobody else changes it while it has fruit */
  g_mutex_unlock (&self->lock);
  if (batch->len == 0)
    return TRUE;
  if (!guo_fruit_store_append (self->store, self->id, self->name, (const GuoFruit *) batch->data, batch->len, NULL, error))
    return FALSE;
  g_mutex_lock (&self->lock);
  self->stored += batch->len;
  g_array_set_size (batch, 0);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static json_t *
classes_json (GuoGraderRun *self)
{
  json_t *list = json_array ();

  for (guint i = 0; i <= self->scheme->n_classes; i++)
    {
      gboolean below = i == self->scheme->n_classes;
      guint slot = guo_fruit_class_slot (below ? GUO_FRUIT_BELOW : i);

      json_array_append_new (list, json_pack ("{s:s, s:b, s:I, s:I, s:I}", "grade_class",
                                              guo_scheme_class_key (self->scheme, i), "below", below, "n",
                                              (json_int_t) self->sums->classes[slot].n, "mass_mg",
                                              (json_int_t) self->sums->classes[slot].mass_mg, "not_weighed",
                                              (json_int_t) self->not_weighed[slot]));
    }
  return list;
}

/* The caller holds the lock, as of those below. */
static GuoFruitSum
outlet_sum (GuoGraderRun *self, guint outlet)
{
  GuoFruitSum sum = self->sums->outlets[outlet];

  sum.n += self->counted != NULL ? self->counted[outlet].n : 0;
  sum.mass_mg += self->counted != NULL ? self->counted[outlet].mass_mg : 0;
  return sum;
}

static json_t *
outlet_json (GuoGraderRun *self, guint outlet)
{
  GuoFruitSum sum = outlet_sum (self, outlet);

  return json_pack ("{s:I, s:I, s:I}", "outlet", (json_int_t) outlet, "n", (json_int_t) sum.n, "mass_mg",
                    (json_int_t) sum.mass_mg);
}

/* The class that most of its fruit is of, and how much of it is: an outlet takes what its machine was set to. Where a PLC
 * only counts, nobody knows a class. */
static json_t *
outlet_now_json (GuoGraderRun *self, guint outlet)
{
  const gint64 *classes = self->sums->outlet_classes[outlet];
  guint below = guo_fruit_class_slot (GUO_FRUIT_BELOW), most = below;
  json_t *row = outlet_json (self, outlet);

  json_object_set_new (row, "class_n", json_integer (0));
  json_object_set_new (row, "below", json_false ());
  json_object_set_new (row, "grade_class", json_null ());
  if (self->sums->outlets[outlet].n == 0)
    return row;
  for (guint i = self->scheme->n_classes; i-- > 0;)
    if (classes[i] >= classes[most])
      most = i;
  json_object_set_new (row, "grade_class",
                       json_string (guo_scheme_class_key (self->scheme, most == below ? self->scheme->n_classes : most)));
  json_object_set_new (row, "below", json_boolean (most == below));
  json_object_set_new (row, "class_n", json_integer (classes[most]));
  return row;
}

static json_t *
outlets_json (GuoGraderRun *self, json_t *(*one) (GuoGraderRun *self, guint outlet))
{
  json_t *list = json_array ();

  for (guint i = 0; i < GUO_FRUIT_OUTLETS; i++)
    {
      GuoFruitSum sum = outlet_sum (self, i);

      if (sum.n > 0 || sum.mass_mg > 0)
        json_array_append_new (list, one (self, i));
    }
  return list;
}

static json_t *
sums_json (GuoGraderRun *self)
{
  GuoFruitSum counted = guo_grader_run_counted (self);
  json_t *sums = json_pack ("{s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "n", (json_int_t) (self->sums->all.n + counted.n),
                            "mass_mg", (json_int_t) (self->sums->all.mass_mg + counted.mass_mg), "not_weighed",
                            (json_int_t) self->sums->not_weighed, "lost", (json_int_t) self->notes.lost, "rejected",
                            (json_int_t) self->notes.rejected, "overrun", (json_int_t) self->notes.overrun, "classes",
                            classes_json (self));

  if (self->counted != NULL)
    json_object_set_new (sums, "counters", json_pack ("{s:I, s:I}", "n", (json_int_t) counted.n, "mass_mg",
                                                      (json_int_t) counted.mass_mg));
  return sums;
}

json_t *
guo_grader_run_json (GuoGraderRun *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  json_t *fruit = sums_json (self);

  json_object_set_new (fruit, "outlets", outlets_json (self, outlet_json));
  json_object_set_new (fruit, "histogram", guo_fruit_histogram_to_json (self->sums));
  return fruit;
}

/* With the lock held. */
static void
set_now (GuoGraderRun *self, json_t *into)
{
  json_object_set_new (into, "outlets", outlets_json (self, outlet_now_json));
  json_object_set_new (into, "spread", guo_grader_spread_json (self->spread));
}

void
guo_grader_run_set_now (GuoGraderRun *self, json_t *into)
{
  g_mutex_lock (&self->lock);
  set_now (self, into);
  g_mutex_unlock (&self->lock);
}

/* Fruits a second, one decimal, in integers; the caller holds the lock. */
static gchar *
rate (GuoGraderRun *self, gint64 now_us)
{
  guint oldest = self->step >= GUO_GRADER_RATE_STEPS ? self->step % GUO_GRADER_RATE_STEPS : 0;
  gint64 n = self->sums->all.n + guo_grader_run_counted (self).n, tenths = 0;

  if (self->step > 0 && now_us > self->step_us[oldest])
    tenths = (n - self->step_n[oldest]) * 10 * G_USEC_PER_SEC / (now_us - self->step_us[oldest]);
  self->step_us[self->step % GUO_GRADER_RATE_STEPS] = now_us;
  self->step_n[self->step % GUO_GRADER_RATE_STEPS] = n;
  self->step++;
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, tenths / 10, tenths % 10);
}

json_t *
guo_grader_run_line (GuoGraderRun *self, gint64 now_us)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  g_autofree gchar *rate_text = rate (self, now_us);
  g_autoptr(json_t) histogram = guo_fruit_histogram_to_json (self->sums);
  json_t *line = sums_json (self);

  json_object_set_new (line, "topic", json_string ("grade"));
  json_object_set_new (line, "run", json_integer (self->id));
  json_object_set_new (line, "no", json_string (self->no));
  json_object_set_new (line, "rate_per_s", json_string (rate_text));
  json_object_set_new (line, "waiting", json_integer (self->waiting->len + self->batch->len));
  json_object_set_new (line, "age_ms", self->newest_us != 0 ? json_integer ((now_us - self->newest_us) / 1000) : json_null ());
  json_object_set (line, "diameter_mm", json_object_get (histogram, "diameter_mm"));
  json_object_set (line, "no_diameter", json_object_get (histogram, "no_diameter"));
  set_now (self, line);
  return line;
}
