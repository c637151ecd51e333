#include "ui/yields/page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/page.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/key.h"
#include "ui/yields/chart-view.h"

#define SEASONS_SHOWN 3

struct _GuoYieldsPage
{
  GtkWidget      parent_instance;

  GuoDesk       *desk;
  gint64         season;
  gint64         against; /* 0: there is no season before */
  GListStore    *rows;
  gint64         whole;

  GtkLabel      *total_label;
  GuoChoice     *season_choice;
  GuoChoice     *by_choice;
  GtkStack      *views;
  GuoChartView  *chart_view;
  GtkColumnView *table;
  GtkWidget     *view_key;
};

static void guo_yields_page_page_init (GuoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoYieldsPage, guo_yields_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PAGE, guo_yields_page_page_init))

typedef enum
{
  COLUMN_NAME,
  COLUMN_CRATES,
  COLUMN_NET,
  COLUMN_AGAINST,
  COLUMN_CHANGE,
} Column;

static gboolean
is_chinese (void)
{
  return g_str_has_prefix (pango_language_to_string (gtk_get_default_language ()), "zh");
}

static const GuoChartUnits *
units (GuoYieldsPage *self)
{
  return guo_chart_units (guo_desk_mass_unit (self->desk) == GUO_MASS_JIN ? "jin" : "kg", is_chinese ());
}

static gchar *
name_of (GuoYieldsPage *self, json_t *row)
{
  const gchar *by = guo_choice_get (self->by_choice);
  g_autofree gchar *name = g_strconcat (by, "_name", NULL);
  g_autofree gchar *english = g_strconcat (by, "_name_en", NULL);
  const gchar *text = is_chinese () ? "" : guo_row_text (row, english);

  if (strcmp (by, "day") == 0)
    return g_strdup (guo_row_text (row, "day"));
  text = *text != '\0' ? text : guo_row_text (row, name);
  return g_strdup (*text != '\0' ? text : _("not said"));
}

static gchar *
cell_text (GuoYieldsPage *self, json_t *row, Column column)
{
  GuoMassUnit unit = guo_desk_mass_unit (self->desk);

  switch (column)
    {
    case COLUMN_NAME:
      return name_of (self, row);
    case COLUMN_CRATES:
      return g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (row, "crates"));
    case COLUMN_NET:
      return guo_format_figure (guo_row_int (row, "net_mg"), 2, unit);
    case COLUMN_AGAINST:
      return guo_row_has (row, "against_net_mg") ? guo_format_figure (guo_row_int (row, "against_net_mg"), 2, unit)
                                                 : g_strdup ("–");
    case COLUMN_CHANGE:
    default:
      return self->against != 0
               ? guo_chart_change (guo_row_int (row, "net_mg"), guo_row_int (row, "against_net_mg"))
               : guo_chart_share (guo_row_int (row, "net_mg"), self->whole);
    }
}

static void
cell_set_up (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), GPOINTER_TO_INT (column) == COLUMN_NAME ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
cell_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  GuoYieldsPage *self = g_object_get_data (G_OBJECT (factory), "page");
  json_t *row = g_object_get_data (gtk_list_item_get_item (item), "row");
  g_autofree gchar *text = cell_text (self, row, (Column) GPOINTER_TO_INT (column));

  gtk_label_set_label (GTK_LABEL (label), text);
}

static void
add_column (GuoYieldsPage *self, Column column, const gchar *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) view = NULL;

  g_object_set_data (G_OBJECT (factory), "page", self);
  g_signal_connect (factory, "setup", G_CALLBACK (cell_set_up), GINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (cell_bind), GINT_TO_POINTER (column));
  view = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (view, TRUE);
  gtk_column_view_append_column (self->table, view);
}

static void
set_columns (GuoYieldsPage *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  const gchar *unit = guo_mass_unit_word (guo_desk_mass_unit (self->desk));
  g_autofree gchar *net = g_strdup_printf ("%" G_GINT64_FORMAT " %s", self->season, unit);
  g_autofree gchar *against = g_strdup_printf ("%" G_GINT64_FORMAT " %s", self->against, unit);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->table, column);
    }
  add_column (self, COLUMN_NAME, _("Name"));
  add_column (self, COLUMN_CRATES, _("Crates"));
  add_column (self, COLUMN_NET, net);
  if (self->against != 0)
    add_column (self, COLUMN_AGAINST, against);
  add_column (self, COLUMN_CHANGE, self->against != 0 ? _("Change") : _("Share"));
}

