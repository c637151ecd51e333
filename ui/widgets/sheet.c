#include "ui/widgets/sheet.h"

#include <glib/gi18n.h>

#include "ui/widgets/focus.h"
#include "ui/widgets/tip.h"

#define ROOT_KEY "guo-sheet"

struct _GuoSheet
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkLabel  *title;
  GtkWidget *content;
  GtkWidget *under;       /* (nullable): the form that a question stands over */
  GtkWidget *under_focus; /* weak: where in it the keyboard was */
  gchar     *under_title;
};

G_DEFINE_FINAL_TYPE (GuoSheet, guo_sheet, GTK_TYPE_WIDGET)

static guint closed_signal;

static GuoSheet *
sheet_of (GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);

  return root != NULL ? g_object_get_data (G_OBJECT (root), ROOT_KEY) : NULL;
}

static void
clear_content (GuoSheet *self)
{
  GtkWidget *content = g_steal_pointer (&self->content);

  if (content != NULL)
    gtk_box_remove (GTK_BOX (self->box), content);
}

static void
clear_under (GuoSheet *self)
{
  GtkWidget *under = g_steal_pointer (&self->under);

  g_clear_weak_pointer (&self->under_focus);
  g_clear_pointer (&self->under_title, g_free);
  if (under != NULL)
    gtk_box_remove (GTK_BOX (self->box), under);
}

static void
close_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_sheet_back (widget);
}

static void
guo_sheet_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (guo_sheet_parent_class)->root (widget);
  g_object_set_data (G_OBJECT (gtk_widget_get_root (widget)), ROOT_KEY, widget);
}

static void
guo_sheet_unroot (GtkWidget *widget)
{
  g_object_set_data (G_OBJECT (gtk_widget_get_root (widget)), ROOT_KEY, NULL);
  GTK_WIDGET_CLASS (guo_sheet_parent_class)->unroot (widget);
}

/* Tab stays in the sheet while it asks. */
static gboolean
guo_sheet_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (GTK_WIDGET_CLASS (guo_sheet_parent_class)->focus (widget, direction))
    return TRUE;
  guo_focus_forget (widget);
  return GTK_WIDGET_CLASS (guo_sheet_parent_class)->focus (widget, direction);
}

static void
guo_sheet_dispose (GObject *object)
{
  GuoSheet *self = GUO_SHEET (object);

  if (self->box != NULL)
    {
      clear_content (self);
      clear_under (self);
    }
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_sheet_parent_class)->dispose (object);
}

static void
guo_sheet_class_init (GuoSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_sheet_dispose;
  widget_class->focus = guo_sheet_focus;
  widget_class->root = guo_sheet_root;
  widget_class->unroot = guo_sheet_unroot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "sheet.close", NULL, close_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sheet.close", NULL);
  closed_signal = g_signal_new ("closed", GUO_TYPE_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
guo_sheet_init (GuoSheet *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  /* a long question must not widen the sheet over the weight */
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_lines (self->title, 2);
  gtk_label_set_max_width_chars (self->title, 12);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "sheet-title");
  gtk_widget_add_css_class (close, "close-key");
  gtk_widget_set_valign (close, GTK_ALIGN_START);
  gtk_widget_set_focus_on_click (close, FALSE);
  guo_tip_set (close, _("Back: Esc"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back"),
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "sheet.close");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), close);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "sheet");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
show (GuoSheet *self, const gchar *title, GtkWidget *content)
{
  self->content = content;
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_visible (content, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
open_content (GuoSheet *self, const gchar *title, GtkWidget *content)
{
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (self->box), content);
  show (self, title, content);
  gtk_widget_grab_focus (content);
}

void
guo_sheet_open (GtkWidget *from, const gchar *title, GtkWidget *content)
{
  GuoSheet *self = sheet_of (from);

  if (self == NULL)
    {
      g_object_unref (g_object_ref_sink (content));
      return;
    }
  clear_content (self);
  clear_under (self);
  open_content (self, title, content);
}

void
guo_sheet_open_over (GtkWidget *from, const gchar *title, GtkWidget *content)
{
  GuoSheet *self = sheet_of (from);

  if (self == NULL || self->content == NULL)
    {
      guo_sheet_open (from, title, content);
      return;
    }
  if (self->under != NULL)
    clear_content (self);
  else
    {
      /* hidden, not taken out: who acts from it still stands in the window */
      g_set_weak_pointer (&self->under_focus, gtk_root_get_focus (gtk_widget_get_root (from)));
      self->under_title = g_strdup (gtk_label_get_label (self->title));
      self->under = g_steal_pointer (&self->content);
      gtk_widget_set_visible (self->under, FALSE);
    }
  open_content (self, title, content);
}

void
guo_sheet_back (GtkWidget *from)
{
  GuoSheet *self = sheet_of (from);

  if (self == NULL || self->under == NULL)
    {
      guo_sheet_close (from);
      return;
    }
  clear_content (self);
  show (self, self->under_title, g_steal_pointer (&self->under));
  gtk_widget_grab_focus (self->under_focus != NULL ? self->under_focus : self->content);
  clear_under (self);
}

void
guo_sheet_close (GtkWidget *from)
{
  GuoSheet *self = sheet_of (from);

  if (self == NULL || self->content == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  clear_content (self);
  clear_under (self);
  g_signal_emit (self, closed_signal, 0);
}

GtkWidget *
guo_sheet_content (GtkWidget *from)
{
  GuoSheet *self = sheet_of (from);

  return self != NULL ? self->content : NULL;
}
