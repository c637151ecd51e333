#include "ui/widgets/in-sight.h"

#define LAID_OUT_MS 100 /* what changed has its place by then, */
#define TIMES 4         /* or a little later, where much is drawn anew */

static void
scroll (GtkWidget *widget)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *at = scrolled != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)) : NULL;
  graphene_rect_t box;

  if (at != NULL && gtk_widget_compute_bounds (widget, scrolled, &box))
    {
      gdouble top = gtk_adjustment_get_value (at) + (gdouble) box.origin.y;

      gtk_adjustment_clamp_page (at, top, top + (gdouble) box.size.height);
    }
}

static gboolean
scroll_again (gpointer widget)
{
  guint times = GPOINTER_TO_UINT (g_object_get_data (widget, "in-sight"));

  scroll (widget);
  g_object_set_data (widget, "in-sight", GUINT_TO_POINTER (times + 1));
  return times + 1 < TIMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
guo_bring_in_sight (GtkWidget *widget)
{
  g_object_set_data (G_OBJECT (widget), "in-sight", NULL);
  g_timeout_add_full (G_PRIORITY_DEFAULT, LAID_OUT_MS, scroll_again, g_object_ref (widget), g_object_unref);
}