static void
show_total (GuoYieldsPage *self, json_t *total)
{
  g_autofree gchar *net = guo_chart_amount_with_unit (units (self), guo_row_int (total, "net_mg"));
  g_autofree gchar *change = guo_chart_change (guo_row_int (total, "net_mg"), guo_row_int (total, "against_net_mg"));
  g_autofree gchar *text = self->against != 0 ? g_strdup_printf ("%s  %s", net, change) : g_strdup (net);

  self->whole = guo_row_int (total, "net_mg");
  gtk_label_set_label (self->total_label, text);
}

static gint64
mass (json_t *row, const gchar *key)
{
  return guo_row_has (row, key) ? guo_row_int (row, key) : GUO_CHART_NONE;
}

static void
show_rows (GuoYieldsPage *self, json_t *rows)
{
  gboolean days = strcmp (guo_choice_get (self->by_choice), "day") == 0;
  GuoChart *chart = guo_chart_new (days ? GUO_CHART_DAYS : self->against != 0 ? GUO_CHART_COMPARE : GUO_CHART_SHARES,
                                   units (self));
  g_autofree gchar *season = g_strdup_printf ("%" G_GINT64_FORMAT, self->season);
  g_autofree gchar *against = self->against != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, self->against) : NULL;
  json_t *row;
  gsize i;

  guo_chart_set_words (chart, season, against, _("Others"), _("Nothing was delivered in this season yet."));
  g_list_store_remove_all (self->rows);
  json_array_foreach (rows, i, row)
    {
      g_autofree gchar *name = name_of (self, row);
      g_autoptr(GtkStringObject) item = gtk_string_object_new (name);

      g_object_set_data_full (G_OBJECT (item), "row", json_incref (row), (GDestroyNotify) json_decref);
      g_list_store_append (self->rows, item);
      guo_chart_add (chart, name, mass (row, "net_mg"), mass (row, "against_net_mg"));
    }
  guo_chart_view_set_chart (self->chart_view, chart);
}

static void
rows_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoYieldsPage *self = owner;

  if (answer == NULL)
    {
      guo_desk_say (self->desk, error->message, NULL, TRUE);
      return;
    }
  show_total (self, json_object_get (answer, "total"));
  set_columns (self);
  show_rows (self, guo_row_list (answer, "rows"));
}

/* (transfer full): the question that the page shows, to be asked as rows or as a file. */
static gchar *
question (GuoYieldsPage *self, const gchar *path)
{
  const gchar *by = guo_choice_get (self->by_choice);
  g_autofree gchar *season = self->season != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, self->season) : NULL;
  g_autofree gchar *against = self->against != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, self->against) : NULL;
  gboolean csv = g_str_has_suffix (path, ".csv");
  gboolean file = csv || g_str_has_suffix (path, ".pdf");

  return guo_client_path (path, "by", by, "order", strcmp (by, "day") == 0 ? "key" : "net", "season", season,
                          "against", against, file ? "lang" : NULL, is_chinese () ? "zh" : "en",
                          csv ? "bom" : NULL, "1", NULL);
}

static void
ask_rows (GuoYieldsPage *self)
{
  g_autofree gchar *path = question (self, "/v1/yields");

  guo_desk_send (self->desk, "GET", path, NULL, self, rows_arrived, NULL);
}

static void
season_chosen (GuoYieldsPage *self)
{
  gint64 before = 0;

  self->season = guo_choice_get_id (self->season_choice);
  guo_choice_select_id (self->season_choice, self->season - 1);
  before = guo_choice_get_id (self->season_choice);
  guo_choice_select_id (self->season_choice, self->season);
  self->against = before == self->season - 1 ? before : 0;
  ask_rows (self);
}

static void
seasons_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoYieldsPage *self = owner;
  json_t *rows = guo_row_list (answer, "rows");
  gsize n = json_array_size (rows);

  if (answer == NULL)
    return;
  guo_choice_clear (self->season_choice);
  for (gsize i = n > SEASONS_SHOWN ? n - SEASONS_SHOWN : 0; i < n; i++)
    {
      gint64 season = guo_row_int (json_array_get (rows, i), "season");
      g_autofree gchar *word = g_strdup_printf ("%" G_GINT64_FORMAT, season);

      guo_choice_add_id (self->season_choice, season, word);
      if (i + 1 == n && self->season == 0)
        self->season = season;
    }
  guo_choice_select_id (self->season_choice, self->season);
  season_chosen (self);
}

static void
reload (GuoYieldsPage *self)
{
  if (guo_desk_connected (self->desk) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    guo_desk_send (self->desk, "GET", "/v1/yields?by=season", NULL, self, seasons_arrived, NULL);
}

static void
view_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoYieldsPage *self = GUO_YIELDS_PAGE (widget);
  gboolean chart = strcmp (gtk_stack_get_visible_child_name (self->views), "chart") == 0;

  gtk_stack_set_visible_child_name (self->views, chart ? "table" : "chart");
}

