#include "ui/yields/chart-view.h"

#include "station/client/chart/paint.h"

#define ROWS_DRAWN 40 /* the table has the others */

struct _GuoChartView
{
  GtkWidget parent_instance;

  GuoChart *chart;
};

G_DEFINE_FINAL_TYPE (GuoChartView, guo_chart_view, GTK_TYPE_WIDGET)

static GuoChartColour
token (GtkWidget *widget, const gchar *name)
{
  GdkRGBA found = { 0, 0, 0, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &found);
  return (GuoChartColour) { (gdouble) found.red, (gdouble) found.green, (gdouble) found.blue };
}

static void
guo_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GuoChartView *self = GUO_CHART_VIEW (widget);
  gint width = gtk_widget_get_width (widget);
  gint height = gtk_widget_get_height (widget);
  const GuoChartTokens tokens = { token (widget, "text"), token (widget, "dim"), token (widget, "line"),
                                  token (widget, "accent") };
  g_autoptr(GuoChartPicture) picture = NULL;
  cairo_t *cr;

  if (self->chart == NULL || width < 1 || height < 1)
    return;
  picture = guo_chart_layout (self->chart, gtk_widget_get_pango_context (widget), width, height, FALSE);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (gfloat) width, (gfloat) height));
  guo_chart_paint (picture, &tokens, cr, TRUE);
  cairo_destroy (cr);
}

/* A chart of rows is as high as they need, and scrolls; one of days takes the height that there is. */
static gint
height_needed (GuoChartView *self, gint width)
{
  g_autoptr(GuoChartPicture) picture = NULL;
  guint rows = self->chart != NULL ? self->chart->items->len : 0;

  if (rows == 0 || self->chart->kind == GUO_CHART_DAYS || width < 1)
    return 0;
  picture = guo_chart_layout (self->chart, gtk_widget_get_pango_context (GTK_WIDGET (self)), width, 0, FALSE);
  return (gint) (picture->height * MIN (1, (gdouble) ROWS_DRAWN / rows)) + 1;
}

static GtkSizeRequestMode
guo_chart_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
guo_chart_view_measure (GtkWidget *widget, GtkOrientation orientation, gint for_size, gint *minimum, gint *natural,
                        gint *minimum_baseline, gint *natural_baseline)
{
  *minimum = *natural
    = orientation == GTK_ORIENTATION_VERTICAL ? height_needed (GUO_CHART_VIEW (widget), for_size) : 0;
}

static void
guo_chart_view_finalize (GObject *object)
{
  guo_chart_free (GUO_CHART_VIEW (object)->chart);
  G_OBJECT_CLASS (guo_chart_view_parent_class)->finalize (object);
}

static void
guo_chart_view_class_init (GuoChartViewClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = guo_chart_view_snapshot;
  GTK_WIDGET_CLASS (klass)->measure = guo_chart_view_measure;
  GTK_WIDGET_CLASS (klass)->get_request_mode = guo_chart_view_get_request_mode;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "chart");
  G_OBJECT_CLASS (klass)->finalize = guo_chart_view_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
guo_chart_view_init (GuoChartView *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE); /* page up and page down scroll it */
}

void
guo_chart_view_set_chart (GuoChartView *self, GuoChart *chart)
{
  guo_chart_free (self->chart);
  self->chart = chart;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
