#include "ui/scan/label.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/pack/row.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

/* A label in the hand of somebody, while its printer may stand. */
typedef struct
{
  GuoDesk *desk;
  json_t  *meaning;
  gint64   printer;
} Seen;

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_object_unref (seen->desk);
  json_decref (seen->meaning);
  g_free (seen);
}

static void
answered (gpointer window, json_t *answer, const GError *error, gpointer desk)
{
  if (error != NULL)
    guo_desk_say (desk, error->message, NULL, TRUE);
}

/* The printer whose run stands for @serial; for %NULL any that stands; 0: none. */
static gint64
standing_printer (GuoDesk *desk, const gchar *serial)
{
  const gchar *key;
  json_t *line;

  json_object_foreach (guo_desk_devices (desk), key, line)
    if (guo_row_has (line, "stands") && (serial == NULL || strcmp (guo_row_text (line, "stands"), serial) == 0))
      return guo_row_int (line, "device");
  return 0;
}

static void
resume (GtkWidget *window, Seen *seen)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/printers/%" G_GINT64_FORMAT "/resume", seen->printer);

  guo_desk_send (seen->desk, "POST", path, json_pack ("{ss}", "code", guo_row_text (seen->meaning, "no")), window, answered,
                 seen->desk);
}

static void
settle (GtkWidget *window, GuoDesk *desk, json_t *meaning)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/print-jobs/%" G_GINT64_FORMAT "/settle", guo_row_int (meaning, "job"));

  guo_desk_send (desk, "POST", path,
                 json_pack ("{sIsIss}", "unit", guo_row_int (meaning, "id"), "copy", guo_row_int (meaning, "copy"), "state",
                            "out"), window, answered, desk);
}

static void
chosen (GtkWidget *options, const gchar *value)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (options));
  Seen *seen = g_object_get_data (G_OBJECT (options), "seen");

  if (strcmp (value, "yes") == 0)
    resume (window, seen);
  guo_sheet_close (window);
}

/* What would be printed once more was on paper already: that is asked. */
static void
ask (GtkWidget *window, Seen *seen, gint void_n)
{
  g_autofree gchar *no = guo_case_short_serial (guo_row_text (seen->meaning, "no"));
  g_autofree gchar *question
    = g_strdup_printf (ngettext ("%d label behind %s is void then, and is printed again. Take it off if it is on a case.",
                                 "%d labels behind %s are void then, and are printed again. Take off those that are on "
                                 "cases.", (gulong) void_n),
                       void_n, no);
  GtkWidget *options = guo_options_new (question);

  guo_options_add (GUO_OPTIONS (options), "yes", _("Yes, go on behind it"));
  guo_options_add (GUO_OPTIONS (options), "no", _("No, I only looked"));
  g_object_set_data_full (G_OBJECT (options), "seen", seen, seen_free);
  g_signal_connect (options, "chosen", G_CALLBACK (chosen), NULL);
  guo_sheet_open (window, _("The last good label?"), options);
}

static gboolean
is_asked_for (json_t *meaning)
{
  return strcmp (guo_row_text (meaning, "kind"), "label") == 0;
}

static void
behind_arrived (gpointer window, json_t *answer, const GError *error, gpointer data)
{
  Seen *seen = data;
  gint void_n = (gint) guo_row_int (answer, "void");

  if (answer != NULL && void_n > 0)
    {
      ask (window, seen, void_n);
      return;
    }
  if (answer != NULL)
    resume (window, seen);
  else if (is_asked_for (seen->meaning)) /* any other case may be another printer's, and was only looked up */
    answered (window, NULL, error, seen->desk);
  seen_free (seen);
}

static void
ask_behind (GtkWidget *window, GuoDesk *desk, json_t *meaning, gint64 printer)
{
  Seen *seen = g_new (Seen, 1);
  g_autofree gchar *serial = g_uri_escape_string (guo_row_text (meaning, "no"), NULL, FALSE);
  g_autofree gchar *path = g_strdup_printf ("/v1/printers/%" G_GINT64_FORMAT "/behind?code=%s", printer, serial);

  *seen = (Seen) { g_object_ref (desk), json_incref (meaning), printer };
  guo_desk_send (desk, "GET", path, NULL, window, behind_arrived, seen);
}

gboolean
guo_scan_label_seen (GtkWidget *window, GuoDesk *desk, json_t *meaning)
{
  gboolean doubtful = strcmp (guo_row_text (meaning, "state"), "doubtful") == 0;
  gint64 printer = standing_printer (desk, doubtful ? guo_row_text (meaning, "no") : NULL);

  if (printer != 0)
    ask_behind (window, desk, meaning, printer);
  else if (is_asked_for (meaning) && !doubtful)
    settle (window, desk, meaning);
  return printer != 0;
}
