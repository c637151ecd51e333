#include "drivers/grader/json.h"

#include "drivers/error.h"

json_t *
guo_json_parse (const gchar *text, gsize len, GError **error)
{
  json_error_t problem;
  json_t *root = json_loadb (text, len, JSON_REJECT_DUPLICATES, &problem);

  if (root == NULL)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "line %d, column %d: %s", problem.line,
                 problem.column, problem.text);
  return root;
}

/* "~" and "/" within a name (RFC 6901, 3). */
static void
append_name (GString *pointer, const gchar *name)
{
  g_string_append_c (pointer, '/');
  for (; *name != '\0'; name++)
    if (*name == '~' || *name == '/')
      g_string_append (pointer, *name == '~' ? "~0" : "~1");
    else
      g_string_append_c (pointer, *name);
}

gboolean
guo_json_refuse (GError **error, const gchar *at, const gchar *key, const gchar *needed)
{
  g_autoptr(GString) pointer = g_string_new (at);

  if (key != NULL)
    append_name (pointer, key);
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "%s: %s is needed",
               pointer->len > 0 ? pointer->str : "/", needed);
  return FALSE;
}

gboolean
guo_json_keys (json_t *object, const gchar *at, const gchar *const *known, GError **error)
{
  const gchar *key;
  json_t *value;

  if (!json_is_object (object))
    return guo_json_refuse (error, at, NULL, "an object");
  json_object_foreach (object, key, value)
    if (!g_strv_contains (known, key))
      return guo_json_refuse (error, at, key, "a name that the format has");
  return TRUE;
}

gboolean
guo_json_integer (json_t *object, const gchar *at, const gchar *key, gint64 least, gint64 most, gint64 *out,
                  GError **error)
{
  json_t *value = json_object_get (object, key);
  g_autofree gchar *needed = NULL;

  if (json_is_integer (value) && json_integer_value (value) >= least && json_integer_value (value) <= most)
    {
      *out = json_integer_value (value);
      return TRUE;
    }
  needed = g_strdup_printf ("a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, least, most);
  return guo_json_refuse (error, at, key, needed);
}

gboolean
guo_json_choice (json_t *object, const gchar *at, const gchar *key, const gchar *const *names, guint *out,
                 GError **error)
{
  const gchar *value = json_string_value (json_object_get (object, key));
  g_autofree gchar *all = NULL;
  g_autofree gchar *needed = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (value, names[i]) == 0)
      {
        *out = i;
        return TRUE;
      }
  all = g_strjoinv (", ", (gchar **) names);
  needed = g_strdup_printf ("one of %s", all);
  return guo_json_refuse (error, at, key, needed);
}

gboolean
guo_json_is_number (const gchar *text, guint64 most)
{
  guint64 value;
  gchar *end = NULL;

  if (!g_ascii_isdigit (text[0]) || (text[0] == '0' && text[1] != '\0'))
    return FALSE;
  value = g_ascii_strtoull (text, &end, 10);
  return *end == '\0' && value <= most;
}
