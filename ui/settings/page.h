/* The settings page: sections at left, the panel of one at right. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_TYPE_SETTINGS_PAGE (guo_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (GuoSettingsPage, guo_settings_page, GUO, SETTINGS_PAGE, GtkWidget)

G_END_DECLS
