/* A record that was wrong: asked why, then declared void. */
#pragma once

#include "ui/desk.h"
#include "ui/settings/section.h"

G_BEGIN_DECLS

/**
 * guo_settings_void_ask:
 * @owner: the form that shows the record
 * @desk: the desk
 * @section: the record's
 * @row: the record
 * @done: called when it is void
 *
 * Asks for the reason on a sheet, and the station for a supervisor where one is needed.
 */
void guo_settings_void_ask (GtkWidget *owner, GuoDesk *desk, const GuoSection *section, json_t *row, GuoAnswer done);

G_END_DECLS
