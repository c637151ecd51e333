/* Pack lots, the transforms that fill them, cases. */
#include "db/project/projection.h"

const GuoProjection guo_project_goods[] = {
  { "packlot.stated", NULL, NULL,
    { "packlot-stated", "lot-first", "lot-place-clear", "lot-place-fill", "lot-party-clear",
      "lot-party-fill" }, { NULL } },
  { "transform.closed", "in", NULL, { "transform-closed", "edge-clear", "edge-fill" }, { NULL } },
  { "case.packed", NULL, NULL, { "case-packed", "tally-case" }, { NULL } },
  { .type = NULL },
};
