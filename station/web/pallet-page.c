/* The page of a pallet: what stands on it now, lot by lot. */
#include "station/web/view.h"
#include "station/web/words.h"

#include "station/client/format.h"

/* What the labels of the cases say together, as the pallet's own label sums it up. */
static gint64
content_of (json_t *cases)
{
  gint64 mg = 0;
  json_t *row;
  gsize i;

  json_array_foreach (cases, i, row)
    {
      gint64 nominal_mg = guo_view_number (row, "nominal_mg");

      mg += nominal_mg > 0 ? nominal_mg : guo_view_number (row, "net_mg");
    }
  return mg;
}

/* "60716-014 · 5 kg · 16 July" */
static gchar *
about_of (json_t *lot)
{
  g_autofree gchar *content = guo_format_net_content (guo_view_number (lot, "nominal_mg"));
  g_autofree gchar *packed = guo_view_day (guo_view_text (lot, "packed_on"), FALSE);

  return g_strjoin (" · ", guo_view_text (lot, "no"), content, packed, NULL);
}

static gchar *
fruit_of (GuoView *view, json_t *lot)
{
  return g_strdup_printf ("%s · %s", guo_view_fruit (view, lot), guo_view_grade (guo_view_text (lot, "grade_class")));
}

static json_t *
line_of (GuoView *view, json_t *lot, gint64 cases)
{
  g_autofree gchar *fruit = fruit_of (view, lot);
  g_autofree gchar *about = about_of (lot);
  g_autofree gchar *count = guo_view_count (cases);
  g_autofree gchar *path = NULL;
  GuoRoute route = { .kind = GUO_ROUTE_LOT };

  g_strlcpy (route.gtin, guo_view_text (lot, "gtin"), sizeof route.gtin);
  g_strlcpy (route.lot, guo_view_text (lot, "no"), sizeof route.lot);
  path = guo_web_route_path (&route);
  return json_pack ("{s:s, s:s, s:s, s:s, s:b}", "href", path, "fruit", fruit, "about", about, "cases", count, "held",
                    guo_view_is_held (view, lot));
}

/* The lots, and over them all what they have in common: "Crisp plum · Special class", or that there are several. */
static void
put_lots (GuoView *view, json_t *model, json_t *pallet)
{
  json_t *lines = json_array ();
  g_autofree gchar *common = NULL;
  g_autofree gchar *sum = guo_view_count (guo_view_number (pallet, "cases"));
  gboolean several = FALSE;
  json_t *row;
  gsize i;

  json_array_foreach (json_object_get (pallet, "lots"), i, row)
    {
      g_autoptr(json_t) lot = guo_view_row (view, "packlot",
                                            json_pack ("{s:I}", "id", (json_int_t) guo_view_number (row, "id")));
      g_autofree gchar *fruit = fruit_of (view, lot);

      json_array_append_new (lines, line_of (view, lot, guo_view_number (row, "cases")));
      if (common == NULL)
        {
          common = g_strdup (fruit);
          json_object_set_new (model, "emblem", guo_view_emblem (lot));
        }
      several = several || !g_str_equal (common, fruit);
    }
  if (json_array_size (lines) > 0)
    json_object_set_new (model, "lots", json_pack ("{s:o, s:s}", "lines", lines, "sum", sum));
  else
    json_decref (lines);
  if (several)
    json_object_del (model, "emblem");
  guo_view_take (model, "heading", common == NULL || several ? g_strdup (_("Pallet")) : g_steal_pointer (&common));
}

static void
put_tiles (json_t *model, json_t *pallet, json_t *cases)
{
  json_t *tiles = json_array ();

  guo_view_add (tiles, _("Cases"), guo_view_count (guo_view_number (pallet, "cases")));
  guo_view_add (tiles, _("Net content"), guo_format_net_content (content_of (cases)));
  json_object_set_new (model, "tiles", json_pack ("{s:o}", "list", tiles));
}

