#include "ui/deliver/page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/deliver/draft.h"
#include "ui/deliver/gates.h"
#include "ui/deliver/import.h"
#include "ui/deliver/loans.h"
#include "ui/deliver/newcomer.h"
#include "ui/deliver/open-list.h"
#include "ui/deliver/people.h"
#include "ui/deliver/plot.h"
#include "ui/deliver/shares.h"
#include "ui/deliver/sprays.h"
#include "ui/page.h"
#include "ui/who.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/key.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

struct _GuoDeliverPage
{
  GtkWidget        parent_instance;

  GuoDesk         *desk;

  GtkStack        *stage;            /* "who", then "what" */
  GuoPeople       *people;
  GtkLabel        *who_label;
  GuoChoice       *sources_choice;
  GtkWidget       *plot_row;
  GuoChoice       *plot_choice;
  GuoSprays       *sprays;
  GuoChoice       *product_choice;
  GuoChoice       *day_choice;
  GtkToggleButton *certificate_toggle;
  GtkLabel        *certificate_word;
  GtkEntry        *certificate_entry;
  GtkEntry        *vehicle_entry;
  GuoKey          *start_key;
  GtkListBox      *open_list;
  GuoLoans        *loans;

  GuoDraft         draft;
  json_t          *plots;            /* of the current grower */
  json_t          *last;             /* delivery of the same party before */
  gboolean         adding;           /* the next who is chosen is one more */
  gboolean         starting;
  gint64           reopening;
};

static void guo_deliver_page_page_init (GuoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoDeliverPage, guo_deliver_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PAGE, guo_deliver_page_page_init))

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

static gboolean
at_who (GuoDeliverPage *self)
{
  return strcmp (gtk_stack_get_visible_child_name (self->stage), "who") == 0;
}

/* What the page says of itself */

static gboolean
certificate_wanted (GuoDeliverPage *self)
{
  json_t *centre = json_object_get (guo_desk_status (self->desk), "centre");
  gboolean gate = !json_is_false (json_object_get (centre, "certificate_gate"));

  return gate && !gtk_toggle_button_get_active (self->certificate_toggle);
}

/* The one key says what it does now; filled only when nothing is in its way. */
static void
show_key (GuoDeliverPage *self)
{
  json_t *marked = at_who (self) ? guo_people_marked (self->people) : NULL;
  gboolean ready = !self->starting && guo_desk_connected (self->desk);
  g_autofree gchar *word = NULL;

  if (marked != NULL)
    word = g_strdup (guo_row_text (marked, "name"));
  else
    word = g_strdup (at_who (self) ? _("Who delivers?") : _("Start weighing"));
  ready = ready && (marked != NULL
                    || (!at_who (self) && guo_choice_get (self->product_choice) != NULL
                        && guo_sprays_until (self->sprays) == NULL && !certificate_wanted (self)));
  guo_key_set_word (self->start_key, word);
  if (ready)
    gtk_widget_add_css_class (GTK_WIDGET (self->start_key), "primary");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->start_key), "primary");
}

static void
show_certificate (GuoDeliverPage *self)
{
  gboolean received = gtk_toggle_button_get_active (self->certificate_toggle);
  const gchar *word = received ? _("✓ Received") : _("○ Not yet");

  gtk_label_set_label (self->certificate_word, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->certificate_toggle),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Certificate received"), -1);
  show_key (self);
}

static void
certificate_typed (GuoDeliverPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->certificate_entry)) != '\0')
    gtk_toggle_button_set_active (self->certificate_toggle, TRUE);
}

static void
show_sprays (GuoDeliverPage *self)
{
  guo_sprays_ask (self->sprays, self->desk, self->draft.sources, guo_choice_get (self->day_choice));
}

static void
show_sources (GuoDeliverPage *self)
{
  g_autofree gchar *title = guo_draft_title (&self->draft);
  gsize i;
  json_t *source;

  gtk_label_set_label (self->who_label, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->who_label), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->who_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Who delivers"), -1);
  guo_choice_clear (self->sources_choice);
  json_array_foreach (self->draft.sources, i, source)
    guo_choice_add_id (self->sources_choice, guo_row_int (source, "grower"),
                       guo_row_text (source, "name"));
  guo_choice_select_id (self->sources_choice, self->draft.current);
  gtk_widget_set_visible (GTK_WIDGET (self->sources_choice),
                          json_array_size (self->draft.sources) > 1);
  gtk_widget_set_visible (self->plot_row, self->draft.current != 0);
}

