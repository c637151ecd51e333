#include "drivers/probe-questions.h"

#include "drivers/encode.h"
#include "drivers/registry.h"

#include <string.h>

static gboolean
is_known (GArray *questions, const GuoProbeQuestion *new)
{
  for (guint i = 0; i < questions->len; i++)
    {
      const GuoProbeQuestion *old = &g_array_index (questions, GuoProbeQuestion, i);

      if (old->len == new->len && memcmp (old->bytes, new->bytes, new->len) == 0)
        return TRUE;
    }
  return FALSE;
}

GArray *
guo_probe_questions_new (void)
{
  GArray *questions = g_array_new (FALSE, FALSE, sizeof (GuoProbeQuestion));

  for (const GuoScaleProtocol *const *p = guo_scale_protocols (); *p != NULL; p++)
    {
      GuoProbeQuestion question = { .protocol = *p };
      const GuoScaleCommand command = { .command = guo_scale_question (*p) };
      gssize len = command.command != NULL && !(*p)->has_packets
                     ? guo_scale_encode (*p, &command, question.bytes, sizeof question.bytes, NULL) : 0;

      if (len <= 0)
        continue;
      question.len = (gsize) len;
      if (!is_known (questions, &question))
        g_array_append_val (questions, question);
    }
  return questions;
}
