#include "ui/grade/rows.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/chart/amount.h"
#include "station/client/grade-words.h"
#include "station/client/row.h"
#include "ui/sample/marks.h"
#include "ui/weigh/row.h"
#include "ui/widgets/tip.h"

#define DECIMALS 2

typedef enum
{
  COLUMN_DIGIT,
  COLUMN_NAME,
  COLUMN_MASS,
  COLUMN_FRUIT,
  COLUMN_SHARE,
  N_COLUMNS,
} Column;

/* Of the width: all lines have the same, whatever they say. */
static const gint widths[N_COLUMNS] = { 1, 6, 5, 4, 4 };

static GtkWidget *
line_new (const gchar *const *texts, gboolean fruit, const gchar *style)
{
  GtkWidget *line = gtk_grid_new ();
  gint at = 0;

  gtk_grid_set_column_homogeneous (GTK_GRID (line), TRUE);
  for (gint i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *label = gtk_label_new (texts[i]);

      if (i == COLUMN_FRUIT && !fruit)
        {
          g_object_unref (g_object_ref_sink (label));
          continue;
        }
      gtk_label_set_xalign (GTK_LABEL (label), i <= COLUMN_NAME ? 0 : 1);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_vexpand (label, TRUE);
      if (i == COLUMN_DIGIT)
        gtk_widget_add_css_class (label, "grade-digit");
      gtk_grid_attach (GTK_GRID (line), label, at, 0, widths[i], 1);
      at += widths[i];
    }
  gtk_widget_set_vexpand (line, FALSE); /* its cells fill it, it fills nothing */
  gtk_widget_add_css_class (line, "grade-line");
  gtk_widget_add_css_class (line, style);
  return line;
}

GtkWidget *
guo_grade_class_head (GuoMassUnit unit, gboolean fruit)
{
  const gchar *const texts[N_COLUMNS] = { "", _("Class"), guo_mass_unit_word (unit),
                                          /* Translators: head of a column: how many fruit */
                                          _("Fruit count"), _("Share") };

  return line_new (texts, fruit, "grade-head");
}

GtkWidget *
guo_grade_class_row (const GuoGradeClass *class, GuoMassUnit unit, gboolean fruit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree gchar *digit = class->digit <= 9 ? g_strdup_printf ("%u", class->digit) : g_strdup ("");
  g_autofree gchar *mass = guo_format_figure (class->mg, DECIMALS, unit);
  g_autofree gchar *count = class->fruit > 0 ? guo_chart_amount (class->fruit, 1, 0) : g_strdup ("–");
  g_autofree gchar *share = guo_chart_share (class->mg, class->all_mg);
  const gchar *const texts[N_COLUMNS] = { digit, class->word, mass, count, share };
  g_autofree gchar *name = g_strdup_printf ("%s, %s %s, %s", class->word, mass, guo_mass_unit_word (unit), share);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line_new (texts, fruit, "grade-cells"));
  gtk_widget_set_focusable (row, FALSE); /* Tab passing over the rows would choose each */
  g_object_set_data (G_OBJECT (row), GUO_GRADE_ROW_KIND, (gpointer) class->kind);
  g_object_set_data_full (G_OBJECT (row), GUO_GRADE_ROW_CLASS, g_strdup (class->key), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static GtkWidget *
cell (const gchar *text, const gchar *style, gfloat xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (strcmp (style, "row-detail") == 0) /* gives way first */
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
void_key (json_t *take, const gchar *word, const gchar *mass)
{
  GtkWidget *key = gtk_button_new_with_label (_("Void"));
  g_autofree gchar *name = g_strdup_printf (_("Void %s %s"), word, mass);

  gtk_widget_add_css_class (key, "row-button");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (key), "grading.void-take");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (key), "x", guo_row_int (take, "id"));
  return key;
}

/* "14:02:41", "✎ 14:02:41": typed is marked wherever it is shown. */
static gchar *
take_detail (json_t *take)
{
  g_autofree gchar *time = guo_weighing_time_text (guo_row_text (take, "at"));
  g_autofree gchar *count = guo_chart_amount (guo_row_int (take, "fruit"), 1, 0);
  const gchar *mark = strcmp (guo_row_text (take, "mode"), "typed") == 0 ? "✎ " : "";

  if (guo_row_int (take, "fruit") > 0)
    return g_strdup_printf (_("%s%s · %s fruit"), mark, time, count);
  return g_strconcat (mark, time, NULL);
}

GtkWidget *
guo_grade_take_row (json_t *take, const gchar *word, GuoMassUnit unit, gboolean open)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gboolean is_void = guo_row_flag (take, "void");
  g_autofree gchar *mass = guo_format_mass_in (guo_row_int (take, "mg"), DECIMALS, unit);
  g_autofree gchar *detail = take_detail (take);
  g_autofree gchar *name = g_strdup_printf ("%s, %s, %s%s%s", word, mass, detail, is_void ? ", " : "",
                                            is_void ? _("voided") : "");
  GtkWidget *detail_label = cell (detail, "row-detail", 0);

  gtk_widget_set_hexpand (detail_label, TRUE);
  gtk_box_append (GTK_BOX (box), cell (word, "row-no", 0));
  gtk_box_append (GTK_BOX (box), detail_label);
  gtk_box_append (GTK_BOX (box), cell (mass, is_void ? "row-void" : "row-figure", 1));
  if (is_void)
    gtk_box_append (GTK_BOX (box), cell (_("voided"), "row-voided", 0.5F));
  else if (open)
    gtk_box_append (GTK_BOX (box), void_key (take, word, mass));
  gtk_widget_add_css_class (box, "weighing-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

GtkWidget *
guo_grade_queue_head (const gchar *words)
{
  GtkWidget *row = gtk_list_box_row_new (), *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "list-head");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

GtkWidget *
guo_grade_lot_row (json_t *lot, GuoMassUnit unit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree gchar *left = guo_format_figure (guo_row_int (lot, "left_mg"), DECIMALS, unit);
  gboolean graded = guo_row_has (lot, "run");
  const gchar *of = graded ? guo_grade_word (guo_row_text (lot, "grade_class")) : guo_row_text (lot, "cooperative_name");
  g_autofree gchar *fruit = g_strdup_printf ("%s · %s %s", of, guo_row_text (lot, "product_name"), guo_row_text (lot, "variety_name"));
  g_autofree gchar *detail = guo_held_text (lot, fruit);
  g_autofree gchar *name = g_strdup_printf ("%s, %s, %s %s", guo_row_text (lot, "no"), detail, left,
                                            guo_mass_unit_word (unit));
  GtkWidget *detail_label = cell (detail, "row-detail", 0);
  gint64 *id = g_new (gint64, 1);

  guo_tip_when_cut (detail_label, GTK_LABEL (detail_label));
  gtk_widget_set_hexpand (detail_label, TRUE);
  gtk_box_append (GTK_BOX (box), cell (guo_row_text (lot, "no"), "row-no", 0));
  gtk_box_append (GTK_BOX (box), detail_label);
  gtk_box_append (GTK_BOX (box), cell (left, "row-figure", 1));
  gtk_widget_add_css_class (box, "weighing-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  *id = guo_row_int (lot, "id");
  g_object_set_data_full (G_OBJECT (row), GUO_GRADE_ROW_LOT, id, g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}
