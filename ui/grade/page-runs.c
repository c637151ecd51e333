/* The runs of the Grade page: asked for, changed, started, fed, finished. */
#include "ui/grade/page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/grade/finish.h"
#include "ui/grade/regrade.h"
#include "ui/grade/sheets.h"
#include "ui/grade/start.h"
#include "ui/grade/words.h"
#include "ui/sample/form.h"

#define RELOAD_MS 120
#define LOTS_MOST 60
#define RUNS_MOST 20

void
guo_grade_use_run (GuoGradePage *self, json_t *run)
{
  json_t *old = self->run;

  self->run = json_incref (run);
  json_decref (old);
  guo_screen_state_set_id (guo_desk_state (self->desk), GUO_GRADE_RUN, guo_row_int (run, "id"));
  guo_grade_show_run (self);
}

/* Reading */

static void
run_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL && strcmp (guo_row_text (answer, "state"), "open") == 0)
    guo_grade_use_run (owner, answer);
}

static json_t *
run_of (json_t *runs, gint64 id)
{
  gsize i;
  json_t *run;

  json_array_foreach (runs, i, run)
    if (guo_row_int (run, "id") == id)
      return run;
  return NULL;
}

/* The one that this screen was at; else the newest that is open. */
static void
runs_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoGradePage *self = owner;
  json_t *rows = guo_row_list (answer, "rows"), *run;
  g_autofree gchar *path = NULL;

  if (answer == NULL)
    return;
  json_decref (self->runs);
  self->runs = json_incref (rows);
  run = run_of (rows, guo_screen_state_get_id (guo_desk_state (self->desk), GUO_GRADE_RUN));
  if (run == NULL)
    run = json_array_get (rows, 0);
  if (run == NULL)
    {
      guo_grade_use_run (self, NULL);
      return;
    }
  path = g_strdup_printf ("/v1/grade-runs/%" G_GINT64_FORMAT, guo_row_int (run, "id"));
  guo_desk_send (self->desk, "GET", path, NULL, self, run_arrived, NULL);
}

static json_t *
with_fruit (json_t *rows)
{
  json_t *some = json_array (), *lot;
  gsize i;

  json_array_foreach (rows, i, lot)
    if (guo_row_int (lot, "left_mg") > 0 && !guo_row_flag (lot, "void"))
      json_array_append (some, lot);
  return some;
}

static void
lots_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoGradePage *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->lots);
  self->lots = with_fruit (guo_row_list (answer, "rows"));
  if (self->run == NULL)
    guo_grade_show_run (self);
}

static void
graded_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoGradePage *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->graded);
  self->graded = with_fruit (guo_row_list (answer, "rows"));
  if (self->run == NULL)
    guo_grade_show_run (self);
}

static void
schemes_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoGradePage *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->schemes);
  self->schemes = json_incref (guo_row_list (answer, "rows"));
  if (data != NULL)
    gtk_widget_activate_action (owner, "grading.start", NULL);
  else
    guo_grade_show_run (self);
}

static gboolean
reload_now (gpointer user_data)
{
  GuoGradePage *self = user_data;
  g_autofree gchar *runs = g_strdup_printf ("/v1/grade-runs?state=open&limit=%d", RUNS_MOST);
  g_autofree gchar *lots = g_strdup_printf ("/v1/lots?kind=harvest&limit=%d", LOTS_MOST);
  g_autofree gchar *graded = g_strdup_printf ("/v1/lots?kind=graded&limit=%d", LOTS_MOST);

  self->reload = 0;
  if (!guo_desk_connected (self->desk) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  if (self->schemes == NULL)
    guo_desk_send (self->desk, "GET", "/v1/grade-schemes", NULL, self, schemes_arrived, NULL);
  guo_desk_send (self->desk, "GET", lots, NULL, self, lots_arrived, NULL);
  guo_desk_send (self->desk, "GET", graded, NULL, self, graded_arrived, NULL);
  guo_desk_send (self->desk, "GET", runs, NULL, self, runs_arrived, NULL);
  return G_SOURCE_REMOVE;
}

void
guo_grade_reload (GuoGradePage *self)
{
  if (self->reload == 0)
    self->reload = g_timeout_add (RELOAD_MS, reload_now, self);
}

static void
reload_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_grade_show_net (GUO_GRADE_PAGE (widget));
  guo_grade_reload (GUO_GRADE_PAGE (widget));
}

