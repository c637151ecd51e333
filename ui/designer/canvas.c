#include "ui/designer/canvas.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/designer/dots.h"

#define MARGIN_PX 16
#define GRID_MM 1
#define GRID_THICK_MM 10  /* a stronger line */
#define HANDLE_PX 22      /* the corner that is pulled; a finger finds it */
#define FRAME_PX 3
#define LEAST_GRID_PX 4   /* closer lines would be a grey area */

/* Pixels a millimetre where several dots are one pixel; from there on whole pixels a dot. */
static const gdouble farther[] = { 1.5, 2, 3, 4, 6, 8, 12, 16 };
static const gint nearer[] = { 1, 2, 3, 4, 6 };

#define STEPS_MOST (G_N_ELEMENTS (farther) + G_N_ELEMENTS (nearer))

struct _GuoDesignCanvas
{
  GtkWidget       parent_instance;

  GuoDesign      *design;   /* the owner's */
  GuoDots        *picture;  /* (nullable) */
  gint            dots_per_mm; /* of the picture */
  json_t         *faulty;
  gdouble         zoom;     /* pixels a millimetre; 0: as large as there is room for */
  GuoDesignChange dragging; /* of the drag that goes on */
};

G_DEFINE_FINAL_TYPE (GuoDesignCanvas, guo_design_canvas, GTK_TYPE_WIDGET)

static guint chosen_signal, changed_signal;

static gint
paper (GuoDesignCanvas *self, const gchar *member)
{
  return (gint) json_integer_value (json_object_get (guo_design_layout (self->design), member));
}

/* Pixels of a tenth of a millimetre, by the room that the scrolled window gives. */
static gdouble
scale_of (GuoDesignCanvas *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  const gint width = view != NULL ? gtk_widget_get_width (view) : 0, height = view != NULL ? gtk_widget_get_height (view) : 0;

  if (self->zoom > 0)
    return self->zoom / 10;
  return MAX (0.1, MIN ((width - 2 * MARGIN_PX - 4) / (gdouble) paper (self, "width"),
                        (height - 2 * MARGIN_PX - 4) / (gdouble) paper (self, "height")));
}

static graphene_rect_t
on_screen (GuoDesignCanvas *self, const GuoDesignArea *area)
{
  const gdouble scale = scale_of (self);

  return GRAPHENE_RECT_INIT ((gfloat) (MARGIN_PX + area->x * scale), (gfloat) (MARGIN_PX + area->y * scale),
                             (gfloat) (area->w * scale), (gfloat) (area->h * scale));
}

static GdkRGBA
colour (GuoDesignCanvas *self, const gchar *name, gfloat alpha)
{
  GdkRGBA found = { 0, 0, 0, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &found);
  found.alpha = alpha;
  return found;
}

/* Below the ink would be hidden by white paper: the grid lies over it, and lets it through. */
static void
draw_grid (GuoDesignCanvas *self, GtkSnapshot *snapshot, const graphene_rect_t *sheet)
{
  const gdouble mm = scale_of (self) * 10;
  const GdkRGBA thin = { 0.03f, 0.31f, 0.49f, 0.16f }, thick = { 0.03f, 0.31f, 0.49f, 0.42f };

  for (gint at = GRID_MM; at * 10 < MAX (paper (self, "width"), paper (self, "height")); at += GRID_MM)
    {
      const gboolean strong = at % GRID_THICK_MM == 0;
      const gfloat x = floorf ((gfloat) (sheet->origin.x + at * mm)), y = floorf ((gfloat) (sheet->origin.y + at * mm));

      if (!strong && mm < LEAST_GRID_PX)
        continue;
      if (at * 10 < paper (self, "width"))
        gtk_snapshot_append_color (snapshot, strong ? &thick : &thin,
                                   &GRAPHENE_RECT_INIT (x, sheet->origin.y, 1, sheet->size.height));
      if (at * 10 < paper (self, "height"))
        gtk_snapshot_append_color (snapshot, strong ? &thick : &thin,
                                   &GRAPHENE_RECT_INIT (sheet->origin.x, y, sheet->size.width, 1));
    }
}

