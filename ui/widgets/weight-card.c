#include "ui/widgets/weight-card.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/sound/flash.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/shape.h"

#define WATCH_MS 200
#define SILENCE_MOST_MS 1000
#define NO_DIGITS "\342\200\224 \342\200\224 \342\200\224"

struct _GuoWeightCard
{
  GtkWidget   parent_instance;

  GuoDesk *desk;

  GtkWidget  *box;
  GtkWidget  *scale_line;
  GtkLabel   *scale_label;
  GtkWidget  *simulated_label;
  GtkWidget  *legal_label;
  GuoDigits  *digits;
  GuoShape   *state_shape;
  GtkLabel   *state_label;
  GtkLabel   *hint_label;

  gchar      *state;          /* the word of the last line, or one of our own */
  gchar      *hint;           /* of the page, until the state changes */
  gchar      *warning;        /* of the page, until it takes it away */
  gint64      read_us;        /* of the digits that wait to be painted; only when latency is asked for */
  guint       watch;
  gboolean    latency;
};

G_DEFINE_FINAL_TYPE (GuoWeightCard, guo_weight_card, GTK_TYPE_WIDGET)

typedef struct
{
  const gchar *state;
  GuoShapeKind shape;
  const gchar *word;
  const gchar *hint;
  const gchar *style;    /* css class of the card */
  const gchar *sign;     /* instead of digits; NULL: the scale's own */
} StateLook;

static const StateLook looks[] = {
  { "empty", GUO_SHAPE_RING, N_("Empty scale"), NULL, "plain", NULL },
  { "moving", GUO_SHAPE_WAVES, N_("Moving"), N_("Waits until it is still"), "plain", NULL },
  { "stable", GUO_SHAPE_STABLE, N_("Stable"), N_("Ready to record"), "plain", NULL },
  { "recorded", GUO_SHAPE_CHECK, N_("Recorded, please unload"), NULL, "recorded", NULL },
  { "maybe-recorded", GUO_SHAPE_BANG, N_("May be recorded already"), N_("Answer above"), "warn", NULL },
  { "below-min", GUO_SHAPE_DOWN, N_("Below the minimum"), NULL, "warn", NULL },
  { "net", GUO_SHAPE_DOWN, N_("Clear the tare on the scale"), NULL, "warn", NULL },
  { "overload", GUO_SHAPE_OVER, N_("Overload"), N_("Take load off the scale"), "fault",
    "\342\226\262\342\226\262\342\226\262\342\226\262\342\226\262" },
  { "underload", GUO_SHAPE_UNDER, N_("Underload"), N_("Is the platform in place?"), "fault",
    "\342\226\274\342\226\274\342\226\274\342\226\274\342\226\274" },
  { "stale", GUO_SHAPE_CLOCK, N_("No new data"), N_("Check the cable of the scale"), "warn",
    NO_DIGITS },
  { "bad-frames", GUO_SHAPE_BANG, N_("Bad data"), N_("Check protocol and cable"), "warn",
    NO_DIGITS },
  { "disconnected", GUO_SHAPE_CROSS, N_("Scale disconnected"), N_("Check power and cable"),
    "fault", NO_DIGITS },
  { "stopped", GUO_SHAPE_SQUARE, N_("Weighing stopped"), NULL, "fault", NO_DIGITS },
  { "no-daemon", GUO_SHAPE_CROSS, N_("The station does not answer"),
    N_("Connecting again by itself"), "fault", NO_DIGITS },
  { "no-scale", GUO_SHAPE_RING, N_("No scale yet"), N_("Add one: Devices, Alt+0"), "plain",
    NO_DIGITS },
};

static const StateLook *
look_of (const gchar *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    if (strcmp (looks[i].state, state) == 0)
      return &looks[i];
  return &looks[G_N_ELEMENTS (looks) - 1];
}

static gchar *
state_words (GuoWeightCard *self, const StateLook *look, json_t *line)
{
  if (strcmp (look->state, "recorded") == 0 && guo_row_int (line, "recorded_no") > 0)
    return g_strdup_printf (_("%d recorded, please unload"), (gint) guo_row_int (line, "recorded_no"));
  if (strcmp (look->state, "stale") == 0 && line != NULL)
    return g_strdup_printf (_("No new data for %.1f s"), (gdouble) guo_row_int (line, "age_ms") / 1000.0);
  if (strcmp (look->state, "bad-frames") == 0)
    return g_strdup_printf (_("Bad data, %d frames"), (gint) guo_row_int (line, "bad_frames"));
  if (strcmp (look->state, "stable") == 0
      && strcmp (guo_row_text (line, "stability"), "station") == 0)
    return g_strdup (_("Stable (judged here)"));
  return g_strdup (_(look->word));
}

