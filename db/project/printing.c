/* Print jobs: what was queued, what was said about each label since. */
#include "db/project/projection.h"

const GuoProjection guo_project_printing[] = {
  { "print.queued", "labels", NULL, { "print-queued", "label-fill", "label-refresh-queued" }, { NULL } },
  { "print.sent", "job", NULL, { "print-step", "label-refresh-job" }, { NULL } },
  { "print.settled", "job", NULL, { "print-step", "label-refresh-job" }, { NULL } },
  { .type = NULL },
};
