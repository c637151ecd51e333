#include "ui/settings/certificates.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/settings/fields.h"
#include "ui/settings/lines.h"
#include "ui/widgets/focus.h"

struct _GuoCertificates
{
  GtkWidget  parent_instance;

  GuoDesk   *desk;
  GtkWidget *box;
  GtkBox    *rows;
  GtkBox    *fields;
  GtkWidget *add_key;
  json_t    *list;
};

G_DEFINE_FINAL_TYPE (GuoCertificates, guo_certificates, GTK_TYPE_WIDGET)

static guint edited_signal;

static const GuoSettingWord kinds[] = {
  { "gi", N_("Protected origin") },
  { "green", N_("Green food") },
  { "organic", N_("Organic") },
  { "test-report", N_("Test report") },
  { "other", N_("Other") },
  { NULL, NULL },
};

static const GuoSetting settings[] = {
  { .key = "kind", .kind = GUO_SETTING_WORD, .label = N_("Kind of certificate"), .words = kinds,
    .flags = GUO_SETTING_NEEDED },
  { .key = "number", .kind = GUO_SETTING_TEXT, .label = N_("Certificate number"), .flags = GUO_SETTING_NEEDED },
  { .key = "issuer", .kind = GUO_SETTING_TEXT, .label = N_("Issued by"), .flags = GUO_SETTING_NEEDED },
  { .key = "from", .kind = GUO_SETTING_DAY, .label = N_("Certificate valid from"), .flags = GUO_SETTING_NEEDED },
  { .key = "to", .kind = GUO_SETTING_DAY, .label = N_("Certificate valid to"), .flags = GUO_SETTING_NEEDED },
  { .key = NULL },
};

gchar *
guo_validity_text (const gchar *from, const gchar *to, const gchar *today, gboolean *over)
{
  gboolean early = from != NULL && strcmp (today, from) < 0;

  *over = early || (to != NULL && *to != '\0' && strcmp (today, to) > 0);
  if (early)
    return g_strdup_printf (_("▲ not yet valid: %s to %s"), from, to);
  if (*over)
    return g_strdup_printf (_("▲ expired: %s to %s"), from, to);
  return g_strdup_printf (_("%s to %s"), from, to);
}

static const gchar *
kind_word (const gchar *value)
{
  for (const GuoSettingWord *word = kinds; word->value != NULL; word++)
    if (strcmp (word->value, value) == 0)
      return _(word->word);
  return value;
}

static void show_rows (GuoCertificates *self);

static void
remove_clicked (GuoCertificates *self, GtkButton *button)
{
  json_array_remove (self->list, GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (button), "at")));
  show_rows (self);
  gtk_widget_grab_focus (self->add_key);
  g_signal_emit (self, edited_signal, 0);
}

static GtkWidget *
row_new (GuoCertificates *self, json_t *certificate, gsize at)
{
  gboolean over = FALSE;
  g_autofree gchar *head = g_strdup_printf ("%s %s", kind_word (guo_row_text (certificate, "kind")),
                                            guo_row_text (certificate, "number"));
  g_autofree gchar *name = g_strdup_printf (_("Take away: %s"), head);
  g_autofree gchar *days = guo_validity_text (guo_row_text (certificate, "from"), guo_row_text (certificate, "to"),
                                              guo_row_text (guo_desk_status (self->desk), "day"), &over);
  GtkWidget *row = guo_line_row_new (head, "record-title");
  GtkWidget *remove;

  guo_line_row_say (row, guo_row_text (certificate, "issuer"), "dim");
  guo_line_row_say (row, days, over ? "row-warn" : "dim");
  remove = guo_line_row_key (row, _("Take away"), name);
  g_object_set_data (G_OBJECT (remove), "at", GSIZE_TO_POINTER (at));
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked), self, G_CONNECT_SWAPPED);
  return row;
}

static void
show_rows (GuoCertificates *self)
{
  gsize i;
  json_t *certificate;

  guo_box_empty (self->rows);
  json_array_foreach (self->list, i, certificate)
    gtk_box_append (self->rows, row_new (self, certificate, i));
}

static void
show_fields (GuoCertificates *self, gboolean visible)
{
  guo_fields_show (self->fields, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->fields), visible);
  gtk_button_set_label (GTK_BUTTON (self->add_key), visible ? _("Put it on the list") : _("One more certificate"));
}

/* Shows the fields first, then takes what stands in them. */
static void
add_clicked (GuoCertificates *self)
{
  json_t *certificate;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->fields)))
    {
      show_fields (self, TRUE);
      gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (self->fields)));
      return;
    }
  certificate = guo_fields_read (self->fields, NULL);
  if (certificate == NULL)
    return;
  json_array_append_new (self->list, certificate);
  show_fields (self, FALSE);
  show_rows (self);
  g_signal_emit (self, edited_signal, 0);
}

static gboolean
guo_certificates_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GUO_CERTIFICATES (widget)->add_key);
}

static void
guo_certificates_dispose (GObject *object)
{
  GuoCertificates *self = GUO_CERTIFICATES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->list, json_decref);
  G_OBJECT_CLASS (guo_certificates_parent_class)->dispose (object);
}

static void
guo_certificates_class_init (GuoCertificatesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_certificates_dispose;
  widget_class->grab_focus = guo_certificates_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  edited_signal = g_signal_new ("edited", GUO_TYPE_CERTIFICATES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
guo_certificates_init (GuoCertificates *self)
{
  self->list = json_array ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->fields = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_widget_add_css_class (GTK_WIDGET (self->fields), "sub-form");
  self->add_key = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->add_key, "desk-key");
  gtk_widget_set_halign (self->add_key, GTK_ALIGN_START);
  g_signal_connect_object (self->add_key, "clicked", G_CALLBACK (add_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->fields));
  gtk_box_append (GTK_BOX (self->box), self->add_key);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
guo_certificates_new (GuoDesk *desk)
{
  GuoCertificates *self = g_object_new (GUO_TYPE_CERTIFICATES, NULL);

  self->desk = g_object_ref (desk);
  guo_fields_make (self->fields, desk, settings);
  show_fields (self, FALSE);
  return GTK_WIDGET (self);
}

void
guo_certificates_show (GuoCertificates *self, json_t *list)
{
  json_decref (self->list);
  self->list = json_is_array (list) ? json_deep_copy (list) : json_array ();
  show_fields (self, FALSE);
  show_rows (self);
}

json_t *
guo_certificates_get (GuoCertificates *self)
{
  return self->list;
}
