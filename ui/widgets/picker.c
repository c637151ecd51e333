#include "ui/widgets/picker.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/widgets/focus.h"

struct _GuoPicker
{
  GtkWidget       parent_instance;

  GtkMenuButton  *button;
  GtkLabel       *word;
  GtkPopover     *popover;
  GtkEditable    *find;
  GtkListBox     *list;
  GtkLabel       *more;
  json_t         *rows;
  gchar          *said;      /* what the one chosen is called */
  gint64          chosen;
  gboolean        may_be_none;
  gboolean        searched;   /* by the owner */
  gboolean        asked;      /* the owner has not yet given what was found */
  gboolean        take_first; /* Return was pressed meanwhile */
  gchar          *none_word; /* NULL: "Choose …" */
  gchar          *none_row;
};

G_DEFINE_FINAL_TYPE (GuoPicker, guo_picker, GTK_TYPE_WIDGET)

static guint opened_signal, chosen_signal;

gboolean
guo_picker_matches (json_t *row, const gchar *letters)
{
  static const gchar *const members[] = { "name", "name_en", "initials", "code" };
  g_autofree gchar *wanted = g_utf8_strdown (letters, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree gchar *text = g_utf8_strdown (guo_row_text (row, members[i]), -1);

      if (strstr (text, wanted) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
show_word (GuoPicker *self, const gchar *word)
{
  gboolean none = self->chosen == 0;

  gtk_label_set_label (self->word, !none ? word : self->none_word != NULL ? self->none_word : _("Choose …"));
  if (none)
    gtk_widget_add_css_class (GTK_WIDGET (self->word), "dim");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->word), "dim");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  !none ? word : self->none_row != NULL ? self->none_row : _("Nothing chosen"), -1);
}

static void
choose (GuoPicker *self, gint64 id, const gchar *word)
{
  guo_picker_select (self, id, word);
  gtk_popover_popdown (self->popover);
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  g_signal_emit (self, chosen_signal, 0);
}

static void
row_activated (GuoPicker *self, GtkListBoxRow *row)
{
  choose (self, *(gint64 *) g_object_get_data (G_OBJECT (row), "id"), g_object_get_data (G_OBJECT (row), "word"));
}

static void
add_row (GuoPicker *self, gint64 id, const gchar *name, const gchar *detail)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (name), *aside = gtk_label_new (detail);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (aside), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (aside), 12);
  gtk_widget_add_css_class (aside, "dim");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), aside);
  gtk_widget_add_css_class (box, "picker-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&id, sizeof id), g_free);
  g_object_set_data_full (G_OBJECT (row), "word", g_strdup (name), g_free);
  gtk_list_box_append (self->list, row);
}

static const gchar *
owner_of (json_t *row)
{
  return guo_row_has (row, "grower_name") ? guo_row_text (row, "grower_name") : guo_row_text (row, "cooperative_name");
}

static void
show_rows (GuoPicker *self)
{
  const gchar *letters = gtk_editable_get_text (self->find);
  GtkListBoxRow *row;
  gsize i;
  json_t *item;
  gint n = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (self->may_be_none && *letters == '\0')
    add_row (self, 0, self->none_row != NULL ? self->none_row : _("None"), "");
  json_array_foreach (self->rows, i, item)
    {
      gboolean stopped = json_is_false (json_object_get (item, "active"));

      if (!stopped && (self->searched || guo_picker_matches (item, letters)) && n++ < GUO_PICKER_ROWS)
        add_row (self, guo_row_int (item, "id"), guo_row_text (item, "name"), owner_of (item));
    }
  gtk_label_set_label (self->more, n == 0            ? _("Nothing is called so.")
                                   : n > GUO_PICKER_ROWS ? _("There are more: type a few letters.")
                                                    : "");
  gtk_widget_set_visible (GTK_WIDGET (self->more), *gtk_label_get_label (self->more) != '\0');
}

static void
ask (GuoPicker *self)
{
  self->asked = self->searched;
  self->take_first = FALSE;
  g_signal_emit (self, opened_signal, 0);
}

static void
find_changed (GuoPicker *self)
{
  if (self->searched)
    ask (self);
  else
    show_rows (self);
}

static void
opened (GuoPicker *self)
{
  gtk_editable_set_text (self->find, "");
  show_rows (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->find));
  ask (self);
}

