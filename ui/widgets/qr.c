#include "ui/widgets/qr.h"

#define QUIET 4
#define MODULE_PX 5

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  json_t *rows = user_data, *row;
  gsize y;
  gint n = (gint) json_array_size (rows) + 2 * QUIET;
  gint module = MAX (1, MIN (width, height) / n);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, n * module, n * module);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  json_array_foreach (rows, y, row)
    for (gsize x = 0; x < json_string_length (row); x++)
      if (json_string_value (row)[x] == '1')
        cairo_rectangle (cr, ((gint) x + QUIET) * module, ((gint) y + QUIET) * module, module, module);
  cairo_fill (cr);
}

GtkWidget *
guo_qr_area_new (json_t *rows, const gchar *name)
{
  GtkWidget *area = gtk_drawing_area_new ();
  gint side = ((gint) json_array_size (rows) + 2 * QUIET) * MODULE_PX;

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), side);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), side);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, json_incref (rows), (GDestroyNotify) json_decref);
  gtk_widget_set_halign (area, GTK_ALIGN_START);
  gtk_widget_set_valign (area, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return area;
}
