/* Whose fruit: one is chosen, more may share, somebody may be new. */
#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/deliver/newcomer.h"
#include "ui/deliver/page-private.h"
#include "ui/deliver/plot.h"
#include "ui/deliver/shares.h"
#include "ui/widgets/sheet.h"

gboolean
guo_deliver_at_who (GuoDeliverPage *self)
{
  return strcmp (gtk_stack_get_visible_child_name (self->stage), "who") == 0;
}

static void
show_sources (GuoDeliverPage *self)
{
  g_autofree gchar *title = guo_draft_title (&self->draft);
  gsize i;
  json_t *source;

  gtk_label_set_label (self->who_label, title);
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
  guo_deliver_show_key (self);
}

void
guo_deliver_source_chosen (GuoDeliverPage *self)
{
  self->draft.current = guo_choice_get_id (self->sources_choice);
  guo_deliver_ask_plots (self);
}

void
guo_deliver_begin_anew (GuoDeliverPage *self)
{
  self->adding = FALSE;
  guo_deliver_begin_draft (self);
  guo_people_begin (self->people);
  show_stage (self, "who");
}

void
guo_deliver_person_chosen (GuoDeliverPage *self, json_t *person)
{
  gboolean adding = self->adding;

  if (!adding && guo_row_int (self->draft.party, "id") == guo_row_int (person, "id") && !guo_deliver_at_who (self))
    return;
  if (!adding)
    guo_deliver_begin_draft (self);
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
      guo_deliver_ask_last (self);
      guo_loans_begin (self->loans, guo_draft_cooperative (&self->draft));
    }
  guo_deliver_ask_plots (self);
  guo_deliver_show_sprays (self);
  guo_page_focus (GUO_PAGE (self));
  if (adding)
    gtk_widget_activate_action (GTK_WIDGET (self), "deliver.shares", NULL);
}

/* Letters after somebody was found go on looking: several fit now, or nobody. */
void
guo_deliver_marked (GuoDeliverPage *self)
{
  if (!guo_deliver_at_who (self) && guo_people_marked (self->people) != NULL
      && guo_row_int (guo_people_marked (self->people), "id") != guo_row_int (self->draft.party, "id"))
    gtk_stack_set_visible_child_name (self->stage, "who");
  guo_deliver_show_key (self);
}

static void
find_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);

  guo_deliver_begin_anew (self);
  guo_page_focus (GUO_PAGE (self));
}

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
  guo_deliver_ask_plots (self);
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

static void
newcomer_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = g_object_get_data (owner, "page");

  guo_people_begin (self->people);
  gtk_stack_set_visible_child_name (self->stage, "who");
  guo_deliver_person_chosen (self, answer);
  if (guo_sheet_content (GTK_WIDGET (self)) == owner)
    guo_sheet_close (GTK_WIDGET (self));
}

static void
plot_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;

  guo_draft_set_plot (&self->draft, answer);
  guo_deliver_ask_plots (self);
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

/* A cooperative's card was scanned. */
static void
card_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  gint64 id;
  const gchar *name;
  json_auto_t *person = NULL;

  g_variant_get (parameter, "(x&s)", &id, &name);
  person = json_pack ("{sIssss}", "id", id, "name", name, "kind", "cooperative");
  guo_deliver_person_chosen (GUO_DELIVER_PAGE (widget), person);
}

void
guo_deliver_install_who (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "deliver.card", "(xs)", card_activated);
  gtk_widget_class_install_action (widget_class, "deliver.change", NULL, find_activated);
  gtk_widget_class_install_action (widget_class, "deliver.find", NULL, find_activated);
  gtk_widget_class_install_action (widget_class, "deliver.shares", NULL, shares_activated);
  gtk_widget_class_install_action (widget_class, "deliver.new-plot", NULL, new_plot_activated);
  gtk_widget_class_install_action (widget_class, "deliver.new", NULL, new_activated);
}
