#include "ui/settings/program.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/settings/card-panel.h"

typedef struct
{
  GtkLabel *version;
  GtkLabel *legal;
  GtkLabel *database;
  GtkLabel *origin;
  GtkLabel *size;
  GtkLabel *checkpoint;
  GtkLabel *root;
} Program;

static void
show_checkpoint (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Program *program = guo_card_panel_data (owner);
  g_autofree gchar *text = NULL;
  gint size = (gint) guo_row_int (answer, "size");

  if (answer == NULL)
    text = g_strdup (_("None yet"));
  else
    text = g_strdup_printf (ngettext ("%d record signed", "%d records signed", (gulong) size), size);
  gtk_label_set_label (program->checkpoint, text);
  gtk_label_set_label (program->root, answer != NULL ? guo_row_text (answer, "note") : "");
}

static void
show_status (GuoCardPanel *self)
{
  Program *program = guo_card_panel_data (self);
  json_t *status = guo_desk_status (guo_card_panel_desk (self));
  gint size = (gint) guo_row_int (status, "size");
  g_autofree gchar *records = g_strdup_printf (ngettext ("%d record", "%d records", (gulong) size), size);
  g_autofree gchar *version = g_strdup_printf ("%s %s%s", _("Guozhan"), guo_row_text (status, "version"),
                                               guo_row_flag (status, "practice") ? _(" · practice") : "");

  gtk_label_set_label (program->version, version);
  gtk_label_set_label (program->legal, guo_row_text (status, "legal_sha256"));
  gtk_label_set_label (program->database, guo_row_text (status, "database"));
  gtk_label_set_label (program->origin, guo_row_text (status, "origin"));
  gtk_label_set_label (program->size, records);
}

static void
reload (GuoCardPanel *self)
{
  show_status (self);
  guo_desk_refresh (guo_card_panel_desk (self));
  guo_desk_send (guo_card_panel_desk (self), "GET", "/v1/checkpoint", NULL, self, show_checkpoint, NULL);
}

static void
signed_now (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer == NULL)
    return;
  guo_desk_say (guo_card_panel_desk (owner), _("✓ Signed"), NULL, FALSE);
  reload (owner);
}

static void
sign_clicked (GuoCardPanel *self)
{
  guo_act (GTK_WIDGET (self), guo_card_panel_desk (self), "/v1/checkpoint", json_object (), FALSE, signed_now, NULL);
}

static void
build (GuoCardPanel *self)
{
  Program *program = guo_card_panel_data (self);

  program->version = guo_card_panel_fact (self, _("Version"));
  program->legal = guo_card_panel_fact (self, _("SHA-256 of the legally relevant part"));
  gtk_widget_add_css_class (GTK_WIDGET (program->legal), "bytes");
  program->database = guo_card_panel_fact (self, _("Database"));
  program->origin = guo_card_panel_fact (self, _("Name of the log"));
  program->size = guo_card_panel_fact (self, _("Size of the log"));
  program->checkpoint = guo_card_panel_fact (self, _("Last checkpoint"));
  program->root = guo_card_panel_fact (self, _("Signed note of the checkpoint"));
  gtk_widget_add_css_class (GTK_WIDGET (program->root), "bytes");
  guo_card_panel_sentence (self, _("A checkpoint signs what the log holds. Whoever has a copy can show that nothing "
                                   "before it was changed."), "why");
  guo_card_panel_key (self, _("Sign one now"), sign_clicked);
  g_signal_connect_object (guo_card_panel_desk (self), "status", G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
}

GtkWidget *
guo_program_panel_new (GuoDesk *desk)
{
  static const GuoCardPanelFuncs funcs = { build, reload, NULL };

  return guo_card_panel_new (desk, _("Weighing program"), &funcs, g_new0 (Program, 1));
}
