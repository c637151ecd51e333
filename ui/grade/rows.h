/* The rows of the Grade page: a class with what came off as it, a take, a lot that waits. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "station/client/format.h"

G_BEGIN_DECLS

#define GUO_GRADE_ROW_KIND "kind"   /* of a class row: static text */
#define GUO_GRADE_ROW_CLASS "class" /* of a class row: key, owned by the row; NULL: of no class */
#define GUO_GRADE_ROW_LOT "lot"     /* of a row of the queue: gint64, id of the lot */

/**
 * guo_grade_class_head:
 * @unit: what the centre shows
 * @fruit: whether fruit are counted
 *
 * Returns: (transfer floating): the head of the table
 */
GtkWidget *guo_grade_class_head (GuoMassUnit unit, gboolean fruit);

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
 * @class: what it shows
 * @unit: what the centre shows
 * @fruit: whether fruit are counted
 *
 * Returns: (transfer floating): a list box row with #GUO_GRADE_ROW_KIND and #GUO_GRADE_ROW_CLASS
 */
GtkWidget *guo_grade_class_row (const GuoGradeClass *class, GuoMassUnit unit, gboolean fruit);

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
 * guo_grade_lot_row:
 * @lot: a row of /v1/lots
 * @unit: what the centre shows
 *
 * Returns: (transfer floating): a list box row with #GUO_GRADE_ROW_LOT
 */
GtkWidget *guo_grade_lot_row (json_t *lot, GuoMassUnit unit);

G_END_DECLS
