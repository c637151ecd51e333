#include "ui/settings/links.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/settings/card-panel.h"
#include "ui/settings/lines.h"
#include "ui/widgets/picker.h"
#include "ui/widgets/qr.h"

#define COOPERATIVES "/v1/parties?kind=cooperative"

typedef struct
{
  GuoPicker *picker;
  GtkBox    *given;    /* the link just given, until another section is shown */
  GtkBox    *rows;
} Links;

static void reload (GuoCardPanel *self);

static void
withdrawn (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer == NULL)
    return;
  guo_desk_say (guo_card_panel_desk (owner), _("✓ The link is withdrawn"), NULL, FALSE);
  reload (owner);
}

static void
withdraw_clicked (GuoCardPanel *self, GtkButton *button)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/links/%s/withdraw",
                                            (const gchar *) g_object_get_data (G_OBJECT (button), "id"));

  guo_act (GTK_WIDGET (self), guo_card_panel_desk (self), path, json_object (), FALSE, withdrawn, NULL);
}

static void
add_withdraw_key (GuoCardPanel *self, GtkWidget *line, json_t *row)
{
  g_autofree gchar *name = g_strdup_printf (_("Withdraw: %s"), guo_row_text (row, "party_name"));
  GtkWidget *key = guo_line_row_key (line, _("Withdraw"), name);

  g_object_set_data_full (G_OBJECT (key), "id", g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (row, "id")),
                          g_free);
  g_signal_connect_object (key, "clicked", G_CALLBACK (withdraw_clicked), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
row_new (GuoCardPanel *self, json_t *row)
{
  gboolean active = guo_row_flag (row, "active");
  g_autofree gchar *day = g_strndup (guo_row_text (row, "granted_at"), 10);
  g_autofree gchar *since = g_strdup_printf (active ? _("given %s") : _("given %s, withdrawn"), day);
  GtkWidget *line = guo_line_row_new (guo_row_text (row, "party_name"), "record-title");

  guo_line_row_say (line, since, "dim");
  if (active)
    add_withdraw_key (self, line, row);
  return line;
}

static void
rows_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Links *links = guo_card_panel_data (owner);
  gsize i;
  json_t *row;

  if (answer == NULL)
    return;
  guo_box_empty (links->rows);
  json_array_foreach (guo_row_list (answer, "rows"), i, row)
    gtk_box_append (links->rows, row_new (owner, row));
  if (i == 0)
    gtk_box_append (links->rows, guo_sentence_new (_("No cooperative has a link yet."), "dim"));
}

static void
reload (GuoCardPanel *self)
{
  guo_desk_send (guo_card_panel_desk (self), "GET", "/v1/links", NULL, self, rows_arrived, NULL);
}

static void
cooperatives_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Links *links = guo_card_panel_data (owner);

  guo_picker_set_rows (links->picker, guo_row_list (answer, "rows"));
}

static void
picker_opened (GuoCardPanel *self)
{
  guo_desk_send (guo_card_panel_desk (self), "GET", COOPERATIVES, NULL, self, cooperatives_arrived, NULL);
}

static void
copy_clicked (GtkButton *button, GuoCardPanel *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), g_object_get_data (G_OBJECT (button), "url"));
  guo_desk_say (guo_card_panel_desk (self), _("✓ Copied"), NULL, FALSE);
}

static GtkWidget *
copy_key (GuoCardPanel *self, const gchar *url)
{
  GtkWidget *copy = gtk_button_new_with_label (_("Copy the link"));

  gtk_widget_add_css_class (copy, "desk-key");
  gtk_widget_set_halign (copy, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (copy), "url", g_strdup (url), g_free);
  g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_clicked), self, 0);
  return copy;
}

static void
show_given (GuoCardPanel *self, json_t *granted)
{
  Links *links = guo_card_panel_data (self);
  const gchar *url = guo_row_text (granted, "url");
  GtkWidget *address = guo_sentence_new (url, "bytes");

  guo_box_empty (links->given);
  gtk_widget_set_visible (GTK_WIDGET (links->given), TRUE);
  gtk_box_append (links->given, guo_sentence_new (_("The link is shown this once. Let the cooperative scan it now, or copy it."),
                                                  "record-title"));
  gtk_box_append (links->given, guo_qr_area_new (guo_row_list (granted, "qr"), _("Code of the link")));
  gtk_label_set_selectable (GTK_LABEL (address), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (address), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Link"), -1);
  gtk_box_append (links->given, address);
  gtk_box_append (links->given, copy_key (self, url));
}

static void
granted (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer == NULL)
    return;
  show_given (owner, answer);
  reload (owner);
}

static void
give_clicked (GuoCardPanel *self)
{
  Links *links = guo_card_panel_data (self);
  gint64 party = guo_picker_get (links->picker);

  if (party == 0)
    {
      guo_desk_say (guo_card_panel_desk (self), _("Choose the cooperative first."), NULL, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (links->picker));
      return;
    }
  guo_act (GTK_WIDGET (self), guo_card_panel_desk (self), "/v1/links", json_pack ("{sI}", "party", party), FALSE,
           granted, NULL);
}

/* Who looks over the shoulder later sees no link. */
static void
unmapped (GuoCardPanel *self)
{
  Links *links = guo_card_panel_data (self);

  guo_box_empty (links->given);
  gtk_widget_set_visible (GTK_WIDGET (links->given), FALSE);
}

static void
press (GuoCardPanel *self, const gchar *key)
{
  if (strcmp (key, "add") == 0 || strcmp (key, "save") == 0)
    give_clicked (self);
}

static void
build (GuoCardPanel *self)
{
  Links *links = guo_card_panel_data (self);

  guo_card_panel_sentence (self, _("With its link a cooperative sees its own deliveries on a phone, each crate, tare "
                                   "and deduction. Whoever has the link sees them: give it to one person, and "
                                   "withdraw it when that person leaves."), "why");
  links->picker = GUO_PICKER (guo_picker_new (_("Cooperative"), FALSE));
  g_signal_connect_object (links->picker, "opened", G_CALLBACK (picker_opened), self, G_CONNECT_SWAPPED);
  guo_card_panel_append (self, GTK_WIDGET (links->picker));
  gtk_widget_add_css_class (guo_card_panel_key (self, _("Give a link"), give_clicked), "primary");
  links->given = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  gtk_widget_add_css_class (GTK_WIDGET (links->given), "sub-form");
  gtk_widget_set_visible (GTK_WIDGET (links->given), FALSE);
  guo_card_panel_append (self, GTK_WIDGET (links->given));
  guo_card_panel_sentence (self, _("Links"), "form-head");
  links->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  guo_card_panel_append (self, GTK_WIDGET (links->rows));
  g_signal_connect (self, "unmap", G_CALLBACK (unmapped), NULL);
}

GtkWidget *
guo_links_panel_new (GuoDesk *desk)
{
  static const GuoCardPanelFuncs funcs = { build, reload, press };

  return guo_card_panel_new (desk, _("Cooperative links"), &funcs, g_new0 (Links, 1));
}
