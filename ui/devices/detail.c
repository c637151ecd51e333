#include "ui/devices/detail.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/bytes-text.h"
#include "station/client/format.h"
#include "station/client/row.h"
#include "station/client/sentences.h"
#include "ui/widgets/reading.h"

#define DRIFT_DECIMALS 3

struct _GuoDeviceDetail
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkLabel  *name;
  GtkLabel  *protocol;
  GtkLabel  *address;
  GtkLabel  *state;
  GtkLabel  *error;
  GtkLabel  *frames;
  GtkLabel  *newest;
  GtkLabel  *zero;
  GtkWidget *bytes_head;
  GtkLabel  *bytes;
};

G_DEFINE_FINAL_TYPE (GuoDeviceDetail, guo_device_detail, GTK_TYPE_WIDGET)

const gchar *
guo_device_state_word (json_t *line)
{
  const gchar *state = guo_row_text (line, "state");

  if (strcmp (state, "open") == 0)
    return _("● connected");
  if (strcmp (state, "lost") == 0)
    return _("▲ disconnected");
  if (strcmp (state, "opening") == 0 && strcmp (guo_row_text (line, "kind"), "printer") == 0)
    return _("○ idle"); /* it is called when there is a label */
  return strcmp (state, "opening") == 0 ? _("○ connecting") : _("○ not heard yet");
}

/* A line without text takes no place. */
static void
put (GtkLabel *label, const gchar *text)
{
  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static gchar *
frames_text (json_t *line)
{
  const gchar *rate = guo_row_text (line, "rate_per_s");

  return g_strdup_printf (_("Frames %d · bad %d · %s a second"), (gint) guo_row_int (line, "frames"),
                          (gint) guo_row_int (line, "bad"), *rate != '\0' ? rate : "0");
}

/* Tenths of a second: what is newer than that is now. */
static gchar *
newest_text (json_t *line)
{
  gint64 tenths = guo_row_int (line, "age_ms") / 100;

  if (!json_is_integer (json_object_get (line, "age_ms")))
    return g_strdup (_("No reading yet"));
  return g_strdup_printf (_("Newest reading %d.%d s ago"), (gint) (tenths / 10), (gint) (tenths % 10));
}

static gchar *
zero_text (json_t *line)
{
  g_autofree gchar *mass = guo_format_mass (guo_row_int (line, "zero_mg"), DRIFT_DECIMALS);

  return json_is_integer (json_object_get (line, "zero_mg"))
           ? g_strdup_printf (_("Empty it showed %s kg last"), mass)
           : g_strdup (_("Not seen empty yet"));
}

static void
show_scale (GuoDeviceDetail *self, json_t *line, gboolean scale)
{
  g_autofree gchar *frames = frames_text (line);
  g_autofree gchar *newest = newest_text (line);
  g_autofree gchar *zero = zero_text (line);

  put (self->frames, scale ? frames : "");
  put (self->newest, scale ? newest : "");
  put (self->zero, scale ? zero : "");
}

/* What it measured last stands where a scale's age of the newest reading does. */
static void
show_instrument (GuoDeviceDetail *self, json_t *line, json_t *reading)
{
  g_autofree gchar *counts = g_strdup_printf (_("Readings %d · bad %d"), (gint) guo_row_int (line, "frames"),
                                              (gint) guo_row_int (line, "bad"));
  g_autofree gchar *value = reading != NULL ? guo_reading_text (reading) : NULL;
  g_autofree gchar *at = reading != NULL ? guo_reading_time (reading) : NULL;
  g_autofree gchar *newest = value != NULL ? g_strdup_printf (_("Last: %s, at %s"), value, at) : g_strdup (_("No reading yet"));

  put (self->frames, counts);
  put (self->newest, newest);
}

void
guo_device_detail_show (GuoDeviceDetail *self, json_t *device, json_t *line, const gchar *protocol, json_t *reading)
{
  g_autofree gchar *bytes = guo_bytes_text (reading != NULL ? guo_row_text (reading, "raw") : guo_row_text (line, "bytes_hex"));
  g_autofree gchar *trouble = guo_client_device_trouble (line);

  put (self->name, device != NULL ? guo_row_text (device, "name") : _("Choose a device"));
  put (self->protocol, device != NULL ? protocol : "");
  put (self->address, guo_row_text (device, "address"));
  put (self->state, device != NULL ? guo_device_state_word (line) : "");
  put (self->error, device != NULL ? trouble : "");
  show_scale (self, line, strcmp (guo_row_text (device, "kind"), "scale") == 0);
  if (device != NULL && strcmp (guo_row_text (device, "kind"), "instrument") == 0)
    show_instrument (self, line, reading);
  put (self->bytes, device != NULL ? bytes : "");
  gtk_widget_set_visible (self->bytes_head, device != NULL && *bytes != '\0');
}

gchar *
guo_device_detail_report (GuoDeviceDetail *self)
{
  GtkLabel *labels[] = { self->name,   self->protocol, self->address, self->state, self->error,
                         self->frames, self->newest,   self->zero,    self->bytes };
  GString *report = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (*gtk_label_get_label (labels[i]) != '\0')
      g_string_append_printf (report, "%s\n", gtk_label_get_label (labels[i]));
  return g_string_free (report, FALSE);
}

static void
guo_device_detail_dispose (GObject *object)
{
  g_clear_pointer (&GUO_DEVICE_DETAIL (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_device_detail_parent_class)->dispose (object);
}

static void
guo_device_detail_class_init (GuoDeviceDetailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = guo_device_detail_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
add (GtkWidget *box, const gchar *name, const gchar *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
make_facts (GuoDeviceDetail *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const gchar *last = _("Last bytes");

  self->protocol = add (box, _("Protocol"), NULL);
  self->address = add (box, _("Address"), "dim");
  self->state = add (box, _("State"), "state-word");
  self->error = add (box, _("Why"), "row-fault");
  self->frames = add (box, _("Frames heard"), NULL);
  self->newest = add (box, _("Age of the newest reading"), NULL);
  self->zero = add (box, _("Zero drift"), NULL);
  self->bytes_head = gtk_label_new (last);
  gtk_label_set_xalign (GTK_LABEL (self->bytes_head), 0);
  gtk_widget_add_css_class (self->bytes_head, "dim");
  gtk_box_append (GTK_BOX (box), self->bytes_head);
  self->bytes = add (box, last, "bytes");
  return box;
}

static void
guo_device_detail_init (GuoDeviceDetail *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->name = add (self->box, _("Device"), "head-line");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), make_facts (self));
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
