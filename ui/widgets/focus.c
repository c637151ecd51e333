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

static GtkWidget *
beside (GtkWidget *child, gboolean forward)
{
  return forward ? gtk_widget_get_next_sibling (child) : gtk_widget_get_prev_sibling (child);
}

gboolean
guo_focus_inner (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean forward = direction != GTK_DIR_TAB_BACKWARD && direction != GTK_DIR_UP && direction != GTK_DIR_LEFT;
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *at = forward ? gtk_widget_get_first_child (widget) : gtk_widget_get_last_child (widget);

  /* the focus child alone may be a memory of where it was */
  if (focus != NULL && focus != widget && gtk_widget_is_ancestor (focus, widget))
    for (at = focus; gtk_widget_get_parent (at) != widget;)
      at = gtk_widget_get_parent (at);
  for (; at != NULL; at = beside (at, forward))
    if (gtk_widget_get_visible (at) && gtk_widget_child_focus (at, direction))
      return TRUE;
  return FALSE;
}
