#include "ui/application.h"

#include <glib/gi18n.h>

#include "station/client/language.h"
#include "ui/appearance.h"
#include "ui/screen-state.h"
#include "ui/desk.h"
#include "ui/pages.h"
#include "ui/window.h"

struct _GuoApplication
{
  GtkApplication  parent_instance;

  gchar          *database;   /* what --db said */
  GuoScreenState *state;
  GuoAppearance  *appearance;
  GuoDesk     *desk;
};

G_DEFINE_FINAL_TYPE (GuoApplication, guo_application, GTK_TYPE_APPLICATION)

static const struct
{
  const gchar *action;
  const gchar *keys[3];
} accelerators[] = {
  { "win.help", { "F1" } },
  { "win.who", { "F12" } },
  { "win.fullscreen", { "<Alt>Return" } },
  { "win.key::F2", { "F2" } },
  { "win.key::F3", { "F3" } },
  { "win.key::F4", { "F4" } },
  { "win.key::F5", { "F5" } },
  { "win.key::F6", { "F6" } },
  { "win.key::F7", { "F7" } },
  { "win.key::F8", { "F8" } },
  { "win.key::F9", { "F9" } },
  { "win.key::F11", { "F11" } },
  { "window.close", { "<Control>q" } },
};

static void
set_page_keys (GtkApplication *application)
{
  for (const GuoPageRow *row = guo_pages (); row->name != NULL; row++)
    {
      g_autofree gchar *action = g_strdup_printf ("win.page::%s", row->name);
      g_autofree gchar *digit = g_strdup_printf ("<Alt>%c", row->digit);
      g_autofree gchar *keypad = g_strdup_printf ("<Alt>KP_%c", row->digit);
      const gchar *keys[] = { digit, keypad, NULL };

      if (row->digit != '\0')
        gtk_application_set_accels_for_action (application, action, keys);
    }
}

/* Everything is made anew, in the other language. */
static void
make_window_anew (gpointer user_data)
{
  GuoApplication *self = user_data;
  GtkWindow *old = gtk_application_get_active_window (GTK_APPLICATION (self)), *window;

  if (old == NULL)
    return;
  window = GTK_WINDOW (guo_window_new (GTK_APPLICATION (self), self->desk, self->appearance, self->state));
  gtk_window_present (window);
  gtk_window_destroy (old);
}

/* Not at once: the key that asks for it is in the old window. */
static void
language_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GuoApplication *self = user_data;
  const gchar *language = g_variant_get_string (parameter, NULL);
  g_autofree gchar *before = guo_screen_state_get (self->state, "language");

  guo_screen_state_set (self->state, "language", language);
  if (g_strcmp0 (before, language) == 0)
    return;
  guo_language_choose (language);
  g_idle_add_once (make_window_anew, self);
}

static const GActionEntry actions[] = {
  { "language", language_activated, "s", NULL, NULL, { 0 } },
};

static void
guo_application_startup (GApplication *application)
{
  GuoApplication *self = GUO_APPLICATION (application);
  g_autofree gchar *path = guo_client_database_path (self->database);
  g_autofree gchar *language = NULL;

  G_APPLICATION_CLASS (guo_application_parent_class)->startup (application);
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action,
                                           accelerators[i].keys);
  set_page_keys (GTK_APPLICATION (application));
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), self);
  self->state = guo_screen_state_new (path);
  language = guo_screen_state_get (self->state, "language");
  guo_language_choose (language);
  self->appearance = guo_appearance_new (self->state);
  self->desk = guo_desk_new (path, self->state);
}

static void
guo_application_activate (GApplication *application)
{
  GuoApplication *self = GUO_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    {
      window = GTK_WINDOW (guo_window_new (GTK_APPLICATION (application), self->desk,
                                           self->appearance, self->state));
    }
  gtk_window_present (window);
}

static gint
guo_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  GuoApplication *self = GUO_APPLICATION (application);

  g_variant_dict_lookup (options, "db", "^ay", &self->database);
  return -1;
}

static void
guo_application_finalize (GObject *object)
{
  GuoApplication *self = GUO_APPLICATION (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->appearance);
  g_clear_object (&self->state);
  g_clear_pointer (&self->database, g_free);
  G_OBJECT_CLASS (guo_application_parent_class)->finalize (object);
}

static void
guo_application_class_init (GuoApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = guo_application_finalize;
  application_class->startup = guo_application_startup;
  application_class->activate = guo_application_activate;
  application_class->handle_local_options = guo_application_handle_local_options;
}

static void
guo_application_init (GuoApplication *self)
{
  const GOptionEntry entries[] = {
    { "db", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Database of the station"), N_("FILE") },
    { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

GuoApplication *
guo_application_new (void)
{
  g_set_application_name (_("Guozhan"));
  return g_object_new (GUO_TYPE_APPLICATION,
                       "application-id", GUO_APPLICATION_ID,
                       "resource-base-path", "/cn/guozhan/Guozhan",
                       /* one screen a database, and several databases on one desk */
                       "flags", G_APPLICATION_NON_UNIQUE,
                       NULL);
}