static void
show_stage (GuoDeliverPage *self, const gchar *stage)
{
  gtk_stack_set_visible_child_name (self->stage, stage);
  show_key (self);
}

/* Fields that follow from who delivers */

static void
select_product (GuoDeliverPage *self, gint64 product, gint64 variety)
{
  g_autofree gchar *value =
    g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, product, variety);

  if (product != 0)
    guo_choice_select (self->product_choice, value);
}

static void
plot_chosen (GuoDeliverPage *self)
{
  json_t *plot = row_by_id (self->plots, guo_choice_get_id (self->plot_choice));

  guo_draft_set_plot (&self->draft, plot);
  select_product (self, guo_row_int (plot, "product"), guo_row_int (plot, "variety"));
  show_sprays (self);
  show_key (self);
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
  plot_chosen (self);
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

static void
ask_plots (GuoDeliverPage *self)
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
  show_key (self);
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

static void
ask_last (GuoDeliverPage *self)
{
  g_autofree gchar *path =
    g_strdup_printf ("/v1/deliveries?limit=20&cooperative=%" G_GINT64_FORMAT,
                     guo_draft_cooperative (&self->draft));

  keep (&self->last, NULL);
  guo_desk_send (self->desk, "GET", path, NULL, self, last_arrived, NULL);
}

static void
source_chosen (GuoDeliverPage *self)
{
  self->draft.current = guo_choice_get_id (self->sources_choice);
  ask_plots (self);
}

static void
begin_draft (GuoDeliverPage *self)
{
  guo_draft_clear (&self->draft);
  keep (&self->plots, NULL);
  keep (&self->last, NULL);
  gtk_toggle_button_set_active (self->certificate_toggle, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->certificate_entry), "");
  gtk_editable_set_text (GTK_EDITABLE (self->vehicle_entry), "");
  guo_loans_begin (self->loans, 0);
}

static void
person_chosen (GuoDeliverPage *self, json_t *person)
{
  gboolean adding = self->adding;

  if (!adding && guo_row_int (self->draft.party, "id") == guo_row_int (person, "id") && !at_who (self))
    return;
  if (!adding)
    begin_draft (self);
  if (!guo_draft_add (&self->draft, person))
    {
      guo_desk_say (self->desk, _("All growers of one delivery belong to one cooperative."), NULL, TRUE);
      return;
    }
  self->adding = FALSE;
  show_sources (self);
  show_stage (self, "what");
  if (!adding)
    {
      ask_last (self);
      guo_loans_begin (self->loans, guo_draft_cooperative (&self->draft));
    }
  ask_plots (self);
  show_sprays (self);
  guo_page_focus (GUO_PAGE (self));
  if (adding)
    gtk_widget_activate_action (GTK_WIDGET (self), "deliver.shares", NULL);
}

/* Letters after somebody was found go on looking: several fit now, or nobody. */
static void
marked (GuoDeliverPage *self)
{
  if (!at_who (self) && guo_people_marked (self->people) != NULL
      && guo_row_int (guo_people_marked (self->people), "id") != guo_row_int (self->draft.party, "id"))
    gtk_stack_set_visible_child_name (self->stage, "who");
  show_key (self);
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
  show_key (self);
}

static void
show_days (GuoDeliverPage *self)
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

/* Deliveries of today */

static void
deliveries_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;
  GtkWidget *row;
  gsize i;
  json_t *delivery;

  if (answer == NULL)
    return;
  if (data != NULL)
    while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->open_list, 0))) != NULL)
      gtk_list_box_remove (self->open_list, row);
  json_array_foreach (guo_row_list (answer, "rows"), i, delivery)
    gtk_list_box_append (self->open_list, guo_open_row_new (self->desk, delivery));
}

static void
reload_deliveries (GuoDeliverPage *self)
{
  g_autofree gchar *closed =
    g_strdup_printf ("/v1/deliveries?state=closed&limit=20&day=%s",
                     guo_row_text (guo_desk_status (self->desk), "day"));

  guo_desk_send (self->desk, "GET", "/v1/deliveries?state=open&limit=20", NULL, self,
                 deliveries_arrived, self);
  guo_desk_send (self->desk, "GET", closed, NULL, self, deliveries_arrived, NULL);
}

