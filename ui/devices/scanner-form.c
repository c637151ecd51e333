#include "ui/devices/scanner-form.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/form.h"

#define AGAIN_S 55 /* the station listens for a minute */
#define MOST 8     /* places offered */

typedef struct
{
  const gchar *kind;    /* of the device */
  const gchar *find;    /* path of the act that listens */
  const gchar *what;    /* the live line that says where it is */
  const gchar *lead;
  const gchar *use;
  const gchar *where;
  const gchar *name;
  const gchar *address;
  const gchar *nothing; /* neither heard nor entered */
} Words;

static const Words scanner_words = {
  "scanner", "/v1/scanners/find", "code",
  N_("Scan any code with the new scanner: it shows here. A scanner that types like a keyboard works without being added."),
  N_("Use this scanner"), N_("Where it was scanned"), N_("Scanner"),
  N_("Address, where nothing is heard: serial:/dev/ttyACM0, tcp:192.168.1.70:2001"),
  N_("Scan any code with the new scanner, or enter its address."),
};

static const Words button_words = {
  "button", "/v1/buttons/find", "press",
  N_("Press the button or foot switch: it shows here. From then on it records like the key, and types nothing any more."),
  N_("Use this button"), N_("What was pressed"), N_("Foot switch"),
  N_("Address, where nothing is heard: signal:/dev/ttyUSB0?line=cts, serial:/dev/ttyUSB0"),
  N_("Press the new button, or enter its address."),
};

struct _GuoScannerForm
{
  GtkWidget  parent_instance;

  GuoDesk   *desk;
  const Words *words;
  GtkWidget *owner; /* not owned: the form stands on it */
  GuoAnswer  done;
  GuoForm   *form;
  GuoChoice *heard; /* places where something was scanned, the newest chosen */
  GtkLabel  *told;
  guint      again;
};

G_DEFINE_FINAL_TYPE (GuoScannerForm, guo_scanner_form, GTK_TYPE_WIDGET)

/* What only was watched is bound to be held: else it would type into every window too. */
static gchar *
bound_address (json_t *line)
{
  const gchar *address = guo_row_text (line, "address");
  const gchar *way = strchr (address, '?');

  if (g_strcmp0 (way, "?learn") == 0)
    return g_strdup_printf ("%.*s?key=%d", (gint) (way - address), address, (gint) guo_row_int (line, "key"));
  return g_strcmp0 (way, "?watch") == 0 ? g_strndup (address, (gsize) (way - address)) : g_strdup (address);
}

static gchar *
heard_text (json_t *line)
{
  if (strcmp (guo_row_text (line, "what"), "press") == 0)
    return g_strdup_printf (_("Heard: key %d"), (gint) guo_row_int (line, "key"));
  return g_strdup_printf (_("Heard: %s"), guo_row_text (line, "code"));
}

static void
scanned (GuoScannerForm *self, json_t *line)
{
  const gchar *device = guo_row_text (line, "device");
  g_autofree gchar *address = bound_address (line);
  g_autofree gchar *text = heard_text (line);

  if (strcmp (device, "find") != 0 || strcmp (guo_row_text (line, "what"), self->words->what) != 0)
    return;
  guo_choice_select (self->heard, address);
  if (g_strcmp0 (guo_choice_get (self->heard), address) != 0 && guo_choice_size (self->heard) < MOST)
    {
      guo_choice_add (self->heard, address, address);
      guo_choice_select (self->heard, address);
    }
  gtk_label_set_label (self->told, text);
  guo_form_set_field_visible (self->form, "heard", TRUE);
}

static gboolean
find (gpointer user_data)
{
  GuoScannerForm *self = user_data;

  guo_desk_send (self->desk, "POST", self->words->find, json_object (), self, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

static void
stop (GuoScannerForm *self)
{
  if (self->again == 0)
    return;
  g_clear_handle_id (&self->again, g_source_remove);
  guo_desk_send (self->desk, "POST", "/v1/scanners/find/stop", json_object (), self->desk, NULL, NULL);
}

static void
submitted (GuoScannerForm *self)
{
  const gchar *heard = guo_choice_get (self->heard);
  const gchar *typed = guo_form_text (self->form, "address");
  const gchar *address = *typed != '\0' ? typed : heard;

  if (address == NULL)
    {
      guo_form_refuse (self->form, _(self->words->nothing));
      return;
    }
  stop (self); /* the place is free for the scanner that is bound there */
  guo_act (self->owner, self->desk, "/v1/devices",
           json_pack ("{ssssss}", "name", guo_form_text (self->form, "name"), "kind", self->words->kind, "address", address), FALSE,
           self->done, NULL);
}

static void
guo_scanner_form_dispose (GObject *object)
{
  GuoScannerForm *self = GUO_SCANNER_FORM (object);

  if (self->desk != NULL)
    stop (self);
  g_clear_object (&self->desk);
  if (self->form != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->form));
  self->form = NULL;
  G_OBJECT_CLASS (guo_scanner_form_parent_class)->dispose (object);
}

static gboolean
guo_scanner_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GUO_SCANNER_FORM (widget)->form));
}

static void
guo_scanner_form_class_init (GuoScannerFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_scanner_form_dispose;
  widget_class->grab_focus = guo_scanner_form_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
guo_scanner_form_init (GuoScannerForm *self)
{
}

static void
add_told (GuoScannerForm *self)
{
  GtkWidget *label = gtk_label_new (_("Nothing is heard yet."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("What is heard"), -1);
  self->told = GTK_LABEL (label);
  guo_form_add_widget (self->form, label);
}

GtkWidget *
guo_scanner_form_new (GuoDesk *desk, GtkWidget *owner, gboolean button, GuoAnswer done)
{
  GuoScannerForm *self = g_object_new (GUO_TYPE_SCANNER_FORM, NULL);

  self->desk = g_object_ref (desk);
  self->words = button ? &button_words : &scanner_words;
  self->owner = owner;
  self->done = done;
  self->form = GUO_FORM (guo_form_new (_(self->words->lead), _(self->words->use)));
  add_told (self);
  self->heard = guo_form_add_choice (self->form, "heard", _(self->words->where));
  guo_form_set_field_visible (self->form, "heard", FALSE);
  guo_form_add_entry (self->form, "name", _("Name"), GTK_INPUT_PURPOSE_FREE_FORM, _(self->words->name));
  guo_form_add_entry (self->form, "address", _(self->words->address), GTK_INPUT_PURPOSE_URL, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->form), GTK_WIDGET (self));
  g_signal_connect_object (self->form, "submitted", G_CALLBACK (submitted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "scan", G_CALLBACK (scanned), self, G_CONNECT_SWAPPED);
  self->again = g_timeout_add_seconds (AGAIN_S, find, self);
  find (self);
  return GTK_WIDGET (self);
}
