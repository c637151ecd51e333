#include "station/label/pallet-data.h"

#include "station/client/format.h"
#include "station/label/case-data.h"

#include <string.h>

#define KG_MG ((gint64) 1000000)

static const gchar *
text (json_t *row, const gchar *name)
{
  const gchar *value = json_string_value (json_object_get (row, name));

  return value != NULL ? value : "";
}

/* What all lots have in common; "" where they differ. */
static const gchar *
common (json_t *lots, const gchar *name)
{
  const gchar *first = text (json_array_get (lots, 0), name);

  for (gsize i = 1; i < json_array_size (lots); i++)
    if (strcmp (text (json_array_get (lots, i), name), first) != 0)
      return "";
  return first;
}

static gint64
common_nominal (json_t *lots)
{
  gint64 first = json_integer_value (json_object_get (json_array_get (lots, 0), "nominal_mg"));

  for (gsize i = 1; i < json_array_size (lots); i++)
    if (json_integer_value (json_object_get (json_array_get (lots, i), "nominal_mg")) != first)
      return 0;
  return first;
}

static gchar *
lots_text (json_t *lots)
{
  GString *list = g_string_new (NULL);
  gsize i;
  json_t *lot;

  json_array_foreach (lots, i, lot)
    g_string_append_printf (list, "%s%s", i > 0 ? " " : "", text (lot, "no"));
  return g_string_free (list, FALSE);
}

/* "480", "480.35": what stands in the cases, to ten grams. */
static gchar *
kilograms (gint64 mg)
{
  gint64 rest = mg % KG_MG / 10000;

  return rest == 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, mg / KG_MG)
                   : g_strdup_printf ("%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, mg / KG_MG, rest);
}

static const gchar *
mark_of (GuoStation *station, json_t *centre, json_t *pallet)
{
  if (guo_station_is_practice (station))
    return "模拟 样张";
  if (text (centre, "host")[0] == '\0')
    return "样张";
  return json_is_true (json_object_get (pallet, "internal")) ? "站内" : "";
}

static json_t *
compose (GuoStation *station, json_t *pallet, json_t *centre, gint64 copy)
{
  json_t *lots = json_object_get (pallet, "lots");
  gint64 nominal_mg = common_nominal (lots);
  const gchar *class = common (lots, "grade_class"), *product = common (lots, "product_name");
  g_autofree gchar *list = lots_text (lots);
  g_autofree gchar *net = nominal_mg > 0 ? guo_format_net_content (nominal_mg) : g_strdup ("混装");
  g_autofree gchar *cases = g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (json_object_get (pallet, "cases")));
  g_autofree gchar *kg = kilograms (json_integer_value (json_object_get (pallet, "net_mg")));
  g_autofree gchar *again = copy > 1 ? g_strdup_printf ("%" G_GINT64_FORMAT, copy - 1) : g_strdup ("");
  g_autofree gchar *base = guo_station_pages_url (station);
  g_autofree gchar *uri = g_strdup_printf ("%s/00/%s", base, text (pallet, "sscc"));

  return json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "from",
                    text (centre, "name"), "to", text (pallet, "to"), "order", text (pallet, "order"), "pallet",
                    text (pallet, "no"), "product", *product != '\0' ? product : "混装", "grade_class",
                    *class != '\0' ? guo_case_class_name (class) : "混级", "net_content", net, "cases", cases, "net_kg", kg,
                    "lots", list, "packed_on", text (pallet, "day"), "gtin", common (lots, "gtin"), "sscc",
                    text (pallet, "sscc"), "uri", uri, "mark", mark_of (station, centre, pallet), "copy", again);
}

json_t *
guo_pallet_label_data (GuoStation *station, GuoDatabase *db, const gchar *sscc, gint64 copy, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:s}", "sscc", sscc);
  g_autoptr(json_t) pallet = guo_database_row (db, "pallet", params, error);
  g_autoptr(json_t) centre = pallet != NULL ? guo_database_row (db, "centre", NULL, error) : NULL;

  if (centre == NULL)
    return NULL;
  if (json_is_null (pallet))
    guo_refuse (error, GUO_STATION_ERROR_NOT_FOUND, "not-found", json_pack ("{s:s, s:s}", "what", "pallet", "id", sscc),
                "there is no pallet %s", sscc);
  else if (json_array_size (json_object_get (pallet, "lots")) == 0)
    guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-empty-field", json_pack ("{s:s}", "field", "lots"),
                "nothing stands on pallet %s", text (pallet, "no"));
  else
    return compose (station, pallet, centre, copy);
  return NULL;
}