static void
draw_frame (GtkSnapshot *snapshot, const graphene_rect_t *where, const GdkRGBA *ink, gfloat thick)
{
  const GdkRGBA inks[4] = { *ink, *ink, *ink, *ink };
  const gfloat widths[4] = { thick, thick, thick, thick };
  graphene_rect_t around = *where;
  GskRoundedRect frame;

  graphene_rect_inset (&around, -thick, -thick);
  gsk_rounded_rect_init_from_rect (&frame, &around, 0);
  gtk_snapshot_append_border (snapshot, &frame, widths, inks);
}

/* A faulty element has a dashed look even in grey: two frames. */
static void
draw_faulty (GuoDesignCanvas *self, GtkSnapshot *snapshot)
{
  const GdkRGBA ink = { 0.66f, 0, 0.1f, 1 };
  gsize i;
  json_t *fault;

  json_array_foreach (self->faulty, i, fault)
    {
      GuoDesignArea area;
      graphene_rect_t where;

      if (!guo_design_area (self->design, (gint) json_integer_value (json_object_get (fault, "item")), &area))
        continue;
      where = on_screen (self, &area);
      draw_frame (snapshot, &where, &ink, 2);
      graphene_rect_inset (&where, -4, -4);
      draw_frame (snapshot, &where, &ink, 1);
    }
}

static void
draw_chosen (GuoDesignCanvas *self, GtkSnapshot *snapshot)
{
  const GdkRGBA ink = { 0.03f, 0.31f, 0.49f, 1 };
  GuoDesignArea area;
  graphene_rect_t where;

  if (!guo_design_area (self->design, guo_design_chosen (self->design), &area))
    return;
  where = on_screen (self, &area);
  draw_frame (snapshot, &where, &ink, FRAME_PX);
  gtk_snapshot_append_color (snapshot, &ink,
                             &GRAPHENE_RECT_INIT (where.origin.x + where.size.width - 4, where.origin.y + where.size.height - 4,
                                                  12, 12));
}

/* In the screen's own pixels, so that nothing between blurs them. */
static void
draw_picture (GuoDesignCanvas *self, GtkSnapshot *snapshot, const graphene_rect_t *sheet)
{
  const gfloat factor = (gfloat) gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const gint width = (gint) lroundf (sheet->size.width * factor), height = (gint) lroundf (sheet->size.height * factor);

  gtk_snapshot_append_texture (snapshot, guo_dots_texture (self->picture, width, height),
                               &GRAPHENE_RECT_INIT (sheet->origin.x, sheet->origin.y, (gfloat) width / factor,
                                                    (gfloat) height / factor));
}

static void
guo_design_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GuoDesignCanvas *self = GUO_DESIGN_CANVAS (widget);
  const GdkRGBA white = { 1, 1, 1, 1 };
  GuoDesignArea whole = { 0 };
  graphene_rect_t sheet;
  GdkRGBA line;

  if (self->design == NULL)
    return;
  whole.w = paper (self, "width");
  whole.h = paper (self, "height");
  sheet = on_screen (self, &whole);
  line = colour (self, "line", 1);
  gtk_snapshot_append_color (snapshot, &white, &sheet);
  if (self->picture != NULL)
    draw_picture (self, snapshot, &sheet);
  draw_grid (self, snapshot, &sheet);
  draw_frame (snapshot, &sheet, &line, 1);
  draw_faulty (self, snapshot);
  draw_chosen (self, snapshot);
}

static void
guo_design_canvas_measure (GtkWidget *widget, GtkOrientation orientation, gint for_size, gint *minimum, gint *natural,
                           gint *minimum_baseline, gint *natural_baseline)
{
  GuoDesignCanvas *self = GUO_DESIGN_CANVAS (widget);
  const gchar *side = orientation == GTK_ORIENTATION_HORIZONTAL ? "width" : "height";

  *minimum = self->design != NULL && self->zoom > 0 ? (gint) ceil (paper (self, side) * self->zoom / 10) + 2 * MARGIN_PX
                                                    : 2 * MARGIN_PX;
  *natural = *minimum;
  *minimum_baseline = *natural_baseline = -1;
}

