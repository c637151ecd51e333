/* The records of a section: a search field, rows of 64 px, a key for a new one. Rows are made for what is
 * seen only; the search takes part of a name or the initials of its pinyin. Main thread.
 */
#pragma once

#include "ui/settings/section.h"

G_BEGIN_DECLS

#define GUO_TYPE_RECORD_LIST (guo_record_list_get_type ())
G_DECLARE_FINAL_TYPE (GuoRecordList, guo_record_list, GUO, RECORD_LIST, GtkWidget)

/* Signals:
 *   "chosen" (gpointer json_t): by the person, borrowed
 *   "add" (): a new one is wanted
 */

/**
 * guo_record_list_new:
 * @desk: the desk
 * @section: whose records; stays alive
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *guo_record_list_new (GuoDesk *desk, const GuoSection *section);

/**
 * guo_record_list_reload:
 * @self: the list
 *
 * Asks for the records again; the one marked stays so.
 */
void guo_record_list_reload (GuoRecordList *self);

/**
 * guo_record_list_mark:
 * @self: the list
 * @id: which record is in the form, 0: a new one
 */
void guo_record_list_mark (GuoRecordList *self, gint64 id);

/**
 * guo_record_list_find:
 * @self: the list
 *
 * Puts the focus into the search field.
 */
void guo_record_list_find (GuoRecordList *self);

G_END_DECLS
