#include "ui/settings/scheme-trial.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/chart/amount.h"
#include "station/client/row.h"
#include "ui/grade/histogram.h"
#include "ui/settings/lines.h"
#include "ui/settings/scheme-words.h"

#define MOVES_SAID 3
#define BAR_PX 12
#define PICTURE_PX 140
#define PICTURE_LEAST_PX 104
#define GAP_PX 3

/* Two bars, one over the other: as it is, and as it would be. */
#define GUO_TYPE_PAIR (guo_pair_get_type ())
G_DECLARE_FINAL_TYPE (GuoPair, guo_pair, GUO, PAIR, GtkWidget)

struct _GuoPair
{
  GtkWidget parent_instance;

  gint64    before;
  gint64    after;
  gint64    most; /* that fills the width */
};

G_DEFINE_FINAL_TYPE (GuoPair, guo_pair, GTK_TYPE_WIDGET)

struct _GuoSchemeTrial
{
  GtkWidget parent_instance;

  GtkBox   *box;
  GtkLabel *moves;
  GtkLabel *whose;
  GtkWidget *picture_box;
  GtkLabel *picture_head;
  GuoGradeHistogram *picture;
  GtkBox   *bars;

  json_t   *answer; /* the last one */
  gchar    *measured;
  gboolean  compact;
};

G_DEFINE_FINAL_TYPE (GuoSchemeTrial, guo_scheme_trial, GTK_TYPE_WIDGET)

/* Told apart without colour: a frame, and filled. */
static void
guo_pair_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GuoPair *self = GUO_PAIR (widget);
  gint width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (gfloat) width, (gfloat) height));
  GdkRGBA line = { 0, 0, 0, 1 }, accent = { 0, 0, 0, 1 };
  GtkStyleContext *style = gtk_widget_get_style_context (widget);

  gtk_style_context_lookup_color (style, "line", &line);
  gtk_style_context_lookup_color (style, "accent", &accent);
  gdk_cairo_set_source_rgba (cr, &line);
  cairo_set_line_width (cr, 2);
  if (self->before > 0)
    cairo_rectangle (cr, 1, 1, MAX (1, (gdouble) (self->before * (width - 2) / self->most)), BAR_PX - 2);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, &accent);
  cairo_rectangle (cr, 0, BAR_PX + GAP_PX, (gdouble) (self->after * width / self->most), BAR_PX);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
guo_pair_class_init (GuoPairClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = guo_pair_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION); /* the line above says it */
}

static void
guo_pair_init (GuoPair *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, 2 * BAR_PX + GAP_PX);
}

gchar *
guo_scheme_moves (json_t *answer)
{
  json_t *moves = guo_row_list (answer, "moves"), *move;
  g_autoptr(GString) text = g_string_new (NULL);
  gsize i;

  if (!json_is_object (json_object_get (answer, "run")))
    return g_strdup (_("No run has fruit of a grading machine yet: there is nothing to try these limits on."));
  if (json_array_size (moves) == 0)
    return g_strdup (_("With these limits no fruit changes its class."));
  json_array_foreach (moves, i, move)
    {
      g_autofree gchar *share = guo_chart_share (guo_row_int (move, "n"), guo_row_int (answer, "judged"));
      const gchar *from = guo_scheme_class_name (json_array_get (guo_row_list (answer, "before"), (gsize) guo_row_int (move, "from")));
      const gchar *to = guo_scheme_class_name (json_array_get (guo_row_list (answer, "after"), (gsize) guo_row_int (move, "to")));

      if (i == MOVES_SAID)
        break;
      g_string_append (text, i > 0 ? _("; ") : "");
      /* Translators: a part of "With these limits …": share of the fruit, class, class */
      g_string_append_printf (text, _("%s move from %s to %s"), share, from, to);
    }
  if (i == MOVES_SAID && json_array_size (moves) > MOVES_SAID)
    g_string_append (text, _("; less moves otherwise"));
  return g_strdup_printf (_("With these limits %s."), text->str);
}

