#include "ui/devices/scale-form.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/devices/candidates.h"
#include "ui/devices/ports.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/form.h"
#include "ui/widgets/picker.h"

#define MOST_ADDRESS 255
#define MOST_DECIMALS 9
#define DEFAULT_PROTOCOL "yaohua-tf0"
#define LISTEN_MS 700

struct _GuoScaleForm
{
  GtkWidget  parent_instance;

  GuoDesk   *desk;
  GtkWidget *owner;         /* not owned: the form stands on it */
  GuoAnswer  done;
  GuoForm   *form;
  GuoChoice *kind;
  GuoPorts  *ports;
  GuoCandidates *candidates;
  GuoPicker *protocol;      /* by its name, where nothing is heard */
  json_t    *protocols;     /* rows of the picker: an id is a place in it, from 1 */
  gchar     *listening;     /* address being listened to, by all protocols at once */
  guint      listen;
};

G_DEFINE_FINAL_TYPE (GuoScaleForm, guo_scale_form, GTK_TYPE_WIDGET)

static gboolean
is_kind (GuoScaleForm *self, const gchar *kind)
{
  return g_strcmp0 (guo_choice_get (self->kind), kind) == 0;
}

/* (nullable): as chosen by its name */
static json_t *
picked (GuoScaleForm *self)
{
  gint64 id = guo_picker_get (self->protocol);

  return id > 0 ? json_array_get (self->protocols, (gsize) id - 1) : NULL;
}

/* The address as the interface takes it; "" while it is incomplete. */
static gchar *
address_of (GuoScaleForm *self)
{
  const gchar *kind = guo_choice_get (self->kind), *text = guo_form_text (self->form, "address");
  json_t *protocol = picked (self);
  g_autofree gchar *port = is_kind (self, "serial") ? guo_ports_address (self->ports) : NULL;

  if (port != NULL)
    return g_steal_pointer (&port);
  if (is_kind (self, "sim"))
    return g_strdup_printf ("sim:%s", protocol != NULL ? guo_row_text (protocol, "protocol") : DEFAULT_PROTOCOL);
  if (*text == '\0')
    return g_strdup ("");
  if (strchr (text, ':') != NULL && (g_str_has_prefix (text, "tcp:")
                                     || g_str_has_prefix (text, "serial:")
                                     || g_str_has_prefix (text, "sim:")))
    return g_strdup (text);
  return g_strdup_printf ("%s:%s", kind, text);
}

/* With the line setting at which it was heard, or the usual one of its protocol. */
static gchar *
whole_address_of (GuoScaleForm *self, json_t *protocol)
{
  g_autofree gchar *address = address_of (self);
  const gchar *line = guo_row_text (protocol, "line");

  if (!g_str_has_prefix (address, "serial:") || strstr (address, "line=") != NULL || *line == '\0')
    return g_steal_pointer (&address);
  return g_strdup_printf ("%s?line=%s", address, line);
}

static void
show_address (GuoScaleForm *self)
{
  gboolean cable = is_kind (self, "serial");
  g_autofree gchar *port = guo_ports_address (self->ports);

  gtk_widget_set_visible (GTK_WIDGET (self->ports), cable);
  guo_form_set_field_visible (self->form, "address", !is_kind (self, "sim") && !(cable && port != NULL));
}

static void listen_soon (GuoScaleForm *self);

static void
stop_listening (GuoScaleForm *self)
{
  if (self->desk != NULL && self->listening != NULL)
    guo_desk_send (self->desk, "POST", "/v1/devices/probe/stop", json_object (), self->desk, NULL, NULL);
  g_clear_pointer (&self->listening, g_free);
}

static void
kind_chosen (GuoScaleForm *self)
{
  guo_candidates_say (self->candidates, "");
  stop_listening (self);
  listen_soon (self);
}

