#include "station/label/pallet-label.h"

#include "station/label/pallet-data.h"

static const gchar *
text (json_t *row, const gchar *name)
{
  const gchar *value = json_string_value (json_object_get (row, name));

  return value != NULL ? value : "";
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
fill (GuoStation *station, json_t *centre, json_t *row, json_t *cases, gint64 copy, GError **error)
{
  g_autofree gchar *base = guo_station_pages_url (station);
  GuoPallet pallet = {
    .sscc = text (row, "sscc"),
    .from = text (centre, "name"),
    .to = text (row, "to"),
    .order = text (row, "order"),
    .number = text (row, "no"),
    .base = base,
    .mark = mark_of (station, centre, row),
    .copy = copy,
    .cases = cases,
  };

  return guo_pallet_label_data (&pallet, error);
}

json_t *
guo_pallet_label_read (GuoStation *station, GuoDatabase *db, const gchar *sscc, gint64 copy, GError **error)
{
  g_autoptr(json_t) by_sscc = json_pack ("{s:s}", "sscc", sscc);
  g_autoptr(json_t) row = guo_database_row (db, "pallet", by_sscc, error);
  g_autoptr(json_t) centre = row != NULL ? guo_database_row (db, "centre", NULL, error) : NULL;
  g_autoptr(json_t) by_id = NULL, cases = NULL;

  if (centre == NULL)
    return NULL;
  if (json_is_null (row))
    {
      guo_refuse (error, GUO_STATION_ERROR_NOT_FOUND, "not-found", json_pack ("{s:s, s:s}", "what", "pallet", "id", sscc),
                  "there is no pallet %s", sscc);
      return NULL;
    }
  by_id = json_pack ("{s:O}", "pallet", json_object_get (row, "id"));
  cases = guo_database_rows (db, "pallet-label", by_id, error);
  return cases != NULL ? fill (station, centre, row, cases, copy, error) : NULL;
}
