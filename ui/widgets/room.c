#include "ui/widgets/room.h"

struct _GuoRoom
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (GuoRoom, guo_room, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
guo_room_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
guo_room_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, gint for_size, gint *minimum,
                  gint *natural, gint *minimum_baseline, gint *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = 0;
}

static void
guo_room_allocate (GtkLayoutManager *manager, GtkWidget *widget, gint width, gint height, gint baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  gint least = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  gtk_widget_set_child_visible (child, height >= least);
  if (height >= least)
    gtk_widget_size_allocate (child, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static void
guo_room_class_init (GuoRoomClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = guo_room_get_request_mode;
  layout_class->measure = guo_room_measure;
  layout_class->allocate = guo_room_allocate;
}

static void
guo_room_init (GuoRoom *self)
{
}
