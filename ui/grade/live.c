#include "ui/grade/live.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/chart/amount.h"
#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/grade/balance.h"
#include "ui/grade/histogram.h"
#include "ui/grade/outlet-row.h"
#include "ui/grade/words.h"

#define FULL_PERCENT 95 /* from here on a box is nearly full */
#define PURE_PERMILLE 950 /* an outlet of which less is of one class is mixed */

struct _GuoGradeLive
{
  GtkWidget          parent_instance;

  GtkWidget         *outer;
  GtkBox            *table_head;
  GtkBox            *table;
  GtkLabel          *box_label;
  GtkLabel          *what_label;
  GtkLabel          *sum_label;
  GtkLabel          *key_label;
  GuoGradeHistogram *histogram;
  GuoGradeBalance   *balance;
};

G_DEFINE_FINAL_TYPE (GuoGradeLive, guo_grade_live, GTK_TYPE_WIDGET)

static void
set_label (GtkLabel *label, const gchar *text)
{
  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

/* "First 38–42", where other fruit comes too "First 38–42 (72%)". */
static gchar *
class_text (json_t *run, json_t *outlet, const GuoSpread *spread)
{
  const gchar *key = guo_row_text (outlet, "grade_class");
  gboolean below = guo_row_flag (outlet, "below");
  const gchar *word = guo_grade_class_word (guo_row_list (run, "classes"), below ? "below" : "class", key);
  const GuoSpreadMark *mark = below ? NULL : guo_spread_mark (spread, key); /* a defect has no size */
  g_autofree gchar *range = mark != NULL ? guo_spread_range_text (spread, mark) : g_strdup ("");
  gint64 n = guo_row_int (outlet, "n"), of_class = guo_row_int (outlet, "class_n");
  GString *text = g_string_new (word);

  if (*range != '\0')
    g_string_append_printf (text, " %s", range);
  if (of_class * 1000 < n * PURE_PERMILLE && n > 0)
    g_string_append_printf (text, " (%d%%)", (gint) (of_class * 100 / n));
  return g_string_free (text, FALSE);
}

/* Where there is little room, without how much is of the class; a screen reader says it all the same. */
static gchar *
short_text (const gchar *class, gboolean narrow)
{
  const gchar *mixed = strstr (class, " (");

  return narrow && mixed != NULL ? g_strndup (class, (gsize) (mixed - class)) : g_strdup (class);
}

/* How full the box is that stands there now: boxes are changed when they are full. */
static gint
box_percent (gint64 mg, gint64 box_mg)
{
  return box_mg > 0 ? (gint) (mg % box_mg * 100 / box_mg) : -1;
}

static gchar *
box_text (gint percent, gboolean narrow)
{
  if (percent < 0)
    return g_strdup ("–");
  /* Translators: as "▲ %d%% nearly full", in a narrow column */
  if (narrow && percent >= FULL_PERCENT)
    return g_strdup_printf (_("▲ full %d%%"), percent);
  /* Translators: of a box at an outlet; %d is how full it is, in percent */
  return g_strdup_printf (percent >= FULL_PERCENT ? _("▲ %d%% nearly full") : "%d%%", percent);
}

static void
show_outlet (GuoOutletRow *row, GuoDesk *desk, json_t *run, json_t *outlet, const GuoSpread *spread, gint64 all_mg,
             gint64 box_mg)
{
  GuoMassUnit unit = guo_desk_mass_unit (desk);
  gint64 mg = guo_row_int (outlet, "mass_mg");
  gint percent = box_percent (mg, box_mg);
  /* Translators: fruit that leaves at no outlet of the machine: it goes round again, or falls off its end */
  g_autofree gchar *no = guo_row_int (outlet, "outlet") == 0 ? g_strdup (_("end"))
                                                            : g_strdup_printf ("%d", (gint) guo_row_int (outlet, "outlet"));
  g_autofree gchar *class = class_text (run, outlet, spread);
  g_autofree gchar *mass = guo_format_figure (mg, 0, unit), *n = guo_chart_amount (guo_row_int (outlet, "n"), 1, 0);
  g_autofree gchar *share = guo_chart_share (mg, all_mg), *box = box_text (percent, FALSE);
  g_autofree gchar *short_class = short_text (class, guo_desk_compact (desk) > 0);
  g_autofree gchar *short_box = box_text (percent, guo_desk_compact (desk) > 0);
  g_autofree gchar *label = g_strdup_printf (_("Outlet %s, %s, %s %s, %s fruit, %s, box %s"), no, class, mass,
                                             guo_mass_unit_word (unit), n, share, box);

  guo_outlet_row_set (row, (const gchar *const[]) { no, short_class, mass, n, share, short_box }, percent >= FULL_PERCENT, label);
}

static void
show_table_head (GuoGradeLive *self, GuoDesk *desk, const GuoSpread *spread)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->table_head));
  g_autofree gchar *class = g_strdup_printf ("%s %s", _("Class"), spread->n_marks > 0 ? guo_spread_unit (spread) : "");
  /* Translators: heads of columns: number of an outlet, how full its box is */
  const gchar *const texts[] = { _("Out"), class, guo_mass_unit_word (guo_desk_mass_unit (desk)), _("Fruit"), _("Share"),
                                 _("Box full") };

  guo_outlet_row_set_narrow (GUO_OUTLET_ROW (row), guo_desk_compact (desk) > 0);
  guo_outlet_row_set (GUO_OUTLET_ROW (row), texts, FALSE, _("Outlets"));
}

