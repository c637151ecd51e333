/* The page of a pack lot, with one of its cases on top when the path names it. */
#include "station/web/view.h"
#include "station/web/words.h"

#include "station/client/format.h"

#include <string.h>

#define CASES_A_PAGE 300

/* "巫山县双龙镇青石坝村", "Qingshiba, Shuanglong, Wushan". */
static gchar *
place_of (const GuoView *view, json_t *village)
{
  const gchar *name = guo_view_name (view, village, "name");
  const gchar *township = guo_view_name (view, village, "township");
  const gchar *county = guo_view_name (view, village, "county");

  if (g_str_equal (view->language, "en"))
    {
      g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
      g_auto(GStrv) all = NULL;

      for (guint i = 0; i < 3; i++)
        {
          const gchar *part = i == 0 ? name : i == 1 ? township : county;

          if (*part != '\0')
            g_strv_builder_add (parts, part);
        }
      all = g_strv_builder_end (parts);
      return g_strjoinv (", ", all);
    }
  return g_strconcat (county, township, name, NULL);
}

static gchar *
places_of (const GuoView *view, json_t *villages)
{
  GString *text = g_string_new (NULL);
  json_t *village;
  gsize i;

  json_array_foreach (villages, i, village)
    {
      g_autofree gchar *place = place_of (view, village);

      g_string_append_printf (text, "%s%s", text->len > 0 ? _(", ") : "", place);
    }
  return g_string_free (text, FALSE);
}

static gchar *
altitude_of (json_t *villages)
{
  gint64 low = 0;
  gint64 high = 0;
  g_autofree gchar *top = NULL;
  g_autofree gchar *bottom = NULL;
  g_autofree gchar *range = NULL;
  json_t *village;
  gsize i;

  json_array_foreach (villages, i, village)
    {
      gint64 m = guo_view_number (village, "altitude_m");

      low = m > 0 && (low == 0 || m < low) ? m : low;
      high = MAX (high, m);
    }
  if (high == 0)
    return NULL;
  top = guo_view_count (high);
  bottom = guo_view_count (low);
  range = low == high ? g_strdup (top) : g_strconcat (bottom, "–", top, NULL);
  return g_strdup_printf (_("altitude %s m"), range);
}

static void
put_head (GuoView *view, json_t *model, json_t *lot)
{
  json_t *places = json_object_get (lot, "places");
  g_autofree gchar *where = places_of (view, places);
  g_autofree gchar *who = guo_view_join (view, json_object_get (lot, "cooperatives"));
  g_autofree gchar *altitude = altitude_of (places);
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
  g_auto(GStrv) all = NULL;
  gchar *heading = g_strdup_printf ("%s · %s", guo_view_fruit (view, lot),
                                    guo_view_grade (guo_view_text (lot, "grade_class")));

  if (*where != '\0')
    g_strv_builder_add (parts, where);
  if (*who != '\0')
    g_strv_builder_add (parts, who);
  if (altitude != NULL)
    g_strv_builder_add (parts, altitude);
  all = g_strv_builder_end (parts);
  guo_view_take (model, "where", g_strjoinv (" · ", all));
  guo_view_take (model, "title", g_strdup (heading));
  guo_view_take (model, "heading", heading);
  json_object_set_new (model, "emblem", guo_view_emblem (lot));
}

/* @unit: (nullable): one case; a part-full one holds what it holds. */
static void
put_tiles (json_t *model, json_t *lot, json_t *unit)
{
  gboolean one = unit != NULL, part = json_is_true (json_object_get (unit, "part"));
  json_t *tiles = json_array ();

  guo_view_add (tiles, one ? _("Net content") : _("Net content of a case"),
                guo_format_net_content (part ? guo_view_number (unit, "net_mg") / 10000 * 10000
                                             : guo_view_number (lot, "nominal_mg")));
  guo_view_add (tiles, _("Picked"),
                guo_view_days (guo_view_text (lot, "picked_from"), guo_view_text (lot, "picked_to")));
  guo_view_add (tiles, _("Packed"), guo_view_day (guo_view_text (lot, "packed_on"), FALSE));
  if (!one)
    guo_view_add (tiles, _("Cases"), guo_view_count (guo_view_number (lot, "cases")));
  json_object_set_new (model, "tiles", tiles);
}

