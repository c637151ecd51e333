/* The cases packed last and their labels: asked for, shown, voided, printed again, answered for. */
#include "ui/pack/page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/pack/loose.h"
#include "ui/pack/row.h"
#include "ui/pack/sheets.h"

#define CASES_MOST 30
#define RELOAD_MS 120

/* "3 cases shown · 0.060 kg loose": of cases that were opened. */
static gchar *
total_text (GuoPackPage *self, gint n)
{
  gint64 loose_mg = guo_row_int (self->packed, "loose_mg");
  g_autofree gchar *cases = g_strdup_printf (ngettext ("%d case shown", "%d cases shown", (gulong) n), n);
  g_autofree gchar *loose = guo_desk_mass (self->desk, loose_mg, 3);

  return loose_mg > 0 && guo_row_int (self->packed, "id") == self->pack_lot ? g_strdup_printf (_("%s · %s loose"), cases, loose)
                                                                            : g_steal_pointer (&cases);
}

void
guo_pack_show_cases (GuoPackPage *self)
{
  GtkWidget *row;
  gboolean answering = gtk_widget_get_focus_child (GTK_WIDGET (self->case_list)) != NULL;
  gsize i;
  json_t *pack_case;
  gint64 net_mg = 0;
  gint n = 0;
  GuoMassUnit unit = guo_desk_mass_unit (self->desk);
  g_autofree gchar *head = g_strdup_printf (_("Net %s"), guo_mass_unit_word (unit));
  g_autofree gchar *net = NULL;
  g_autofree gchar *text = NULL;

  /* Else the focus of an answered question would go to any key, and the footswitch would press that one. */
  if (answering)
    gtk_widget_grab_focus (GTK_WIDGET (self->pack_key));
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->case_list, 0))) != NULL)
    gtk_list_box_remove (self->case_list, row);
  json_array_foreach (self->cases, i, pack_case)
    {
      gtk_list_box_append (self->case_list, guo_case_row_new (pack_case, unit));
      if (!guo_case_counts (pack_case))
        continue;
      n++;
      net_mg += guo_row_int (pack_case, "net_mg");
    }
  net = guo_desk_mass (self->desk, net_mg, 2);
  text = total_text (self, n);
  gtk_label_set_label (self->total_label, text);
  gtk_label_set_label (self->total_net_label, net);
  gtk_label_set_label (self->net_head, head);
}

/* The centre's unit is known with the status, and may change. */
void
guo_pack_show_units (GuoPackPage *self)
{
  guo_pack_show_lot (self);
  guo_pack_show_cases (self);
}

static void
cases_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPackPage *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->cases);
  self->cases = json_incref (guo_row_list (answer, "rows"));
  guo_pack_show_cases (self);
}

static void
keep_left (GuoPackPage *self, json_t *list, json_t *answer)
{
  gsize i;
  json_t *lot;

  json_array_foreach (guo_row_list (answer, "rows"), i, lot)
    if (guo_row_int (lot, "left_mg") > 0 || guo_row_int (lot, "id") == self->lot)
      json_array_append (list, lot);
}

/* Fruit of cases that were opened is packed from its pack lot. */
static void
keep_loose (GuoPackPage *self, json_t *list)
{
  gsize i;
  json_t *lot;

  json_array_foreach (guo_row_list (self->opened, "rows"), i, lot)
    {
      json_t *row = json_copy (lot);

      json_object_set (row, "left_mg", json_object_get (lot, "loose_mg"));
      json_array_append_new (list, row);
    }
}

/* Graded lots come before what was not graded. */
static void
harvest_lots_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPackPage *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->lots);
  self->lots = json_array ();
  keep_left (self, self->lots, self->graded);
  keep_left (self, self->lots, answer);
  keep_loose (self, self->lots);
  if (guo_pack_lot_in_use (self) == NULL)
    self->lot = guo_row_int (json_array_get (self->lots, 0), "id");
  guo_pack_show_spec (self);
  guo_loose_refresh (GTK_WIDGET (self), self->desk, self->lots);
}

