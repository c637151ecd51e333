#include "station/label/case-data.h"

#include "station/client/format.h"
#include "station/gs1/digital-link.h"
#include "station/certificate.h"

#include <string.h>

#define ORIGIN_MOST 10 /* hanzi that the layout's line for the origin holds when narrowed */

const gchar *const guo_case_label_fields[]
  = { "product",   "grade_class", "net_content", "diameter",       "origin",  "packed_on", "lot",
      "number",    "serial",      "uri",         "mark",           "copy",    "brand",     "promisor",
      "contact",   "promise",     "ground",      "certificate_no", "variety", "picked_on", "gtin",
      "commodity", "description", "grower",      "origin_en",      "centre",  NULL };

/* The label is Chinese whatever the screen speaks: it is for those who buy. */
static const struct
{
  const gchar *code;
  const gchar *name;
  const gchar *name_en;
} classes[] = {
  { "special", "特级", "Special" },     { "first", "一级", "First class" },  { "second", "二级", "Second class" },
  { "third", "三级", "Third class" },   { "below", "级外", "Below grade" },
};

static const gchar *
text (json_t *row, const gchar *name)
{
  const gchar *value = json_string_value (json_object_get (row, name));

  return value != NULL ? value : "";
}

const gchar *
guo_case_class_name (const gchar *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strcmp (classes[i].code, code) == 0)
      return classes[i].name;
  return code;
}

static const gchar *
class_name_en (const gchar *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strcmp (classes[i].code, code) == 0)
      return classes[i].name_en;
  return code;
}

gchar *
guo_case_label_origin (json_t *places, const gchar *otherwise)
{
  gsize n = json_array_size (places);
  json_t *first = json_array_get (places, 0);
  g_autofree gchar *full = NULL, *villages = NULL;

  if (n == 0)
    return g_strdup (otherwise);
  full = g_strjoin (text (first, "township")[0] != '\0' ? " " : "", text (first, "township"), text (first, "name"), NULL);
  if (n == 1)
    return g_strdup (g_utf8_strlen (full, -1) <= ORIGIN_MOST ? full : text (first, "name"));
  villages = g_strjoin ("、", text (first, "name"), text (json_array_get (places, 1), "name"), NULL);
  if (n == 2 && g_utf8_strlen (villages, -1) <= ORIGIN_MOST)
    return g_steal_pointer (&villages);
  return g_strdup_printf ("%s等%u村", text (first, "name"), (guint) n);
}

/* 6A000128K7QX is case 000128: without year, letter and the four characters of the seal. */
static gchar *
case_number (const gchar *serial)
{
  gsize len = strlen (serial);

  return len > 6 ? g_strndup (serial + 2, len - 6) : g_strdup (serial);
}

static const gchar *
mark_text (GuoStation *station, json_t *centre)
{
  if (guo_station_is_practice (station))
    return "模拟 样张";
  return text (centre, "host")[0] == '\0' ? "样张" : "";
}

/* The brand's mark is shown only where its licence held on the day of packing. */
static gchar *
brand_text (json_t *packlot)
{
  json_t *brand = json_object_get (packlot, "brand");
  json_t *licence = json_object_get (brand, "licence");
  const gchar *packed = text (packlot, "packed_on");

  if (!json_is_object (licence) || strcmp (text (licence, "from"), packed) > 0
      || strcmp (packed, text (licence, "to")) > 0)
    return g_strdup ("");
  return g_strdup_printf ("%s · %s %s", text (brand, "name"), text (brand, "mark"), text (licence, "number"));
}

/* Appends @part, where there is one, behind @separator. */
static void
append (GString *out, const gchar *separator, const gchar *part)
{
  if (part[0] != '\0')
    g_string_append_printf (out, "%s%s", out->len > 0 ? separator : "", part);
}

/* "Crisp plum 脆李" */
static gchar *
commodity_text (json_t *packlot)
{
  GString *out = g_string_new (NULL);

  append (out, " ", text (packlot, "product_name_en"));
  append (out, " ", text (packlot, "product_name"));
  return g_string_free (out, FALSE);
}

/* "Qingcui · Special" */
static gchar *
description_text (json_t *packlot)
{
  const gchar *variety = text (packlot, "variety_name_en");
  GString *out = g_string_new (NULL);

  append (out, " · ", variety[0] != '\0' ? variety : text (packlot, "variety_name"));
  append (out, " · ", class_name_en (text (packlot, "grade_class")));
  return g_string_free (out, FALSE);
}

/* All that handed fruit in, the English name where there is one. */
static gchar *
grower_text (json_t *packlot)
{
  GString *out = g_string_new (NULL);
  gsize i;
  json_t *party;

  json_array_foreach (json_object_get (packlot, "cooperatives"), i, party)
    append (out, ", ", text (party, "name_en")[0] != '\0' ? text (party, "name_en") : text (party, "name"));
  return g_string_free (out, FALSE);
}

