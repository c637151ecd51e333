/* A list at left, the form of the record chosen at right: how most sections of the settings look. On a
 * narrow screen with large text one of both at a time. Main thread.
 */
#pragma once

#include "ui/settings/panel.h"

G_BEGIN_DECLS

#define GUO_TYPE_SETTINGS_MASTER (guo_settings_master_get_type ())
G_DECLARE_FINAL_TYPE (GuoSettingsMaster, guo_settings_master, GUO, SETTINGS_MASTER, GtkWidget)

/**
 * guo_settings_master_new:
 * @desk: the desk
 * @section: a section with a table of fields; stays alive
 *
 * Returns: (transfer floating): a #GuoPanel
 */
GtkWidget *guo_settings_master_new (GuoDesk *desk, const GuoSection *section);

G_END_DECLS
