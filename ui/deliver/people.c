#include "ui/deliver/people.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/widgets/key.h"
#include "ui/widgets/tip.h"

#define PEOPLE_MOST 6
#define ACROSS 2
#define LETTERS_MOST 12
#define KEY_WIDTH 200
#define RECENT_DELIVERIES 40

typedef struct
{
  GtkWidget *button;
  GtkLabel  *name;
  GtkLabel  *detail;
} Key;

struct _GuoPeople
{
  GtkWidget  parent_instance;

  GuoDesk   *desk;
  GtkWidget *box;
  GtkLabel  *find_label;
  GtkStack  *stack;
  GtkLabel  *nobody;
  GtkWidget *nobody_keys;
  Key        keys[PEOPLE_MOST];
  GString   *letters;
  json_t    *rows;        /* shown */
};

G_DEFINE_FINAL_TYPE (GuoPeople, guo_people, GTK_TYPE_WIDGET)

static guint chosen_signal, marked_signal;

static gboolean
found_by_letters (GuoPeople *self)
{
  return self->letters->len > 0 && json_array_size (self->rows) > 0;
}

static void
show_key (GuoPeople *self, gsize at)
{
  json_t *row = json_array_get (self->rows, at);
  Key *key = &self->keys[at];
  const gchar *cooperative = guo_row_text (row, "cooperative_name");
  const gchar *detail = *cooperative != '\0' ? cooperative : _("Cooperative");
  g_autofree gchar *name = g_strdup_printf ("%s  %s", guo_row_text (row, "name"), detail);

  gtk_widget_set_visible (key->button, row != NULL);
  gtk_label_set_label (key->name, guo_row_text (row, "name"));
  gtk_label_set_label (key->detail, row != NULL ? detail : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (key->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  if (at == 0 && found_by_letters (self))
    gtk_widget_add_css_class (key->button, "marked");
  else
    gtk_widget_remove_css_class (key->button, "marked");
}

static void
show (GuoPeople *self)
{
  gboolean any = json_array_size (self->rows) > 0;

  for (gsize i = 0; i < PEOPLE_MOST; i++)
    show_key (self, i);
  gtk_label_set_label (self->nobody, self->letters->len == 0
                                       ? _("Nobody is known yet who could deliver.")
                                       : _("Nobody has these initials. Backspace takes a letter back."));
  gtk_stack_set_visible_child_name (self->stack, any ? "keys" : "nobody");
  g_signal_emit (self, marked_signal, 0);
}

static void
set_rows (GuoPeople *self, json_t *rows)
{
  json_t *old = self->rows;

  self->rows = json_incref (rows);
  json_decref (old);
  show (self);
}

static gint64
letters_key (GuoPeople *self)
{
  return (gint64) g_str_hash (self->letters->str);
}

/* An answer to letters that have changed since is no answer. */
static void
found (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPeople *self = owner;
  json_t *rows = guo_row_list (answer, "rows");

  if (answer == NULL || GPOINTER_TO_SIZE (data) != (gsize) letters_key (self))
    return;
  set_rows (self, rows);
  if (self->letters->len > 0 && json_array_size (rows) == 1)
    guo_people_choose_marked (self);
}

static void
find (GuoPeople *self)
{
  g_autofree gchar *escaped = g_uri_escape_string (self->letters->str, NULL, FALSE);
  g_autofree gchar *path = g_strdup_printf ("/v1/parties?q=%s&limit=%d", escaped, PEOPLE_MOST);

  guo_desk_send (self->desk, "GET", path, NULL, self, found,
                 GSIZE_TO_POINTER ((gsize) letters_key (self)));
}

static gboolean
is_listed (json_t *rows, gint64 id)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (guo_row_int (row, "id") == id)
      return TRUE;
  return FALSE;
}

static json_t *
person_of_delivery (json_t *delivery)
{
  json_t *lot = json_array_get (guo_row_list (delivery, "lots"), 0);
  gboolean grower = guo_row_int (lot, "grower") != 0;

  if (!grower)
    return json_pack ("{sIsssssIss}", "id", guo_row_int (delivery, "cooperative"), "name",
                      guo_row_text (delivery, "cooperative_name"), "kind", "cooperative",
                      "cooperative", (json_int_t) 0, "cooperative_name", "");
  return json_pack ("{sIsssssIss}", "id", guo_row_int (lot, "grower"), "name",
                    guo_row_text (lot, "grower_name"), "kind", "grower", "cooperative",
                    guo_row_int (delivery, "cooperative"), "cooperative_name",
                    guo_row_text (delivery, "cooperative_name"));
}

static void
recent_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPeople *self = owner;
  json_auto_t *rows = json_array ();
  gsize i;
  json_t *delivery;

  if (answer == NULL || self->letters->len > 0)
    return;
  json_array_foreach (guo_row_list (answer, "rows"), i, delivery)
    {
      json_auto_t *person = person_of_delivery (delivery);

      if (json_array_size (rows) < PEOPLE_MOST && !is_listed (rows, guo_row_int (person, "id")))
        json_array_append (rows, person);
    }
  /* before the first delivery: whoever is known */
  if (json_array_size (rows) == 0)
    guo_desk_send (self->desk, "GET", "/v1/parties?kind=grower&limit=" G_STRINGIFY (PEOPLE_MOST), NULL, self, found,
                   GSIZE_TO_POINTER ((gsize) letters_key (self)));
  else
    set_rows (self, rows);
}

void
guo_people_reload (GuoPeople *self)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/deliveries?limit=%d", RECENT_DELIVERIES);

  gtk_label_set_label (self->find_label, self->letters->str);
  if (self->letters->len > 0)
    find (self);
  else
    guo_desk_send (self->desk, "GET", path, NULL, self, recent_arrived, NULL);
}

