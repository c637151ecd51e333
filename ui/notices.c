#include "ui/notices.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "station/client/sentences.h"
#include "ui/banner.h"
#include "ui/pack/row.h"

#define UNCLEAN_STOP "unclean-stop"
#define PAGES_MOVED "pages-moved"

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

/* @text: (nullable): nothing to say. Said until the person has read it. */
static void
show_once (GtkWidget *window, const gchar *name, GuoBannerKind kind, const gchar *text)
{
  g_autofree gchar *action = g_strdup_printf ("win.dismiss::%s", name);
  const GuoBannerKey keys[] = { { _("Understood"), action }, { NULL, NULL } };

  if (text != NULL && g_object_get_data (G_OBJECT (window), name) == NULL)
    guo_banner_set (window, name, kind, text, keys);
  else
    guo_banner_clear (window, name);
}

static void
show_status (GtkWidget *window, GuoDesk *desk)
{
  json_t *status = guo_desk_status (desk);
  g_autofree gchar *stop = unclean_stop_text (desk, json_object_get (status, "last_weighing"));
  g_autofree gchar *moved = guo_client_sentence_pages_moved (json_object_get (status, "pages_moved"));

  show_once (window, UNCLEAN_STOP, GUO_BANNER_WARN, guo_row_flag (status, "unclean_stop") ? stop : NULL);
  show_once (window, PAGES_MOVED, GUO_BANNER_NOTICE, moved);
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

/* (nullable): serial of the label for which a printer's run stands */
static const gchar *
standing_label (GuoDesk *desk)
{
  const gchar *key;
  json_t *line;

  json_object_foreach (guo_desk_devices (desk), key, line)
    if (guo_row_has (line, "stands"))
      return guo_row_text (line, "stands");
  return NULL;
}

static void
show_standing (GtkWidget *window, json_t *line, GuoDesk *desk)
{
  const gchar *serial = standing_label (desk);
  const GuoBannerKey keys[] = { { _("Go to Pack"), "win.page::pack" }, { NULL, NULL } };
  g_autofree gchar *no = serial != NULL ? guo_case_short_serial (serial) : NULL;
  g_autofree gchar *text = NULL;

  if (strcmp (guo_row_text (line, "kind"), "printer") != 0)
    return;
  if (serial == NULL)
    {
      guo_banner_clear (window, "run-stands");
      return;
    }
  text = g_strdup_printf (_("▲ Printing stands: label %s may or may not be out. Scan the last good label, or answer beside "
                            "it in Pack."), no);
  guo_banner_set (window, "run-stands", GUO_BANNER_WARN, text, keys);
}

/* (nullable): of a run whose machine does not answer */
static json_t *
grader_away (GuoDesk *desk)
{
  const gchar *key;
  json_t *line;

  json_object_foreach (guo_desk_grades (desk), key, line)
    if (strcmp (guo_row_text (line, "state"), "lost") == 0)
      return line;
  return NULL;
}

static void
show_grader (GtkWidget *window, json_t *line, GuoDesk *desk)
{
  json_t *away = grader_away (desk);
  const GuoBannerKey keys[] = { { _("Go to Grade"), "win.page::grade" }, { NULL, NULL } };
  g_autofree gchar *text = NULL;

  if (away == NULL)
    {
      guo_banner_clear (window, "grader-away");
      return;
    }
  text = g_strdup_printf (_("▲ %s does not answer. Run %s stays open and goes on by itself when the machine is back."),
                          guo_row_text (away, "machine_name"), guo_row_text (away, "no"));
  guo_banner_set (window, "grader-away", GUO_BANNER_WARN, text, keys);
}

/* A run that has ended says nothing any more. */
static void
work_committed (GtkWidget *window, json_t *line, GuoDesk *desk)
{
  if (json_object_size (guo_desk_grades (desk)) == 0)
    guo_banner_clear (window, "grader-away");
}

void
guo_notices_follow (GtkWidget *window, GuoDesk *desk)
{
  g_signal_connect_object (desk, "connection", G_CALLBACK (show_connection), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "rebuilding", G_CALLBACK (show_connection), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "device", G_CALLBACK (show_standing), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "status", G_CALLBACK (show_status), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "grade", G_CALLBACK (show_grader), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "committed", G_CALLBACK (work_committed), window,
                           G_CONNECT_SWAPPED);
}

void
guo_notices_understood (GtkWidget *window, const gchar *name)
{
  g_object_set_data (G_OBJECT (window), name, GINT_TO_POINTER (TRUE));
  guo_banner_clear (window, name);
}
