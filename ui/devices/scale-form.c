#include "ui/devices/scale-form.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/devices/bytes.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/form.h"

#define DEFAULT_PROTOCOL "yaohua-tf0"
#define LISTEN_MS 700
#define PORTS_AGAIN_S 2
#define OTHER "other"

struct _GuoScaleForm
{
  GtkWidget  parent_instance;

  GuoDesk   *desk;
  GtkWidget *owner;         /* not owned: the form stands on it */
  GuoAnswer  done;
  GuoForm   *form;
  GuoChoice *kind;
  GuoChoice *port;          /* serial ports that are there, and another one by name */
  GuoChoice *protocol;
  GtkLabel  *heard;
  GtkLabel  *bytes;
  gchar     *listening;     /* address being listened to, by all protocols at once */
  guint      listen;
  guint      ports_again;
};

G_DEFINE_FINAL_TYPE (GuoScaleForm, guo_scale_form, GTK_TYPE_WIDGET)

static gboolean
is_kind (GuoScaleForm *self, const gchar *kind)
{
  return g_strcmp0 (guo_choice_get (self->kind), kind) == 0;
}

/* Device file of the port that was chosen; NULL: its name is typed. */
static const gchar *
chosen_port (GuoScaleForm *self)
{
  const gchar *port = is_kind (self, "serial") ? guo_choice_get (self->port) : NULL;

  return g_strcmp0 (port, OTHER) != 0 ? port : NULL;
}

/* The address as the interface takes it; "" while it is incomplete. */
static gchar *
address_of (GuoScaleForm *self)
{
  const gchar *kind = guo_choice_get (self->kind), *text = guo_form_text (self->form, "address");
  const gchar *protocol = guo_choice_get (self->protocol);

  if (chosen_port (self) != NULL)
    return g_str_has_prefix (chosen_port (self), "usb:") ? g_strdup (chosen_port (self))
                                                         : g_strdup_printf ("serial:%s", chosen_port (self));
  if (is_kind (self, "sim"))
    return g_strdup_printf ("sim:%s", protocol != NULL ? protocol : DEFAULT_PROTOCOL);
  if (*text == '\0')
    return g_strdup ("");
  if (strchr (text, ':') != NULL && (g_str_has_prefix (text, "tcp:")
                                     || g_str_has_prefix (text, "serial:")
                                     || g_str_has_prefix (text, "sim:")))
    return g_strdup (text);
  return g_strdup_printf ("%s:%s", kind, text);
}

static void
show_address (GuoScaleForm *self)
{
  guo_form_set_field_visible (self->form, "address", !is_kind (self, "sim") && chosen_port (self) == NULL);
  guo_form_set_field_visible (self->form, "port", is_kind (self, "serial") && guo_choice_size (self->port) > 1);
}

static void ask_ports (GuoScaleForm *self);
static void listen_soon (GuoScaleForm *self);

static gboolean
ask_ports_again (gpointer user_data)
{
  GuoScaleForm *self = user_data;

  self->ports_again = 0;
  ask_ports (self);
  return G_SOURCE_REMOVE;
}

static json_t *
ports_of_scales (json_t *all)
{
  json_t *rows = json_array (), *port;
  gsize i;

  json_array_foreach (all, i, port)
    if (strcmp (guo_row_text (port, "kind"), "serial") == 0 || strcmp (guo_row_text (port, "kind"), "scale") == 0)
      json_array_append (rows, port);
  return rows;
}

/* None yet: the cable may be plugged in while the person reads. */
static void
ports_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoScaleForm *self = owner;
  json_auto_t *rows = ports_of_scales (guo_row_list (answer, "rows"));
  json_t *port;
  gsize i;

  if (!is_kind (self, "serial") || guo_choice_size (self->port) > 1)
    return;
  if (json_array_size (rows) == 0)
    {
      if (self->listening == NULL)
        gtk_label_set_label (self->heard, _("No scale’s cable is there. Plug it in: it shows here by itself."));
      self->ports_again = g_timeout_add_seconds (PORTS_AGAIN_S, ask_ports_again, self);
      return;
    }
  guo_choice_clear (self->port);
  json_array_foreach (rows, i, port)
    {
      g_autofree gchar *word = g_strstrip (g_strdup_printf ("%s  %s", guo_row_text (port, "name"),
                                                            guo_row_text (port, "description")));

      guo_choice_add (self->port, guo_row_text (port, "name"), word);
    }
  guo_choice_add (self->port, OTHER, _("Another one"));
  guo_choice_select (self->port, guo_row_text (json_array_get (rows, 0), "name"));
  listen_soon (self);
}

static void
ask_ports (GuoScaleForm *self)
{
  guo_desk_send (self->desk, "GET", "/v1/ports", NULL, self, ports_arrived, NULL);
}

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
  g_clear_handle_id (&self->ports_again, g_source_remove);
  gtk_label_set_label (self->heard, "");
  gtk_label_set_label (self->bytes, "");
  stop_listening (self);
  if (is_kind (self, "serial"))
    ask_ports (self);
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
  gtk_label_set_label (self->heard, _("Listening …"));
  gtk_label_set_label (self->bytes, "");
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