/* By number; what leaves at none comes last. */
static json_t *
outlet_at (json_t *outlets, gsize i)
{
  gsize n = json_array_size (outlets);
  gboolean rolls = n > 0 && guo_row_int (json_array_get (outlets, 0), "outlet") == 0;

  return json_array_get (outlets, rolls ? (i + 1) % n : i);
}

/* A line stays what it is; only what it says changes. */
static void
show_table (GuoGradeLive *self, GuoDesk *desk, json_t *run, json_t *outlets, const GuoSpread *spread, gint64 box_mg)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->table));
  gint64 all_mg = 0;
  gsize i;
  json_t *outlet;

  json_array_foreach (outlets, i, outlet)
    all_mg += guo_row_int (outlet, "mass_mg");
  json_array_foreach (outlets, i, outlet)
    {
      if (row == NULL)
        {
          row = guo_outlet_row_new (FALSE);
          gtk_widget_set_hexpand (row, TRUE);
          gtk_box_append (self->table, row);
        }
      guo_outlet_row_set_narrow (GUO_OUTLET_ROW (row), guo_desk_compact (desk) > 0);
      show_outlet (GUO_OUTLET_ROW (row), desk, run, outlet_at (outlets, i), spread, all_mg, box_mg);
      row = gtk_widget_get_next_sibling (row);
    }
  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      gtk_box_remove (self->table, row);
      row = next;
    }
}

static void
show_sizes (GuoGradeLive *self, const GuoSpread *spread)
{
  g_autofree gchar *total = guo_chart_amount (spread->total, 1, 0);
  g_autofree gchar *median = guo_spread_value_text (spread, spread->median);
  /* Translators: beside a histogram: how many fruit, and the middle one's size */
  g_autofree gchar *sum = g_strdup_printf (_("n %s · median %s %s"), total, median, guo_spread_unit (spread));

  set_label (self->what_label, spread->by_mass ? _("Mass (fruit count)") : _("Diameter (fruit count)"));
  set_label (self->sum_label, spread->total > 0 ? sum : _("Nothing measured yet"));
  guo_grade_histogram_set (self->histogram, spread);
}

void
guo_grade_live_set (GuoGradeLive *self, GuoDesk *desk, json_t *run, json_t *line, gint64 box_mg)
{
  json_t *now = line != NULL ? line : run;
  gboolean open = strcmp (guo_row_text (run, "state"), "open") == 0;
  g_autofree gchar *box = guo_desk_mass (desk, box_mg, 0);
  /* Translators: what a box under an outlet holds; a change of boxes is not told by any machine */
  g_autofree gchar *box_text = g_strdup_printf (_("Box %s, changed when full (computed)"), box);
  GuoSpread spread;

  guo_spread_read (&spread, json_object_get (now, "spread"), json_object_get (run, "sizing"));
  show_table_head (self, desk, &spread);
  show_table (self, desk, run, guo_row_list (now, "outlets"), &spread, box_mg);
  show_sizes (self, &spread);
  set_label (self->box_label, box_mg > 0 ? box_text : _("How full? Say what a box holds."));
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->box_label)), open);
  gtk_widget_set_visible (GTK_WIDGET (self->key_label), guo_desk_compact (desk) == 0 && open); /* afterwards it is not known */
  guo_grade_balance_set (self->balance, desk, json_object_get (run, "balance"), !open);
}

static void
guo_grade_live_dispose (GObject *object)
{
  g_clear_pointer (&GUO_GRADE_LIVE (object)->outer, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_grade_live_parent_class)->dispose (object);
}

static void
guo_grade_live_class_init (GuoGradeLiveClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_grade_live_dispose;
  g_type_ensure (GUO_TYPE_GRADE_BALANCE);
  g_type_ensure (GUO_TYPE_GRADE_HISTOGRAM);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/grade/live.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoGradeLive, outer);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeLive, table_head);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeLive, table);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeLive, box_label);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeLive, what_label);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeLive, sum_label);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeLive, key_label);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeLive, histogram);
  gtk_widget_class_bind_template_child (widget_class, GuoGradeLive, balance);
}

static void
guo_grade_live_init (GuoGradeLive *self)
{
  GtkWidget *head;

  gtk_widget_init_template (GTK_WIDGET (self));
  guo_grade_balance_set_wide (self->balance);
  head = guo_outlet_row_new (TRUE);
  gtk_widget_set_hexpand (head, TRUE);
  gtk_box_append (self->table_head, head);
}
