#include "station/label/case-data.h"

#include "station/client/format.h"
#include "station/gs1/digital-link.h"
#include "station/certificate.h"

#include <string.h>

#define ORIGIN_MOST 10 /* hanzi that the layout's line for the origin holds when narrowed */

/* The label is Chinese whatever the screen speaks: it is for those who buy. */
static const struct
{
  const gchar *code;
  const gchar *name;
} classes[] = {
  { "special", "特级" }, { "first", "一级" }, { "second", "二级" }, { "third", "三级" }, { "below", "级外" },
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

/* "曲尺乡 青石坝村" where it fits, the villages alone where not, the first of many with their number. */
static gchar *
origin_text (json_t *packlot, json_t *centre)
{
  json_t *places = json_object_get (packlot, "places");
  gsize n = json_array_size (places);
  json_t *first = json_array_get (places, 0);
  g_autofree gchar *full = NULL, *villages = NULL;

  if (n == 0)
    return g_strdup (text (centre, "place"));
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

/* A part-full case says so where it stands among full ones, before anything else. */
static const gchar *
mark_text (GuoStation *station, json_t *centre, gboolean part)
{
  if (guo_station_is_practice (station))
    return part ? "零头 样张" : "模拟 样张";
  if (text (centre, "host")[0] == '\0')
    return part ? "零头 样张" : "样张";
  return part ? "零头" : "";
}

/* The nominal content; of a part-full case what is in it, to ten grams. */
static gchar *
net_text (json_t *pack_case, json_t *packlot)
{
  gint64 net_mg = json_integer_value (json_object_get (pack_case, "net_mg"));

  if (!json_is_true (json_object_get (pack_case, "part")))
    return guo_format_net_content (json_integer_value (json_object_get (packlot, "nominal_mg")));
  return guo_format_net_content (net_mg - net_mg % 10000);
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
  g_autofree gchar *net = net_text (pack_case, packlot);
  g_autofree gchar *origin = origin_text (packlot, centre);
  g_autofree gchar *number = case_number (serial);
  g_autofree gchar *brand = brand_text (packlot);
  g_autofree gchar *again = copy > 1 ? g_strdup_printf ("%" G_GINT64_FORMAT, copy - 1) : g_strdup ("");

  if (uri == NULL)
    return NULL;
  return json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "product",
                    text (packlot, "product_name"), "grade_class", guo_case_class_name (text (packlot, "grade_class")),
                    "net_content", net, "origin", origin, "packed_on", text (packlot, "packed_on"), "lot",
                    text (packlot, "no"), "number", number, "serial", serial, "uri", uri, "mark",
                    mark_text (station, centre, json_is_true (json_object_get (pack_case, "part"))), "copy", again, "brand", brand);
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
  if (data != NULL)
    guo_certificate_put (data, centre, certificates);
  return data;
}