static gchar *
heard_text (GuoScaleForm *self, json_t *line)
{
  gsize i;
  json_t *proposal;
  const gchar *error = guo_row_text (line, "error");

  json_array_foreach (guo_row_list (line, "proposals"), i, proposal)
    if (strcmp (guo_row_text (proposal, "protocol"), guo_choice_get (self->protocol)) == 0
        && *guo_row_text (proposal, "digits") != '\0')
      return g_strdup_printf (_("Reads %s %s. Does the scale's display say the same?"),
                              guo_row_text (proposal, "digits"), guo_row_text (proposal, "unit"));
  if (*error != '\0')
    return g_strdup (error);
  if (guo_row_int (line, "frames") > 0)
    return g_strdup_printf (_("%d good frames, %d bad"), (gint) guo_row_int (line, "frames"),
                            (gint) guo_row_int (line, "bad"));
  if (guo_row_int (line, "bytes") > 0)
    return g_strdup (_("Bytes are heard, but not in this protocol. Choose another one."));
  return g_strdup (_("Nothing is heard yet. Is the scale on, and set to send?"));
}

static void
device_arrived (GuoScaleForm *self, json_t *line)
{
  g_autofree gchar *text = NULL;
  g_autofree gchar *bytes = NULL;

  if (strcmp (guo_row_text (line, "device"), "probe") != 0)
    return;
  text = heard_text (self, line);
  bytes = guo_bytes_text (guo_row_text (line, "bytes_hex"));
  gtk_label_set_label (self->heard, text);
  gtk_label_set_label (self->bytes, bytes);
}

static void
protocols_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoScaleForm *self = owner;
  gsize i;
  json_t *protocol;

  json_array_foreach (guo_row_list (answer, "rows"), i, protocol)
    guo_choice_add (self->protocol, guo_row_text (protocol, "id"), _(guo_row_text (protocol, "name")));
  guo_choice_select (self->protocol, DEFAULT_PROTOCOL);
  listen_soon (self);
}

static void
submitted (GuoScaleForm *self)
{
  g_autofree gchar *address = address_of (self);
  const gchar *protocol = guo_choice_get (self->protocol);
  gint64 max_mg = 0, e_mg = 0;

  if (*address == '\0')
    guo_form_refuse (self->form, _("Enter the address of the scale."));
  else if (!guo_parse_mass (guo_form_text (self->form, "max"), &max_mg)
           || (*guo_form_text (self->form, "e") != '\0'
               && !guo_parse_mass (guo_form_text (self->form, "e"), &e_mg)))
    guo_form_refuse (self->form, _("Max and e are numbers of kilograms; they stand on the scale's plate."));
  else
    {
      json_t *body = json_pack ("{sssssssssIss}", "name", guo_form_text (self->form, "name"), "kind",
                                "scale", "address", address, "protocol",
                                protocol != NULL ? protocol : "", "max_mg", max_mg, "unit", "kg");

      if (e_mg > 0)
        json_object_set_new (body, "e_mg", json_integer (e_mg));
      guo_act (self->owner, self->desk, "/v1/devices", body, FALSE, self->done, NULL);
    }
}

static void
guo_scale_form_dispose (GObject *object)
{
  GuoScaleForm *self = GUO_SCALE_FORM (object);

  g_clear_handle_id (&self->listen, g_source_remove);
  g_clear_handle_id (&self->ports_again, g_source_remove);
  stop_listening (self);
  g_clear_object (&self->desk);
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

static GtkLabel *
add_live_label (GuoScaleForm *self, const gchar *name, const gchar *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name,
                                  -1);
  guo_form_add_widget (self->form, label);
  return GTK_LABEL (label);
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
  self->port = guo_form_add_choice (self->form, "port", _("Port"));
  guo_form_add_entry (self->form, "address", _("Address: 192.168.1.50:4001, or /dev/ttyUSB0"),
                      GTK_INPUT_PURPOSE_URL, NULL);
  self->heard = add_live_label (self, _("What is heard"), "why");
  self->bytes = add_live_label (self, _("Bytes of the scale"), "bytes");
  self->protocol = guo_form_add_choice (self->form, "protocol", _("Protocol"));
  guo_form_add_entry (self->form, "name", _("Name"), GTK_INPUT_PURPOSE_FREE_FORM, _("Scale 1"));
  guo_form_add_entry (self->form, "max", _("Max, kg"), GTK_INPUT_PURPOSE_NUMBER,
                      practice ? "150" : NULL);
  guo_form_add_entry (self->form, "e", _("e, kg (empty: the last digit that it sends)"),
                      GTK_INPUT_PURPOSE_NUMBER, NULL);
  show_address (self);
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
  g_signal_connect_object (self->port, "chosen", G_CALLBACK (listen_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->protocol, "chosen", G_CALLBACK (listen_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "edited", G_CALLBACK (listen_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "device", G_CALLBACK (device_arrived), self, G_CONNECT_SWAPPED);
  guo_desk_send (desk, "GET", "/v1/protocols", NULL, self, protocols_arrived, NULL);
  return GTK_WIDGET (self);
}
