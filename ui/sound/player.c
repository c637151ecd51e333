#include "ui/sound/player.h"

#ifdef GUO_HAVE_CANBERRA
#include <canberra.h>
#endif

#define LATE_US (500 * G_TIME_SPAN_MILLISECOND)

struct _GuoPlayer
{
  GObject      parent_instance;

  GThreadPool *thread;      /* one; it alone touches @context */
#ifdef GUO_HAVE_CANBERRA
  ca_context  *context;
#endif
  gboolean     silent;      /* nothing can be played here; said once */
};

typedef struct
{
  GuoSoundKind kind;
  gint         volume;
  gint64       asked_us;
} Order;

G_DEFINE_FINAL_TYPE (GuoPlayer, guo_player, G_TYPE_OBJECT)

#ifdef GUO_HAVE_CANBERRA
/* The library plays files only: made at the first use, one for each sound and volume. */
static gchar *
wav_file (const Order *order, GError **error)
{
  g_autofree gchar *folder = g_build_filename (g_get_user_cache_dir (), "guozhan", NULL);
  g_autofree gchar *name = g_strdup_printf ("%s-%d.wav", guo_sound_name (order->kind), order->volume);
  g_autofree gchar *path = g_build_filename (folder, name, NULL);
  g_autoptr(GBytes) wav = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  wav = guo_tones_wav (order->kind, order->volume);
  if (g_mkdir_with_parents (folder, 0700) != 0
      || !g_file_set_contents (path, g_bytes_get_data (wav, NULL), (gssize) g_bytes_get_size (wav), error))
    return NULL;
  return g_steal_pointer (&path);
}

static gint
open_context (GuoPlayer *self)
{
  gint code;

  if (self->context != NULL)
    return CA_SUCCESS;
  code = ca_context_create (&self->context);
  if (code == CA_SUCCESS)
    code = ca_context_change_props (self->context, CA_PROP_APPLICATION_NAME, "Guozhan",
                                    CA_PROP_APPLICATION_ID, "cn.guozhan.Guozhan", NULL);
  return code == CA_SUCCESS ? ca_context_open (self->context) : code;
}

static void
play_now (GuoPlayer *self, const Order *order)
{
  g_autoptr(GError) error = NULL;
  g_autofree gchar *path = wav_file (order, &error);
  gint code = path != NULL ? open_context (self) : CA_ERROR_SYSTEM;

  if (code == CA_SUCCESS)
    code = ca_context_play (self->context, (guint32) order->kind, CA_PROP_MEDIA_ROLE, "event",
                            CA_PROP_MEDIA_FILENAME, path, CA_PROP_CANBERRA_CACHE_CONTROL, "permanent",
                            NULL);
  if (code == CA_SUCCESS)
    return;
  self->silent = TRUE;
  g_message ("no sounds: %s", error != NULL ? error->message : ca_strerror (code));
}
#else
static void
play_now (GuoPlayer *self, const Order *order)
{
  self->silent = TRUE;
  g_message ("no sounds: built without libcanberra");
}
#endif

static void
work (gpointer data, gpointer user_data)
{
  g_autofree Order *order = data;
  GuoPlayer *self = user_data;

  if (!self->silent && g_get_monotonic_time () - order->asked_us < LATE_US)
    play_now (self, order);
}

static void
guo_player_finalize (GObject *object)
{
  GuoPlayer *self = GUO_PLAYER (object);

  g_thread_pool_free (self->thread, FALSE, TRUE);
#ifdef GUO_HAVE_CANBERRA
  if (self->context != NULL)
    ca_context_destroy (self->context);
#endif
  G_OBJECT_CLASS (guo_player_parent_class)->finalize (object);
}

static void
guo_player_class_init (GuoPlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guo_player_finalize;
}

static void
guo_player_init (GuoPlayer *self)
{
  self->thread = g_thread_pool_new (work, self, 1, FALSE, NULL);
}

GuoPlayer *
guo_player_new (void)
{
  return g_object_new (GUO_TYPE_PLAYER, NULL);
}

void
guo_player_play (GuoPlayer *self, GuoSoundKind kind, gint volume)
{
  Order *order;

  if (volume <= 0)
    return;
  order = g_new (Order, 1);
  *order = (Order) { kind, MIN (volume, 100), g_get_monotonic_time () };
  g_thread_pool_push (self->thread, order, NULL);
}
