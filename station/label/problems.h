/* Whether given data fits a layout: everything that is wrong with it at once, not only the first. */
#pragma once

#include "drivers/printer/bitmap.h"
#include "station/label/layout.h"

G_BEGIN_DECLS

/* Why one item does not come out as it should. */
typedef struct
{
  gint item;     /* its place among the layout's items, from 0 */
  GError *error; /* sentence; guo_refusal_code() and guo_refusal_params() tell kind, field and lengths */
} GuoLabelProblem;

/**
 * guo_label_problem_new:
 * @item: place of the item, from 0
 * @error: (transfer full): why
 *
 * Returns: (transfer full): a problem
 */
GuoLabelProblem *guo_label_problem_new (gint item, GError *error);

/**
 * guo_label_problem_free:
 * @self: (nullable): a problem
 */
void guo_label_problem_free (GuoLabelProblem *self);

/**
 * guo_label_problem_object:
 * @self: a problem
 *
 * Returns: (transfer full): "item", "code", "message" and the refusal's "params"
 */
json_t *guo_label_problem_object (const GuoLabelProblem *self);

/**
 * guo_label_problems:
 * @layout: a layout
 * @data: object of strings by its fields: the longest name, the longest lot …
 * @dpi: 203, 300 or 600
 * @error: return location
 *
 * Draws the label and reads its codes back (read-back.h).
 *
 * Returns: (transfer full) (element-type GuoLabelProblem): empty: it fits; %NULL with %GUO_STATION_ERROR_BAD_FIELD (dpi)
 */
GPtrArray *guo_label_problems (const GuoLabelLayout *layout, json_t *data, gint64 dpi, GError **error);

/**
 * guo_label_problems_read:
 * @layout: what was drawn
 * @data: with this
 * @picture: to this
 * @dpi: at these dots
 * @problems: (element-type GuoLabelProblem): of drawing it; each code that was drawn but does not read is added, and all
 *   are put in the order of the items
 */
void guo_label_problems_read (const GuoLabelLayout *layout, json_t *data, const GuoBitmap *picture, gint64 dpi,
                              GPtrArray *problems);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoLabelProblem, guo_label_problem_free)

G_END_DECLS
