/* The strip on top of the window: centre, health of the devices, who, the time. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_STRIP (guo_strip_get_type ())
G_DECLARE_FINAL_TYPE (GuoStrip, guo_strip, GUO, STRIP, GtkWidget)

/**
 * guo_strip_set_desk:
 * @self: the strip
 * @desk: what it tells of
 */
void guo_strip_set_desk (GuoStrip *self, GuoDesk *desk);

G_END_DECLS
