#include "ui/settings/record-list.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/paged-view.h"
#include "ui/widgets/picker.h"
#include "ui/widgets/tip.h"

struct _GuoRecordList
{
  GtkWidget         parent_instance;

  const GuoSection *section;
  GuoDesk          *desk;

  GtkWidget        *box;
  GtkEditable      *find;
  GuoPagedView     *view;
  GtkLabel         *count;

  json_t           *rows;        /* all of them, where the station does not search */
  gboolean          take_first;  /* Return was pressed before the rows found had come */
};

G_DEFINE_FINAL_TYPE (GuoRecordList, guo_record_list, GTK_TYPE_WIDGET)

static guint chosen_signal, add_signal;

static void
show_words (GuoRecordList *self)
{
  gboolean searching = *gtk_editable_get_text (self->find) != '\0';

  guo_paged_view_set_words (self->view, _(self->section->word),
                            searching ? _("Nothing is called so.") : _(self->section->empty));
}

/* How many there are is known when the last one was seen. */
static void
show_count (GuoRecordList *self)
{
  GuoPagedList *list = guo_paged_view_get_list (self->view);
  guint reached = g_list_model_get_n_items (G_LIST_MODEL (list));
  gint64 total = guo_paged_list_get_total (list);
  g_autofree gchar *count = total >= 0 ? g_strdup_printf (ngettext ("%u row", "%u rows", (gulong) total), (guint) total)
                                       : g_strdup_printf (_("%u rows and more"), reached);

  gtk_label_set_label (self->count, total >= 0 || reached > 0 ? count : "");
}

static gboolean
is_found (GuoRecordList *self, json_t *row, const gchar *letters)
{
  g_autofree gchar *title = guo_section_title (self->section, row);
  json_auto_t *titled = json_pack ("{ss}", "name", title);

  return *letters == '\0' || guo_picker_matches (row, letters) || guo_picker_matches (titled, letters);
}

static void
show_found (GuoRecordList *self, gboolean anew)
{
  const gchar *letters = gtk_editable_get_text (self->find);
  json_auto_t *found = json_array ();
  gsize i;
  json_t *row;

  json_array_foreach (self->rows, i, row)
    if (is_found (self, row, letters))
      json_array_append (found, row);
  guo_paged_view_show_rows (self->view, found, anew);
}

static void
rows_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoRecordList *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->rows);
  self->rows = json_incref (guo_row_list (answer, "rows"));
  show_found (self, FALSE);
}

/* What may be thousands is searched by the station and comes by window, the rest whole. */
void
guo_record_list_reload (GuoRecordList *self)
{
  const GuoSection *section = self->section;
  const gchar *letters = gtk_editable_get_text (self->find);
  g_autofree gchar *path = guo_client_path (section->path, "kind", section->kind, "all",
                                            section->stops && !section->by_path ? "1" : NULL, "q",
                                            section->cursor != NULL && *letters != '\0' ? letters : NULL, NULL);

  if (section->cursor != NULL)
    guo_paged_view_show (self->view, self->desk, path, section->cursor);
  else
    guo_desk_send (self->desk, "GET", path, NULL, self, rows_arrived, NULL);
}

static void
find_changed (GuoRecordList *self)
{
  self->take_first = FALSE;
  show_words (self);
  if (self->section->cursor != NULL)
    guo_record_list_reload (self);
  else
    show_found (self, TRUE);
}

static void
list_changed (GuoRecordList *self)
{
  g_autoptr(GuoPagedRow) first = NULL;

  show_count (self);
  if (!self->take_first || guo_paged_list_get_state (guo_paged_view_get_list (self->view)) == GUO_PAGED_LOADING)
    return;
  self->take_first = FALSE;
  first = g_list_model_get_item (G_LIST_MODEL (guo_paged_view_get_list (self->view)), 0);
  if (first != NULL && guo_paged_row_json (first) != NULL)
    g_signal_emit (self, chosen_signal, 0, guo_paged_row_json (first));
}

static void
find_activated (GuoRecordList *self)
{
  self->take_first = TRUE;
  list_changed (self);
}

static void
row_chosen (GuoRecordList *self, json_t *row)
{
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

static GtkWidget *
make_row (gpointer list)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = row_label ("record-title");

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), title);
  guo_tip_when_cut (lines, GTK_LABEL (title));
  gtk_box_append (GTK_BOX (lines), row_label ("dim"));
  gtk_box_append (GTK_BOX (row), lines);
  gtk_box_append (GTK_BOX (row), row_label ("record-mark"));
  gtk_widget_add_css_class (row, "record-row");
  return row;
}

static void
bind_row (GtkWidget *widget, json_t *row, gpointer list)
{
  GuoRecordList *self = list;
  GtkWidget *lines = gtk_widget_get_first_child (widget);
  GtkWidget *title = gtk_widget_get_first_child (lines), *detail = gtk_widget_get_next_sibling (title);
  GtkWidget *mark = gtk_widget_get_next_sibling (lines);
  g_autofree gchar *words = row != NULL ? guo_section_title (self->section, row) : g_strdup ("…");
  g_autofree gchar *more = row != NULL && self->section->detail != NULL ? self->section->detail (row) : g_strdup ("");
  gboolean stopped = json_is_false (json_object_get (row, "active"));

  gtk_label_set_label (GTK_LABEL (title), words);
  gtk_label_set_label (GTK_LABEL (detail), more);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (widget)), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, more, -1);
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
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  chosen_signal = g_signal_new ("chosen", GUO_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
  add_signal = g_signal_new ("add", GUO_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guo_record_list_init (GuoRecordList *self)
{
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
  guo_tip_set (add, _("F4"));
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
  self->view = g_object_new (GUO_TYPE_PAGED_VIEW, NULL);
  guo_paged_view_set_rows (self->view, make_row, bind_row, self);
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  g_signal_connect_object (self->view, "chosen", G_CALLBACK (row_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (guo_paged_view_get_list (self->view), "state", G_CALLBACK (list_changed), self,
                           G_CONNECT_SWAPPED);
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
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->view));
  show_words (self);
  return GTK_WIDGET (self);
}

void
guo_record_list_mark (GuoRecordList *self, gint64 id)
{
  guo_paged_view_mark (self->view, id);
}

void
guo_record_list_find (GuoRecordList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->find));
}
