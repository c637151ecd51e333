#include "ui/sound/flash.h"

#define FLASH_MS 400
#define DATA_KEY "guo-flash"

static void
take_away (GtkWidget *widget)
{
  for (gint kind = 0; kind < GUO_SOUND_N_KINDS; kind++)
    {
      g_autofree gchar *name = g_strdup_printf ("flash-%s", guo_sound_name ((GuoSoundKind) kind));

      gtk_widget_remove_css_class (widget, name);
    }
  gtk_widget_remove_css_class (widget, "flash");
}

static gboolean
flash_ends (gpointer user_data)
{
  GtkWidget *widget = user_data;

  take_away (widget);
  g_object_steal_data (G_OBJECT (widget), DATA_KEY);
  return G_SOURCE_REMOVE;
}

static void
forget (gpointer source)
{
  g_source_remove (GPOINTER_TO_UINT (source));
}

void
guo_flash (GtkWidget *widget, GuoSoundKind kind)
{
  g_autofree gchar *name = g_strdup_printf ("flash-%s", guo_sound_name (kind));
  gboolean animations = TRUE;

  g_object_get (gtk_widget_get_settings (widget), "gtk-enable-animations", &animations, NULL);
  g_object_set_data (G_OBJECT (widget), DATA_KEY, NULL);
  take_away (widget);
  gtk_widget_add_css_class (widget, name);
  if (animations)
    gtk_widget_add_css_class (widget, "flash");
  g_object_set_data_full (G_OBJECT (widget), DATA_KEY,
                          GUINT_TO_POINTER (g_timeout_add (FLASH_MS, flash_ends, widget)), forget);
}
