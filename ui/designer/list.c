/* The elements as a list: whoever sees no picture works here, with the same keys. */
#include "ui/designer/panel-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ui/designer/words.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

#define LIST_PX 180

static GtkWidget *
row_new (json_t *item)
{
  g_autofree gchar *title = guo_element_title (item);
  GtkWidget *row = gtk_list_box_row_new (), *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "element-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}

void
guo_designer_list_mark (GuoDesigner *self)
{
  const gint chosen = self->design != NULL ? guo_design_chosen (self->design) : -1;
  GtkListBoxRow *row = chosen >= 0 ? gtk_list_box_get_row_at_index (self->list, chosen) : NULL;

  self->silent = TRUE;
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  else
    gtk_list_box_unselect_all (self->list);
  self->silent = FALSE;
}

/* The focus stays on the row that it was on. */
void
guo_designer_list_fill (GuoDesigner *self)
{
  const gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  GtkListBoxRow *row;

  self->silent = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (gint i = 0; self->design != NULL && i < (gint) guo_design_length (self->design); i++)
    gtk_list_box_append (self->list, row_new (guo_design_item (self->design, i)));
  guo_designer_list_mark (self);
  row = gtk_list_box_get_selected_row (self->list);
  if (focused && row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
selected (GuoDesigner *self, GtkListBoxRow *row)
{
  if (self->silent || self->design == NULL || row == NULL)
    return;
  guo_design_choose (self->design, gtk_list_box_row_get_index (row));
  guo_designer_show_chosen (self);
}

/* What a new element asks for is known to the layout from then on. */
static void
know_fields (GuoDesigner *self, json_t *item)
{
  const gchar *member;
  json_t *value, *field;
  gsize i;

  json_object_foreach (item, member, value)
    json_array_foreach (self->fields, i, field)
      {
        g_autofree gchar *used = g_strdup_printf ("{%s}", json_string_value (json_object_get (field, "name")));

        if (json_is_string (value) && strstr (json_string_value (value), used) != NULL)
          guo_design_know_field (self->design, field);
      }
}

static void
kind_chosen (GuoOptions *options, const gchar *kind, GuoDesigner *self)
{
  json_t *item;

  if (strcmp (kind, "picture") == 0)
    {
      guo_sheet_close (GTK_WIDGET (self));
      guo_designer_choose_picture (self, FALSE);
      return;
    }
  item = guo_element_new (kind);
  know_fields (self, item);
  guo_design_add (self->design, item);
  guo_sheet_close (GTK_WIDGET (self));
  guo_designer_changed (self);
  guo_designer_show_chosen (self);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
}

void
guo_designer_add (GuoDesigner *self)
{
  GtkWidget *options = guo_options_new (NULL);

  if (self->design == NULL)
    return;
  for (const GuoElementWord *kind = guo_element_kinds; kind->value != NULL; kind++)
    guo_options_add (GUO_OPTIONS (options), kind->value, _(kind->word));
  g_signal_connect_object (options, "chosen", G_CALLBACK (kind_chosen), self, 0);
  guo_sheet_open (GTK_WIDGET (self), _("New element"), options);
}

/* One stop of Tab, however many elements there are. */
static gboolean
leave_forward (GtkWidget *widget, GVariant *arguments, gpointer self)
{
  return gtk_widget_grab_focus (GUO_DESIGNER (self)->add_key);
}

static gboolean
leave_backward (GtkWidget *widget, GVariant *arguments, gpointer self)
{
  GtkWidget *canvas = GTK_WIDGET (GUO_DESIGNER (self)->canvas);

  return gtk_widget_get_mapped (canvas) ? gtk_widget_grab_focus (canvas) : gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
add_tab_keys (GuoDesigner *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Tab, 0), gtk_callback_action_new (leave_forward, self, NULL)));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Tab, GDK_SHIFT_MASK),
                      gtk_callback_action_new (leave_backward, self, NULL)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

GtkWidget *
guo_designer_list_new (GuoDesigner *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "sections");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Elements"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (selected), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_PX);
  add_tab_keys (self);
  return scrolled;
}
