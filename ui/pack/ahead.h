/* Labels that are printed before their cases are packed, and those of them that are on no case. Main thread. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_ahead_ask:
 * @page: the Pack page
 * @desk: the desk
 * @body: (transfer full): of the request: lot, and plan or class and content; the number is asked for
 * @what: what is printed, "First class · 5 kg"
 *
 * Done, "packing.use-pack-lot" is activated with the lot of the labels.
 */
void guo_ahead_ask (GtkWidget *page, GuoDesk *desk, json_t *body, const gchar *what);

/**
 * guo_ahead_ask_unused:
 * @page: the Pack page
 * @desk: the desk
 *
 * Lists the labels without a case; those that are ticked, or scanned, are declared void by a supervisor.
 */
void guo_ahead_ask_unused (GtkWidget *page, GuoDesk *desk);

G_END_DECLS
