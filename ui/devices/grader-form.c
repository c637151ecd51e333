#include "ui/devices/grader-form.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "station/client/sentences.h"
#include "ui/act.h"
#include "ui/devices/ports.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/form.h"
#include "ui/widgets/key.h"
#include "ui/widgets/sheet.h"

#define FILE_MOST 100000 /* bytes, as the station takes a profile or a map */

/* The ways in which a machine hands its fruit over, as /v1/protocols names them. */
#define LINES "guozhan-line"
#define REPORTS "guozhan-profile"
#define COUNTERS "guozhan-modbus"

struct _GuoGraderForm
{
  GtkWidget  parent_instance;

  GuoDesk   *desk;
  GtkWidget *owner; /* not owned: the form stands on it */
  GuoForm   *form;
  GuoChoice *protocol;
  GuoChoice *place;
  GuoPorts  *ports;
  GuoChoice *profile;
  GuoChoice *map;
  GuoChoice *frame;
  GtkWidget *file_key;
  GHashTable *notes;    /* field of the interface → label at its field */
  json_t    *protocols; /* (nullable): rows */
};

G_DEFINE_FINAL_TYPE (GuoGraderForm, guo_grader_form, GTK_TYPE_WIDGET)

static gboolean
speaks (GuoGraderForm *self, const gchar *protocol)
{
  return g_strcmp0 (guo_choice_get (self->protocol), protocol) == 0;
}

static gboolean
is_at (GuoGraderForm *self, const gchar *place)
{
  return g_strcmp0 (guo_choice_get (self->place), place) == 0;
}

/* Whether the profile or the map, whichever is asked, is one of the centre's own. */
static gboolean
wants_file (GuoGraderForm *self)
{
  GuoChoice *choice = speaks (self, REPORTS) ? self->profile : speaks (self, COUNTERS) ? self->map : NULL;

  return choice != NULL && g_strcmp0 (guo_choice_get (choice), "file") == 0;
}

