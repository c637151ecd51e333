#include "ui/grade/outlet-row.h"

#include <string.h>

#define PAD 6
#define BORDER 2
#define LEAST 40 /* rows that are read only */

struct _GuoOutletRow
{
  GtkWidget parent_instance;

  gchar    *texts[GUO_OUTLET_COLUMNS];
  gboolean  full;
  gboolean  head;
  gboolean  narrow;
};

G_DEFINE_FINAL_TYPE (GuoOutletRow, guo_outlet_row, GTK_TYPE_WIDGET)

/* Where each ends, thousandths of the width; the first two are written from the left. Where there is little room the share
 * gives way, which follows from the mass. */
static const gint wide_ends[GUO_OUTLET_COLUMNS] = { 85, 405, 530, 690, 795, 1000 };
static const gint narrow_ends[GUO_OUTLET_COLUMNS] = { 125, 445, 565, 745, 745, 1000 };

static GdkRGBA
colour (GtkWidget *widget, const gchar *name)
{
  GdkRGBA found = { 0, 0, 0, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &found);
  return found;
}

/* With its shape and its word: the colour alone says nothing. */
static void
draw_warning (GuoOutletRow *self, GtkSnapshot *snapshot, gint left, gint right, gint height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA fill = colour (widget, "warn"), line = colour (widget, "warn_line");
  graphene_rect_t box = GRAPHENE_RECT_INIT ((gfloat) left, 1, (gfloat) (right - left), (gfloat) (height - 2));
  GskRoundedRect round;

  gtk_snapshot_append_color (snapshot, &fill, &box);
  gsk_rounded_rect_init_from_rect (&round, &box, 4);
  gtk_snapshot_append_border (snapshot, &round, (gfloat[4]) { BORDER, BORDER, BORDER, BORDER },
                              (GdkRGBA[4]) { line, line, line, line });
}

static void
draw_cell (GuoOutletRow *self, GtkSnapshot *snapshot, GuoOutletColumn column, gint left, gint right, gint height)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->texts[column]);
  gboolean warns = self->full && column == GUO_OUTLET_BOX;
  GdkRGBA ink = colour (GTK_WIDGET (self), self->head ? "dim" : warns ? "on_warn" : "text");
  gint text_height;

  if (warns)
    draw_warning (self, snapshot, left + PAD, right, height);
  pango_layout_set_width (layout, MAX (right - left - 2 * PAD, 1) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, column <= GUO_OUTLET_CLASS ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((gfloat) (left + PAD), (gfloat) ((height - text_height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
guo_outlet_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GuoOutletRow *self = GUO_OUTLET_ROW (widget);
  gint width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget), left = 0;
  const gint *ends = self->narrow ? narrow_ends : wide_ends;
  GdkRGBA line = colour (widget, "line");

  line.alpha *= 0.45F;
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (0, (gfloat) (height - 1), (gfloat) width, 1));
  for (gint i = 0; i < GUO_OUTLET_COLUMNS; i++)
    {
      gint right = ends[i] * width / 1000;

      if (*self->texts[i] != '\0' && right > left)
        draw_cell (self, snapshot, (GuoOutletColumn) i, left, right, height);
      left = right;
    }
}

static void
guo_outlet_row_measure (GtkWidget *widget, GtkOrientation orientation, gint for_size, gint *minimum, gint *natural,
                        gint *minimum_baseline, gint *natural_baseline)
{
  g_autoptr(PangoLayout) layout = NULL;
  gint height;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  layout = gtk_widget_create_pango_layout (widget, "特 38");
  pango_layout_get_pixel_size (layout, NULL, &height);
  *minimum = *natural = GUO_OUTLET_ROW (widget)->head ? height + 4 : MAX (height + 2 * BORDER + 2, LEAST);
}

static void
guo_outlet_row_finalize (GObject *object)
{
  for (gint i = 0; i < GUO_OUTLET_COLUMNS; i++)
    g_free (GUO_OUTLET_ROW (object)->texts[i]);
  G_OBJECT_CLASS (guo_outlet_row_parent_class)->finalize (object);
}

static void
guo_outlet_row_class_init (GuoOutletRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = guo_outlet_row_finalize;
  widget_class->snapshot = guo_outlet_row_snapshot;
  widget_class->measure = guo_outlet_row_measure;
  gtk_widget_class_set_css_name (widget_class, "outlet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
guo_outlet_row_init (GuoOutletRow *self)
{
  for (gint i = 0; i < GUO_OUTLET_COLUMNS; i++)
    self->texts[i] = g_strdup ("");
}

GtkWidget *
guo_outlet_row_new (gboolean head)
{
  GuoOutletRow *self = g_object_new (GUO_TYPE_OUTLET_ROW, NULL);

  self->head = head;
  gtk_widget_add_css_class (GTK_WIDGET (self), head ? "outlet-head" : "outlet-cells");
  return GTK_WIDGET (self);
}

void
guo_outlet_row_set (GuoOutletRow *self, const gchar *const *texts, gboolean full, const gchar *label)
{
  gboolean changed = self->full != full;

  for (gint i = 0; i < GUO_OUTLET_COLUMNS; i++)
    if (strcmp (self->texts[i], texts[i]) != 0)
      {
        g_free (self->texts[i]);
        self->texts[i] = g_strdup (texts[i]);
        changed = TRUE;
      }
  if (!changed)
    return;
  self->full = full;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
guo_outlet_row_set_narrow (GuoOutletRow *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
