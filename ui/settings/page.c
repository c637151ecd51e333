#include "ui/settings/page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/page.h"
#include "ui/settings/master.h"
#include "ui/settings/panel.h"
#include "ui/settings/section.h"
#include "ui/settings/unsaved.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/stack.h"

#define SECTION_KEY "settings-section" /* what the screen remembers */

struct _GuoSettingsPage
{
  GtkWidget   parent_instance;

  GuoDesk    *desk;

  GtkListBox *section_list;
  GtkStack   *panels;
  gboolean    silent;
};

static void guo_settings_page_page_init (GuoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoSettingsPage, guo_settings_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PAGE, guo_settings_page_page_init))

static GuoPanel *
panel_now (GuoSettingsPage *self)
{
  return (GuoPanel *) gtk_stack_get_visible_child (self->panels);
}

static GtkWidget *
panel_of (GuoSettingsPage *self, const GuoSection *section)
{
  GtkWidget *panel = gtk_stack_get_child_by_name (self->panels, section->id);

  if (panel == NULL)
    {
      panel = section->panel != NULL ? section->panel (self->desk) : guo_settings_master_new (self->desk, section);
      gtk_stack_add_named (self->panels, panel, section->id);
    }
  return panel;
}

static void
mark_section (GuoSettingsPage *self, const gchar *id)
{
  gint at = 0;

  for (const GuoSection *section = guo_sections (); section->id != NULL && strcmp (section->id, id) != 0; section++)
    at++;
  self->silent = TRUE;
  gtk_list_box_select_row (self->section_list, gtk_list_box_get_row_at_index (self->section_list, at));
  self->silent = FALSE;
}

static void
show_section (GtkWidget *widget, gpointer data)
{
  GuoSettingsPage *self = GUO_SETTINGS_PAGE (widget);
  const GuoSection *section = data;
  GtkWidget *panel = panel_of (self, section);

  guo_stack_show (self->panels, section->id);
  mark_section (self, section->id);
  guo_screen_state_set (guo_desk_state (self->desk), SECTION_KEY, section->id);
  guo_panel_reload (GUO_PANEL (panel));
}

static void
section_selected (GuoSettingsPage *self, GtkListBoxRow *row)
{
  const GuoSection *section = row != NULL ? guo_sections () + gtk_list_box_row_get_index (row) : NULL;

  if (section == NULL || self->silent || self->desk == NULL)
    return;
  if (!guo_unsaved_ask (GTK_WIDGET (self), panel_now (self), show_section, (gpointer) section, NULL))
    mark_section (self, gtk_stack_get_visible_child_name (self->panels));
}

/* The first one where none is called so. */
static const GuoSection *
section_called (const gchar *id)
{
  for (const GuoSection *section = guo_sections (); section->id != NULL; section++)
    if (g_strcmp0 (section->id, id) == 0)
      return section;
  return guo_sections ();
}

static void
open_section (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  const GuoSection *section = section_called (g_variant_get_string (parameter, NULL));

  guo_unsaved_ask (widget, panel_now (GUO_SETTINGS_PAGE (widget)), show_section, (gpointer) section, NULL);
}

/* The next section of the list; its row has the focus, so that the keys go on from there. */
static void
step_section (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoSettingsPage *self = GUO_SETTINGS_PAGE (widget);
  GtkListBoxRow *now = gtk_list_box_get_selected_row (self->section_list);
  gint at = (now != NULL ? gtk_list_box_row_get_index (now) : 0) + g_variant_get_int32 (parameter);
  GtkListBoxRow *next = at >= 0 ? gtk_list_box_get_row_at_index (self->section_list, at) : NULL;

  if (next == NULL || guo_sheet_content (widget) != NULL)
    return;
  gtk_list_box_select_row (self->section_list, next);
  if (guo_sheet_content (widget) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->section_list)));
}

static void
press_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPanel *panel = panel_now (GUO_SETTINGS_PAGE (widget));

  if (panel != NULL)
    guo_panel_press (panel, strchr (action, '.') + 1);
}

/* The section of last time is opened when somebody comes to see it. */
static void
reload (GuoSettingsPage *self)
{
  GuoPanel *panel = panel_now (self);
  g_autofree gchar *id = guo_screen_state_get (guo_desk_state (self->desk), SECTION_KEY);

  if (!guo_desk_connected (self->desk) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (panel != NULL)
    guo_panel_reload (panel);
  else
    show_section (GTK_WIDGET (self), (gpointer) section_called (id));
}

/* Another face changed the master data. */
static void
committed (GuoSettingsPage *self, json_t *line)
{
  const gchar *type = guo_row_text (line, "type");

  if (g_str_has_suffix (type, ".set") || g_str_has_prefix (type, "access.") || strcmp (type, "input.applied") == 0)
    reload (self);
}

static GtkWidget *
section_row (const GuoSection *section)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (_(section->word));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "section-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(section->word), -1);
  return row;
}

