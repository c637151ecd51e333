/* A few fields under each other and one key that sends them: sheets and the first run. */
#pragma once

#include <gtk/gtk.h>

#include "ui/widgets/choice.h"

G_BEGIN_DECLS

#define GUO_TYPE_FORM (guo_form_get_type ())
G_DECLARE_FINAL_TYPE (GuoForm, guo_form, GUO, FORM, GtkWidget)

/* Signals:
 *   "submitted" (): the key, or Return in the last field
 *   "edited" (): a text field changed
 */

/**
 * guo_form_new:
 * @why: (nullable): what is asked, and why
 * @word: on the key
 *
 * Returns: (transfer floating): a form without fields
 */
GtkWidget *guo_form_new (const gchar *why, const gchar *word);

/**
 * guo_form_add_entry:
 * @self: the form
 * @key: for guo_form_text()
 * @label: above the field, and its name
 * @purpose: of the input: digits and PINs keep input methods out
 * @text: (nullable): to begin with
 */
void guo_form_add_entry (GuoForm *self, const gchar *key, const gchar *label,
                         GtkInputPurpose purpose, const gchar *text);

/**
 * guo_form_add_choice:
 * @self: the form
 * @key: for guo_form_text()
 * @label: above the keys
 *
 * Returns: (transfer none): an empty choice
 */
GuoChoice *guo_form_add_choice (GuoForm *self, const gchar *key, const gchar *label);

/**
 * guo_form_add_widget:
 * @self: the form
 * @widget: (transfer floating): shown after the fields so far
 */
void guo_form_add_widget (GuoForm *self, GtkWidget *widget);

/**
 * guo_form_begin_cells:
 * @self: the form
 * @columns: how many fields stand beside each other from here on
 */
void guo_form_begin_cells (GuoForm *self, guint columns);

/**
 * guo_form_add_note:
 * @self: the form; its last field is in a cell
 *
 * Returns: (transfer none): an empty label above the last field, not visible until it says something
 */
GtkLabel *guo_form_add_note (GuoForm *self);

/**
 * guo_form_add_foot:
 * @self: the form
 * @widget: (transfer floating): stays in sight above the key, whatever is scrolled
 */
void guo_form_add_foot (GuoForm *self, GtkWidget *widget);

/**
 * guo_form_text:
 * @self: the form
 * @key: of a field
 *
 * Returns: (transfer none): what stands there; "" for nothing
 */
const gchar *guo_form_text (GuoForm *self, const gchar *key);

/**
 * guo_form_set_text:
 * @self: the form
 * @key: of a text field
 * @text: what stands there from now on
 */
void guo_form_set_text (GuoForm *self, const gchar *key, const gchar *text);

/**
 * guo_form_set_field_visible:
 * @self: the form
 * @key: of a field
 * @visible: whether it is asked; Return passes over those that are not
 */
void guo_form_set_field_visible (GuoForm *self, const gchar *key, gboolean visible);

/**
 * guo_form_refuse:
 * @self: the form
 * @reason: (nullable): a sentence above the key; %NULL takes it away
 */
void guo_form_refuse (GuoForm *self, const gchar *reason);

/**
 * guo_form_set_busy:
 * @self: the form
 * @busy: while an answer is awaited the key is dead
 */
void guo_form_set_busy (GuoForm *self, gboolean busy);

G_END_DECLS
