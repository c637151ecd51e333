#include "ui/sound/watch.h"

#include "ui/sound/flash.h"

static gboolean
event_seen (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_KEY_PRESS || type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    guo_sounds_touched (user_data);
  return GDK_EVENT_PROPAGATE;
}

static void
sounded (GtkWidget *window, gint kind)
{
  if (kind == GUO_SOUND_FAULT || kind == GUO_SOUND_SCAN)
    guo_flash (window, (GuoSoundKind) kind);
}

void
guo_sounds_watch (GtkWidget *window, GuoSounds *sounds)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (event_seen), sounds, 0);
  gtk_widget_add_controller (window, events);
  g_signal_connect_object (sounds, "sounded", G_CALLBACK (sounded), window, G_CONNECT_SWAPPED);
}
