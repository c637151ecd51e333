#include "ui/settings/sub-list.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/settings/lines.h"
#include "ui/widgets/focus.h"

struct _GuoSubList
{
  GtkWidget         parent_instance;

  const GuoSection *section;
  GuoDesk          *desk;
  GtkWidget        *box;
  GtkBox           *rows;
  GtkWidget        *add_key;
  json_t           *above;
};

G_DEFINE_FINAL_TYPE (GuoSubList, guo_sub_list, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
change_clicked (GuoSubList *self, GtkButton *button)
{
  g_signal_emit (self, chosen_signal, 0, g_object_get_data (G_OBJECT (button), "row"));
}

static void
add_clicked (GuoSubList *self)
{
  g_signal_emit (self, chosen_signal, 0, NULL);
}

static void
add_change_key (GuoSubList *self, GtkWidget *line, json_t *row, const gchar *title)
{
  g_autofree gchar *name = g_strdup_printf (_("Change: %s"), title);
  GtkWidget *key = guo_line_row_key (line, _("Change it"), name);

  g_object_set_data_full (G_OBJECT (key), "row", json_incref (row), (GDestroyNotify) json_decref);
  g_signal_connect_object (key, "clicked", G_CALLBACK (change_clicked), self, G_CONNECT_SWAPPED);
}

/* The first of rows that are only added to is in force; those below it are history. */
static GtkWidget *
row_new (GuoSubList *self, json_t *row, gboolean first)
{
  g_autofree gchar *title = guo_section_title (self->section, row);
  g_autofree gchar *detail = self->section->detail != NULL ? self->section->detail (row) : g_strdup ("");
  gboolean past = self->section->only_add && !first;
  GtkWidget *line = guo_line_row_new (title, past ? "dim" : "record-title");

  guo_line_row_say (line, detail, "dim");
  guo_line_row_say (line, json_is_false (json_object_get (row, "active")) ? _("stopped") : "", "dim");
  if (!self->section->only_add)
    add_change_key (self, line, row, title);
  return line;
}

static void
show_rows (GuoSubList *self, json_t *rows)
{
  gsize i;
  json_t *row;

  guo_box_empty (self->rows);
  json_array_foreach (rows, i, row)
    gtk_box_append (self->rows, row_new (self, row, i == 0));
  if (json_array_size (rows) == 0)
    gtk_box_append (self->rows, guo_sentence_new (_(self->section->empty), "dim"));
}

static void
rows_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    show_rows (owner, guo_row_list (answer, "rows"));
}

void
guo_sub_list_reload (GuoSubList *self)
{
  g_auto(GStrv) parts = NULL;
  g_autofree gchar *path = NULL;

  if (self->above == NULL)
    return;
  if (self->section->rows_path == NULL)
    {
      show_rows (self, guo_row_list (self->above, self->section->rows));
      return;
    }
  parts = g_strsplit (self->section->rows_path, "%s", 2);
  path = g_strdup_printf ("%s%" G_GINT64_FORMAT "%s", parts[0], guo_row_int (self->above, "id"), parts[1]);
  guo_desk_send (self->desk, "GET", path, NULL, self, rows_arrived, NULL);
}

static gboolean
guo_sub_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GUO_SUB_LIST (widget)->add_key);
}

static void
guo_sub_list_dispose (GObject *object)
{
  GuoSubList *self = GUO_SUB_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->above, json_decref);
  G_OBJECT_CLASS (guo_sub_list_parent_class)->dispose (object);
}

static void
guo_sub_list_class_init (GuoSubListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_sub_list_dispose;
  widget_class->grab_focus = guo_sub_list_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  chosen_signal = g_signal_new ("chosen", GUO_TYPE_SUB_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_POINTER);
}

static void
guo_sub_list_init (GuoSubList *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
guo_sub_list_new (GuoDesk *desk, const GuoSection *section)
{
  GuoSubList *self = g_object_new (GUO_TYPE_SUB_LIST, NULL);

  self->desk = g_object_ref (desk);
  self->section = section;
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->add_key = gtk_button_new_with_label (_(section->add));
  gtk_widget_add_css_class (self->add_key, "desk-key");
  gtk_widget_set_halign (self->add_key, GTK_ALIGN_START);
  g_signal_connect_object (self->add_key, "clicked", G_CALLBACK (add_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), guo_sentence_new (_(section->word), "form-head"));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (self->box), self->add_key);
  return GTK_WIDGET (self);
}

void
guo_sub_list_show (GuoSubList *self, json_t *above)
{
  json_t *before = self->above;

  self->above = json_incref (above);
  json_decref (before);
  gtk_widget_set_visible (GTK_WIDGET (self), above != NULL);
  show_rows (self, NULL);
  guo_sub_list_reload (self);
}
