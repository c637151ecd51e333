/* The short questions of the Pack page. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_pack_ask_mass:
 * @page: the page
 * @desk: the desk
 * @title: what is asked
 * @why: a sentence about it
 * @key: of the screen's state that keeps the milligrams; then "packing.reload" is activated
 */
void guo_pack_ask_mass (GtkWidget *page, GuoDesk *desk, const gchar *title, const gchar *why,
                        const gchar *key);

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