/* Return takes the first row found, as soon as it is found. */
static void
find_activated (GuoPicker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  self->take_first = self->asked;
  if (row != NULL && !self->asked)
    row_activated (self, row);
}

static gboolean
guo_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GUO_PICKER (widget)->button));
}

static void
guo_picker_dispose (GObject *object)
{
  GuoPicker *self = GUO_PICKER (object);
  GtkWidget *button = GTK_WIDGET (g_steal_pointer (&self->button));

  if (button != NULL)
    gtk_widget_unparent (button);
  g_clear_pointer (&self->rows, json_decref);
  g_clear_pointer (&self->said, g_free);
  g_clear_pointer (&self->none_word, g_free);
  g_clear_pointer (&self->none_row, g_free);
  G_OBJECT_CLASS (guo_picker_parent_class)->dispose (object);
}

static void
guo_picker_class_init (GuoPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_picker_dispose;
  widget_class->grab_focus = guo_picker_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "picker");
  opened_signal = g_signal_new ("opened", GUO_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  chosen_signal = g_signal_new ("chosen", GUO_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
build_popover (GuoPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->find = GTK_EDITABLE (gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->find), _("Name or initials"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->find), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name or initials"),
                                  -1);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  self->more = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "dim");
  gtk_label_set_wrap (self->more, TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scrolled, 320, 300);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->find));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->more));
  return box;
}

static void
guo_picker_init (GuoPicker *self)
{
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->popover = GTK_POPOVER (gtk_popover_new ());
  self->word = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->word, 0);
  gtk_label_set_ellipsize (self->word, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->word), TRUE);
  gtk_box_append (GTK_BOX (face), GTK_WIDGET (self->word));
  gtk_box_append (GTK_BOX (face), arrow);
  gtk_widget_set_hexpand (face, TRUE);
  gtk_widget_set_halign (face, GTK_ALIGN_FILL);
  gtk_menu_button_set_child (self->button, face);
  /* GTK 4.8 sets what is in its button in the middle */
  for (GtkWidget *at = gtk_widget_get_parent (face); at != GTK_WIDGET (self->button); at = gtk_widget_get_parent (at))
    gtk_widget_set_halign (at, GTK_ALIGN_FILL);
  gtk_popover_set_child (self->popover, build_popover (self));
  gtk_popover_set_has_arrow (self->popover, FALSE);
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "picker");
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  g_signal_connect_object (self->popover, "show", G_CALLBACK (opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find, "changed", G_CALLBACK (find_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find, "activate", G_CALLBACK (find_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated), self, G_CONNECT_SWAPPED);
}

GtkWidget *
guo_picker_new (const gchar *name, gboolean may_be_none)
{
  GuoPicker *self = g_object_new (GUO_TYPE_PICKER, NULL);

  self->may_be_none = may_be_none;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_word (self, "");
  return GTK_WIDGET (self);
}

void
guo_picker_set_none (GuoPicker *self, const gchar *word, const gchar *row)
{
  g_free (self->none_word);
  g_free (self->none_row);
  self->none_word = g_strdup (word);
  self->none_row = g_strdup (row);
  show_word (self, self->said != NULL ? self->said : "");
}

void
guo_picker_set_searched (GuoPicker *self)
{
  self->searched = TRUE;
}

const gchar *
guo_picker_letters (GuoPicker *self)
{
  return gtk_editable_get_text (self->find);
}

void
guo_picker_set_rows (GuoPicker *self, json_t *rows)
{
  json_decref (self->rows);
  self->rows = json_incref (rows);
  guo_picker_select (self, self->chosen, self->said);
  self->asked = FALSE;
  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return;
  show_rows (self);
  if (self->take_first)
    find_activated (self);
}

void
guo_picker_select (GuoPicker *self, gint64 id, const gchar *word)
{
  gsize i;
  json_t *row;

  g_autofree gchar *before = self->said;

  self->chosen = id;
  json_array_foreach (self->rows, i, row)
    if (guo_row_int (row, "id") == id)
      word = guo_row_text (row, "name");
  self->said = g_strdup (word != NULL ? word : "");
  show_word (self, self->said);
}

gint64
guo_picker_get (GuoPicker *self)
{
  return self->chosen;
}
