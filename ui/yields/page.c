#include "ui/yields/page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/page.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/key.h"
#include "ui/yields/chart-view.h"
#include "ui/yields/filters.h"
#include "ui/yields/save.h"
#include "ui/yields/summary.h"
#include "ui/yields/table.h"

#define RELOAD_MS 2000 /* while crates are weighed one after the other */

struct _GuoYieldsPage
{
  GtkWidget         parent_instance;

  GuoDesk          *desk;
  guint             reload_id;
  guint             asked;      /* an answer to an older question is dropped */
  gboolean          wants_table;
  gchar            *until;      /* last day of the season that has a record; NULL: none */
  gchar            *against_name;
  gint64            against_mg; /* of the season before, up to the same day */

  GtkWidget        *box;
  GuoYieldsFilters *filters;
  GuoYieldsSummary *summary;
  GuoChoice        *by_choice;
  GtkStack         *views;
  GuoChartView     *chart_view;
  GuoYieldsTable   *table;
  GtkLabel         *empty_label;
  GuoKey           *empty_key;
  GuoKey           *view_key;
};

static void guo_yields_page_page_init (GuoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoYieldsPage, guo_yields_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PAGE, guo_yields_page_page_init))

/* What is shown */

static gboolean
by_day (GuoYieldsPage *self)
{
  return strcmp (guo_choice_get (self->by_choice), "day") == 0;
}

static GuoYieldsAnswer
answer_of (GuoYieldsPage *self, json_t *answer)
{
  return (GuoYieldsAnswer) { guo_choice_get (self->by_choice), guo_yields_filters_season (self->filters),
                             guo_yields_filters_against (self->filters), self->against_name,
                             guo_desk_mass_unit (self->desk), guo_yields_is_chinese (),
                             guo_row_list (answer, "rows"), json_object_get (answer, "total") };
}

static void
show_view (GuoYieldsPage *self, gboolean empty)
{
  gboolean set = guo_yields_filters_are_set (self->filters);

  gtk_label_set_label (self->empty_label, set ? _("Nothing was delivered of this choice.")
                                              : _("Nothing was delivered in this season yet."));
  guo_key_set_word (self->empty_key, set ? _("Show all") : _("To deliver"));
  guo_key_set_word (self->view_key, self->wants_table ? _("Chart") : _("Table"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->view_key), !empty);
  gtk_stack_set_visible_child_name (self->views, empty ? "empty" : self->wants_table ? "table" : "chart");
}

static void
show_rows (GuoYieldsPage *self, json_t *answer)
{
  const GuoYieldsAnswer shown = answer_of (self, answer);

  guo_chart_view_set_chart (self->chart_view, guo_yields_chart (&shown));
  guo_yields_table_set_answer (self->table, &shown, guo_desk_compact (self->desk) > 1);
  show_view (self, json_array_size (shown.rows) == 0);
}

/* A season that is not over stands beside as much of the one before. */
static void
reckon_against (GuoYieldsPage *self, json_t *rows)
{
  gint64 against = guo_yields_filters_against (self->filters);
  gboolean part = FALSE;
  json_t *row;
  gsize i;

  g_clear_pointer (&self->until, g_free);
  json_array_foreach (rows, i, row)
    if (guo_row_has (row, "net_mg"))
      {
        g_free (self->until);
        self->until = g_strdup (guo_row_text (row, "day"));
      }
  self->against_mg = 0;
  json_array_foreach (rows, i, row)
    if (self->until == NULL || strcmp (guo_row_text (row, "day"), self->until) <= 0)
      self->against_mg += guo_row_int (row, "against_net_mg");
    else
      part = TRUE;
  g_free (self->against_name);
  self->against_name = part ? g_strdup_printf (_("%d up to %s"), (gint) against, self->until + strlen ("YYYY-"))
                            : g_strdup_printf ("%d", (gint) against);
  if (!part)
    g_clear_pointer (&self->until, g_free);
}

/* What is asked */

/* Days have an order of their own, and classes: the best first. */
static gboolean
has_order (const gchar *by)
{
  return strcmp (by, "day") == 0 || strcmp (by, "class") == 0;
}

/* (transfer full): the question that the page shows, to be asked as rows or as a file. */
static gchar *
question (GuoYieldsPage *self, const gchar *path, const gchar *by, const gchar *more)
{
  GString *text = g_string_new (path);

  g_string_append_printf (text, "?by=%s&order=%s%s", by, has_order (by) ? "key" : "net", more);
  guo_yields_filters_append (self->filters, text);
  if (strcmp (by, "day") != 0 && self->until != NULL)
    g_string_append_printf (text, "&to=%s", self->until);
  return g_string_free (text, FALSE);
}

static gboolean
is_of (GuoYieldsPage *self, json_t *answer, const GError *error, gpointer asked)
{
  if (GPOINTER_TO_UINT (asked) != self->asked)
    return FALSE;
  if (answer == NULL)
    guo_desk_say (self->desk, error->message, NULL, TRUE);
  return answer != NULL;
}

static void
rows_arrived (gpointer owner, json_t *answer, const GError *error, gpointer asked)
{
  if (is_of (owner, answer, error, asked))
    show_rows (owner, answer);
}

static void
days_arrived (gpointer owner, json_t *answer, const GError *error, gpointer asked)
{
  GuoYieldsPage *self = owner;
  GuoYieldsAnswer days;
  g_autofree gchar *path = NULL;

  if (!is_of (self, answer, error, asked))
    return;
  reckon_against (self, guo_row_list (answer, "rows"));
  days = answer_of (self, answer);
  guo_yields_summary_set_answer (self->summary, &days, self->against_mg);
  path = question (self, "/v1/yields", guo_choice_get (self->by_choice), "");
  if (by_day (self))
    show_rows (self, answer);
  else
    guo_desk_send (self->desk, "GET", path, NULL, self, rows_arrived, asked);
}

