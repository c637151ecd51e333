#include "ui/widgets/wrap.h"

struct _GuoWrap
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (GuoWrap, guo_wrap, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
guo_wrap_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Walks the children as they fall into lines of @width; allocates them when @place. Returns the height. */
static gint
walk (GtkWidget *widget, gint width, gboolean place)
{
  gint x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gint child_width, child_height;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &child_width, NULL, NULL);
      child_width = MIN (child_width, MAX (width, 1));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &child_height, NULL,
                          NULL);
      if (x > 0 && x + child_width > width)
        {
          x = 0;
          y += line + GUO_WRAP_GAP;
          line = 0;
        }
      if (place)
        gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, child_width, child_height }, -1);
      x += child_width + GUO_WRAP_GAP;
      line = MAX (line, child_height);
    }
  return y + line;
}

static void
guo_wrap_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                  gint for_size, gint *minimum, gint *natural, gint *minimum_baseline,
                  gint *natural_baseline)
{
  gint least = 0, sum = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = walk (widget, for_size >= 0 ? for_size : G_MAXINT, FALSE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gint child_least, child_width;

      gtk_widget_measure (child, orientation, -1, &child_least, &child_width, NULL, NULL);
      least = MAX (least, child_least);
      sum += child_width + (sum > 0 ? GUO_WRAP_GAP : 0);
    }
  *minimum = least;
  *natural = sum;
}

static void
guo_wrap_allocate (GtkLayoutManager *manager, GtkWidget *widget, gint width, gint height,
                   gint baseline)
{
  walk (widget, width, TRUE);
}

static void
guo_wrap_class_init (GuoWrapClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = guo_wrap_get_request_mode;
  layout_class->measure = guo_wrap_measure;
  layout_class->allocate = guo_wrap_allocate;
}

static void
guo_wrap_init (GuoWrap *self)
{
}
