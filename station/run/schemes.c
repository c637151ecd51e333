/* Grade schemes of the station: files as they are, a version each time one is set. */
#include "station/call.h"
#include "station/grading/scheme-notes.h"
#include "station/rules.h"
#include "station/run/scheme-file.h"

#include <sodium.h>

const GuoField guo_grade_schemes_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "shipped", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = "file", .type = GUO_FIELD_LONG, .need = GUO_FIELD_OPTIONAL, .max = GUO_SCHEME_FILE_MAX },
  { .name = "product", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "active", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

json_t *
guo_grade_schemes_list (GuoCall *call, GError **error)
{
  return guo_call_list_offered (call, "grade-schemes", "id", "", error);
}

/* Those that come with the program, to be taken over as they are. */
json_t *
guo_grade_schemes_shipped (GuoCall *call, GError **error)
{
  json_t *rows = json_array ();

  for (gsize i = 0; guo_scheme_names[i] != NULL; i++)
    {
      g_autoptr(GuoScheme) scheme = guo_scheme_builtin (guo_scheme_names[i], NULL);

      if (scheme != NULL)
        json_array_append_new (rows, json_pack ("{s:s, s:s, s:s?, s:s?, s:i}", "shipped", guo_scheme_names[i], "version",
                                                scheme->version, "name", scheme->name_zh, "name_en", scheme->name_en,
                                                "classes", (int) scheme->n_classes));
    }
  return json_pack ("{s:o}", "rows", rows);
}

static gchar *
shipped_file (const gchar *name, GError **error)
{
  g_autoptr(GBytes) bytes = guo_scheme_builtin_text (name, NULL);

  if (bytes != NULL)
    return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  guo_call_not_found (error, "scheme", json_string (name));
  return NULL;
}

/* "bad-field": none or both of file and shipped are said; "not-found"[scheme] */
static gchar *
read_file (GuoCall *call, json_t *old, GError **error)
{
  const gchar *file = guo_field_text (call->body, "file"), *shipped = guo_field_text (call->body, "shipped");
  const gchar *kept = guo_field_text (old, "file");

  if (file != NULL && shipped != NULL)
    {
      guo_bad_field (error, "shipped", "either a file or a scheme that is shipped");
      return NULL;
    }
  if (shipped != NULL)
    return shipped_file (shipped, error);
  if (file == NULL && kept == NULL)
    {
      guo_bad_field (error, "file", "missing");
      return NULL;
    }
  return g_strdup (file != NULL ? file : kept);
}

/* A file that is no JSON is no fault of the program that hands it over: it is the field that is wrong, at a line. */
GuoScheme *
guo_scheme_file_parse (const gchar *file, GError **error)
{
  GError *fault = NULL;
  GuoScheme *scheme = guo_scheme_parse (file, &fault);

  if (scheme == NULL && g_strcmp0 (guo_refusal_code (fault), "bad-json") == 0)
    {
      json_t *params = json_copy (guo_refusal_params (fault));

      json_object_del (params, "offset");
      json_object_set_new (params, "field", json_string ("file"));
      guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "bad-field", params, "the scheme's file: %s", fault->message);
      g_error_free (fault);
    }
  else if (scheme == NULL)
    g_propagate_error (error, fault);
  else if (!guo_scheme_check (scheme, error))
    g_clear_pointer (&scheme, guo_scheme_free);
  return scheme;
}

static json_t *
scheme_house (GuoCall *call, json_t *old, const gchar *file, GError **error)
{
  g_autoptr(GuoScheme) scheme = guo_scheme_file_parse (file, error);
  g_autoptr(json_t) house = scheme != NULL ? guo_call_active (call, old) : NULL;
  guint8 hash[crypto_hash_sha256_BYTES];
  gchar hex[2 * crypto_hash_sha256_BYTES + 1];

  if (scheme == NULL)
    return NULL;
  crypto_hash_sha256 (hash, (const guint8 *) file, strlen (file));
  json_object_set_new (house, "scheme", json_string (scheme->id));
  json_object_set_new (house, "version", json_string (scheme->version));
  json_object_set_new (house, "name", json_string (scheme->name_zh != NULL ? scheme->name_zh : scheme->id));
  json_object_set_new (house, "name_en", scheme->name_en != NULL ? json_string (scheme->name_en) : json_null ());
  json_object_set_new (house, "file", json_string (file));
  json_object_set_new (house, "sha256", json_string (sodium_bin2hex (hex, sizeof hex, hash, sizeof hash)));
  return g_steal_pointer (&house);
}