/* "Quchi, Wushan, China" of the first place; empty where nobody wrote it in English. */
static gchar *
origin_en_text (json_t *packlot)
{
  json_t *first = json_array_get (json_object_get (packlot, "places"), 0);
  GString *out = g_string_new (NULL);

  append (out, ", ", text (first, "township_en"));
  append (out, ", ", text (first, "county_en"));
  append (out, ", ", out->len > 0 ? "China" : "");
  return g_string_free (out, FALSE);
}

static gchar *
picked_text (json_t *packlot)
{
  const gchar *from = text (packlot, "picked_from"), *to = text (packlot, "picked_to");

  return strcmp (from, to) == 0 || to[0] == '\0' ? g_strdup (from) : g_strdup_printf ("%s/%s", from, to);
}

static void
put_taken (json_t *into, const gchar *name, gchar *value)
{
  json_object_set_new (into, name, json_string (value));
  g_free (value);
}

/* What a label for buyers abroad has besides. */
static void
put_trade (json_t *data, json_t *packlot, json_t *centre)
{
  put_taken (data, "variety", g_strdup (text (packlot, "variety_name")));
  put_taken (data, "picked_on", picked_text (packlot));
  put_taken (data, "gtin", g_strdup (text (packlot, "gtin")));
  put_taken (data, "commodity", commodity_text (packlot));
  put_taken (data, "description", description_text (packlot));
  put_taken (data, "grower", grower_text (packlot));
  put_taken (data, "origin_en", origin_en_text (packlot));
  put_taken (data, "centre", g_strdup (text (centre, "name")));
}

static json_t *
required_row (GuoDatabase *db, const gchar *statement, const gchar *what, json_t *params, const gchar *id,
              GError **error)
{
  g_autoptr(json_t) row = guo_database_row (db, statement, params, error);

  if (row == NULL)
    return NULL;
  if (!json_is_null (row))
    return g_steal_pointer (&row);
  guo_refuse (error, GUO_STATION_ERROR_NOT_FOUND, "not-found", json_pack ("{s:s, s:s}", "what", what, "id", id),
              "there is no %s %s", what, id);
  return NULL;
}

static json_t *
compose (GuoStation *station, json_t *pack_case, json_t *packlot, json_t *centre, gint64 copy, GError **error)
{
  const gchar *serial = text (pack_case, "serial");
  g_autofree gchar *base = guo_station_pages_url (station);
  g_autofree gchar *uri
    = guo_digital_link_case (base, text (packlot, "gtin"), text (packlot, "no"), serial, error);
  g_autofree gchar *net = guo_format_net_content (json_integer_value (json_object_get (packlot, "nominal_mg")));
  g_autofree gchar *origin = guo_case_label_origin (json_object_get (packlot, "places"), text (centre, "place"));
  g_autofree gchar *number = case_number (serial);
  g_autofree gchar *brand = brand_text (packlot);
  g_autofree gchar *again = copy > 1 ? g_strdup_printf ("%" G_GINT64_FORMAT, copy - 1) : g_strdup ("");

  if (uri == NULL)
    return NULL;
  return json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "product",
                    text (packlot, "product_name"), "grade_class", guo_case_class_name (text (packlot, "grade_class")),
                    "net_content", net, "origin", origin, "packed_on", text (packlot, "packed_on"), "lot",
                    text (packlot, "no"), "number", number, "serial", serial, "uri", uri, "mark",
                    mark_text (station, centre), "copy", again, "brand", brand);
}

json_t *
guo_case_label_data (GuoStation *station, GuoDatabase *db, const gchar *serial, gint64 copy, GError **error)
{
  g_autoptr(json_t) by_serial = json_pack ("{s:s}", "serial", serial);
  g_autoptr(json_t) pack_case = required_row (db, "case", "case", by_serial, serial, error);
  g_autoptr(json_t) by_lot = NULL;
  g_autoptr(json_t) packlot = NULL;
  g_autoptr(json_t) centre = NULL;
  g_autoptr(json_t) certificates = NULL;
  json_t *data;

  if (pack_case == NULL)
    return NULL;
  by_lot = json_pack ("{s:O, s:O}", "id", json_object_get (pack_case, "lot"), "lot", json_object_get (pack_case, "lot"));
  packlot = required_row (db, "packlot", "lot", by_lot, text (pack_case, "lot_no"), error);
  centre = packlot != NULL ? guo_database_row (db, "centre", NULL, error) : NULL;
  certificates = centre != NULL ? guo_database_row (db, "packlot-certificates", by_lot, error) : NULL;
  data = certificates != NULL ? compose (station, pack_case, packlot, centre, copy, error) : NULL;
  if (data == NULL)
    return NULL;
  guo_certificate_put (data, centre, certificates);
  put_trade (data, packlot, centre);
  return data;
}
