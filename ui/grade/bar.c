#include "ui/grade/bar.h"

#include "station/client/row.h"
#include "ui/grade/hatch.h"

#define BORDER_PX 2

typedef enum
{
  PART_GRADED,
  PART_BELOW,
  PART_OUT, /* cull and loss */
  N_PARTS,
} Part;

struct _GuoGradeBar
{
  GtkWidget parent_instance;

  gint64    part_mg[N_PARTS];
  gint64    whole_mg;
};

G_DEFINE_FINAL_TYPE (GuoGradeBar, guo_grade_bar, GTK_TYPE_WIDGET)

static GdkRGBA
colour (GuoGradeBar *self, const gchar *name)
{
  GdkRGBA found = { 0, 0, 0, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &found);
  return found;
}

/* Told apart in grey too: full, half, hatched. */
static void
draw_part (GuoGradeBar *self, GtkSnapshot *snapshot, Part part, gint x, gint width, gint height)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT ((gfloat) x, 0, (gfloat) width, (gfloat) height);
  GdkRGBA ink = colour (self, part == PART_GRADED ? "accent" : "line");

  if (width <= 0)
    return;
  if (part == PART_OUT)
    guo_hatch (GTK_WIDGET (self), snapshot, "text", &box);
  else
    gtk_snapshot_append_color (snapshot, &ink, &box);
}

static void
guo_grade_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GuoGradeBar *self = GUO_GRADE_BAR (widget);
  gint width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA line = colour (self, "line");
  GskRoundedRect edge;
  gint64 before_mg = 0;

  for (gint i = 0; i < N_PARTS && self->whole_mg > 0; i++)
    {
      gint x = (gint) (before_mg * width / self->whole_mg);

      before_mg += self->part_mg[i];
      draw_part (self, snapshot, (Part) i, x, (gint) (before_mg * width / self->whole_mg) - x, height);
    }
  gsk_rounded_rect_init_from_rect (&edge, &GRAPHENE_RECT_INIT (0, 0, (gfloat) width, (gfloat) height), 0);
  gtk_snapshot_append_border (snapshot, &edge, (gfloat[4]) { BORDER_PX, BORDER_PX, BORDER_PX, BORDER_PX },
                              (GdkRGBA[4]) { line, line, line, line });
}

static void
guo_grade_bar_class_init (GuoGradeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = guo_grade_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "balance");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION); /* the line above says it */
}

static void
guo_grade_bar_init (GuoGradeBar *self)
{
}

void
guo_grade_bar_set (GuoGradeBar *self, json_t *balance)
{
  gint64 off_mg;

  self->part_mg[PART_GRADED] = guo_row_int (balance, "graded_mg");
  self->part_mg[PART_BELOW] = guo_row_int (balance, "below_mg");
  self->part_mg[PART_OUT] = guo_row_int (balance, "cull_mg") + guo_row_int (balance, "loss_mg");
  off_mg = self->part_mg[PART_GRADED] + self->part_mg[PART_BELOW] + self->part_mg[PART_OUT];
  self->whole_mg = MAX (guo_row_int (balance, "in_mg"), off_mg);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
