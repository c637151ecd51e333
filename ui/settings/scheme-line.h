/* One line of a scheme's form: a limit with its two bounds, or one text. Main thread. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

G_BEGIN_DECLS

#define GUO_TYPE_SCHEME_LINE (guo_scheme_line_get_type ())
G_DECLARE_FINAL_TYPE (GuoSchemeLine, guo_scheme_line, GUO, SCHEME_LINE, GtkWidget)

/* Signals:
 *   "edited" (): by the person
 */

/**
 * guo_scheme_line_new_limit:
 * @limit: {at, field, op, value, min, over, max, under, dated} of a form; without "op" and bounds: one to be filled in
 * @label: what is measured, "diameter, mm"
 * @of: whose limit it is, for a screen reader: "First"
 *
 * A limit that only holds on some days, or is an exact value, is shown and not changed.
 *
 * Returns: (transfer floating): the line
 */
GtkWidget *guo_scheme_line_new_limit (json_t *limit, const gchar *label, const gchar *of);

/**
 * guo_scheme_line_new_text:
 * @at: JSON pointer
 * @value: (nullable): now
 * @label: above it
 * @of: (nullable): for a screen reader
 * @number: whether it is one
 *
 * Returns: (transfer floating): the line
 */
GtkWidget *guo_scheme_line_new_text (const gchar *at, const gchar *value, const gchar *label, const gchar *of,
                                     gboolean number);

/**
 * guo_scheme_line_changes:
 * @self: the line
 * @list: array to which its changes are added, as guo_scheme_form_changes() tells
 */
void guo_scheme_line_changes (GuoSchemeLine *self, json_t *list);

/**
 * guo_scheme_line_refuse:
 * @self: the line
 * @at: (nullable): JSON pointer of what cannot be
 * @reason: (nullable): why; %NULL takes it away
 *
 * Returns: whether @at is here
 */
gboolean guo_scheme_line_refuse (GuoSchemeLine *self, const gchar *at, const gchar *reason);

/**
 * guo_scheme_line_note:
 * @self: the line
 * @at: (nullable): JSON pointer of what may not be meant; %NULL takes it away
 * @text: what that is
 *
 * Returns: whether @at is here
 */
gboolean guo_scheme_line_note (GuoSchemeLine *self, const gchar *at, const gchar *text);

/**
 * guo_scheme_line_focus_refused:
 * @self: the line
 *
 * Returns: whether an entry of it was refused, which now has the focus and is in sight
 */
gboolean guo_scheme_line_focus_refused (GuoSchemeLine *self);

/**
 * guo_scheme_line_measured:
 * @self: the line
 *
 * Returns: (transfer none) (nullable): "diameter_mm", of which it is a limit
 */
const gchar *guo_scheme_line_measured (GuoSchemeLine *self);

G_END_DECLS
