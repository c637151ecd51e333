#include "ui/widgets/key.h"

struct _GuoKey
{
  GtkButton  parent_instance;

  GtkBox    *box;
  GtkLabel  *word;
  GtkLabel  *key_name;
  gboolean   ignores_return;
};

G_DEFINE_FINAL_TYPE (GuoKey, guo_key, GTK_TYPE_BUTTON)

enum
{
  PROP_WORD = 1,
  PROP_KEY_NAME,
  PROP_IGNORES_RETURN,
  PROP_HORIZONTAL,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static gboolean
swallow_return (GtkEventControllerKey *controller, guint keyval, guint keycode,
                GdkModifierType state, gpointer user_data)
{
  return GUO_KEY (user_data)->ignores_return
         && (keyval == GDK_KEY_Return || keyval == GDK_KEY_ISO_Enter);
}

static void
lay_out (GuoKey *self, gboolean horizontal)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box), horizontal
                                                                ? GTK_ORIENTATION_HORIZONTAL
                                                                : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (self->box, horizontal ? 20 : 0);
  gtk_widget_set_halign (GTK_WIDGET (self->box), horizontal ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
}

static void
guo_key_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GuoKey *self = GUO_KEY (object);

  if (id == PROP_WORD)
    g_value_set_string (value, gtk_label_get_label (self->word));
  else if (id == PROP_KEY_NAME)
    g_value_set_string (value, gtk_label_get_label (self->key_name));
  else if (id == PROP_IGNORES_RETURN)
    g_value_set_boolean (value, self->ignores_return);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
guo_key_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GuoKey *self = GUO_KEY (object);

  if (id == PROP_WORD)
    guo_key_set_word (self, g_value_get_string (value));
  else if (id == PROP_KEY_NAME)
    guo_key_set_key_name (self, g_value_get_string (value));
  else if (id == PROP_IGNORES_RETURN)
    self->ignores_return = g_value_get_boolean (value);
  else if (id == PROP_HORIZONTAL)
    lay_out (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
guo_key_class_init (GuoKeyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = guo_key_get_property;
  object_class->set_property = guo_key_set_property;
  properties[PROP_WORD] =
    g_param_spec_string ("word", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_KEY_NAME] =
    g_param_spec_string ("key-name", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IGNORES_RETURN] =
    g_param_spec_boolean ("ignores-return", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HORIZONTAL] =
    g_param_spec_boolean ("horizontal", NULL, NULL, FALSE,
                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
guo_key_init (GuoKey *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->word = GTK_LABEL (gtk_label_new (NULL));
  self->key_name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->word, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->word), "word");
  gtk_widget_add_css_class (GTK_WIDGET (self->key_name), "key-name");
  gtk_widget_set_valign (GTK_WIDGET (self->box), GTK_ALIGN_CENTER);
  gtk_box_append (self->box, GTK_WIDGET (self->word));
  gtk_box_append (self->box, GTK_WIDGET (self->key_name));
  gtk_widget_set_visible (GTK_WIDGET (self->key_name), FALSE);
  gtk_button_set_child (GTK_BUTTON (self), GTK_WIDGET (self->box));
  gtk_widget_add_css_class (GTK_WIDGET (self), "key");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (swallow_return), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
guo_key_new (const gchar *word, const gchar *key_name)
{
  return g_object_new (GUO_TYPE_KEY, "word", word, "key-name", key_name, NULL);
}

void
guo_key_set_word (GuoKey *self, const gchar *word)
{
  if (g_strcmp0 (gtk_label_get_label (self->word), word) == 0)
    return;
  gtk_label_set_label (self->word, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
}

void
guo_key_set_key_name (GuoKey *self, const gchar *key_name)
{
  gtk_label_set_label (self->key_name, key_name != NULL ? key_name : "");
  gtk_widget_set_visible (GTK_WIDGET (self->key_name), key_name != NULL && *key_name != '\0');
}

void
guo_key_fold_key_name (GuoKey *self, gint chars)
{
  gtk_label_set_wrap (self->key_name, TRUE);
  gtk_label_set_justify (self->key_name, GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (self->key_name, chars);
}

void
guo_key_show_key_name (GuoKey *self, gboolean show)
{
  gtk_widget_set_visible (GTK_WIDGET (self->key_name),
                          show && *gtk_label_get_label (self->key_name) != '\0');
}
