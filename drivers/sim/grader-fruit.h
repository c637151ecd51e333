/* Plausible fruit for a simulated grader: whole numbers from a seed. Pure; any thread. */
#pragma once

#include "drivers/grader/record.h"

G_BEGIN_DECLS

typedef struct
{
  const gchar *variety; /* as the machine would tell it */
  gint64 mean_mg;
  gint64 spread_mg; /* a fruit is within four of these of the mean, two thirds within 1.15 */
  gint32 brix_x10;  /* mean */
} GuoGraderCrop;

/**
 * guo_grader_crop:
 * @n: any number
 *
 * Returns: (transfer none): the crop of the batch of that number; they take turns
 */
const GuoGraderCrop *guo_grader_crop (guint n);

/**
 * guo_grader_crop_pick:
 * @crop: what is sorted
 * @outlets: of the machine, 2 to 255: by mass, small first; the last takes the culls, 0 what goes round again
 * @random: (inout): state of guo_sim_random()
 * @out: (out caller-allocates): one fruit; lane and cup are left to the caller
 */
void guo_grader_crop_pick (const GuoGraderCrop *crop, guint outlets, guint32 *random, GuoGraderFruit *out);

G_END_DECLS
