/* 承诺达标合格证 on the lot’s page: the promise that the label of a case makes, in
 * the same words (MARA order 2025 no. 4). What nobody recorded is not promised in anybody’s name. */
#include "station/certificate.h"
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

/* What an English reader needs beside the Chinese words, which are the law’s own. */
static const gchar *
meaning_of (GuoPromise promise)
{
  return promise == GUO_PROMISE_CENTRE
           ? "It promises: the certificates of all sources of this lot were collected and are kept; no preservative, "
             "antiseptic or additive was used against the rules."
           : "It promises: no forbidden pesticide, veterinary drug or other compound was used; residues of the "
             "permitted ones keep to the rules.";
}

static const gchar *
ground_of (const GuoView *view)
{
  const gchar *ground = guo_view_text (view->centre, "certificate_ground");

  if (g_str_equal (ground, "own-test"))
    return "On the ground of: its own test, passed.";
  return g_str_equal (ground, "commissioned-test") ? "On the ground of: a commissioned test, passed."
                                                   : "On the ground of: quality and safety controls in order.";
}

/* What stands behind the promise, or what to do where there is none. */
static gchar *
state_of (GuoPromise promise, json_t *certificates)
{
  gint64 lots = guo_view_number (certificates, "lots");
  gint64 certified = guo_view_number (certificates, "certified");
  g_autofree gchar *all = guo_view_count (lots);
  g_autofree gchar *some = guo_view_count (certified);

  if (promise == GUO_PROMISE_CENTRE)
    return g_strdup (_("✓ The growers’ own certificates came with every delivery in this lot and are kept at the "
                       "sorting centre."));
  if (promise == GUO_PROMISE_COOPERATIVE)
    return g_strdup (_("✓ The cooperative issued this certificate. The sorting centre sorted and packed its fruit; the "
                       "grounds are those ticked on the paper with that number."));
  if (certified == 0)
    return g_strdup (_("○ No such certificate is recorded for this lot. One has to go with the goods: ask the seller "
                       "to show it, or ask the sorting centre."));
  return g_strdup_printf (_("○ No certificate for this whole lot is recorded. The growers’ own certificates came with "
                            "%s of its %s deliveries and are kept at the sorting centre: ask there."), some, all);
}

static void
put_promise (const GuoView *view, json_t *model, json_t *rows, GuoPromise promise, json_t *certificates)
{
  g_autoptr(json_t) said = json_object ();
  gboolean english = g_str_equal (view->language, "en");

  guo_certificate_put (said, view->centre, certificates);
  guo_view_add (rows, _("Who promises"),
                g_strdup (promise == GUO_PROMISE_CENTRE ? guo_view_name (view, view->centre, "name")
                                                        : guo_view_name (view, certificates, "cooperative_name")));
  guo_view_add (rows, _("Contact"), g_strdup (guo_view_text (said, "contact")));
  guo_view_add (rows, _("Certificate number"), g_strdup (guo_view_text (said, "certificate_no")));
  guo_view_take (model, "promise", g_strdup (guo_view_text (said, "promise")));
  guo_view_take (model, "ground", g_strdup (guo_view_text (said, "ground")));
  if (english)
    guo_view_take (model, "meaning", g_strdup (meaning_of (promise)));
  if (english && promise == GUO_PROMISE_CENTRE)
    guo_view_take (model, "ground_meaning", g_strdup (ground_of (view)));
}

json_t *
guo_certificate_model (GuoView *view, json_t *lot, const gchar *origin)
{
  g_autoptr(json_t) certificates = guo_view_row (view, "packlot-certificates",
                                                 json_pack ("{s:I}", "lot",
                                                            (json_int_t) guo_view_number (lot, "id")));
  GuoPromise promise = guo_certificate_promise (view->centre, certificates);
  const gchar *variety = guo_view_name (view, lot, "variety_name");
  json_t *rows = json_array ();
  json_t *model = json_pack ("{s:o}", "rows", rows);

  if (g_str_equal (view->language, "en"))
    guo_view_take (model, "subtitle", g_strdup ("Certificate of promised compliance (edible farm products, China)"));
  if (promise != GUO_PROMISE_NOBODY)
    {
      guo_view_add (rows, _("Product"), g_strconcat (guo_view_name (view, lot, "product_name"),
                                                     *variety != '\0' ? " " : "", variety, NULL));
      guo_view_add (rows, _("Quantity"), quantity_of (lot));
      guo_view_add (rows, _("Origin"), g_strdup (origin));
      guo_view_add (rows, _("Issued"), guo_view_day (guo_view_text (lot, "packed_on"), TRUE));
      put_promise (view, model, rows, promise, certificates);
    }
  guo_view_take (model, "state", state_of (promise, certificates));
  return model;
}
