/* What a run is told otherwise than fruit by fruit: batch reports, and the counters of outlets. */
#include "station/grader-run-private.h"

#include <string.h>

/* Run, and the beginning of the digest: no machine's numbering begins so late. */
static void
name_report (GuoGraderRun *self, const gchar *sha256, guint8 name[GUO_FRUIT_BATCH_ID_SIZE])
{
  const guint64 run = GUINT64_TO_BE ((guint64) self->id);
  guint64 digest = g_ascii_strtoull (sha256 + strlen (sha256) - 16, NULL, 16);

  digest = GUINT64_TO_BE (digest | G_GUINT64_CONSTANT (1) << 63);
  memcpy (name, &run, sizeof run);
  memcpy (name + sizeof run, &digest, sizeof digest);
}

gboolean
guo_grader_run_has_report (GuoGraderRun *self, const gchar *sha256)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  return g_hash_table_contains (self->reports, sha256);
}

gboolean
guo_grader_run_attach (GuoGraderRun *self, const GArray *fruits, const gchar *sha256, GError **error)
{
  guint8 name[GUO_FRUIT_BATCH_ID_SIZE];
  gboolean again = fruits->len == 0;

  name_report (self, sha256, name);
  if (!again && !guo_fruit_store_append (self->store, self->id, name, (const GuoFruit *) fruits->data, fruits->len, &again, error))
    return FALSE;
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < fruits->len && !again; i++)
    guo_grader_run_tally (self, &g_array_index (fruits, GuoFruit, i));
  self->stored += again ? 0 : fruits->len;
  g_hash_table_add (self->reports, g_strdup (sha256));
  g_mutex_unlock (&self->lock);
  return TRUE;
}

gboolean
guo_grader_run_import (GuoGraderRun *self, const GuoReport *report, const gchar *sha256, GError **error)
{
  g_autoptr(GArray) fruits = guo_grader_report_fruit (report, self->scheme, self->date, error);

  return fruits != NULL && guo_grader_run_attach (self, fruits, sha256, error);
}

void
guo_grader_run_set_counts (GuoGraderRun *self, const GuoFruitSum counts[GUO_FRUIT_OUTLETS], gint64 at_us)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  gboolean same = self->counted != NULL && memcmp (self->counted, counts, GUO_FRUIT_OUTLETS * sizeof *counts) == 0;

  if (self->counted == NULL)
    self->counted = g_new0 (GuoFruitSum, GUO_FRUIT_OUTLETS);
  else if (!same)
    self->newest_us = at_us;
  memcpy (self->counted, counts, GUO_FRUIT_OUTLETS * sizeof *counts);
}

gboolean
guo_grader_run_is_paused (GuoGraderRun *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  return self->paused;
}

GuoFruitSum
guo_grader_run_counted (GuoGraderRun *self)
{
  GuoFruitSum sum = { 0, 0 };

  for (guint i = 0; i < GUO_FRUIT_OUTLETS && self->counted != NULL; i++)
    {
      sum.n += self->counted[i].n;
      sum.mass_mg += self->counted[i].mass_mg;
    }
  return sum;
}
