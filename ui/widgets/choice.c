#include "ui/widgets/choice.h"

#include "ui/widgets/focus.h"
#include "ui/widgets/tip.h"
#include "ui/widgets/wrap.h"

#define WORD_CHARS 34     /* twelve hanzi and a figure */

struct _GuoChoice
{
  GtkWidget        parent_instance;

  GtkToggleButton *first;
  guint            n_keys;
  gboolean         silent;
};

G_DEFINE_FINAL_TYPE (GuoChoice, guo_choice, GTK_TYPE_WIDGET)

static guint chosen_signal;

/* The group of keys in order; NULL ends. */
static GtkToggleButton *
key_at (GuoChoice *self, guint at)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (; child != NULL && at > 0; at--)
    child = gtk_widget_get_next_sibling (child);
  return (GtkToggleButton *) child;
}

static const gchar *
value_of (GtkToggleButton *button)
{
  return g_object_get_data (G_OBJECT (button), "value");
}

static void
toggled (GuoChoice *self, GtkToggleButton *button)
{
  if (self->silent)
    return;
  if (gtk_toggle_button_get_active (button))
    g_signal_emit (self, chosen_signal, 0);
  else if (self->n_keys == 1) /* no other one took its place: pressed again, it stays chosen */
    guo_choice_select (self, value_of (button));
}

static void
guo_choice_dispose (GObject *object)
{
  guo_choice_clear (GUO_CHOICE (object));
  G_OBJECT_CLASS (guo_choice_parent_class)->dispose (object);
}

static gboolean
guo_choice_grab_focus (GtkWidget *widget)
{
  GuoChoice *self = GUO_CHOICE (widget);

  for (guint i = 0; key_at (self, i) != NULL; i++)
    if (gtk_toggle_button_get_active (key_at (self, i)))
      return gtk_widget_grab_focus (GTK_WIDGET (key_at (self, i)));
  return self->n_keys > 0 && gtk_widget_grab_focus (GTK_WIDGET (key_at (self, 0)));
}

static void
guo_choice_class_init (GuoChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_choice_dispose;
  widget_class->grab_focus = guo_choice_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GUO_TYPE_WRAP);
  gtk_widget_class_set_css_name (widget_class, "choice");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  chosen_signal = g_signal_new ("chosen", GUO_TYPE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
guo_choice_init (GuoChoice *self)
{
}

void
guo_choice_clear (GuoChoice *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->first = NULL;
  self->n_keys = 0;
}

void
guo_choice_add (GuoChoice *self, const gchar *value, const gchar *word)
{
  GtkWidget *label = gtk_label_new (word);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WORD_CHARS);
  guo_tip_when_cut (button, GTK_LABEL (label));
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "choice-key");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
  g_object_set_data_full (G_OBJECT (button), "value", g_strdup (value), g_free);
  if (self->first == NULL)
    self->first = GTK_TOGGLE_BUTTON (button);
  else
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->first);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  self->n_keys++;
}

void
guo_choice_set_word (GuoChoice *self, const gchar *value, const gchar *word)
{
  GtkToggleButton *button = NULL;
  GtkLabel *label;

  for (guint i = 0; (button = key_at (self, i)) != NULL; i++)
    if (g_str_equal (value_of (button), value))
      break;
  label = button != NULL ? GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))) : NULL;
  if (label == NULL || g_str_equal (gtk_label_get_label (label), word))
    return;
  gtk_label_set_label (label, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
}

void
guo_choice_add_id (GuoChoice *self, gint64 id, const gchar *word)
{
  g_autofree gchar *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  guo_choice_add (self, value, word);
}

void
guo_choice_select (GuoChoice *self, const gchar *value)
{
  self->silent = TRUE;
  for (guint i = 0; key_at (self, i) != NULL; i++)
    gtk_toggle_button_set_active (key_at (self, i),
                                  g_strcmp0 (value_of (key_at (self, i)), value) == 0);
  self->silent = FALSE;
}

void
guo_choice_select_id (GuoChoice *self, gint64 id)
{
  g_autofree gchar *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  guo_choice_select (self, value);
}

void
guo_choice_step (GuoChoice *self, gint by)
{
  guint at = 0;

  if (self->n_keys == 0)
    return;
  while (at + 1 < self->n_keys && !gtk_toggle_button_get_active (key_at (self, at)))
    at++;
  at = (at + self->n_keys + (by > 0 ? 1 : self->n_keys - 1)) % self->n_keys;
  gtk_toggle_button_set_active (key_at (self, at), TRUE);
}

const gchar *
guo_choice_get (GuoChoice *self)
{
  for (guint i = 0; key_at (self, i) != NULL; i++)
    if (gtk_toggle_button_get_active (key_at (self, i)))
      return value_of (key_at (self, i));
  return NULL;
}

gint64
guo_choice_get_id (GuoChoice *self)
{
  const gchar *value = guo_choice_get (self);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

guint
guo_choice_size (GuoChoice *self)
{
  return self->n_keys;
}
