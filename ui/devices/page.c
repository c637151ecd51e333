#include "ui/devices/page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/desk-readings.h"
#include "ui/devices/change-form.h"
#include "ui/devices/detail.h"
#include "ui/devices/grader-form.h"
#include "ui/devices/instrument-form.h"
#include "ui/devices/printer-form.h"
#include "ui/devices/scale-form.h"
#include "ui/devices/scanner-form.h"
#include "ui/page.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/key.h"
#include "ui/widgets/reading.h"
#include "ui/widgets/sheet.h"

struct _GuoDevicesPage
{
  GtkWidget   parent_instance;

  GuoDesk    *desk;

  GtkListBox *device_list;
  GuoDeviceDetail *detail;
  GtkWidget  *change_key;
  GtkWidget  *release_key;
  GtkWidget  *copy_key;
  GtkWidget  *add_scale_key;

  json_t     *devices;
  json_t     *protocols; /* (nullable): rows, asked once */
  gint64      selected;
};

static void guo_devices_page_page_init (GuoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoDevicesPage, guo_devices_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PAGE, guo_devices_page_page_init))

static json_t *
line_of (GuoDevicesPage *self, gint64 id)
{
  gchar key[32];

  g_snprintf (key, sizeof key, "%" G_GINT64_FORMAT, id);
  return json_object_get (guo_desk_devices (self->desk), key);
}

static json_t *
selected_device (GuoDevicesPage *self)
{
  gsize i;
  json_t *device;

  json_array_foreach (self->devices, i, device)
    if (guo_row_int (device, "id") == self->selected)
      return device;
  return NULL;
}

static void
set_label (GtkLabel *label, const gchar *text)
{
  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

/* (nullable) */
static json_t *
protocol_of (GuoDevicesPage *self, json_t *device)
{
  const gchar *id = guo_row_text (device, "protocol");
  gsize i;
  json_t *protocol;

  json_array_foreach (self->protocols, i, protocol)
    if (strcmp (guo_row_text (protocol, "id"), id) == 0)
      return protocol;
  return NULL;
}

/* What the protocol of a scale is called; a printer's language is a name itself. */
static const gchar *
protocol_name (GuoDevicesPage *self, json_t *device)
{
  json_t *protocol = protocol_of (self, device);

  if (protocol != NULL)
    return _(guo_row_text (protocol, "name"));
  return strcmp (guo_row_text (device, "kind"), "printer") == 0 ? guo_printer_language_name (guo_row_text (device, "language"))
                                                                : "";
}

static void
show_detail (GuoDevicesPage *self)
{
  json_t *device = selected_device (self);

  guo_device_detail_show (self->detail, device, line_of (self, self->selected), protocol_name (self, device),
                          guo_desk_reading_of (self->desk, self->selected));
  gtk_widget_set_sensitive (self->change_key, device != NULL);
  gtk_widget_set_sensitive (self->release_key, device != NULL);
  gtk_widget_set_sensitive (self->copy_key, device != NULL);
}

/* What an instrument measured last, beside its state; of another device nothing. */
static gchar *
reading_text (GuoDevicesPage *self, gint64 device)
{
  json_t *reading = guo_desk_reading_of (self->desk, device);

  if (reading == NULL)
    return g_strdup ("");
  return guo_row_has (reading, "fault") ? g_strdup (_("▲ not measured")) : guo_reading_text (reading);
}

static GtkWidget *
device_row (GuoDevicesPage *self, json_t *device)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (guo_row_text (device, "name"));
  GtkWidget *state = gtk_label_new (guo_device_state_word (line_of (self, guo_row_int (device, "id"))));
  g_autofree gchar *measured = reading_text (self, guo_row_int (device, "id"));
  GtkWidget *reading = gtk_label_new (measured);
  GtkWidget *mark = gtk_label_new (guo_row_flag (device, "simulated") ? _("▨ simulated") : "");

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (mark, "dim");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), reading);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), state);
  gtk_widget_add_css_class (box, "weighing-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  guo_row_text (device, "name"), -1);
  g_object_set_data (G_OBJECT (row), "state-label", state);
  g_object_set_data (G_OBJECT (row), "reading-label", reading);
  return row;
}

static void
mark_selected (GuoDevicesPage *self)
{
  gsize i;
  json_t *device;

  json_array_foreach (self->devices, i, device)
    if (guo_row_int (device, "id") == self->selected)
      gtk_list_box_select_row (self->device_list,
                               gtk_list_box_get_row_at_index (self->device_list, (gint) i));
}

