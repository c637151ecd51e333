/* Before something that was typed would be lost: save it, give it up, or go on typing. */
#pragma once

#include "ui/settings/panel.h"

G_BEGIN_DECLS

/**
 * GuoGoOn:
 * @owner: who asked
 * @data: what was given to guo_unsaved_ask()
 */
typedef void (*GuoGoOn) (GtkWidget *owner, gpointer data);

/**
 * guo_unsaved_ask:
 * @owner: who asks
 * @panel: (nullable): what may hold something unsaved
 * @go_on: called at once, or when what was typed is given up
 * @data: (transfer full): for @go_on
 * @free: (nullable): for @data
 *
 * Returns: whether @go_on was called at once
 */
gboolean guo_unsaved_ask (GtkWidget *owner, GuoPanel *panel, GuoGoOn go_on, gpointer data, GDestroyNotify free);

G_END_DECLS
