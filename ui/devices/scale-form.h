/* Adding a scale: where it is, what it says, what it can carry. Used by Devices and by the first run.
 *
 * While a port is chosen its bytes are shown as they come, and what they mean; a scale is bound only
 * after a person has seen its value.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_SCALE_FORM (guo_scale_form_get_type ())
G_DECLARE_FINAL_TYPE (GuoScaleForm, guo_scale_form, GUO, SCALE_FORM, GtkWidget)

/**
 * guo_scale_form_new:
 * @desk: the desk
 * @why: (nullable): what is asked, and why
 * @owner: the page on which it stands; it acts, and outlives the form
 * @done: told with the scale's row once it is bound, or with the refusal
 *
 * A simulator is offered in a practice database only.
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *guo_scale_form_new (GuoDesk *desk, const gchar *why, GtkWidget *owner, GuoAnswer done);

G_END_DECLS
