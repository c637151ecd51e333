#include "ui/scan/scans.h"

#include <string.h>

#include "station/client/row.h"
#include "station/client/sentences.h"
#include "ui/grade/page.h"
#include "ui/scan/label.h"
#include "ui/scan/wedge.h"
#include "ui/widgets/sheet.h"
#include "ui/window.h"

#define SCANS_KEY "guo-scans"
#define BOUNCE_US G_USEC_PER_SEC
#define OTHER_SCREEN_MS 150 /* the screen at which somebody is has so much time to take a scan before another one */

typedef struct
{
  GuoDesk *desk;
  gchar   *last;    /* (nullable): what came last through the keyboard, for bounces */
  gint64   last_us;
} Scans;

static Scans *
scans_of (gpointer window)
{
  return g_object_get_data (window, SCANS_KEY);
}

static void
say (GtkWidget *window, json_t *meaning)
{
  static const gchar *const faults[] = { "stranger", "foreign", "link", "unclear", "unknown", NULL };
  g_autofree gchar *sentence = guo_client_sentence (guo_row_text (meaning, "sentence"), meaning);
  gboolean stranger = strcmp (guo_row_text (meaning, "kind"), "pallet") == 0 && !guo_row_has (meaning, "sscc");
  gboolean fault = g_strv_contains (faults, guo_row_text (meaning, "kind")) || stranger || guo_row_flag (meaning, "void");
  GuoDesk *desk = scans_of (window)->desk;

  guo_sounds_play (guo_desk_sounds (desk), fault ? GUO_SOUND_REFUSED : GUO_SOUND_SCAN);
  if (sentence != NULL)
    guo_desk_say (desk, sentence, NULL, fault);
}

/* What is typed into a sheet stays: the scan is told, the page does not change under it. */
static gboolean
may_go (GtkWidget *window)
{
  return guo_sheet_content (window) == NULL && guo_desk_user (scans_of (window)->desk) != NULL;
}

static void
show_badge (GtkWidget *window, json_t *meaning)
{
  GuoDesk *desk = scans_of (window)->desk;

  guo_screen_state_set_id (guo_desk_state (desk), "user", guo_row_int (meaning, "id"));
  gtk_widget_activate_action (window, "win.who", NULL);
}

/* What a page is told once it is shown. */
static void
tell_page (GtkWidget *window, json_t *meaning)
{
  GuoDesk *desk = scans_of (window)->desk;
  const gchar *kind = guo_row_text (meaning, "kind");
  GtkWidget *page = GTK_WIDGET (guo_window_visible_page (GUO_WINDOW (window)));

  if (guo_row_int (meaning, "delivery") != 0 && strcmp (guo_row_text (meaning, "page"), "weigh") == 0)
    guo_desk_set_delivery (desk, guo_row_int (meaning, "delivery"));
  if (strcmp (kind, "crate-type") == 0)
    {
      guo_screen_state_set_id (guo_desk_state (desk), "crate-type", guo_row_int (meaning, "id"));
      gtk_widget_activate_action (page, "weighing.reload", NULL);
    }
  if (strcmp (kind, "case") == 0 || strcmp (kind, "label") == 0)
    gtk_widget_activate_action (page, "packing.scanned", "s", guo_row_text (meaning, "no"));
  if (strcmp (kind, "pallet") == 0 && guo_row_has (meaning, "sscc"))
    gtk_widget_activate_action (page, "packing.pallet-scanned", "s", guo_row_text (meaning, "sscc"));
  if (strcmp (kind, "cooperative") == 0)
    gtk_widget_activate_action (page, "deliver.card", "(xs)", guo_row_int (meaning, "id"), guo_row_text (meaning, "name"));
}

/* On the Grade page a lot goes on the line; anywhere else its delivery is opened. */
static gboolean
goes_on_line (GtkWidget *window, json_t *meaning)
{
  return strcmp (guo_row_text (meaning, "kind"), "lot") == 0 && strcmp (guo_row_text (meaning, "page"), "pack") != 0
         && GUO_IS_GRADE_PAGE (guo_window_visible_page (GUO_WINDOW (window)));
}

/* A sheet that gathers cases takes those that are scanned while it is open, and "Record" of the wall sheet sends it. */
static void
tell_sheet (GtkWidget *window, json_t *meaning)
{
  GtkWidget *content = guo_sheet_content (window);
  const gchar *kind = guo_row_text (meaning, "kind");

  if (content == NULL || guo_desk_user (scans_of (window)->desk) == NULL)
    return;
  if (strcmp (kind, "case") == 0 || strcmp (kind, "label") == 0)
    gtk_widget_activate_action (content, "sheet.scanned", "s", guo_row_text (meaning, "no"));
  else if (strcmp (kind, "key") == 0 && strcmp (guo_row_text (meaning, "key"), "primary") == 0)
    gtk_widget_activate_action (content, "sheet.send", NULL);
}