static void
reload (GuoDeliverPage *self)
{
  if (!guo_desk_connected (self->desk) || guo_desk_status (self->desk) == NULL
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  show_days (self);
  guo_desk_send (self->desk, "GET", "/v1/products", NULL, self, products_arrived, NULL);
  guo_people_reload (self->people);
  reload_deliveries (self);
  show_key (self);
}

/* What the keys do */

static void
begin_anew (GuoDeliverPage *self)
{
  self->adding = FALSE;
  begin_draft (self);
  guo_people_begin (self->people);
  show_stage (self, "who");
}

static void
send_start (GuoDeliverPage *self, const gchar *reason);

static void
gate_passed (GtkWidget *owner, const gchar *reason)
{
  send_start (GUO_DELIVER_PAGE (owner), reason);
}

static void
started (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;

  self->starting = FALSE;
  show_key (self);
  if (answer == NULL)
    {
      if (guo_gates_stopped (guo_client_error_code (error)))
        guo_gates_ask (GTK_WIDGET (self), error->message, gate_passed);
      return;
    }
  begin_anew (self);
  guo_desk_set_delivery (self->desk, guo_row_int (answer, "id"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "weigh");
}

static void
set_text (json_t *body, const gchar *key, const gchar *text)
{
  if (*text != '\0')
    json_object_set_new (body, key, json_string (text));
}

static json_t *
delivery_body (GuoDeliverPage *self)
{
  g_auto(GStrv) parts = g_strsplit (guo_choice_get (self->product_choice), ":", 2);
  gint64 variety = g_ascii_strtoll (parts[1], NULL, 10);
  json_t *loans = guo_loans_body (self->loans);
  json_t *body = json_pack ("{sIsIss}", "cooperative", guo_draft_cooperative (&self->draft),
                            "product", g_ascii_strtoll (parts[0], NULL, 10),
                            "harvested_on", guo_choice_get (self->day_choice));

  if (json_array_size (self->draft.sources) > 0)
    json_object_set_new (body, "sources",
                         guo_sources_body (self->draft.sources, self->draft.basis));
  if (variety != 0)
    json_object_set_new (body, "variety", json_integer (variety));
  if (loans != NULL)
    json_object_set_new (body, "crate_loans", loans);
  if (gtk_toggle_button_get_active (self->certificate_toggle))
    json_object_set_new (body, "certificate_received", json_true ());
  set_text (body, "certificate_no", gtk_editable_get_text (GTK_EDITABLE (self->certificate_entry)));
  set_text (body, "vehicle", gtk_editable_get_text (GTK_EDITABLE (self->vehicle_entry)));
  return body;
}

static void
send_start (GuoDeliverPage *self, const gchar *reason)
{
  json_t *body = delivery_body (self);

  if (reason != NULL)
    json_object_set_new (body, "override", json_pack ("{ss}", "reason", reason));
  self->starting = reason == NULL;    /* a supervisor may walk away from the PIN */
  show_key (self);
  guo_act (GTK_WIDGET (self), self->desk, "/v1/deliveries", body, reason != NULL, started, NULL);
}

static void
start_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);
  g_autofree gchar *weights = guo_sources_weights (self->draft.sources, self->draft.basis);

  if (at_who (self) && guo_people_choose_marked (self->people))
    return;
  if (self->starting || !guo_desk_connected (self->desk))
    return;
  if (guo_desk_user (self->desk) == NULL)
    guo_who_ask (widget, self->desk);
  else if (at_who (self) || self->draft.party == NULL)
    guo_desk_say (self->desk, _("Choose who delivers: type the initials, or press 1 to 6."), NULL,
                  TRUE);
  else if (guo_choice_get (self->product_choice) == NULL)
    guo_desk_say (self->desk, _("Choose the product."), NULL, TRUE);
  else if (json_array_size (self->draft.sources) > 1 && weights == NULL)
    gtk_widget_activate_action (widget, "deliver.shares", NULL);
  else
    send_start (self, NULL);
}

static void
find_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);

  begin_anew (self);
  guo_page_focus (GUO_PAGE (self));
}

static void
crates_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_loans_ask (GUO_DELIVER_PAGE (widget)->loans);
}

static void
certificate_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);

  if (!at_who (self))
    gtk_toggle_button_set_active (self->certificate_toggle,
                                  !gtk_toggle_button_get_active (self->certificate_toggle));
}