/* As on the page of a lot: the hash alone, so that no number of a case is read off here. */
static void
put_cases (GuoView *view, json_t *model, json_t *pallet)
{
  g_autoptr(json_t) rows = guo_view_rows (view, "pallet-cases",
                                          json_pack ("{s:I}", "pallet", (json_int_t) guo_view_number (pallet, "id")));
  g_autofree gchar *total = guo_view_count (guo_view_number (pallet, "cases"));
  json_t *lines = json_array ();
  json_t *cases;
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    {
      g_autofree gchar *net = guo_view_kg (guo_view_number (row, "net_mg"));

      json_array_append_new (lines, json_pack ("{s:s, s:s}", "hash", guo_view_text (row, "serial_hash"), "net", net));
    }
  cases = json_pack ("{s:o}", "rows", lines);
  guo_view_take (cases, "title", g_strdup_printf (_("All cases of this pallet (%s)"), total));
  json_object_set_new (model, "cases", cases);
}

static gboolean
holds_any (json_t *model)
{
  json_t *line;
  gsize i;

  json_array_foreach (json_object_get (json_object_get (model, "lots"), "lines"), i, line)
    if (json_is_true (json_object_get (line, "held")))
      return TRUE;
  return FALSE;
}

/* After put_lots(): which lots are held is said at their lines, too. */
static void
put_warnings (GuoView *view, json_t *model, json_t *pallet)
{
  json_t *boxes = json_array ();

  if (guo_proof_is_damaged (view, guo_view_number (pallet, "id"), 0))
    json_array_append_new (boxes, guo_view_warning (view, _("This record is damaged"),
                                                    g_strdup (_("It does not match its own fingerprint or signature any "
                                                                "more: somebody or something changed it. Please do not "
                                                                "rely on what stands below, and ask the sorting "
                                                                "centre."))));
  if (g_str_equal (guo_view_text (pallet, "state"), "void"))
    json_array_append_new (boxes, guo_view_warning (view, _("This pallet was withdrawn from the record"),
                                                    g_strdup (_("Nothing should be sold under this label any more. Please "
                                                                "look at the labels of the cases themselves, and ask the "
                                                                "sorting centre."))));
  else if (holds_any (model))
    json_array_append_new (boxes, guo_view_held_warning (view, _("Fruit on this pallet is on hold")));
  json_object_set_new (model, "warnings", boxes);
}

/* "Pallet 3 · SSCC 095212345000000018 · still open: cases may be added" */
static gchar *
where_of (json_t *pallet)
{
  const gchar *no = guo_view_text (pallet, "no"), *sscc = guo_view_text (pallet, "sscc");
  g_autofree gchar *name = g_strdup_printf (_("pallet %s"), no);
  gboolean open = g_str_equal (guo_view_text (pallet, "state"), "open");

  return g_strconcat (*no != '\0' ? name : "", *no != '\0' ? " · " : "", "SSCC ", sscc, open ? " · " : "",
                      open ? _("still being packed: more cases may come") : "", NULL);
}

json_t *
guo_pallet_page (GuoView *view, const gchar **template)
{
  g_autoptr(json_t) pallet = guo_view_row (view, "pallet", json_pack ("{s:s}", "sscc", view->route.sscc));
  g_autoptr(json_t) cases = NULL;
  g_autoptr(json_t) model = json_object ();

  if (pallet == NULL)
    return NULL;
  cases = guo_view_rows (view, "pallet-label",
                         json_pack ("{s:I}", "pallet", (json_int_t) guo_view_number (pallet, "id")));
  put_lots (view, model, pallet);
  put_warnings (view, model, pallet);
  guo_view_take (model, "where", where_of (pallet));
  guo_view_take (model, "title", g_strdup_printf ("%s · %s", guo_view_text (model, "heading"), view->route.sscc));
  if (json_array_size (cases) > 0)
    {
      put_tiles (model, pallet, cases);
      put_cases (view, model, pallet);
    }
  *template = GUO_TEMPLATE_PALLET;
  return view->error == NULL ? g_steal_pointer (&model) : NULL;
}