/* Starting and changing */

static void
start_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);

  guo_grade_ask_start (widget, self->desk, self->lots, self->schemes, 0);
}

/* A scheme was taken over: the list anew, then the question again. */
static void
scheme_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);

  guo_desk_send (self->desk, "GET", "/v1/grade-schemes", NULL, self, schemes_arrived, self);
}

/* What other sheets answer: the run as it is now. */
static void
use_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);

  guo_screen_state_set_id (guo_desk_state (self->desk), GUO_GRADE_RUN, g_variant_get_int64 (parameter));
  guo_grade_reload (self);
}

/* FALSE: it was said that there is none. */
static gboolean
has_run (GuoGradePage *self)
{
  if (self->run == NULL)
    guo_desk_say (self->desk, _("No run is open. Start one with F2."), NULL, TRUE);
  return self->run != NULL;
}

static void
feed_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);

  if (has_run (self))
    guo_grade_ask_feed (widget, self->desk, self->run, self->lots);
}

static void
fed (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoGradePage *self = owner;
  json_t *feeds = guo_row_list (answer, "feeds"), *feed = json_array_get (feeds, json_array_size (feeds) - 1);
  g_autofree gchar *text = NULL;

  if (answer == NULL)
    return;
  text = g_strdup_printf (_("✓ Lot %s is on the line"), guo_row_text (feed, "lot_no"));
  guo_desk_say (self->desk, text, NULL, FALSE);
  guo_grade_use_run (self, answer);
  guo_grade_reload (self);
}

/* A graded lot goes over the line again when it is named; what is offered otherwise was never graded. */
static json_t *
lots_with (GuoGradePage *self, gint64 id)
{
  json_t *lots = json_copy (self->lots), *lot;
  gsize i;

  json_array_foreach (self->graded, i, lot)
    if (guo_row_int (lot, "id") == id)
      json_array_insert (lots, 0, lot);
  return lots;
}

/* A lot's number was scanned: it goes on the line; a run is started only when asked. */
static void
scanned_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);
  gint64 lot = g_variant_get_int64 (parameter);
  g_autofree gchar *path = g_strdup_printf ("/v1/grade-runs/%" G_GINT64_FORMAT "/feed", guo_row_int (self->run, "id"));

  json_auto_t *lots = lots_with (self, lot);

  guo_grade_show_past (self, NULL);
  if (self->run == NULL)
    guo_grade_ask_start (widget, self->desk, lots, self->schemes, lot);
  else
    guo_act (widget, self->desk, path, json_pack ("{s:[{s:I}]}", "lots", "lot", (json_int_t) lot), FALSE, fed, NULL);
}

static void
regrade_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_grade_ask_regrade (widget, GUO_GRADE_PAGE (widget)->desk);
}

static void
sample_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);

  guo_sample_ask (widget, self->desk, self->run, self->lots);
}

static void
finish_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);

  if (has_run (self))
    guo_grade_ask_finish (widget, self->desk, self->run);
}

static void
shares_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);

  if (has_run (self))
    guo_grade_show_shares (widget, self->desk, self->run);
}

void
guo_grade_install_runs (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "grading.reload", NULL, reload_activated);
  gtk_widget_class_install_action (widget_class, "grading.start", NULL, start_activated);
  gtk_widget_class_install_action (widget_class, "grading.scheme", NULL, scheme_activated);
  gtk_widget_class_install_action (widget_class, "grading.use", "x", use_activated);
  gtk_widget_class_install_action (widget_class, "grading.feed", NULL, feed_activated);
  gtk_widget_class_install_action (widget_class, "grading.scanned", "x", scanned_activated);
  gtk_widget_class_install_action (widget_class, "grading.sample", NULL, sample_activated);
  gtk_widget_class_install_action (widget_class, "grading.regrade", NULL, regrade_activated);
  gtk_widget_class_install_action (widget_class, "grading.finish", NULL, finish_activated);
  gtk_widget_class_install_action (widget_class, "grading.shares", NULL, shares_activated);
}
