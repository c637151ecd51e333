#include "ui/yields/table.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"

typedef enum
{
  COLUMN_NAME,
  COLUMN_CRATES,
  COLUMN_NET,
  COLUMN_AGAINST,
  COLUMN_CHANGE,
  COLUMN_SHARE,
  COLUMN_PER_MU,
  N_COLUMNS,
} Column;

/* Of the width: all rows have the same, whatever they say. */
static const gint widths[N_COLUMNS] = { 4, 2, 3, 3, 2, 2, 2 };

struct _GuoYieldsTable
{
  GtkWidget        parent_instance;

  GtkWidget       *box;
  GtkWidget       *head;
  GtkWidget       *total;
  GtkListView     *list;
  GtkAdjustment   *place;
  GListStore      *rows;
  GHashTable      *bound;  /* list items that show a row now */
  GuoYieldsAnswer  answer; /* its rows and its total are ours */
  gchar           *by;
  gint             net_decimals;
  gint             against_decimals;
  gboolean         shown[N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (GuoYieldsTable, guo_yields_table, GTK_TYPE_WIDGET)

/* A line of cells */

static GtkWidget *
make_line (const gchar *style)
{
  GtkWidget *line = gtk_grid_new ();
  gint at = 0;

  gtk_grid_set_column_homogeneous (GTK_GRID (line), TRUE);
  for (gint i = 0; i < N_COLUMNS; at += widths[i++])
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), i == COLUMN_NAME ? 0 : 1);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_wrap (GTK_LABEL (label), i == COLUMN_NAME); /* a long name takes a second line */
      gtk_label_set_lines (GTK_LABEL (label), i == COLUMN_NAME ? 2 : 1);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_vexpand (label, TRUE);
      gtk_grid_attach (GTK_GRID (line), label, at, 0, widths[i], 1);
    }
  gtk_widget_set_vexpand (line, FALSE); /* its cells fill it, it fills nothing */
  gtk_widget_add_css_class (line, "yields-row");
  gtk_widget_add_css_class (line, style);
  return line;
}

static void
fill_line (GuoYieldsTable *self, GtkWidget *line, gchar *(*text_of) (GuoYieldsTable *self, json_t *row, Column column),
           json_t *row)
{
  GtkWidget *label = gtk_widget_get_first_child (line);

  for (gint i = 0; i < N_COLUMNS; i++, label = gtk_widget_get_next_sibling (label))
    {
      g_autofree gchar *text = self->shown[i] ? text_of (self, row, (Column) i) : NULL;

      gtk_widget_set_visible (label, self->shown[i]);
      gtk_label_set_label (GTK_LABEL (label), text);
    }
}

static gchar *
figure (GuoYieldsTable *self, json_t *row, const gchar *key, gint decimals)
{
  return guo_row_has (row, key) ? guo_format_figure (guo_row_int (row, key), decimals, self->answer.unit)
                                : g_strdup ("–");
}

static gchar *
figure_text (GuoYieldsTable *self, json_t *row, Column column)
{
  gint64 net = guo_row_int (row, "net_mg");

  switch (column)
    {
    case COLUMN_CRATES:
      return guo_row_has (row, "crates") ? guo_chart_amount (guo_row_int (row, "crates"), 1, 0) : g_strdup ("–");
    case COLUMN_NET:
      return figure (self, row, "net_mg", self->net_decimals);
    case COLUMN_AGAINST:
      return figure (self, row, "against_net_mg", self->against_decimals);
    case COLUMN_CHANGE:
      return guo_row_has (row, "net_mg") ? guo_chart_change (net, guo_row_int (row, "against_net_mg"))
                                         : g_strdup ("–");
    case COLUMN_SHARE:
      return guo_row_has (row, "net_mg") ? guo_chart_share (net, guo_row_int (self->answer.total, "net_mg"))
                                         : g_strdup ("–");
    case COLUMN_PER_MU:
      return guo_yields_per_mu (&self->answer, row);
    case COLUMN_NAME:
    case N_COLUMNS:
    default:
      return g_strdup ("");
    }
}

static gchar *
row_text (GuoYieldsTable *self, json_t *row, Column column)
{
  return column == COLUMN_NAME ? guo_yields_name (&self->answer, row) : figure_text (self, row, column);
}

static gchar *
total_text (GuoYieldsTable *self, json_t *row, Column column)
{
  return column == COLUMN_NAME ? g_strdup (_("Total")) : figure_text (self, row, column);
}

