#include "ui/weigh/exceptions.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "station/client/zone.h"
#include "ui/page.h"
#include "ui/weigh/exception-row.h"
#include "ui/weigh/exceptions-csv.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/key.h"

#define ALL_KINDS "all"

struct _GuoExceptionsPage
{
  GtkWidget   parent_instance;

  GuoDesk    *desk;

  GtkLabel   *title_label;
  GtkLabel   *count_label;
  GuoChoice  *kinds;
  GtkListBox *list;
  GtkWidget  *back_key;
  GtkWidget  *later_key;

  gchar      *day;       /* "2026-07-16"; NULL: not known yet */
  json_t     *rows;      /* of all kinds */
  GtkSizeGroup *kind_column;
};

static void guo_exceptions_page_page_init (GuoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoExceptionsPage, guo_exceptions_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PAGE, guo_exceptions_page_page_init))

static gchar *
today (GuoExceptionsPage *self)
{
  const gchar *day = guo_row_text (guo_desk_status (self->desk), "day");
  g_autoptr(GDateTime) now = guo_zone_now ();

  return *day != '\0' ? g_strdup (day) : g_date_time_format (now, "%Y-%m-%d");
}

/* What is shown */

static json_t *
shown_rows (GuoExceptionsPage *self)
{
  const gchar *kind = guo_choice_get (self->kinds);
  json_t *rows = json_array ();
  gsize i;
  json_t *row;

  json_array_foreach (self->rows, i, row)
    if (kind == NULL || strcmp (kind, ALL_KINDS) == 0 || strcmp (kind, guo_row_text (row, "kind")) == 0)
      json_array_append (rows, row);
  return rows;
}

static void
show_rows (GuoExceptionsPage *self)
{
  json_t *rows = shown_rows (self);
  gint n = (gint) json_array_size (rows);
  g_autofree gchar *count = g_strdup_printf (ngettext ("%d entry", "%d entries", (gulong) n), n);
  GtkWidget *child;
  gsize i;
  json_t *row;

  while ((child = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))) != NULL)
    gtk_list_box_remove (self->list, child);
  json_array_foreach (rows, i, row)
    gtk_list_box_prepend (self->list, guo_exception_row_new (row, guo_desk_mass_unit (self->desk), self->kind_column));
  gtk_label_set_label (self->count_label, count);
  json_decref (rows);
}

/* Only kinds that there are, with how many. */
static void
show_kinds (GuoExceptionsPage *self)
{
  g_autofree gchar *chosen = g_strdup (guo_choice_get (self->kinds));
  g_autofree gchar *all = g_strdup_printf (_("All %d"), (gint) json_array_size (self->rows));
  json_t *counts = json_object (), *count, *row;
  const gchar *kind;
  gsize i;

  json_array_foreach (self->rows, i, row)
    json_object_set_new (counts, guo_row_text (row, "kind"),
                         json_integer (guo_row_int (counts, guo_row_text (row, "kind")) + 1));
  guo_choice_clear (self->kinds);
  guo_choice_add (self->kinds, ALL_KINDS, all);
  json_object_foreach (counts, kind, count)
    {
      g_autofree gchar *word = g_strdup_printf ("%s %d", guo_exception_kind_word (kind),
                                                (gint) json_integer_value (count));

      guo_choice_add (self->kinds, kind, word);
    }
  guo_choice_select (self->kinds, chosen != NULL && json_object_get (counts, chosen) != NULL ? chosen
                                                                                            : ALL_KINDS);
  json_decref (counts);
}

static void
show_day (GuoExceptionsPage *self)
{
  g_autofree gchar *now = today (self);
  g_autofree gchar *title = g_strdup_printf (_("Exceptions of %s"), self->day);

  gtk_label_set_label (self->title_label, title);
  gtk_widget_set_sensitive (self->later_key, strcmp (self->day, now) < 0);
}

static void
arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoExceptionsPage *self = owner;

  if (answer == NULL)
    {
      guo_desk_say (self->desk, error->message, NULL, TRUE);
      return;
    }
  json_decref (self->rows);
  self->rows = json_incref (guo_row_list (answer, "rows"));
  show_kinds (self);
  show_rows (self);
}

static void
reload (GuoExceptionsPage *self)
{
  g_autofree gchar *path = NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || !guo_desk_connected (self->desk))
    return;
  if (self->day == NULL)
    self->day = today (self);
  show_day (self);
  path = guo_client_path ("/v1/exceptions", "day", self->day, NULL);
  guo_desk_send (self->desk, "GET", path, NULL, self, arrived, NULL);
}

/* What the keys do */

