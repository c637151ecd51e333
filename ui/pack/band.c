#include "ui/pack/band.h"

#include <string.h>

#include <glib/gi18n.h>

#define BAR_PX 26
#define BAR_MOST_PX 34
#define MARK_PX 11     /* half the width of the mark */
#define LINE_PX 2
#define HATCH_PX 9
#define GAP_PX 16
#define AXIS_LEAST_PX 200
#define NUMBER_GAP_PX 12
#define NO_VALUE "\342\200\224"

struct _GuoBand
{
  GtkWidget      parent_instance;

  GtkWidget     *word;

  GuoContentBand limits;
  gboolean       known;
  gboolean       still;
  gint64         net_mg;
  gint           axis_px; /* width that the bar has */
};

G_DEFINE_FINAL_TYPE (GuoBand, guo_band, GTK_TYPE_WIDGET)

static GdkRGBA
colour (GuoBand *self, const gchar *name)
{
  GdkRGBA found = { 0, 0, 0, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &found);
  return found;
}

static void
use_colour (GuoBand *self, cairo_t *cr, const gchar *name, gdouble alpha)
{
  GdkRGBA ink = colour (self, name);

  ink.alpha = (gfloat) alpha;
  gdk_cairo_set_source_rgba (cr, &ink);
}

static gdouble
x_of (GuoBand *self, gint64 mg)
{
  return MARK_PX + guo_content_permille (&self->limits, mg) * (self->axis_px - 2.0 * MARK_PX) / 1000;
}

static PangoLayout *
number (GuoBand *self, const gchar *text, gint *width, gint *height)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_get_pixel_size (layout, width, height);
  return layout;
}

static gint
number_height (GuoBand *self)
{
  gint width, height;
  g_autoptr(PangoLayout) layout = number (self, "8", &width, &height);

  return height;
}

/* Told apart in grey too: below the least hatched, the target a full box, the nominal a dashed line. */
static void
draw_light (GuoBand *self, cairo_t *cr, gdouble y, gdouble height)
{
  gdouble width = x_of (self, self->limits.least_mg) - MARK_PX;

  cairo_save (cr);
  cairo_rectangle (cr, MARK_PX, y, width, height);
  cairo_clip (cr);
  use_colour (self, cr, "line", 1);
  cairo_set_line_width (cr, LINE_PX);
  for (gdouble at = MARK_PX - height; at < MARK_PX + width; at += HATCH_PX)
    {
      cairo_move_to (cr, at, y + height);
      cairo_line_to (cr, at + height, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_bar (GuoBand *self, cairo_t *cr, gdouble y, gdouble height)
{
  gdouble from = x_of (self, self->limits.from_mg), to = x_of (self, self->limits.to_mg);
  gdouble least = x_of (self, self->limits.least_mg), nominal = x_of (self, self->limits.nominal_mg);
  static const gdouble dashes[] = { 5, 4 };

  draw_light (self, cr, y, height);
  use_colour (self, cr, "accent", 0.25);
  cairo_rectangle (cr, from, y, MAX (to - from, LINE_PX), height);
  cairo_fill (cr);
  cairo_set_line_width (cr, LINE_PX);
  use_colour (self, cr, "line", 1);
  cairo_rectangle (cr, MARK_PX, y, self->axis_px - 2.0 * MARK_PX, height);
  cairo_stroke (cr);
  use_colour (self, cr, "text", 1);
  cairo_rectangle (cr, from, y, MAX (to - from, LINE_PX), height);
  cairo_move_to (cr, least, y - 4);
  cairo_line_to (cr, least, y + height + 4);
  cairo_stroke (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, nominal, y);
  cairo_line_to (cr, nominal, y + height);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* A pointer from above, through the bar: its tip is the net. */
static void
draw_mark (GuoBand *self, cairo_t *cr, gdouble y, gdouble height)
{
  gboolean light = guo_content_state (&self->limits, self->net_mg) == GUO_CONTENT_LIGHT;
  gdouble x = x_of (self, self->net_mg);

  use_colour (self, cr, light ? "warn_line" : "text", 1);
  cairo_set_line_width (cr, 3);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x, y + height);
  cairo_stroke (cr);
  cairo_move_to (cr, x - MARK_PX + 2, y - MARK_PX);
  cairo_line_to (cr, x + MARK_PX - 2, y - MARK_PX);
  cairo_line_to (cr, x, y + 3);
  cairo_close_path (cr);
  if (self->still)
    cairo_fill_preserve (cr);
  cairo_set_line_width (cr, LINE_PX);
  cairo_stroke (cr);
}

static void
draw_number (GuoBand *self, GtkSnapshot *snapshot, PangoLayout *layout, gdouble x, gdouble y)
{
  GdkRGBA ink = colour (self, "dim");

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((gfloat) x, (gfloat) y));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

/* The least and the target under their places; they stand beside each other, never over each other. */
static void
draw_numbers (GuoBand *self, GtkSnapshot *snapshot, gdouble y)
{
  g_autofree gchar *least = guo_content_grams (self->limits.least_mg);
  g_autofree gchar *from = guo_content_grams (self->limits.from_mg);
  g_autofree gchar *to = guo_content_grams (self->limits.to_mg);
  g_autofree gchar *at_least = g_strdup_printf ("≥ %s", least);
  g_autofree gchar *target = g_strdup_printf ("%s–%s g", from, to);
  gint least_px, target_px, height;
  g_autoptr(PangoLayout) left = number (self, at_least, &least_px, &height);
  g_autoptr(PangoLayout) right = number (self, target, &target_px, &height);
  gdouble middle = (x_of (self, self->limits.from_mg) + x_of (self, self->limits.to_mg)) / 2;
  gdouble left_x = MAX (x_of (self, self->limits.least_mg) - least_px / 2.0, 0);
  gdouble right_x = MIN (MAX (middle - target_px / 2.0, left_x + least_px + NUMBER_GAP_PX), self->axis_px - target_px);

  left_x = MIN (left_x, right_x - least_px - NUMBER_GAP_PX);
  if (left_x >= 0) /* where both have no room, the head has the least as well */
    draw_number (self, snapshot, left, left_x, y);
  draw_number (self, snapshot, right, MAX (right_x, 0), y);
}

static void
guo_band_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GuoBand *self = GUO_BAND (widget);
  gint height = gtk_widget_get_height (widget), below = number_height (self);
  gdouble bar = CLAMP (height - below - MARK_PX - 6, 8, BAR_MOST_PX);
  gdouble y = MARK_PX + MAX ((height - below - MARK_PX - bar - 4) / 2, 0);
  cairo_t *cr;

  if (self->limits.nominal_mg > 0)
    {
      cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (gfloat) self->axis_px, (gfloat) height));
      draw_bar (self, cr, y, bar);
      if (self->known)
        draw_mark (self, cr, y, bar);
      cairo_destroy (cr);
      draw_numbers (self, snapshot, y + bar + 4);
    }
  gtk_widget_snapshot_child (widget, self->word, snapshot);
}

