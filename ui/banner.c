#include "ui/banner.h"

#include <string.h>

#include <glib/gi18n.h>

#define ROOT_KEY "guo-banner"
#define KEYS_MOST 2

typedef struct
{
  GuoBanner    *banner;
  gchar        *key;
  gchar        *text;
  gchar        *words[KEYS_MOST];
  gchar        *actions[KEYS_MOST];
  GtkWidget    *from;      /* watched */
  GuoBannerKind kind;
} State;

struct _GuoBanner
{
  GtkWidget    parent_instance;

  GtkWidget   *revealer;
  GtkWidget   *box;
  GtkLabel    *label;
  GtkLabel    *more;
  GtkWidget   *keys[KEYS_MOST];
  GPtrArray   *states;     /* newest last */
};

G_DEFINE_FINAL_TYPE (GuoBanner, guo_banner, GTK_TYPE_WIDGET)

static const gchar *const classes[] = {
  [GUO_BANNER_NOTICE] = "notice",
  [GUO_BANNER_WARN] = "warn",
  [GUO_BANNER_FAULT] = "fault",
};

static void from_gone (gpointer data, GObject *from);

static void
state_free (gpointer data)
{
  State *state = data;

  if (state->from != NULL)
    g_object_weak_unref (G_OBJECT (state->from), from_gone, state);
  for (gsize i = 0; i < KEYS_MOST; i++)
    {
      g_free (state->words[i]);
      g_free (state->actions[i]);
    }
  g_free (state->key);
  g_free (state->text);
  g_free (state);
}

static GuoBanner *
banner_of (GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);

  return root != NULL ? g_object_get_data (G_OBJECT (root), ROOT_KEY) : NULL;
}

static State *
gravest (GuoBanner *self)
{
  State *found = NULL;

  for (guint i = 0; i < self->states->len; i++)
    {
      State *state = self->states->pdata[i];

      if (found == NULL || state->kind >= found->kind)
        found = state;
    }
  return found;
}

static void
show_keys (GuoBanner *self, State *state)
{
  for (gsize i = 0; i < KEYS_MOST; i++)
    {
      gtk_widget_set_visible (self->keys[i], state->words[i] != NULL);
      if (state->words[i] != NULL)
        gtk_button_set_label (GTK_BUTTON (self->keys[i]), state->words[i]);
    }
}

static void
show (GuoBanner *self)
{
  State *state = gravest (self);
  g_autofree gchar *more = g_strdup_printf ("+%u", self->states->len - 1);

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), state != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), state != NULL);
  if (state == NULL)
    return;
  if (strcmp (gtk_label_get_label (self->label), state->text) != 0)
    gtk_label_set_label (self->label, state->text);
  gtk_label_set_label (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more), self->states->len > 1);
  show_keys (self, state);
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (i == state->kind)
      gtk_widget_add_css_class (self->box, classes[i]);
    else
      gtk_widget_remove_css_class (self->box, classes[i]);
}

static void
from_gone (gpointer data, GObject *from)
{
  State *state = data;
  GuoBanner *self = state->banner;

  state->from = NULL;
  g_ptr_array_remove (self->states, state);
  if (self->box != NULL)
    show (self);
}

static void
key_clicked (GuoBanner *self, GtkButton *button)
{
  State *state = gravest (self);
  gsize i = GTK_WIDGET (button) == self->keys[0] ? 0 : 1;
  g_autofree gchar *name = NULL;
  g_autoptr(GVariant) target = NULL;
  GtkWidget *from;

  if (state == NULL || state->actions[i] == NULL
      || !g_action_parse_detailed_name (state->actions[i], &name, &target, NULL))
    return;
  from = g_object_ref (state->from);      /* the action may take the state away */
  gtk_widget_activate_action_variant (from, name, target);
  g_object_unref (from);
}

static void
guo_banner_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (guo_banner_parent_class)->root (widget);
  g_object_set_data (G_OBJECT (gtk_widget_get_root (widget)), ROOT_KEY, widget);
}

static void
guo_banner_unroot (GtkWidget *widget)
{
  g_object_set_data (G_OBJECT (gtk_widget_get_root (widget)), ROOT_KEY, NULL);
  GTK_WIDGET_CLASS (guo_banner_parent_class)->unroot (widget);
}

static void
guo_banner_dispose (GObject *object)
{
  GuoBanner *self = GUO_BANNER (object);

  self->box = NULL;
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_banner_parent_class)->dispose (object);
}

static void
guo_banner_class_init (GuoBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_banner_dispose;
  widget_class->root = guo_banner_root;
  widget_class->unroot = guo_banner_unroot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static GtkWidget *
label_new (GuoBanner *self, const gchar *description)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
  gtk_box_append (GTK_BOX (self->box), label);
  return label;
}

static void
guo_banner_init (GuoBanner *self)
{
  self->states = g_ptr_array_new_with_free_func (state_free);
  self->revealer = gtk_revealer_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->label = GTK_LABEL (label_new (self, _("Notice")));
  self->more = GTK_LABEL (label_new (self, _("Further notices")));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  for (gsize i = 0; i < KEYS_MOST; i++)
    {
      self->keys[i] = gtk_button_new ();
      gtk_widget_add_css_class (self->keys[i], "desk-key");
      gtk_widget_set_valign (self->keys[i], GTK_ALIGN_CENTER);
      g_signal_connect_object (self->keys[i], "clicked", G_CALLBACK (key_clicked), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->box), self->keys[i]);
    }
  gtk_widget_add_css_class (self->box, "banner");
  gtk_revealer_set_transition_duration (GTK_REVEALER (self->revealer), 0);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), self->box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static State *
state_by_key (GuoBanner *self, const gchar *key)
{
  for (guint i = 0; i < self->states->len; i++)
    if (strcmp (((State *) self->states->pdata[i])->key, key) == 0)
      return self->states->pdata[i];
  return NULL;
}

void
guo_banner_set (GtkWidget *from, const gchar *key, GuoBannerKind kind, const gchar *text,
                const GuoBannerKey *keys)
{
  GuoBanner *self = banner_of (from);
  State *state = self != NULL ? state_by_key (self, key) : NULL;
  State *fresh;

  if (self == NULL)
    return;
  fresh = g_new0 (State, 1);
  fresh->banner = self;
  fresh->key = g_strdup (key);
  fresh->text = g_strdup (text);
  fresh->kind = kind;
  fresh->from = from;
  g_object_weak_ref (G_OBJECT (from), from_gone, fresh);
  for (gsize i = 0; i < KEYS_MOST && keys != NULL && keys[i].word != NULL; i++)
    {
      fresh->words[i] = g_strdup (keys[i].word);
      fresh->actions[i] = g_strdup (keys[i].action);
    }
  if (state != NULL)
    g_ptr_array_remove (self->states, state);
  g_ptr_array_add (self->states, fresh);
  show (self);
}

void
guo_banner_clear (GtkWidget *from, const gchar *key)
{
  GuoBanner *self = banner_of (from);
  State *state = self != NULL ? state_by_key (self, key) : NULL;

  if (state == NULL)
    return;
  g_ptr_array_remove (self->states, state);
  show (self);
}
