/* What goes on paper: labels queued and what was said about each since; slips of deliveries. */
#include "db/project/marks.h"
#include "db/project/projection.h"

const GuoProjection guo_project_printing[] = {
  { "print.queued", "labels", guo_marks_of_print,
    { "print-queued", "label-fill", "label-refresh-queued", "mark" }, { NULL } },
  { "print.sent", "job", NULL, { "print-step", "label-refresh-job" }, { NULL } },
  { "print.settled", "job", NULL, { "print-step", "label-refresh-job" }, { NULL } },
  { "label.seen", "job", NULL, { "print-step", "label-refresh-job" }, { NULL } },
  { "slip.issued", "delivery", guo_marks_of_slip, { "slip-issued", "mark" }, { NULL } },
  { .type = NULL },
};
