#include "station/call.h"
#include "station/label/qr.h"
#include "station/rules.h"

#include <sodium.h>
#include <string.h>

#define CODE_CHARS 26 /* base 32 of 130 random bits */

const GuoField guo_links_fields[] = {
  { .name = "party", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = NULL },
};

json_t *
guo_links_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "links", "party", "", error);
}

static void
make_code (gchar code[CODE_CHARS + 1], gchar hex[2 * crypto_hash_sha256_BYTES + 1])
{
  static const gchar base32[] = "abcdefghijklmnopqrstuvwxyz234567";
  guint8 hash[crypto_hash_sha256_BYTES];

  for (gsize i = 0; i < CODE_CHARS; i++)
    code[i] = base32[randombytes_uniform (32)];
  code[CODE_CHARS] = '\0';
  crypto_hash_sha256 (hash, (const guint8 *) code, CODE_CHARS);
  sodium_bin2hex (hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

/* A face has no way of its own to make a symbol; one "1" a black module. */
static json_t *
qr_rows (const gchar *text, GError **error)
{
  g_autoptr(GuoQr) qr = guo_qr_new (text, error);
  json_t *rows = qr != NULL ? json_array () : NULL;
  guint width = qr != NULL ? guo_qr_width (qr) : 0;

  for (guint y = 0; y < width; y++)
    {
      g_autoptr(GString) row = g_string_new (NULL);

      for (guint x = 0; x < width; x++)
        g_string_append_c (row, guo_qr_is_black (qr, x, y) ? '1' : '0');
      json_array_append_new (rows, json_string (row->str));
    }
  return rows;
}

/* The code is told once: only its digest is kept. A command that is sent again is answered without it. */
json_t *
guo_links_grant (GuoCall *call, GError **error)
{
  gint64 party = guo_field_int (call->body, "party", 0);
  g_autoptr(json_t) row = guo_call_row (call, "party", "cooperative", party, error);
  g_autoptr(json_t) house = json_object ();
  g_autofree gchar *base = guo_station_pages_url (call->station);
  g_autofree gchar *url = NULL;
  g_autoptr(json_t) qr = NULL;
  gchar code[CODE_CHARS + 1];
  gchar hex[2 * crypto_hash_sha256_BYTES + 1];
  gint64 n;

  if (row == NULL)
    return NULL;
  if (g_strcmp0 (guo_field_text (row, "kind"), "cooperative") != 0)
    {
      guo_call_not_found (error, "cooperative", json_integer (party));
      return NULL;
    }
  make_code (code, hex);
  json_object_set_new (house, "code_sha256", json_string (hex));
  url = g_strconcat (base, "/c/", code, NULL);
  qr = qr_rows (url, error);
  if (qr == NULL || !guo_call_set_ref (call, house, "party", party, error))
    return NULL;
  n = guo_call_append (call, &(GuoFact) { .type = "access.granted", .house = json_incref (house) }, error);
  if (n < 0)
    return NULL;
  call->secret = "code,url,qr";
  return json_pack ("{s:I, s:I, s:s, s:s, s:O}", "id", (json_int_t) n, "party", (json_int_t) party, "code", code,
                    "url", url, "qr", qr);
}

json_t *
guo_links_withdraw (GuoCall *call, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) row = NULL;
  g_autoptr(json_t) house = json_object ();

  if (!guo_call_param_id (call, "link", &id, error))
    return NULL;
  row = guo_call_find (call, "links", "link", id, error);
  if (row == NULL || !guo_call_set_ref (call, house, "access", id, error)
      || guo_call_append (call, &(GuoFact) { .type = "access.withdrawn", .house = json_incref (house) }, error)
           < 0)
    return NULL;
  return guo_call_find (call, "links", "link", id, error);
}
