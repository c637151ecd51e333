#include "ui/settings/backup.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/settings/card-panel.h"

#define MINUTES_PER_HOUR 60
#define WARN_HOURS 24
#define LOOK_MS 1000 /* while one is under way */

typedef struct
{
  GtkLabel  *age;
  GtkLabel  *copy;
  GtkWidget *key;
  GtkLabel  *what;
  GtkLabel  *folder;
  gboolean   looking;
} Backup;

static gchar *
age_text (gint64 seconds)
{
  gint minutes = (gint) (seconds / 60);

  if (minutes < MINUTES_PER_HOUR)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", (gulong) minutes), minutes);
  return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", (gulong) (minutes / MINUTES_PER_HOUR)),
                          minutes / MINUTES_PER_HOUR);
}

static void
warn (GtkLabel *label, gboolean warned)
{
  if (warned)
    gtk_widget_add_css_class (GTK_WIDGET (label), "row-warn");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "row-warn");
}

static void
show_last (Backup *backup, json_t *last)
{
  gint64 age_s = guo_seconds_since (guo_row_text (last, "at"));
  gboolean good = guo_row_flag (last, "verified");
  g_autofree gchar *age = age_text (age_s);
  g_autofree gchar *text = !json_is_object (last) ? g_strdup (_("▲ none is known"))
                           : good                 ? g_strdup (age)
                                                  : g_strdup_printf (_("▲ %s, and it failed: %s"), age,
                                                                     guo_row_text (last, "reason"));

  gtk_label_set_label (backup->age, text);
  warn (backup->age, !good || age_s > WARN_HOURS * 3600);
  gtk_label_set_label (backup->copy, guo_row_has (last, "path") ? guo_row_text (last, "path") : "—");
}

static gboolean
look_again (gpointer panel)
{
  Backup *backup = guo_card_panel_data (panel);

  if (backup != NULL)
    {
      backup->looking = FALSE;
      guo_desk_refresh (guo_card_panel_desk (panel));
    }
  return G_SOURCE_REMOVE;
}

static void
show_status (GuoCardPanel *self)
{
  Backup *backup = guo_card_panel_data (self);
  json_t *status = guo_desk_status (guo_card_panel_desk (self));
  gboolean running = guo_row_flag (status, "backup_running");
  g_autofree gchar *folder = g_strconcat (guo_row_text (status, "database"), ".d", NULL);

  show_last (backup, json_object_get (status, "backup"));
  gtk_button_set_label (GTK_BUTTON (backup->key), running ? _("Copying …") : _("Back up now"));
  gtk_widget_set_sensitive (backup->key, !running);
  gtk_label_set_label (backup->what, guo_row_text (status, "database"));
  gtk_label_set_label (backup->folder, folder);
  if (running && !backup->looking)
    {
      backup->looking = TRUE;
      g_timeout_add_full (G_PRIORITY_DEFAULT, LOOK_MS, look_again, g_object_ref (self), g_object_unref);
    }
}

static void
reload (GuoCardPanel *self)
{
  show_status (self);
  guo_desk_refresh (guo_card_panel_desk (self));
}

static void
started (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    guo_desk_refresh (guo_card_panel_desk (owner));
}

static void
back_up (GuoCardPanel *self)
{
  guo_act (GTK_WIDGET (self), guo_card_panel_desk (self), "/v1/backup", json_object (), FALSE, started, NULL);
}

static void
press (GuoCardPanel *self, const gchar *key)
{
  Backup *backup = guo_card_panel_data (self);

  if (strcmp (key, "save") == 0 && gtk_widget_get_sensitive (backup->key))
    back_up (self);
}

static void
build (GuoCardPanel *self)
{
  Backup *backup = guo_card_panel_data (self);

  backup->age = guo_card_panel_fact (self, _("Last backup that was opened and verified"));
  backup->copy = guo_card_panel_fact (self, _("Its file"));
  backup->key = guo_card_panel_key (self, _("Back up now"), back_up);
  gtk_widget_add_css_class (backup->key, "primary");
  guo_card_panel_sentence (self, _("The station goes on working meanwhile. Each copy is opened, and each record in it "
                                   "hashed anew, before it counts; the last seven are kept. They lie on the same disk: "
                                   "copy them to another one."), "why");
  guo_card_panel_sentence (self, _("To copy the station by hand: leave the application, wait a minute until the "
                                   "station has stopped, then copy this file and this folder together to another "
                                   "disk. Without the folder the log cannot be continued."), "why");
  backup->what = guo_card_panel_fact (self, _("File"));
  backup->folder = guo_card_panel_fact (self, _("Folder"));
  g_signal_connect_object (guo_card_panel_desk (self), "status", G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
}

GtkWidget *
guo_backup_panel_new (GuoDesk *desk)
{
  static const GuoCardPanelFuncs funcs = { build, reload, press };

  return guo_card_panel_new (desk, _("Backup"), &funcs, g_new0 (Backup, 1));
}
