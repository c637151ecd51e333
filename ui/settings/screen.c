#include "ui/settings/screen.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ui/settings/bank-card.h"
#include "ui/settings/lines.h"
#include "ui/sound/sounds.h"
#include "ui/widgets/choice.h"

#define GAP_PX 12

typedef struct _GuoScreenPanel GuoScreenPanel;

struct _GuoScreenPanel
{
  GtkWidget parent_instance;

  GuoDesk  *desk;
  GtkBox   *cards;
};

#define GUO_TYPE_SCREEN_PANEL (guo_screen_panel_get_type ())
G_DECLARE_FINAL_TYPE (GuoScreenPanel, guo_screen_panel, GUO, SCREEN_PANEL, GtkWidget)

static void guo_screen_panel_panel_init (GuoPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoScreenPanel, guo_screen_panel, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PANEL, guo_screen_panel_panel_init))

/* One choice of the screen. */
typedef struct
{
  const gchar          *key;     /* what the screen remembers */
  const gchar          *action;  /* of the window, puts it in force at once; NULL: whoever needs it looks it up */
  const gchar          *label;
  const GuoSettingWord *words;
} ScreenChoice;

static const GuoSettingWord colours[] = {
  { "system", N_("As the system") }, { "light", N_("Daylight") }, { "dark", N_("Night") }, { NULL, NULL },
};

static const GuoSettingWord contrasts[] = {
  { "system", N_("As the system") }, { "high", N_("High contrast") }, { NULL, NULL },
};

static const GuoSettingWord text_sizes[] = {
  { "100", N_("1.0") }, { "110", N_("1.1") }, { "125", N_("1.25") }, { "140", N_("1.4") }, { "150", N_("1.5") },
  { NULL, NULL },
};

static const GuoSettingWord sound_words[] = {
  { "on", N_("On") }, { "off", N_("Off, the border still flashes") }, { NULL, NULL },
};

/* Each in itself, so that whoever reads it finds it. */
static const GuoSettingWord languages[] = {
  { "zh_CN", "中文" }, { "en", "English" }, { NULL, NULL },
};

static const ScreenChoice choices[] = {
  { "language", "app.language", N_("Language"), languages },
  { "appearance", "win.appearance", N_("Colours"), colours },
  { "contrast", "win.contrast", N_("Contrast"), contrasts },
  { "text-percent", "win.text-percent", N_("Size of the text"), text_sizes },
  { GUO_SOUNDS_KEY, NULL, N_("Sounds"), sound_words },
};

static void
chosen (GuoScreenPanel *self, GuoChoice *choice)
{
  const ScreenChoice *what = g_object_get_data (G_OBJECT (choice), "what");
  const gchar *value = guo_choice_get (choice);

  if (what->action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), what->action, "s", value);
  else
    guo_screen_state_set (guo_desk_state (self->desk), what->key, value);
}

/* Where nothing was chosen yet. */
static const gchar *
default_value (const ScreenChoice *what)
{
  if (what->words == languages && !g_str_has_prefix (g_get_language_names ()[0], "zh"))
    return "en";
  return what->words[0].value;
}

static void
append_choice (GuoScreenPanel *self, GtkBox *box, const ScreenChoice *what)
{
  GuoChoice *choice = g_object_new (GUO_TYPE_CHOICE, NULL);
  g_autofree gchar *now = guo_screen_state_get (guo_desk_state (self->desk), what->key);

  for (const GuoSettingWord *word = what->words; word->value != NULL; word++)
    guo_choice_add (choice, word->value, _(word->word));
  guo_choice_select (choice, now != NULL ? now : default_value (what));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _(what->label), -1);
  g_object_set_data (G_OBJECT (choice), "what", (gpointer) what);
  g_signal_connect_object (choice, "chosen", G_CALLBACK (chosen), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, guo_sentence_new (_(what->label), "field-label"));
  gtk_box_append (box, GTK_WIDGET (choice));
}

static void
volume_moved (GuoScreenPanel *self, GtkRange *range)
{
  guo_screen_state_set_id (guo_desk_state (self->desk), GUO_SOUNDS_VOLUME_KEY, (gint64) gtk_range_get_value (range));
}

static void
append_volume (GuoScreenPanel *self, GtkBox *box)
{
  GtkWidget *range = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 1, 100, 1);
  gint64 volume = guo_screen_state_get_id (guo_desk_state (self->desk), GUO_SOUNDS_VOLUME_KEY);

  gtk_range_set_value (GTK_RANGE (range), volume != 0 ? (gdouble) volume : GUO_SOUNDS_VOLUME);
  gtk_scale_set_draw_value (GTK_SCALE (range), TRUE);
  gtk_scale_set_value_pos (GTK_SCALE (range), GTK_POS_RIGHT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (range), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Volume"), -1);
  g_signal_connect_object (range, "value-changed", G_CALLBACK (volume_moved), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, guo_sentence_new (_("Volume"), "field-label"));
  gtk_box_append (box, range);
}

static void
measured (GuoScreenPanel *self, gint um_per_px)
{
  g_autofree gchar *mm = g_strdup_printf ("%d.%03d", um_per_px / 1000, um_per_px % 1000);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.mm-per-px", "s", mm);
}

static gint
remembered_um (GuoScreenPanel *self)
{
  g_autofree gchar *mm = guo_screen_state_get (guo_desk_state (self->desk), "mm_per_px");

  return mm != NULL ? (gint) (g_ascii_strtod (mm, NULL) * 1000 + 0.5) : 0;
}

static GtkBox *
append_card (GuoScreenPanel *self, const gchar *head)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_hexpand (card, TRUE);
  gtk_box_append (GTK_BOX (card), guo_sentence_new (head, "head-line"));
  gtk_box_append (self->cards, card);
  return GTK_BOX (card);
}

static void
lay_out (GuoScreenPanel *self)
{
  gboolean narrow = guo_desk_compact (self->desk) > 0;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->cards), narrow ? GTK_ORIENTATION_VERTICAL
                                                                       : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->cards, !narrow);
}

static void
guo_screen_panel_panel_init (GuoPanelInterface *iface)
{
}

static void
guo_screen_panel_dispose (GObject *object)
{
  GuoScreenPanel *self = GUO_SCREEN_PANEL (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (guo_screen_panel_parent_class)->dispose (object);
}

static void
guo_screen_panel_class_init (GuoScreenPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = guo_screen_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
guo_screen_panel_init (GuoScreenPanel *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->cards = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP_PX));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->cards));
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

GtkWidget *
guo_screen_panel_new (GuoDesk *desk)
{
  GuoScreenPanel *self = g_object_new (GUO_TYPE_SCREEN_PANEL, NULL);
  GtkWidget *card;
  GtkBox *box;

  self->desk = g_object_ref (desk);
  box = append_card (self, _("This screen"));
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    append_choice (self, box, &choices[i]);
  append_volume (self, box);
  box = append_card (self, _("Size by bank card"));
  gtk_box_append (box, guo_sentence_new (_("Hold a bank card against the screen and move the slider until the drawn one is as "
                                   "wide. Keys and text then have the same millimetres on every screen."), "why"));
  card = guo_bank_card_new (remembered_um (self));
  g_signal_connect_object (card, "measured", G_CALLBACK (measured), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, card);
  g_signal_connect_object (desk, "layout", G_CALLBACK (lay_out), self, G_CONNECT_SWAPPED);
  lay_out (self);
  return GTK_WIDGET (self);
}
