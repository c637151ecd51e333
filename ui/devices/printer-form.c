#include "ui/devices/printer-form.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/devices/ports.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/form.h"

static const struct
{
  const gchar *id;
  const gchar *name;
} languages[] = {
  { "zpl", N_ ("ZPL II · Zebra") },
  { "tspl", N_ ("TSPL · TSC, Gprinter, Deli, HPRT, Xprinter") },
  { "escpos", N_ ("ESC/POS · receipt printers") },
};

struct _GuoPrinterForm
{
  GtkWidget  parent_instance;

  GuoDesk   *desk;
  GtkWidget *owner; /* not owned: the form stands on it */
  GuoAnswer  done;
  GuoForm   *form;
  GuoChoice *way;
  GuoPorts  *ports;
  GuoChoice *language;
  GuoChoice *label;
};

G_DEFINE_FINAL_TYPE (GuoPrinterForm, guo_printer_form, GTK_TYPE_WIDGET)

const gchar *
guo_printer_language_name (const gchar *language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (strcmp (languages[i].id, language) == 0)
      return _(languages[i].name);
  return language;
}

static gboolean
is_cable (GuoPrinterForm *self)
{
  return g_strcmp0 (guo_choice_get (self->way), "cable") == 0;
}

/* As the interface takes it; "" while it is incomplete. */
static gchar *
address_of (GuoPrinterForm *self)
{
  const gchar *text = guo_form_text (self->form, "address");
  gchar *port = is_cable (self) ? guo_ports_address (self->ports) : NULL;

  if (port != NULL || *text == '\0')
    return port != NULL ? port : g_strdup ("");
  if (g_str_has_prefix (text, "tcp:") || g_str_has_prefix (text, "usb:") || g_str_has_prefix (text, "serial:")
      || g_str_has_prefix (text, "cups:") || g_str_has_prefix (text, "sim:"))
    return g_strdup (text);
  if (is_cable (self))
    return g_strdup_printf ("serial:%s", text);
  return g_strdup_printf (strchr (text, ':') != NULL ? "tcp:%s" : "tcp:%s:9100", text);
}

static void
show_address (GuoPrinterForm *self)
{
  g_autofree gchar *port = guo_ports_address (self->ports);

  gtk_widget_set_visible (GTK_WIDGET (self->ports), is_cable (self));
  guo_form_set_field_visible (self->form, "address", !is_cable (self) || port == NULL);
}

/* What the printer says of itself is chosen for it; the person may choose otherwise. */
static void
port_chosen (GuoPrinterForm *self)
{
  const gchar *language = guo_ports_language (self->ports);

  show_address (self);
  if (is_cable (self) && *language != '\0')
    guo_choice_select (self->language, language);
}

static void
submitted (GuoPrinterForm *self)
{
  g_autofree gchar *address = address_of (self);
  gint64 dpi = g_ascii_strtoll (guo_form_text (self->form, "dpi"), NULL, 10);

  if (*address == '\0')
    {
      guo_form_refuse (self->form, _("Enter the address of the printer, for example 192.168.1.60:9100."));
      return;
    }
  guo_act (self->owner, self->desk, "/v1/devices",
           json_pack ("{sssssssssIss}", "name", guo_form_text (self->form, "name"), "kind", "printer", "address", address,
                      "language", guo_form_text (self->form, "language"), "dpi", dpi, "label",
                      guo_form_text (self->form, "label")),
           FALSE, self->done, NULL);
}

static void
guo_printer_form_dispose (GObject *object)
{
  GuoPrinterForm *self = GUO_PRINTER_FORM (object);

  g_clear_object (&self->desk);
  if (self->form != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->form));
  self->form = NULL;
  G_OBJECT_CLASS (guo_printer_form_parent_class)->dispose (object);
}

static gboolean
guo_printer_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GUO_PRINTER_FORM (widget)->form));
}

