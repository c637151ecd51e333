/* Deliveries, harvest lots, weighings, and what they add to the yields. */
#include "db/project/marks.h"
#include "db/project/projection.h"

const GuoProjection guo_project_fruit[] = {
  { "delivery.opened", "no", NULL,
    { "delivery-opened", "delivery-first", "lot-sum-delivery" }, { NULL } },
  { "delivery.closed", "delivery", NULL, { "delivery-closed" }, { NULL } },
  { "delivery.reopened", "delivery", guo_marks_of_reopened, { "delivery-reopened", "mark" }, { NULL } },
  { "lot.declared", "no", guo_marks_of_lot,
    { "lot-declared", "lot-first", "lot-source-clear", "lot-source-fill", "lot-override-clear", "lot-override-fill",
      "lot-sum-lot", "mark" }, { NULL } },
  { "input.applied", "plot", NULL, { "input-applied" }, { NULL } },
  { "crate_loan.recorded", "cooperative", NULL, { "crate-loan-recorded" }, { NULL } },
  { "weighing.recorded", "lot", guo_marks_of_weighing,
    { "lot-sum-take", "weighing-recorded", "lot-sum-give", "lot-sum-sweep", "mark" },
    { "weighing-new", "lot-sum-give", "mark" } },
  { "vehicle.weighed", "lot", guo_marks_of_weighing, { "vehicle-weighed", "mark" }, { NULL } },
  { "deduction.applied", "lot", guo_marks_of_deduction, { "deduction-applied", "mark" }, { NULL } },
  { .type = NULL },
};
