/* What a case is to hold, by plan or by law, and how the cases of the lot weigh on average. */
#include "ui/pack/page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/pack/plan.h"
#include "ui/pack/spec.h"

json_t *
guo_pack_plan (GuoPackPage *self)
{
  return guo_pack_plan_in_use (guo_desk_state (self->desk), self->plans, guo_pack_lot_in_use (self));
}

static gint64
nominal_mg (GuoPackPage *self)
{
  return guo_pack_spec_content (guo_desk_state (self->desk), guo_pack_plan (self));
}

/* A row that tells the limits of the content that is packed now; NULL: not yet asked for. */
static json_t *
limits_row (GuoPackPage *self)
{
  json_t *plan = guo_pack_plan (self);

  if (plan != NULL)
    return plan;
  return guo_row_int (self->net_content, "nominal_mg") == nominal_mg (self) ? self->net_content : NULL;
}

static gchar *
limits_text (const GuoContentBand *band, json_t *plan)
{
  g_autofree gchar *nominal = guo_content_grams (band->nominal_mg);
  g_autofree gchar *least = guo_content_grams (band->least_mg);
  g_autofree gchar *from = guo_content_grams (band->from_mg);
  g_autofree gchar *to = guo_content_grams (band->to_mg);
  g_autofree gchar *text = g_strdup_printf (_("required %s g, at least %s, target %s–%s"), nominal, least, from, to);

  return plan != NULL ? g_strdup_printf ("%s · %s", text, guo_row_text (plan, "name")) : g_steal_pointer (&text);
}

static void
show_limits (GuoPackPage *self)
{
  GuoContentBand band = guo_pack_plan_band (limits_row (self));
  g_autofree gchar *text = band.nominal_mg > 0 ? limits_text (&band, guo_pack_plan (self)) : g_strdup ("");

  guo_band_set_limits (self->band, &band);
  gtk_label_set_label (self->limits_label, text);
}

/* Of the lot that grows now, not of one that was packed before something else was chosen. */
static gboolean
is_packed_now (GuoPackPage *self)
{
  g_autofree gchar *code = guo_pack_spec_class (guo_desk_state (self->desk), guo_pack_lot_in_use (self), guo_pack_plan (self));

  return guo_row_int (self->packed, "id") != 0 && guo_row_int (self->packed, "id") == self->pack_lot
         && guo_row_int (self->packed, "nominal_mg") == nominal_mg (self)
         && strcmp (guo_row_text (self->packed, "grade_class"), code) == 0;
}

/* The law wants the mean of a lot at its nominal content: below it the page says what the lot lacks. */
void
guo_pack_show_average (GuoPackPage *self)
{
  json_t *check = is_packed_now (self) ? json_object_get (self->packed, "check") : NULL;
  gboolean known = guo_row_has (check, "mean_mg"), low = guo_row_has (check, "warning");
  g_autofree gchar *grams = guo_content_grams (guo_row_int (check, "mean_mg") / 1000 * 1000);
  g_autofree gchar *lacks = guo_content_grams (guo_row_int (check, "lacks_mg"));
  g_autofree gchar *text = known ? g_strdup_printf ("%s %s g", low ? "▲" : "●", grams) : g_strdup ("—");
  g_autofree gchar *warning = g_strdup_printf (_("The lot's average is below the nominal content: %s g are missing in all"), lacks);

  gtk_label_set_label (self->average_label, text);
  if (low)
    gtk_widget_add_css_class (GTK_WIDGET (self->average_label), "average-low");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->average_label), "average-low");
  guo_weight_card_set_warning (self->weight_card, low ? warning : NULL);
}

static void
net_content_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPackPage *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->net_content);
  self->net_content = json_incref (answer);
  show_limits (self);
  guo_pack_show_weight (self);
  guo_pack_show_key (self);
}

/* What the law permits is the station's to say. */
static void
ask_limits (GuoPackPage *self)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/net-content?nominal_mg=%" G_GINT64_FORMAT, nominal_mg (self));

  if (limits_row (self) == NULL && guo_desk_connected (self->desk))
    guo_desk_send (self->desk, "GET", path, NULL, self, net_content_arrived, NULL);
}

void
guo_pack_show_limits (GuoPackPage *self)
{
  show_limits (self);
  guo_pack_show_average (self);
  ask_limits (self);
}

static void
plans_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPackPage *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->plans);
  self->plans = json_incref (guo_row_list (answer, "rows"));
  guo_pack_show_spec (self);
}

static void
packed_lot_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    guo_pack_take_packed (owner, answer);
}

void
guo_pack_take_packed (GuoPackPage *self, json_t *lot)
{
  json_decref (self->packed);
  self->packed = json_incref (lot);
  guo_pack_show_average (self);
  guo_pack_show_cases (self); /* what of it is loose */
}

void
guo_pack_ask_check (GuoPackPage *self)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/pack-lots/%" G_GINT64_FORMAT, self->pack_lot);

  guo_pack_ask_pallet (self);
  guo_desk_send (self->desk, "GET", "/v1/pack-plans", NULL, self, plans_arrived, NULL);
  if (self->pack_lot != 0)
    guo_desk_send (self->desk, "GET", path, NULL, self, packed_lot_arrived, NULL);
}
