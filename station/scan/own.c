#include "station/scan/own.h"

#include "station/call.h"
#include "station/scan/meaning.h"

#include <sodium.h>
#include <string.h>

#define PREFIX "GUOZHAN:"
#define CARD_CHARS 26 /* of a cooperative's link, base 32 */

static json_t *
means (const gchar *kind, const gchar *sentence, const gchar *page)
{
  return json_pack ("{s:s, s:s, s:s?}", "kind", kind, "sentence", sentence, "page", page);
}

static json_t *
stranger (const gchar *no)
{
  json_t *answer = means ("stranger", "scan-stranger", NULL);

  json_object_set_new (answer, "no", json_string (no));
  return answer;
}

static json_t *
key (const gchar *name)
{
  static const gchar *const keys[][2] = { { "RECORD", "primary" }, { "VOID", "F7" }, { "FINISH", "F9" } };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i][0], name) == 0)
      {
        json_t *answer = means ("key", "scan-key", NULL);

        json_object_set_new (answer, "key", json_string (keys[i][1]));
        return answer;
      }
  return json_null ();
}

/* "ORIGIN/SEQ", the origin's name has a slash of its own. Returns: n; 0: none that this log knows. */
static gint64
resolve (GuoCall *call, const gchar *ref)
{
  const gchar *slash = strrchr (ref, '/');
  g_autofree gchar *origin = slash != NULL ? g_strndup (ref, (gsize) (slash - ref)) : NULL;
  g_autoptr(json_t) pair = NULL;
  gint64 seq = 0;

  if (slash == NULL || !g_utf8_validate (origin, -1, NULL)
      || !g_ascii_string_to_signed (slash + 1, 10, 0, G_MAXINT32, &seq, NULL))
    return 0;
  pair = json_pack ("[s, I]", origin, (json_int_t) seq);
  return MAX (guo_log_resolve (call->db, pair, NULL), 0);
}

/* The active row with that number in a short list. */
static json_t *
find_active (GuoCall *call, const gchar *statement, gint64 id, GError **error)
{
  g_autoptr(json_t) rows = guo_database_rows (call->db, statement, NULL, error);
  gsize i;
  json_t *row;

  if (rows == NULL)
    return NULL;
  json_array_foreach (rows, i, row)
    if (id != 0 && guo_field_int (row, "id", 0) == id && guo_field_bool (row, "active"))
      return json_incref (row);
  return json_null ();
}

static json_t *
person_or_crate (GuoCall *call, const gchar *ref, gboolean person, GError **error)
{
  g_autoptr(json_t) row = find_active (call, person ? "users" : "crate-types", resolve (call, ref), error);
  json_t *answer;

  if (row == NULL)
    return NULL;
  if (json_is_null (row))
    return stranger (ref);
  answer = person ? means ("user", "scan-user", NULL) : means ("crate-type", "scan-crate-type", "weigh");
  json_object_set (answer, "id", json_object_get (row, "id"));
  json_object_set (answer, "name", json_object_get (row, "name"));
  if (!person)
    json_object_set (answer, "tare_mg", json_object_get (row, "tare_mg"));
  if (!person && !json_is_integer (json_object_get (row, "tare_mg")))
    json_object_set_new (answer, "sentence", json_string ("scan-crate-bare"));
  return answer;
}

static json_t *
cooperative (GuoCall *call, const gchar *card, GError **error)
{
  guint8 hash[crypto_hash_sha256_BYTES];
  gchar hex[2 * sizeof hash + 1];
  g_autofree gchar *code = g_ascii_strdown (card, CARD_CHARS);
  g_autoptr(json_t) params = NULL;
  g_autoptr(json_t) access = NULL;
  g_autoptr(json_t) party = NULL;
  json_t *answer;

  crypto_hash_sha256 (hash, (const guint8 *) code, CARD_CHARS);
  sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
  params = json_pack ("{s:s}", "code_sha256", hex);
  access = guo_database_row (call->db, "access-find", params, error);
  if (access == NULL)
    return NULL;
  if (json_is_null (access))
    return means ("stranger", "scan-card", NULL);
  party = guo_call_row (call, "party", "cooperative", guo_field_int (access, "party", 0), error);
  if (party == NULL)
    return NULL;
  answer = means ("cooperative", "scan-cooperative", "deliver");
  json_object_set (answer, "id", json_object_get (party, "id"));
  json_object_set (answer, "name", json_object_get (party, "name"));
  return answer;
}

/* Returns: where the code of a cooperative's page begins, NULL: this is none. */
static const gchar *
card_of (const gchar *text)
{
  const gchar *host = g_ascii_strncasecmp (text, "https://", 8) == 0  ? text + 8
                      : g_ascii_strncasecmp (text, "http://", 7) == 0 ? text + 7
                                                                      : NULL;
  const gchar *path = host != NULL ? strchr (host, '/') : NULL;

  if (path == NULL || strncmp (path, "/c/", 3) != 0)
    return NULL;
  return strspn (path + 3, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == CARD_CHARS
           && strchr ("?#", path[3 + CARD_CHARS]) != NULL ? path + 3 : NULL;
}

json_t *
guo_scan_own (GuoCall *call, const gchar *text, GError **error)
{
  const gchar *card = card_of (text);

  if (card != NULL)
    return cooperative (call, card, error);
  if (g_str_has_prefix (text, PREFIX "KEY:"))
    return key (text + strlen (PREFIX "KEY:"));
  if (g_str_has_prefix (text, PREFIX "USER:"))
    return person_or_crate (call, text + strlen (PREFIX "USER:"), TRUE, error);
  if (g_str_has_prefix (text, PREFIX "CRATE-TYPE:"))
    return person_or_crate (call, text + strlen (PREFIX "CRATE-TYPE:"), FALSE, error);
  return json_null ();
}

gchar *
guo_scan_own_code (GuoCall *call, const gchar *kind, gint64 id, GError **error)
{
  g_autoptr(json_t) ref = guo_call_ref (call, id, error);
  g_autofree gchar *word = g_ascii_strup (kind, -1);

  if (ref == NULL)
    return NULL;
  return g_strdup_printf (PREFIX "%s:%s/%" JSON_INTEGER_FORMAT, word, json_string_value (json_array_get (ref, 0)),
                          json_integer_value (json_array_get (ref, 1)));
}