static void
guo_printer_form_class_init (GuoPrinterFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_printer_form_dispose;
  widget_class->grab_focus = guo_printer_form_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
guo_printer_form_init (GuoPrinterForm *self)
{
}

static void
add_place (GuoPrinterForm *self)
{
  self->way = guo_form_add_choice (self->form, "way", _("How it is connected"));
  guo_choice_add (self->way, "tcp", _("Network"));
  guo_choice_add (self->way, "cable", _("Cable: serial or USB"));
  guo_choice_select (self->way, "tcp");
  self->ports = GUO_PORTS (guo_ports_new (self->desk, "printer",
                                          _("No printer's cable is there. Plug it in: it shows here by itself.")));
  guo_form_add_widget (self->form, GTK_WIDGET (self->ports));
  guo_form_add_entry (self->form, "address", _("Address: 192.168.1.60:9100"), GTK_INPUT_PURPOSE_URL, NULL);
  g_signal_connect_object (self->way, "chosen", G_CALLBACK (port_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ports, "chosen", G_CALLBACK (port_chosen), self, G_CONNECT_SWAPPED);
  show_address (self);
}

static void
add_paper (GuoPrinterForm *self)
{
  GuoChoice *dpi;

  self->language = guo_form_add_choice (self->form, "language", _("Language"));
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    guo_choice_add (self->language, languages[i].id, _(languages[i].name));
  guo_choice_select (self->language, languages[0].id);
  dpi = guo_form_add_choice (self->form, "dpi", _("Dots an inch"));
  guo_choice_add (dpi, "203", "203");
  guo_choice_add (dpi, "300", "300");
  guo_choice_add (dpi, "600", "600");
  guo_choice_select (dpi, "203");
  self->label = guo_form_add_choice (self->form, "label", _("Label"));
  guo_choice_add (self->label, "case-60x40", "60 × 40 mm");
  guo_choice_add (self->label, "case-100x60", _("100 × 60 mm, with the certificate"));
  guo_choice_add (self->label, "pti-100x50", _("100 × 50 mm, for export (PTI)"));
  guo_choice_add (self->label, "pallet-a6", _("A6, of pallets"));
  guo_choice_select (self->label, "case-60x40");
}

/* The centre's own for cases and for pallets, by the names that they were given. */
static void
layouts_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  static const gchar *const shipped[] = { "case-60x40", "case-100x60", "pti-100x50", "pallet-a6", NULL };
  GuoPrinterForm *self = owner;
  gsize i;
  json_t *row;

  json_array_foreach (guo_row_list (answer, "rows"), i, row)
    if (guo_row_flag (row, "own") && guo_row_flag (row, "active") && strcmp (guo_row_text (row, "purpose"), "other") != 0
        && !g_strv_contains (shipped, guo_row_text (row, "name")))
      guo_choice_add (self->label, guo_row_text (row, "name"), guo_row_text (row, "name"));
}

GtkWidget *
guo_printer_form_new (GuoDesk *desk, GtkWidget *owner, GuoAnswer done)
{
  GuoPrinterForm *self = g_object_new (GUO_TYPE_PRINTER_FORM, NULL);

  self->desk = g_object_ref (desk);
  self->owner = owner;
  self->done = done;
  self->form = GUO_FORM (guo_form_new (_("Labels go to it as pictures, in the language that the printer speaks."),
                                       _("Use this printer")));
  add_place (self);
  guo_form_add_entry (self->form, "name", _("Name"), GTK_INPUT_PURPOSE_FREE_FORM, _("Label printer"));
  add_paper (self);
  gtk_widget_set_parent (GTK_WIDGET (self->form), GTK_WIDGET (self));
  g_signal_connect_object (self->form, "submitted", G_CALLBACK (submitted), self, G_CONNECT_SWAPPED);
  guo_desk_send (desk, "GET", "/v1/label-layouts", NULL, self, layouts_arrived, NULL);
  return GTK_WIDGET (self);
}
