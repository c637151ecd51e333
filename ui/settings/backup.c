#include "ui/settings/backup.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/settings/card-panel.h"

#define MINUTES_PER_HOUR 60
#define WARN_HOURS 24

typedef struct
{
  GtkLabel *age;
  GtkLabel *what;
  GtkLabel *folder;
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
show_status (GuoCardPanel *self)
{
  Backup *backup = guo_card_panel_data (self);
  json_t *status = guo_desk_status (guo_card_panel_desk (self));
  json_t *last = json_object_get (status, "backup");
  gint64 age_s = json_is_object (last) ? guo_row_int (last, "age_s") : json_integer_value (last);
  gboolean known = last != NULL && !json_is_null (last);
  g_autofree gchar *age = known ? age_text (age_s) : g_strdup (_("▲ none is known"));
  g_autofree gchar *folder = g_strconcat (guo_row_text (status, "database"), ".d", NULL);

  gtk_label_set_label (backup->age, age);
  if (!known || age_s > WARN_HOURS * 3600)
    gtk_widget_add_css_class (GTK_WIDGET (backup->age), "row-warn");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (backup->age), "row-warn");
  gtk_label_set_label (backup->what, guo_row_text (status, "database"));
  gtk_label_set_label (backup->folder, folder);
}

static void
reload (GuoCardPanel *self)
{
  show_status (self);
  guo_desk_refresh (guo_card_panel_desk (self));
}

static void
build (GuoCardPanel *self)
{
  Backup *backup = guo_card_panel_data (self);

  backup->age = guo_card_panel_fact (self, _("Last backup that was restored and verified"));
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
  static const GuoCardPanelFuncs funcs = { build, reload, NULL };

  return guo_card_panel_new (desk, _("Backup"), &funcs, g_new0 (Backup, 1));
}
