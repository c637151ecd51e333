#include "ui/grade/past.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/grade/balance.h"
#include "ui/grade/live.h"
#include "ui/grade/rows.h"
#include "ui/grade/words.h"

struct _GuoGradePast
{
  GtkWidget        parent_instance;

  GtkWidget       *outer;
  GtkLabel        *closed_label;
  GtkLabel        *reason_label;
  GuoGradeLive    *live;       /* where a machine counted */
  GtkWidget       *weighed;    /* in its place where all was weighed */
  GtkBox          *table_head;
  GtkListBox      *class_list;
  GuoGradeBalance *balance;
  GtkListBox      *lot_list;
};

G_DEFINE_FINAL_TYPE (GuoGradePast, guo_grade_past, GTK_TYPE_WIDGET)

static void
empty (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
show_close (GuoGradePast *self, json_t *run)
{
  gboolean within = guo_row_flag (json_object_get (run, "balance"), "within");
  g_autofree gchar *when = guo_grade_when (guo_row_text (run, "closed_at"));
  g_autofree gchar *closed = guo_row_has (run, "closed_by_name")
                               ? g_strdup_printf (_("Closed %s by %s"), when, guo_row_text (run, "closed_by_name"))
                               : g_strdup_printf (_("Closed %s"), when);
  g_autofree gchar *reason = g_strdup_printf (within ? _("Reason: %s") : _("▲ Outside the limit: %s"), guo_row_text (run, "reason"));

  gtk_label_set_label (self->closed_label, closed);
  gtk_label_set_label (self->reason_label, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), guo_row_has (run, "reason"));
}

static void
add_class (GuoGradePast *self, const GuoGradeColumns *columns, GuoDesk *desk, const GuoGradeClass *class)
{
  GtkWidget *row = guo_grade_class_row (columns, class, guo_desk_mass_unit (desk));

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->class_list, row);
}

static void
show_weighed (GuoGradePast *self, GuoDesk *desk, json_t *run)
{
  json_t *classes = guo_row_list (run, "classes"), *balance = json_object_get (run, "balance"), *row;
  gint64 off_mg = guo_row_int (balance, "in_mg") - guo_row_int (balance, "rest_mg");
  GtkWidget *old = gtk_widget_get_first_child (GTK_WIDGET (self->table_head)), *head;
  g_auto(GuoGradeColumns) columns = { FALSE, { NULL } };
  gsize i;

  guo_grade_columns_init (&columns, TRUE);
  if (old != NULL)
    gtk_box_remove (self->table_head, old);
  head = guo_grade_class_head (&columns, guo_desk_mass_unit (desk));
  gtk_widget_set_hexpand (head, TRUE);
  gtk_box_append (self->table_head, head);
  empty (self->class_list);
  json_array_foreach (classes, i, row)
    {
      const gchar *kind = guo_row_flag (row, "below") ? "below" : "class", *key = guo_row_text (row, "grade_class");

      add_class (self, &columns, desk,
                 &(GuoGradeClass) { (guint) i + 1, kind, key, guo_grade_class_word (classes, kind, key), guo_row_int (row, "mg"),
                                    guo_row_int (row, "fruit"), off_mg });
    }
  guo_grade_balance_set (self->balance, desk, balance, TRUE);
}

static void
show_lots (GuoGradePast *self, GuoDesk *desk, json_t *run)
{
  gsize i;
  json_t *lot;

  empty (self->lot_list);
  json_array_foreach (guo_row_list (run, "lots"), i, lot)
    gtk_list_box_append (self->lot_list, guo_grade_judged_row (lot, guo_row_list (run, "classes"), guo_desk_mass_unit (desk)));
}

void
guo_grade_past_set (GuoGradePast *self, GuoDesk *desk, json_t *run)
{
  gboolean counted = guo_row_has (run, "spread");

  show_close (self, run);
  gtk_widget_set_visible (GTK_WIDGET (self->live), counted);
  gtk_widget_set_visible (self->weighed, !counted);
  if (counted)
    guo_grade_live_set (self->live, desk, run, NULL, 0);
  else
    show_weighed (self, desk, run);
  show_lots (self, desk, run);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->outer)), 0);
}

static void
guo_grade_past_dispose (GObject *object)
{
  g_clear_pointer (&GUO_GRADE_PAST (object)->outer, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_grade_past_parent_class)->dispose (object);
}

static void
guo_grade_past_class_init (GuoGradePastClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_grade_past_dispose;
  g_type_ensure (GUO_TYPE_GRADE_LIVE);
  g_type_ensure (GUO_TYPE_GRADE_BALANCE);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/grade/past.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GuoGradePast, child)
  BIND (outer);
  BIND (closed_label);
  BIND (reason_label);
  BIND (live);
  BIND (weighed);
  BIND (table_head);
  BIND (class_list);
  BIND (balance);
  BIND (lot_list);
#undef BIND
}

static void
guo_grade_past_init (GuoGradePast *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  guo_grade_balance_set_wide (self->balance);
}
