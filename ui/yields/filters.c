#include "ui/yields/filters.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/widgets/picker.h"
#include "ui/yields/answer.h"

typedef enum
{
  FILTER_COOPERATIVE,
  FILTER_VILLAGE,
  FILTER_PRODUCT,
  FILTER_VARIETY,
  FILTER_CLASS,
  N_FILTERS,
} Filter;

static const struct
{
  const gchar *key;
  const gchar *word;
  const gchar *path; /* NULL: within the products */
} filters[N_FILTERS] = {
  { "cooperative", N_("Cooperative"), "/v1/parties?kind=cooperative" },
  { "village", N_("Village"), "/v1/villages" },
  { "product", N_("Product"), "/v1/products" },
  { "variety", N_("Variety"), NULL },
  { "class", N_("Class"), "/v1/yields?by=class" }, /* those that fruit came out in */
};

struct _GuoYieldsFilters
{
  GtkWidget  parent_instance;

  GuoDesk   *desk; /* NULL until it is loaded */
  GuoPicker *pickers[N_FILTERS];
  GuoPicker *season;
  GPtrArray *classes; /* keys; a picker has numbers: their place here, from 1 */
  json_t    *products;
  json_t    *seasons;
};

G_DEFINE_FINAL_TYPE (GuoYieldsFilters, guo_yields_filters, GTK_TYPE_WIDGET)

static guint chosen_signal;

/* (transfer full): @rows called as this screen's language calls them, those that were stopped too: their seasons
 * are there. */
static json_t *
named_rows (json_t *rows)
{
  json_t *named = json_array ();
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    {
      json_t *copy = json_copy (row);

      json_object_set_new (copy, "name", json_string (guo_row_name (row, !guo_yields_is_chinese ())));
      json_object_del (copy, "active");
      json_array_append_new (named, copy);
    }
  return named;
}

static void
set_rows (GuoYieldsFilters *self, Filter filter, json_t *rows)
{
  json_t *named = named_rows (rows);

  guo_picker_set_rows (self->pickers[filter], named);
  json_decref (named);
}

/* Varieties of the product chosen, else of all; one of another product is no choice any more. */
static void
show_varieties (GuoYieldsFilters *self)
{
  gint64 product = guo_picker_get (self->pickers[FILTER_PRODUCT]);
  gint64 chosen = guo_picker_get (self->pickers[FILTER_VARIETY]);
  json_t *rows = json_array (), *row, *variety;
  gboolean found = FALSE;
  gsize i, j;

  json_array_foreach (self->products, i, row)
    json_array_foreach (json_object_get (row, "varieties"), j, variety)
      if (product == 0 || product == guo_row_int (row, "id"))
        {
          json_array_append (rows, variety);
          found = found || guo_row_int (variety, "id") == chosen;
        }
  if (!found)
    guo_picker_select (self->pickers[FILTER_VARIETY], 0, NULL);
  set_rows (self, FILTER_VARIETY, rows);
  json_decref (rows);
}

/* Its number stays a key's as long as the page is there: what is chosen stays chosen. */
static gint64
number_of_class (GuoYieldsFilters *self, const gchar *key)
{
  guint at = 0;

  if (!g_ptr_array_find_with_equal_func (self->classes, key, g_str_equal, &at))
    {
      at = self->classes->len;
      g_ptr_array_add (self->classes, g_strdup (key));
    }
  return (gint64) at + 1;
}

/* Fruit of no class is none to choose. */
static void
show_classes (GuoYieldsFilters *self, json_t *rows)
{
  json_t *classes = json_array (), *row;
  gsize i;

  json_array_foreach (rows, i, row)
    if (guo_row_has (row, "class"))
      {
        const gchar *key = guo_row_text (row, "class");
        const gchar *name = guo_row_text (row, guo_yields_is_chinese () ? "class_name" : "class_name_en");

        json_array_append_new (classes, json_pack ("{sI ss}", "id", (json_int_t) number_of_class (self, key), "name",
                                                   *name != '\0' ? name : key));
      }
  guo_picker_set_rows (self->pickers[FILTER_CLASS], classes);
  json_decref (classes);
}

static void
rows_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoYieldsFilters *self = owner;
  Filter filter = GPOINTER_TO_INT (data);
  json_t *rows = guo_row_list (answer, "rows");

  if (answer == NULL)
    return;
  if (filter == FILTER_CLASS)
    {
      show_classes (self, rows);
      return;
    }
  set_rows (self, filter, rows);
  if (filter != FILTER_PRODUCT)
    return;
  json_decref (self->products);
  self->products = json_incref (rows);
  show_varieties (self);
}

static void
tell (GuoYieldsFilters *self)
{
  g_signal_emit (self, chosen_signal, 0);
}

static void
product_chosen (GuoYieldsFilters *self)
{
  show_varieties (self);
}

static void
guo_yields_filters_dispose (GObject *object)
{
  GuoYieldsFilters *self = GUO_YIELDS_FILTERS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->products, json_decref);
  g_clear_pointer (&self->seasons, json_decref);
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (guo_yields_filters_parent_class)->dispose (object);
}

