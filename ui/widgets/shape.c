#include "ui/widgets/shape.h"

#define SIDE 28
#define LINE 3.2

struct _GuoShape
{
  GtkWidget    parent_instance;

  GuoShapeKind kind;
};

G_DEFINE_FINAL_TYPE (GuoShape, guo_shape, GTK_TYPE_WIDGET)

/* Corners in a square of 28; a pair of -1 ends a stroke. */
static const gdouble check[] = { 4, 15, 11, 22, 24, 6, -1 };
static const gdouble cross[] = { 5, 5, 23, 23, -1, 23, 5, 5, 23, -1 };
static const gdouble up[] = { 14, 3, 26, 25, 2, 25, 14, 3, -1 };
static const gdouble down[] = { 2, 4, 26, 4, 14, 26, 2, 4, -1 };
static const gdouble square[] = { 4, 4, 24, 4, 24, 24, 4, 24, 4, 4, -1 };
static const gdouble bang[] = { 14, 3, 14, 17, -1, 14, 23, 14, 25, -1 };
static const gdouble hands[] = { 14, 7, 14, 14, 19, 14, -1 };
static const gdouble equals[] = { 8, 11, 20, 11, -1, 8, 17, 20, 17, -1 };

static void
trace (cairo_t *cr, const gdouble *corners, gsize n)
{
  gboolean begin = TRUE;

  for (gsize i = 0; i < n;)
    if (corners[i] < 0)
      {
        begin = TRUE;
        i++;
      }
    else
      {
        if (begin)
          cairo_move_to (cr, corners[i], corners[i + 1]);
        else
          cairo_line_to (cr, corners[i], corners[i + 1]);
        begin = FALSE;
        i += 2;
      }
}

#define TRACE(cr_, corners_) trace (cr_, corners_, G_N_ELEMENTS (corners_))

static void
wave (cairo_t *cr, gdouble y)
{
  cairo_move_to (cr, 2, y);
  cairo_curve_to (cr, 8, y - 8, 11, y - 6, 14, y);
  cairo_curve_to (cr, 17, y + 6, 20, y + 8, 26, y);
  cairo_stroke (cr);
}

static void
disc (cairo_t *cr, gboolean filled)
{
  cairo_arc (cr, 14, 14, filled ? 13 : 11.5, 0, 2 * G_PI);
  if (filled)
    cairo_fill (cr);
  else
    cairo_stroke (cr);
}

static void
draw_round (cairo_t *cr, GuoShapeKind kind)
{
  disc (cr, kind == GUO_SHAPE_STABLE);
  if (kind == GUO_SHAPE_CLOCK)
    TRACE (cr, hands);
  else if (kind == GUO_SHAPE_STABLE)
    {
      /* cut out of the disc, whatever lies behind it */
      cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
      TRACE (cr, equals);
    }
  cairo_stroke (cr);
}

static void
draw (cairo_t *cr, GuoShapeKind kind)
{
  switch (kind)
    {
    case GUO_SHAPE_WAVES:
      wave (cr, 10);
      wave (cr, 19);
      break;
    case GUO_SHAPE_CHECK:
      TRACE (cr, check);
      break;
    case GUO_SHAPE_DOWN:
      TRACE (cr, down);
      break;
    case GUO_SHAPE_OVER:
      TRACE (cr, up);
      cairo_fill_preserve (cr);
      break;
    case GUO_SHAPE_UNDER:
      TRACE (cr, down);
      cairo_fill_preserve (cr);
      break;
    case GUO_SHAPE_BANG:
      TRACE (cr, bang);
      break;
    case GUO_SHAPE_CROSS:
      TRACE (cr, cross);
      break;
    case GUO_SHAPE_SQUARE:
      TRACE (cr, square);
      cairo_fill_preserve (cr);
      break;
    case GUO_SHAPE_RING:
    case GUO_SHAPE_STABLE:
    case GUO_SHAPE_CLOCK:
      draw_round (cr, kind);
      break;
    default:
      g_return_if_reached ();
    }
  cairo_stroke (cr);
}

static void
guo_shape_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  gfloat y = (gfloat) (gtk_widget_get_height (widget) - SIDE) / 2.0F;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, y, SIDE, SIDE));
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  cairo_translate (cr, 0, (gdouble) y);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, LINE);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  draw (cr, GUO_SHAPE (widget)->kind);
  cairo_destroy (cr);
}

static void
guo_shape_measure (GtkWidget *widget, GtkOrientation orientation, gint for_size, gint *minimum,
                   gint *natural, gint *minimum_baseline, gint *natural_baseline)
{
  *minimum = *natural = SIDE;
}

static void
guo_shape_class_init (GuoShapeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = guo_shape_snapshot;
  widget_class->measure = guo_shape_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
guo_shape_init (GuoShape *self)
{
}

void
guo_shape_set_kind (GuoShape *self, GuoShapeKind kind)
{
  if (self->kind == kind)
    return;
  self->kind = kind;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
