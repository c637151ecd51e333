#include "ui/designer/panel-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/designer/words.h"
#include "ui/settings/lines.h"
#include "ui/settings/unsaved.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/wrap.h"

#define GAP_PX 8
#define SIDE_PX 300
#define FINDINGS_PX 78 /* always: the drawing does not jump */
#define LINK_OVER_PX 9 /* a key in a line of text reaches so far above it (button.link-key) */
#define ONE_AT_A_TIME 2 /* guo_desk_compact() from which drawing and elements take turns */

static void guo_designer_panel_init (GuoPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoDesigner, guo_designer, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PANEL, guo_designer_panel_init))

/* "2.0 mm from the left, 1.3 mm from above, 29.5 × 5.0 mm" */
static void
show_place (GuoDesigner *self)
{
  const gint chosen = self->design != NULL ? guo_design_chosen (self->design) : -1;
  GuoDesignArea area = { 0 };
  g_autofree gchar *x = NULL, *y = NULL, *w = NULL, *h = NULL, *text = NULL;

  if (chosen < 0 || !guo_design_area (self->design, chosen, &area))
    {
      gtk_label_set_label (self->place, _("No element is chosen."));
      return;
    }
  x = guo_element_mm (MAX (0, area.x));
  y = guo_element_mm (MAX (0, area.y));
  w = guo_element_mm (area.w);
  h = guo_element_mm (area.h);
  text = g_strdup_printf (_("%s mm from the left, %s mm from above, %s × %s mm"), x, y, w, h);
  gtk_label_set_label (self->place, text);
}

static void
show_undo (GuoDesigner *self)
{
  gboolean undo = FALSE, redo = FALSE;

  if (self->design != NULL)
    guo_design_can (self->design, &undo, &redo);
  gtk_widget_set_sensitive (self->undo_key, undo);
  gtk_widget_set_sensitive (self->redo_key, redo);
}

void
guo_designer_show_chosen (GuoDesigner *self)
{
  guo_designer_list_mark (self);
  guo_designer_properties_fill (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->canvas));
  show_place (self);
  show_undo (self);
}

void
guo_designer_show (GuoDesigner *self)
{
  guo_designer_list_fill (self);
  guo_designer_data_show (self);
  guo_designer_show_chosen (self);
  gtk_widget_queue_resize (GTK_WIDGET (self->canvas));
  guo_designer_preview (self);
  guo_designer_data_ask_printer (self);
}

void
guo_designer_changed (GuoDesigner *self)
{
  guo_designer_list_fill (self);
  guo_designer_properties_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->canvas));
  show_place (self);
  show_undo (self);
  guo_designer_keep_draft (self);
  guo_designer_preview (self);
}

static void
lay_out (GuoDesigner *self)
{
  const gboolean one = guo_desk_compact (self->desk) >= ONE_AT_A_TIME;

  gtk_widget_set_visible (self->side_key, one);
  gtk_widget_set_visible (GTK_WIDGET (self->drawing), !one || !self->at_side);
  gtk_widget_set_visible (GTK_WIDGET (self->side), !one || self->at_side);
  gtk_widget_set_hexpand (GTK_WIDGET (self->side), one);
  gtk_button_set_label (GTK_BUTTON (self->side_key), self->at_side ? _("Drawing") : _("Elements"));
}

static void
side_clicked (GuoDesigner *self)
{
  self->at_side = !self->at_side;
  lay_out (self);
  gtk_widget_grab_focus (self->at_side ? GTK_WIDGET (self->list) : GTK_WIDGET (self->canvas));
}

static void
step_back (GuoDesigner *self)
{
  if (self->design != NULL && guo_design_undo (self->design))
    {
      guo_designer_changed (self);
      guo_designer_show_chosen (self);
    }
}

static void
step_forth (GuoDesigner *self)
{
  if (self->design != NULL && guo_design_redo (self->design))
    {
      guo_designer_changed (self);
      guo_designer_show_chosen (self);
    }
}

static void
remove_chosen (GuoDesigner *self)
{
  if (self->design == NULL || guo_design_chosen (self->design) < 0)
    return;
  if (!guo_design_remove (self->design))
    {
      guo_desk_say (self->desk, _("A label has one element at least."), NULL, TRUE);
      return;
    }
  guo_designer_changed (self);
  guo_designer_show_chosen (self);
}

static void
choose_paper (GuoDesigner *self)
{
  if (self->design == NULL)
    return;
  guo_design_choose (self->design, -1);
  guo_designer_show_chosen (self);
}

static void
nearer (GuoDesigner *self)
{
  guo_design_canvas_zoom (self->canvas, 1);
}

static void
farther (GuoDesigner *self)
{
  guo_design_canvas_zoom (self->canvas, -1);
}

static void
fit (GuoDesigner *self)
{
  guo_design_canvas_zoom (self->canvas, 0);
}

