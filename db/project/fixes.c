/* The one place where anything becomes void. */
#include "db/project/marks.h"
#include "db/project/projection.h"

/* The statements that move sums are told the thing that is void, not the void itself. */
static gboolean
name_the_void (json_t *facts, GError **error)
{
  json_object_set (facts, "id", json_object_get (facts, "of"));
  return guo_marks_of_void (facts, error);
}

const GuoProjection guo_project_fixes[] = {
  { "fact.voided", "of", name_the_void,
    { "lot-sum-take", "fact-voided", "lot-sum-give", "lot-sum-lot", "lot-sum-delivery", "lot-sum-sweep",
      "successor-fill", "mark" },
    { NULL } },
  { "clock.stepped", "before", guo_marks_of_clock, { "mark" }, { NULL } },
  { "access.withdrawn", "access", NULL, { "access-withdrawn" }, { NULL } },
  { .type = NULL },
};
