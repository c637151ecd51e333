#include "ui/grade/histogram.h"

#include <string.h>

#include "ui/grade/hatch.h"

#define BAR_PART 0.86 /* of a bin's width */
#define LEAST_WIDTH 160
#define LEAST_HEIGHT 96

struct _GuoGradeHistogram
{
  GtkWidget parent_instance;

  GuoSpread spread;
};

G_DEFINE_FINAL_TYPE (GuoGradeHistogram, guo_grade_histogram, GTK_TYPE_WIDGET)

/* Where what stands while it is drawn. */
typedef struct
{
  GtkWidget       *widget;
  GtkSnapshot     *snapshot;
  const GuoSpread *spread;
  gdouble          left, right; /* sizes at the edges */
  gdouble          top, bottom; /* of the bars */
  gint             width, line; /* of the widget; of a line of text */
  gdouble          told_from, told_to; /* below the axis, the bound that was told last */
} Drawing;

static GdkRGBA
colour (GtkWidget *widget, const gchar *name)
{
  GdkRGBA found = { 0, 0, 0, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &found);
  return found;
}

static gdouble
x_of (const Drawing *at, gdouble size)
{
  return (size - at->left) * at->width / (at->right - at->left);
}

static void
fill (const Drawing *at, const gchar *ink, gdouble x, gdouble y, gdouble width, gdouble height)
{
  GdkRGBA rgba = colour (at->widget, ink);

  gtk_snapshot_append_color (at->snapshot, &rgba,
                             &GRAPHENE_RECT_INIT ((gfloat) x, (gfloat) y, (gfloat) width, (gfloat) height));
}

/* @align: 0 from @x on, 0.5 around it, 1 up to it; kept inside. Returns: where it ends. */
static gdouble
text (const Drawing *at, const gchar *words, const gchar *ink, gdouble x, gdouble y, gdouble align, gdouble room)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (at->widget, words);
  GdkRGBA rgba = colour (at->widget, ink);
  gint width;

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (room > 0)
    pango_layout_set_width (layout, (gint) (room * PANGO_SCALE));
  pango_layout_get_pixel_size (layout, &width, NULL);
  x = CLAMP (x - align * width, 0, MAX (at->width - width, 0));
  gtk_snapshot_save (at->snapshot);
  gtk_snapshot_translate (at->snapshot, &GRAPHENE_POINT_INIT ((gfloat) x, (gfloat) y));
  gtk_snapshot_append_layout (at->snapshot, layout, &rgba);
  gtk_snapshot_restore (at->snapshot);
  return x + width;
}

/* In grade full; too small grey; of a size that fits and below grade all the same, for a defect: hatched. */
static void
draw_bar (const Drawing *at, guint i, gint64 most)
{
  const GuoSpread *spread = at->spread;
  gdouble from = (gdouble) (spread->first + (gint64) i * spread->step), bin = x_of (at, from + (gdouble) spread->step) - x_of (at, from);
  gdouble x = x_of (at, from) + bin * (1 - BAR_PART) / 2, width = MAX (bin * BAR_PART, 1);
  gdouble high = (gdouble) spread->n[i] * (at->bottom - at->top) / (gdouble) most;
  gdouble below = (gdouble) spread->below[i] * (at->bottom - at->top) / (gdouble) most;
  gboolean small = spread->smallest >= 0 && spread->first + (gint64) i * spread->step < spread->smallest;

  if (high > below)
    fill (at, "accent", x, at->bottom - high, width, high - below);
  if (below <= 0)
    return;
  if (small)
    fill (at, "line", x, at->bottom - below, width, below);
  else
    guo_hatch (at->widget, at->snapshot, "text",
               &GRAPHENE_RECT_INIT ((gfloat) x, (gfloat) (at->bottom - below), (gfloat) width, (gfloat) below));
}

/* Where the one before stands already, its line alone is there: two numbers in one place are none. */
static void
tell_bound (Drawing *at, const gchar *words, gdouble x)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (at->widget, words);
  gint width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  if (x - width / 2.0 < at->told_to && x + width / 2.0 > at->told_from)
    return;
  text (at, words, "text", x, at->bottom + 4, 0.5, 0);
  at->told_from = x - width / 2.0;
  at->told_to = x + width / 2.0;
}

/* A bound as a line, dashed or through; with @words, below the axis what it is. */
static void
draw_bound (Drawing *at, gint64 size, gboolean dashed, gboolean told)
{
  g_autofree gchar *words = guo_spread_value_text (at->spread, size);
  gdouble x = x_of (at, (gdouble) size), dash = 5;

  if (size < 0 || x <= 0 || x >= at->width)
    return;
  for (gdouble y = at->top; y < at->bottom; y += 2 * dash)
    fill (at, "text", x - 0.75, y, 1.5, MIN (dashed ? dash : 2 * dash, at->bottom - y));
  if (told)
    tell_bound (at, words, x);
}

static gboolean
is_from (const GuoSpread *spread, gint64 size)
{
  for (guint i = 0; i < spread->n_marks; i++)
    if (spread->marks[i].from == size)
      return TRUE;
  return FALSE;
}