/* What waits while somebody is asked about what is not saved. */
static void
open_chosen (GtkWidget *widget, gpointer data)
{
  guo_designer_open (GUO_DESIGNER (widget), data, guo_row_text (data, "file"));
  guo_designer_keep_draft (GUO_DESIGNER (widget));
}

static void
layout_chosen (GuoDesigner *self)
{
  json_t *row = json_array_get (self->rows, (gsize) MAX (0, guo_picker_get (self->layouts) - 1));

  if (row == NULL || row == self->row)
    return;
  self->takes_another = TRUE;
  if (!guo_unsaved_ask (GTK_WIDGET (self), GUO_PANEL (self), open_chosen, json_incref (row), (GDestroyNotify) json_decref))
    guo_designer_load (self); /* the picker goes back to what is designed */
  self->takes_another = FALSE;
}

static GtkWidget *
key (GuoDesigner *self, GtkWidget *box, const gchar *word, const gchar *name, void (*clicked) (GuoDesigner *))
{
  GtkWidget *button = gtk_button_new_with_label (word);

  gtk_widget_add_css_class (button, "desk-key");
  if (name != NULL)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_widget_set_tooltip_text (button, name);
    }
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

/* A line of keys that goes on in the next where it is narrow. */
static GtkWidget *
bar_new (void)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (bar, g_object_new (GUO_TYPE_WRAP, NULL));
  return bar;
}

static GtkWidget *
upper_bar (GuoDesigner *self)
{
  GtkWidget *bar = bar_new ();

  self->layouts = GUO_PICKER (guo_picker_new (_("Layout"), FALSE));
  gtk_widget_set_size_request (GTK_WIDGET (self->layouts), 220, -1);
  g_signal_connect_object (self->layouts, "chosen", G_CALLBACK (layout_chosen), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->layouts));
  self->undo_key = key (self, bar, "↶", _("Undo"), step_back);
  self->redo_key = key (self, bar, "↷", _("Redo"), step_forth);
  key (self, bar, "−", _("Smaller"), farther);
  key (self, bar, "+", _("Larger"), nearer);
  key (self, bar, _("Whole"), NULL, fit);
  key (self, bar, _("Paper"), NULL, choose_paper);
  key (self, bar, _("Print a sample"), NULL, guo_designer_print_sample);
  key (self, bar, _("Print rulers"), NULL, guo_designer_print_rulers);
  self->side_key = key (self, bar, _("Elements"), NULL, side_clicked);
  return bar;
}

static GtkWidget *
drawing_new (GuoDesigner *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *found = gtk_scrolled_window_new ();

  self->canvas = GUO_DESIGN_CANVAS (guo_design_canvas_new ());
  g_signal_connect_object (self->canvas, "chosen", G_CALLBACK (guo_designer_show_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "changed", G_CALLBACK (guo_designer_changed), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->canvas));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_hexpand (scrolled, TRUE);
  self->place = GTK_LABEL (guo_sentence_new (NULL, "dim"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->place), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Place"), -1);
  self->findings = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_set_margin_top (GTK_WIDGET (self->findings), LINK_OVER_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (found), GTK_WIDGET (self->findings));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (found), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (found), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (found), FINDINGS_PX);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (found), FINDINGS_PX);
  self->drawing = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP_PX));
  gtk_box_append (self->drawing, scrolled);
  gtk_box_append (self->drawing, GTK_WIDGET (self->place));
  gtk_box_append (self->drawing, found);
  return GTK_WIDGET (self->drawing);
}

static GtkWidget *
side_new (GuoDesigner *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *keys = bar_new ();

  self->properties = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_widget_add_css_class (GTK_WIDGET (self->properties), "form-fields");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->properties));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->side = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP_PX));
  gtk_widget_set_size_request (GTK_WIDGET (self->side), SIDE_PX, -1);
  self->add_key = key (self, keys, _("New element"), NULL, guo_designer_add);
  key (self, keys, _("Remove"), NULL, remove_chosen);
  gtk_box_append (self->side, guo_designer_list_new (self));
  gtk_box_append (self->side, keys);
  gtk_box_append (self->side, scrolled);
  return GTK_WIDGET (self->side);
}

static GtkWidget *
lower_bar (GuoDesigner *self)
{
  GtkWidget *bar = bar_new ();

  gtk_widget_add_css_class (key (self, bar, _("Save"), NULL, guo_designer_save), "primary");
  key (self, bar, _("Save as …"), NULL, guo_designer_save_as);
  key (self, bar, _("Give up the changes"), NULL, guo_designer_discard);
  guo_designer_data_add (self, GTK_BOX (bar));
  return bar;
}

static gboolean
undo_pressed (GtkWidget *widget, GVariant *arguments, gpointer self)
{
  (g_variant_get_boolean (arguments) ? step_back : step_forth) (self);
  return TRUE;
}

