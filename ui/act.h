/* One act of a person: sent, and when the station wants a supervisor for it, asked for and sent again. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_act:
 * @owner: a widget of the window that acts
 * @desk: the desk
 * @path: of the request, a POST
 * @body: (transfer full): JSON object
 * @ask_first: whether a supervisor is needed for certain, so that the first try may be spared
 * @done: (nullable): called once, with the answer, or with the refusal that ended it; a refusal was
 *   told to the person before. Not called when the person gives up
 * @data: for @done
 *
 * The sheet that it was begun from is closed by success, one that was opened meanwhile is not; a supervisor's PIN that is
 * given up or refused leads back to the form. Nobody logged in: asks who works here.
 */
void guo_act (GtkWidget *owner, GuoDesk *desk, const gchar *path, json_t *body, gboolean ask_first,
              GuoAnswer done, gpointer data);

/**
 * guo_act_in_form:
 * @owner: the form, which stays while a supervisor is asked
 * @desk: the desk
 * @path: of the request, a POST
 * @body: (transfer full): JSON object
 * @done: called once, with the answer, or with the refusal, which it shows at the field that is named
 * @data: for @done
 *
 * As guo_act(), but a refusal is the form's to tell.
 */
void guo_act_in_form (GtkWidget *owner, GuoDesk *desk, const gchar *path, json_t *body, GuoAnswer done, gpointer data);

G_END_DECLS
