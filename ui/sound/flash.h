/* The flash of a border that goes with each sound: 400 ms, told apart by shape and width as well as by
 * colour. One flash, never a series: nothing here blinks.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/sound/tones.h"

G_BEGIN_DECLS

/**
 * guo_flash:
 * @widget: what flashes; a flash that is under way gives way
 * @kind: of the sound it goes with
 *
 * Where the system asks for less motion the border is there for as long, but the area is not tinted.
 */
void guo_flash (GtkWidget *widget, GuoSoundKind kind);

G_END_DECLS