/* From the drawing, where Tab goes through the elements, to what may be set of the chosen one. */
static gboolean
enter_pressed (GtkWidget *widget, GVariant *arguments, gpointer designer)
{
  GuoDesigner *self = designer;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->side)))
    side_clicked (self);
  return gtk_widget_child_focus (GTK_WIDGET (self->properties), GTK_DIR_TAB_FORWARD);
}

/* Past the elements of the drawing: to the list of them, on the chosen one. */
static gboolean
past_pressed (GtkWidget *widget, GVariant *arguments, gpointer designer)
{
  GuoDesigner *self = designer;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->side)))
    side_clicked (self);
  return gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->add_key);
}

static gboolean
delete_pressed (GtkWidget *widget, GVariant *arguments, gpointer self)
{
  remove_chosen (self);
  return TRUE;
}

/* In fields Ctrl+Z takes back letters, and Delete a letter: these keys are of the drawing and the list alone. */
static void
add_keys (GuoDesigner *self, GtkWidget *widget)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const struct { guint key; GdkModifierType held; gboolean back; } steps[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, TRUE }, { GDK_KEY_y, GDK_CONTROL_MASK, FALSE },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (steps[i].key, steps[i].held),
                                                gtk_callback_action_new (undo_pressed, self, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_boolean (steps[i].back));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
    }
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                                                          gtk_callback_action_new (delete_pressed, self, NULL)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Tab, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (past_pressed, self, NULL)));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Return, 0),
                                                   gtk_keyval_trigger_new (GDK_KEY_KP_Enter, 0)),
                      gtk_callback_action_new (enter_pressed, self, NULL)));
  gtk_widget_add_controller (widget, keys);
}

static void
guo_designer_press (GuoPanel *panel, const gchar *pressed)
{
  GuoDesigner *self = GUO_DESIGNER (panel);

  if (strcmp (pressed, "save") == 0)
    guo_designer_save (self);
  else if (strcmp (pressed, "add") == 0)
    guo_designer_add (self);
  else if (strcmp (pressed, "stop") == 0)
    guo_designer_stop (self);
  else if (strcmp (pressed, "find") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->layouts));
}

/* Whoever leaves the section finds the draft again; who takes another layout would lose it. */
static gboolean
guo_designer_is_changed (GuoPanel *panel)
{
  GuoDesigner *self = GUO_DESIGNER (panel);

  return self->takes_another && self->design != NULL && guo_design_is_changed (self->design);
}

static void
guo_designer_panel_discard (GuoPanel *panel)
{
  guo_designer_discard (GUO_DESIGNER (panel));
}

static void
guo_designer_reload (GuoPanel *panel)
{
  guo_designer_load (GUO_DESIGNER (panel));
}

static void
guo_designer_panel_init (GuoPanelInterface *iface)
{
  iface->press = guo_designer_press;
  iface->is_changed = guo_designer_is_changed;
  iface->discard = guo_designer_panel_discard;
  iface->reload = guo_designer_reload;
}

static gboolean
guo_designer_grab_focus (GtkWidget *widget)
{
  GuoDesigner *self = GUO_DESIGNER (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->layouts));
}

static void
guo_designer_dispose (GObject *object)
{
  GuoDesigner *self = GUO_DESIGNER (object);

  if (self->canvas != NULL)
    guo_design_canvas_show (self->canvas, NULL);
  self->canvas = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->design, guo_design_free);
  g_clear_pointer (&self->rows, json_decref);
  g_clear_pointer (&self->row, json_decref);
  g_clear_pointer (&self->fields, json_decref);
  g_clear_pointer (&self->real_rows, json_decref);
  g_clear_pointer (&self->real_key, g_free);
  G_OBJECT_CLASS (guo_designer_parent_class)->dispose (object);
}

static void
guo_designer_class_init (GuoDesignerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_designer_dispose;
  widget_class->grab_focus = guo_designer_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
guo_designer_init (GuoDesigner *self)
{
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP_PX);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), upper_bar (self));
  gtk_box_append (GTK_BOX (both), drawing_new (self));
  gtk_box_append (GTK_BOX (both), side_new (self));
  gtk_widget_set_vexpand (both, TRUE);
  gtk_box_append (GTK_BOX (self->box), both);
  gtk_box_append (GTK_BOX (self->box), lower_bar (self));
  add_keys (self, GTK_WIDGET (self->canvas));
  add_keys (self, GTK_WIDGET (self->list));
  guo_design_canvas_move_keys (GTK_WIDGET (self->list), self->canvas, GDK_CONTROL_MASK);
}

GtkWidget *
guo_designer_panel_new (GuoDesk *desk)
{
  GuoDesigner *self = g_object_new (GUO_TYPE_DESIGNER, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "layout", G_CALLBACK (lay_out), self, G_CONNECT_SWAPPED);
  lay_out (self);
  show_undo (self);
  return GTK_WIDGET (self);
}