/* The running number that stands large on the label: the six digits of "6A000128K7QX". */
static gchar *
running_of (const gchar *serial)
{
  gsize len = strlen (serial);

  return len > 6 ? g_strndup (serial + 2, len - 6) : g_strdup (serial);
}

/* The cases that took the place of one that was opened, each a link: who holds the old label finds the fruit. */
static json_t *
successors_of (const GuoView *view, json_t *unit)
{
  json_t *links = json_array ();
  gsize i;
  json_t *serial;

  json_array_foreach (json_object_get (unit, "successors"), i, serial)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(json_t) params = json_pack ("{s:O}", "serial", serial);
      g_autoptr(json_t) row = guo_database_row (view->request->db, "case", params, &error);
      GuoRoute route = view->route;
      g_autofree gchar *path = NULL;

      if (row == NULL || json_is_null (row))
        continue;
      g_strlcpy (route.gtin, guo_view_text (row, "gtin"), sizeof route.gtin);
      g_strlcpy (route.lot, guo_view_text (row, "lot_no"), sizeof route.lot);
      g_strlcpy (route.serial, json_string_value (serial), sizeof route.serial);
      path = guo_web_route_path (&route);
      json_array_append_new (links, json_pack ("{s:s, s:s}", "href", path, "serial", json_string_value (serial)));
    }
  return links;
}

static gboolean
is_state (json_t *unit, const gchar *state)
{
  return unit != NULL && g_str_equal (guo_view_text (unit, "state"), state);
}

static void
put_case (json_t *model, json_t *unit)
{
  json_t *entry = json_pack ("{s:s}", "serial", guo_view_text (unit, "serial"));

  guo_view_take (entry, "running", running_of (guo_view_text (unit, "serial")));
  json_object_set_new (model, "case", entry);
}

/* What a buyer must read before anything else, the worst first. */
static void
put_warnings (GuoView *view, json_t *model, json_t *lot, json_t *unit)
{
  json_t *boxes = json_array ();
  gboolean all = json_is_true (json_object_get (lot, "void"));

  if (guo_proof_is_damaged (view, guo_view_number (lot, "id"), guo_view_number (unit, "id")))
    json_array_append_new (boxes, guo_view_warning (view, _("This record is damaged"),
                                           g_strdup (_("It does not match its own fingerprint or signature any more: "
                                                       "somebody or something changed it. Please do not rely on what "
                                                       "stands below, and ask the sorting centre."))));
  if (!all && is_state (unit, "replaced"))
    {
      json_t *box = guo_view_warning (view, _("This case was opened and packed anew"),
                             g_strdup (_("Its fruit is in the cases below. No case should be sold with this label any more.")));

      json_object_set_new (box, "successors", successors_of (view, unit));
      json_array_append_new (boxes, box);
    }
  else if (!all && is_state (unit, "reserved"))
    json_array_append_new (boxes,
                           guo_view_warning (view, _("This label is on no case yet"),
                                    g_strdup (_("It was printed beforehand, and no case was recorded with it. If you hold "
                                                "one, please do not rely on what stands below, and ask the sorting "
                                                "centre."))));
  else if (all || json_is_true (json_object_get (unit, "void")) || is_state (unit, "scrapped"))
    json_array_append_new (boxes,
                           guo_view_warning (view,
                                    all ? _("This lot was withdrawn from the record")
                                        : _("This case was withdrawn from the record"),
                                    g_strdup (_("No case should be sold with this label. If you hold one, the label may "
                                                "have been used again or copied: please do not rely on what stands "
                                                "below, and ask the sorting centre."))));
  else if (guo_view_is_held (view, lot))
    json_array_append_new (boxes, guo_view_held_warning (view, _("This lot is on hold")));
  json_object_set_new (model, "warnings", boxes);
}

