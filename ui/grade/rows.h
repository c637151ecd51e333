/* The rows of the Grade page: a class with what came off as it, a take, a lot that waits. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "station/client/format.h"

G_BEGIN_DECLS

#define GUO_GRADE_ROW_KIND "kind"   /* of a class row: static text */
#define GUO_GRADE_ROW_CLASS "class" /* of a class row: key, owned by the row; NULL: of no class */
#define GUO_GRADE_ROW_LOT "lot"     /* of a row of the queue: gint64, id of the lot */

#define GUO_GRADE_COLUMNS 5

/**
 * GuoGradeColumns:
 * @fruit: whether the column of fruit is shown
 * @groups: what makes the cells of a column as wide as each other
 *
 * The table of classes: its head and its lines are made with the same.
 */
typedef struct
{
  gboolean      fruit;
  GtkSizeGroup *groups[GUO_GRADE_COLUMNS];
} GuoGradeColumns;

/**
 * guo_grade_columns_init:
 * @columns: (out caller-allocates): cleared with guo_grade_columns_clear(), also while its lines live on
 * @fruit: whether the column of fruit is shown
 */
void guo_grade_columns_init (GuoGradeColumns *columns, gboolean fruit);

/**
 * guo_grade_columns_clear:
 * @columns: of which nothing is held any more
 */
void guo_grade_columns_clear (GuoGradeColumns *columns);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuoGradeColumns, guo_grade_columns_clear)

/**
 * guo_grade_class_head:
 * @columns: of the table
 * @unit: what the centre shows
 *
 * Returns: (transfer floating): the head of the table
 */
GtkWidget *guo_grade_class_head (const GuoGradeColumns *columns, GuoMassUnit unit);

/**
 * GuoGradeClass:
 * @digit: that chooses it, from 1; above 9 none does
 * @kind: "class", "below", "cull", "loss"; static
 * @key: (nullable): of a class
 * @word: what it is called
 * @mg: what came off as it
 * @fruit: how many
 * @all_mg: what came off in all
 */
typedef struct
{
  guint        digit;
  const gchar *kind;
  const gchar *key;
  const gchar *word;
  gint64       mg;
  gint64       fruit;
  gint64       all_mg;
} GuoGradeClass;

/**
 * guo_grade_class_row:
 * @columns: of the table
 * @class: what it shows
 * @unit: what the centre shows
 *
 * Returns: (transfer floating): a list box row with #GUO_GRADE_ROW_KIND and #GUO_GRADE_ROW_CLASS
 */
GtkWidget *guo_grade_class_row (const GuoGradeColumns *columns, const GuoGradeClass *class, GuoMassUnit unit);

/**
 * guo_grade_take_row:
 * @take: of a run
 * @word: of its class
 * @unit: what the centre shows
 * @open: whether it may be voided; its key activates "grading.void-take" with the take's id
 *
 * Returns: (transfer floating): a list box row
 */
GtkWidget *guo_grade_take_row (json_t *take, const gchar *word, GuoMassUnit unit, gboolean open);

/**
 * guo_grade_queue_head:
 * @words: what follows
 *
 * Returns: (transfer floating): a list box row that can not be activated
 */
GtkWidget *guo_grade_queue_head (const gchar *words);

/**
 * guo_grade_judged_row:
 * @lot: of a run's "lots"
 * @classes: of the run
 * @unit: what the centre shows
 *
 * Its class; what it was judged first stands before it, struck through, and under it why, by whom and when that was changed.
 *
 * Returns: (transfer floating): a list box row that can not be activated
 */
GtkWidget *guo_grade_judged_row (json_t *lot, json_t *classes, GuoMassUnit unit);

/**
 * guo_grade_lot_row:
 * @lot: a row of /v1/lots
 * @unit: what the centre shows
 * @narrow: whose it is stands under its number
 *
 * Returns: (transfer floating): a list box row with #GUO_GRADE_ROW_LOT
 */
GtkWidget *guo_grade_lot_row (json_t *lot, GuoMassUnit unit, gboolean narrow);

G_END_DECLS
