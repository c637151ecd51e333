#include "ui/notices.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/banner.h"

#define READ_KEY "guo-unclean-stop-read"

static gchar *
unclean_stop_text (GuoDesk *desk, json_t *last)
{
  g_autofree gchar *net = guo_desk_mass (desk, guo_row_int (last, "net_mg"), 2);
  g_autofree gchar *at = g_strndup (guo_row_text (last, "at"), 19);

  if (last == NULL || json_is_null (last))
    return g_strdup (_("The station was not shut down properly last time. "
                       "No crate had been recorded."));
  return g_strdup_printf (_("The station was not shut down properly last time. "
                            "The last record: %d, %s, %s, saved."),
                          (gint) guo_row_int (last, "no"), net, strlen (at) > 11 ? at + 11 : at);
}

static void
show_unclean_stop (GtkWidget *window, GuoDesk *desk)
{
  const GuoBannerKey keys[] = { { _("Understood"), "win.dismiss" }, { NULL, NULL } };
  json_t *status = guo_desk_status (desk);
  g_autofree gchar *text = unclean_stop_text (desk, json_object_get (status, "last_weighing"));

  if (guo_row_flag (status, "unclean_stop") && g_object_get_data (G_OBJECT (window), READ_KEY) == NULL)
    guo_banner_set (window, "unclean-stop", GUO_BANNER_WARN, text, keys);
  else
    guo_banner_clear (window, "unclean-stop");
}

static void
show_connection (GtkWidget *window, GuoDesk *desk)
{
  /* one that rebuilds its tables is there: the window tells how far it is */
  if (!guo_desk_connected (desk) && guo_desk_started (desk) && guo_desk_rebuilding (desk) == NULL)
    guo_banner_set (window, "no-daemon", GUO_BANNER_FAULT,
                    _("✕ The station does not answer. What was recorded is safe; "
                      "it is being connected again."), NULL);
  else
    guo_banner_clear (window, "no-daemon");
}

void
guo_notices_follow (GtkWidget *window, GuoDesk *desk)
{
  g_signal_connect_object (desk, "connection", G_CALLBACK (show_connection), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "rebuilding", G_CALLBACK (show_connection), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "status", G_CALLBACK (show_unclean_stop), window,
                           G_CONNECT_SWAPPED);
}

void
guo_notices_understood (GtkWidget *window, GuoDesk *desk)
{
  g_object_set_data (G_OBJECT (window), READ_KEY, GINT_TO_POINTER (TRUE));
  show_unclean_stop (window, desk);
}
