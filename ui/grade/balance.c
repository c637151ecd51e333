#include "ui/grade/balance.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/chart/amount.h"
#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/grade/bar.h"
#include "ui/widgets/wrap.h"

#define DECIMALS 2

struct _GuoGradeBalance
{
  GtkWidget    parent_instance;

  GtkBox      *outer;
  GtkBox      *line;
  GtkWidget   *title;
  GtkLabel    *in_label;
  GtkLabel    *in_grade_label;
  GtkLabel    *below_label;
  GtkLabel    *cull_label;
  GtkLabel    *loss_label;
  GtkLabel    *rest_label;
  GtkLabel    *limit_label;
  GuoGradeBar *bar;
  gboolean     wide;
};

G_DEFINE_FINAL_TYPE (GuoGradeBalance, guo_grade_balance, GTK_TYPE_WIDGET)

static void
set_label (GtkLabel *label, const gchar *text)
{
  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static void
show_part (GuoDesk *desk, GtkLabel *label, const gchar *word, json_t *balance, const gchar *key)
{
  g_autofree gchar *mass = guo_format_figure (guo_row_int (balance, key), DECIMALS, guo_desk_mass_unit (desk));
  g_autofree gchar *text = g_strdup_printf ("%s\u00a0%s", word, mass);

  set_label (label, text);
}

/* While lots are on the line, what is left is no difference yet; more off than on is one at once. */
static void
show_limit (GuoGradeBalance *self, GuoDesk *desk, json_t *balance, gboolean closed)
{
  gint64 rest_mg = guo_row_int (balance, "rest_mg"), in_mg = guo_row_int (balance, "in_mg");
  gboolean within = guo_row_flag (balance, "within"), over = !within && (closed || rest_mg < 0);
  g_autofree gchar *rest = guo_desk_mass (desk, rest_mg, DECIMALS);
  g_autofree gchar *limit = guo_desk_mass (desk, guo_row_int (balance, "limit_mg"), DECIMALS);
  g_autofree gchar *percent = guo_chart_share (ABS (rest_mg), in_mg);
  gboolean tight = guo_desk_compact (desk) > 1;
  const gchar *judged = within ? _("● within") : over ? _("▲ outside") : _("○ still on the line");
  g_autofree gchar *text
    = g_strdup_printf (_("Difference %s %s · limit %s · %s"), rest, percent, limit, judged);
  g_autofree gchar *beside = g_strdup_printf (_("Difference %s %s"), percent, judged); /* its mass stands before it */

  set_label (self->limit_label, self->wide || tight ? beside : text);
  gtk_widget_set_visible (self->title, self->wide || !tight);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), guo_desk_compact (desk) == 0); /* it gives way to the classes: the figures say the same */
  if (over)
    gtk_widget_add_css_class (GTK_WIDGET (self->limit_label), "row-warn");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->limit_label), "row-warn");
}

void
guo_grade_balance_set (GuoGradeBalance *self, GuoDesk *desk, json_t *balance, gboolean closed)
{
  /* Translators: mass balance: In kg 160 = in grade 110 + below …; %s is kg or jin */
  g_autofree gchar *in = g_strdup_printf (_("In %s"), guo_mass_unit_word (guo_desk_mass_unit (desk)));

  show_part (desk, self->in_label, in, balance, "in_mg");
  show_part (desk, self->in_grade_label, _("= in grade"), balance, "graded_mg");
  show_part (desk, self->below_label, _("+ below"), balance, "below_mg");
  show_part (desk, self->cull_label, _("+ cull"), balance, "cull_mg");
  show_part (desk, self->loss_label, _("+ loss"), balance, "loss_mg");
  gtk_widget_set_visible (GTK_WIDGET (self->loss_label), guo_row_int (balance, "loss_mg") > 0 || !(self->wide || guo_desk_compact (desk) > 1));
  show_part (desk, self->rest_label, closed ? _("+ difference") : _("+ on the line"), balance, "rest_mg");
  show_limit (self, desk, balance, closed);
  guo_grade_bar_set (self->bar, balance);
}

void
guo_grade_balance_set_wide (GuoGradeBalance *self)
{
  g_return_if_fail (!self->wide);

  self->wide = TRUE;
  g_object_ref (self->limit_label);
  gtk_box_remove (self->outer, GTK_WIDGET (self->limit_label));
  gtk_box_append (self->line, GTK_WIDGET (self->limit_label));
  gtk_widget_add_css_class (GTK_WIDGET (self->limit_label), "balance-title");
  g_object_unref (self->limit_label);
}

static void
guo_grade_balance_dispose (GObject *object)
{
  GuoGradeBalance *self = GUO_GRADE_BALANCE (object);

  if (self->outer != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->outer)));
  G_OBJECT_CLASS (guo_grade_balance_parent_class)->dispose (object);
}

static void
guo_grade_balance_class_init (GuoGradeBalanceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_grade_balance_dispose;
  g_type_ensure (GUO_TYPE_WRAP);
  g_type_ensure (GUO_TYPE_GRADE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/grade/balance.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoGradeBalance, outer);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeBalance, line);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeBalance, title);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeBalance, in_label);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeBalance, in_grade_label);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeBalance, below_label);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeBalance, cull_label);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeBalance, loss_label);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeBalance, rest_label);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeBalance, limit_label);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeBalance, bar);
}

static void
guo_grade_balance_init (GuoGradeBalance *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
