/* Deliveries of today: gone on with, or opened again with a reason. */
#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/deliver/open-list.h"
#include "ui/deliver/page-private.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

static void
deliveries_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;
  GtkWidget *row;
  gsize i;
  json_t *delivery;

  if (answer == NULL)
    return;
  if (data != NULL)
    while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->open_list, 0))) != NULL)
      gtk_list_box_remove (self->open_list, row);
  json_array_foreach (guo_row_list (answer, "rows"), i, delivery)
    gtk_list_box_append (self->open_list, guo_open_row_new (self->desk, delivery));
}

void
guo_deliver_reload_today (GuoDeliverPage *self)
{
  g_autofree gchar *closed =
    g_strdup_printf ("/v1/deliveries?state=closed&limit=20&day=%s",
                     guo_row_text (guo_desk_status (self->desk), "day"));

  guo_desk_send (self->desk, "GET", "/v1/deliveries?state=open&limit=20", NULL, self,
                 deliveries_arrived, self);
  guo_desk_send (self->desk, "GET", closed, NULL, self, deliveries_arrived, NULL);
}

static void
resume_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);

  guo_desk_set_delivery (self->desk, g_variant_get_int64 (parameter));
  gtk_widget_activate_action (widget, "win.page", "s", "weigh");
}

static void
reopened (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;

  if (answer == NULL)
    return;
  guo_desk_set_delivery (self->desk, guo_row_int (answer, "id"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "weigh");
}

static void
reopen_reason_chosen (GuoDeliverPage *self, const gchar *reason)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT "/reopen",
                                            self->reopening);

  guo_act (GTK_WIDGET (self), self->desk, path, json_pack ("{ss}", "reason", reason), FALSE, reopened,
           NULL);
}

static void
reopen_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  static const gchar *const reasons[] = {
    N_("More crates have come"), N_("Closed by mistake"), N_("Something must be corrected"),
  };
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);
  GtkWidget *options = guo_options_new (_("Its slip will be printed anew, marked as a correction."));

  self->reopening = g_variant_get_int64 (parameter);
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    guo_options_add (GUO_OPTIONS (options), _(reasons[i]), _(reasons[i]));
  g_signal_connect_object (options, "chosen", G_CALLBACK (reopen_reason_chosen), self,
                           G_CONNECT_SWAPPED);
  guo_sheet_open (widget, _("Why open it again?"), options);
}

void
guo_deliver_install_today (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "deliver.resume", "x", resume_activated);
  gtk_widget_class_install_action (widget_class, "deliver.reopen", "x", reopen_activated);
}
