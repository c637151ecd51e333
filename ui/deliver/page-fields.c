/* What follows from who delivers: plots, product, harvest day, and what was so last time. */
#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/deliver/page-private.h"

static void
keep (json_t **slot, json_t *rows)
{
  json_t *old = *slot;

  *slot = json_incref (rows);
  json_decref (old);
}

static json_t *
row_by_id (json_t *rows, gint64 id)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (guo_row_int (row, "id") == id)
      return row;
  return NULL;
}

void
guo_deliver_begin_draft (GuoDeliverPage *self)
{
  guo_draft_clear (&self->draft);
  keep (&self->plots, NULL);
  keep (&self->last, NULL);
  gtk_toggle_button_set_active (self->certificate_toggle, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->certificate_entry), "");
  gtk_editable_set_text (GTK_EDITABLE (self->vehicle_entry), "");
  guo_loans_begin (self->loans, 0);
}

void
guo_deliver_show_sprays (GuoDeliverPage *self)
{
  guo_sprays_ask (self->sprays, self->desk, self->draft.sources, guo_choice_get (self->day_choice));
}

static void
select_product (GuoDeliverPage *self, gint64 product, gint64 variety)
{
  g_autofree gchar *value =
    g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, product, variety);

  if (product != 0)
    guo_choice_select (self->product_choice, value);
}

void
guo_deliver_plot_chosen (GuoDeliverPage *self)
{
  json_t *plot = row_by_id (self->plots, guo_choice_get_id (self->plot_choice));

  guo_draft_set_plot (&self->draft, plot);
  select_product (self, guo_row_int (plot, "product"), guo_row_int (plot, "variety"));
  guo_deliver_show_sprays (self);
  guo_deliver_show_key (self);
}

static json_t *
last_lot (GuoDeliverPage *self)
{
  return json_array_get (guo_row_list (self->last, "lots"), 0);
}

/* The plot of last time, else the one chosen before, else the first. */
static void
select_plot (GuoDeliverPage *self)
{
  gint64 wanted = guo_row_int (guo_draft_source (&self->draft), "plot");

  if (wanted == 0 && guo_row_int (last_lot (self), "grower") == self->draft.current)
    wanted = guo_row_int (last_lot (self), "plot");
  if (row_by_id (self->plots, wanted) == NULL)
    wanted = guo_row_int (json_array_get (self->plots, 0), "id");
  guo_choice_select_id (self->plot_choice, wanted);
  guo_deliver_plot_chosen (self);
}

static void
plots_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;
  gsize i;
  json_t *plot;

  if (answer == NULL)
    return;
  keep (&self->plots, guo_row_list (answer, "rows"));
  guo_choice_clear (self->plot_choice);
  json_array_foreach (self->plots, i, plot)
    {
      g_autofree gchar *mu = guo_format_area_mu (guo_row_int (plot, "area_m2"));
      g_autofree gchar *word = guo_row_int (plot, "area_m2") > 0
                                 ? g_strdup_printf (_("%s  %s mu"), guo_row_text (plot, "name"), mu)
                                 : g_strdup (guo_row_text (plot, "name"));

      guo_choice_add_id (self->plot_choice, guo_row_int (plot, "id"), word);
    }
  select_plot (self);
}

void
guo_deliver_ask_plots (GuoDeliverPage *self)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/plots?grower=%" G_GINT64_FORMAT,
                                            self->draft.current);

  guo_choice_clear (self->plot_choice);
  if (self->draft.current != 0)
    guo_desk_send (self->desk, "GET", path, NULL, self, plots_arrived, NULL);
}

static gboolean
is_of_party (json_t *delivery, json_t *party)
{
  json_t *lot = json_array_get (guo_row_list (delivery, "lots"), 0);
  gboolean whole = guo_row_int (party, "cooperative") == 0;

  return whole ? guo_row_int (delivery, "cooperative") == guo_row_int (party, "id")
               : guo_row_int (lot, "grower") == guo_row_int (party, "id");
}

static void
fill_from_last (GuoDeliverPage *self)
{
  select_product (self, guo_row_int (self->last, "product"), guo_row_int (self->last, "variety"));
  gtk_editable_set_text (GTK_EDITABLE (self->vehicle_entry), guo_row_text (self->last, "vehicle"));
  if (json_array_size (self->plots) > 0)
    select_plot (self);
  guo_deliver_show_key (self);
}

static void
last_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;
  gsize i;
  json_t *delivery;

  json_array_foreach (guo_row_list (answer, "rows"), i, delivery)
    if (is_of_party (delivery, self->draft.party))
      {
        keep (&self->last, delivery);
        fill_from_last (self);
        return;
      }
}

void
guo_deliver_ask_last (GuoDeliverPage *self)
{
  g_autofree gchar *path =
    g_strdup_printf ("/v1/deliveries?limit=20&cooperative=%" G_GINT64_FORMAT,
                     guo_draft_cooperative (&self->draft));

  keep (&self->last, NULL);
  guo_desk_send (self->desk, "GET", path, NULL, self, last_arrived, NULL);
}

static void
products_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;
  g_autofree gchar *before = g_strdup (guo_choice_get (self->product_choice));
  gsize i, j;
  json_t *product, *variety;

  if (answer == NULL)
    return;
  guo_choice_clear (self->product_choice);
  json_array_foreach (guo_row_list (answer, "rows"), i, product)
    {
      json_t *varieties = guo_row_list (product, "varieties");
      gint64 id = guo_row_int (product, "id");
      g_autofree gchar *plain = g_strdup_printf ("%" G_GINT64_FORMAT ":0", id);

      if (json_array_size (varieties) == 0)
        guo_choice_add (self->product_choice, plain, guo_row_text (product, "name"));
      json_array_foreach (varieties, j, variety)
        {
          g_autofree gchar *value = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, id,
                                                     guo_row_int (variety, "id"));

          guo_choice_add (self->product_choice, value, guo_row_text (variety, "name"));
        }
    }
  guo_choice_select (self->product_choice, before);
  guo_deliver_show_key (self);
}

void
guo_deliver_ask_products (GuoDeliverPage *self)
{
  guo_desk_send (self->desk, "GET", "/v1/products", NULL, self, products_arrived, NULL);
}

void
guo_deliver_show_days (GuoDeliverPage *self)
{
  static const gchar *const words[] = { N_("Today"), N_("Yesterday"), N_("Two days ago") };
  g_autofree gchar *before = g_strdup (guo_choice_get (self->day_choice));
  g_autofree gchar *midnight =
    g_strdup_printf ("%sT00:00:00", guo_row_text (guo_desk_status (self->desk), "day"));
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GDateTime) now = g_date_time_new_from_iso8601 (midnight, zone);

  /* the station's day, which may end later than midnight */
  if (now == NULL)
    return;
  guo_choice_clear (self->day_choice);
  for (gint i = 0; i < (gint) G_N_ELEMENTS (words); i++)
    {
      g_autoptr(GDateTime) day = g_date_time_add_days (now, -i);
      g_autofree gchar *value = g_date_time_format (day, "%F");

      guo_choice_add (self->day_choice, value, _(words[i]));
      if (i == 0 || g_strcmp0 (before, value) == 0)
        guo_choice_select (self->day_choice, value);
    }
}
