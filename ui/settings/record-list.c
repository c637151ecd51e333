#include "ui/settings/record-list.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/settings/record.h"
#include "ui/widgets/picker.h"

struct _GuoRecordList
{
  GtkWidget           parent_instance;

  const GuoSection   *section;
  GuoDesk            *desk;

  GtkWidget          *box;
  GtkEditable        *find;
  GtkStack           *stack;       /* "rows", "words" */
  GtkLabel           *words;
  GtkListView        *view;
  GtkSingleSelection *selection;
  GListStore         *store;
  GtkLabel           *count;

  json_t             *rows;
  gint64              marked;
  gboolean            silent;
};

G_DEFINE_FINAL_TYPE (GuoRecordList, guo_record_list, GTK_TYPE_WIDGET)

static guint chosen_signal, add_signal;

static json_t *
row_at (GuoRecordList *self, guint at)
{
  g_autoptr(GuoRecord) record = g_list_model_get_item (G_LIST_MODEL (self->store), at);

  return record != NULL ? guo_record_row (record) : NULL;
}

static void
mark_row (GuoRecordList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store)), at = 0;

  while (at < n && guo_row_int (row_at (self, at), "id") != self->marked)
    at++;
  self->silent = TRUE;
  gtk_single_selection_set_selected (self->selection, at < n ? at : GTK_INVALID_LIST_POSITION);
  self->silent = FALSE;
}

static void
show_words (GuoRecordList *self, guint shown)
{
  gboolean searching = *gtk_editable_get_text (self->find) != '\0';
  g_autofree gchar *count = g_strdup_printf (ngettext ("%u row", "%u rows", shown), shown);

  gtk_label_set_label (self->words, searching ? _("Nothing is called so.") : _(self->section->empty));
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "rows" : "words");
  gtk_label_set_label (self->count, count);
}

static gboolean
is_found (GuoRecordList *self, json_t *row, const gchar *letters)
{
  g_autofree gchar *title = guo_section_title (self->section, row);
  json_auto_t *titled = json_pack ("{ss}", "name", title);

  return *letters == '\0' || guo_picker_matches (row, letters) || guo_picker_matches (titled, letters);
}

static void
show_rows (GuoRecordList *self)
{
  const gchar *letters = gtk_editable_get_text (self->find);
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  gsize i;
  json_t *row;

  json_array_foreach (self->rows, i, row)
    if (is_found (self, row, letters))
      g_ptr_array_add (records, guo_record_new (row));
  self->silent = TRUE;
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)), records->pdata,
                       records->len);
  self->silent = FALSE;
  show_words (self, records->len);
  mark_row (self);
}

static void
rows_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoRecordList *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->rows);
  self->rows = json_incref (guo_row_list (answer, "rows"));
  show_rows (self);
}

/* What may be thousands is searched by the station, the rest here. */
void
guo_record_list_reload (GuoRecordList *self)
{
  const gchar *letters = gtk_editable_get_text (self->find);
  gboolean ask = self->section->server_find && *letters != '\0';
  g_autofree gchar *path = guo_client_path (self->section->path, "kind", self->section->kind, "all",
                                            self->section->stops && !self->section->by_path ? "1" : NULL, "q",
                                            ask ? letters : NULL, NULL);

  guo_desk_send (self->desk, "GET", path, NULL, self, rows_arrived, NULL);
}

static void
find_changed (GuoRecordList *self)
{
  if (self->section->server_find)
    guo_record_list_reload (self);
  else
    show_rows (self);
}

static void
find_activated (GuoRecordList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0)
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
selected (GuoRecordList *self)
{
  guint at = gtk_single_selection_get_selected (self->selection);
  json_auto_t *row = at != GTK_INVALID_LIST_POSITION ? json_incref (row_at (self, at)) : NULL;

  if (row != NULL && !self->silent)
    g_signal_emit (self, chosen_signal, 0, row);
}

static void
add_clicked (GuoRecordList *self)
{
  g_signal_emit (self, add_signal, 0);
}

