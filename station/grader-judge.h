/* What a grading machine measured, as a fruit of the store: judged by a scheme. Pure. */
#pragma once

#include "db/fruit.h"
#include "station/grading/machine.h"

G_BEGIN_DECLS

/**
 * guo_grader_judge:
 * @scheme: a scheme of at most 31 classes
 * @date: of grading, YYYYMMDD
 * @measured: what the machine measured
 * @out: class and size of it are set
 */
void guo_grader_judge (const GuoScheme *scheme, guint32 date, const GuoMachineFruit *measured, GuoFruit *out);

G_END_DECLS