static void
guo_yields_filters_class_init (GuoYieldsFiltersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = guo_yields_filters_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  chosen_signal = g_signal_new ("chosen", GUO_TYPE_YIELDS_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
load_rows (GuoYieldsFilters *self, Filter filter)
{
  if (self->desk != NULL)
    guo_desk_send (self->desk, "GET", filters[filter].path, NULL, self, rows_arrived, GINT_TO_POINTER (filter));
}

/* A run that was closed meanwhile may have brought one. */
static void
classes_opened (GuoYieldsFilters *self)
{
  load_rows (self, FILTER_CLASS);
}

static GuoPicker *
add_picker (GuoYieldsFilters *self, const gchar *word, gboolean all)
{
  GtkWidget *picker = guo_picker_new (word, all);

  if (all)
    /* Translators: all cooperatives, all villages … */
    guo_picker_set_none (GUO_PICKER (picker), word, _("All"));
  gtk_widget_set_parent (picker, GTK_WIDGET (self));
  return GUO_PICKER (picker);
}

static void
guo_yields_filters_init (GuoYieldsFilters *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_spacing (layout, 10);
  gtk_box_layout_set_homogeneous (layout, TRUE);
  self->classes = g_ptr_array_new_with_free_func (g_free);
  for (gint i = 0; i < N_FILTERS; i++)
    self->pickers[i] = add_picker (self, _(filters[i].word), TRUE);
  self->season = add_picker (self, _("Season"), FALSE);
  g_signal_connect_object (self->pickers[FILTER_PRODUCT], "chosen", G_CALLBACK (product_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pickers[FILTER_CLASS], "opened", G_CALLBACK (classes_opened), self, G_CONNECT_SWAPPED);
  for (gint i = 0; i < N_FILTERS; i++)
    g_signal_connect_object (self->pickers[i], "chosen", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->season, "chosen", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
}

void
guo_yields_filters_load (GuoYieldsFilters *self, GuoDesk *desk)
{
  g_set_object (&self->desk, desk);
  for (gint i = 0; i < N_FILTERS; i++)
    if (filters[i].path != NULL)
      load_rows (self, (Filter) i);
}

static gboolean
has_season (GuoYieldsFilters *self, gint64 season)
{
  json_t *row;
  gsize i;

  json_array_foreach (self->seasons, i, row)
    if (guo_row_int (row, "id") == season)
      return TRUE;
  return FALSE;
}

void
guo_yields_filters_set_seasons (GuoYieldsFilters *self, json_t *rows)
{
  g_clear_pointer (&self->seasons, json_decref);
  self->seasons = json_array ();
  for (gsize i = json_array_size (rows); i > 0; i--)
    {
      gint64 season = guo_row_int (json_array_get (rows, i - 1), "season");
      g_autofree gchar *word = g_strdup_printf ("%" G_GINT64_FORMAT, season);

      json_array_append_new (self->seasons, json_pack ("{sI ss}", "id", (json_int_t) season, "name", word));
    }
  guo_picker_set_rows (self->season, self->seasons);
  if (!has_season (self, guo_picker_get (self->season)))
    guo_picker_select (self->season, guo_row_int (json_array_get (self->seasons, 0), "id"), NULL);
}

gint64
guo_yields_filters_season (GuoYieldsFilters *self)
{
  return guo_picker_get (self->season);
}

gint64
guo_yields_filters_against (GuoYieldsFilters *self)
{
  gint64 before = guo_picker_get (self->season) - 1;

  return has_season (self, before) ? before : 0;
}

gboolean
guo_yields_filters_are_set (GuoYieldsFilters *self)
{
  for (gint i = 0; i < N_FILTERS; i++)
    if (guo_picker_get (self->pickers[i]) != 0)
      return TRUE;
  return FALSE;
}

void
guo_yields_filters_clear (GuoYieldsFilters *self)
{
  for (gint i = 0; i < N_FILTERS; i++)
    guo_picker_select (self->pickers[i], 0, NULL);
  show_varieties (self);
  tell (self);
}

static void
append_filter (GuoYieldsFilters *self, Filter filter, GString *path)
{
  gint64 id = guo_picker_get (self->pickers[filter]);

  if (id != 0 && filter == FILTER_CLASS)
    {
      g_string_append_printf (path, "&%s=", filters[filter].key);
      g_string_append_uri_escaped (path, g_ptr_array_index (self->classes, id - 1), NULL, TRUE);
    }
  else if (id != 0)
    g_string_append_printf (path, "&%s=%" G_GINT64_FORMAT, filters[filter].key, id);
}

void
guo_yields_filters_append (GuoYieldsFilters *self, GString *path)
{
  for (gint i = 0; i < N_FILTERS; i++)
    append_filter (self, (Filter) i, path);
  if (guo_yields_filters_season (self) != 0)
    g_string_append_printf (path, "&season=%" G_GINT64_FORMAT, guo_yields_filters_season (self));
  if (guo_yields_filters_against (self) != 0)
    g_string_append_printf (path, "&against=%" G_GINT64_FORMAT, guo_yields_filters_against (self));
}