static void
tell_changed (GuoDesignCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, changed_signal, 0);
}

static gint
tenths_at (GuoDesignCanvas *self, gdouble px)
{
  return (gint) floor ((px - MARGIN_PX) / scale_of (self));
}

static gboolean
on_handle (GuoDesignCanvas *self, gdouble x, gdouble y)
{
  GuoDesignArea area;
  graphene_rect_t where;

  if (!guo_design_area (self->design, guo_design_chosen (self->design), &area))
    return FALSE;
  where = on_screen (self, &area);
  return fabs (x - where.origin.x - where.size.width - 2) <= HANDLE_PX / 2.0
         && fabs (y - where.origin.y - where.size.height - 2) <= HANDLE_PX / 2.0;
}

static void
drag_begin (GtkGestureDrag *drag, gdouble x, gdouble y, GuoDesignCanvas *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->design == NULL)
    return;
  self->dragging = on_handle (self, x, y) ? GUO_DESIGN_RESIZE : GUO_DESIGN_MOVE;
  if (self->dragging == GUO_DESIGN_MOVE)
    {
      guo_design_choose (self->design, guo_design_at (self->design, tenths_at (self, x), tenths_at (self, y)));
      gtk_widget_queue_draw (GTK_WIDGET (self));
      g_signal_emit (self, chosen_signal, 0);
    }
  guo_design_grab (self->design);
}

static void
drag_update (GtkGestureDrag *drag, gdouble dx, gdouble dy, GuoDesignCanvas *self)
{
  const gdouble scale = self->design != NULL ? scale_of (self) : 1;

  if (self->design != NULL
      && guo_design_change (self->design, self->dragging, (gint) lround (dx / scale), (gint) lround (dy / scale)))
    tell_changed (self);
}

static void
drag_end (GtkGestureDrag *drag, gdouble dx, gdouble dy, GuoDesignCanvas *self)
{
  if (self->design == NULL)
    return;
  guo_design_let_go (self->design);
  tell_changed (self);
}

/* Arrows: half a millimetre. */
static gboolean
arrow (GtkWidget *widget, GVariant *arguments, gpointer canvas)
{
  GuoDesignCanvas *self = GUO_DESIGN_CANVAS (canvas);
  gint change, dx, dy;

  g_variant_get (arguments, "(iii)", &change, &dx, &dy);
  if (self->design == NULL || guo_design_chosen (self->design) < 0)
    return FALSE;
  if (guo_design_change (self->design, (GuoDesignChange) change, dx, dy))
    tell_changed (self);
  return TRUE;
}

void
guo_design_canvas_move_keys (GtkWidget *widget, GuoDesignCanvas *self, GdkModifierType modifiers)
{
  static const struct { guint key, pad; gint dx, dy; } arrows[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -GUO_DESIGN_SNAP, 0 }, { GDK_KEY_Right, GDK_KEY_KP_Right, GUO_DESIGN_SNAP, 0 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -GUO_DESIGN_SNAP },     { GDK_KEY_Down, GDK_KEY_KP_Down, 0, GUO_DESIGN_SNAP },
  };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    for (gint change = GUO_DESIGN_MOVE; change <= GUO_DESIGN_RESIZE; change++)
      {
        const GdkModifierType held = change == GUO_DESIGN_RESIZE ? modifiers | GDK_SHIFT_MASK : modifiers;
        GtkShortcutTrigger *either = gtk_alternative_trigger_new (gtk_keyval_trigger_new (arrows[i].key, held),
                                                                  gtk_keyval_trigger_new (arrows[i].pad, held));
        GtkShortcut *shortcut = gtk_shortcut_new (either, gtk_callback_action_new (arrow, self, NULL));

        gtk_shortcut_set_arguments (shortcut, g_variant_new ("(iii)", change, arrows[i].dx, arrows[i].dy));
        gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
      }
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE); /* a list would take them first */
  gtk_widget_add_controller (widget, keys);
}

