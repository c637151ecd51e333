/* The sheet of F4: which crate, how many, on which pallet. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"
#include "ui/weigh/load.h"

G_BEGIN_DECLS

/**
 * guo_weigh_ask_tare:
 * @page: the page
 * @desk: the desk
 * @load: what is asked depends on its mode
 * @crate_types: (nullable): rows of /v1/crate-types
 *
 * The choice is kept by the screen; then "weighing.reload" is activated.
 */
void guo_weigh_ask_tare (GtkWidget *page, GuoDesk *desk, const GuoWeighLoad *load, json_t *crate_types);

G_END_DECLS
