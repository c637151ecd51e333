#include "ui/widgets/paged-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "station/client/row.h"

struct _GuoPagedView
{
  GtkWidget           parent_instance;

  GuoDesk            *desk;
  gchar              *path;
  gchar              *cursor;
  gchar              *empty;
  json_t             *local;   /* all rows, where the owner has them; NULL: the station is asked */
  GuoPagedList       *list;
  GuoPagedMake        make;
  GuoPagedBind        bind;
  gpointer            user_data;
  gint64              marked;  /* id of a row; 0: none */
  GPtrArray          *bound;   /* of GtkListItem, borrowed: rows on screen */

  GtkWidget          *box;
  GtkStack           *stack;
  GtkLabel           *words;
  GtkListView        *list_view;
  GtkWidget          *retry;
};

G_DEFINE_FINAL_TYPE (GuoPagedView, guo_paged_view, GTK_TYPE_WIDGET)

static guint chosen_signal;

/* Rows */

static void
show_mark (GuoPagedView *self, GtkListItem *item)
{
  GtkWidget *widget = gtk_list_item_get_child (item);
  json_t *row = guo_paged_row_json (gtk_list_item_get_item (item));
  gboolean marked = self->marked != 0 && guo_row_int (row, "id") == self->marked;

  if (marked)
    gtk_widget_add_css_class (widget, "marked");
  else
    gtk_widget_remove_css_class (widget, "marked");
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_SELECTED, marked, -1);
}

static void
show_row (GuoPagedView *self, GtkListItem *item)
{
  self->bind (gtk_list_item_get_child (item), guo_paged_row_json (gtk_list_item_get_item (item)), self->user_data);
  show_mark (self, item);
}

static void
fill (GtkListItem *item, GuoPagedRow *row)
{
  GuoPagedView *self = GUO_PAGED_VIEW (gtk_widget_get_ancestor (gtk_list_item_get_child (item),
                                                                GUO_TYPE_PAGED_VIEW));

  if (self != NULL)
    show_row (self, item);
}

static void
set_up_row (GuoPagedView *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, self->make (self->user_data));
}

static void
bind_row (GuoPagedView *self, GtkListItem *item)
{
  GuoPagedRow *row = gtk_list_item_get_item (item);

  g_signal_connect_swapped (row, "changed", G_CALLBACK (fill), item);
  g_ptr_array_add (self->bound, item);
  show_row (self, item);
}

static void
unbind_row (GuoPagedView *self, GtkListItem *item)
{
  g_ptr_array_remove_fast (self->bound, item);
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
}

void
guo_paged_view_set_rows (GuoPagedView *self, GuoPagedMake make, GuoPagedBind bind, gpointer user_data)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->make = make;
  self->bind = bind;
  self->user_data = user_data;
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
}

/* The station's answers */

typedef struct
{
  GWeakRef list;
  guint64  ticket;
} Question;

static void
answered (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr(GuoPagedList) list = g_weak_ref_get (&question->list);

  g_weak_ref_clear (&question->list);
  if (list != NULL)
    guo_paged_list_answer (list, question->ticket, answer != NULL ? guo_row_list (answer, "rows") : NULL,
                           guo_row_has (answer, "total") ? guo_row_int (answer, "total") : -1);
}

static void
answer_local (GuoPagedView *self, guint64 ticket, gint64 cursor, guint limit)
{
  json_auto_t *rows = json_array ();
  gboolean reached = cursor == 0;
  gsize i;
  json_t *row;

  json_array_foreach (self->local, i, row)
    {
      if (reached && json_array_size (rows) < limit)
        json_array_append (rows, row);
      reached = reached || guo_row_int (row, "id") == cursor;
    }
  guo_paged_list_answer (self->list, ticket, rows, (gint64) json_array_size (self->local));
}

static void
fetch (GuoPagedList *list, guint64 ticket, gint64 cursor, guint limit, gpointer user_data)
{
  GuoPagedView *self = user_data;
  g_autoptr(GString) path = g_string_new (self->path);
  Question *question;

  if (self->local != NULL)
    {
      answer_local (self, ticket, cursor, limit);
      return;
    }
  if (self->desk == NULL || self->path == NULL)
    return; /* nothing is shown any more */
  question = g_new0 (Question, 1);
  g_weak_ref_init (&question->list, list);
  question->ticket = ticket;
  g_string_append_printf (path, "%climit=%u", strchr (path->str, '?') != NULL ? '&' : '?', limit);
  if (cursor != 0)
    g_string_append_printf (path, "&%s=%" G_GINT64_FORMAT, self->cursor, cursor);
  /* the desk is the owner, so that the question is always given back */
  guo_desk_send (self->desk, "GET", path->str, NULL, self->desk, answered, question);
}

