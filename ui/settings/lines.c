#include "ui/settings/lines.h"

GtkWidget *
guo_sentence_new (const gchar *text, const gchar *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  return label;
}

GtkWidget *
guo_line_row_new (const gchar *title, const gchar *style)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), guo_sentence_new (title, style));
  gtk_box_append (GTK_BOX (row), words);
  gtk_widget_add_css_class (row, "sub-row");
  return row;
}

void
guo_line_row_say (GtkWidget *row, const gchar *text, const gchar *style)
{
  if (*text != '\0')
    gtk_box_append (GTK_BOX (gtk_widget_get_first_child (row)), guo_sentence_new (text, style));
}

GtkWidget *
guo_line_row_key (GtkWidget *row, const gchar *word, const gchar *name)
{
  GtkWidget *key = gtk_button_new_with_label (word);

  gtk_widget_add_css_class (key, "desk-key");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (row), key);
  return key;
}

void
guo_box_empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}
