/* What would move if a scheme were changed: fruit already measured, judged by both. Pure. */
#pragma once

#include "station/grading/scheme.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 n;       /* fruit */
  gint64 mass_mg; /* of those that have one */
} GuoPreviewCell;

typedef struct
{
  guint n_from; /* classes of the old scheme, and one more for below */
  guint n_to;   /* the same of the new one */
  GuoPreviewCell *cells; /* n_from rows of n_to */
  GuoPreviewCell total;
} GuoPreview;

/**
 * guo_preview_new:
 * @from: the scheme that the rows are measured for
 * @to: the scheme to compare
 * @values: (array): @n_fruit rows of @from
 * @masses_mg: (nullable) (array length=n_fruit): mass of each, milligrams; -1: not weighed
 * @n_fruit: how many
 * @date: YYYYMMDD, or 0
 *
 * Measurements of @to are those of @from with the same name and unit; any other is missing, or derived.
 *
 * Returns: (transfer full): how many went from which class to which
 */
GuoPreview *guo_preview_new (const GuoScheme *from, const GuoScheme *to, const gint64 *values, const gint64 *masses_mg,
                             gsize n_fruit, guint32 date);

/**
 * guo_preview_cell:
 * @self: the preview
 * @from: class in the old scheme, an index
 * @to: class in the new one
 *
 * Returns: (transfer none): fruit of @from that becomes @to
 */
const GuoPreviewCell *guo_preview_cell (const GuoPreview *self, guint from, guint to);

/**
 * guo_preview_free:
 * @self: (nullable): the preview
 */
void guo_preview_free (GuoPreview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoPreview, guo_preview_free)

G_END_DECLS