static void
show_hint (GuoWeightCard *self, const StateLook *look)
{
  g_autofree gchar *warning = g_strdup_printf ("▲ %s", self->warning);

  if (self->warning != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint_label), "row-warn");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint_label), "row-warn");
  if (self->hint != NULL)
    gtk_label_set_label (self->hint_label, self->hint);
  else if (self->warning != NULL)
    gtk_label_set_label (self->hint_label, warning);
  else
    gtk_label_set_label (self->hint_label, look->hint != NULL ? _(look->hint) : "");
}

static void
show_state (GuoWeightCard *self, const StateLook *look, json_t *line)
{
  g_autofree gchar *words = state_words (self, look, line);

  if (g_strcmp0 (self->state, look->state) != 0)
    {
      g_free (self->state);
      self->state = g_strdup (look->state);
      g_clear_pointer (&self->hint, g_free);
      for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
        gtk_widget_remove_css_class (GTK_WIDGET (self), looks[i].style);
      gtk_widget_add_css_class (GTK_WIDGET (self), look->style);
      guo_shape_set_kind (self->state_shape, look->shape);
    }
  gtk_label_set_label (self->state_label, words);
  show_hint (self, look);
}

static void
show_scale (GuoWeightCard *self, json_t *line)
{
  g_autoptr(GString) text = g_string_new (guo_row_text (line, "name"));
  gint64 max_mg = guo_row_int (line, "max_mg"), e_mg = guo_row_int (line, "e_mg");

  if (max_mg > 0)
    g_string_append_printf (text, " · Max %" G_GINT64_FORMAT " kg", max_mg / 1000000);
  if (e_mg > 0)
    {
      g_autofree gchar *interval = guo_format_mass_plain (e_mg, guo_format_decimals (e_mg));

      g_string_append_printf (text, " · e %s kg", interval);
    }
  if (strcmp (gtk_label_get_label (self->scale_label), text->str) != 0)
    gtk_label_set_label (self->scale_label, text->str);
  gtk_widget_set_visible (self->simulated_label, guo_row_flag (line, "simulated"));
  if (guo_row_flag (line, "simulated"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "is-simulated");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "is-simulated");
}

static gboolean
show_digits (GuoWeightCard *self, const StateLook *look, json_t *line)
{
  const gchar *digits = guo_row_text (line, "digits"), *kind = guo_row_text (line, "kind");
  gboolean net = strcmp (kind, "net") == 0;
  g_autofree gchar *words = NULL;
  gboolean changed;

  if (*guo_row_text (line, "longest") != '\0')
    guo_digits_set_longest (self->digits, guo_row_text (line, "longest"));
  if (look->sign != NULL || *digits == '\0')
    {
      changed = guo_digits_set_value (self->digits, look->sign != NULL ? look->sign : NO_DIGITS,
                                      NULL, NULL, NULL);
      words = g_strdup (gtk_label_get_label (self->state_label));
    }
  else
    {
      changed = guo_digits_set_value (self->digits, digits, guo_row_text (line, "unit"),
                                      net ? _("Net") : _("Gross"), net ? "N" : "B");
      words = g_strdup_printf ("%s %s %s, %s", net ? _("Net") : _("Gross"), digits,
                               guo_row_text (line, "unit"),
                               gtk_label_get_label (self->state_label));
    }
  guo_digits_describe (self->digits, words);
  return changed;
}

static void
show_line (GuoWeightCard *self, const gchar *state, json_t *line)
{
  const StateLook *look = look_of (state);

  show_state (self, look, line);
  if (line != NULL)
    show_scale (self, line);
  if (show_digits (self, look, line) && self->latency && json_object_get (line, "read_us") != NULL)
    self->read_us = guo_row_int (line, "read_us");
}

static void
weight_arrived (GuoWeightCard *self, json_t *line)
{
  show_line (self, guo_row_text (line, "state"), line);
}

static void
show_now (GuoWeightCard *self)
{
  json_t *line = guo_desk_weight (self->desk);

  if (guo_desk_silence_ms (self->desk) > SILENCE_MOST_MS)
    show_line (self, "no-daemon", NULL);
  else if (line == NULL)
    show_line (self, "no-scale", NULL);
  else
    weight_arrived (self, line);
}

/* A daemon that hangs sends no line that says so. */
static gboolean
watch_silence (gpointer user_data)
{
  GuoWeightCard *self = user_data;

  show_now (self);
  return G_SOURCE_CONTINUE;
}

