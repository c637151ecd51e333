#include "ui/screen-state.h"

struct _GuoScreenState
{
  GObject   parent_instance;

  GKeyFile *file;
  gchar    *path;
  gchar    *group;
};

G_DEFINE_FINAL_TYPE (GuoScreenState, guo_screen_state, G_TYPE_OBJECT)

static void
guo_screen_state_finalize (GObject *object)
{
  GuoScreenState *self = GUO_SCREEN_STATE (object);

  g_clear_pointer (&self->file, g_key_file_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->group, g_free);
  G_OBJECT_CLASS (guo_screen_state_parent_class)->finalize (object);
}

static void
guo_screen_state_class_init (GuoScreenStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guo_screen_state_finalize;
}

static void
guo_screen_state_init (GuoScreenState *self)
{
  self->file = g_key_file_new ();
}

GuoScreenState *
guo_screen_state_new (const gchar *database)
{
  GuoScreenState *self = g_object_new (GUO_TYPE_SCREEN_STATE, NULL);
  g_autofree gchar *folder = g_build_filename (g_get_user_config_dir (), "guozhan", NULL);
  /* a path may hold brackets, which a group name may not */
  g_autofree gchar *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, database, -1);

  self->path = g_build_filename (folder, "screen.ini", NULL);
  self->group = g_strdup_printf ("database %.16s", digest);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    g_message ("%s cannot be made: the screen will not remember its page", folder);
  g_key_file_load_from_file (self->file, self->path, G_KEY_FILE_NONE, NULL);
  return self;
}

gchar *
guo_screen_state_get (GuoScreenState *self, const gchar *key)
{
  return g_key_file_get_string (self->file, self->group, key, NULL);
}

gint64
guo_screen_state_get_id (GuoScreenState *self, const gchar *key)
{
  return g_key_file_get_int64 (self->file, self->group, key, NULL);
}

void
guo_screen_state_set (GuoScreenState *self, const gchar *key, const gchar *value)
{
  g_autofree gchar *before = guo_screen_state_get (self, key);
  g_autoptr(GError) error = NULL;

  if (g_strcmp0 (before, value) == 0)
    return;
  if (value != NULL)
    g_key_file_set_string (self->file, self->group, key, value);
  else
    g_key_file_remove_key (self->file, self->group, key, NULL);
  if (!g_key_file_save_to_file (self->file, self->path, &error))
    g_message ("screen state: %s", error->message);
}

void
guo_screen_state_set_id (GuoScreenState *self, const gchar *key, gint64 value)
{
  g_autofree gchar *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  guo_screen_state_set (self, key, value != 0 ? text : NULL);
}