/* Shares */

static void
shares_changed (GuoDeliverPage *self, GuoShares *shares)
{
  self->draft.basis = guo_shares_basis (shares);
}

static void
shares_more (GuoDeliverPage *self)
{
  guo_sheet_close (GTK_WIDGET (self));
  self->adding = TRUE;
  guo_people_begin (self->people);
  show_stage (self, "who");
  guo_page_focus (GUO_PAGE (self));
}

static void
shares_removed (GuoDeliverPage *self, gint64 grower)
{
  guo_draft_remove (&self->draft, grower);
  show_sources (self);
  ask_plots (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "deliver.shares", NULL);
}

static void
shares_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);
  GtkWidget *shares;

  if (json_array_size (self->draft.sources) == 0)
    {
      guo_desk_say (self->desk, _("First choose a grower, then those who share."), NULL, TRUE);
      return;
    }
  shares = guo_shares_new (self->desk, self->draft.sources, self->draft.basis);
  g_signal_connect_object (shares, "changed", G_CALLBACK (shares_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shares, "more", G_CALLBACK (shares_more), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shares, "removed", G_CALLBACK (shares_removed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shares, "done", G_CALLBACK (guo_sheet_close), self, G_CONNECT_SWAPPED);
  guo_sheet_open (widget, _("Shares of the growers"), shares);
}

/* Deliveries gone on with */

static void
resume_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);

  guo_desk_set_delivery (self->desk, g_variant_get_int64 (parameter));
  gtk_widget_activate_action (widget, "win.page", "s", "weigh");
}

static void
reopened (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;

  if (answer == NULL)
    return;
  guo_desk_set_delivery (self->desk, guo_row_int (answer, "id"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "weigh");
}

static void
reopen_reason_chosen (GuoDeliverPage *self, const gchar *reason)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT "/reopen",
                                            self->reopening);

  guo_act (GTK_WIDGET (self), self->desk, path, json_pack ("{ss}", "reason", reason), FALSE, reopened,
           NULL);
}

static void
reopen_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  static const gchar *const reasons[] = {
    N_("More crates have come"), N_("Closed by mistake"), N_("Something must be corrected"),
  };
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);
  GtkWidget *options = guo_options_new (_("Its slip will be printed anew, marked as a correction."));

  self->reopening = g_variant_get_int64 (parameter);
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    guo_options_add (GUO_OPTIONS (options), _(reasons[i]), _(reasons[i]));
  g_signal_connect_object (options, "chosen", G_CALLBACK (reopen_reason_chosen), self,
                           G_CONNECT_SWAPPED);
  guo_sheet_open (widget, _("Why open it again?"), options);
}

/* Somebody or something new */

static void
newcomer_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = g_object_get_data (owner, "page");

  guo_people_begin (self->people);
  gtk_stack_set_visible_child_name (self->stage, "who");
  person_chosen (self, answer);
  if (guo_sheet_content (GTK_WIDGET (self)) == owner)
    guo_sheet_close (GTK_WIDGET (self));
}

static void
plot_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;

  guo_draft_set_plot (&self->draft, answer);
  ask_plots (self);
}

static void
new_plot_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);

  if (self->draft.current != 0)
    guo_plot_ask (widget, self->desk, self->draft.current, plot_saved);
}

static void
new_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_newcomer_ask (widget, GUO_DELIVER_PAGE (widget)->desk, newcomer_saved);
}

static void
import_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_import_ask (widget, GUO_DELIVER_PAGE (widget)->desk);
}

/* Letters look for a person. No text field has the focus, so no input method comes between. */
static gboolean
key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode,
             GdkModifierType state, gpointer user_data)
{
  GuoDeliverPage *self = user_data;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (!at_who (self) && g_unichar_isdigit (gdk_keyval_to_unicode (keyval)))
    return FALSE;
  return guo_people_type (self->people, keyval);
}

static const GuoPageKey page_keys[] = {
  { "primary", "deliver.start", N_("Start weighing") },
  { "F2", "deliver.change", N_("Somebody else delivers") },
  { "F3", "deliver.find", N_("Find") },
  { "F4", "deliver.crates", N_("Empty crates lent and returned") },
  { "F5", "deliver.shares", N_("Several growers in shares") },
  { "F6", "deliver.certificate", N_("Certificate received") },
  { "F7", "deliver.new-plot", N_("New plot") },
  { "F8", "deliver.new", N_("New grower") },
  { "F11", "deliver.import", N_("Import list") },
  { NULL, NULL, NULL },
};