static void
painted (GdkFrameClock *clock, GuoWeightCard *self)
{
  if (self->read_us == 0)
    return;
  g_message ("latency %" G_GINT64_FORMAT " us", g_get_monotonic_time () - self->read_us);
  self->read_us = 0;
}

static void
guo_weight_card_realize (GtkWidget *widget)
{
  GuoWeightCard *self = GUO_WEIGHT_CARD (widget);

  GTK_WIDGET_CLASS (guo_weight_card_parent_class)->realize (widget);
  if (self->latency)
    g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                             G_CALLBACK (painted), self, 0);
}

static void
guo_weight_card_map (GtkWidget *widget)
{
  GuoWeightCard *self = GUO_WEIGHT_CARD (widget);

  GTK_WIDGET_CLASS (guo_weight_card_parent_class)->map (widget);
  self->watch = g_timeout_add (WATCH_MS, watch_silence, self);
}

static void
guo_weight_card_unmap (GtkWidget *widget)
{
  GuoWeightCard *self = GUO_WEIGHT_CARD (widget);

  g_clear_handle_id (&self->watch, g_source_remove);
  GTK_WIDGET_CLASS (guo_weight_card_parent_class)->unmap (widget);
}

static void
guo_weight_card_dispose (GObject *object)
{
  GuoWeightCard *self = GUO_WEIGHT_CARD (object);

  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_weight_card_parent_class)->dispose (object);
}

static void
guo_weight_card_finalize (GObject *object)
{
  GuoWeightCard *self = GUO_WEIGHT_CARD (object);

  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->hint, g_free);
  g_clear_pointer (&self->warning, g_free);
  G_OBJECT_CLASS (guo_weight_card_parent_class)->finalize (object);
}

static void
guo_weight_card_class_init (GuoWeightCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GUO_TYPE_DIGITS);
  g_type_ensure (GUO_TYPE_SHAPE);
  object_class->dispose = guo_weight_card_dispose;
  object_class->finalize = guo_weight_card_finalize;
  widget_class->realize = guo_weight_card_realize;
  widget_class->map = guo_weight_card_map;
  widget_class->unmap = guo_weight_card_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/cn/guozhan/Guozhan/widgets/weight-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoWeightCard, box);
  gtk_widget_class_bind_template_child (widget_class, GuoWeightCard, scale_line);
  gtk_widget_class_bind_template_child (widget_class, GuoWeightCard, scale_label);
  gtk_widget_class_bind_template_child (widget_class, GuoWeightCard, simulated_label);
  gtk_widget_class_bind_template_child (widget_class, GuoWeightCard, legal_label);
  gtk_widget_class_bind_template_child (widget_class, GuoWeightCard, digits);
  gtk_widget_class_bind_template_child (widget_class, GuoWeightCard, state_shape);
  gtk_widget_class_bind_template_child (widget_class, GuoWeightCard, state_label);
  gtk_widget_class_bind_template_child (widget_class, GuoWeightCard, hint_label);
}

static void
guo_weight_card_init (GuoWeightCard *self)
{
  const gchar *debug = g_getenv ("GUOZHAN_DEBUG");

  self->latency = debug != NULL && strstr (debug, "latency") != NULL;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Where it is narrow and text is large, the scale's plate and the notes stand in two lines. */
static void
layout_changed (GuoWeightCard *self)
{
  gboolean tight = guo_desk_compact (self->desk) > 1;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->scale_line),
                                  tight ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->scale_line), tight ? 0 : 12);
}

static void
sounded (GuoWeightCard *self, gint kind)
{
  if (kind != GUO_SOUND_FAULT && kind != GUO_SOUND_SCAN) /* those are the window's */
    guo_flash (GTK_WIDGET (self), (GuoSoundKind) kind);
}

void
guo_weight_card_set_desk (GuoWeightCard *self, GuoDesk *desk)
{
  g_set_object (&self->desk, desk);
  g_signal_connect_object (guo_desk_sounds (desk), "sounded", G_CALLBACK (sounded), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "weight", G_CALLBACK (weight_arrived), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "connection", G_CALLBACK (show_now), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "layout", G_CALLBACK (layout_changed), self, G_CONNECT_SWAPPED);
  show_now (self);
}

void
guo_weight_card_set_hint (GuoWeightCard *self, const gchar *text)
{
  g_free (self->hint);
  self->hint = g_strdup (text);
  show_now (self);
}

void
guo_weight_card_set_warning (GuoWeightCard *self, const gchar *text)
{
  if (g_strcmp0 (self->warning, text) == 0)
    return;
  g_free (self->warning);
  self->warning = g_strdup (text);
  show_now (self);
}
