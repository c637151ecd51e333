/* Grade schemes, runs over the grading line, the lots that come off it, samples of them and holds. */
#include "db/project/marks.h"
#include "db/project/projection.h"

const GuoProjection guo_project_grading[] = {
  { "grade_scheme.set",
    "file",
    NULL,
    { "grade-scheme-set", "grade-scheme-file", "grade-scheme-version", "grade-class-fill" },
    { NULL } },
  { "grade_run.opened", "no", NULL, { "grade-run-opened" }, { NULL } },
  { "grade_run.fed", "run", NULL, { "run-fed" }, { NULL } },
  { "grade_run.taken", "run", NULL, { "run-taken" }, { NULL } },
  { "sample.measured", "content", NULL, { "sample-measured" }, { NULL } },
  { "hold.placed", NULL, NULL, { "hold-placed" }, { NULL } },
  { "hold.released", "hold", NULL, { "hold-released" }, { NULL } },
  { "gradelot.stated", "no", NULL, { "gradelot-stated", "lot-first" }, { NULL } },
  { "lot.stated", "no", NULL, { "lot-stated", "lot-first" }, { NULL } },
  { "grade_report.taken", "sha256", NULL, { "grade-report-taken" }, { NULL } },
  { "grade_report.bound", "run", NULL, { "grade-report-bound" }, { NULL } },
  { .type = NULL },
};
