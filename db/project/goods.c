/* Pack lots, the transforms that fill them, cases, pallets. */
#include "db/project/marks.h"
#include "db/project/projection.h"

const GuoProjection guo_project_goods[] = {
  { "packlot.stated", NULL, NULL,
    { "packlot-stated", "lot-first", "lot-place-clear", "lot-place-fill", "lot-party-clear",
      "lot-party-fill" }, { NULL } },
  { "transform.closed", "in", NULL,
    { "transform-closed", "edge-clear", "edge-fill", "fruit-share-clear", "fruit-share-fill", "scrap-clear", "scrap-fill" },
    { NULL } },
  { "case.reserved", NULL, NULL, { "case-reserved", "tally-case" }, { NULL } },
  { "case.packed", NULL, guo_marks_of_case, { "case-packed", "tally-case", "mark" }, { NULL } },
  { "pallet.built", "sscc", NULL, { "pallet-built", "pallet-unit", "tally-pallet" }, { NULL } },
  { "pallet.closed", "pallet", NULL, { "pallet-closed" }, { NULL } },
  { "unit.moved", "parent", NULL, { "unit-moved" }, { NULL } },
  { .type = NULL },
};
