/* Deliveries of today that can be gone on with: the open ones, and closed ones to be opened again. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_open_row_new:
 * @desk: for the unit of masses
 * @delivery: row of /v1/deliveries
 *
 * Its key acts by "deliver.resume" or "deliver.reopen" with the id.
 *
 * Returns: (transfer floating): a row of the list
 */
GtkWidget *guo_open_row_new (GuoDesk *desk, json_t *delivery);

G_END_DECLS
