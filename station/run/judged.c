#include "station/run/judged.h"

#include "station/grader-report.h"
#include "station/run/run.h"
#include "station/station-private.h"

#include <string.h>

#define FRUIT_MAX (2 * GUO_GRADER_REPORT_FRUIT_MAX) /* of all that lie here, 80 MB; the last is kept in any case */

void
guo_judged_free (GuoJudged *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->fruits);
  g_free (self->sha256);
  g_free (self);
}

/* With the lock held. */
static void
make_room (GPtrArray *judged)
{
  guint n = 0;

  for (guint i = judged->len; i > 0; i--)
    {
      n += ((GuoJudged *) judged->pdata[i - 1])->fruits->len;
      if (n > FRUIT_MAX && i < judged->len)
        {
          g_ptr_array_remove_range (judged, 0, i);
          return;
        }
    }
}

void
guo_judged_lay (GuoCall *call, json_t *run, const GuoReport *report, const gchar *sha256)
{
  g_autoptr(GuoScheme) scheme = guo_run_scheme (call, run, NULL);
  GArray *fruits = scheme != NULL && scheme->n_classes <= GUO_FRUIT_CLASS_MAX + 1
                     ? guo_grader_report_fruit (report, scheme, guo_date_parse (guo_field_text (run, "day")), NULL)
                     : NULL;
  GuoJudged *judged;

  if (fruits == NULL)
    return;
  judged = g_new (GuoJudged, 1);
  *judged = (GuoJudged) { guo_field_int (run, "id", 0), g_strdup (sha256), fruits };
  g_mutex_lock (&call->station->lock);
  g_ptr_array_add (call->station->judged, judged);
  make_room (call->station->judged);
  g_mutex_unlock (&call->station->lock);
}

GuoJudged *
guo_judged_take (GuoStation *station, gint64 run, const gchar *sha256)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&station->lock);

  for (guint i = 0; i < station->judged->len; i++)
    {
      GuoJudged *judged = station->judged->pdata[i];

      if (judged->run == run && strcmp (judged->sha256, sha256) == 0)
        return g_ptr_array_steal_index (station->judged, i);
    }
  return NULL;
}

void
guo_judged_drop (GuoStation *station, const gchar *sha256)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&station->lock);

  for (guint i = station->judged->len; i > 0; i--)
    if (strcmp (((GuoJudged *) station->judged->pdata[i - 1])->sha256, sha256) == 0)
      g_ptr_array_remove_index (station->judged, i - 1);
}
