/* Which run the Grade page is at: another that is open, a new one, or one that is finished, to be looked at. */
#include "ui/grade/page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/grade/sheets.h"
#include "ui/grade/words.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

#define DECIMALS 2
#define NEW_RUN "new"
#define FINISHED "finished"
#define FINISHED_MOST 9 /* each has a digit */

/* What acts on a run that is open has no meaning while a finished one is looked at. */
static const gchar *const of_open_runs[] = { "grading.feed", "grading.cull", "grading.sample", "grading.void",
                                             "grading.finish", "grading.typed" };

void
guo_grade_show_past (GuoGradePage *self, json_t *run)
{
  json_t *old = self->past;

  if (run == NULL && old == NULL)
    return;
  self->past = json_incref (run);
  json_decref (old);
  for (gsize i = 0; i < G_N_ELEMENTS (of_open_runs); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_open_runs[i], run == NULL);
  if (run != NULL)
    guo_grade_past_set (self->past_view, self->desk, run);
  gtk_widget_set_visible (self->keys, run == NULL);
  gtk_widget_set_visible (self->past_keys, run != NULL);
  guo_grade_show_run (self);
  gtk_widget_grab_focus (GUO_PAGE_GET_IFACE (self)->get_primary (GUO_PAGE (self)));
}

static void
past_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer == NULL)
    {
      guo_grade_tell (owner, data, error);
      return;
    }
  guo_sheet_close (owner);
  guo_grade_show_past (owner, answer);
}

static void
finished_chosen (GuoOptions *options, const gchar *id)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/grade-runs/%s", id);
  GuoDesk *desk = guo_grade_sheet_desk (options);

  guo_desk_send (desk, "GET", path, NULL, guo_grade_sheet_page (options), past_arrived, desk);
}

static void
finished_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  json_t *rows = guo_row_list (answer, "rows"), *run;
  GtkWidget *options;
  gsize i;

  if (answer == NULL)
    {
      guo_grade_tell (owner, data, error);
      return;
    }
  if (json_array_size (rows) == 0)
    {
      guo_desk_say (data, _("No run is finished yet"), NULL, TRUE);
      return;
    }
  options = guo_options_new (NULL);
  json_array_foreach (rows, i, run)
    {
      g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (run, "id"));
      g_autofree gchar *mass = guo_desk_mass (data, guo_row_int (run, "in_mg"), DECIMALS);
      g_autofree gchar *when = guo_grade_when (guo_row_text (run, "closed_at"));
      g_autofree gchar *detail = g_strdup_printf ("%s · %s", mass, when);

      guo_options_add_detail (GUO_OPTIONS (options), id, guo_row_text (run, "no"), detail);
    }
  g_signal_connect (options, "chosen", G_CALLBACK (finished_chosen), NULL);
  guo_grade_open_sheet (owner, data, _("Which finished run?"), options);
}

static void
run_chosen (GuoOptions *options, const gchar *value)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/grade-runs?state=closed&limit=%d", FINISHED_MOST);
  GtkWidget *page = guo_grade_sheet_page (options);
  GuoGradePage *self = GUO_GRADE_PAGE (page);

  if (strcmp (value, FINISHED) == 0)
    {
      guo_desk_send (self->desk, "GET", path, NULL, page, finished_arrived, self->desk);
      return;
    }
  if (strcmp (value, NEW_RUN) == 0)
    {
      gtk_widget_activate_action (page, "grading.start", NULL);
      return;
    }
  guo_screen_state_set_id (guo_desk_state (self->desk), GUO_GRADE_RUN, g_ascii_strtoll (value, NULL, 10));
  guo_sheet_close (page);
  guo_grade_show_past (self, NULL);
  guo_grade_reload (self);
}

static gchar *
run_detail (GuoGradePage *self, json_t *run)
{
  json_t *balance = json_object_get (run, "balance");
  g_autofree gchar *rest = guo_desk_mass (self->desk, guo_row_int (balance, "rest_mg"), DECIMALS);

  return g_strdup_printf (_("%s on the line"), rest);
}

static void
change_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);
  GtkWidget *options = guo_options_new (NULL);
  gsize i;
  json_t *run;

  json_array_foreach (self->runs, i, run)
    {
      g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (run, "id"));
      g_autofree gchar *detail = run_detail (self, run);

      guo_options_add_detail (GUO_OPTIONS (options), id, guo_row_text (run, "no"), detail);
    }
  guo_options_add (GUO_OPTIONS (options), NEW_RUN, _("Start a new run"));
  guo_options_add (GUO_OPTIONS (options), FINISHED, _("Finished runs"));
  g_signal_connect (options, "chosen", G_CALLBACK (run_chosen), NULL);
  guo_grade_open_sheet (widget, self->desk, _("Which run?"), options);
}

static void
back_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_grade_show_past (GUO_GRADE_PAGE (widget), NULL);
}

void
guo_grade_install_past (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "grading.change", NULL, change_activated);
  gtk_widget_class_install_action (widget_class, "grading.back", NULL, back_activated);
}