/* A second label of the same case is no secret: it may be the one that is held. */
static gchar *
reprints_of (json_t *unit)
{
  gint64 n = guo_view_number (unit, "copies") - 1;
  g_autofree gchar *times = guo_view_count (n);

  if (n < 1)
    return NULL;
  return g_strdup_printf (dngettext (GETTEXT_PACKAGE, "%s time", "%s times", (gulong) n), times);
}

static gchar *
size_of (json_t *lot)
{
  gint64 n = guo_view_number (lot, "cases");
  g_autofree gchar *cases = guo_view_count (n);

  return g_strdup_printf (dngettext (GETTEXT_PACKAGE, "%s, %s case", "%s, %s cases", (gulong) n),
                          guo_view_text (lot, "no"), cases);
}

static void
put_facts (const GuoView *view, json_t *model, json_t *lot, json_t *unit)
{
  json_t *facts = json_array ();
  json_t *entry;

  entry = guo_view_add (facts, "承诺达标合格证", g_strdup (_("Show")));
  json_object_set_new (entry, "href", json_string ("#certificate"));
  guo_view_add (facts, _("Label printed again"), reprints_of (unit));
  entry = guo_view_add (facts, _("Lot"), size_of (lot));
  if (unit != NULL && entry != NULL)
    {
      GuoRoute route = view->route;
      g_autofree gchar *path = NULL;

      route.serial[0] = '\0';
      g_strlcpy (route.lot, guo_view_text (lot, "no"), sizeof route.lot);
      path = guo_web_route_path (&route);
      json_object_set_new (entry, "href", json_string (path));
    }
  if (json_is_true (json_object_get (lot, "simulated")))
    guo_view_add (facts, _("Weights"), g_strdup_printf ("▨ %s", _("simulated")));
  json_object_set_new (model, "facts", facts);
}

static void
add_step (json_t *way, gchar *day, const gchar *what, gchar *detail)
{
  if (*day != '\0')
    json_array_append_new (way, json_pack ("{s:s, s:s, s:s}", "day", day, "what", what, "detail",
                                           detail == NULL ? "" : detail));
  g_free (day);
  g_free (detail);
}

static gchar *
weight_of (json_t *lot, json_t *unit)
{
  gboolean part = json_is_true (json_object_get (unit, "part"));
  const gchar *mode = guo_view_text (unit, "net_mode");
  g_autofree gchar *kg = guo_view_kg (guo_view_number (unit, "net_mg"));
  g_autofree gchar *content = guo_format_net_content (guo_view_number (lot, "nominal_mg"));

  if (part)
    return g_strdup_printf (_("part-full: %s kg"), kg);
  if (g_str_equal (mode, "scale"))
    return g_strdup_printf (_("check-weighed: %s kg"), kg);
  if (g_str_equal (mode, "typed"))
    return g_strdup_printf (_("✎ typed by hand: %s kg"), kg);
  return g_strdup_printf (_("%s a case"), content);
}

/* The day, and by whose rules; what machine it was is the centre's own. */
static void
add_graded (GuoView *view, json_t *way, json_t *lot)
{
  g_autoptr(json_t) graded = guo_view_row (view, "web-lot-graded",
                                           json_pack ("{s:I}", "lot", (json_int_t) guo_view_number (lot, "id")));
  const gchar *name = guo_view_name (view, graded, "scheme_name"), *version = guo_view_text (graded, "scheme_version");
  gboolean one = guo_view_number (graded, "schemes") == 1 && *name != '\0';

  add_step (way, guo_view_days (guo_view_text (graded, "graded_from"), guo_view_text (graded, "graded_to")), _("graded"),
            one ? g_strdup_printf (_("scheme %s, version %s"), name, version) : NULL);
}

