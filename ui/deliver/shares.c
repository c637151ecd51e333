#include "ui/deliver/shares.h"

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/key.h"
#include "ui/widgets/tip.h"

#define PERMILLE 1000

struct _GuoShares
{
  GtkWidget  parent_instance;

  GuoDesk   *desk;
  json_t    *sources;
  GtkWidget *box;
  GuoChoice *basis_choice;
  GtkBox    *rows;
  GtkLabel  *sum_label;
  GtkWidget *more_key;
  GtkWidget *done_key;
};

G_DEFINE_FINAL_TYPE (GuoShares, guo_shares, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  REMOVED,
  MORE,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkLabel *
label_new (const gchar *text, const gchar *style, gfloat xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static void
set_shares (GuoShares *self, json_t *parts)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
  gint64 sum = 0;
  g_autofree gchar *total = NULL;

  for (gsize i = 0; row != NULL; row = gtk_widget_get_next_sibling (row), i++)
    {
      GtkLabel *label = g_object_get_data (G_OBJECT (row), "share");
      gint64 part = json_integer_value (json_array_get (parts, i));
      g_autofree gchar *text = guo_permille_text (part);

      gtk_label_set_label (label, parts != NULL ? text : "\342\200\224");
      sum += part;
    }
  total = guo_permille_text (sum);
  gtk_label_set_label (self->sum_label, parts != NULL ? total : _("not complete yet"));
}

static void
divided (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  set_shares (owner, guo_row_list (answer, "parts"));
}

static void
divide (GuoShares *self)
{
  g_autofree gchar *weights = guo_sources_weights (self->sources, guo_shares_basis (self));
  g_autofree gchar *path = NULL;

  g_signal_emit (self, signals[CHANGED], 0);
  if (weights == NULL)
    {
      set_shares (self, NULL);
      return;
    }
  path = g_strdup_printf ("/v1/shares?weights=%s&total=%d", weights, PERMILLE);
  guo_desk_send (self->desk, "GET", path, NULL, self, divided, NULL);
}

static void
said_changed (GuoShares *self, GtkWidget *entry)
{
  json_t *source = g_object_get_data (G_OBJECT (entry), "source");

  json_object_set_new (source, "said", json_string (gtk_editable_get_text (GTK_EDITABLE (entry))));
  divide (self);
}

static void
remove_clicked (GuoShares *self, GtkWidget *button)
{
  json_t *source = g_object_get_data (G_OBJECT (button), "source");

  g_signal_emit (self, signals[REMOVED], 0, guo_row_int (source, "grower"));
}

static GtkWidget *
remove_button (GuoShares *self, json_t *source)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree gchar *name = g_strdup_printf (_("Without %s"), guo_row_text (source, "name"));

  gtk_widget_add_css_class (button, "close-key");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  guo_tip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "source", source);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
said_entry (GuoShares *self, json_t *source)
{
  GtkWidget *entry = gtk_entry_new ();
  gboolean crates = guo_shares_basis (self) == GUO_SHARES_CRATES;
  g_autofree gchar *name = g_strdup_printf (crates ? _("Crates of %s") : _("Percent of %s"),
                                            guo_row_text (source, "name"));

  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_editable_set_text (GTK_EDITABLE (entry), guo_row_text (source, "said"));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 4);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (entry), "source", source);
  g_signal_connect_object (entry, "changed", G_CALLBACK (said_changed), self, G_CONNECT_SWAPPED);
  return entry;
}

/* What the share follows: typed, or what the plot has. */
static GtkWidget *
basis_widget (GuoShares *self, json_t *source)
{
  GuoSharesBasis basis = guo_shares_basis (self);
  g_autofree gchar *mu = guo_format_area_mu (guo_row_int (source, "area_m2"));
  g_autofree gchar *area = g_strdup_printf (_("%s mu"), mu);

  if (basis == GUO_SHARES_CRATES || basis == GUO_SHARES_DECLARED)
    return said_entry (self, source);
  if (basis == GUO_SHARES_AREA)
    return GTK_WIDGET (label_new (guo_row_int (source, "area_m2") > 0 ? area : _("no area known"),
                                  "dim", 0));
  return GTK_WIDGET (label_new ("", "dim", 0));
}

