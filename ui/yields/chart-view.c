#include "ui/yields/chart-view.h"

#include "station/client/chart/paint.h"

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
  G_OBJECT_CLASS (klass)->finalize = guo_chart_view_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
guo_chart_view_init (GuoChartView *self)
{
}

void
guo_chart_view_set_chart (GuoChartView *self, GuoChart *chart)
{
  guo_chart_free (self->chart);
  self->chart = chart;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
