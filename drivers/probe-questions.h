/* The questions that an unknown scale may be asked, each once though several protocols share it. Any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

#define GUO_PROBE_QUESTION_MAX 64

typedef struct
{
  const GuoScaleProtocol *protocol; /* the first that asks so */
  guint8 bytes[GUO_PROBE_QUESTION_MAX];
  gsize len;
} GuoProbeQuestion;

/**
 * guo_probe_questions_new:
 *
 * Returns: (transfer full) (element-type GuoProbeQuestion): in the order of the table of protocols
 */
GArray *guo_probe_questions_new (void);

G_END_DECLS
