#include "ui/grade/rows.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/chart/amount.h"
#include "station/client/grade-words.h"
#include "station/client/row.h"
#include "ui/grade/words.h"
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
} Column;

void
guo_grade_columns_init (GuoGradeColumns *columns, gboolean fruit)
{
  columns->fruit = fruit;
  for (gint i = 0; i < GUO_GRADE_COLUMNS; i++)
    columns->groups[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

void
guo_grade_columns_clear (GuoGradeColumns *columns)
{
  for (gint i = 0; i < GUO_GRADE_COLUMNS; i++)
    g_clear_object (&columns->groups[i]);
}

/* A figure is never cut: a column is as wide as its longest, and the name gives way. */
static GtkWidget *
line_new (const GuoGradeColumns *columns, const gchar *const *texts, const gchar *style)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (gint i = 0; i < GUO_GRADE_COLUMNS; i++)
    {
      GtkWidget *label;

      if (i == COLUMN_FRUIT && !columns->fruit)
        continue;
      label = gtk_label_new (texts[i]);
      gtk_label_set_xalign (GTK_LABEL (label), i <= COLUMN_NAME ? 0 : 1);
      gtk_widget_set_vexpand (label, TRUE);
      if (i == COLUMN_NAME)
        {
          gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
          gtk_widget_set_hexpand (label, TRUE);
          guo_tip_when_cut (label, GTK_LABEL (label));
        }
      else
        gtk_size_group_add_widget (columns->groups[i], label);
      if (i == COLUMN_DIGIT)
        gtk_widget_add_css_class (label, "grade-digit");
      gtk_box_append (GTK_BOX (line), label);
    }
  gtk_widget_set_vexpand (line, FALSE); /* its cells fill it, it fills nothing */
  gtk_widget_add_css_class (line, "grade-line");
  gtk_widget_add_css_class (line, style);
  return line;
}

GtkWidget *
guo_grade_class_head (const GuoGradeColumns *columns, GuoMassUnit unit)
{
  const gchar *const texts[GUO_GRADE_COLUMNS] = { "", _("Class"), guo_mass_unit_word (unit),
                                          /* Translators: head of a column: how many fruit */
                                          _("Fruit count"), _("Share") };

  return line_new (columns, texts, "grade-head");
}

GtkWidget *
guo_grade_class_row (const GuoGradeColumns *columns, const GuoGradeClass *class, GuoMassUnit unit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree gchar *digit = class->digit <= 9 ? g_strdup_printf ("%u", class->digit) : g_strdup ("");
  g_autofree gchar *mass = guo_format_figure (class->mg, DECIMALS, unit);
  g_autofree gchar *count = class->fruit > 0 ? guo_chart_amount (class->fruit, 1, 0) : g_strdup ("–");
  g_autofree gchar *share = guo_chart_share (class->mg, class->all_mg);
  const gchar *const texts[GUO_GRADE_COLUMNS] = { digit, class->word, mass, count, share };
  g_autofree gchar *name = g_strdup_printf ("%s, %s %s, %s", class->word, mass, guo_mass_unit_word (unit), share);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line_new (columns, texts, "grade-cells"));
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
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "list-head");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

GtkWidget *
guo_grade_lot_row (json_t *lot, GuoMassUnit unit, gboolean narrow)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree gchar *left = guo_format_figure (guo_row_int (lot, "left_mg"), DECIMALS, unit);
  gboolean graded = guo_row_has (lot, "run");
  const gchar *of = graded ? guo_grade_class_of (lot, "grade_class") : guo_row_text (lot, "cooperative_name");
  g_autofree gchar *fruit = g_strdup_printf ("%s · %s %s", of, guo_row_text (lot, "product_name"), guo_row_text (lot, "variety_name"));
  g_autofree gchar *detail = guo_held_text (lot, fruit);
  g_autofree gchar *change = guo_grade_change_text (lot);
  g_autofree gchar *first = g_strdup_printf (_(", judged first %s"), guo_grade_class_of (lot, "first_class"));
  g_autofree gchar *name = g_strdup_printf ("%s, %s%s, %s %s%s%s", guo_row_text (lot, "no"), detail,
                                            guo_grade_was_changed (lot) ? first : "", left, guo_mass_unit_word (unit),
                                            *change != '\0' ? ", " : "", change);
  GtkWidget *detail_label = cell (detail, "row-detail", 0);
  GtkWidget *words = gtk_box_new (narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, narrow ? 0 : 12);
  gint64 *id = g_new (gint64, 1);

  if (*change != '\0')
    guo_tip_set (row, change);
  else
    guo_tip_when_cut (detail_label, GTK_LABEL (detail_label));
  gtk_widget_set_hexpand (detail_label, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), cell (guo_row_text (lot, "no"), "row-no", 0));
  if (guo_grade_was_changed (lot))
    gtk_box_append (GTK_BOX (words), cell (guo_grade_class_of (lot, "first_class"), "row-void", 0));
  gtk_box_append (GTK_BOX (words), detail_label);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), cell (left, "row-figure", 1));
  gtk_widget_add_css_class (box, "weighing-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  *id = guo_row_int (lot, "id");
  g_object_set_data_full (G_OBJECT (row), GUO_GRADE_ROW_LOT, id, g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/* A key that is no class of the run's scheme stays what it is. */
static const gchar *
word_of (json_t *classes, const gchar *key)
{
  gsize i;
  json_t *class;

  json_array_foreach (classes, i, class)
    if (strcmp (guo_row_text (class, "grade_class"), key) == 0)
      return guo_grade_class_word (classes, guo_row_flag (class, "below") ? "below" : "class", key);
  return key;
}

static GtkWidget *
judged_words (json_t *lot, json_t *classes, const gchar *change)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *why = cell (change, "row-detail", 0);

  gtk_box_append (GTK_BOX (line), cell (guo_row_text (lot, "no"), "row-no", 0));
  if (guo_grade_was_changed (lot))
    gtk_box_append (GTK_BOX (line), cell (word_of (classes, guo_row_text (lot, "first_class")), "row-void", 0));
  gtk_box_append (GTK_BOX (line), cell (word_of (classes, guo_row_text (lot, "grade_class")), "row-class", 0));
  gtk_box_append (GTK_BOX (words), line);
  gtk_widget_set_visible (why, *change != '\0');
  guo_tip_when_cut (why, GTK_LABEL (why));
  gtk_box_append (GTK_BOX (words), why);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  return words;
}

GtkWidget *
guo_grade_judged_row (json_t *lot, json_t *classes, GuoMassUnit unit)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree gchar *mass = guo_format_mass_in (guo_row_int (lot, "in_mg"), DECIMALS, unit);
  g_autofree gchar *change = guo_grade_change_text (lot);
  g_autofree gchar *first = g_strdup_printf (_(", judged first %s"), word_of (classes, guo_row_text (lot, "first_class")));
  g_autofree gchar *name = g_strdup_printf ("%s, %s%s, %s%s%s", guo_row_text (lot, "no"),
                                            word_of (classes, guo_row_text (lot, "grade_class")),
                                            guo_grade_was_changed (lot) ? first : "", mass, *change != '\0' ? ", " : "", change);

  gtk_box_append (GTK_BOX (box), judged_words (lot, classes, change));
  gtk_box_append (GTK_BOX (box), cell (mass, "row-figure", 1));
  gtk_widget_add_css_class (box, "weighing-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}
