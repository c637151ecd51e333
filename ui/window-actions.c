#include <string.h>

#include "ui/help/help.h"
#include "ui/notices.h"
#include "ui/setup/left.h"
#include "ui/who.h"
#include "ui/widgets/key.h"
#include "ui/widgets/stack.h"
#include "ui/window-private.h"

static void
mark_rail (GuoWindow *self, const gchar *page)
{
  for (GtkWidget *key = gtk_widget_get_first_child (self->rail); key != NULL;
       key = gtk_widget_get_next_sibling (key))
    {
      GVariant *target = GUO_IS_KEY (key)
                           ? gtk_actionable_get_action_target_value (GTK_ACTIONABLE (key)) : NULL;

      if (target == NULL)
        continue;
      if (strcmp (g_variant_get_string (target, NULL), page) == 0)
        gtk_widget_add_css_class (key, "current");
      else
        gtk_widget_remove_css_class (key, "current");
    }
}

static void
page_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWindow *self = GUO_WINDOW (widget);
  const gchar *page = g_variant_get_string (parameter, NULL);

  if (strcmp (gtk_stack_get_visible_child_name (self->outer), "station") != 0)
    return;
  guo_sheet_close (widget);
  guo_stack_show (self->pages, page);
  mark_rail (self, page);
  guo_screen_state_set (self->state, "page", page);
  guo_setup_left_show (widget, page);
  guo_window_focus_page (self);
}

/* A chip of the strip opens its device. */
static void
device_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWindow *self = GUO_WINDOW (widget);

  gtk_widget_activate_action (widget, "win.page", "s", "devices");
  gtk_widget_activate_action_variant (gtk_stack_get_child_by_name (self->pages, "devices"), "devices.select",
                                      parameter);
}

static void
key_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWindow *self = GUO_WINDOW (widget);

  if (strcmp (gtk_stack_get_visible_child_name (self->outer), "station") == 0)
    guo_page_press (guo_window_visible_page (self), g_variant_get_string (parameter, NULL));
}

static void
who_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWindow *self = GUO_WINDOW (widget);

  if (strcmp (gtk_stack_get_visible_child_name (self->outer), "station") != 0)
    return;
  guo_sheet_close (widget); /* whoever comes next does not find a form of somebody else's */
  guo_who_ask (widget, self->desk);
}

static void
help_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWindow *self = GUO_WINDOW (widget);

  if (strcmp (gtk_stack_get_visible_child_name (self->outer), "station") == 0)
    guo_help_show (guo_window_visible_page (self), gtk_stack_get_visible_child_name (self->pages));
}

static void
fullscreen_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}

static void
appearance_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_appearance_choose (GUO_WINDOW (widget)->appearance, g_variant_get_string (parameter, NULL));
}

static void
text_percent_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  const gchar *percent = g_variant_get_string (parameter, NULL);

  guo_appearance_set_text_percent (GUO_WINDOW (widget)->appearance,
                                   (gint) g_ascii_strtoll (percent, NULL, 10));
}

static void
contrast_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_appearance_set_contrast (GUO_WINDOW (widget)->appearance, g_variant_get_string (parameter, NULL));
}

static void
mm_per_px_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_appearance_set_mm_per_px (GUO_WINDOW (widget)->appearance, g_variant_get_string (parameter, NULL));
}

static void
dismiss_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_notices_understood (widget, g_variant_get_string (parameter, NULL));
  guo_window_focus_page (GUO_WINDOW (widget));
}

static void
first_steps_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_setup_left_ask (widget);
}

static void
close_first_steps_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_setup_left_close (widget);
  guo_window_focus_page (GUO_WINDOW (widget));
}

static void
first_step_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoWindow *self = GUO_WINDOW (widget);

  guo_setup_page_ask (self->setup, g_variant_get_string (parameter, NULL));
  guo_window_show_setup (self);
}

void
guo_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.page", "s", page_activated);
  gtk_widget_class_install_action (widget_class, "win.device", "x", device_activated);
  gtk_widget_class_install_action (widget_class, "win.key", "s", key_activated);
  gtk_widget_class_install_action (widget_class, "win.who", NULL, who_activated);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, help_activated);
  gtk_widget_class_install_action (widget_class, "win.fullscreen", NULL, fullscreen_activated);
  gtk_widget_class_install_action (widget_class, "win.appearance", "s", appearance_activated);
  gtk_widget_class_install_action (widget_class, "win.text-percent", "s", text_percent_activated);
  gtk_widget_class_install_action (widget_class, "win.contrast", "s", contrast_activated);
  gtk_widget_class_install_action (widget_class, "win.mm-per-px", "s", mm_per_px_activated);
  gtk_widget_class_install_action (widget_class, "win.first-steps", NULL, first_steps_activated);
  gtk_widget_class_install_action (widget_class, "win.first-step", "s", first_step_activated);
  gtk_widget_class_install_action (widget_class, "win.close-first-steps", NULL, close_first_steps_activated);
  gtk_widget_class_install_action (widget_class, "win.dismiss", "s", dismiss_activated);
}