/* The days always: they say how far the season is. */
static void
ask (GuoYieldsPage *self)
{
  g_autofree gchar *path = question (self, "/v1/yields", "day", "");

  self->asked++;
  guo_desk_send (self->desk, "GET", path, NULL, self, days_arrived, GUINT_TO_POINTER (self->asked));
}

static void
seasons_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoYieldsPage *self = owner;

  if (answer == NULL)
    return;
  guo_yields_filters_set_seasons (self->filters, guo_row_list (answer, "rows"));
  ask (self);
}

static gboolean
is_seen (GuoYieldsPage *self)
{
  return guo_desk_connected (self->desk) && gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
load (GuoYieldsPage *self)
{
  if (is_seen (self))
    guo_desk_send (self->desk, "GET", "/v1/yields?by=season", NULL, self, seasons_arrived, NULL);
}

static void
reload (GuoYieldsPage *self)
{
  if (is_seen (self))
    guo_yields_filters_load (self->filters, self->desk);
  load (self);
}

static gboolean
reload_now (gpointer user_data)
{
  GuoYieldsPage *self = user_data;

  self->reload_id = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
committed (GuoYieldsPage *self)
{
  if (self->reload_id == 0 && is_seen (self))
    self->reload_id = g_timeout_add (RELOAD_MS, reload_now, self);
}

/* What the keys do */

static void
view_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoYieldsPage *self = GUO_YIELDS_PAGE (widget);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->view_key)))
    return;
  self->wants_table = !self->wants_table;
  show_view (self, FALSE);
}

static void
save (GuoYieldsPage *self, const gchar *path, const gchar *more, const gchar *suffix)
{
  g_autofree gchar *language = g_strdup_printf ("&lang=%s%s", guo_yields_is_chinese () ? "zh" : "en", more);
  g_autofree gchar *file = question (self, path, guo_choice_get (self->by_choice), language);
  g_autofree gchar *name = g_strdup_printf ("yield-%d.%s", (gint) guo_yields_filters_season (self->filters), suffix);

  guo_yields_save (GTK_WIDGET (self), self->desk, file, name);
}

static void
csv_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  save (GUO_YIELDS_PAGE (widget), "/v1/yields.csv", "&bom=1", "csv");
}

static void
pdf_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  save (GUO_YIELDS_PAGE (widget), "/v1/yields.pdf", "", "pdf");
}

static void
empty_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoYieldsPage *self = GUO_YIELDS_PAGE (widget);

  if (guo_yields_filters_are_set (self->filters))
    guo_yields_filters_clear (self->filters);
  else
    gtk_widget_activate_action (widget, "win.page", "s", "deliver");
}

static const GuoPageKey page_keys[] = {
  { "primary", "yields.view", N_("Chart or table") },
  { "F4", "yields.view", N_("Chart or table") },
  { "F5", "yields.csv", N_("Save as CSV") },
  { "F6", "yields.pdf", N_("Save as PDF") },
  { NULL, NULL, NULL },
};

/* The page */

static GtkWidget *
guo_yields_page_get_primary (GuoPage *page)
{
  return GTK_WIDGET (GUO_YIELDS_PAGE (page)->view_key);
}

static void
guo_yields_page_set_desk (GuoPage *page, GuoDesk *desk)
{
  GuoYieldsPage *self = GUO_YIELDS_PAGE (page);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "connection", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "committed", G_CALLBACK (committed), self, G_CONNECT_SWAPPED);
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

  guo_yields_save_end (GTK_WIDGET (self));
  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->until, g_free);
  g_clear_pointer (&self->against_name, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (guo_yields_page_parent_class)->dispose (object);
}

static void
guo_yields_page_class_init (GuoYieldsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GUO_TYPE_CHART_VIEW);
  g_type_ensure (GUO_TYPE_CHOICE);
  g_type_ensure (GUO_TYPE_KEY);
  g_type_ensure (GUO_TYPE_YIELDS_FILTERS);
  g_type_ensure (GUO_TYPE_YIELDS_SUMMARY);
  g_type_ensure (GUO_TYPE_YIELDS_TABLE);
  G_OBJECT_CLASS (klass)->dispose = guo_yields_page_dispose;
  gtk_widget_class_install_action (widget_class, "yields.view", NULL, view_activated);
  gtk_widget_class_install_action (widget_class, "yields.csv", NULL, csv_activated);
  gtk_widget_class_install_action (widget_class, "yields.pdf", NULL, pdf_activated);
  gtk_widget_class_install_action (widget_class, "yields.empty", NULL, empty_activated);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/yields/page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, box);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, filters);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, summary);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, by_choice);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, views);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, chart_view);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, table);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, empty_label);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, empty_key);
  gtk_widget_class_bind_template_child (widget_class, GuoYieldsPage, view_key);
}

static void
guo_yields_page_init (GuoYieldsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  guo_choice_add (self->by_choice, "day", _("By day"));
  guo_choice_add (self->by_choice, "cooperative", _("Cooperatives"));
  guo_choice_add (self->by_choice, "village", _("Villages"));
  guo_choice_add (self->by_choice, "grower", _("Growers"));
  guo_choice_add (self->by_choice, "product", C_("yields", "Products"));
  guo_choice_add (self->by_choice, "variety", _("Varieties"));
  guo_choice_add (self->by_choice, "class", C_("yields", "Classes"));
  guo_choice_select (self->by_choice, "day");
  g_signal_connect_object (self->by_choice, "chosen", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filters, "chosen", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
}
