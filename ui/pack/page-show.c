/* What the Pack page shows of the lot, the weight, the key and the printer. */
#include "ui/pack/page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/pack/spec.h"

json_t *
guo_pack_lot_in_use (GuoPackPage *self)
{
  gsize i;
  json_t *lot;

  json_array_foreach (self->lots, i, lot)
    if (guo_row_int (lot, "id") == self->lot)
      return lot;
  return NULL;
}

gboolean
guo_pack_check_weighed (GuoPackPage *self)
{
  return guo_pack_spec_check_weighed (guo_desk_state (self->desk));
}

void
guo_pack_show_lot (GuoPackPage *self)
{
  json_t *lot = guo_pack_lot_in_use (self);
  g_autofree gchar *spec = guo_pack_spec_text (guo_desk_state (self->desk), lot);
  g_autofree gchar *left = guo_desk_mass (self->desk, guo_row_int (lot, "left_mg"), 2);
  g_autofree gchar *left_text = g_strdup_printf (_("%s left"), left);
  const gchar *party = guo_row_text (lot, "cooperative_name"); /* of a graded lot it may be several: none */
  g_autofree gchar *crop = g_strconcat (guo_row_text (lot, "product_name"), " ", guo_row_text (lot, "variety_name"), NULL);
  g_autofree gchar *detail = *party != '\0' ? g_strdup_printf (_("lot %s · %s · %s"), guo_row_text (lot, "no"), party, crop)
                                            : g_strdup_printf (_("lot %s · %s"), guo_row_text (lot, "no"), crop);

  gtk_label_set_label (self->spec_label, lot != NULL ? spec : _("First choose a lot"));
  gtk_label_set_label (self->left_label, lot != NULL ? left_text : "");
  gtk_label_set_label (self->lot_label, lot != NULL ? detail : "");
}

static void
set_label (GtkLabel *label, const gchar *text)
{
  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static void
show_net (GuoPackPage *self)
{
  json_t *line = guo_desk_weight (self->desk);
  gint64 tare_mg = guo_screen_state_get_id (guo_desk_state (self->desk), GUO_PACK_TARE);
  gint decimals = line != NULL ? (gint) guo_row_int (line, "decimals") : 2;
  g_autofree gchar *tare = guo_format_mass (tare_mg, decimals);
  g_autofree gchar *tare_kg = g_strdup_printf ("%s kg", tare);
  g_autofree gchar *net = guo_format_mass (guo_row_int (line, "mg") - tare_mg, decimals);
  g_autofree gchar *net_kg = g_strdup_printf ("%s kg", net);
  gboolean known = guo_pack_check_weighed (self) && guo_row_flag (line, "can_record");

  set_label (self->tare_label, guo_pack_check_weighed (self) ? tare_kg : "—");
  set_label (self->net_label, known ? net_kg : "—");
}

void
guo_pack_show_key (GuoPackPage *self)
{
  json_t *line = guo_desk_weight (self->desk);
  gboolean ready = guo_pack_lot_in_use (self) == NULL || !guo_pack_check_weighed (self)
                   || guo_row_flag (line, "can_record")
                   || strcmp (guo_row_text (line, "state"), "stable") == 0;
  gint count = (gint) guo_choice_get_id (self->count_choice);
  g_autofree gchar *many = g_strdup_printf (ngettext ("Pack and label %d case",
                                                      "Pack and label %d cases", (gulong) count),
                                            count);

  if (guo_pack_lot_in_use (self) == NULL)
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
  show_net (self);
  guo_pack_show_key (self);
}

void
guo_pack_show_spec (GuoPackPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->weight_card), guo_pack_check_weighed (self));
  gtk_widget_set_visible (self->counted, !guo_pack_check_weighed (self));
  guo_pack_show_lot (self);
  show_net (self);
  guo_pack_show_key (self);
}

void
guo_pack_show_printer (GuoPackPage *self)
{
  json_t *devices = guo_desk_devices (self->desk), *line;
  const gchar *key, *name = NULL, *state = "";

  json_object_foreach (devices, key, line)
    if (strcmp (guo_row_text (line, "kind"), "printer") == 0)
      {
        name = guo_row_text (line, "name");
        state = guo_row_text (line, "state");
      }
  if (name != NULL)
    {
      g_autofree gchar *text = g_strdup_printf ("%s %s", strcmp (state, "lost") == 0 ? "▲" : "●",
                                                name);

      gtk_label_set_label (self->printer_label, text);
    }
  else
    gtk_label_set_label (self->printer_label, _("○ none"));
}
