#include "ui/strip.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "station/client/zone.h"
#include "ui/strip-chips.h"
#include "ui/widgets/tip.h"

#define AGES_MS 500

struct _GuoStrip
{
  GtkWidget      parent_instance;

  GuoDesk    *desk;

  GtkWidget     *handle;
  GtkLabel      *centre_label;
  GtkBox        *chips;
  GtkButton     *who_button;
  GtkLabel      *who_label;
  GtkLabel      *clock_label;
  GtkMenuButton *menu_button;

  gchar         *shown;     /* names and actions of the chips that stand there */
  guint          tick;
  guint          ages;
};

G_DEFINE_FINAL_TYPE (GuoStrip, guo_strip, GTK_TYPE_WIDGET)

static gboolean
show_time (gpointer user_data)
{
  GuoStrip *self = user_data;
  g_autoptr(GDateTime) now = guo_zone_now ();
  g_autofree gchar *text = g_date_time_format (now, "%H:%M");

  if (strcmp (gtk_label_get_label (self->clock_label), text) != 0)
    gtk_label_set_label (self->clock_label, text);
  return G_SOURCE_CONTINUE;
}

static void
add_chip (GuoStrip *self, const GuoChip *chip)
{
  GtkWidget *button = gtk_button_new_with_label (chip->text);

  gtk_widget_add_css_class (button, "chip");
  if (chip->kind != GUO_CHIP_WELL)
    gtk_widget_add_css_class (button, "abnormal");
  if (chip->kind == GUO_CHIP_FAULT)
    gtk_widget_add_css_class (button, "fault");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), chip->action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, chip->name, -1);
  gtk_box_append (self->chips, button);
}

/* Chips that only grew older keep their button, and with it the focus. */
static void
show_ages (GuoStrip *self, GPtrArray *chips)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  for (guint i = 0; i < chips->len && button != NULL; i++)
    {
      const GuoChip *chip = chips->pdata[i];

      if (strcmp (gtk_button_get_label (GTK_BUTTON (button)), chip->text) != 0)
        {
          gtk_button_set_label (GTK_BUTTON (button), chip->text);
          gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                          chip->name, -1);
        }
      button = gtk_widget_get_next_sibling (button);
    }
}

static void
show_chips (GuoStrip *self)
{
  g_autoptr(GPtrArray) chips = guo_chips_new (self->desk);
  g_autoptr(GString) all = g_string_new (NULL);
  GtkWidget *child;

  for (guint i = 0; i < chips->len; i++)
    {
      const GuoChip *chip = chips->pdata[i];

      g_string_append_printf (all, "%s %d %s\n", chip->name, (gint) chip->kind, chip->action);
    }
  if (g_strcmp0 (self->shown, all->str) == 0)
    {
      show_ages (self, chips);
      return;
    }
  g_free (self->shown);
  self->shown = g_strdup (all->str);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  for (guint i = 0; i < chips->len; i++)
    add_chip (self, chips->pdata[i]);
}

static gboolean
grow_older (gpointer user_data)
{
  show_chips (user_data);
  return G_SOURCE_CONTINUE;
}

static void
show_status (GuoStrip *self)
{
  json_t *centre = json_object_get (guo_desk_status (self->desk), "centre");

  gtk_label_set_label (self->centre_label, guo_row_text (centre, "name"));
  show_chips (self);
}

static void
show_user (GuoStrip *self)
{
  json_t *user = guo_desk_user (self->desk);
  const gchar *locked = guo_desk_compact (self->desk) < 2 ? _("Locked · F12") : _("Locked");
  const gchar *name = user != NULL ? guo_row_text (user, "name") : locked;
  g_autofree gchar *label = g_strdup_printf (_("Who: %s"), name);

  gtk_label_set_label (self->who_label, name);
  gtk_label_set_ellipsize (self->who_label, user != NULL ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->who_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_layout (GuoStrip *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->centre_label),
                          guo_desk_compact (self->desk) < 2);
  show_user (self);
  show_chips (self);
}

static void
guo_strip_dispose (GObject *object)
{
  GuoStrip *self = GUO_STRIP (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->ages, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->handle, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_strip_parent_class)->dispose (object);
}

static void
guo_strip_class_init (GuoStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_strip_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/strip.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoStrip, handle);
  gtk_widget_class_bind_template_child (widget_class, GuoStrip, centre_label);
  gtk_widget_class_bind_template_child (widget_class, GuoStrip, chips);
  gtk_widget_class_bind_template_child (widget_class, GuoStrip, who_button);
  gtk_widget_class_bind_template_child (widget_class, GuoStrip, who_label);
  gtk_widget_class_bind_template_child (widget_class, GuoStrip, clock_label);
  gtk_widget_class_bind_template_child (widget_class, GuoStrip, menu_button);
}

static void
guo_strip_init (GuoStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* where no compositor runs, what surrounds an arrow is black */
  gtk_popover_set_has_arrow (gtk_menu_button_get_popover (self->menu_button), FALSE);
  guo_tip_when_cut (GTK_WIDGET (self->centre_label), self->centre_label);
  show_time (self);
  self->tick = g_timeout_add_seconds (1, show_time, self);
}

void
guo_strip_set_desk (GuoStrip *self, GuoDesk *desk)
{
  g_set_object (&self->desk, desk);
  g_signal_connect_object (desk, "status", G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "user", G_CALLBACK (show_user), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "device", G_CALLBACK (show_chips), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "connection", G_CALLBACK (show_chips), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "layout", G_CALLBACK (show_layout), self, G_CONNECT_SWAPPED);
  self->ages = g_timeout_add (AGES_MS, grow_older, self);
  show_status (self);
  show_user (self);
}
