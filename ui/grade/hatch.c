#include "ui/grade/hatch.h"

#define STEP_PX 7

void
guo_hatch (GtkWidget *widget, GtkSnapshot *snapshot, const gchar *ink, const graphene_rect_t *box)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, box);
  gdouble x = (gdouble) box->origin.x, y = (gdouble) box->origin.y;
  gdouble width = (gdouble) box->size.width, height = (gdouble) box->size.height;
  GdkRGBA rgba = { 0, 0, 0, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), ink, &rgba);
  gdk_cairo_set_source_rgba (cr, &rgba);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  cairo_set_line_width (cr, STEP_PX / 2.5);
  /* by place on the screen, so that bars side by side go on in each other */
  for (gdouble at = -height - (gint) (x + y + height) % STEP_PX; at < width + STEP_PX; at += STEP_PX)
    {
      cairo_move_to (cr, x + at, y + height);
      cairo_line_to (cr, x + at + height, y);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
}
