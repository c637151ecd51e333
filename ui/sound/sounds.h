/* Which sound, when: what pages ask for, and the alarm that goes on until somebody touches the screen.
 *
 * Whoever shows a border flash listens to "sounded"; it comes with sounds switched off too, so that who
 * cannot hear, or may not, sees the same. Main thread.
 *
 * The screen remembers: "sounds" = "off" (anything else: on); "volume" = 1 to 100, percent (never set: 70).
 */
#pragma once

#include "ui/screen-state.h"
#include "ui/sound/tones.h"

G_BEGIN_DECLS

#define GUO_SOUNDS_KEY "sounds"
#define GUO_SOUNDS_VOLUME_KEY "volume"
#define GUO_SOUNDS_VOLUME 70

#define GUO_TYPE_SOUNDS (guo_sounds_get_type ())
G_DECLARE_FINAL_TYPE (GuoSounds, guo_sounds, GUO, SOUNDS, GObject)

/* Signals:
 *   "sounded" (gint kind): a #GuoSoundKind is due, played or not
 */

/**
 * guo_sounds_new:
 * @state: what the screen remembers; read at each sound
 *
 * Returns: (transfer full): the sounds of one screen
 */
GuoSounds *guo_sounds_new (GuoScreenState *state);

/**
 * guo_sounds_play:
 * @self: the sounds
 * @kind: what happened
 */
void guo_sounds_play (GuoSounds *self, GuoSoundKind kind);

/**
 * guo_sounds_set_faults:
 * @self: the sounds
 * @n_faults: how many devices are gone
 *
 * When there are more than before %GUO_SOUND_FAULT sounds at once and each 10 s, until
 * guo_sounds_touched() or until none is gone any more.
 */
void guo_sounds_set_faults (GuoSounds *self, guint n_faults);

/**
 * guo_sounds_touched:
 * @self: the sounds
 *
 * Somebody is there and has seen it: the alarm is silent until the next device is gone.
 */
void guo_sounds_touched (GuoSounds *self);

G_END_DECLS
