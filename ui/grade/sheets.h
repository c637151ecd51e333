/* The short questions of the Grade page about what comes off. Each knows its page and its desk. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_grade_open_sheet:
 * @page: the page; it outlives the sheet
 * @desk: the desk
 * @title: what is asked
 * @content: (transfer floating): of the sheet
 */
void guo_grade_open_sheet (GtkWidget *page, GuoDesk *desk, const gchar *title, GtkWidget *content);

/**
 * guo_grade_sheet_desk:
 * @content: as given to guo_grade_open_sheet()
 *
 * Returns: (transfer none): its desk
 */
GuoDesk *guo_grade_sheet_desk (gpointer content);

/**
 * guo_grade_sheet_page:
 * @content: as given to guo_grade_open_sheet()
 *
 * Returns: (transfer none): its page
 */
GtkWidget *guo_grade_sheet_page (gpointer content);

/**
 * guo_grade_keep_json:
 * @content: of a sheet
 * @key: a name
 * @value: (transfer full): kept with it, for g_object_get_data()
 */
void guo_grade_keep_json (gpointer content, const gchar *key, json_t *value);

/**
 * guo_grade_tell:
 * @page: the page
 * @desk: the desk
 * @error: a refusal
 *
 * In the form that is open, else as an event.
 */
void guo_grade_tell (GtkWidget *page, GuoDesk *desk, const GError *error);

/**
 * guo_grade_ask_typed:
 * @page: the page
 * @desk: the desk
 * @word: what the class is called
 * @body: (transfer full): the beginning of a take
 *
 * The answer activates "grading.take" with the body, as text.
 */
void guo_grade_ask_typed (GtkWidget *page, GuoDesk *desk, const gchar *word, json_t *body);

/**
 * guo_grade_ask_void:
 * @page: the page
 * @desk: the desk
 * @title: of which take or feed
 * @path: of the request that needs a reason
 * @reasons: (array zero-terminated=1): not translated
 *
 * Then "grading.reload" is activated.
 */
void guo_grade_ask_void (GtkWidget *page, GuoDesk *desk, const gchar *title, const gchar *path,
                         const gchar *const *reasons);

/**
 * guo_grade_ask_tare:
 * @page: the page
 * @desk: the desk
 *
 * Crates of one kind, or kilograms: kept as #GUO_GRADE_TARE of the screen's state.
 */
void guo_grade_ask_tare (GtkWidget *page, GuoDesk *desk);

G_END_DECLS
