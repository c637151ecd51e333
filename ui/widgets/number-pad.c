#include "ui/widgets/number-pad.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ui/widgets/focus.h"
#include "ui/widgets/pad.h"

#define DIGITS_MOST 9

struct _GuoNumberPad
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkLabel  *number_label;
  GtkLabel  *message;
  GtkWidget *keys;
  GString   *number;
  gchar     *unit;
  gboolean   decimals;
};

G_DEFINE_FINAL_TYPE (GuoNumberPad, guo_number_pad, GTK_TYPE_WIDGET)

static guint entered_signal;

static void
show_number (GuoNumberPad *self)
{
  g_autofree gchar *text = g_strdup_printf ("%s%s%s", self->number->len > 0 ? self->number->str : "_",
                                            *self->unit != '\0' ? " " : "", self->unit);

  gtk_label_set_label (self->number_label, text);
  gtk_label_set_label (self->message, "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
}

static void
press (gpointer owner, gchar key)
{
  GuoNumberPad *self = owner;
  gboolean point = key == '.';

  if (self->number->len >= DIGITS_MOST || (point && (!self->decimals || strchr (self->number->str, '.'))))
    return;
  if (point && self->number->len == 0)
    g_string_append_c (self->number, '0');
  g_string_append_c (self->number, key);
  show_number (self);
}

static void
take_back (gpointer owner)
{
  GuoNumberPad *self = owner;

  if (self->number->len > 0)
    g_string_truncate (self->number, self->number->len - 1);
  show_number (self);
}

static void
enter (gpointer owner)
{
  GuoNumberPad *self = owner;
  g_autofree gchar *number = g_strdup (self->number->str);

  if (*number != '\0')
    g_signal_emit (self, entered_signal, 0, number);
}

static const GuoPadActs acts = {
  .press = press,
  .take_back = take_back,
  .enter = enter,
};

static gboolean
guo_number_pad_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (guo_pad_enter_key (GUO_NUMBER_PAD (widget)->keys));
}

static void
guo_number_pad_dispose (GObject *object)
{
  g_clear_pointer (&GUO_NUMBER_PAD (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_number_pad_parent_class)->dispose (object);
}

static void
guo_number_pad_finalize (GObject *object)
{
  GuoNumberPad *self = GUO_NUMBER_PAD (object);

  g_string_free (self->number, TRUE);
  g_free (self->unit);
  G_OBJECT_CLASS (guo_number_pad_parent_class)->finalize (object);
}

static void
guo_number_pad_class_init (GuoNumberPadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_number_pad_dispose;
  G_OBJECT_CLASS (klass)->finalize = guo_number_pad_finalize;
  widget_class->grab_focus = guo_number_pad_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  entered_signal = g_signal_new ("entered", GUO_TYPE_NUMBER_PAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
guo_number_pad_init (GuoNumberPad *self)
{
  self->number = g_string_new (NULL);
}

static GtkLabel *
append_label (GuoNumberPad *self, GtkWidget *box, const gchar *text, const gchar *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

/* The number, and beside it the key that takes its last digit back where the pad has a point in its place. */
static void
append_number (GuoNumberPad *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *back = gtk_button_new_with_label (C_("pad", "Back"));

  self->number_label = append_label (self, line, "", "pad-number");
  gtk_widget_set_hexpand (GTK_WIDGET (self->number_label), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Number typed so far"), -1);
  gtk_widget_add_css_class (back, "row-button");
  gtk_widget_set_focusable (back, FALSE);
  gtk_widget_set_visible (back, self->decimals);
  g_signal_connect_object (back, "clicked", G_CALLBACK (take_back), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), back);
  gtk_box_append (GTK_BOX (self->box), line);
}

GtkWidget *
guo_number_pad_new (const gchar *question, const gchar *unit, gboolean decimals)
{
  GuoNumberPad *self = g_object_new (GUO_TYPE_NUMBER_PAD, NULL);

  self->unit = g_strdup (unit != NULL ? unit : "");
  self->decimals = decimals;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  append_label (self, self->box, question, "question");
  append_number (self);
  self->message = append_label (self, self->box, "", "refusal");
  self->keys = guo_pad_new (GTK_WIDGET (self), "789456123", decimals, &acts);
  gtk_box_append (GTK_BOX (self->box), self->keys);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  show_number (self);
  return GTK_WIDGET (self);
}

void
guo_number_pad_refuse (GuoNumberPad *self, const gchar *reason)
{
  gtk_label_set_label (self->message, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
}