static GtkWidget *
row_label (const gchar *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
row_made (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), row_label ("record-title"));
  gtk_box_append (GTK_BOX (lines), row_label ("dim"));
  gtk_box_append (GTK_BOX (row), lines);
  gtk_box_append (GTK_BOX (row), row_label ("record-mark"));
  gtk_widget_add_css_class (row, "record-row");
  gtk_list_item_set_child (item, row);
}

static void
row_bound (GtkSignalListItemFactory *factory, GtkListItem *item, GuoRecordList *self)
{
  GtkWidget *lines = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *title = gtk_widget_get_first_child (lines), *detail = gtk_widget_get_next_sibling (title);
  GtkWidget *mark = gtk_widget_get_next_sibling (lines);
  json_t *row = guo_record_row (gtk_list_item_get_item (item));
  g_autofree gchar *words = guo_section_title (self->section, row);
  g_autofree gchar *more = self->section->detail != NULL ? self->section->detail (row) : g_strdup ("");
  gboolean stopped = json_is_false (json_object_get (row, "active"));

  gtk_label_set_label (GTK_LABEL (title), words);
  gtk_label_set_label (GTK_LABEL (detail), more);
  gtk_widget_set_tooltip_text (lines, words);
  gtk_widget_set_visible (detail, *more != '\0');
  gtk_label_set_label (GTK_LABEL (mark), stopped ? _("stopped") : "");
  gtk_widget_set_visible (mark, stopped);
}

static gboolean
guo_record_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GUO_RECORD_LIST (widget)->find));
}

static void
guo_record_list_dispose (GObject *object)
{
  GuoRecordList *self = GUO_RECORD_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->store);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->rows, json_decref);
  G_OBJECT_CLASS (guo_record_list_parent_class)->dispose (object);
}

static void
guo_record_list_class_init (GuoRecordListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_record_list_dispose;
  widget_class->grab_focus = guo_record_list_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  chosen_signal = g_signal_new ("chosen", GUO_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
  add_signal = g_signal_new ("add", GUO_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guo_record_list_init (GuoRecordList *self)
{
  self->store = g_list_store_new (GUO_TYPE_RECORD);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static GtkWidget *
build_head (GuoRecordList *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = row_label ("head-line");

  gtk_label_set_label (GTK_LABEL (title), _(self->section->word));
  gtk_widget_set_hexpand (title, TRUE);
  self->count = GTK_LABEL (row_label ("dim"));
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->count));
  return head;
}

static GtkWidget *
build_find (GuoRecordList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *add = gtk_button_new_with_label (_(self->section->add));

  self->find = GTK_EDITABLE (gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->find), _("Find: name or initials (F3)"));
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->find), GTK_ENTRY_ICON_PRIMARY, "edit-find-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->find), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find"), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->find), TRUE);
  gtk_editable_set_width_chars (self->find, 6);
  gtk_widget_add_css_class (add, "desk-key");
  gtk_widget_set_tooltip_text (add, _("F4"));
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find, "changed", G_CALLBACK (find_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find, "activate", G_CALLBACK (find_activated), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->find));
  gtk_box_append (GTK_BOX (box), add);
  return box;
}

static void
build_view (GuoRecordList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (row_made), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bound), self);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->store)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected), self, G_CONNECT_SWAPPED);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _(self->section->word),
                                  -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  self->words = GTK_LABEL (row_label ("dim"));
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_justify (self->words, GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->words), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self->words), GTK_ALIGN_CENTER);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, scrolled, "rows");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->words), "words");
}

GtkWidget *
guo_record_list_new (GuoDesk *desk, const GuoSection *section)
{
  GuoRecordList *self = g_object_new (GUO_TYPE_RECORD_LIST, NULL);

  self->desk = g_object_ref (desk);
  self->section = section;
  build_view (self);
  gtk_box_append (GTK_BOX (self->box), build_head (self));
  gtk_box_append (GTK_BOX (self->box), build_find (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  show_words (self, 0);
  return GTK_WIDGET (self);
}

void
guo_record_list_mark (GuoRecordList *self, gint64 id)
{
  self->marked = id;
  mark_row (self);
}

void
guo_record_list_find (GuoRecordList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->find));
}
