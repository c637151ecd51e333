#include "ui/widgets/options.h"

#include "ui/widgets/focus.h"
#include "ui/widgets/key.h"

#define DETAIL_CHARS 20

struct _GuoOptions
{
  GtkWidget  parent_instance;

  GtkWidget *outer;
  GtkBox    *inner;      /* scrolls */
  GtkGrid   *box;        /* of the answers */
  gint       columns;
  guint      n_options;
};

G_DEFINE_FINAL_TYPE (GuoOptions, guo_options, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
option_clicked (GuoOptions *self, GtkButton *button)
{
  g_signal_emit (self, chosen_signal, 0, g_object_get_data (G_OBJECT (button), "value"));
}

static gboolean
digit_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode,
               GdkModifierType state, gpointer user_data)
{
  GuoOptions *self = user_data;
  gunichar digit = gdk_keyval_to_unicode (keyval);
  guint at = 0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || digit < '1' || digit > '9')
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GUO_IS_KEY (child) && ++at == digit - '0')
      {
        gtk_widget_activate (child);
        return TRUE;
      }
  return FALSE;
}

static gboolean
guo_options_grab_focus (GtkWidget *widget)
{
  GuoOptions *self = GUO_OPTIONS (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GUO_IS_KEY (child))
      return gtk_widget_grab_focus (child);
  return FALSE;
}

static void
guo_options_dispose (GObject *object)
{
  g_clear_pointer (&GUO_OPTIONS (object)->outer, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_options_parent_class)->dispose (object);
}

static void
guo_options_class_init (GuoOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_options_dispose;
  widget_class->grab_focus = guo_options_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  chosen_signal = g_signal_new ("chosen", GUO_TYPE_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
guo_options_init (GuoOptions *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->inner = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  self->box = GTK_GRID (gtk_grid_new ());
  self->columns = 1;
  gtk_grid_set_row_spacing (self->box, 8);
  gtk_grid_set_column_spacing (self->box, 8);
  gtk_grid_set_column_homogeneous (self->box, TRUE);
  gtk_box_append (self->inner, GTK_WIDGET (self->box));
  gtk_widget_add_css_class (GTK_WIDGET (self->inner), "form-fields");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->inner));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "form-scroll");
  gtk_box_append (GTK_BOX (self->outer), scrolled);
  gtk_widget_set_parent (self->outer, GTK_WIDGET (self));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (digit_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
guo_options_new (const gchar *question)
{
  GuoOptions *self = g_object_new (GUO_TYPE_OPTIONS, NULL);

  if (question != NULL)
    {
      GtkWidget *label = gtk_label_new (question);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "question");
      gtk_box_prepend (GTK_BOX (self->outer), label);
    }
  return GTK_WIDGET (self);
}

void
guo_options_add (GuoOptions *self, const gchar *value, const gchar *word)
{
  guo_options_add_detail (self, value, word, NULL);
}

/* The digit stands before the detail. */
static gchar *
key_name_of (guint n_options, const gchar *detail)
{
  if (n_options >= 9)
    return g_strdup (detail);
  return g_strdup_printf ("%u%s%s", n_options + 1, detail != NULL ? "  ·  " : "",
                          detail != NULL ? detail : "");
}

void
guo_options_add_detail (GuoOptions *self, const gchar *value, const gchar *word, const gchar *detail)
{
  g_autofree gchar *key_name = key_name_of (self->n_options, detail);
  GtkWidget *key = guo_key_new (word, key_name);
  gint at = (gint) self->n_options++;

  if (detail != NULL) /* it must not widen the sheet over the weight */
    guo_key_fold_key_name (GUO_KEY (key), DETAIL_CHARS);
  gtk_widget_add_css_class (key, "row-key");
  gtk_widget_set_hexpand (key, TRUE);
  g_object_set_data_full (G_OBJECT (key), "value", g_strdup (value), g_free);
  g_signal_connect_object (key, "clicked", G_CALLBACK (option_clicked), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (self->box, key, at % self->columns, at / self->columns, 1, 1);
}

void
guo_options_set_columns (GuoOptions *self, gint columns)
{
  self->columns = columns;
}

void
guo_options_add_widget (GuoOptions *self, GtkWidget *widget)
{
  gtk_box_append (self->inner, widget);
}