static gchar *
whose_text (json_t *answer)
{
  json_t *run = json_object_get (answer, "run");
  gint64 judged = guo_row_int (answer, "judged"), step = guo_row_int (answer, "step"), uncertain = guo_row_int (answer, "uncertain");
  GString *text = g_string_new (NULL);

  if (!json_is_object (run))
    return g_string_free (text, FALSE);
  g_string_append_printf (text, ngettext ("Tried on run %s (%s), %d fruit", "Tried on run %s (%s), %d fruits", (gulong) judged),
                          guo_row_text (run, "no"), guo_row_text (run, "product_name"), (gint) judged);
  if (step > 1)
    g_string_append_printf (text, _(" (one of every %d)"), (gint) step);
  g_string_append (text, _("."));
  if (uncertain > 0 && json_array_size (guo_row_list (answer, "moves")) > 0)
    g_string_append_printf (text, _(" %d of them have several kinds of defect, stored as one area: a change of defect limits is "
                                    "an estimate for these."),
                            (gint) uncertain);
  return g_string_free (text, FALSE);
}

/* The same class on the other side: by its key, else by its place. */
static json_t *
twin (json_t *rows, json_t *row, gsize place, gsize n)
{
  json_t *other;
  gsize i;

  json_array_foreach (rows, i, other)
    if (strcmp (guo_row_text (other, "grade_class"), guo_row_text (row, "grade_class")) == 0)
      return other;
  return json_array_size (rows) == n ? json_array_get (rows, place) : NULL;
}

static void
add_class (GuoSchemeTrial *self, json_t *answer, json_t *row, gint64 before, gint64 most)
{
  gint64 judged = guo_row_int (answer, "judged"), after = guo_row_int (row, "n");
  g_autofree gchar *was = guo_chart_share (before, judged), *is = guo_chart_share (after, judged);
  g_autofree gchar *shares = g_strdup_printf ("%s → %s", was, is);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *name = guo_sentence_new (guo_scheme_class_name (row), "record-title");
  GtkWidget *value = gtk_label_new (shares);
  GuoPair *pair = g_object_new (GUO_TYPE_PAIR, NULL);

  pair->before = before;
  pair->after = after;
  pair->most = MAX (most, 1);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (value, "balance-line");
  gtk_accessible_update_property (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, guo_scheme_class_name (row), -1);
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), value);
  gtk_box_append (self->bars, line);
  gtk_box_append (self->bars, GTK_WIDGET (pair));
}

static gint64
most_of (json_t *rows, gint64 most)
{
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    most = MAX (most, guo_row_int (row, "n"));
  return most;
}

/* Classes of the new scheme; those that are only in the old one are in the sentence. */
static void
show_bars (GuoSchemeTrial *self, json_t *answer)
{
  json_t *before = guo_row_list (answer, "before"), *after = guo_row_list (answer, "after"), *row;
  gint64 most = most_of (before, most_of (after, 0));
  gsize i;

  guo_box_empty (self->bars);
  if (guo_row_int (answer, "judged") == 0)
    return;
  gtk_box_append (self->bars, guo_sentence_new (_("Frame: as it is. Filled: with these limits."), "field-hint"));
  json_array_foreach (after, i, row)
    add_class (self, answer, row, guo_row_int (twin (before, row, i, json_array_size (after)), "n"), most);
}

static json_t *
spread_of (json_t *answer, const gchar *field)
{
  json_t *spread;
  gsize i;

  json_array_foreach (guo_row_list (answer, "spreads"), i, spread)
    if (strcmp (guo_row_text (spread, "field"), field) == 0)
      return spread;
  return NULL;
}

