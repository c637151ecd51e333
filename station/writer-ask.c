#include "station/writer.h"

/* A thread that waits for the writer's. */
typedef struct
{
  GMutex lock;
  GCond cond;
  gboolean done;
  GError *error;
} Wait;

static void
wait_done (json_t *answer, const GError *error, gpointer user_data)
{
  Wait *wait = user_data;

  g_mutex_lock (&wait->lock);
  wait->done = TRUE;
  wait->error = error != NULL ? g_error_copy (error) : NULL;
  g_cond_signal (&wait->cond);
  g_mutex_unlock (&wait->lock);
}

static void
wait_for (Wait *wait)
{
  g_mutex_lock (&wait->lock);
  while (!wait->done)
    g_cond_wait (&wait->cond, &wait->lock);
  g_mutex_unlock (&wait->lock);
}

gboolean
guo_writer_ask (GuoWriter *self, const GuoVerb *verb, const GuoActor *actor, json_t *body, GError **error)
{
  Wait wait = { .done = FALSE };
  gboolean pushed;

  g_mutex_init (&wait.lock);
  g_cond_init (&wait.cond);
  pushed = guo_writer_push (self, verb, NULL, actor, json_object (), body, wait_done, &wait, error);
  if (pushed)
    wait_for (&wait);
  g_mutex_clear (&wait.lock);
  g_cond_clear (&wait.cond);
  if (wait.error != NULL)
    g_propagate_error (error, wait.error);
  return pushed && wait.error == NULL;
}
