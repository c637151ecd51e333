/* The short questions of the Pack page. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_pack_ask_tare:
 * @page: the page
 * @desk: the desk
 * @plan: (nullable): the pack plan in use, whose tare is not used from then on
 *
 * The screen's state keeps the milligrams; then "packing.reload" is activated.
 */
void guo_pack_ask_tare (GtkWidget *page, GuoDesk *desk, json_t *plan);

/**
 * guo_pack_ask_part:
 * @page: the page
 * @desk: the desk
 * @body: (transfer full): of the request for a part-full case, without what is in it
 *
 * Where no scale is, somebody says what is in the case: a typed weight, which needs a supervisor.
 */
void guo_pack_ask_part (GtkWidget *page, GuoDesk *desk, json_t *body);

/**
 * guo_pack_ask_reason:
 * @page: the page
 * @desk: the desk
 * @title: of which case
 * @path: of the request that needs a reason
 * @reprint: the reasons of a reprint, else those of a void
 */
void guo_pack_ask_reason (GtkWidget *page, GuoDesk *desk, const gchar *title, const gchar *path,
                          gboolean reprint);

G_END_DECLS
