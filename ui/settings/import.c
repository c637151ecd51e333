#include "ui/settings/import.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/settings/card-panel.h"
#include "ui/settings/lines.h"
#include "ui/settings/preview.h"
#include "ui/widgets/choice.h"

#define FILE_MOST (4 * 1024 * 1024)

typedef struct
{
  GuoChoice *kind;
  GtkLabel  *columns;
  GtkLabel  *file_label;
  GtkBox    *preview;
  GtkWidget *import_key;
  json_t    *body;       /* of the file that was rehearsed */
} Import;

/* What each list may hold; the station's own words, in the order of a table. */
static const struct
{
  const gchar *kind;
  const gchar *word;
  const gchar *columns;
} lists[] = {
  { "villages", N_("Villages"), N_("name; name_en, township, county, altitude_m") },
  { "cooperatives", N_("Cooperatives"), N_("name, code; name_en, village, phone, address") },
  { "growers", N_("Growers"), N_("name, cooperative; name_en, code, village, phone, address") },
  { "plots", N_("Plots"), N_("cooperative, grower, name, area_mu; village, product, variety") },
  { "products", N_("Products"), N_("name, kind; name_en, season_from, variety, variety_en") },
};

static gsize
list_chosen (Import *import)
{
  const gchar *kind = guo_choice_get (import->kind);
  gsize i = 0;

  while (i + 1 < G_N_ELEMENTS (lists) && g_strcmp0 (lists[i].kind, kind) != 0)
    i++;
  return i;
}

static void
forget_file (GuoCardPanel *self)
{
  Import *import = guo_card_panel_data (self);

  g_clear_pointer (&import->body, json_decref);
  guo_box_empty (import->preview);
  gtk_label_set_label (import->file_label, "");
  gtk_widget_set_visible (import->import_key, FALSE);
}

static void
kind_chosen (GuoCardPanel *self)
{
  Import *import = guo_card_panel_data (self);
  g_autofree gchar *text = g_strdup_printf (_("Columns, in any order, those before the “;” are needed: %s"),
                                            _(lists[list_chosen (import)].columns));

  gtk_label_set_label (import->columns, text);
  forget_file (self);
}

static void
say_refused (GuoCardPanel *self, const GError *error)
{
  Import *import = guo_card_panel_data (self);

  guo_box_empty (import->preview);
  gtk_box_append (import->preview, guo_sentence_new (error->message, "refusal"));
}

static void
rehearsed (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Import *import = guo_card_panel_data (owner);
  gint total = (gint) guo_row_int (answer, "total");
  gsize wrong = json_array_size (guo_row_list (answer, "errors"));
  g_autofree gchar *rows = g_strdup_printf (ngettext ("%d row", "%d rows", (gulong) total), total);
  g_autofree gchar *word = g_strdup_printf (ngettext ("Import %d row", "Import %d rows", (gulong) total), total);
  g_autofree gchar *text = NULL;

  if (answer == NULL)
    {
      say_refused (owner, error);
      return;
    }
  text = g_strdup_printf ("%s · %s · %s", guo_row_text (import->body, "name"), guo_row_text (answer, "encoding"), rows);
  gtk_label_set_label (import->file_label, text);
  guo_box_empty (import->preview);
  gtk_box_append (import->preview, guo_preview_new (answer));
  gtk_button_set_label (GTK_BUTTON (import->import_key), word);
  gtk_widget_set_visible (import->import_key, wrong == 0 && total > 0);
  if (wrong > 0)
    guo_desk_say (guo_card_panel_desk (owner), _("Nothing is imported while a line is wrong. Correct the file and "
                                                 "choose it again."), NULL, TRUE);
}

static void
send (GuoCardPanel *self, gboolean rehearse, GuoAnswer done)
{
  Import *import = guo_card_panel_data (self);
  g_autofree gchar *path = g_strconcat ("/v1/import/", lists[list_chosen (import)].kind, NULL);
  json_t *body = json_deep_copy (import->body);

  if (rehearse)
    json_object_set_new (body, "dry_run", json_true ());
  guo_act_in_form (GTK_WIDGET (self), guo_card_panel_desk (self), path, body, done, NULL);
}