static json_t *
scheme_row (GuoCall *call, gint64 id, GError **error)
{
  return guo_call_row (call, "grade-schemes", "scheme", id, error);
}

/* Every version that was set, newest first. "not-found"[scheme] */
json_t *
guo_grade_schemes_versions (GuoCall *call, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) row = guo_call_param_id (call, "scheme", &id, error) ? scheme_row (call, id, error) : NULL;
  g_autoptr(json_t) params = json_pack ("{s:I}", "id", (json_int_t) id);
  json_t *rows = row != NULL ? guo_database_rows (call->db, "grade-scheme-versions", params, error) : NULL;

  return rows != NULL ? json_pack ("{s:o}", "rows", rows) : NULL;
}

json_t *
guo_scheme_version_use (GuoCall *call, gint64 id, const gchar *scheme, const gchar *version, const gchar *sha256,
                        GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I, s:s, s:s, s:s}", "id", (json_int_t) id, "scheme", scheme, "version", version,
                                        "sha256", sha256);

  return guo_database_row (call->db, "grade-scheme-version-used", params, error);
}

/* A run names the version that judged it: two texts of one name could not be told apart. "scheme-version-used" */
static gboolean
check_version (GuoCall *call, gint64 replaces, json_t *house, GError **error)
{
  const gchar *scheme = guo_field_text (house, "scheme"), *version = guo_field_text (house, "version");
  g_autoptr(json_t) used = guo_scheme_version_use (call, replaces, scheme, version, guo_field_text (house, "sha256"), error);
  g_autofree gchar *day = NULL;

  if (used == NULL || json_is_null (used))
    return used != NULL;
  day = g_strndup (guo_field_text (used, "at"), strlen ("2026-07-16"));
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "scheme-version-used",
                     json_pack ("{s:s, s:s, s:s, s:s}", "scheme", scheme, "version", version, "day", day, "field", "/version"),
                     "version %s of the scheme “%s” was loaded on %s with other content", version, scheme, day);
}

/* What is asked for when it is so already: the row, and nothing is recorded; JSON null: it is something else. */
static json_t *
done_already (GuoCall *call, json_t *old, json_t *house, GError **error)
{
  json_t *product = json_object_get (call->body, "product");
  g_autoptr(json_t) params = json_pack ("{s:O, s:O, s:O?}", "scheme", json_object_get (house, "scheme"), "sha256",
                                        json_object_get (house, "sha256"), "product", product);
  g_autoptr(json_t) same = NULL;

  if (old != NULL)
    return g_strcmp0 (guo_field_text (house, "sha256"), guo_field_text (old, "sha256")) == 0
               && json_is_true (json_object_get (house, "active")) == json_is_true (json_object_get (old, "active"))
               && (product == NULL || json_equal (product, json_object_get (old, "product")))
             ? json_incref (old)
             : json_null ();
  same = guo_database_row (call->db, "grade-scheme-same", params, error);
  if (same == NULL || json_is_null (same) || !json_is_true (json_object_get (house, "active")))
    return same != NULL ? json_null () : NULL;
  return scheme_row (call, guo_field_int (same, "id", 0), error);
}

static json_t *
append_scheme (GuoCall *call, json_t *old, gint64 replaces, json_t *house, GError **error)
{
  gint64 product = guo_field_int (call->body, "product", guo_field_int (old, "product", 0)), n;

  if (!check_version (call, replaces, house, error) || !guo_call_set_ref (call, house, "product", product, error))
    return NULL;
  n = guo_call_append (call, &(GuoFact) { .type = "grade_scheme.set", .replaces = replaces, .house = json_incref (house) },
                       error);
  return n < 0 ? NULL : scheme_row (call, replaces != 0 ? replaces : n, error);
}

/* "bad-field"[field, reason, line, column] of no JSON, "bad-field" whose field is a JSON pointer into the file;
 * "scheme-version-used"[scheme, version, day, field]; "not-found"[scheme, product]. The same bytes again are done already. */
json_t *
guo_grade_schemes_set (GuoCall *call, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0);
  g_autoptr(json_t) old = replaces != 0 ? scheme_row (call, replaces, error) : NULL;
  g_autofree gchar *file = replaces == 0 || old != NULL ? read_file (call, old, error) : NULL;
  g_autoptr(json_t) house = file != NULL ? scheme_house (call, old, file, error) : NULL;
  g_autoptr(json_t) done = house != NULL ? done_already (call, old, house, error) : NULL;

  if (done == NULL || !json_is_null (done))
    return g_steal_pointer (&done);
  return append_scheme (call, old, replaces, house, error);
}