static void
step_day (GuoExceptionsPage *self, gint by)
{
  g_autofree gchar *noon = g_strdup_printf ("%sT12:00:00Z", self->day);
  g_autoptr(GDateTime) at = g_date_time_new_from_iso8601 (noon, NULL);
  g_autoptr(GDateTime) then = at != NULL ? g_date_time_add_days (at, by) : NULL;

  if (then == NULL)
    return;
  g_free (self->day);
  self->day = g_date_time_format (then, "%Y-%m-%d");
  reload (self);
}

static void
earlier_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  step_day (GUO_EXCEPTIONS_PAGE (widget), -1);
}

static void
later_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoExceptionsPage *self = GUO_EXCEPTIONS_PAGE (widget);

  if (gtk_widget_get_sensitive (self->later_key))
    step_day (self, 1);
}

static void
back_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.page", "s", "weigh");
}

static void
file_chosen (GtkNativeDialog *dialog, gint response, GuoExceptionsPage *self)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT
                            ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  json_t *rows = shown_rows (self);
  g_autofree gchar *csv = guo_exceptions_csv (rows);
  g_autofree gchar *name = file != NULL ? g_file_get_parse_name (file) : NULL;
  g_autofree gchar *text = g_strdup_printf (_("✓ Saved: %s"), name);
  g_autoptr(GError) error = NULL;

  if (file != NULL
      && !g_file_replace_contents (file, csv, strlen (csv), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                                   &error))
    guo_desk_say (self->desk, error->message, NULL, TRUE);
  else if (file != NULL)
    guo_desk_say (self->desk, text, NULL, FALSE);
  json_decref (rows);
  g_object_unref (dialog);
}

static void
export_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoExceptionsPage *self = GUO_EXCEPTIONS_PAGE (widget);
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Save the exception report"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, _("Save"), _("Cancel"));
  g_autofree gchar *name = g_strdup_printf ("exceptions-%s.csv", self->day);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static const GuoPageKey page_keys[] = {
  { "primary", "exceptions.back", N_("Back to weighing") },
  { "F7", "exceptions.earlier", N_("The day before") },
  { "F8", "exceptions.later", N_("The day after") },
  { "F9", "exceptions.export", N_("Save as CSV") },
  { NULL, NULL, NULL },
};

static GtkWidget *
guo_exceptions_page_get_primary (GuoPage *page)
{
  return GUO_EXCEPTIONS_PAGE (page)->back_key;
}

/* It opens on today, however long ago it was looked at. */
static void
mapped (GuoExceptionsPage *self)
{
  g_clear_pointer (&self->day, g_free);
  reload (self);
}

static void
guo_exceptions_page_set_desk (GuoPage *page, GuoDesk *desk)
{
  GuoExceptionsPage *self = GUO_EXCEPTIONS_PAGE (page);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "connection", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "committed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (mapped), NULL);
}

static void
guo_exceptions_page_page_init (GuoPageInterface *iface)
{
  iface->keys = page_keys;
  iface->get_primary = guo_exceptions_page_get_primary;
  iface->set_desk = guo_exceptions_page_set_desk;
}

static void
guo_exceptions_page_dispose (GObject *object)
{
  GuoExceptionsPage *self = GUO_EXCEPTIONS_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  g_clear_object (&self->kind_column);
  g_clear_pointer (&self->day, g_free);
  g_clear_pointer (&self->rows, json_decref);
  G_OBJECT_CLASS (guo_exceptions_page_parent_class)->dispose (object);
}

static void
guo_exceptions_page_class_init (GuoExceptionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GUO_TYPE_CHOICE);
  g_type_ensure (GUO_TYPE_KEY);
  G_OBJECT_CLASS (klass)->dispose = guo_exceptions_page_dispose;
  gtk_widget_class_install_action (widget_class, "exceptions.back", NULL, back_activated);
  gtk_widget_class_install_action (widget_class, "exceptions.earlier", NULL, earlier_activated);
  gtk_widget_class_install_action (widget_class, "exceptions.later", NULL, later_activated);
  gtk_widget_class_install_action (widget_class, "exceptions.export", NULL, export_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "exceptions.back", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/cn/guozhan/Guozhan/weigh/exceptions.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoExceptionsPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, GuoExceptionsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, GuoExceptionsPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, GuoExceptionsPage, list);
  gtk_widget_class_bind_template_child (widget_class, GuoExceptionsPage, back_key);
  gtk_widget_class_bind_template_child (widget_class, GuoExceptionsPage, later_key);
}

static void
guo_exceptions_page_init (GuoExceptionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->kind_column = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_signal_connect_object (self->kinds, "chosen", G_CALLBACK (show_rows), self, G_CONNECT_SWAPPED);
}
