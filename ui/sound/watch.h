/* The window's part in sounds: whoever touches it has seen the alarm; what concerns the whole station flashes
 * around all of it.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/sound/sounds.h"

G_BEGIN_DECLS

/**
 * guo_sounds_watch:
 * @window: the window
 * @sounds: of this screen
 *
 * Any key, button or touch in @window silences the alarm. %GUO_SOUND_FAULT and %GUO_SOUND_SCAN flash the
 * window; the others belong to a card.
 */
void guo_sounds_watch (GtkWidget *window, GuoSounds *sounds);

G_END_DECLS
