#include "ui/yields/summary.h"

#include <glib/gi18n.h>

#include "station/client/row.h"

struct _GuoYieldsSummary
{
  GtkWidget  parent_instance;

  GtkWidget *grid;
  GtkLabel  *net_label;
  GtkLabel  *change_label;
  GtkLabel  *sum_label;
  GtkLabel  *against_label;
  GtkLabel  *against_word;
  GtkLabel  *crates_label;
  GtkLabel  *crates_word;
  GtkLabel  *per_mu_label;
  GtkLabel  *per_mu_word;
};

G_DEFINE_FINAL_TYPE (GuoYieldsSummary, guo_yields_summary, GTK_TYPE_WIDGET)

static void
guo_yields_summary_dispose (GObject *object)
{
  GuoYieldsSummary *self = GUO_YIELDS_SUMMARY (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_yields_summary_parent_class)->dispose (object);
}

static void
guo_yields_summary_class_init (GuoYieldsSummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_yields_summary_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/yields/summary.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsSummary, grid);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsSummary, net_label);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsSummary, change_label);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsSummary, sum_label);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsSummary, against_label);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsSummary, against_word);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsSummary, crates_label);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsSummary, crates_word);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsSummary, per_mu_label);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsSummary, per_mu_word);
}

static void
guo_yields_summary_init (GuoYieldsSummary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_against (GuoYieldsSummary *self, const GuoYieldsAnswer *answer, gint64 against_mg)
{
  gboolean there = answer->against != 0;
  g_autofree gchar *before = guo_chart_amount_with_unit (guo_yields_units (answer), against_mg);
  g_autofree gchar *change = guo_chart_change (guo_row_int (answer->total, "net_mg"), against_mg);

  gtk_label_set_label (self->against_label, before);
  gtk_label_set_label (self->against_word, answer->against_name);
  gtk_label_set_label (self->change_label, change);
  gtk_widget_set_visible (GTK_WIDGET (self->change_label), there);
  gtk_widget_set_visible (GTK_WIDGET (self->against_label), there);
  gtk_widget_set_visible (GTK_WIDGET (self->against_word), there);
}

void
guo_yields_summary_set_answer (GuoYieldsSummary *self, const GuoYieldsAnswer *answer, gint64 against_mg)
{
  gint64 net = guo_row_int (answer->total, "net_mg");
  const gchar *unit = guo_mass_unit_word (answer->unit);
  g_autofree gchar *large = guo_chart_amount_with_unit (guo_yields_units (answer), net);
  g_autofree gchar *sum = guo_format_mass_in (net, guo_yields_decimals (net, answer->unit), answer->unit);
  g_autofree gchar *crates = guo_row_has (answer->total, "crates")
                               ? guo_chart_amount (guo_row_int (answer->total, "crates"), 1, 0) : g_strdup ("–");
  g_autofree gchar *per_mu = guo_yields_per_mu (answer, answer->total);
  g_autofree gchar *per_mu_word = g_strdup_printf (_("%s/mu"), unit);
  gboolean area = guo_row_int (answer->total, "area_m2") > 0;

  gtk_label_set_label (self->net_label, large);
  gtk_label_set_label (self->sum_label, sum);
  gtk_label_set_label (self->crates_label, crates);
  gtk_label_set_label (self->per_mu_label, per_mu);
  gtk_label_set_label (self->per_mu_word, per_mu_word);
  gtk_widget_set_visible (GTK_WIDGET (self->per_mu_label), area);
  gtk_widget_set_visible (GTK_WIDGET (self->per_mu_word), area);
  show_against (self, answer, against_mg);
}