static void
put_way (GuoView *view, json_t *model, json_t *lot, json_t *sources, json_t *unit)
{
  json_t *way = json_array ();
  g_autofree gchar *where = guo_view_join (view, json_object_get (lot, "places"));
  g_autofree gchar *who = guo_view_join (view, json_object_get (lot, "cooperatives"));
  const gchar *centre = guo_view_name (view, view->centre, "name");
  g_autofree gchar *net = weight_of (lot, unit);

  add_step (way, guo_view_days (guo_view_text (lot, "picked_from"), guo_view_text (lot, "picked_to")),
            _("picked"), g_strdup_printf ("%s · %s · %s", where, who, guo_view_fruit (view, lot)));
  add_step (way, guo_view_days (guo_view_text (sources, "weighed_from"), guo_view_text (sources, "weighed_to")),
            _("delivered and weighed"), g_strdup (centre));
  add_graded (view, way, lot);
  add_step (way, guo_view_day (guo_view_text (lot, "packed_on"), FALSE), _("packed"),
            g_strdup_printf ("%s · %s", guo_view_grade (guo_view_text (lot, "grade_class")), net));
  json_object_set_new (model, "way", way);
  guo_view_take (model, "way_title", g_strdup (unit != NULL ? _("The way of this case") : _("The way of this lot")));
}

static gchar *
product_of (GuoView *view, json_t *lot)
{
  const gchar *product = guo_view_name (view, lot, "product_name");
  const gchar *fruit = guo_view_fruit (view, lot);

  return g_str_equal (product, fruit) ? g_strdup (product) : g_strdup_printf ("%s · %s", product, fruit);
}

static void
put_origins (GuoView *view, json_t *model, json_t *lot)
{
  json_t *origins = json_array ();
  json_t *places = json_object_get (lot, "places");

  guo_view_add (origins, _("Village"), places_of (view, places));
  guo_view_add (origins, _("Cooperative"), guo_view_join (view, json_object_get (lot, "cooperatives")));
  guo_view_add (origins, _("Fruit"), product_of (view, lot));
  guo_view_add (origins, _("Sorting centre"), g_strdup (guo_view_name (view, view->centre, "name")));
  json_object_set_new (model, "origins", origins);
}

/* The public record holds the hash alone: a number read off here opens no other case’s page. */
static json_t *
case_line (json_t *row, gint64 mine)
{
  g_autofree gchar *net = guo_view_kg (guo_view_number (row, "net_mg"));

  return json_pack ("{s:s, s:s, s:b, s:b}", "hash", guo_view_text (row, "serial_hash"), "net", net, "void",
                    !is_state (row, "packed"), "mine", guo_view_number (row, "id") == mine);
}

static void
put_cases (GuoView *view, json_t *model, json_t *lot, json_t *unit)
{
  gint64 before = guo_view_query_id (view, "before");
  g_autoptr(json_t) rows = guo_view_rows (view, "cases",
                                          json_pack ("{s:I, s:i, s:o}", "lot",
                                                     (json_int_t) guo_view_number (lot, "id"), "limit",
                                                     CASES_A_PAGE, "before",
                                                     before == 0 ? json_null () : json_integer (before)));
  g_autofree gchar *total = guo_view_count (guo_view_number (lot, "cases"));
  gsize n = json_array_size (rows);
  json_t *lines = json_array ();
  json_t *cases;
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    if (!is_state (row, "reserved"))
      json_array_append_new (lines, case_line (row, guo_view_number (unit, "id")));
  cases = json_pack ("{s:o, s:b}", "rows", lines, "open", before != 0);
  guo_view_take (cases, "title", g_strdup_printf (_("All cases of this lot (%s)"), total));
  if (n == CASES_A_PAGE)
    {
      g_autofree gchar *query = g_strdup_printf ("before=%" G_GINT64_FORMAT,
                                                 guo_view_number (json_array_get (rows, n - 1), "id"));

      guo_view_take (cases, "more", guo_view_link (view, query));
    }
  json_object_set_new (model, "cases", cases);
}

