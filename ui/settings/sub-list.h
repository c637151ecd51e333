/* Rows that belong to one record, below its form: the tares of a crate type, the varieties of a product. */
#pragma once

#include "ui/settings/section.h"

G_BEGIN_DECLS

#define GUO_TYPE_SUB_LIST (guo_sub_list_get_type ())
G_DECLARE_FINAL_TYPE (GuoSubList, guo_sub_list, GUO, SUB_LIST, GtkWidget)

/* Signals:
 *   "chosen" (gpointer json_t): this row is to be changed, borrowed; %NULL: a new one
 */

/**
 * guo_sub_list_new:
 * @desk: the desk
 * @section: what the rows are
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *guo_sub_list_new (GuoDesk *desk, const GuoSection *section);

/**
 * guo_sub_list_show:
 * @self: the list
 * @above: (nullable): the record they belong to; %NULL: a new one, which has none
 */
void guo_sub_list_show (GuoSubList *self, json_t *above);

/**
 * guo_sub_list_reload:
 * @self: the list
 *
 * Asks for them again.
 */
void guo_sub_list_reload (GuoSubList *self);

G_END_DECLS
