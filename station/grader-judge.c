#include "station/grader-judge.h"

#include "station/grading/judge.h"

void
guo_grader_judge (const GuoScheme *scheme, guint32 date, const GuoMachineFruit *measured, GuoFruit *out)
{
  gint64 values[GUO_MEASUREMENTS_MAX];
  GuoJudgement judgement;

  guo_scheme_measure (scheme, measured, values);
  guo_scheme_judge (scheme, values, date, &judgement);
  out->grade_class = judgement.class_index < scheme->n_classes ? (guint8) judgement.class_index : GUO_FRUIT_BELOW;
  out->size = judgement.size >= 0 && judgement.size < (gint) GUO_FRUIT_NO_SIZE ? (guint8) judgement.size
                                                                              : GUO_FRUIT_NO_SIZE;
}
