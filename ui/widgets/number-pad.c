#include "ui/widgets/number-pad.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ui/widgets/key.h"

#define DIGITS_MOST 9

struct _GuoNumberPad
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkLabel  *number_label;
  GtkLabel  *message;
  GtkWidget *enter_key;
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
press (GuoNumberPad *self, gchar key)
{
  gboolean point = key == '.';

  if (self->number->len >= DIGITS_MOST || (point && (!self->decimals || strchr (self->number->str, '.'))))
    return;
  if (point && self->number->len == 0)
    g_string_append_c (self->number, '0');
  g_string_append_c (self->number, key);
  show_number (self);
}

static void
take_back (GuoNumberPad *self)
{
  if (self->number->len > 0)
    g_string_truncate (self->number, self->number->len - 1);
  show_number (self);
}

static void
enter (GuoNumberPad *self)
{
  g_autofree gchar *number = g_strdup (self->number->str);

  if (*number != '\0')
    g_signal_emit (self, entered_signal, 0, number);
}

static void
key_clicked (GuoNumberPad *self, GtkButton *button)
{
  press (self, *(const gchar *) g_object_get_data (G_OBJECT (button), "digit"));
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode,
             GdkModifierType state, gpointer user_data)
{
  GuoNumberPad *self = user_data;
  gunichar c = gdk_keyval_to_unicode (keyval);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (c >= '0' && c <= '9')
    press (self, (gchar) c);
  else if (c == '.' || c == ',' || c == 0x3002)
    press (self, '.');
  else if (keyval == GDK_KEY_BackSpace)
    take_back (self);
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    enter (self);
  else
    return FALSE;
  return TRUE;
}

static GtkWidget *
attach_key (GuoNumberPad *self, GtkGrid *grid, const gchar *word, gint at, GCallback clicked)
{
  GtkWidget *key = guo_key_new (word, NULL);

  gtk_widget_add_css_class (key, "pad-key");
  gtk_widget_set_hexpand (key, TRUE);
  gtk_widget_set_focusable (key, FALSE);
  g_object_set_data_full (G_OBJECT (key), "digit", g_strdup (word), g_free);
  g_signal_connect_object (key, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_grid_attach (grid, key, at % 3, at / 3, 1, 1);
  return key;
}

static GtkWidget *
build_keys (GuoNumberPad *self)
{
  static const gchar *const digits[] = { "7", "8", "9", "4", "5", "6", "1", "2", "3" };
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_grid_set_row_spacing (grid, 8);
  gtk_grid_set_column_spacing (grid, 8);
  gtk_grid_set_column_homogeneous (grid, TRUE);
  for (gint i = 0; i < (gint) G_N_ELEMENTS (digits); i++)
    attach_key (self, grid, digits[i], i, G_CALLBACK (key_clicked));
  gtk_widget_set_sensitive (attach_key (self, grid, ".", 9, G_CALLBACK (key_clicked)), self->decimals);
  attach_key (self, grid, "0", 10, G_CALLBACK (key_clicked));
  self->enter_key = attach_key (self, grid, _("OK"), 11, G_CALLBACK (enter));
  gtk_widget_set_focusable (self->enter_key, TRUE);
  gtk_widget_add_css_class (self->enter_key, "primary");
  return GTK_WIDGET (grid);
}

static gboolean
guo_number_pad_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GUO_NUMBER_PAD (widget)->enter_key);
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
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  entered_signal = g_signal_new ("entered", GUO_TYPE_NUMBER_PAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
guo_number_pad_init (GuoNumberPad *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->number = g_string_new (NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
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

/* The number, and beside it the key that takes its last digit back. */
static void
append_number (GuoNumberPad *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *back = gtk_button_new_with_label (_("Back"));

  self->number_label = append_label (self, line, "", "pad-number");
  gtk_widget_set_hexpand (GTK_WIDGET (self->number_label), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Number typed so far"), -1);
  gtk_widget_add_css_class (back, "row-button");
  gtk_widget_set_focusable (back, FALSE);
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
  gtk_box_append (GTK_BOX (self->box), build_keys (self));
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