static gboolean
listen_now (gpointer user_data)
{
  GuoScaleForm *self = user_data;
  g_autofree gchar *address = address_of (self);

  self->listen = 0;
  if (*address == '\0' || g_strcmp0 (address, self->listening) == 0)
    return G_SOURCE_REMOVE;
  g_free (self->listening);
  self->listening = g_strdup (address);
  guo_candidates_say (self->candidates, _("Listening …"));
  guo_desk_send (self->desk, "POST", "/v1/devices/probe",
                 json_pack ("{ss}", "address", address), self, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* Not at each letter of an address. */
static void
listen_soon (GuoScaleForm *self)
{
  show_address (self);
  g_clear_handle_id (&self->listen, g_source_remove);
  self->listen = g_timeout_add (LISTEN_MS, listen_now, self);
}

static void
device_arrived (GuoScaleForm *self, json_t *line)
{
  /* what was asked for before may still be told */
  if (strcmp (guo_row_text (line, "device"), "probe") == 0
      && g_strcmp0 (guo_row_text (line, "address"), self->listening) == 0)
    guo_candidates_show (self->candidates, line);
}

/* The protocol to be bound; NULL: nothing is chosen. */
static json_t *
protocol_in_use (GuoScaleForm *self)
{
  json_t *chosen = guo_candidates_chosen (self->candidates);
  gsize i;
  json_t *protocol;

  if (chosen == NULL)
    return picked (self);
  json_array_foreach (self->protocols, i, protocol)
    if (strcmp (guo_row_text (protocol, "protocol"), guo_row_text (chosen, "protocol")) == 0)
      return protocol;
  return NULL;
}

/* What this protocol does not say. */
static void
show_settings (GuoScaleForm *self)
{
  json_t *protocol = protocol_in_use (self);
  gboolean registers = guo_row_flag (protocol, "has_registers");

  guo_form_set_field_visible (self->form, "unit", protocol != NULL && !guo_row_flag (protocol, "has_unit"));
  guo_form_set_field_visible (self->form, "register_map", registers);
  guo_form_set_field_visible (self->form, "modbus", registers);
  guo_form_set_field_visible (self->form, "bus_address", registers);
  guo_form_set_field_visible (self->form, "decimals", registers);
}

static void
candidate_chosen (GuoScaleForm *self)
{
  if (!is_kind (self, "sim")) /* there it is what the simulator speaks */
    guo_picker_select (self->protocol, 0, NULL);
  show_settings (self);
}

static void
protocol_picked (GuoScaleForm *self)
{
  guo_candidates_unchoose (self->candidates);
  show_settings (self);
  listen_soon (self);
}

static void
protocols_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoScaleForm *self = owner;
  gsize i;
  json_t *protocol;

  json_decref (self->protocols);
  self->protocols = json_array ();
  json_array_foreach (guo_row_list (answer, "rows"), i, protocol)
    if (strcmp (guo_row_text (protocol, "kind"), "scale") == 0)
      json_array_append_new (self->protocols,
                             json_pack ("{sIsssssssOsO}", "id", (json_int_t) i + 1, "name",
                                        _(guo_row_text (protocol, "name")), "protocol", guo_row_text (protocol, "id"), "line",
                                        guo_row_text (protocol, "line"), "has_unit", json_object_get (protocol, "has_unit"),
                                        "has_registers", json_object_get (protocol, "has_registers")));
  guo_picker_set_rows (self->protocol, self->protocols);
  listen_soon (self);
}

static gboolean
is_number (GuoScaleForm *self, const gchar *field, guint64 most, gint64 *value)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (guo_form_text (self->form, field), 10, 0, most, &number, NULL))
    return FALSE;
  *value = (gint64) number;
  return TRUE;
}

/* FALSE, and said, where a number is none. */
static gboolean
put_registers (GuoScaleForm *self, json_t *body)
{
  gint64 bus_address, decimals;

  if (!is_number (self, "bus_address", MOST_ADDRESS, &bus_address) || !is_number (self, "decimals", MOST_DECIMALS, &decimals))
    {
      guo_form_refuse (self->form, _("The address on the bus is a number up to 255, the digits behind the point 0 to 9."));
      return FALSE;
    }
  json_object_set_new (body, "register_map", json_string (guo_form_text (self->form, "register_map")));
  json_object_set_new (body, "modbus", json_string (guo_form_text (self->form, "modbus")));
  json_object_set_new (body, "bus_address", json_integer (bus_address));
  json_object_set_new (body, "exponent", json_integer (-decimals));
  return TRUE;
}

/* @heard: the candidate or the protocol that was chosen, with its line setting */
static void
bind (GuoScaleForm *self, json_t *heard, gint64 max_mg, gint64 e_mg)
{
  json_t *protocol = protocol_in_use (self);
  g_autofree gchar *address = whole_address_of (self, heard);
  json_auto_t *body = json_pack ("{sssssssssIss}", "name", guo_form_text (self->form, "name"), "kind", "scale", "address",
                            address, "protocol", guo_row_text (heard, "protocol"), "max_mg", max_mg, "unit",
                            guo_row_flag (protocol, "has_unit") ? "kg" : guo_form_text (self->form, "unit"));

  if (e_mg > 0)
    json_object_set_new (body, "e_mg", json_integer (e_mg));
  if (!guo_row_flag (protocol, "has_registers") || put_registers (self, body))
    guo_act (self->owner, self->desk, "/v1/devices", g_steal_pointer (&body), FALSE, self->done, NULL);
}

static void
submitted (GuoScaleForm *self)
{
  g_autofree gchar *address = address_of (self);
  json_t *chosen = guo_candidates_chosen (self->candidates);
  json_t *protocol = chosen != NULL ? chosen : picked (self);
  gint64 max_mg = 0, e_mg = 0;

  if (*address == '\0')
    guo_form_refuse (self->form, _("Enter the address of the scale."));
  else if (protocol == NULL)
    guo_form_refuse (self->form, _("Choose the weight that the scale's display shows; or its protocol, by the name."));
  else if (!guo_parse_mass (guo_form_text (self->form, "max"), &max_mg)
           || (*guo_form_text (self->form, "e") != '\0'
               && !guo_parse_mass (guo_form_text (self->form, "e"), &e_mg)))
    guo_form_refuse (self->form, _("Max and e are numbers of kilograms; they stand on the scale's plate."));
  else
    bind (self, protocol, max_mg, e_mg);
}