/* Of the measurement whose limit is edited; of what no machine measured there is none. */
static void
show_picture (GuoSchemeTrial *self)
{
  const gchar *field = self->measured != NULL ? self->measured : "";
  json_t *spread = spread_of (self->answer, field), *form = json_object_get (self->answer, "form");
  g_autofree gchar *words = guo_scheme_measured_words (form, field);
  gboolean any = json_array_size (guo_row_list (spread, "n")) > 0;
  GuoSpread read;

  gtk_widget_set_visible (self->picture_box, any);
  if (!any)
    return;
  guo_spread_read_edited (&read, spread, guo_scheme_measured (form, field), guo_scheme_unit (form, field));
  gtk_label_set_label (self->picture_head, words);
  guo_grade_histogram_set (self->picture, &read);
}

void
guo_scheme_trial_set_measured (GuoSchemeTrial *self, const gchar *field)
{
  g_free (self->measured);
  self->measured = g_strdup (field);
  show_picture (self);
}

static void
show_parts (GuoSchemeTrial *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->whose), !self->compact && *gtk_label_get_label (self->whose) != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->bars), !self->compact);
  gtk_widget_set_visible (GTK_WIDGET (self->picture_head), !self->compact);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), -1, self->compact ? PICTURE_LEAST_PX : PICTURE_PX);
}

void
guo_scheme_trial_set_compact (GuoSchemeTrial *self, gboolean compact)
{
  self->compact = compact;
  show_parts (self);
}

void
guo_scheme_trial_show (GuoSchemeTrial *self, json_t *answer)
{
  g_autofree gchar *moves = guo_scheme_moves (answer), *whose = whose_text (answer);

  gtk_label_set_label (self->moves, moves);
  gtk_label_set_label (self->whose, whose);
  json_incref (answer);
  json_decref (self->answer);
  self->answer = answer;
  show_picture (self);
  show_bars (self, answer);
  show_parts (self);
}

void
guo_scheme_trial_refuse (GuoSchemeTrial *self)
{
  gtk_label_set_label (self->moves, _("This cannot be tried until what is marked is corrected."));
  gtk_label_set_label (self->whose, "");
  guo_box_empty (self->bars);
  show_parts (self);
}

static void
guo_scheme_trial_dispose (GObject *object)
{
  GuoSchemeTrial *self = GUO_SCHEME_TRIAL (object);
  GtkWidget *box = (GtkWidget *) g_steal_pointer (&self->box);

  g_clear_pointer (&box, gtk_widget_unparent);
  g_clear_pointer (&self->answer, json_decref);
  g_clear_pointer (&self->measured, g_free);
  G_OBJECT_CLASS (guo_scheme_trial_parent_class)->dispose (object);
}

static void
guo_scheme_trial_class_init (GuoSchemeTrialClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_scheme_trial_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_picture (GuoSchemeTrial *self)
{
  self->picture_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->picture_head = GTK_LABEL (guo_sentence_new (NULL, "field-label"));
  self->picture = g_object_new (GUO_TYPE_GRADE_HISTOGRAM, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), -1, PICTURE_PX);
  gtk_box_append (GTK_BOX (self->picture_box), GTK_WIDGET (self->picture_head));
  gtk_box_append (GTK_BOX (self->picture_box), GTK_WIDGET (self->picture));
  gtk_widget_set_visible (self->picture_box, FALSE);
  return self->picture_box;
}

static void
guo_scheme_trial_init (GuoSchemeTrial *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->moves = GTK_LABEL (guo_sentence_new (NULL, "scheme-moves"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->moves), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("What would move"), -1);
  self->whose = GTK_LABEL (guo_sentence_new (NULL, "dim"));
  self->bars = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_box_append (self->box, GTK_WIDGET (self->moves));
  gtk_box_append (self->box, make_picture (self));
  gtk_box_append (self->box, GTK_WIDGET (self->whose));
  gtk_box_append (self->box, GTK_WIDGET (self->bars));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

GtkWidget *
guo_scheme_trial_new (void)
{
  return g_object_new (GUO_TYPE_SCHEME_TRIAL, NULL);
}