static void
show_state (GuoPagedView *self)
{
  gboolean shown = self->path != NULL || self->local != NULL;
  GuoPagedState state = shown ? guo_paged_list_get_state (self->list) : GUO_PAGED_EMPTY;
  gboolean rows = shown && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;

  gtk_widget_set_visible (self->retry, state == GUO_PAGED_FAILED);
  gtk_label_set_label (self->words, state == GUO_PAGED_EMPTY ? self->empty
                                    : state == GUO_PAGED_LOADING ? _("Loading…") : "");
  gtk_stack_set_visible_child_name (self->stack, rows ? "rows" : "words");
}

void
guo_paged_view_show (GuoPagedView *self, GuoDesk *desk, const gchar *path, const gchar *cursor)
{
  gboolean same = g_strcmp0 (path, self->path) == 0 && self->desk == desk;
  g_autofree gchar *old_path = g_steal_pointer (&self->path);
  g_autofree gchar *old_cursor = g_steal_pointer (&self->cursor);

  self->path = g_strdup (path);
  self->cursor = g_strdup (cursor);
  g_set_object (&self->desk, desk);
  g_clear_pointer (&self->local, json_decref);
  if (path != NULL && same)
    guo_paged_list_renew (self->list);
  else if (path != NULL)
    guo_paged_list_reset (self->list);
  show_state (self);
}

void
guo_paged_view_show_rows (GuoPagedView *self, json_t *rows, gboolean anew)
{
  json_t *before = self->local;

  g_clear_pointer (&self->path, g_free);
  self->local = json_incref (rows);
  if (before == NULL || anew)
    guo_paged_list_reset (self->list);
  else
    guo_paged_list_renew (self->list);
  json_decref (before);
  show_state (self);
}

void
guo_paged_view_refresh (GuoPagedView *self)
{
  if (self->path != NULL)
    guo_paged_list_refresh (self->list);
}

void
guo_paged_view_set_words (GuoPagedView *self, const gchar *name, const gchar *empty)
{
  g_free (self->empty);
  self->empty = g_strdup (empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_state (self);
}

void
guo_paged_view_mark (GuoPagedView *self, gint64 id)
{
  self->marked = id;
  for (guint i = 0; i < self->bound->len; i++)
    show_mark (self, self->bound->pdata[i]);
}

GuoPagedList *
guo_paged_view_get_list (GuoPagedView *self)
{
  return self->list;
}

static void
activated (GuoPagedView *self, guint position)
{
  g_autoptr(GuoPagedRow) row = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (row != NULL && guo_paged_row_json (row) != NULL)
    g_signal_emit (self, chosen_signal, 0, guo_paged_row_json (row));
}

static void
retry_clicked (GuoPagedView *self)
{
  guo_paged_list_retry (self->list);
}

static void
guo_paged_view_dispose (GObject *object)
{
  GuoPagedView *self = GUO_PAGED_VIEW (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->list);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->local, json_decref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  self->list_view = NULL;
  G_OBJECT_CLASS (guo_paged_view_parent_class)->dispose (object);
}

static void
guo_paged_view_finalize (GObject *object)
{
  GuoPagedView *self = GUO_PAGED_VIEW (object);

  g_free (self->path);
  g_free (self->cursor);
  g_free (self->empty);
  g_ptr_array_unref (self->bound);
  G_OBJECT_CLASS (guo_paged_view_parent_class)->finalize (object);
}

static void
guo_paged_view_class_init (GuoPagedViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guo_paged_view_dispose;
  object_class->finalize = guo_paged_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/widgets/paged-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoPagedView, box);
  gtk_widget_class_bind_template_child (widget_class, GuoPagedView, stack);
  gtk_widget_class_bind_template_child (widget_class, GuoPagedView, words);
  gtk_widget_class_bind_template_child (widget_class, GuoPagedView, list_view);
  gtk_widget_class_bind_template_child (widget_class, GuoPagedView, retry);
  gtk_widget_class_bind_template_callback (widget_class, activated);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked);
  chosen_signal = g_signal_new ("chosen", GUO_TYPE_PAGED_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
guo_paged_view_init (GuoPagedView *self)
{
  g_autoptr(GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->empty = g_strdup ("");
  self->bound = g_ptr_array_new ();
  self->list = guo_paged_list_new (fetch, self, NULL);
  g_signal_connect_object (self->list, "state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  /* what is marked is not what the keys or the pointer are at */
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}
