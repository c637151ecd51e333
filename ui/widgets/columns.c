#include "ui/widgets/columns.h"

#define SIDE_MOST 400
#define SIDE_PERMILLE 294

static gint scale_percent = 100; /* one screen, one size */

struct _GuoColumns
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (GuoColumns, guo_columns, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
guo_columns_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
guo_columns_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                     gint for_size, gint *minimum, gint *natural, gint *minimum_baseline,
                     gint *natural_baseline)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gint least = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &least, NULL, NULL, NULL);
      if (across && child != gtk_widget_get_first_child (widget))
        least = MAX (least, GUO_COLUMNS_SIDE_LEAST * scale_percent / 100) + GUO_COLUMNS_GAP;
      *minimum = across ? *minimum + least : MAX (*minimum, least);
    }
  *natural = *minimum;
}

static void
guo_columns_allocate (GtkLayoutManager *manager, GtkWidget *widget, gint width, gint height,
                      gint baseline)
{
  GtkWidget *work = gtk_widget_get_first_child (widget);
  GtkWidget *side = gtk_widget_get_next_sibling (work);
  gint least = 0, side_width;

  gtk_widget_measure (side, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  side_width = MAX (least, guo_columns_side_width (width));
  gtk_widget_size_allocate (work,
                            &(GtkAllocation) { 0, 0, width - side_width - GUO_COLUMNS_GAP, height },
                            -1);
  gtk_widget_size_allocate (side, &(GtkAllocation) { width - side_width, 0, side_width, height },
                            -1);
}

static void
guo_columns_class_init (GuoColumnsClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = guo_columns_get_request_mode;
  layout_class->measure = guo_columns_measure;
  layout_class->allocate = guo_columns_allocate;
}

static void
guo_columns_init (GuoColumns *self)
{
}

gint
guo_columns_side_width (gint width)
{
  return CLAMP (width * SIDE_PERMILLE / 1000, GUO_COLUMNS_SIDE_LEAST * scale_percent / 100,
                SIDE_MOST * scale_percent / 100);
}

void
guo_columns_set_scale_percent (gint percent)
{
  scale_percent = percent;
}