static void
guo_scale_form_dispose (GObject *object)
{
  GuoScaleForm *self = GUO_SCALE_FORM (object);

  g_clear_handle_id (&self->listen, g_source_remove);
  stop_listening (self);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->protocols, json_decref);
  if (self->form != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->form));
  self->form = NULL;
  G_OBJECT_CLASS (guo_scale_form_parent_class)->dispose (object);
}

static gboolean
guo_scale_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GUO_SCALE_FORM (widget)->form));
}

static void
guo_scale_form_class_init (GuoScaleFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_scale_form_dispose;
  widget_class->grab_focus = guo_scale_form_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
guo_scale_form_init (GuoScaleForm *self)
{
}

static void
add_protocol (GuoScaleForm *self)
{
  const gchar *name = _("Protocol by its name");
  GtkWidget *caption = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "field-label");
  guo_form_add_widget (self->form, caption);
  self->protocol = GUO_PICKER (guo_picker_new (name, TRUE));
  guo_picker_set_none (self->protocol, _("As it is heard"), _("As it is heard"));
  guo_form_add_widget (self->form, GTK_WIDGET (self->protocol));
}

static void
add_words (GuoChoice *choice, const gchar *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    guo_choice_add (choice, words[i], words[i]);
  guo_choice_select (choice, words[0]);
}

/* Shown for protocols that do not say it. */
static void
add_settings (GuoScaleForm *self)
{
  static const gchar *const units[] = { "kg", "g", "t", NULL };
  static const gchar *const maps[] = { "laumas", "dini-dgt4", NULL };
  GuoChoice *modbus;

  add_words (guo_form_add_choice (self->form, "unit", _("Unit on its display")), units);
  add_words (guo_form_add_choice (self->form, "register_map", _("Registers")), maps);
  modbus = guo_form_add_choice (self->form, "modbus", _("Frame"));
  guo_choice_add (modbus, "rtu", "RTU");
  guo_choice_add (modbus, "tcp", "TCP");
  guo_choice_select (modbus, "rtu");
  guo_form_add_entry (self->form, "bus_address", _("Address on the bus, 1 to 247"), GTK_INPUT_PURPOSE_DIGITS, "1");
  guo_form_add_entry (self->form, "decimals", _("Digits behind the point on its display"), GTK_INPUT_PURPOSE_DIGITS, "2");
}

static void
build (GuoScaleForm *self, const gchar *why)
{
  gboolean practice = guo_row_flag (guo_desk_status (self->desk), "practice");

  self->form = GUO_FORM (guo_form_new (why, _("Use this scale")));
  self->kind = guo_form_add_choice (self->form, "kind", _("How it is connected"));
  if (practice)
    guo_choice_add (self->kind, "sim", _("Simulator"));
  guo_choice_add (self->kind, "tcp", _("Network"));
  guo_choice_add (self->kind, "serial", _("Cable: serial or USB"));
  guo_choice_select (self->kind, practice ? "sim" : "tcp");
  self->ports = GUO_PORTS (guo_ports_new (self->desk, "scale",
                                          _("No scale's cable is there. Plug it in: it shows here by itself.")));
  guo_form_add_widget (self->form, GTK_WIDGET (self->ports));
  guo_form_add_entry (self->form, "address", _("Address: 192.168.1.50:4001, or /dev/ttyUSB0"),
                      GTK_INPUT_PURPOSE_URL, NULL);
  self->candidates = GUO_CANDIDATES (guo_candidates_new ());
  guo_form_add_widget (self->form, GTK_WIDGET (self->candidates));
  add_protocol (self);
  add_settings (self);
  guo_form_add_entry (self->form, "name", _("Name"), GTK_INPUT_PURPOSE_FREE_FORM, _("Scale 1"));
  guo_form_add_entry (self->form, "max", _("Max, kg"), GTK_INPUT_PURPOSE_NUMBER,
                      practice ? "150" : NULL);
  guo_form_add_entry (self->form, "e", _("e, kg (empty: the last digit that it sends)"),
                      GTK_INPUT_PURPOSE_NUMBER, NULL);
  show_address (self);
  show_settings (self);
}

GtkWidget *
guo_scale_form_new (GuoDesk *desk, const gchar *why, GtkWidget *owner, GuoAnswer done)
{
  GuoScaleForm *self = g_object_new (GUO_TYPE_SCALE_FORM, NULL);

  self->desk = g_object_ref (desk);
  self->owner = owner;
  self->done = done;
  build (self, why);
  gtk_widget_set_parent (GTK_WIDGET (self->form), GTK_WIDGET (self));
  g_signal_connect_object (self->form, "submitted", G_CALLBACK (submitted), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->kind, "chosen", G_CALLBACK (kind_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ports, "chosen", G_CALLBACK (listen_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->candidates, "chosen", G_CALLBACK (candidate_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->protocol, "chosen", G_CALLBACK (protocol_picked), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "edited", G_CALLBACK (listen_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "device", G_CALLBACK (device_arrived), self, G_CONNECT_SWAPPED);
  guo_desk_send (desk, "GET", "/v1/protocols", NULL, self, protocols_arrived, NULL);
  return GTK_WIDGET (self);
}