static void
show_list (GuoDevicesPage *self)
{
  GtkWidget *row;
  gsize i;
  json_t *device;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->device_list, 0))) != NULL)
    gtk_list_box_remove (self->device_list, row);
  json_array_foreach (self->devices, i, device)
    gtk_list_box_append (self->device_list, device_row (self, device));
  if (selected_device (self) == NULL)
    self->selected = guo_row_int (json_array_get (self->devices, 0), "id");
  mark_selected (self);
  show_detail (self);
}

static void
devices_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDevicesPage *self = owner;
  gsize i;
  json_t *device;

  if (answer == NULL)
    return;
  json_decref (self->devices);
  self->devices = json_array ();
  json_array_foreach (guo_row_list (answer, "rows"), i, device)
    if (guo_row_flag (device, "active"))
      json_array_append (self->devices, device);
  show_list (self);
}

static void
protocols_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDevicesPage *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->protocols);
  self->protocols = json_incref (guo_row_list (answer, "rows"));
  show_detail (self);
}

static void
reload (GuoDevicesPage *self)
{
  if (guo_desk_connected (self->desk) && self->protocols == NULL)
    guo_desk_send (self->desk, "GET", "/v1/protocols", NULL, self, protocols_arrived, NULL);
  if (guo_desk_connected (self->desk) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    guo_desk_send (self->desk, "GET", "/v1/devices", NULL, self, devices_arrived, NULL);
}

static void
committed (GuoDevicesPage *self, json_t *line)
{
  if (g_str_has_prefix (guo_row_text (line, "type"), "device."))
    reload (self);
}

static void
device_arrived (GuoDevicesPage *self, json_t *line)
{
  gsize i;
  json_t *device;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  json_array_foreach (self->devices, i, device)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->device_list, (gint) i);

      if (row != NULL && guo_row_int (device, "id") == guo_row_int (line, "device"))
        set_label (g_object_get_data (G_OBJECT (row), "state-label"), guo_device_state_word (line));
    }
  if (guo_row_int (line, "device") == self->selected)
    show_detail (self);
}

static void
reading_arrived (GuoDevicesPage *self, json_t *line)
{
  gint64 id = guo_row_int (line, "device");
  g_autofree gchar *text = reading_text (self, id);
  gsize i;
  json_t *device;

  json_array_foreach (self->devices, i, device)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->device_list, (gint) i);

      if (row != NULL && guo_row_int (device, "id") == id)
        set_label (g_object_get_data (G_OBJECT (row), "reading-label"), text);
    }
  if (id == self->selected)
    show_detail (self);
}

static void
row_activated (GuoDevicesPage *self, GtkListBoxRow *row)
{
  json_t *device = json_array_get (self->devices, (gsize) gtk_list_box_row_get_index (row));

  self->selected = guo_row_int (device, "id");
  show_detail (self);
}

/* Kept when the list is still to come: the page then shows this one. */
static void
select_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDevicesPage *self = GUO_DEVICES_PAGE (widget);

  self->selected = g_variant_get_int64 (parameter);
  mark_selected (self);
  show_detail (self);
}

static void
device_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    reload (owner);
}

static void
add_scale_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDevicesPage *self = GUO_DEVICES_PAGE (widget);

  guo_sheet_open (widget, _("Add a scale"),
                  guo_scale_form_new (self->desk, NULL, widget, device_saved));
}

static void
add_printer_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDevicesPage *self = GUO_DEVICES_PAGE (widget);

  guo_sheet_open (widget, _("Add a label printer"), guo_printer_form_new (self->desk, widget, device_saved));
}

static void
add_scanner_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDevicesPage *self = GUO_DEVICES_PAGE (widget);

  guo_sheet_open (widget, _("Add a scanner"), guo_scanner_form_new (self->desk, widget, FALSE, device_saved));
}

static void
add_button_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDevicesPage *self = GUO_DEVICES_PAGE (widget);

  guo_sheet_open (widget, _("Add a button"), guo_scanner_form_new (self->desk, widget, TRUE, device_saved));
}

static void
add_grader_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDevicesPage *self = GUO_DEVICES_PAGE (widget);

  guo_sheet_open (widget, _("Add a grading machine"), guo_grader_form_new (self->desk, widget));
}

static void
add_instrument_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDevicesPage *self = GUO_DEVICES_PAGE (widget);

  guo_sheet_open (widget, _("Add an instrument"), guo_instrument_form_new (self->desk, widget));
}

static void
change_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDevicesPage *self = GUO_DEVICES_PAGE (widget);
  json_t *device = selected_device (self);
  g_autofree gchar *title = device != NULL ? g_strdup_printf (_("Change %s"), guo_row_text (device, "name")) : NULL;

  if (device != NULL)
    guo_sheet_open (widget, title, guo_change_form_new (self->desk, widget, device, protocol_of (self, device)));
}

