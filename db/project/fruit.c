/* Deliveries, harvest lots, weighings, and what they add to the yields. */
#include "db/project/projection.h"

const GuoProjection guo_project_fruit[] = {
  { "delivery.opened", "no", NULL,
    { "yield-take-delivery", "delivery-opened", "delivery-first", "yield-give-delivery", "yield-sweep" }, { NULL } },
  { "delivery.closed", "delivery", NULL, { "delivery-closed" }, { NULL } },
  { "delivery.reopened", "delivery", NULL, { "delivery-reopened" }, { NULL } },
  { "lot.declared", "no", NULL,
    { "yield-take-lot", "lot-declared", "lot-first", "lot-source-clear", "lot-source-fill",
      "lot-override-clear", "lot-override-fill", "yield-give-lot", "yield-sweep" }, { NULL } },
  { "input.applied", "plot", NULL, { "input-applied" }, { NULL } },
  { "crate_loan.recorded", "cooperative", NULL, { "crate-loan-recorded" }, { NULL } },
  { "weighing.recorded", "lot", NULL,
    { "yield-take-weighing", "weighing-recorded", "yield-give-weighing", "yield-sweep" },
    { "weighing-new", "yield-give-weighing" } },
  { .type = NULL },
};