static void
go (GtkWidget *window, json_t *meaning)
{
  const gchar *kind = guo_row_text (meaning, "kind");
  gboolean of_printer = FALSE;

  if (strcmp (kind, "user") == 0)
    {
      show_badge (window, meaning);
      return;
    }
  if ((strcmp (kind, "label") == 0 || strcmp (kind, "case") == 0) && guo_desk_user (scans_of (window)->desk) != NULL)
    of_printer = guo_scan_label_seen (window, scans_of (window)->desk, meaning);
  if (!may_go (window))
    {
      tell_sheet (window, meaning);
      return;
    }
  if (strcmp (kind, "key") == 0)
    gtk_widget_activate_action (window, "win.key", "s", guo_row_text (meaning, "key"));
  if (goes_on_line (window, meaning))
    gtk_widget_activate_action (GTK_WIDGET (guo_window_visible_page (GUO_WINDOW (window))), "grading.scanned", "x",
                                guo_row_int (meaning, "id"));
  if (!guo_row_has (meaning, "page") || goes_on_line (window, meaning))
    return;
  gtk_widget_activate_action (window, "win.page", "s", guo_row_text (meaning, "page"));
  if (!of_printer)
    tell_page (window, meaning);
}

static void
meaning_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (error != NULL)
    {
      guo_desk_say (scans_of (owner)->desk, error->message, NULL, TRUE);
      return;
    }
  if (strcmp (guo_row_text (answer, "kind"), "key") != 0)
    say (owner, answer);
  go (owner, answer);
}

static void
ask (GtkWidget *window, const gchar *aim, const gchar *code)
{
  guo_desk_send (scans_of (window)->desk, "POST", "/v1/scans", json_pack ("{ssss*}", "code", code, "aim", aim), window,
                 meaning_arrived, NULL);
}

/* A code from a scanner that types; an identifier may stand in front, "]Q1". */
static void
typed (GtkWidget *window, const gchar *code)
{
  Scans *self = scans_of (window);
  gint64 now_us = g_get_monotonic_time ();
  gboolean bounce = g_strcmp0 (self->last, code) == 0 && now_us - self->last_us < BOUNCE_US;
  gboolean told = code[0] == ']' && g_ascii_isalpha (code[1]) && g_ascii_isalnum (code[2]) && code[3] != '\0';
  g_autofree gchar *aim = told ? g_strndup (code, 3) : NULL;

  g_free (self->last);
  self->last = g_strdup (code);
  self->last_us = now_us;
  if (!bounce)
    ask (window, aim, code + (told ? 3 : 0));
}

static void
taken (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  json_auto_t *line = data;
  const gchar *what = guo_row_text (line, "what");

  if (error != NULL)
    guo_desk_say (scans_of (owner)->desk, error->message, NULL, TRUE);
  if (!guo_row_flag (answer, "taken"))
    return;
  if (strcmp (what, "code") == 0)
    ask (owner, guo_row_has (line, "aim") ? guo_row_text (line, "aim") : NULL, guo_row_text (line, "code"));
  else if (strcmp (what, "press") == 0 && may_go (owner))
    gtk_widget_activate_action (owner, "win.key", "s", "primary");
  else if (strcmp (what, "incomplete") == 0)
    {
      json_auto_t *meaning = json_pack ("{ssss}", "kind", "unknown", "sentence", "scan-incomplete");

      say (owner, meaning);
    }
}

typedef struct
{
  GWeakRef window;
  json_t  *line;
} Offer;

static gboolean
take (gpointer data)
{
  Offer *offer = data;
  g_autoptr(GtkWidget) window = g_weak_ref_get (&offer->window);
  g_autofree gchar *path = g_strdup_printf ("/v1/scanners/%" G_GINT64_FORMAT "/take", guo_row_int (offer->line, "device"));

  if (window != NULL)
    guo_desk_send (scans_of (window)->desk, "POST", path, json_pack ("{sI}", "n", guo_row_int (offer->line, "n")), window,
                   taken, json_incref (offer->line));
  json_decref (offer->line);
  g_weak_ref_clear (&offer->window);
  g_free (offer);
  return G_SOURCE_REMOVE;
}

/* The screen at which somebody is takes it at once; one that is behind others waits, and finds it taken. */
static void
offered (GtkWidget *window, json_t *line)
{
  Offer *offer;

  if (!json_is_integer (json_object_get (line, "device")))
    return;
  offer = g_new0 (Offer, 1);
  g_weak_ref_init (&offer->window, window);
  offer->line = json_incref (line);
  if (gtk_window_is_active (GTK_WINDOW (window)))
    take (offer);
  else
    g_timeout_add (OTHER_SCREEN_MS, take, offer);
}

static void
scans_free (gpointer data)
{
  Scans *self = data;

  g_object_unref (self->desk);
  g_free (self->last);
  g_free (self);
}

void
guo_scans_follow (GtkWidget *window, GuoDesk *desk)
{
  Scans *self = g_new0 (Scans, 1);

  self->desk = g_object_ref (desk);
  g_object_set_data_full (G_OBJECT (window), SCANS_KEY, self, scans_free);
  g_signal_connect_object (desk, "scan", G_CALLBACK (offered), window, G_CONNECT_SWAPPED);
  guo_wedge_attach (window, typed);
}