static GtkWidget *
guo_deliver_page_get_primary (GuoPage *page)
{
  return GTK_WIDGET (GUO_DELIVER_PAGE (page)->start_key);
}

static void
guo_deliver_page_set_desk (GuoPage *page, GuoDesk *desk)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (page);

  self->desk = g_object_ref (desk);
  show_certificate (self);
  guo_people_set_desk (self->people, desk);
  guo_loans_set_desk (self->loans, desk);
  g_signal_connect_object (desk, "connection", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "status", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "layout", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (reload), NULL);
}

static void
guo_deliver_page_page_init (GuoPageInterface *iface)
{
  iface->keys = page_keys;
  iface->get_primary = guo_deliver_page_get_primary;
  iface->set_desk = guo_deliver_page_set_desk;
}

static void
guo_deliver_page_dispose (GObject *object)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  guo_draft_free (&self->draft);
  g_clear_pointer (&self->plots, json_decref);
  g_clear_pointer (&self->last, json_decref);
  G_OBJECT_CLASS (guo_deliver_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "deliver.start", NULL, start_activated);
  gtk_widget_class_install_action (widget_class, "deliver.change", NULL, find_activated);
  gtk_widget_class_install_action (widget_class, "deliver.find", NULL, find_activated);
  gtk_widget_class_install_action (widget_class, "deliver.crates", NULL, crates_activated);
  gtk_widget_class_install_action (widget_class, "deliver.shares", NULL, shares_activated);
  gtk_widget_class_install_action (widget_class, "deliver.certificate", NULL, certificate_activated);
  gtk_widget_class_install_action (widget_class, "deliver.new-plot", NULL, new_plot_activated);
  gtk_widget_class_install_action (widget_class, "deliver.new", NULL, new_activated);
  gtk_widget_class_install_action (widget_class, "deliver.import", NULL, import_activated);
  gtk_widget_class_install_action (widget_class, "deliver.resume", "x", resume_activated);
  gtk_widget_class_install_action (widget_class, "deliver.reopen", "x", reopen_activated);
}

static void
guo_deliver_page_class_init (GuoDeliverPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GUO_TYPE_CHOICE);
  g_type_ensure (GUO_TYPE_COLUMNS);
  g_type_ensure (GUO_TYPE_KEY);
  g_type_ensure (GUO_TYPE_LOANS);
  g_type_ensure (GUO_TYPE_PEOPLE);
  g_type_ensure (GUO_TYPE_SPRAYS);
  G_OBJECT_CLASS (klass)->dispose = guo_deliver_page_dispose;
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/cn/guozhan/Guozhan/deliver/page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GuoDeliverPage, name)
  BIND (stage);
  BIND (people);
  BIND (who_label);
  BIND (sources_choice);
  BIND (plot_row);
  BIND (plot_choice);
  BIND (sprays);
  BIND (product_choice);
  BIND (day_choice);
  BIND (certificate_toggle);
  BIND (certificate_word);
  BIND (certificate_entry);
  BIND (vehicle_entry);
  BIND (start_key);
  BIND (open_list);
  BIND (loans);
#undef BIND
}

static void
connect (GuoDeliverPage *self, gpointer from, const gchar *signal, GCallback callback)
{
  g_signal_connect_object (from, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
guo_deliver_page_init (GuoDeliverPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  guo_draft_clear (&self->draft);
  gtk_widget_init_template (GTK_WIDGET (self));
  connect (self, self->people, "chosen", G_CALLBACK (person_chosen));
  connect (self, self->people, "marked", G_CALLBACK (marked));
  connect (self, self->sources_choice, "chosen", G_CALLBACK (source_chosen));
  connect (self, self->plot_choice, "chosen", G_CALLBACK (plot_chosen));
  connect (self, self->product_choice, "chosen", G_CALLBACK (show_key));
  connect (self, self->day_choice, "chosen", G_CALLBACK (show_sprays));
  connect (self, self->sprays, "changed", G_CALLBACK (show_key));
  connect (self, self->certificate_toggle, "toggled", G_CALLBACK (show_certificate));
  connect (self, self->certificate_entry, "changed", G_CALLBACK (certificate_typed));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