/* Into the clipboard, from where it goes into a message to whoever helps. */
static void
copy_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDevicesPage *self = GUO_DEVICES_PAGE (widget);
  g_autofree gchar *report = guo_device_detail_report (self->detail);

  if (selected_device (self) == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), report);
  guo_desk_say (self->desk, _("✓ Copied; paste it into a message"), NULL, FALSE);
}

static void
release_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDevicesPage *self = GUO_DEVICES_PAGE (widget);
  g_autofree gchar *path = g_strdup_printf ("/v1/devices/%" G_GINT64_FORMAT "/release",
                                            self->selected);

  if (selected_device (self) != NULL)
    guo_act (widget, self->desk, path, json_object (), FALSE, device_saved, NULL);
}

static const GuoPageKey page_keys[] = {
  { "primary", "devices.add-scale", N_("Add scale") },
  { "F4", "devices.add-scale", N_("Add scale") },
  { "F5", "devices.add-printer", N_("Add label printer") },
  { "F6", "devices.add-scanner", N_("Add scanner") },
  { "F9", "devices.add-button", N_("Add button") },
  { "F2", "devices.add-grader", N_("Add grading machine") },
  { "F11", "devices.add-instrument", N_("Add instrument") },
  { "F3", "devices.change", N_("Change the device") },
  { "F7", "devices.release", N_("Release the port") },
  { "F8", "devices.copy", N_("Copy for a report") },
  { NULL, NULL, NULL },
};

static GtkWidget *
guo_devices_page_get_primary (GuoPage *page)
{
  return GUO_DEVICES_PAGE (page)->add_scale_key;
}

static void
guo_devices_page_set_desk (GuoPage *page, GuoDesk *desk)
{
  GuoDevicesPage *self = GUO_DEVICES_PAGE (page);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "connection", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "device", G_CALLBACK (device_arrived), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, GUO_DESK_READING, G_CALLBACK (reading_arrived), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "committed", G_CALLBACK (committed), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (reload), NULL);
  show_detail (self);
}

static void
guo_devices_page_page_init (GuoPageInterface *iface)
{
  iface->keys = page_keys;
  iface->get_primary = guo_devices_page_get_primary;
  iface->set_desk = guo_devices_page_set_desk;
}

static void
guo_devices_page_dispose (GObject *object)
{
  GuoDevicesPage *self = GUO_DEVICES_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->devices, json_decref);
  g_clear_pointer (&self->protocols, json_decref);
  G_OBJECT_CLASS (guo_devices_page_parent_class)->dispose (object);
}

static void
guo_devices_page_class_init (GuoDevicesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_devices_page_dispose;
  gtk_widget_class_install_action (widget_class, "devices.add-scale", NULL, add_scale_activated);
  gtk_widget_class_install_action (widget_class, "devices.add-printer", NULL,
                                   add_printer_activated);
  gtk_widget_class_install_action (widget_class, "devices.add-scanner", NULL, add_scanner_activated);
  gtk_widget_class_install_action (widget_class, "devices.add-button", NULL, add_button_activated);
  gtk_widget_class_install_action (widget_class, "devices.add-grader", NULL, add_grader_activated);
  gtk_widget_class_install_action (widget_class, "devices.add-instrument", NULL, add_instrument_activated);
  gtk_widget_class_install_action (widget_class, "devices.change", NULL, change_activated);
  gtk_widget_class_install_action (widget_class, "devices.copy", NULL, copy_activated);
  gtk_widget_class_install_action (widget_class, "devices.select", "x", select_activated);
  gtk_widget_class_install_action (widget_class, "devices.release", NULL, release_activated);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/cn/guozhan/Guozhan/devices/page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoDevicesPage, device_list);
  gtk_widget_class_bind_template_child (widget_class, GuoDevicesPage, change_key);
  gtk_widget_class_bind_template_child (widget_class, GuoDevicesPage, release_key);
  gtk_widget_class_bind_template_child (widget_class, GuoDevicesPage, copy_key);
  gtk_widget_class_bind_template_child (widget_class, GuoDevicesPage, detail);
  gtk_widget_class_bind_template_child (widget_class, GuoDevicesPage, add_scale_key);
}

static void
guo_devices_page_init (GuoDevicesPage *self)
{
  g_type_ensure (GUO_TYPE_DEVICE_DETAIL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->device_list, "row-activated", G_CALLBACK (row_activated), self,
                           G_CONNECT_SWAPPED);
}
