#include "ui/weigh/head.h"

#include <glib/gi18n.h>

#include "station/client/row.h"

gchar *
guo_weigh_head_grower (json_t *lot, gboolean alone)
{
  const gchar *name = guo_row_text (lot, "grower_name");

  return *name != '\0' && !alone ? g_strdup_printf (" · %s", name) : g_strdup (name);
}

gchar *
guo_weigh_day_text (const gchar *day)
{
  g_autofree gchar *noon = g_strdup_printf ("%sT12:00:00Z", day);
  g_autoptr(GDateTime) at = g_date_time_new_from_iso8601 (noon, NULL);

  /* Translators: a day of this year or the last, see strftime(3): 16 Jul */
  return at != NULL ? g_date_time_format (at, _("%-d %b")) : g_strdup (day != NULL ? day : "");
}

gchar *
guo_weigh_head_lot (json_t *delivery, json_t *lot, gboolean whose)
{
  g_autofree gchar *harvested = guo_weigh_day_text (guo_row_text (lot, "harvested_on"));
  g_autofree gchar *picked = *harvested != '\0' ? g_strdup_printf (_("picked %s"), harvested) : g_strdup ("");
  const gchar *parts[6] = { guo_row_text (delivery, "product_name"),
                            guo_row_text (lot, "no"),
                            guo_row_text (lot, "plot_name"),
                            picked,
                            guo_row_text (delivery, "vehicle") };
  GString *text = g_string_new (whose ? guo_row_text (delivery, "cooperative_name") : "");

  if (*guo_row_text (delivery, "variety_name") != '\0')
    parts[0] = guo_row_text (delivery, "variety_name");
  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s%s", text->len > 0 ? " · " : "", i == 1 ? _("lot ") : "",
                              parts[i]);
  return g_string_free (text, FALSE);
}

gchar *
guo_weigh_head_next (const GuoWeighLoad *load, gint no)
{
  if (guo_weigh_load_is_first (load))
    return g_strdup (_("Truck, first"));
  if (load->mode == GUO_WEIGH_TRUCK)
    return g_strdup (_("Truck, second"));
  return g_strdup_printf (load->mode == GUO_WEIGH_PALLET ? _("Pallet %d") : _("Crate %d"), no);
}

const gchar *
guo_weigh_head_acts (const GuoWeighLoad *load)
{
  if (guo_weigh_load_is_first (load))
    return _("Record first");
  if (load->mode == GUO_WEIGH_TRUCK)
    return _("Record second");
  return _("Record");
}
