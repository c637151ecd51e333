#include "ui/devices/instrument-form.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/devices/ports.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/form.h"
#include "ui/widgets/sheet.h"

/* What a sample asks for, as /v1/protocols names it. */
static const struct
{
  const gchar *quantity, *word, *name;
} quantities[] = {
  { "brix", N_("Brix, °Bx"), N_("Refractometer") },
  { "force", N_("Firmness, N"), N_("Firmness tester") },
  { "length", N_("Length, mm"), N_("Calliper") },
};

struct _GuoInstrumentForm
{
  GtkWidget  parent_instance;

  GuoDesk   *desk;
  GtkWidget *owner; /* not owned: the form stands on it */
  GuoForm   *form;
  GuoChoice *quantity;
  GuoChoice *protocol;
  GuoChoice *place;
  GuoPorts  *ports;
  json_t    *protocols; /* (nullable): rows */
};

G_DEFINE_FINAL_TYPE (GuoInstrumentForm, guo_instrument_form, GTK_TYPE_WIDGET)

static gboolean
is_at (GuoInstrumentForm *self, const gchar *place)
{
  return g_strcmp0 (guo_choice_get (self->place), place) == 0;
}

static gboolean
measures (GuoInstrumentForm *self, const gchar *quantity)
{
  return g_strcmp0 (guo_choice_get (self->quantity), quantity) == 0;
}

/* As the interface takes it, which adds the usual line setting; "" while it is incomplete. */
static gchar *
address_of (GuoInstrumentForm *self)
{
  const gchar *typed = guo_form_text (self->form, "address");
  g_autofree gchar *port = is_at (self, "serial") ? guo_ports_address (self->ports) : NULL;

  if (is_at (self, "sim"))
    return g_strdup_printf ("sim:%s", guo_choice_get (self->protocol) != NULL ? guo_choice_get (self->protocol) : "");
  if (port != NULL)
    return g_steal_pointer (&port);
  if (*typed == '\0' || g_str_has_prefix (typed, "tcp:") || g_str_has_prefix (typed, "serial:"))
    return g_strdup (typed);
  return g_strdup_printf (is_at (self, "serial") ? "serial:%s" : "tcp:%s", typed);
}

static void
show_fields (GuoInstrumentForm *self)
{
  gboolean cable = is_at (self, "serial");
  g_autofree gchar *port = guo_ports_address (self->ports);

  gtk_widget_set_visible (GTK_WIDGET (self->ports), cable);
  guo_form_set_field_visible (self->form, "address", !is_at (self, "sim") && !(cable && port != NULL));
  guo_form_set_field_visible (self->form, "unit", measures (self, "length"));
  guo_form_refuse (self->form, NULL);
}

/* Those of the quantity; the first is chosen. */
static void
show_protocols (GuoInstrumentForm *self)
{
  const gchar *first = NULL;
  gsize i;
  json_t *row;

  guo_choice_clear (self->protocol);
  json_array_foreach (self->protocols, i, row)
    if (strcmp (guo_row_text (row, "kind"), "instrument") == 0 && measures (self, guo_row_text (row, "quantity")))
      {
        first = first == NULL ? guo_row_text (row, "id") : first;
        guo_choice_add (self->protocol, guo_row_text (row, "id"), _(guo_row_text (row, "name")));
      }
  guo_choice_select (self->protocol, first);
}

/* A name that nobody gave follows what it measures. */
static void
quantity_chosen (GuoInstrumentForm *self)
{
  const gchar *typed = guo_form_text (self->form, "name");
  gboolean ours = *typed == '\0';

  for (gsize i = 0; i < G_N_ELEMENTS (quantities); i++)
    ours = ours || strcmp (typed, _(quantities[i].name)) == 0;
  for (gsize i = 0; ours && i < G_N_ELEMENTS (quantities); i++)
    if (measures (self, quantities[i].quantity))
      guo_form_set_text (self->form, "name", _(quantities[i].name));
  show_protocols (self);
  show_fields (self);
}

static void
protocols_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoInstrumentForm *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->protocols);
  self->protocols = json_incref (guo_row_list (answer, "rows"));
  show_protocols (self);
}

/* The form may be gone by then: a supervisor was asked on its sheet. */
static void
answered (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GtkWidget *content = guo_sheet_content (owner);
  GuoDesk *desk = data;

  if (answer == NULL && content != NULL && GUO_IS_INSTRUMENT_FORM (content))
    guo_form_refuse (GUO_INSTRUMENT_FORM (content)->form, error->message);
  else if (answer == NULL)
    guo_desk_say (desk, error->message, NULL, TRUE);
}

