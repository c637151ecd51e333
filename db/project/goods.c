/* Pack lots, the transforms that fill them, cases. */
#include "db/project/marks.h"
#include "db/project/projection.h"

const GuoProjection guo_project_goods[] = {
  { "packlot.stated", NULL, NULL,
    { "packlot-stated", "lot-first", "lot-place-clear", "lot-place-fill", "lot-party-clear",
      "lot-party-fill" }, { NULL } },
  { "transform.closed", "in", NULL,
    { "transform-closed", "edge-clear", "edge-fill", "fruit-share-clear", "fruit-share-fill" }, { NULL } },
  { "case.packed", NULL, guo_marks_of_case, { "case-packed", "tally-case", "mark" }, { NULL } },
  { .type = NULL },
};
