#include "ui/widgets/focus.h"

void
guo_focus_forget (GtkWidget *within)
{
  GtkRoot *root = gtk_widget_get_root (within);
  GtkWidget *at = gtk_root_get_focus (root);

  /* unsetting the focus alone leaves each parent's memory of where it was */
  for (at = at != NULL ? gtk_widget_get_parent (at) : NULL; at != NULL && at != within;
       at = gtk_widget_get_parent (at))
    gtk_widget_set_focus_child (at, NULL);
  gtk_widget_set_focus_child (within, NULL);
  gtk_root_set_focus (root, NULL);
}
