#include "ui/widgets/pad.h"

#include <glib/gi18n.h>

#include "ui/widgets/key.h"

#define N_COLUMNS 3
#define LAST_ROW 3
#define IDEOGRAPHIC_STOP 0x3002

typedef struct
{
  gpointer          owner;    /* not owned: it outlives its pad */
  const GuoPadActs *acts;
  gboolean          point;
} Pad;

static void
digit_clicked (Pad *pad, GtkButton *button)
{
  pad->acts->press (pad->owner, *(const gchar *) g_object_get_data (G_OBJECT (button), "digit"));
}

static void
back_clicked (Pad *pad)
{
  pad->acts->take_back (pad->owner);
}

static void
enter_clicked (Pad *pad)
{
  pad->acts->enter (pad->owner);
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
             gpointer user_data)
{
  Pad *pad = user_data;
  gunichar c = gdk_keyval_to_unicode (keyval);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (c >= '0' && c <= '9')
    pad->acts->press (pad->owner, (gchar) c);
  else if (pad->point && (c == '.' || c == ',' || c == IDEOGRAPHIC_STOP))
    pad->acts->press (pad->owner, '.');
  else if (keyval == GDK_KEY_BackSpace)
    pad->acts->take_back (pad->owner);
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    pad->acts->enter (pad->owner);
  else
    return FALSE;
  return TRUE;
}

static GtkWidget *
attach_key (Pad *pad, GtkGrid *grid, const gchar *word, gint at, GCallback clicked)
{
  GtkWidget *key = guo_key_new (word, NULL);

  gtk_widget_add_css_class (key, "pad-key");
  gtk_widget_set_hexpand (key, TRUE);
  gtk_widget_set_focusable (key, FALSE);
  g_object_set_data_full (G_OBJECT (key), "digit", g_strdup (word), g_free);
  g_signal_connect_swapped (key, "clicked", clicked, pad);
  gtk_grid_attach (grid, key, at % N_COLUMNS, at / N_COLUMNS, 1, 1);
  return key;
}

static void
hear_keyboard (GtkWidget *owner, Pad *pad)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), pad);
  gtk_widget_add_controller (owner, keys);
}

GtkWidget *
guo_pad_new (GtkWidget *owner, const gchar *digits, gboolean point, const GuoPadActs *acts)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  Pad *pad = g_new0 (Pad, 1);
  GtkWidget *enter;
  gint at;

  *pad = (Pad) { .owner = owner, .acts = acts, .point = point };
  g_object_set_data_full (G_OBJECT (owner), "guo-pad", pad, g_free);
  gtk_grid_set_row_spacing (grid, 8);
  gtk_grid_set_column_spacing (grid, 8);
  gtk_grid_set_column_homogeneous (grid, TRUE);
  for (at = 0; digits[at] != '\0'; at++)
    {
      const gchar word[] = { digits[at], '\0' };

      attach_key (pad, grid, word, at, G_CALLBACK (digit_clicked));
    }
  attach_key (pad, grid, point ? "." : C_("pad", "Back"), at++, point ? G_CALLBACK (digit_clicked) : G_CALLBACK (back_clicked));
  attach_key (pad, grid, "0", at++, G_CALLBACK (digit_clicked));
  enter = attach_key (pad, grid, _("OK"), at, G_CALLBACK (enter_clicked));
  gtk_widget_set_focusable (enter, TRUE);
  gtk_widget_add_css_class (enter, "primary");
  hear_keyboard (owner, pad);
  return GTK_WIDGET (grid);
}

GtkWidget *
guo_pad_enter_key (GtkWidget *pad)
{
  return gtk_grid_get_child_at (GTK_GRID (pad), N_COLUMNS - 1, LAST_ROW);
}