static GtkWidget *
row_new (GuoShares *self, json_t *source)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkLabel *name = label_new (guo_row_text (source, "name"), "row-figure", 0);
  GtkLabel *share = label_new ("", "row-figure", 1);
  GtkWidget *basis = basis_widget (self, source);

  gtk_widget_set_hexpand (GTK_WIDGET (name), TRUE);
  gtk_widget_set_hexpand (basis, TRUE);
  guo_tip_when_cut (GTK_WIDGET (name), name);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (name));
  gtk_box_append (GTK_BOX (head), remove_button (self, source));
  gtk_box_append (GTK_BOX (line), basis);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (share));
  gtk_box_append (GTK_BOX (row), head);
  gtk_box_append (GTK_BOX (row), line);
  g_object_set_data (G_OBJECT (row), "share", share);
  gtk_widget_add_css_class (row, "share-row");
  return row;
}

static void
show_rows (GuoShares *self)
{
  GtkWidget *child;
  gsize i;
  json_t *source;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  json_array_foreach (self->sources, i, source)
    gtk_box_append (self->rows, row_new (self, source));
  divide (self);
}

static void
more_clicked (GuoShares *self)
{
  g_signal_emit (self, signals[MORE], 0);
}

static void
done_clicked (GuoShares *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static gboolean
guo_shares_grab_focus (GtkWidget *widget)
{
  GuoShares *self = GUO_SHARES (widget);

  return gtk_widget_grab_focus (json_array_size (self->sources) > 1 ? GTK_WIDGET (self->basis_choice)
                                                                    : self->more_key);
}

static void
guo_shares_dispose (GObject *object)
{
  GuoShares *self = GUO_SHARES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->sources, json_decref);
  G_OBJECT_CLASS (guo_shares_parent_class)->dispose (object);
}

static void
guo_shares_class_init (GuoSharesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_shares_dispose;
  widget_class->grab_focus = guo_shares_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", GUO_TYPE_SHARES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", GUO_TYPE_SHARES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[MORE] = g_signal_new ("more", GUO_TYPE_SHARES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", GUO_TYPE_SHARES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static GtkWidget *
sum_line (GuoShares *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkLabel *word = label_new (_("Together"), "dim", 0);

  gtk_widget_set_hexpand (GTK_WIDGET (word), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sum_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Sum of the shares"), -1);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (word));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->sum_label));
  return line;
}

static void
guo_shares_init (GuoShares *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *more = guo_key_new (_("One more grower"), NULL);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->basis_choice = g_object_new (GUO_TYPE_CHOICE, NULL);
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  self->sum_label = label_new ("", "row-figure", 1);
  self->done_key = guo_key_new (_("Done"), NULL);
  for (gint i = 0; i < GUO_SHARES_N; i++)
    guo_choice_add (self->basis_choice, guo_shares_basis_code ((GuoSharesBasis) i),
                    guo_shares_basis_word ((GuoSharesBasis) i));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->basis_choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the shares follow"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "form-scroll");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->rows));
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "form-fields");
  gtk_widget_add_css_class (self->done_key, "primary");
  self->more_key = more;
  gtk_widget_add_css_class (more, "row-key");
  g_signal_connect_object (self->basis_choice, "chosen", G_CALLBACK (show_rows), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (more, "clicked", G_CALLBACK (more_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->done_key, "clicked", G_CALLBACK (done_clicked), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->basis_choice));
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_box_append (GTK_BOX (self->box), sum_line (self));
  gtk_box_append (GTK_BOX (self->box), more);
  gtk_box_append (GTK_BOX (self->box), self->done_key);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
guo_shares_new (GuoDesk *desk, json_t *sources, GuoSharesBasis basis)
{
  GuoShares *self = g_object_new (GUO_TYPE_SHARES, NULL);

  self->desk = g_object_ref (desk);
  self->sources = json_incref (sources);
  guo_choice_select (self->basis_choice, guo_shares_basis_code (basis));
  show_rows (self);
  return GTK_WIDGET (self);
}

GuoSharesBasis
guo_shares_basis (GuoShares *self)
{
  for (gint i = 0; i < GUO_SHARES_N; i++)
    if (g_strcmp0 (guo_choice_get (self->basis_choice), guo_shares_basis_code ((GuoSharesBasis) i)) == 0)
      return (GuoSharesBasis) i;
  return GUO_SHARES_EQUAL;
}
