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
  const GuoScheme *from; /* both outlive it */
  const GuoScheme *to;
  guint32 date;
  gint map[GUO_MEASUREMENTS_MAX];
} GuoPreview;

/**
 * guo_preview_begin:
 * @from: the scheme that rows are measured for
 * @to: the scheme to compare
 * @date: YYYYMMDD, or 0
 *
 * Returns: (transfer full): the preview of no fruit yet
 */
GuoPreview *guo_preview_begin (const GuoScheme *from, const GuoScheme *to, guint32 date);

/**
 * guo_preview_add:
 * @self: a preview
 * @values: (array): one row of the old scheme
 * @mass_mg: of the fruit, milligrams; below 1: not weighed
 * @judged: the class that the old scheme gave it when more was known of it than @values says, an index; -1: not known
 *
 * A fruit that both schemes judge alike by @values stays in the class that it was given.
 */
void guo_preview_add (GuoPreview *self, const gint64 *values, gint64 mass_mg, gint judged);

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
 * guo_preview_same_class:
 * @self: the preview
 * @from: class in the old scheme, an index
 *
 * Returns: the class of the new one that has its name, or its place where both have as many; %G_MAXUINT: none
 */
guint guo_preview_same_class (const GuoPreview *self, guint from);

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
