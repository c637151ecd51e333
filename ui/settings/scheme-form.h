/* The form of a grade scheme: its names, and class for class, best first, the limits and tolerances that can be changed by
 * hand. What is changed is told as a list of places and values (POST /v1/grade-schemes/preview); all else of the scheme's
 * file stays as it is. Main thread. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

G_BEGIN_DECLS

#define GUO_TYPE_SCHEME_FORM (guo_scheme_form_get_type ())
G_DECLARE_FINAL_TYPE (GuoSchemeForm, guo_scheme_form, GUO, SCHEME_FORM, GtkWidget)

/* Signals:
 *   "edited" (): by the person
 *   "measured" (): guo_scheme_form_measured() changed
 */

/**
 * guo_scheme_form_new:
 *
 * Returns: (transfer floating): an empty form
 */
GtkWidget *guo_scheme_form_new (void);

/**
 * guo_scheme_form_show:
 * @self: the form
 * @form: (nullable): "form" of an answer; %NULL: empty
 */
void guo_scheme_form_show (GuoSchemeForm *self, json_t *form);

/**
 * guo_scheme_form_changes:
 * @self: the form
 *
 * Returns: (transfer full): [{at, value} or {at, field, min, over, max, under}], empty when nothing was changed
 */
json_t *guo_scheme_form_changes (GuoSchemeForm *self);

/**
 * guo_scheme_form_refuse:
 * @self: the form
 * @at: (nullable): JSON pointer of what cannot be; %NULL: all is well again
 * @reason: (nullable): why
 *
 * Returns: whether the form has that place, and says it there
 */
gboolean guo_scheme_form_refuse (GuoSchemeForm *self, const gchar *at, const gchar *reason);

/**
 * guo_scheme_form_notes:
 * @self: the form
 * @notes: (nullable): "notes" of an answer: each is said below the limit that it is of
 */
void guo_scheme_form_notes (GuoSchemeForm *self, json_t *notes);

/**
 * guo_scheme_form_focus_refused:
 * @self: the form
 *
 * What was refused has the focus, and is in sight.
 */
void guo_scheme_form_focus_refused (GuoSchemeForm *self);

/**
 * guo_scheme_form_measured:
 * @self: the form
 *
 * Returns: (transfer none) (nullable): "diameter_mm", of whose limits one had the focus last
 */
const gchar *guo_scheme_form_measured (GuoSchemeForm *self);

G_END_DECLS