static gboolean
is_bound (const GuoSpread *spread, gint64 size)
{
  for (guint i = 0; i < spread->n_marks; i++)
    if (spread->marks[i].to == size)
      return TRUE;
  return is_from (spread, size);
}

/* Of an edited scheme both sides: a limit may be from above alone. What was before is dashed, where it is another. */
static void
draw_edited (Drawing *at)
{
  const GuoSpread *spread = at->spread;

  for (guint i = 0; i < spread->n_old; i++)
    for (guint side = 0; side < 2; side++)
      {
        gint64 size = side == 0 ? spread->old[i].from : spread->old[i].to;

        if (!is_bound (spread, size))
          draw_bound (at, size, TRUE, FALSE);
      }
  for (guint i = 0; i < spread->n_marks; i++)
    {
      draw_bound (at, spread->marks[i].from, FALSE, TRUE);
      if (!is_from (spread, spread->marks[i].to))
        draw_bound (at, spread->marks[i].to, FALSE, TRUE);
    }
}

/* The name of a class in the middle of what it reaches; where there is no room, none. */
static void
draw_name (const Drawing *at, const GuoSpreadMark *mark)
{
  gdouble from = mark->from >= 0 ? x_of (at, (gdouble) mark->from) : 0;
  gdouble to = mark->to >= 0 ? x_of (at, (gdouble) mark->to) : at->width;
  g_autoptr(PangoLayout) layout = NULL;
  gint width;

  from = CLAMP (from, 0, at->width);
  to = CLAMP (to, 0, at->width);
  layout = gtk_widget_create_pango_layout (at->widget, mark->word);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > to - from && to - from >= 2 * at->line)
    text (at, mark->word, "dim", (from + to) / 2, at->top - at->line - 2, 0.5, to - from - 4);
  else if (width <= to - from)
    text (at, mark->word, "dim", (from + to) / 2, at->top - at->line - 2, 0.5, 0);
}

/* The edges: all bins, and the nearest bounds, so that a class without fruit is seen to have none. */
static void
find_edges (Drawing *at)
{
  const GuoSpread *spread = at->spread;
  gint64 left = spread->first, right = spread->first + (gint64) spread->n_bins * spread->step, span = right - left;
  const gint64 far = spread->what != NULL ? 2 * span : span / 2; /* who edits a limit looks for it */

  for (guint i = 0; i < 2 * spread->n_marks; i++)
    {
      gint64 from = i % 2 == 0 ? spread->marks[i / 2].from : spread->marks[i / 2].to;

      if (from >= 0 && from > right && from - spread->first < far + span)
        right = from;
      if (from >= 0 && from < left && spread->first - from < far)
        left = from;
    }
  span = MAX (right - left, spread->step);
  at->left = (gdouble) left - (gdouble) span * 0.04;
  at->right = (gdouble) (left + span) + (gdouble) span * 0.04;
}

static void
draw (Drawing *at)
{
  const GuoSpread *spread = at->spread;
  gint64 most = 1;

  for (guint i = 0; i < spread->n_bins; i++)
    most = MAX (most, spread->n[i]);
  for (guint i = 0; i < spread->n_bins; i++)
    draw_bar (at, i, most);
  fill (at, "line", 0, at->bottom, at->width, 2);
  if (spread->what != NULL)
    draw_edited (at);
  for (guint i = 0; i < spread->n_marks; i++)
    {
      if (spread->what == NULL)
        draw_bound (at, spread->marks[i].from, TRUE, TRUE);
      draw_name (at, &spread->marks[i]);
    }
  text (at, guo_spread_unit (spread), "dim", at->width, at->bottom + 4, 1, 0);
}

static void
guo_grade_histogram_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GuoGradeHistogram *self = GUO_GRADE_HISTOGRAM (widget);
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (widget, "特 38");
  Drawing at = { .widget = widget, .snapshot = snapshot, .spread = &self->spread, .width = gtk_widget_get_width (widget) };

  pango_layout_get_pixel_size (layout, NULL, &at.line);
  at.top = at.line + 4;
  at.bottom = gtk_widget_get_height (widget) - at.line - 8;
  if (self->spread.n_bins == 0 || at.bottom <= at.top + 8)
    return;
  find_edges (&at);
  draw (&at);
}

/* The same whatever it shows: it takes what room there is. */
static void
guo_grade_histogram_measure (GtkWidget *widget, GtkOrientation orientation, gint for_size, gint *minimum, gint *natural,
                             gint *minimum_baseline, gint *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : LEAST_HEIGHT;
}

static void
guo_grade_histogram_class_init (GuoGradeHistogramClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = guo_grade_histogram_snapshot;
  widget_class->measure = guo_grade_histogram_measure;
  gtk_widget_class_set_css_name (widget_class, "histogram");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
guo_grade_histogram_init (GuoGradeHistogram *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
guo_grade_histogram_set (GuoGradeHistogram *self, const GuoSpread *spread)
{
  g_autofree gchar *words = guo_spread_words (spread);

  self->spread = *spread;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
