#include "ui/settings/bank-card.h"

#include <glib/gi18n.h>

#include "ui/css-scale.h"

#define WIDTH_LEAST 220
#define WIDTH_MOST 700
#define CORNER_UM 3180 /* ISO/IEC 7810 */
#define SETTLE_MS 600  /* the page grows or shrinks only when the hand rests */

struct _GuoBankCard
{
  GtkWidget       parent_instance;

  GtkWidget      *box;
  GtkDrawingArea *area;
  GtkRange       *range;
  GtkLabel       *words;
  guint           settle;
  gboolean        silent;
};

G_DEFINE_FINAL_TYPE (GuoBankCard, guo_bank_card, GTK_TYPE_WIDGET)

static guint measured_signal;

static gint
um_per_px (GuoBankCard *self)
{
  return (gint) (GUO_CARD_WIDTH_UM / gtk_range_get_value (self->range) + 0.5);
}

static void
round_rectangle (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* The chip stands where it does on a real card, so that people see what is meant. */
static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  GuoBankCard *self = user_data;
  double card = gtk_range_get_value (self->range), px = card / GUO_CARD_WIDTH_UM;
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 2);
  round_rectangle (cr, 1, 1, card - 2, GUO_CARD_HEIGHT_UM * px - 2, CORNER_UM * px);
  cairo_stroke (cr);
  round_rectangle (cr, 10250 * px, 19230 * px, 11000 * px, 9300 * px, 1200 * px);
  cairo_stroke (cr);
  cairo_rectangle (cr, 10250 * px, 34000 * px, 46000 * px, 3000 * px);
  cairo_fill (cr);
}

static gboolean
settled (gpointer user_data)
{
  GuoBankCard *self = user_data;

  self->settle = 0;
  g_signal_emit (self, measured_signal, 0, um_per_px (self));
  return G_SOURCE_REMOVE;
}

static void
show_value (GuoBankCard *self)
{
  gint px = (gint) (gtk_range_get_value (self->range) + 0.5), um = um_per_px (self);
  g_autofree gchar *words = g_strdup_printf (_("85.6 mm = %d px, %d.%03d mm a pixel"), px, um / 1000, um % 1000);

  gtk_label_set_label (self->words, words);
  gtk_drawing_area_set_content_width (self->area, px);
  gtk_drawing_area_set_content_height (self->area, (gint) ((gint64) px * GUO_CARD_HEIGHT_UM / GUO_CARD_WIDTH_UM));
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static void
moved (GuoBankCard *self)
{
  show_value (self);
  if (self->silent)
    return;
  g_clear_handle_id (&self->settle, g_source_remove);
  self->settle = g_timeout_add (SETTLE_MS, settled, self);
}

static void
guo_bank_card_dispose (GObject *object)
{
  GuoBankCard *self = GUO_BANK_CARD (object);

  g_clear_handle_id (&self->settle, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_bank_card_parent_class)->dispose (object);
}

static void
guo_bank_card_class_init (GuoBankCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_bank_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  measured_signal = g_signal_new ("measured", GUO_TYPE_BANK_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
guo_bank_card_init (GuoBankCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->area = GTK_DRAWING_AREA (gtk_drawing_area_new ());
  self->range = GTK_RANGE (gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, WIDTH_LEAST, WIDTH_MOST, 1));
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_halign (GTK_WIDGET (self->area), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->area), GTK_ALIGN_START);
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "dim");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->range), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Width of the bank card"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->words), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Size of a pixel"), -1);
  gtk_drawing_area_set_draw_func (self->area, draw, self, NULL);
  g_signal_connect_object (self->range, "value-changed", G_CALLBACK (moved), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->range));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->area));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
guo_bank_card_new (gint um)
{
  GuoBankCard *self = g_object_new (GUO_TYPE_BANK_CARD, NULL);

  self->silent = TRUE;
  gtk_range_set_value (self->range, (gdouble) GUO_CARD_WIDTH_UM / (um > 0 ? um : GUO_DRAWN_UM_PER_PX));
  self->silent = FALSE;
  show_value (self);
  return GTK_WIDGET (self);
}
