#include "drivers/grader/registry.h"

#include "drivers/grader/line.h"

static const GuoGraderProtocol *const protocols[] = {
  &guo_grader_line,
  NULL,
};

const GuoGraderProtocol *const *
guo_grader_protocols (void)
{
  return protocols;
}

const GuoGraderProtocol *
guo_grader_protocol_find (const gchar *id)
{
  for (gsize i = 0; protocols[i] != NULL; i++)
    if (g_str_equal (protocols[i]->id, id))
      return protocols[i];
  return NULL;
}