void
guo_people_begin (GuoPeople *self)
{
  g_string_truncate (self->letters, 0);
  guo_people_reload (self);
}

static void
choose (GuoPeople *self, gsize at)
{
  json_auto_t *row = json_incref (json_array_get (self->rows, at));

  if (row != NULL && at < PEOPLE_MOST)
    g_signal_emit (self, chosen_signal, 0, row);
}

gboolean
guo_people_choose_marked (GuoPeople *self)
{
  if (!found_by_letters (self))
    return FALSE;
  choose (self, 0);
  return TRUE;
}

json_t *
guo_people_marked (GuoPeople *self)
{
  return found_by_letters (self) ? json_array_get (self->rows, 0) : NULL;
}

gboolean
guo_people_type (GuoPeople *self, guint keyval)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  if (c >= '1' && c <= '0' + PEOPLE_MOST)
    {
      choose (self, c - '1');
      return TRUE;
    }
  if (g_unichar_isalpha (c) && g_utf8_strlen (self->letters->str, -1) < LETTERS_MOST)
    g_string_append_unichar (self->letters, g_unichar_tolower (c));
  else if (keyval == GDK_KEY_BackSpace && self->letters->len > 0)
    g_string_truncate (self->letters,
                       (gsize) (g_utf8_prev_char (self->letters->str + self->letters->len)
                                - self->letters->str));
  else if (keyval == GDK_KEY_Escape && self->letters->len > 0)
    g_string_truncate (self->letters, 0);
  else
    return FALSE;
  guo_people_reload (self);
  return TRUE;
}

void
guo_people_set_desk (GuoPeople *self, GuoDesk *desk)
{
  g_set_object (&self->desk, desk);
}

static void
key_clicked (GuoPeople *self, GtkWidget *button)
{
  for (gsize i = 0; i < PEOPLE_MOST; i++)
    if (self->keys[i].button == button)
      choose (self, i);
}

static GtkLabel *
label_new (const gchar *text, const gchar *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static void
make_key (GuoPeople *self, GtkGrid *grid, gint at)
{
  Key *key = &self->keys[at];
  g_autofree gchar *digit = g_strdup_printf ("%d", at + 1);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  key->button = gtk_button_new ();
  key->name = label_new ("", "word");
  key->detail = label_new ("", "dim");
  guo_tip_when_cut (key->button, key->name);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (key->name));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (key->detail));
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (label_new (digit, "key-name")));
  gtk_box_append (GTK_BOX (line), words);
  gtk_button_set_child (GTK_BUTTON (key->button), line);
  gtk_widget_set_hexpand (key->button, TRUE);
  gtk_widget_add_css_class (key->button, "key");
  gtk_widget_add_css_class (key->button, "person-key");
  g_signal_connect_object (key->button, "clicked", G_CALLBACK (key_clicked), self,
                           G_CONNECT_SWAPPED);
  gtk_grid_attach (grid, key->button, at % ACROSS, at / ACROSS, 1, 1);
}

static GtkWidget *
make_keys (GuoPeople *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Who delivers"), -1);
  for (gint i = 0; i < PEOPLE_MOST; i++)
    make_key (self, GTK_GRID (grid), i);
  /* columns stay as wide where there is one person only */
  for (gint i = 0; i < ACROSS; i++)
    gtk_grid_attach (GTK_GRID (grid), gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), i,
                     PEOPLE_MOST / ACROSS, 1, 1);
  return grid;
}

static GtkWidget *
make_head (GuoPeople *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkLabel *hint = label_new (_("Type initials: lcs. Choose with 1 to 6."), "dim");

  self->find_label = label_new ("", "find");
  gtk_widget_set_hexpand (GTK_WIDGET (self->find_label), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->find_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Initials typed so far"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (hint), "find-hint");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (label_new (_("Who"), "field-name")));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->find_label));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (hint));
  return head;
}

static void
add_key (GuoPeople *self, const gchar *word, const gchar *key_name, const gchar *action)
{
  GtkWidget *key = guo_key_new (word, key_name);

  gtk_widget_set_size_request (key, KEY_WIDTH, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (key), action);
  gtk_box_append (GTK_BOX (self->nobody_keys), key);
}

static GtkWidget *
make_nobody (GuoPeople *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);

  self->nobody_keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->nobody = label_new ("", "empty-sentence");
  gtk_label_set_wrap (self->nobody, TRUE);
  gtk_label_set_ellipsize (self->nobody, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_xalign (self->nobody, 0.5f);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->nobody_keys, GTK_ALIGN_CENTER);
  add_key (self, _("Import list"), "F11", "deliver.import");
  add_key (self, _("New grower"), "F8", "deliver.new");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->nobody));
  gtk_box_append (GTK_BOX (box), self->nobody_keys);
  return box;
}

static void
guo_people_dispose (GObject *object)
{
  GuoPeople *self = GUO_PEOPLE (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_people_parent_class)->dispose (object);
}

static void
guo_people_finalize (GObject *object)
{
  GuoPeople *self = GUO_PEOPLE (object);

  g_string_free (self->letters, TRUE);
  json_decref (self->rows);
  G_OBJECT_CLASS (guo_people_parent_class)->finalize (object);
}

static void
guo_people_class_init (GuoPeopleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = guo_people_dispose;
  G_OBJECT_CLASS (klass)->finalize = guo_people_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  chosen_signal = g_signal_new ("chosen", GUO_TYPE_PEOPLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
  marked_signal = g_signal_new ("marked", GUO_TYPE_PEOPLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
guo_people_init (GuoPeople *self)
{
  self->letters = g_string_new (NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, make_keys (self), "keys");
  gtk_stack_add_named (self->stack, make_nobody (self), "nobody");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
}
