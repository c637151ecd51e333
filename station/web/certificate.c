/* 承诺达标合格证 on the lot's page: six fields, one promise, what the record holds for it
 * (MARA order 2025 no. 4). What nobody recorded is not promised in anybody's name. */
#include "station/web/view.h"
#include "station/web/words.h"

static gchar *
quantity_of (json_t *lot)
{
  gint64 n = guo_view_number (lot, "cases");
  g_autofree gchar *cases = guo_view_count (n);
  g_autofree gchar *kg = guo_view_kg (guo_view_number (lot, "net_mg"));

  return g_strdup_printf (dngettext (GETTEXT_PACKAGE, "%s kg in %s case", "%s kg in %s cases", (gulong) n), kg,
                          cases);
}

/* A buyer who pools fruit promises that the producers' certificates were collected: so that is what is
 * counted, lot by lot. */
static gchar *
state_of (json_t *sources)
{
  gint64 lots = guo_view_number (sources, "lots");
  gint64 certified = guo_view_number (sources, "certified");
  g_autofree gchar *all = guo_view_count (lots);
  g_autofree gchar *some = guo_view_count (certified);

  if (lots > 0 && certified == lots)
    return g_strdup (_("✓ The cooperatives' own certificates were collected for every delivery in this lot "
                       "and are kept at the centre. The grounds are those ticked on them."));
  if (certified > 0)
    return g_strdup_printf (_("○ The cooperatives' own certificates are recorded for %s of %s deliveries in this "
                              "lot. Ask the centre for the others."), some, all);
  return g_strdup (_("○ No number of a cooperative's own certificate is recorded for this lot. Ask the centre "
                     "for the paper that goes with the goods."));
}

json_t *
guo_certificate_model (const GuoView *view, json_t *lot, json_t *sources, const gchar *origin)
{
  json_t *rows = json_array ();
  json_t *model = json_pack ("{s:o}", "rows", rows);

  if (g_str_equal (view->language, "en"))
    guo_view_take (model, "subtitle", g_strdup ("Certificate of promised compliance (edible farm products, China)"));
  guo_view_add (rows, _("Product"), g_strdup_printf ("%s %s", guo_view_name (view, lot, "product_name"),
                                                     guo_view_name (view, lot, "variety_name")));
  guo_view_add (rows, _("Quantity"), quantity_of (lot));
  guo_view_add (rows, _("Origin"), g_strdup (origin));
  guo_view_add (rows, _("Issued"), guo_view_day (guo_view_text (lot, "packed_on"), TRUE));
  guo_view_add (rows, _("Who promises"), g_strdup (guo_view_name (view, view->centre, "name")));
  guo_view_add (rows, _("Contact"), g_strdup (guo_view_text (view->centre, "phone")));
  guo_view_take (model, "state", state_of (sources));
  return model;
}
