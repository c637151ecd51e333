#include "ui/settings/preview.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "station/client/sentences.h"
#include "ui/widgets/tip.h"

#define ROWS_SHOWN 50
#define CELL_CHARS 18

gchar *
guo_preview_error_text (json_t *error)
{
  gint line = (gint) guo_row_int (error, "line"), column = (gint) guo_row_int (error, "column");
  const gchar *name = guo_row_text (error, "column");
  g_autofree gchar *reason = guo_client_words (guo_row_text (error, "reason"));

  if (*name != '\0')
    return g_strdup_printf (_("Line %d, %s: %s"), line, name, reason);
  if (column > 0)
    return g_strdup_printf (_("Line %d, column %d: %s"), line, column, reason);
  return g_strdup_printf (_("Line %d: %s"), line, reason);
}

static GtkWidget *
cell_new (const gchar *text, const gchar *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CELL_CHARS);
  guo_tip_when_cut (label, GTK_LABEL (label));
  gtk_widget_add_css_class (label, style);
  return label;
}

static gchar *
cell_text (json_t *value)
{
  if (json_is_string (value))
    return g_strdup (json_string_value (value));
  if (json_is_integer (value))
    return g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (value));
  return g_strdup (json_is_true (value) ? _("yes") : "");
}

static GtkWidget *
table_new (json_t *columns, json_t *rows)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  gsize x, y;
  json_t *column, *row;

  gtk_grid_set_column_spacing (grid, 20);
  gtk_widget_add_css_class (GTK_WIDGET (grid), "preview");
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Preview"), -1);
  json_array_foreach (columns, x, column)
    gtk_grid_attach (grid, cell_new (json_string_value (column), "dim"), (gint) x, 0, 1, 1);
  json_array_foreach (rows, y, row)
    {
      if (y == ROWS_SHOWN)
        break;
      json_array_foreach (columns, x, column)
        {
          g_autofree gchar *text = cell_text (json_array_get (guo_row_list (row, "cells"), x));

          gtk_grid_attach (grid, cell_new (text, "preview-cell"), (gint) x, (gint) y + 1, 1, 1);
        }
    }
  return GTK_WIDGET (grid);
}

static void
append_errors (GtkBox *box, json_t *errors)
{
  gsize i;
  json_t *error;

  json_array_foreach (errors, i, error)
    {
      g_autofree gchar *text = guo_preview_error_text (error);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "refusal");
      gtk_box_append (box, label);
    }
}

GtkWidget *
guo_preview_new (json_t *answer)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  append_errors (box, guo_row_list (answer, "errors"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 table_new (guo_row_list (answer, "headers"), guo_row_list (answer, "rows")));
  gtk_box_append (box, scrolled);
  return GTK_WIDGET (box);
}
