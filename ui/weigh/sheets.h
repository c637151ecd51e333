/* The short questions of the Weigh page: void, typed weight. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"
#include "ui/weigh/load.h"

G_BEGIN_DECLS

/**
 * guo_weigh_ask_void:
 * @page: the page
 * @desk: the desk
 * @weighing: row of what is to be declared void
 */
void guo_weigh_ask_void (GtkWidget *page, GuoDesk *desk, json_t *weighing);

/**
 * guo_weigh_ask_typed:
 * @page: the page
 * @desk: the desk
 * @load: what is weighed
 *
 * A weight typed by hand, with reason and a supervisor's PIN.
 */
void guo_weigh_ask_typed (GtkWidget *page, GuoDesk *desk, const GuoWeighLoad *load);

G_END_DECLS