static void
guo_band_size_allocate (GtkWidget *widget, gint width, gint height, gint baseline)
{
  GuoBand *self = GUO_BAND (widget);
  gint word_px;

  gtk_widget_measure (self->word, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &word_px, NULL, NULL);
  self->axis_px = MAX (width - word_px - GAP_PX, 0);
  gtk_widget_size_allocate (self->word, &(GtkAllocation) { width - word_px, 0, word_px, height }, -1);
}

static void
guo_band_measure (GtkWidget *widget, GtkOrientation orientation, gint for_size, gint *minimum, gint *natural,
                  gint *minimum_baseline, gint *natural_baseline)
{
  GuoBand *self = GUO_BAND (widget);
  gint word;

  gtk_widget_measure (self->word, orientation, -1, &word, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = word + GAP_PX + AXIS_LEAST_PX;
  else
    *minimum = MAX (word, MARK_PX + BAR_PX + 4 + number_height (self));
  *natural = *minimum;
}

static void
guo_band_dispose (GObject *object)
{
  g_clear_pointer (&GUO_BAND (object)->word, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_band_parent_class)->dispose (object);
}

static void
guo_band_class_init (GuoBandClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_band_dispose;
  widget_class->snapshot = guo_band_snapshot;
  widget_class->measure = guo_band_measure;
  widget_class->size_allocate = guo_band_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "content-band");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

/* Room for the longest word and a figure, whatever it says now. */
static void
hold_room (GuoBand *self)
{
  static const gchar *const longest[] = { N_("▼ Light %s g"), N_("▽ Scant %s g"), N_("▲ Heavy +%s g") };
  gint chars = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (longest); i++)
    {
      gint n = 0;

      for (const gchar *at = _(longest[i]); *at != '\0'; at = g_utf8_next_char (at))
        n += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
      chars = MAX (chars, n);
    }
  gtk_label_set_width_chars (GTK_LABEL (self->word), chars + 2); /* "%s" is two: "−888" */
}

static void
show_word (GuoBand *self)
{
  gboolean shown = self->known && self->limits.nominal_mg > 0;
  gboolean light = shown && guo_content_state (&self->limits, self->net_mg) == GUO_CONTENT_LIGHT;
  g_autofree gchar *words = shown ? guo_content_words (&self->limits, self->net_mg) : g_strdup (NO_VALUE);

  if (light)
    gtk_widget_add_css_class (self->word, "light");
  else
    gtk_widget_remove_css_class (self->word, "light");
  if (strcmp (gtk_label_get_label (GTK_LABEL (self->word)), words) != 0)
    {
      gtk_label_set_label (GTK_LABEL (self->word), words);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words,
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
guo_band_init (GuoBand *self)
{
  self->word = gtk_label_new (NO_VALUE);
  gtk_widget_add_css_class (self->word, "band-word");
  gtk_label_set_xalign (GTK_LABEL (self->word), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->word), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Content of the case"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Content"), -1);
  gtk_widget_set_parent (self->word, GTK_WIDGET (self));
  hold_room (self);
}

void
guo_band_set_limits (GuoBand *self, const GuoContentBand *limits)
{
  self->limits = limits != NULL ? *limits : (GuoContentBand) { .nominal_mg = 0 };
  show_word (self);
}

const GuoContentBand *
guo_band_get_limits (GuoBand *self)
{
  return &self->limits;
}

void
guo_band_set_net (GuoBand *self, gboolean known, gint64 net_mg, gboolean still)
{
  if (self->known == known && self->still == still && self->net_mg == net_mg)
    return;
  self->known = known;
  self->still = still;
  self->net_mg = net_mg;
  show_word (self);
}
