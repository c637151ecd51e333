/* What stands on a delivery's slip, gathered from the views. */
#include "station/slip.h"

#include "station/call.h"

#include <string.h>

#define CRATES_MAX 100000

static json_t *
rows_of (GuoDatabase *db, const gchar *statement, gint64 delivery, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I, s:i}", "delivery", (json_int_t) delivery, "limit", CRATES_MAX);

  return guo_database_rows (db, statement, params, error);
}

/* The store answers newest first; people count upwards. */
static json_t *
reversed (json_t *rows)
{
  json_t *out = json_array ();

  for (gsize i = json_array_size (rows); i > 0; i--)
    json_array_append (out, json_array_get (rows, i - 1));
  return out;
}

static gboolean
put_weighings (json_t *data, GuoDatabase *db, gint64 delivery, GError **error)
{
  g_autoptr(json_t) rows = rows_of (db, "weighings", delivery, error);

  if (rows == NULL)
    return FALSE;
  json_object_set_new (data, "weighings", reversed (rows));
  return TRUE;
}

/* The whole rows of its lots: the delivery's own list names the first source of each only. */
static gboolean
put_lots (json_t *data, GuoDatabase *db, json_t *delivery, GError **error)
{
  json_t *lots = json_array ();
  gsize i;
  json_t *lot;

  json_object_set_new (data, "lots", lots);
  json_array_foreach (json_object_get (delivery, "lots"), i, lot)
    {
      g_autoptr(json_t) params = json_pack ("{s:O}", "id", json_object_get (lot, "id"));
      json_t *row = guo_database_row (db, "lot", params, error);

      if (row == NULL)
        return FALSE;
      json_array_append_new (lots, row);
    }
  return TRUE;
}

static gboolean
put_rows (json_t *data, const gchar *name, json_t *rows)
{
  if (rows != NULL)
    json_object_set_new (data, name, rows);
  return rows != NULL;
}

/* The figures alone, so that a name that was spelt anew makes no correction. */
static gchar *
content_of (json_t *data)
{
  static const gchar *const kept[] = { "id", "void", "gross_mg", "tare_mg", "net_mg", "crates", "deducted_mg" };
  static const gchar *const lists[] = { "weighings", "deductions" };
  g_autoptr(json_t) figures = json_array ();
  g_autofree gchar *text = NULL;

  for (gsize k = 0; k < G_N_ELEMENTS (lists); k++)
    {
      gsize i;
      json_t *row;

      json_array_foreach (json_object_get (data, lists[k]), i, row)
        for (gsize m = 0; m < G_N_ELEMENTS (kept); m++)
          json_array_append (figures, json_object_get (row, kept[m]));
    }
  text = json_dumps (figures, JSON_COMPACT);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static json_t *
delivery_row (GuoDatabase *db, gint64 id, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I}", "id", (json_int_t) id);
  json_t *row = guo_database_row (db, "delivery", params, error);

  if (row == NULL || !json_is_null (row))
    return row;
  json_decref (row);
  guo_call_not_found (error, "delivery", json_integer (id));
  return NULL;
}

json_t *
guo_slip_data (GuoStation *station, GuoDatabase *db, gint64 delivery, GError **error)
{
  g_autoptr(json_t) data = json_pack ("{s:b}", "practice", guo_station_is_practice (station));
  json_t *row = delivery_row (db, delivery, error);
  g_autofree gchar *content = NULL;

  if (!put_rows (data, "delivery", row) || !put_weighings (data, db, delivery, error)
      || !put_lots (data, db, row, error)
      || !put_rows (data, "slips", rows_of (db, "slips", delivery, error))
      || !put_rows (data, "devices", guo_database_rows (db, "devices", NULL, error))
      || !put_rows (data, "centre", guo_database_row (db, "centre", NULL, error)))
    return NULL;
  json_object_set (data, "deductions", json_object_get (row, "deductions"));
  json_object_set (data, "loans", json_object_get (row, "crate_loans"));
  content = content_of (data);
  json_object_set_new (data, "content", json_string (content));
  return g_steal_pointer (&data);
}

gchar *
guo_slip_note_text (json_t *data, guint64 size, const gchar *root)
{
  json_t *delivery = json_object_get (data, "delivery");
  gint64 net_mg = guo_field_int (delivery, "net_mg", 0);

  return g_strdup_printf ("guozhan-slip/1\n%s %s\n%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                          " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n%" G_GUINT64_FORMAT " %.10s\n",
                          guo_field_text (delivery, "no"), guo_field_text (delivery, "day"),
                          guo_field_int (delivery, "crates", 0), guo_field_int (delivery, "gross_mg", 0),
                          guo_field_int (delivery, "tare_mg", 0), net_mg,
                          guo_field_int (delivery, "payable_mg", net_mg), size, root != NULL ? root : "-");
}
