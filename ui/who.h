/* Who works here: the PIN pad of F12, and a supervisor's PIN on the spot for one act. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * GuoApproved:
 * @owner: who asked; still alive
 * @approver: {user, pin}, borrowed: goes into the request it is for
 */
typedef void (*GuoApproved) (gpointer owner, json_t *approver);

/**
 * guo_who_ask:
 * @from: any widget of the window
 * @desk: the desk
 *
 * Locked: asks who and the PIN. Logged in: locks, and asks who is next.
 */
void guo_who_ask (GtkWidget *from, GuoDesk *desk);

/**
 * guo_who_refuse:
 * @from: a widget of the window, whose key was pressed while nobody was logged in
 * @desk: the desk
 *
 * As guo_who_ask(), and says that nothing was done.
 */
void guo_who_refuse (GtkWidget *from, GuoDesk *desk);

/**
 * guo_who_approve:
 * @owner: a widget of the window; nothing is called when it is gone
 * @desk: the desk
 * @refused: (nullable): why the last PIN was not taken
 * @approved: called with each PIN that is entered
 *
 * Asks a supervisor for the PIN; the sheet stays until the act succeeds and closes it.
 */
void guo_who_approve (GtkWidget *owner, GuoDesk *desk, const GError *refused, GuoApproved approved);

G_END_DECLS