/* @sentence: (nullable): at @field; %NULL takes it away */
static void
set_note (GuoGraderForm *self, const gchar *field, const gchar *sentence)
{
  GtkWidget *note = g_hash_table_lookup (self->notes, field);

  gtk_label_set_label (GTK_LABEL (note), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (note, sentence != NULL);
}

static void
clear_notes (GuoGraderForm *self)
{
  GHashTableIter iter;
  gpointer field;

  g_hash_table_iter_init (&iter, self->notes);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    set_note (self, field, NULL);
  guo_form_refuse (self->form, NULL);
}

/* The line setting that is usual for the protocol; "" where it is asked otherwise. */
static const gchar *
line_of (GuoGraderForm *self)
{
  gsize i;
  json_t *row;

  json_array_foreach (self->protocols, i, row)
    if (speaks (self, guo_row_text (row, "id")))
      return guo_row_text (row, "line");
  return "";
}

static gchar *
cable_address (GuoGraderForm *self)
{
  const gchar *typed = guo_form_text (self->form, "address"), *line = line_of (self);
  g_autofree gchar *port = guo_ports_address (self->ports);
  g_autofree gchar *address = port != NULL                           ? g_strdup (port)
                              : g_str_has_prefix (typed, "serial:") ? g_strdup (typed)
                                                                     : g_strdup_printf ("serial:%s", typed);

  if (g_str_equal (address, "serial:"))
    return g_strdup ("");
  if (strstr (address, "line=") != NULL || *line == '\0')
    return g_steal_pointer (&address);
  return g_strdup_printf ("%s?line=%s", address, line);
}

/* As the interface takes it; "" while it is incomplete. */
static gchar *
address_of (GuoGraderForm *self)
{
  const gchar *typed = guo_form_text (self->form, "address");

  if (speaks (self, REPORTS))
    return g_strdup (guo_form_text (self->form, "folder"));
  if (is_at (self, "sim"))
    return g_strdup_printf ("sim:%s", LINES);
  if (is_at (self, "serial"))
    return cable_address (self);
  return *typed == '\0' || g_str_has_prefix (typed, "tcp:") ? g_strdup (typed) : g_strdup_printf ("tcp:%s", typed);
}

static void
show_fields (GuoGraderForm *self)
{
  gboolean reports = speaks (self, REPORTS), counters = speaks (self, COUNTERS);
  gboolean cable = !reports && is_at (self, "serial");
  g_autofree gchar *port = guo_ports_address (self->ports);

  guo_form_set_field_visible (self->form, "folder", reports);
  guo_form_set_field_visible (self->form, "profile", reports);
  guo_form_set_field_visible (self->form, "place", !reports);
  gtk_widget_set_visible (GTK_WIDGET (self->ports), cable);
  guo_form_set_field_visible (self->form, "address", !reports && !is_at (self, "sim") && !(cable && port != NULL));
  guo_form_set_field_visible (self->form, "register_map", counters);
  guo_form_set_field_visible (self->form, "modbus", counters);
  guo_form_set_field_visible (self->form, "file", wants_file (self));
  gtk_widget_set_visible (self->file_key, wants_file (self));
}

/* Only fruit told one by one is simulated; what counts or reports is played by the command line. */
static void
protocol_chosen (GuoGraderForm *self)
{
  if (!speaks (self, LINES) && is_at (self, "sim"))
    guo_choice_select (self->place, "tcp");
  clear_notes (self);
  show_fields (self);
}

static void
place_chosen (GuoGraderForm *self)
{
  guo_choice_select (self->frame, is_at (self, "serial") ? "rtu" : "tcp");
  protocol_chosen (self);
}

/* (nullable) (transfer full): what the profile or the map is: its name, or the file as it is; %NULL, and said at the field. */
static gchar *
setting_of (GuoGraderForm *self)
{
  const gchar *path = guo_form_text (self->form, "file");
  g_autofree gchar *text = NULL;
  gsize len = 0;
  g_autoptr(GError) error = NULL;

  if (!wants_file (self))
    return g_strdup (guo_choice_get (speaks (self, REPORTS) ? self->profile : self->map));
  if (*path == '\0')
    set_note (self, "file", _("Choose the file, or enter where it is."));
  else if (!g_file_get_contents (path, &text, &len, &error))
    set_note (self, "file", error->message);
  else if (len > FILE_MOST || !g_utf8_validate (text, (gssize) len, NULL))
    set_note (self, "file", _("This file is neither a profile nor a register map: it is too large, or no text."));
  else
    return g_steal_pointer (&text);
  return NULL;
}

/* (nullable) (transfer full): what is asked of the station; %NULL, and said, where something is missing */
static json_t *
body_of (GuoGraderForm *self)
{
  const gchar *protocol = guo_choice_get (self->protocol);
  g_autofree gchar *address = address_of (self), *setting = NULL;
  json_t *body;

  if (*address == '\0')
    {
      set_note (self, speaks (self, REPORTS) ? "folder" : "address",
                speaks (self, REPORTS) ? _("Enter the folder in which the machine leaves its reports.")
                                       : _("Enter the address of the machine, for example 192.168.1.80:4010."));
      return NULL;
    }
  if (!speaks (self, LINES) && (setting = setting_of (self)) == NULL)
    return NULL;
  body = json_pack ("{ss, ss, ss, ss}", "name", guo_form_text (self->form, "name"), "kind", "grader", "protocol", protocol,
                    "address", address);
  if (setting != NULL)
    json_object_set_new (body, speaks (self, REPORTS) ? "profile" : "register_map", json_string (setting));
  if (speaks (self, COUNTERS))
    json_object_set_new (body, "modbus", json_string (guo_choice_get (self->frame)));
  return body;
}

/* The field at which what the station refuses stands; NULL: none of them. */
static const gchar *
field_of (GuoGraderForm *self, const GError *error)
{
  const gchar *code = guo_client_error_code (error);
  const gchar *field = guo_row_text (guo_client_error_params (error), "field");

  if (strcmp (code, "name-taken") == 0)
    return "name";
  if (strcmp (code, "bad-field") != 0)
    return NULL;
  if (strcmp (field, "address") == 0 && speaks (self, REPORTS))
    return "folder";
  if (wants_file (self) && (strcmp (field, "profile") == 0 || strcmp (field, "register_map") == 0))
    return "file";
  return g_hash_table_contains (self->notes, field) ? field : NULL;
}

static void
refuse (GuoGraderForm *self, const GError *error)
{
  const gchar *field = field_of (self, error);
  const gchar *words = guo_row_text (guo_client_error_params (error), "reason");
  g_autofree gchar *reason = *words != '\0' ? guo_client_words (words) : g_strdup (error->message);

  if (field != NULL)
    set_note (self, field, reason);
  else
    guo_form_refuse (self->form, error->message);
}

/* The form may be gone by then: a supervisor was asked on its sheet. */
static void
answered (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GtkWidget *content = guo_sheet_content (owner);
  GuoDesk *desk = data;

  if (answer == NULL && content != NULL && GUO_IS_GRADER_FORM (content))
    refuse (GUO_GRADER_FORM (content), error);
  else if (answer == NULL)
    guo_desk_say (desk, error->message, NULL, TRUE);
}

static void
submitted (GuoGraderForm *self)
{
  json_t *body;

  clear_notes (self);
  body = body_of (self);
  if (body != NULL)
    guo_act_in_form (self->owner, self->desk, "/v1/devices", body, answered, self->desk);
}

static void
file_chosen (GtkNativeDialog *dialog, gint response, GuoGraderForm *self)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree gchar *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    guo_form_set_text (self->form, "file", path);
  g_object_unref (dialog);
}

static void
choose_file (GuoGraderForm *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Choose a profile or a register map"), window,
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _("Choose"), _("Cancel"));
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
protocols_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoGraderForm *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->protocols);
  self->protocols = json_incref (guo_row_list (answer, "rows"));
}

static void
guo_grader_form_dispose (GObject *object)
{
  GuoGraderForm *self = GUO_GRADER_FORM (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->notes, g_hash_table_unref);
  g_clear_pointer (&self->protocols, json_decref);
  if (self->form != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->form));
  self->form = NULL;
  G_OBJECT_CLASS (guo_grader_form_parent_class)->dispose (object);
}

