/* What the Grade page shows of the run: head, the key, tare and net. */
#include "ui/grade/page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/chart/amount.h"
#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/grade/words.h"
#include "ui/widgets/stack.h"

#define DECIMALS 2

static void
set_label (GtkLabel *label, const gchar *text)
{
  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

const gchar *
guo_grade_word_chosen (GuoGradePage *self)
{
  return guo_grade_class_word (guo_row_list (self->run, "classes"), self->kind, self->grade_class);
}

/* A run names its scheme in Chinese only. */
static const gchar *
scheme_name (GuoGradePage *self, json_t *run)
{
  gsize i;
  json_t *scheme;

  json_array_foreach (self->schemes, i, scheme)
    if (guo_row_int (scheme, "id") == guo_row_int (run, "scheme"))
      return guo_grade_name (scheme);
  return guo_row_text (run, "scheme_name");
}

/* " · Crisp plum · lots QS-0716-03 HY-0716-01", what is not known left out. */
static gchar *
fruit_text (json_t *run)
{
  static const gchar *const keys[] = { "product_name", "variety_name" };
  GString *text = g_string_new (NULL);
  gsize i;
  json_t *feed;

  for (i = 0; i < G_N_ELEMENTS (keys); i++)
    if (guo_row_has (run, keys[i]))
      g_string_append_printf (text, " · %s", guo_row_text (run, keys[i]));
  /* Translators: numbers of lots follow */
  g_string_append_printf (text, " · %s", _("lots"));
  json_array_foreach (guo_row_list (run, "feeds"), i, feed)
    g_string_append_printf (text, " %s", guo_row_text (feed, "lot_no"));
  return g_string_free (text, FALSE);
}

static void
show_head (GuoGradePage *self)
{
  json_t *run = self->past != NULL ? self->past : self->run, *balance = json_object_get (run, "balance");
  gint64 in_mg = guo_row_int (balance, "in_mg"), graded_mg = guo_row_int (balance, "graded_mg");
  gint64 off_mg = in_mg - guo_row_int (balance, "rest_mg");
  g_autofree gchar *parties = guo_grade_parties (run);
  g_autofree gchar *head = g_strdup_printf (self->past != NULL ? _("Finished run %s · %s") : _("Run %s · %s"),
                                            guo_row_text (run, "no"), parties);
  g_autofree gchar *fruit = fruit_text (run);
  g_autofree gchar *detail = g_strdup_printf ("%s %s %s%s", _("Scheme"), scheme_name (self, run),
                                              guo_row_text (run, "scheme_version"), fruit);
  g_autofree gchar *off = guo_desk_mass (self->desk, off_mg, DECIMALS);
  g_autofree gchar *packout = guo_chart_share (graded_mg, off_mg);

  if (self->run == NULL)
    self->by_hand = FALSE;
  set_label (self->head_label, run != NULL ? head : _("No run is open"));
  set_label (self->detail_label, run != NULL ? detail : _("Weighed lots wait. Start a run: choose what goes on the line."));
  set_label (self->graded_label, off);
  set_label (self->packout_label, packout);
  gtk_widget_set_visible (self->figures, run != NULL);
  gtk_widget_set_visible (self->basis_label, guo_grade_is_proportion (run));
  gtk_widget_set_visible (self->shares_button, guo_grade_is_proportion (run));
}

void
guo_grade_show_net (GuoGradePage *self)
{
  json_t *line = guo_desk_weight (self->desk);
  gint64 tare_mg = guo_screen_state_get_id (guo_desk_state (self->desk), GUO_GRADE_TARE);
  gint decimals = line != NULL ? (gint) guo_row_int (line, "decimals") : DECIMALS;
  g_autofree gchar *tare = guo_format_mass (tare_mg, decimals);
  g_autofree gchar *tare_text = g_strdup_printf (_("Tare PT %s kg"), tare);
  g_autofree gchar *net = guo_format_mass (guo_row_int (line, "mg") - tare_mg, decimals);
  g_autofree gchar *net_text = g_strdup_printf (_("Net N %s kg"), guo_row_flag (line, "can_record") ? net : "—");

  set_label (self->tare_label, tare_text);
  set_label (self->net_label, net_text);
}

static gboolean
is_ready (GuoGradePage *self)
{
  json_t *line = guo_desk_weight (self->desk);

  return self->run == NULL || guo_desk_scale (self->desk) == 0 || guo_row_flag (line, "can_record")
         || strcmp (guo_row_text (line, "state"), "stable") == 0;
}

void
guo_grade_show_key (GuoGradePage *self)
{
  g_autofree gchar *word = NULL;

  if (self->run == NULL)
    word = g_strdup (_("Start a run"));
  else
    word = g_strdup_printf (guo_desk_scale (self->desk) == 0 ? _("✎ Type: %s") : _("Record: %s"),
                            guo_grade_word_chosen (self));
  guo_key_set_word (self->record_key, word);
  if (is_ready (self) && !self->taking && guo_desk_connected (self->desk))
    gtk_widget_add_css_class (GTK_WIDGET (self->record_key), "primary");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->record_key), "primary");
}

void
guo_grade_show_figures (GuoGradePage *self)
{
  show_head (self);
  guo_grade_balance_set (self->balance, self->desk, json_object_get (self->run, "balance"), FALSE);
  guo_grade_show_live (self);
}

void
guo_grade_show_run (GuoGradePage *self)
{
  guo_stack_show (self->side, self->run != NULL ? "run" : "queue");
  guo_grade_show_figures (self);
  guo_grade_show_lists (self);
  guo_grade_show_key (self);
  guo_grade_show_net (self);
}
