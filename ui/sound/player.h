/* Plays sounds beside the work: in a thread of its own, so that a slow sound server holds up nothing; and
 * where there is no sound card it is silent, without a word but one in the log. Main thread.
 */
#pragma once

#include <glib-object.h>

#include "ui/sound/tones.h"

G_BEGIN_DECLS

#define GUO_TYPE_PLAYER (guo_player_get_type ())
G_DECLARE_FINAL_TYPE (GuoPlayer, guo_player, GUO, PLAYER, GObject)

/**
 * guo_player_new:
 *
 * Returns: (transfer full): a player; nothing is opened before the first sound
 */
GuoPlayer *guo_player_new (void);

/**
 * guo_player_play:
 * @self: the player
 * @kind: what
 * @volume: percent, 0 to 100; 0 plays nothing
 *
 * Returns at once. A sound that could not begin within half a second is left out: late, it would belong
 * to another crate.
 */
void guo_player_play (GuoPlayer *self, GuoSoundKind kind, gint volume);

G_END_DECLS
