#include "ui/grade/finish.h"

#include <glib/gi18n.h>

#include "station/client/chart/amount.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/grade/sheets.h"
#include "ui/grade/words.h"
#include "ui/widgets/form.h"

#define DECIMALS 2

static GtkWidget *
label_new (const gchar *text, const gchar *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* A word at left, a mass at right. */
static void
add_line (GtkBox *box, GuoDesk *desk, const gchar *word, gint64 mg, const gchar *style)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (word);
  g_autofree gchar *mass = guo_desk_mass (desk, mg, DECIMALS);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (line, style);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), gtk_label_new (mass));
  gtk_box_append (box, line);
}

static GtkWidget *
balance_box (GuoDesk *desk, json_t *balance)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gboolean within = guo_row_flag (balance, "within");
  g_autofree gchar *limit = guo_desk_mass (desk, guo_row_int (balance, "limit_mg"), DECIMALS);
  g_autofree gchar *judged = g_strdup_printf (within ? _("● within the limit of %s") : _("▲ outside the limit of %s"), limit);

  add_line (GTK_BOX (box), desk, _("On the line came"), guo_row_int (balance, "in_mg"), "balance-line");
  add_line (GTK_BOX (box), desk, _("In grade"), guo_row_int (balance, "graded_mg"), "balance-line");
  add_line (GTK_BOX (box), desk, _("Below grade"), guo_row_int (balance, "below_mg"), "balance-line");
  add_line (GTK_BOX (box), desk, _("Cull"), guo_row_int (balance, "cull_mg"), "balance-line");
  add_line (GTK_BOX (box), desk, _("Loss"), guo_row_int (balance, "loss_mg"), "balance-line");
  add_line (GTK_BOX (box), desk, _("Difference"), guo_row_int (balance, "rest_mg"), "balance-total");
  gtk_box_append (GTK_BOX (box), label_new (judged, within ? "balance-line" : "row-warn"));
  return box;
}

static void
finished (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  g_autofree gchar *text = NULL;

  if (answer == NULL)
    {
      guo_grade_tell (owner, data, error);
      return;
    }
  text = g_strdup_printf (_("✓ Run %s is finished"), guo_row_text (answer, "no"));
  guo_sounds_play (guo_desk_sounds (data), GUO_SOUND_RECORDED);
  guo_desk_say (data, text, NULL, FALSE);
  gtk_widget_activate_action (owner, "grading.use", "x", (gint64) 0);
}

static void
finish_submitted (GuoForm *form)
{
  const gchar *reason = guo_form_text (form, "reason");
  gboolean asked = g_object_get_data (G_OBJECT (form), "asked") != NULL;
  json_t *body = json_object ();

  if (asked && *reason == '\0')
    {
      guo_form_refuse (form, _("Say why it does not come out even."));
      json_decref (body);
      return;
    }
  if (asked)
    json_object_set_new (body, "reason", json_string (reason));
  guo_act_in_form (guo_grade_sheet_page (form), guo_grade_sheet_desk (form), g_object_get_data (G_OBJECT (form), "path"),
                   body, finished, guo_grade_sheet_desk (form));
}

static GtkWidget *
finish_form (GuoDesk *desk, json_t *run, json_t *balance, gboolean given_up)
{
  gboolean asked = given_up || !guo_row_flag (balance, "within");
  GtkWidget *form = guo_form_new (given_up ? _("Nothing came off. Given up, its lots have their fruit again.") : NULL,
                                  given_up ? _("Give up the run") : _("Finish the run"));

  if (!given_up)
    guo_form_add_widget (GUO_FORM (form), balance_box (desk, balance));
  if (asked)
    guo_form_add_entry (GUO_FORM (form), "reason", _("Reason"), GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  g_object_set_data (G_OBJECT (form), "asked", GINT_TO_POINTER (asked));
  g_object_set_data_full (G_OBJECT (form), "path",
                          g_strdup_printf ("/v1/grade-runs/%" G_GINT64_FORMAT "/%s", guo_row_int (run, "id"),
                                           given_up ? "void" : "close"),
                          g_free);
  g_signal_connect (form, "submitted", G_CALLBACK (finish_submitted), NULL);
  return form;
}

void
guo_grade_ask_finish (GtkWidget *page, GuoDesk *desk, json_t *run)
{
  json_t *balance = json_object_get (run, "balance");
  gboolean given_up = guo_row_int (balance, "rest_mg") == guo_row_int (balance, "in_mg");
  g_autofree gchar *title = g_strdup_printf (given_up ? _("Give up run %s?") : _("Finish run %s?"),
                                             guo_row_text (run, "no"));

  guo_grade_open_sheet (page, desk, title, finish_form (desk, run, balance, given_up));
}

/* Whose fruit */

static void
add_share (GtkBox *box, GuoDesk *desk, json_t *run, json_t *share)
{
  json_t *classes = guo_row_list (run, "classes"), *part;
  g_autofree gchar *percent = guo_chart_share (guo_row_int (share, "in_mg"), guo_row_int (run, "in_mg"));
  g_autofree gchar *head = g_strdup_printf ("%s %s", guo_row_has (share, "cooperative_name")
                                                       ? guo_row_text (share, "cooperative_name") : _("Graded before"),
                                            percent);
  gsize i;

  add_line (box, desk, head, guo_row_int (share, "in_mg"), "balance-total");
  json_array_foreach (guo_row_list (share, "classes"), i, part)
    {
      json_t *row = json_array_get (classes, i);

      add_line (box, desk, guo_grade_class_word (classes, guo_row_flag (row, "below") ? "below" : "class",
                                                 guo_row_text (part, "grade_class")),
                guo_row_int (part, "mg"), "balance-line");
    }
}

void
guo_grade_show_shares (GtkWidget *page, GuoDesk *desk, json_t *run)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *why = label_new (_("By proportion: each class is divided as each cooperative's fruit was put on the line. It was not measured."),
                              "why");
  gsize i;
  json_t *share;

  gtk_label_set_wrap (GTK_LABEL (why), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (why), 26);
  if (guo_grade_is_proportion (run))
    gtk_box_append (GTK_BOX (box), why);
  else
    g_object_unref (g_object_ref_sink (why));
  json_array_foreach (guo_row_list (run, "shares"), i, share)
    add_share (GTK_BOX (box), desk, run, share);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  guo_grade_open_sheet (page, desk, _("Whose fruit"), scrolled);
}
