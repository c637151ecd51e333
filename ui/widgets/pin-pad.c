#include "ui/widgets/pin-pad.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/client.h"
#include "station/client/row.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/pad.h"

#define PIN_MOST 6
#define COUNT_MS 200

struct _GuoPinPad
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GuoChoice *people;
  GtkLabel  *dots;
  GtkLabel  *message;
  GtkWidget *keys;
  GString   *pin;
  gint64     waits;       /* id of whom too many wrong PINs were typed for; 0: nobody */
  gint64     until_us;    /* monotonic */
  guint      count;
};

G_DEFINE_FINAL_TYPE (GuoPinPad, guo_pin_pad, GTK_TYPE_WIDGET)

static guint entered_signal;

static void
show_dots (GuoPinPad *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; i < self->pin->len; i++)
    g_string_append (text, "● ");
  if (self->pin->len == 0)
    g_string_append (text, _("PIN"));
  gtk_label_set_label (self->dots, text->str);
}

static void
press (gpointer owner, gchar digit)
{
  GuoPinPad *self = owner;

  if (self->pin->len >= PIN_MOST)
    return;
  g_string_append_c (self->pin, digit);
  if (self->waits == 0)
    gtk_label_set_label (self->message, "");
  show_dots (self);
}

static void
take_back (gpointer owner)
{
  GuoPinPad *self = owner;

  if (self->pin->len > 0)
    g_string_truncate (self->pin, self->pin->len - 1);
  show_dots (self);
}

static void
enter (gpointer owner)
{
  GuoPinPad *self = owner;
  gint64 user = guo_choice_get_id (self->people);

  if (self->pin->len > 0 && user != 0 && user != self->waits)
    g_signal_emit (self, entered_signal, 0, user, self->pin->str);
}

static gboolean
count_down (gpointer user_data)
{
  GuoPinPad *self = user_data;
  gint64 left_us = self->until_us - g_get_monotonic_time ();
  gint left_s = (gint) ((left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  g_autofree gchar *text = g_strdup_printf (_("Too many wrong PINs. Try again in %d s."), left_s);

  if (left_us <= 0)
    {
      self->waits = 0;
      self->count = 0;
      gtk_label_set_label (self->message, _("Try again now."));
      return G_SOURCE_REMOVE;
    }
  if (strcmp (gtk_label_get_label (self->message), text) != 0)
    gtk_label_set_label (self->message, text);
  return G_SOURCE_CONTINUE;
}

static void
wait_for (GuoPinPad *self, gint64 seconds)
{
  self->waits = guo_choice_get_id (self->people);
  self->until_us = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  if (self->count == 0)
    self->count = g_timeout_add (COUNT_MS, count_down, self);
  count_down (self);
}

/* The arrows choose who; digits are the pad's. */
static gboolean
key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode,
             GdkModifierType state, gpointer user_data)
{
  GuoPinPad *self = user_data;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_Up)
    guo_choice_step (self->people, -1);
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_Down)
    guo_choice_step (self->people, 1);
  else
    return FALSE;
  return TRUE;
}

static const GuoPadActs acts = {
  .press = press,
  .take_back = take_back,
  .enter = enter,
};

static gboolean
guo_pin_pad_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (guo_pad_enter_key (GUO_PIN_PAD (widget)->keys));
}

/* Tab comes in at the people; only opening the pad puts the focus on OK. */
static gboolean
guo_pin_pad_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GuoPinPad *self = GUO_PIN_PAD (widget);

  if (direction == GTK_DIR_TAB_FORWARD && gtk_widget_get_focus_child (widget) == NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->people));
  return guo_focus_inner (widget, direction);
}

static void
guo_pin_pad_dispose (GObject *object)
{
  g_clear_handle_id (&GUO_PIN_PAD (object)->count, g_source_remove);
  g_clear_pointer (&GUO_PIN_PAD (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_pin_pad_parent_class)->dispose (object);
}

static void
guo_pin_pad_finalize (GObject *object)
{
  GuoPinPad *self = GUO_PIN_PAD (object);

  memset (self->pin->str, 0, self->pin->len);
  g_string_free (self->pin, TRUE);
  G_OBJECT_CLASS (guo_pin_pad_parent_class)->finalize (object);
}

static void
guo_pin_pad_class_init (GuoPinPadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_pin_pad_dispose;
  G_OBJECT_CLASS (klass)->finalize = guo_pin_pad_finalize;
  widget_class->focus = guo_pin_pad_focus;
  widget_class->grab_focus = guo_pin_pad_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  entered_signal = g_signal_new ("entered", GUO_TYPE_PIN_PAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
}

static GtkLabel *
append_label (GuoPinPad *self, const gchar *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, style);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (self->box), label);
  return GTK_LABEL (label);
}

static void
guo_pin_pad_init (GuoPinPad *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->pin = g_string_sized_new (PIN_MOST + 1);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->people = g_object_new (GUO_TYPE_CHOICE, NULL);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->people));
  self->dots = append_label (self, "pin-dots");
  self->message = append_label (self, "refusal");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->message), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Why the PIN was not taken"), -1);
  self->keys = guo_pad_new (GTK_WIDGET (self), "123456789", FALSE, &acts);
  gtk_box_append (GTK_BOX (self->box), self->keys);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dots), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("PIN"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  show_dots (self);
}

GtkWidget *
guo_pin_pad_new (json_t *users, const gchar *role, gint64 selected)
{
  GuoPinPad *self = g_object_new (GUO_TYPE_PIN_PAD, NULL);
  gint64 first = 0;
  gsize i;
  json_t *user;

  json_array_foreach (users, i, user)
    {
      if (role != NULL && strcmp (guo_row_text (user, "role"), role) != 0)
        continue;
      guo_choice_add_id (self->people, guo_row_int (user, "id"), guo_row_text (user, "name"));
      if (first == 0 || guo_row_int (user, "id") == selected)
        first = guo_row_int (user, "id");
    }
  guo_choice_select_id (self->people, first);
  return GTK_WIDGET (self);
}

void
guo_pin_pad_refuse (GuoPinPad *self, const GError *refusal)
{
  gint64 wait_s = guo_row_int (guo_client_error_params (refusal), "wait_s");

  g_string_truncate (self->pin, 0);
  show_dots (self);
  if (wait_s > 0)
    wait_for (self, wait_s);
  else
    gtk_label_set_label (self->message, refusal->message);
}

void
guo_pin_pad_tell (GuoPinPad *self, const gchar *reason)
{
  gtk_label_set_label (self->message, reason);
}