static gboolean
guo_grader_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GUO_GRADER_FORM (widget)->form));
}

static void
guo_grader_form_class_init (GuoGraderFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_grader_form_dispose;
  widget_class->grab_focus = guo_grader_form_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
guo_grader_form_init (GuoGraderForm *self)
{
  self->notes = g_hash_table_new (g_str_hash, g_str_equal);
}

/* @field: static, as the interface calls it, or "folder", "file" */
static void
add_note (GuoGraderForm *self, const gchar *field)
{
  g_hash_table_insert (self->notes, (gpointer) field, guo_form_add_note (self->form));
}

static void
add_place (GuoGraderForm *self)
{
  gboolean practice = guo_row_flag (guo_desk_status (self->desk), "practice");

  self->place = guo_form_add_choice (self->form, "place", _("How it is connected"));
  guo_choice_add (self->place, "tcp", _("Network"));
  guo_choice_add (self->place, "serial", _("Cable: serial or USB"));
  if (practice)
    guo_choice_add (self->place, "sim", _("Simulator"));
  guo_choice_select (self->place, "tcp");
  self->ports = GUO_PORTS (guo_ports_new (self->desk, "grader",
                                          _("No machine's cable is there. Plug it in: it shows here by itself.")));
  guo_form_add_widget (self->form, GTK_WIDGET (self->ports));
  guo_form_add_entry (self->form, "address", _("Address: 192.168.1.80:4010, or /dev/ttyUSB0"), GTK_INPUT_PURPOSE_URL, NULL);
  add_note (self, "address");
  guo_form_add_entry (self->form, "folder", _("Folder of its reports, on this computer: /srv/reports"), GTK_INPUT_PURPOSE_URL,
                      NULL);
  add_note (self, "folder");
}

static void
add_settings (GuoGraderForm *self)
{
  self->profile = guo_form_add_choice (self->form, "profile", _("How its reports are written"));
  guo_choice_add (self->profile, "zh-csv", _("CSV, in Chinese"));
  guo_choice_add (self->profile, "zh-xlsx", _("XLSX, in Chinese"));
  guo_choice_add (self->profile, "decimal-comma-csv", _("Decimal commas"));
  guo_choice_add (self->profile, "file", _("From a file"));
  guo_choice_select (self->profile, "zh-csv");
  add_note (self, "profile");
  self->map = guo_form_add_choice (self->form, "register_map", _("Registers"));
  guo_choice_add (self->map, "guozhan-outlets", _("As recommended"));
  guo_choice_add (self->map, "file", _("From a file"));
  guo_choice_select (self->map, "guozhan-outlets");
  add_note (self, "register_map");
  guo_form_add_entry (self->form, "file", _("File with it (JSON)"), GTK_INPUT_PURPOSE_URL, NULL);
  add_note (self, "file");
  self->file_key = guo_key_new (_("Choose a file"), NULL);
  g_signal_connect_object (self->file_key, "clicked", G_CALLBACK (choose_file), self, G_CONNECT_SWAPPED);
  guo_form_add_widget (self->form, self->file_key);
  self->frame = guo_form_add_choice (self->form, "modbus", _("Frame"));
  guo_choice_add (self->frame, "tcp", "TCP");
  guo_choice_add (self->frame, "rtu", "RTU");
  guo_choice_select (self->frame, "tcp");
}

static void
build (GuoGraderForm *self)
{
  self->form = GUO_FORM (guo_form_new (NULL, _("Use this machine")));
  self->protocol = guo_form_add_choice (self->form, "protocol", _("How it hands its fruit over"));
  guo_choice_add (self->protocol, LINES, _("A line a fruit"));
  guo_choice_add (self->protocol, REPORTS, _("Reports in a folder"));
  guo_choice_add (self->protocol, COUNTERS, _("Counters of outlets"));
  guo_choice_select (self->protocol, LINES);
  add_place (self);
  add_settings (self);
  guo_form_add_entry (self->form, "name", _("Name"), GTK_INPUT_PURPOSE_FREE_FORM, _("Grading machine"));
  add_note (self, "name");
  show_fields (self);
}

GtkWidget *
guo_grader_form_new (GuoDesk *desk, GtkWidget *owner)
{
  GuoGraderForm *self = g_object_new (GUO_TYPE_GRADER_FORM, NULL);

  self->desk = g_object_ref (desk);
  self->owner = owner;
  build (self);
  gtk_widget_set_parent (GTK_WIDGET (self->form), GTK_WIDGET (self));
  g_signal_connect_object (self->form, "submitted", G_CALLBACK (submitted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->protocol, "chosen", G_CALLBACK (protocol_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->place, "chosen", G_CALLBACK (place_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ports, "chosen", G_CALLBACK (show_fields), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->profile, "chosen", G_CALLBACK (protocol_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "chosen", G_CALLBACK (protocol_chosen), self, G_CONNECT_SWAPPED);
  guo_desk_send (desk, "GET", "/v1/protocols", NULL, self, protocols_arrived, NULL);
  return GTK_WIDGET (self);
}