static void
opened_lots_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPackPage *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->opened);
  self->opened = json_incref (answer);
  guo_desk_send (self->desk, "GET", "/v1/lots?kind=harvest&limit=40", NULL, self, harvest_lots_arrived, NULL);
}

static void
graded_lots_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPackPage *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->graded);
  self->graded = json_incref (answer);
  guo_desk_send (self->desk, "GET", "/v1/pack-lots?limit=40", NULL, self, opened_lots_arrived, NULL);
}

static gboolean
reload_now (gpointer user_data)
{
  GuoPackPage *self = user_data;
  g_autofree gchar *path = NULL;

  self->reload = 0;
  if (!guo_desk_connected (self->desk) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  guo_desk_send (self->desk, "GET", "/v1/lots?kind=graded&limit=40", NULL, self, graded_lots_arrived, NULL);
  path = g_strdup_printf ("/v1/cases?lot=%" G_GINT64_FORMAT "&limit=%d", self->pack_lot,
                          CASES_MOST);
  if (self->pack_lot != 0)
    guo_desk_send (self->desk, "GET", path, NULL, self, cases_arrived, NULL);
  guo_pack_ask_check (self);
  return G_SOURCE_REMOVE;
}

/* Many labels change at once: one question for all of them. */
void
guo_pack_reload (GuoPackPage *self)
{
  if (self->reload == 0)
    self->reload = g_timeout_add (RELOAD_MS, reload_now, self);
}

static json_t *
last_case (GuoPackPage *self)
{
  gsize i;
  json_t *pack_case;

  json_array_foreach (self->cases, i, pack_case)
    if (guo_case_counts (pack_case))
      return pack_case;
  return NULL;
}

static void
ask_about_last (GuoPackPage *self, gboolean reprint)
{
  json_t *pack_case = last_case (self);
  const gchar *serial = guo_row_text (pack_case, "serial");
  g_autofree gchar *no = guo_case_short_serial (serial);
  g_autofree gchar *title = g_strdup_printf (reprint ? _("Print %s again?") : _("Void case %s?"), no);
  g_autofree gchar *path = g_strdup_printf ("/v1/cases/%s/%s", serial,
                                            reprint ? "reprint" : "void");

  if (pack_case == NULL)
    guo_desk_say (self->desk, _("There is no case of this lot yet"), NULL, TRUE);
  else
    guo_pack_ask_reason (GTK_WIDGET (self), self->desk, title, path, reprint);
}

static void
void_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  ask_about_last (GUO_PACK_PAGE (widget), FALSE);
}

static void
reprint_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  ask_about_last (GUO_PACK_PAGE (widget), TRUE);
}

static void
settled (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  guo_pack_reload (owner);
}

static json_t *
case_of (GuoPackPage *self, const gchar *serial)
{
  gsize i;
  json_t *pack_case;

  json_array_foreach (self->cases, i, pack_case)
    if (strcmp (guo_row_text (pack_case, "serial"), serial) == 0)
      return pack_case;
  return NULL;
}

static void
settle (GuoPackPage *self, const gchar *serial, const gchar *state)
{
  json_t *pack_case = case_of (self, serial);
  g_autofree gchar *path = g_strdup_printf ("/v1/print-jobs/%" G_GINT64_FORMAT "/settle",
                                            guo_row_int (pack_case, "label_job"));

  guo_act (GTK_WIDGET (self), self->desk, path,
           json_pack ("{sIsIss}", "unit", guo_row_int (pack_case, "id"), "copy",
                      guo_row_int (pack_case, "label_copy"), "state", state), FALSE, settled, NULL);
}

static void
came_out_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  settle (GUO_PACK_PAGE (widget), g_variant_get_string (parameter, NULL), "out");
}

static void
not_out_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  settle (GUO_PACK_PAGE (widget), g_variant_get_string (parameter, NULL), "void");
}

void
guo_pack_install_cases (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "packing.void", NULL, void_activated);
  gtk_widget_class_install_action (widget_class, "packing.reprint", NULL, reprint_activated);
  gtk_widget_class_install_action (widget_class, "packing.came-out", "s", came_out_activated);
  gtk_widget_class_install_action (widget_class, "packing.not-out", "s", not_out_activated);
}