static json_t *
find_lot (GuoView *view, json_t *unit)
{
  if (*view->route.lot != '\0')
    return guo_view_row (view, "packlot",
                         json_pack ("{s:s, s:s}", "gtin", view->route.gtin, "no", view->route.lot));
  if (unit == NULL)
    return NULL;
  return guo_view_row (view, "packlot", json_pack ("{s:I}", "id", (json_int_t) guo_view_number (unit, "lot")));
}

/* The case that the path names, when it stands under this item and lot. */
static json_t *
find_case (GuoView *view)
{
  g_autoptr(json_t) unit = NULL;

  if (*view->route.serial == '\0')
    return NULL;
  unit = guo_view_row (view, "case", json_pack ("{s:s}", "serial", view->route.serial));
  if (unit == NULL || !g_str_equal (guo_view_text (unit, "gtin"), view->route.gtin))
    return NULL;
  if (*view->route.lot != '\0' && !g_str_equal (guo_view_text (unit, "lot_no"), view->route.lot))
    return NULL;
  return g_steal_pointer (&unit);
}

static void
put_unknown (json_t *model, const GuoView *view)
{
  gchar *text = g_strdup_printf (_("The lot %s is real, but it has no case with the number %s. If you typed the number, "
                                   "look at it again. If you scanned it from a label, that label was not made here and "
                                   "may be a fake: please ask the sorting centre."),
                                 view->route.lot, view->route.serial);

  json_object_set_new (model, "unknown", guo_view_warning (view, _("This case is not in our records"), text));
}

static json_t *
lot_model (GuoView *view, json_t *lot, json_t *unit)
{
  json_t *model = json_object ();
  json_t *brand = guo_brand_model (view, lot);
  g_autoptr(json_t) sources = guo_view_row (view, "web-lot-sources",
                                            json_pack ("{s:I}", "lot",
                                                       (json_int_t) guo_view_number (lot, "id")));
  g_autofree gchar *packed = guo_view_day (guo_view_text (lot, "packed_on"), FALSE);
  g_autofree gchar *origin = places_of (view, json_object_get (lot, "places"));

  put_head (view, model, lot);
  json_object_set_new (model, "brand", brand != NULL ? brand : json_null ());
  put_tiles (model, lot, unit);
  if (unit != NULL)
    put_case (model, unit);
  put_warnings (view, model, lot, unit);
  put_facts (view, model, lot, unit);
  put_way (view, model, lot, sources, unit);
  put_origins (view, model, lot);
  put_cases (view, model, lot, unit);
  json_object_set_new (model, "certificate", guo_certificate_model (view, lot, origin));
  json_object_set_new (model, "proof",
                       guo_proof_model (view, guo_view_number (lot, "id"), guo_view_number (unit, "id")));
  guo_view_take (model, "can",
                 g_strdup_printf (unit != NULL
                                    ? _("Once checked: that the record of this case was written into the sorting "
                                        "centre’s log on %s and was not changed since.")
                                    : _("Once checked: that the record of this lot was written into the sorting "
                                        "centre’s log on %s and was not changed since."),
                                  packed));
  return model;
}

json_t *
guo_lot_page (GuoView *view, const gchar **template)
{
  g_autoptr(json_t) unit = find_case (view);
  g_autoptr(json_t) lot = find_lot (view, unit);
  g_autoptr(json_t) model = NULL;

  if (lot == NULL)
    return NULL;
  model = lot_model (view, lot, unit);
  if (unit == NULL && *view->route.serial != '\0')
    put_unknown (model, view);
  *template = GUO_TEMPLATE_LOT;
  return view->error == NULL ? g_steal_pointer (&model) : NULL;
}
