/* The short questions of the Weigh page: tare, void, typed weight, finish. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_weigh_ask_tare:
 * @page: the page
 * @desk: the desk
 * @crate_types: (nullable): rows of /v1/crate-types
 *
 * The choice is kept by the screen as "crate-type"; then "weighing.reload" is activated.
 */
void guo_weigh_ask_tare (GtkWidget *page, GuoDesk *desk, json_t *crate_types);

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
 *
 * A weight typed by hand, with reason and a supervisor's PIN.
 */
void guo_weigh_ask_typed (GtkWidget *page, GuoDesk *desk);

/**
 * guo_weigh_ask_finish:
 * @page: the page
 * @desk: the desk
 *
 * Closes the delivery at work, then shows Deliver.
 */
void guo_weigh_ask_finish (GtkWidget *page, GuoDesk *desk);

G_END_DECLS
