/* What is thrown away after packing, cases or loose fruit, and taking that back. A supervisor's acts. Main thread. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_scrap_ask_cases:
 * @page: the Pack page
 * @desk: the desk
 * @cases: (nullable): rows of /v1/cases to choose from; others are scanned
 *
 * Done, "packing.reload" is activated; so it is by the others.
 */
void guo_scrap_ask_cases (GtkWidget *page, GuoDesk *desk, json_t *cases);

/**
 * guo_scrap_ask_loose:
 * @page: the Pack page
 * @desk: the desk
 * @lot: a row with "id", "no" and "left_mg"
 */
void guo_scrap_ask_loose (GtkWidget *page, GuoDesk *desk, json_t *lot);

/**
 * guo_scrap_ask_back:
 * @page: the Pack page
 * @desk: the desk
 *
 * Lists what was thrown away last; one is chosen, and it never was.
 */
void guo_scrap_ask_back (GtkWidget *page, GuoDesk *desk);

G_END_DECLS
