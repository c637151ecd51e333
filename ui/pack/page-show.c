/* What the Pack page shows of the lot, the weight, the key and the printer. */
#include "ui/pack/page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/pack/spec.h"
#include "ui/strip-chips.h"

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
  g_autofree gchar *spec = guo_pack_spec_text (guo_desk_state (self->desk), lot, guo_pack_plan (self));
  g_autofree gchar *left = guo_desk_mass (self->desk, guo_row_int (lot, "left_mg"), 2);
  g_autofree gchar *left_text = g_strdup_printf (_("%s left"), left);
  gboolean held = guo_row_flag (lot, "held");
  const gchar *party = guo_row_text (lot, "cooperative_name"); /* of a graded lot it may be several: none */
  g_autofree gchar *crop = g_strconcat (guo_row_text (lot, "product_name"), " ", guo_row_text (lot, "variety_name"), NULL);
  g_autofree gchar *detail = *party != '\0' ? g_strdup_printf (_("lot %s · %s · %s"), guo_row_text (lot, "no"), party, crop)
                                            : g_strdup_printf (_("lot %s · %s"), guo_row_text (lot, "no"), crop);

  gtk_label_set_label (self->spec_label, lot != NULL ? spec : _("First choose a lot"));
  gtk_label_set_label (self->left_label, lot == NULL ? "" : held ? _("■ Held") : left_text);
  if (held)
    gtk_widget_add_css_class (GTK_WIDGET (self->left_label), "row-fault");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->left_label), "row-fault");
  gtk_label_set_label (self->lot_label, lot != NULL ? detail : "");
}

void
guo_pack_show_spec (GuoPackPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->weight_card), guo_pack_check_weighed (self));
  gtk_widget_set_visible (self->counted, !guo_pack_check_weighed (self));
  gtk_widget_set_visible (GTK_WIDGET (self->band), guo_pack_check_weighed (self));
  guo_pack_show_lot (self);
  guo_pack_show_limits (self);
  guo_pack_show_pallet (self);
  guo_pack_show_weight (self);
  guo_pack_show_key (self);
}

/* Why nothing comes out of it; NULL: it is well, or rests. */
static const gchar *
trouble_of (json_t *line)
{
  if (strcmp (guo_row_text (line, "state"), "lost") == 0)
    return _("disconnected");
  if (guo_chip_printer_trouble (line) != NULL)
    return guo_chip_printer_trouble (line);
  if (guo_row_has (line, "stands"))
    return _("printing stands");
  return *guo_row_text (line, "error") != '\0' ? _("does not answer") : NULL;
}

void
guo_pack_show_printer (GuoPackPage *self)
{
  json_t *devices = guo_desk_devices (self->desk), *line, *printer = NULL;
  const gchar *key, *trouble;
  g_autofree gchar *text = NULL;

  json_object_foreach (devices, key, line)
    if (strcmp (guo_row_text (line, "kind"), "printer") == 0 && (printer == NULL || trouble_of (printer) == NULL))
      printer = line; /* of several, one that needs somebody */
  trouble = trouble_of (printer);
  if (printer == NULL)
    text = g_strdup (_("○ none"));
  else if (trouble != NULL)
    text = g_strdup_printf ("▲ %s", trouble);
  else
    text = g_strdup_printf ("● %s", guo_row_text (printer, "name"));
  gtk_label_set_label (self->printer_label, text);
  if (trouble != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->printer_label), "row-warn");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->printer_label), "row-warn");
}
