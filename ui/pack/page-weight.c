/* The case on the scale: its net, the band, and whether the one key may record. */
#include "ui/pack/page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/pack/plan.h"

#define WATCH_MS 200
#define SILENCE_MOST_MS 1000
#define NO_VALUE "\342\200\224"

static void
set_label (GtkLabel *label, const gchar *text)
{
  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

gint64
guo_pack_tare (GuoPackPage *self)
{
  return guo_pack_plan_tare (guo_desk_state (self->desk), guo_pack_plan (self));
}

/* The states of the scale in which its digits are shown and something lies on it. */
static gboolean
is_live (GuoPackPage *self, json_t *line)
{
  static const gchar *const live[] = { "moving", "stable", "recorded", "maybe-recorded", "below-min", NULL };

  return guo_pack_check_weighed (self) && guo_row_has (line, "mg") && g_strv_contains (live, guo_row_text (line, "state"))
         && guo_desk_silence_ms (self->desk) <= SILENCE_MOST_MS;
}

void
guo_pack_show_weight (GuoPackPage *self)
{
  json_t *line = guo_desk_weight (self->desk);
  gint decimals = line != NULL ? (gint) guo_row_int (line, "decimals") : 2;
  gint64 net_mg = guo_content_net (guo_row_int (line, "mg"), guo_pack_tare (self), guo_row_int (line, "e_mg"));
  gboolean live = is_live (self, line), still = live && strcmp (guo_row_text (line, "state"), "moving") != 0;
  g_autofree gchar *tare = guo_format_mass (guo_pack_tare (self), decimals);
  g_autofree gchar *tare_kg = g_strdup_printf ("%s kg", tare);
  g_autofree gchar *net = guo_format_mass (net_mg, decimals);
  g_autofree gchar *net_kg = g_strdup_printf ("%s kg", net);

  set_label (self->tare_label, guo_pack_check_weighed (self) ? tare_kg : NO_VALUE);
  set_label (self->net_label, still ? net_kg : NO_VALUE);
  guo_band_set_net (self->band, live, net_mg, still);
}

/* Below the least the station refuses; the key is not lit for it. */
static gboolean
may_record (GuoPackPage *self, json_t *line)
{
  gint64 net_mg = guo_content_net (guo_row_int (line, "mg"), guo_pack_tare (self), guo_row_int (line, "e_mg"));

  return guo_row_flag (line, "can_record")
         && guo_content_state (guo_band_get_limits (self->band), net_mg) != GUO_CONTENT_LIGHT;
}

void
guo_pack_show_key (GuoPackPage *self)
{
  json_t *line = guo_desk_weight (self->desk);
  json_t *lot = guo_pack_lot_in_use (self);
  gboolean ready = lot == NULL || (!guo_row_flag (lot, "held") && (!guo_pack_check_weighed (self) || may_record (self, line)));
  gint count = (gint) guo_choice_get_id (self->count_choice);
  g_autofree gchar *many = g_strdup_printf (ngettext ("Pack and label %d case",
                                                      "Pack and label %d cases", (gulong) count),
                                            count);

  if (lot == NULL)
    guo_key_set_word (self->pack_key, _("Choose a lot"));
  else
    guo_key_set_word (self->pack_key, guo_pack_check_weighed (self) ? _("Record and label") : many);
  if (ready && !self->packing && guo_desk_connected (self->desk))
    gtk_widget_add_css_class (GTK_WIDGET (self->pack_key), "primary");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->pack_key), "primary");
}

void
guo_pack_weight_arrived (GuoPackPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  guo_pack_show_weight (self);
  guo_pack_show_key (self);
}

/* A station that hangs sends no line that says so: the net goes with the digits. */
static gboolean
watch_silence (gpointer user_data)
{
  GuoPackPage *self = user_data;

  if (guo_desk_silence_ms (self->desk) > SILENCE_MOST_MS)
    guo_pack_show_weight (self);
  return G_SOURCE_CONTINUE;
}

void
guo_pack_watch_silence (GuoPackPage *self, gboolean watch)
{
  g_clear_handle_id (&self->watch, g_source_remove);
  if (watch)
    self->watch = g_timeout_add (WATCH_MS, watch_silence, self);
}
