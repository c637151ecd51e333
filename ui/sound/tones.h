/* The sounds of the station, made here: no file from elsewhere, each told from the others by its shape
 * as well as by its pitch. Pure.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GUO_TONES_RATE 44100 /* samples a second, one channel, 16 bits */

/**
 * GuoSoundKind:
 * @GUO_SOUND_RECORDED: one high tone
 * @GUO_SOUND_REFUSED: two low ones
 * @GUO_SOUND_LIGHT: falls
 * @GUO_SOUND_HEAVY: rises
 * @GUO_SOUND_SCAN: a tick
 * @GUO_SOUND_FAULT: three tones: a device is gone
 */
typedef enum
{
  GUO_SOUND_RECORDED,
  GUO_SOUND_REFUSED,
  GUO_SOUND_LIGHT,
  GUO_SOUND_HEAVY,
  GUO_SOUND_SCAN,
  GUO_SOUND_FAULT,
  GUO_SOUND_N_KINDS,
} GuoSoundKind;

/**
 * guo_sound_name:
 * @kind: a sound
 *
 * Returns: (transfer none): "recorded", "refused", "light", "heavy", "scan", "fault"
 */
const gchar *guo_sound_name (GuoSoundKind kind);

/**
 * guo_tones_wav:
 * @kind: a sound
 * @volume: percent, 0 to 100
 *
 * Returns: (transfer full): a WAV file of %GUO_TONES_RATE, one channel, 16 bits
 */
GBytes *guo_tones_wav (GuoSoundKind kind, gint volume);

G_END_DECLS