typedef struct
{
  GuoYieldsPage *page;
  GFile *file;
} Saving;

static void
fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr(GuoYieldsPage) self = saving->page;
  g_autoptr(GFile) file = saving->file;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = guo_client_fetch_finish (GUO_CLIENT (source), result, &error);
  g_autofree gchar *name = g_file_get_basename (file);
  g_autofree gchar *said = g_strdup_printf (_("✓ %s saved"), name);
  gsize size = 0;
  const gchar *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes != NULL
      && g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error))
    guo_desk_say (self->desk, said, NULL, FALSE);
  else
    guo_desk_say (self->desk, error->message, NULL, TRUE);
}

static void
file_chosen (GtkNativeDialog *dialog, gint response, gpointer user_data)
{
  GuoYieldsPage *self = user_data;
  const gchar *path = g_object_get_data (G_OBJECT (dialog), "path");
  Saving *saving;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      saving = g_new (Saving, 1);
      *saving = (Saving) { g_object_ref (self), gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) };
      guo_client_fetch_async (guo_desk_client (self->desk), path, NULL, fetched, saving);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
save (GuoYieldsPage *self, const gchar *path, const gchar *suffix)
{
  GtkFileChooserNative *dialog
    = gtk_file_chooser_native_new (_("Save the yield"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  g_autofree gchar *name = g_strdup_printf ("yield-%" G_GINT64_FORMAT ".%s", self->season, suffix);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "path", question (self, path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
csv_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  save (GUO_YIELDS_PAGE (widget), "/v1/yields.csv", "csv");
}

static void
pdf_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  save (GUO_YIELDS_PAGE (widget), "/v1/yields.pdf", "pdf");
}

static const GuoPageKey page_keys[] = {
  { "primary", "yields.view", N_("Chart or table") },
  { "F4", "yields.view", N_("Chart or table") },
  { "F5", "yields.csv", N_("Save as CSV") },
  { "F6", "yields.pdf", N_("Save as PDF") },
  { NULL, NULL, NULL },
};

static GtkWidget *
guo_yields_page_get_primary (GuoPage *page)
{
  return GUO_YIELDS_PAGE (page)->view_key;
}

static void
guo_yields_page_set_desk (GuoPage *page, GuoDesk *desk)
{
  GuoYieldsPage *self = GUO_YIELDS_PAGE (page);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "connection", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (reload), NULL);
}

static void
guo_yields_page_page_init (GuoPageInterface *iface)
{
  iface->keys = page_keys;
  iface->get_primary = guo_yields_page_get_primary;
  iface->set_desk = guo_yields_page_set_desk;
}

static void
guo_yields_page_dispose (GObject *object)
{
  GuoYieldsPage *self = GUO_YIELDS_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (guo_yields_page_parent_class)->dispose (object);
}

static void
guo_yields_page_class_init (GuoYieldsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GUO_TYPE_CHART_VIEW);
  g_type_ensure (GUO_TYPE_CHOICE);
  g_type_ensure (GUO_TYPE_KEY);
  G_OBJECT_CLASS (klass)->dispose = guo_yields_page_dispose;
  gtk_widget_class_install_action (widget_class, "yields.view", NULL, view_activated);
  gtk_widget_class_install_action (widget_class, "yields.csv", NULL, csv_activated);
  gtk_widget_class_install_action (widget_class, "yields.pdf", NULL, pdf_activated);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/yields/page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, total_label);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, season_choice);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, by_choice);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, views);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, chart_view);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, table);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, view_key);
}

static void
guo_yields_page_init (GuoYieldsPage *self)
{
  self->rows = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  gtk_widget_init_template (GTK_WIDGET (self));
  guo_choice_add (self->by_choice, "day", _("By day"));
  guo_choice_add (self->by_choice, "cooperative", _("Cooperative"));
  guo_choice_add (self->by_choice, "village", _("Village"));
  guo_choice_add (self->by_choice, "grower", _("Grower"));
  guo_choice_add (self->by_choice, "product", _("Product"));
  guo_choice_add (self->by_choice, "variety", _("Variety"));
  guo_choice_select (self->by_choice, "day");
  gtk_column_view_set_model (self->table,
                             GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)))));
  g_signal_connect_object (self->by_choice, "chosen", G_CALLBACK (ask_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->season_choice, "chosen", G_CALLBACK (season_chosen), self, G_CONNECT_SWAPPED);
}
