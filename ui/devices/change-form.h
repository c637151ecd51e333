/* Changing a device that is in use: it stays the same one, with everything that was recorded with it. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_CHANGE_FORM (guo_change_form_get_type ())
G_DECLARE_FINAL_TYPE (GuoChangeForm, guo_change_form, GUO, CHANGE_FORM, GtkWidget)

/**
 * guo_change_form_new:
 * @desk: the desk
 * @owner: the page on which it stands; it acts, and outlives the form
 * @device: its row
 * @protocol: (nullable): its row of /v1/protocols: which settings it has
 *
 * What is not changed is not sent. A refusal is told in the form.
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *guo_change_form_new (GuoDesk *desk, GtkWidget *owner, json_t *device, json_t *protocol);

G_END_DECLS