static gchar *
name_head (const gchar *by)
{
  static const gchar *const heads[][2] = {
    { "day", N_("Day") },         { "cooperative", N_("Cooperative") }, { "village", N_("Village") },
    { "grower", N_("Grower") },   { "product", N_("Product") },         { "variety", N_("Variety") },
    { "class", N_("Class") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (strcmp (heads[i][0], by) == 0)
      return g_strdup (_(heads[i][1]));
  return g_strdup (_("Name"));
}

static gchar *
head_text (GuoYieldsTable *self, json_t *row, Column column)
{
  const gchar *unit = guo_mass_unit_word (self->answer.unit);

  switch (column)
    {
    case COLUMN_CRATES:
      return g_strdup (_("Crates"));
    case COLUMN_NET:
      return g_strdup_printf ("%" G_GINT64_FORMAT " %s", self->answer.season, unit);
    case COLUMN_AGAINST:
      return g_strdup_printf ("%" G_GINT64_FORMAT " %s", self->answer.against, unit);
    case COLUMN_CHANGE:
      /* Translators: head of a column: against the season before, in percent */
      return g_strdup (C_("yields", "Change"));
    case COLUMN_SHARE:
      return g_strdup (_("Share"));
    case COLUMN_PER_MU:
      /* Translators: head of a column: kilograms a mu (666.67 m²) */
      return g_strdup_printf (_("%s/mu"), unit);
    case COLUMN_NAME:
    case N_COLUMNS:
    default:
      return name_head (self->answer.by);
    }
}

/* Rows: the model only counts them, so that new figures move nothing. */

static void
set_up (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, make_line ("yields-cells"));
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind (GuoYieldsTable *self, GtkListItem *item)
{
  json_t *row = json_array_get (self->answer.rows, gtk_list_item_get_position (item));

  fill_line (self, gtk_list_item_get_child (item), row_text, row);
  g_hash_table_add (self->bound, item);
}

static void
unbind (GuoYieldsTable *self, GtkListItem *item)
{
  g_hash_table_remove (self->bound, item);
}

static void
set_count (GuoYieldsTable *self, guint n)
{
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = before; i < n; i++)
    {
      g_autoptr(GObject) item = g_object_new (G_TYPE_OBJECT, NULL);

      g_list_store_append (self->rows, item);
    }
  if (before > n)
    g_list_store_splice (self->rows, n, before - n, NULL, 0);
}

static void
fill_bound (GuoYieldsTable *self)
{
  GHashTableIter at;
  gpointer item;

  g_hash_table_iter_init (&at, self->bound);
  while (g_hash_table_iter_next (&at, &item, NULL))
    bind (self, item);
}

/* The widget */

static void
guo_yields_table_dispose (GObject *object)
{
  GuoYieldsTable *self = GUO_YIELDS_TABLE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->bound, g_hash_table_unref);
  g_clear_pointer (&self->answer.rows, json_decref);
  g_clear_pointer (&self->answer.total, json_decref);
  g_clear_pointer (&self->by, g_free);
  G_OBJECT_CLASS (guo_yields_table_parent_class)->dispose (object);
}

static void
guo_yields_table_class_init (GuoYieldsTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = guo_yields_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkListView *
make_list (GuoYieldsTable *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  GtkListView *list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (model), factory));

  g_signal_connect (factory, "setup", G_CALLBACK (set_up), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Table of the yield"), -1);
  return list;
}

static void
guo_yields_table_init (GuoYieldsTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->head = make_line ("yields-head");
  self->total = make_line ("yields-total");
  self->rows = g_list_store_new (G_TYPE_OBJECT);
  self->bound = g_hash_table_new (NULL, NULL);
  self->list = make_list (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_box_append (GTK_BOX (self->box), self->head);
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_box_append (GTK_BOX (self->box), self->total);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
choose_columns (GuoYieldsTable *self, gboolean compact)
{
  gboolean days = strcmp (self->by, "day") == 0, classes = strcmp (self->by, "class") == 0;
  gboolean compares = self->answer.against != 0;

  for (gint i = 0; i < N_COLUMNS; i++)
    self->shown[i] = TRUE;
  self->shown[COLUMN_AGAINST] = self->shown[COLUMN_CHANGE] = compares;
  self->shown[COLUMN_CRATES] = guo_row_has (self->answer.total, "crates");
  self->shown[COLUMN_SHARE] = !compares || classes || (!days && !compact);
  self->shown[COLUMN_PER_MU] = !days && !classes;
}

/* Takes over @answer; returns whether it answers another question than the one shown. */
static gboolean
take (GuoYieldsTable *self, const GuoYieldsAnswer *answer)
{
  GuoYieldsAnswer before = self->answer;
  g_autofree gchar *by = self->by;

  self->by = g_strdup (answer->by);
  self->answer = *answer;
  self->answer.by = self->by;
  self->answer.against_name = NULL;
  json_incref (answer->rows);
  json_incref (answer->total);
  json_decref (before.rows);
  json_decref (before.total);
  return g_strcmp0 (by, answer->by) != 0 || before.season != answer->season;
}

void
guo_yields_table_set_answer (GuoYieldsTable *self, const GuoYieldsAnswer *answer, gboolean compact)
{
  gboolean another = take (self, answer);

  self->net_decimals = guo_yields_column_decimals (answer, "net_mg");
  self->against_decimals = guo_yields_column_decimals (answer, "against_net_mg");
  choose_columns (self, compact);
  fill_line (self, self->head, head_text, NULL);
  fill_line (self, self->total, total_text, answer->total);
  fill_bound (self);
  set_count (self, (guint) json_array_size (answer->rows));
  if (another)
    gtk_adjustment_set_value (self->place, 0);
}