static void
guo_settings_page_set_desk (GuoPage *page, GuoDesk *desk)
{
  GuoSettingsPage *self = GUO_SETTINGS_PAGE (page);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "connection", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "committed", G_CALLBACK (committed), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (reload), NULL);
}

static GtkWidget *
guo_settings_page_get_primary (GuoPage *page)
{
  GuoSettingsPage *self = GUO_SETTINGS_PAGE (page);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->panels));

  if (focus != NULL)
    return GTK_WIDGET (panel_now (self));
  return GTK_WIDGET (gtk_list_box_get_selected_row (self->section_list));
}

static const GuoPageKey page_keys[] = {
  { "F3", "settings.find", N_("Find") },
  { "F4", "settings.add", N_("New") },
  { "F7", "settings.stop", N_("Stop using") },
  { "F9", "settings.save", N_("Save") },
  { "primary", "settings.save", NULL },
  { NULL, NULL, NULL },
};

static void
guo_settings_page_page_init (GuoPageInterface *iface)
{
  iface->keys = page_keys;
  iface->get_primary = guo_settings_page_get_primary;
  iface->set_desk = guo_settings_page_set_desk;
}

static void
guo_settings_page_dispose (GObject *object)
{
  GuoSettingsPage *self = GUO_SETTINGS_PAGE (object);
  GtkWidget *child;

  self->silent = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (guo_settings_page_parent_class)->dispose (object);
}

static void
guo_settings_page_class_init (GuoSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_settings_page_dispose;
  gtk_widget_class_install_action (widget_class, "settings.open", "s", open_section);
  gtk_widget_class_install_action (widget_class, "settings.step", "i", step_section);
  gtk_widget_class_install_action (widget_class, "settings.find", NULL, press_activated);
  gtk_widget_class_install_action (widget_class, "settings.add", NULL, press_activated);
  gtk_widget_class_install_action (widget_class, "settings.stop", NULL, press_activated);
  gtk_widget_class_install_action (widget_class, "settings.save", NULL, press_activated);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/settings/page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoSettingsPage, section_list);
  gtk_widget_class_bind_template_child (widget_class, GuoSettingsPage, panels);
  gtk_widget_class_bind_template_callback (widget_class, section_selected);
}

/* Before a scrolled window or a story takes these keys. */
static void
add_step_keys (GuoSettingsPage *self)
{
  static const guint keyvals[] = { GDK_KEY_Page_Down, GDK_KEY_Page_Up };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (keyvals); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keyvals[i], GDK_CONTROL_MASK),
                                                gtk_named_action_new ("settings.step"));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (i == 0 ? 1 : -1));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
    }
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* A list box goes through its rows at Tab; here the arrows do, and Tab leaves the list. */

static gboolean
enter_panel (GtkWidget *widget, GVariant *arguments, gpointer page)
{
  GtkWidget *panel = GTK_WIDGET (panel_now (GUO_SETTINGS_PAGE (page)));

  return panel != NULL && (gtk_widget_grab_focus (panel) || gtk_widget_child_focus (panel, GTK_DIR_TAB_FORWARD));
}

static gboolean
leave_backward (GtkWidget *widget, GVariant *arguments, gpointer page)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (GUO_SETTINGS_PAGE (page)->section_list, 0);

  gtk_widget_grab_focus (GTK_WIDGET (first));
  return gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (widget)), GTK_DIR_TAB_BACKWARD);
}

/* Else Shift+Tab, coming back, takes the list for left already. */
static void
list_left (GuoSettingsPage *self)
{
  GtkWidget *end = gtk_widget_get_parent (GTK_WIDGET (self->panels));

  for (GtkWidget *at = GTK_WIDGET (self->section_list); at != NULL && at != end; at = gtk_widget_get_parent (at))
    gtk_widget_set_focus_child (at, NULL);
}

static void
add_tab_keys (GuoSettingsPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Tab, 0), gtk_callback_action_new (enter_panel, self, NULL)));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Tab, GDK_SHIFT_MASK),
                      gtk_callback_action_new (leave_backward, self, NULL)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->section_list), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (list_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->section_list), focus);
}

static void
guo_settings_page_init (GuoSettingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_step_keys (self);
  add_tab_keys (self);
  self->silent = TRUE;
  for (const GuoSection *section = guo_sections (); section->id != NULL; section++)
    gtk_list_box_append (self->section_list, section_row (section));
  self->silent = FALSE;
}
