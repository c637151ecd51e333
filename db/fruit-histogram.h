/* What a run's closing event and the views say of its fruits: how many of which diameter and mass, and number and mass
 * of each class and outlet. Pure; one thread at a time. Adding a fruit takes the same few steps always and allocates
 * nothing; an accumulator is some 120 KB.
 */
#pragma once

#include "db/fruit.h"

#include <jansson.h>

G_BEGIN_DECLS

#define GUO_FRUIT_DIAMETER_BINS (GUO_FRUIT_DIAMETER_MAX_X10MM / 10 + 1)
#define GUO_FRUIT_MASS_BINS (GUO_FRUIT_MASS_MAX_MG / 1000 + 1)
#define GUO_FRUIT_CLASSES (GUO_FRUIT_CLASS_MAX + 2) /* the last is BELOW */
#define GUO_FRUIT_OUTLETS 256u

typedef struct
{
  gint64 n;       /* fruits, also those that were not weighed */
  gint64 mass_mg; /* of those that were weighed */
} GuoFruitSum;

typedef struct
{
  GuoFruitSum all;
  guint mass_step_g;                                       /* 1 or 10: width of a bin of @mass */
  gint64 not_weighed;
  gint64 no_diameter;
  gint64 diameter[GUO_FRUIT_DIAMETER_BINS];                /* [40]: 40.0 to 40.9 mm */
  gint64 mass[GUO_FRUIT_MASS_BINS];                        /* [3], step 10: 30.000 to 39.999 g */
  GuoFruitSum classes[GUO_FRUIT_CLASSES];                  /* by guo_fruit_class_slot() */
  GuoFruitSum outlets[GUO_FRUIT_OUTLETS];
  gint64 outlet_classes[GUO_FRUIT_OUTLETS][GUO_FRUIT_CLASSES]; /* fruits */
} GuoFruitHistogram;

/**
 * guo_fruit_class_slot:
 * @grade_class: of a fruit
 *
 * Returns: its place in the arrays of a #GuoFruitHistogram: itself; BELOW comes last
 */
#define guo_fruit_class_slot(grade_class) MIN ((guint)(grade_class), GUO_FRUIT_CLASS_MAX + 1)

/**
 * guo_fruit_histogram_new:
 * @mass_step_g: 1 (plums) or 10 (pomelos)
 *
 * Returns: (transfer full): the histogram of no fruit yet
 */
GuoFruitHistogram *guo_fruit_histogram_new (guint mass_step_g);

/**
 * guo_fruit_histogram_free:
 * @self: (nullable): a histogram
 */
void guo_fruit_histogram_free (GuoFruitHistogram *self);

/**
 * guo_fruit_histogram_add:
 * @self: a histogram
 * @fruit: without a fault (guo_fruit_fault())
 */
void guo_fruit_histogram_add (GuoFruitHistogram *self, const GuoFruit *fruit);

/**
 * guo_fruit_histogram_to_json:
 * @self: a histogram
 *
 * The same fruits in whatever order give the same object, integers and ASCII keys only, as the log wants it:
 *
 *   {"n":9,"mg":312000,"no_diameter":0,"not_weighed":1,"mass_step_g":1,
 *    "diameter_mm":[[38,2,0,5],[47,2]],          from 38 mm: 2, 0, 5 fruits; from 47 mm: 2
 *    "mass":[[31,4,4]],                          the same in steps
 *    "classes":[[0,7,250000],[255,2,62000]],     class, fruits, mg; without those that have none
 *    "outlets":[[3,9,312000,[0,7],[255,2]]]}     outlet, fruits, mg, then class and fruits
 *
 * A stretch ends where four bins or more are empty.
 *
 * Returns: (transfer full): the object
 */
json_t *guo_fruit_histogram_to_json (const GuoFruitHistogram *self);

/**
 * guo_fruit_histogram_from_json:
 * @json: what guo_fruit_histogram_to_json() gives
 * @error: return location
 *
 * Returns: (transfer full): the histogram; %NULL with %GUO_DB_ERROR_BAD_JSON: a member that is missing or unknown, a
 *   number out of its range, an order that is not rising, sums that do not match
 */
GuoFruitHistogram *guo_fruit_histogram_from_json (json_t *json, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoFruitHistogram, guo_fruit_histogram_free)

G_END_DECLS