static void
read_file (GuoCardPanel *self, GFile *file)
{
  Import *import = guo_card_panel_data (self);
  g_autofree gchar *name = g_file_get_basename (file);
  g_autofree gchar *text = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);

  forget_file (self);
  if (bytes != NULL && g_bytes_get_size (bytes) > FILE_MOST)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("The file is larger than 4 MB. Split it."));
  if (error != NULL)
    {
      say_refused (self, error);
      return;
    }
  text = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  import->body = json_pack ("{ssss}", "data", text, "name", name);
  send (self, TRUE, rehearsed);
}

static void
file_chosen (GtkNativeDialog *dialog, gint response, GuoCardPanel *self)
{
  g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    read_file (self, file);
  g_object_unref (dialog);
}

static void
choose_clicked (GuoCardPanel *self)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("List to import"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, _("Look at it"), _("Cancel"));
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "xlsx");
  gtk_file_filter_set_name (filter, _("Tables (CSV, XLSX)"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
imported (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  gint rows = (gint) (guo_row_has (answer, "total") ? guo_row_int (answer, "total") : guo_row_int (answer, "rows"));
  g_autofree gchar *text = g_strdup_printf (ngettext ("✓ %d row imported", "✓ %d rows imported", (gulong) rows), rows);

  if (answer == NULL)
    {
      say_refused (owner, error);
      return;
    }
  forget_file (owner);
  guo_desk_say (guo_card_panel_desk (owner), text, NULL, FALSE);
}

static void
import_clicked (GuoCardPanel *self)
{
  send (self, FALSE, imported);
}

static void
press (GuoCardPanel *self, const gchar *key)
{
  Import *import = guo_card_panel_data (self);

  if (strcmp (key, "add") == 0 || strcmp (key, "find") == 0)
    choose_clicked (self);
  else if (strcmp (key, "save") == 0 && gtk_widget_get_visible (import->import_key))
    import_clicked (self);
}

static void
build (GuoCardPanel *self)
{
  Import *import = guo_card_panel_data (self);

  guo_card_panel_sentence (self, _("A table from the office, saved as CSV, in UTF-8 or GB18030, with the names of the "
                                   "columns in its first line, English or Chinese. Rows that are there already are "
                                   "brought up to date."), "why");
  import->kind = g_object_new (GUO_TYPE_CHOICE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    guo_choice_add (import->kind, lists[i].kind, _(lists[i].word));
  guo_choice_select (import->kind, "growers");
  gtk_accessible_update_property (GTK_ACCESSIBLE (import->kind), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Kind of list"), -1);
  g_signal_connect_object (import->kind, "chosen", G_CALLBACK (kind_chosen), self, G_CONNECT_SWAPPED);
  guo_card_panel_append (self, GTK_WIDGET (import->kind));
  import->columns = guo_card_panel_sentence (self, NULL, "dim");
  guo_card_panel_key (self, _("Choose a file …"), choose_clicked);
  import->file_label = guo_card_panel_sentence (self, NULL, "record-title");
  gtk_accessible_update_property (GTK_ACCESSIBLE (import->file_label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("File"), -1);
  import->import_key = guo_card_panel_key (self, _("Import"), import_clicked);
  gtk_widget_add_css_class (import->import_key, "primary");
  import->preview = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  guo_card_panel_append (self, GTK_WIDGET (import->preview));
  kind_chosen (self);
}

static void
destroyed (GtkWidget *panel)
{
  Import *import = guo_card_panel_data (GUO_CARD_PANEL (panel));

  if (import != NULL)
    g_clear_pointer (&import->body, json_decref);
}

GtkWidget *
guo_import_panel_new (GuoDesk *desk)
{
  static const GuoCardPanelFuncs funcs = { build, NULL, press };
  GtkWidget *panel = guo_card_panel_new (desk, _("Import lists"), &funcs, g_new0 (Import, 1));

  g_signal_connect (panel, "destroy", G_CALLBACK (destroyed), NULL);
  return panel;
}