/* Tab goes through the elements, and on when the last is left; the chosen one is where it begins. */
static gboolean
step_element (GtkWidget *widget, GVariant *arguments, gpointer canvas)
{
  GuoDesignCanvas *self = GUO_DESIGN_CANVAS (canvas);
  const gint to = self->design != NULL ? guo_design_chosen (self->design) + g_variant_get_int32 (arguments) : -1;

  if (self->design == NULL || to < 0 || to >= (gint) guo_design_length (self->design))
    return FALSE;
  guo_design_choose (self->design, to);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, chosen_signal, 0);
  return TRUE;
}

static void
add_tab_keys (GuoDesignCanvas *self)
{
  static const struct { guint key; GdkModifierType held; gint by; } tabs[] = {
    { GDK_KEY_Tab, 0, 1 }, { GDK_KEY_Tab, GDK_SHIFT_MASK, -1 }, { GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, -1 },
  };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (tabs[i].key, tabs[i].held),
                                                gtk_callback_action_new (step_element, self, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (tabs[i].by));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
guo_design_canvas_dispose (GObject *object)
{
  GuoDesignCanvas *self = GUO_DESIGN_CANVAS (object);

  g_clear_pointer (&self->picture, guo_dots_free);
  g_clear_pointer (&self->faulty, json_decref);
  G_OBJECT_CLASS (guo_design_canvas_parent_class)->dispose (object);
}

static void
guo_design_canvas_class_init (GuoDesignCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_design_canvas_dispose;
  widget_class->snapshot = guo_design_canvas_snapshot;
  widget_class->measure = guo_design_canvas_measure;
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  chosen_signal = g_signal_new ("chosen", GUO_TYPE_DESIGN_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  changed_signal = g_signal_new ("changed", GUO_TYPE_DESIGN_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guo_design_canvas_init (GuoDesignCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->dots_per_mm = 8;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Label as printed"), -1);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  guo_design_canvas_move_keys (GTK_WIDGET (self), self, 0);
  add_tab_keys (self);
}

GtkWidget *
guo_design_canvas_new (void)
{
  return g_object_new (GUO_TYPE_DESIGN_CANVAS, NULL);
}

void
guo_design_canvas_show (GuoDesignCanvas *self, GuoDesign *design)
{
  self->design = design;
  guo_design_canvas_set_picture (self, NULL, NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
guo_design_canvas_set_picture (GuoDesignCanvas *self, GdkTexture *picture, json_t *faulty)
{
  g_clear_pointer (&self->picture, guo_dots_free);
  if (picture != NULL)
    self->picture = guo_dots_new (picture);
  if (picture != NULL && self->design != NULL)
    self->dots_per_mm = MAX (1, gdk_texture_get_width (picture) * 10 / MAX (1, paper (self, "width")));
  json_decref (self->faulty);
  self->faulty = json_incref (faulty);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The steps from far to near, for the dots that are shown. Returns: how many there are. */
static gsize
steps_of (GuoDesignCanvas *self, gdouble *steps)
{
  const gint factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (farther); i++)
    if (farther[i] * factor < self->dots_per_mm)
      steps[n++] = farther[i];
  for (gsize i = 0; i < G_N_ELEMENTS (nearer); i++)
    steps[n++] = nearer[i] * self->dots_per_mm / (gdouble) factor;
  return n;
}

void
guo_design_canvas_zoom (GuoDesignCanvas *self, gint by)
{
  const gdouble now = self->design != NULL ? scale_of (self) * 10 : 0;
  gdouble steps[STEPS_MOST];
  const gsize n = steps_of (self, steps);
  gsize at = 0;

  if (self->design == NULL)
    return;
  while (by > 0 && at + 1 < n && steps[at] <= now * 1.01)
    at++;
  for (gsize i = 0; by < 0 && i < n; i++)
    if (steps[i] < now / 1.01)
      at = i;
  self->zoom = by == 0 ? 0 : steps[at];
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
