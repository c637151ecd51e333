/* The verbs of scans: what a code means, and the codes that the station prints for people and crates. */
#include "drivers/scanner/places.h"
#include "drivers/scanner/scan.h"
#include "station/call.h"
#include "station/rules.h"
#include "station/scan/meaning.h"
#include "station/station-private.h"

const GuoField guo_scans_fields[] = {
  { .name = "code", .type = GUO_FIELD_LONG, .need = GUO_FIELD_REQUIRED, .max = GUO_SCAN_MAX },
  { .name = "aim", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 3, .max = 3 },
  { .name = NULL },
};

const GuoField guo_scanners_take_fields[] = {
  { .name = "n", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = NULL },
};

/* An act: a card is a secret and belongs in no address, and nothing is recorded. */
json_t *
guo_scans_tell (GuoCall *call, GError **error)
{
  const gchar *code = guo_field_text (call->body, "code");

  if (*code == '\0')
    {
      guo_bad_field (error, "code", "missing");
      return NULL;
    }
  return guo_scan_meaning (call, guo_field_text (call->body, "aim"), code, error);
}

static gboolean
add_codes (GuoCall *call, json_t *rows, const gchar *statement, const gchar *kind, GError **error)
{
  g_autoptr(json_t) all = guo_database_rows (call->db, statement, NULL, error);
  gsize i;
  json_t *row;

  if (all == NULL)
    return FALSE;
  json_array_foreach (all, i, row)
    if (guo_field_bool (row, "active"))
      {
        g_autofree gchar *code = guo_scan_own_code (call, kind, guo_field_int (row, "id", 0), error);

        if (code == NULL)
          return FALSE;
        json_array_append_new (rows, json_pack ("{s:s, s:O, s:O, s:s}", "kind", kind, "id", json_object_get (row, "id"),
                                                "name", json_object_get (row, "name"), "code", code));
      }
  return TRUE;
}

json_t *
guo_scans_codes (GuoCall *call, GError **error)
{
  static const gchar *const keys[] = { "RECORD", "VOID", "FINISH" };
  g_autoptr(json_t) rows = json_array ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree gchar *code = g_strconcat ("GUOZHAN:KEY:", keys[i], NULL);

      json_array_append_new (rows, json_pack ("{s:s, s:n, s:s, s:s}", "kind", "key", "id", "name", keys[i], "code", code));
    }
  if (!add_codes (call, rows, "users", "user", error) || !add_codes (call, rows, "crate-types", "crate-type", error))
    return NULL;
  return json_pack ("{s:O}", "rows", rows);
}

/* A scan belongs to the first screen that asks for it. */
json_t *
guo_scanners_take_one (GuoCall *call, GError **error)
{
  gint64 id = 0;

  if (!guo_call_param_id (call, "scanner", &id, error))
    return NULL;
  return json_pack ("{s:b}", "taken",
                    guo_scanners_take (call->station->scanners, id, guo_field_int (call->body, "n", 0)));
}

static json_t *
find_at (GuoCall *call, gchar **places)
{
  json_t *addresses = json_array ();

  for (gsize i = 0; places[i] != NULL; i++)
    json_array_append_new (addresses, json_string (places[i]));
  guo_scanners_find (call->station->scanners, (const gchar *const *) places);
  return json_pack ("{s:o}", "addresses", addresses);
}

json_t *
guo_scanners_find_start (GuoCall *call, GError **error)
{
  g_auto(GStrv) places = guo_scanner_places ();

  return find_at (call, places);
}

json_t *
guo_buttons_find_start (GuoCall *call, GError **error)
{
  g_auto(GStrv) places = guo_button_places ();

  return find_at (call, places);
}

json_t *
guo_scanners_find_end (GuoCall *call, GError **error)
{
  guo_scanners_find (call->station->scanners, NULL);
  return json_object ();
}
