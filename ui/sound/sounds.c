#include "ui/sound/sounds.h"

#include <string.h>

#include "ui/sound/player.h"

#define ALARM_S 10

struct _GuoSounds
{
  GObject         parent_instance;

  GuoScreenState *state;
  GuoPlayer      *player;
  guint           again;     /* of the alarm */
  guint           n_faults;
  gboolean        debug;
};

G_DEFINE_FINAL_TYPE (GuoSounds, guo_sounds, G_TYPE_OBJECT)

static guint sounded_signal;

static gint
volume_of (GuoSounds *self)
{
  g_autofree gchar *on = guo_screen_state_get (self->state, GUO_SOUNDS_KEY);
  gint64 volume = guo_screen_state_get_id (self->state, GUO_SOUNDS_VOLUME_KEY);

  if (g_strcmp0 (on, "off") == 0)
    return 0;
  return volume > 0 ? (gint) MIN (volume, 100) : GUO_SOUNDS_VOLUME;
}

static gboolean
alarm_again (gpointer user_data)
{
  guo_sounds_play (user_data, GUO_SOUND_FAULT);
  return G_SOURCE_CONTINUE;
}

static void
guo_sounds_finalize (GObject *object)
{
  GuoSounds *self = GUO_SOUNDS (object);

  g_clear_handle_id (&self->again, g_source_remove);
  g_clear_object (&self->player);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (guo_sounds_parent_class)->finalize (object);
}

static void
guo_sounds_class_init (GuoSoundsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guo_sounds_finalize;
  sounded_signal = g_signal_new ("sounded", GUO_TYPE_SOUNDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
guo_sounds_init (GuoSounds *self)
{
  const gchar *debug = g_getenv ("GUOZHAN_DEBUG");

  self->debug = debug != NULL && strstr (debug, "sounds") != NULL;
  self->player = guo_player_new ();
}

GuoSounds *
guo_sounds_new (GuoScreenState *state)
{
  GuoSounds *self = g_object_new (GUO_TYPE_SOUNDS, NULL);

  self->state = g_object_ref (state);
  return self;
}

void
guo_sounds_play (GuoSounds *self, GuoSoundKind kind)
{
  if (self->debug)
    g_message ("sound %s, volume %d", guo_sound_name (kind), volume_of (self));
  guo_player_play (self->player, kind, volume_of (self));
  g_signal_emit (self, sounded_signal, 0, (gint) kind);
}

void
guo_sounds_set_faults (GuoSounds *self, guint n_faults)
{
  gboolean more = n_faults > self->n_faults;

  self->n_faults = n_faults;
  if (more || n_faults == 0)
    g_clear_handle_id (&self->again, g_source_remove);
  if (!more)
    return;
  self->again = g_timeout_add_seconds (ALARM_S, alarm_again, self);
  guo_sounds_play (self, GUO_SOUND_FAULT);
}

void
guo_sounds_touched (GuoSounds *self)
{
  g_clear_handle_id (&self->again, g_source_remove);
}
