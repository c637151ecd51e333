#include "ui/toast.h"

#include <glib/gi18n.h>

#define TOAST_MS 3000
#define TOAST_FAULT_MS 6000
#define LINES_MOST 5

struct _GuoToast
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkLabel  *label;
  GtkWidget *button;
  guint      end;
};

G_DEFINE_FINAL_TYPE (GuoToast, guo_toast, GTK_TYPE_WIDGET)

static gboolean
ended (gpointer user_data)
{
  GuoToast *self = user_data;

  self->end = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return G_SOURCE_REMOVE;
}

/* The target before the name: GTK would warn of a name whose target is still the old one. */
static void
set_detailed_action (GtkActionable *actionable, const gchar *detailed)
{
  g_autofree gchar *name = NULL;
  g_autoptr(GVariant) target = NULL;

  if (!g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return;
  gtk_actionable_set_action_name (actionable, NULL);
  gtk_actionable_set_action_target_value (actionable, target);
  gtk_actionable_set_action_name (actionable, name);
}

static void
guo_toast_dispose (GObject *object)
{
  GuoToast *self = GUO_TOAST (object);

  g_clear_handle_id (&self->end, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_toast_parent_class)->dispose (object);
}

static void
guo_toast_class_init (GuoToastClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = guo_toast_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
guo_toast_init (GuoToast *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->button = gtk_button_new_with_label (_("Void F7"));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_lines (self->label, LINES_MOST);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  /* no width of its own: a long sentence may not make the window wider */
  gtk_label_set_width_chars (self->label, 1);
  gtk_label_set_max_width_chars (self->label, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("What happened"), -1);
  gtk_widget_set_focus_on_click (self->button, FALSE);
  gtk_widget_add_css_class (self->button, "desk-key");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self->box), self->button);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "toast");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
guo_toast_say (GuoToast *self, const gchar *text, const gchar *action, gboolean fault)
{
  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (self->button, action != NULL);
  if (action != NULL)
    set_detailed_action (GTK_ACTIONABLE (self->button), action);
  if (fault)
    gtk_widget_add_css_class (GTK_WIDGET (self), "fault");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "fault");
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  g_clear_handle_id (&self->end, g_source_remove);
  self->end = g_timeout_add (fault ? TOAST_FAULT_MS : TOAST_MS, ended, self);
}

void
guo_toast_set_narrow (GuoToast *self, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