static void
submitted (GuoInstrumentForm *self)
{
  g_autofree gchar *address = address_of (self);
  const gchar *protocol = guo_choice_get (self->protocol);
  json_t *body;

  if (*address == '\0' || protocol == NULL)
    {
      guo_form_refuse (self->form, _("Enter the address of the instrument, for example 192.168.1.90:4001."));
      return;
    }
  body = json_pack ("{ss, ss, ss, ss}", "name", guo_form_text (self->form, "name"), "kind", "instrument", "protocol", protocol,
                    "address", address);
  if (measures (self, "length"))
    json_object_set_new (body, "unit", json_string (guo_form_text (self->form, "unit")));
  guo_act_in_form (self->owner, self->desk, "/v1/devices", body, answered, self->desk);
}

static void
guo_instrument_form_dispose (GObject *object)
{
  GuoInstrumentForm *self = GUO_INSTRUMENT_FORM (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->protocols, json_decref);
  if (self->form != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->form));
  self->form = NULL;
  G_OBJECT_CLASS (guo_instrument_form_parent_class)->dispose (object);
}

static gboolean
guo_instrument_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GUO_INSTRUMENT_FORM (widget)->form));
}

static void
guo_instrument_form_class_init (GuoInstrumentFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_instrument_form_dispose;
  widget_class->grab_focus = guo_instrument_form_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
guo_instrument_form_init (GuoInstrumentForm *self)
{
}

static void
add_place (GuoInstrumentForm *self)
{
  self->place = guo_form_add_choice (self->form, "place", _("How it is connected"));
  guo_choice_add (self->place, "serial", _("Cable: serial or USB"));
  guo_choice_add (self->place, "tcp", _("Network"));
  if (guo_row_flag (guo_desk_status (self->desk), "practice"))
    guo_choice_add (self->place, "sim", _("Simulator"));
  guo_choice_select (self->place, "serial");
  self->ports = GUO_PORTS (guo_ports_new (self->desk, "instrument",
                                          _("No instrument's cable is there. Plug it in: it shows here by itself.")));
  guo_form_add_widget (self->form, GTK_WIDGET (self->ports));
  guo_form_add_entry (self->form, "address", _("Address: 192.168.1.90:4001, or /dev/ttyUSB0"), GTK_INPUT_PURPOSE_URL, NULL);
}

static void
build (GuoInstrumentForm *self)
{
  GuoChoice *unit;

  self->form = GUO_FORM (guo_form_new (_("What it measures lands in the form of a sample, with its name."), _("Use this instrument")));
  self->quantity = guo_form_add_choice (self->form, "quantity", _("What it measures"));
  for (gsize i = 0; i < G_N_ELEMENTS (quantities); i++)
    guo_choice_add (self->quantity, quantities[i].quantity, _(quantities[i].word));
  guo_choice_select (self->quantity, quantities[0].quantity);
  self->protocol = guo_form_add_choice (self->form, "protocol", _("Which one it is"));
  add_place (self);
  unit = guo_form_add_choice (self->form, "unit", _("Unit on its display"));
  guo_choice_add (unit, "mm", "mm");
  guo_choice_add (unit, "in", _("inch"));
  guo_choice_select (unit, "mm");
  guo_form_add_entry (self->form, "name", _("Name"), GTK_INPUT_PURPOSE_FREE_FORM, _(quantities[0].name));
  show_fields (self);
}

GtkWidget *
guo_instrument_form_new (GuoDesk *desk, GtkWidget *owner)
{
  GuoInstrumentForm *self = g_object_new (GUO_TYPE_INSTRUMENT_FORM, NULL);

  self->desk = g_object_ref (desk);
  self->owner = owner;
  build (self);
  gtk_widget_set_parent (GTK_WIDGET (self->form), GTK_WIDGET (self));
  g_signal_connect_object (self->form, "submitted", G_CALLBACK (submitted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->quantity, "chosen", G_CALLBACK (quantity_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->place, "chosen", G_CALLBACK (show_fields), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ports, "chosen", G_CALLBACK (show_fields), self, G_CONNECT_SWAPPED);
  guo_desk_send (desk, "GET", "/v1/protocols", NULL, self, protocols_arrived, NULL);
  return GTK_WIDGET (self);
}
