#include "ui/grade/regrade.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/grade/sheets.h"
#include "ui/grade/words.h"
#include "ui/widgets/form.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

#define DECIMALS 2
#define RUNS_MOST 40
#define RUNS_SHOWN 9 /* each has a digit */

static void
regraded (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  g_autofree gchar *text = NULL;

  if (answer == NULL)
    {
      guo_grade_tell (owner, data, error);
      return;
    }
  text = g_strdup_printf (_("✓ Regraded: lot %s"), guo_row_text (answer, "no"));
  guo_sounds_play (guo_desk_sounds (data), GUO_SOUND_RECORDED);
  guo_desk_say (data, text, NULL, FALSE);
  gtk_widget_activate_action (owner, "grading.reload", NULL);
}

static void
submitted (GuoForm *form)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/lots/%s/regrade", guo_form_text (form, "lot"));
  const gchar *part = guo_form_text (form, "part");
  json_t *body;
  gint64 mg = 0;

  if (*part != '\0' && (!guo_parse_mass (part, &mg) || mg == 0))
    {
      guo_form_refuse (form, _("Enter kilograms, for example 250."));
      return;
    }
  if (*guo_form_text (form, "class") == '\0')
    {
      guo_form_refuse (form, _("Choose the class that it is of."));
      return;
    }
  if (*guo_form_text (form, "reason") == '\0')
    {
      guo_form_refuse (form, _("Say why it is of another class."));
      return;
    }
  body = json_pack ("{s:s, s:s}", "grade_class", guo_form_text (form, "class"), "reason", guo_form_text (form, "reason"));
  if (mg > 0)
    json_object_set_new (body, "mg", json_integer (mg));
  guo_act_in_form (guo_grade_sheet_page (form), guo_grade_sheet_desk (form), path, body, regraded,
                   guo_grade_sheet_desk (form));
}

static const gchar *
class_word (json_t *classes, const gchar *key)
{
  gsize i;
  json_t *row;

  json_array_foreach (classes, i, row)
    if (strcmp (guo_row_text (row, "grade_class"), key) == 0)
      return guo_grade_class_word (classes, guo_row_flag (row, "below") ? "below" : "class", key);
  return key;
}

static gboolean
has_fruit (json_t *run)
{
  gsize i;
  json_t *lot;

  json_array_foreach (guo_row_list (run, "lots"), i, lot)
    if (guo_row_int (lot, "left_mg") > 0)
      return TRUE;
  return FALSE;
}

static void
add_lots (GuoForm *form, GuoDesk *desk, json_t *run)
{
  GuoChoice *choice = guo_form_add_choice (form, "lot", _("Lot"));
  json_t *classes = guo_row_list (run, "classes"), *lot;
  gsize i;
  gint64 first = 0;

  json_array_foreach (guo_row_list (run, "lots"), i, lot)
    if (guo_row_int (lot, "left_mg") > 0)
      {
        g_autofree gchar *left = guo_desk_mass (desk, guo_row_int (lot, "left_mg"), DECIMALS);
        g_autofree gchar *word = g_strdup_printf ("%s  %s", class_word (classes, guo_row_text (lot, "grade_class")), left);

        guo_choice_add_id (choice, guo_row_int (lot, "id"), word);
        first = first != 0 ? first : guo_row_int (lot, "id");
      }
  guo_choice_select_id (choice, first);
}

static void
run_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GtkWidget *form;
  GuoChoice *choice;
  json_t *row;
  gsize i;
  g_autofree gchar *title = g_strdup_printf (_("Regrade: run %s"), guo_row_text (answer, "no"));

  if (answer == NULL)
    {
      guo_grade_tell (owner, data, error);
      return;
    }
  form = guo_form_new (_("A new lot of the other class. What was judged first stays where it is."), _("Regrade"));
  add_lots (GUO_FORM (form), data, answer);
  choice = guo_form_add_choice (GUO_FORM (form), "class", _("Is of class"));
  json_array_foreach (guo_row_list (answer, "classes"), i, row)
    guo_choice_add (choice, guo_row_text (row, "grade_class"),
                    class_word (guo_row_list (answer, "classes"), guo_row_text (row, "grade_class")));
  guo_form_add_entry (GUO_FORM (form), "part", _("Only a part, kg"), GTK_INPUT_PURPOSE_NUMBER, NULL);
  guo_form_add_entry (GUO_FORM (form), "reason", _("Reason"), GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  g_signal_connect (form, "submitted", G_CALLBACK (submitted), NULL);
  guo_grade_open_sheet (owner, data, title, form);
}

static void
ask_run (GtkWidget *page, GuoDesk *desk, const gchar *id)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/grade-runs/%s", id);

  guo_desk_send (desk, "GET", path, NULL, page, run_arrived, desk);
}

static void
run_chosen (GuoOptions *options, const gchar *id)
{
  ask_run (guo_grade_sheet_page (options), guo_grade_sheet_desk (options), id);
}

static void
runs_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GtkWidget *options = NULL;
  gint shown = 0;
  gsize i;
  json_t *run;

  json_array_foreach (guo_row_list (answer, "rows"), i, run)
    if (has_fruit (run) && shown++ < RUNS_SHOWN)
      {
        g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (run, "id"));
        g_autofree gchar *detail = g_strdup_printf ("%s %s", guo_row_text (run, "product_name"), guo_row_text (run, "variety_name"));

        if (options == NULL)
          options = g_object_ref_sink (guo_options_new (_("Of which run is the lot?")));
        guo_options_add_detail (GUO_OPTIONS (options), id, guo_row_text (run, "no"), detail);
      }
  if (answer == NULL)
    guo_grade_tell (owner, data, error);
  else if (options == NULL)
    guo_desk_say (data, _("No graded lot has fruit left. Finish a run first."), NULL, TRUE);
  else
    {
      g_signal_connect (options, "chosen", G_CALLBACK (run_chosen), NULL);
      guo_grade_open_sheet (owner, data, _("Regrade"), options);
      g_object_unref (options);
    }
}

void
guo_grade_ask_regrade (GtkWidget *page, GuoDesk *desk)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/grade-runs?limit=%d", RUNS_MOST);

  guo_desk_send (desk, "GET", path, NULL, page, runs_arrived, desk);
}
