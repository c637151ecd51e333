/* The program: command line, one client, one desk, one window. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_APPLICATION_ID "cn.guozhan.Guozhan"

#define GUO_TYPE_APPLICATION (guo_application_get_type ())
G_DECLARE_FINAL_TYPE (GuoApplication, guo_application, GUO, APPLICATION, GtkApplication)

/**
 * guo_application_new:
 *
 * Returns: (transfer full): the application, not running yet
 */
GuoApplication *guo_application_new (void);

G_END_DECLS
