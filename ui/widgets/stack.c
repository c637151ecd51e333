#include "ui/widgets/stack.h"

/* GTK 4.8 tells a screen reader that a page behind another one is there: it is hidden, so that it is not. */
void
guo_stack_show (GtkStack *stack, const gchar *name)
{
  GtkWidget *wanted = gtk_stack_get_child_by_name (stack, name);
  GtkWidget *child;

  gtk_widget_set_visible (wanted, TRUE);
  gtk_stack_set_visible_child (stack, wanted);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, child == wanted);
}
