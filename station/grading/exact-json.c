#include "station/grading/exact-json.h"

#include <string.h>

/* Before the text of what was a number. No text of a file begins so: guo_exact_json_parse() refuses the escape. */
#define MARK '\x01'
#define MARK_ESCAPED "\\u0001"
#define LINE_WIDTH 100

/* Copies a string with its quotes; returns what follows. */
static const gchar *
copy_string (const gchar *at, GString *out)
{
  const gchar *end = at + 1;

  while (*end != '"')
    end += *end == '\\' ? 2 : 1;
  g_string_append_len (out, at, end + 1 - at);
  return end + 1;
}

/* Sound JSON with its numbers put between quotes, behind the mark. */
static gchar *
quote_numbers (const gchar *text)
{
  GString *out = g_string_sized_new (strlen (text) + 256);

  for (const gchar *at = text; *at != '\0';)
    {
      gsize len = strspn (at, "0123456789+-.eE");

      if (*at == '"')
        at = copy_string (at, out);
      else if (*at == '-' || g_ascii_isdigit (*at))
        {
          g_string_append (out, "\"" MARK_ESCAPED);
          g_string_append_len (out, at, (gssize) len);
          g_string_append_c (out, '"');
          at += len;
        }
      else
        g_string_append_c (out, *at++);
    }
  return g_string_free (out, FALSE);
}

/* In our words: jansson's are for programmers. Everything it says of a file is one of these. */
static const gchar *
reason_of (const json_error_t *why)
{
  enum json_error_code code = json_error_code (why);

  if (code == json_error_premature_end_of_input)
    return "the file ends before it is complete";
  if (code == json_error_end_of_input_expected)
    return "the file goes on behind its end";
  if (code == json_error_duplicate_key)
    return "a name is there twice";
  if (code == json_error_invalid_utf8)
    return "the text is not UTF-8";
  return "what stands there is not JSON: a comma, a quote or a bracket is wrong or missing";
}

json_t *
guo_exact_json_parse (const gchar *text, GError **error)
{
  json_error_t why = { 0 };
  json_auto_t *first = json_loads (text, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
  g_autofree gchar *quoted = NULL;

  if (first == NULL)
    {
      guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "bad-json",
                  json_pack ("{s:i, s:i, s:i, s:s}", "offset", why.position, "line", why.line, "column", why.column,
                             "reason", reason_of (&why)),
                  "line %d, column %d: %s", why.line, why.column, why.text);
      return NULL;
    }
  if (strstr (text, MARK_ESCAPED) != NULL)
    {
      guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "bad-json", json_pack ("{s:s}", "reason", "a control character"),
                  "byte %u: a control character in a text", (guint) (strstr (text, MARK_ESCAPED) - text));
      return NULL;
    }
  quoted = quote_numbers (text);
  return json_loads (quoted, JSON_DECODE_ANY, NULL);
}

const gchar *
guo_exact_json_number (json_t *value)
{
  const gchar *text = json_string_value (value);

  return text != NULL && text[0] == MARK ? text + 1 : NULL;
}

const gchar *
guo_exact_json_text (json_t *value)
{
  const gchar *text = json_string_value (value);

  return text != NULL && text[0] != MARK ? text : NULL;
}

json_t *
guo_exact_json_new_number (const gchar *text)
{
  g_autofree gchar *marked = g_strdup_printf ("%c%s", MARK, text);

  return json_string (marked);
}

static guint
place_in (const gchar *const *order, const gchar *name)
{
  guint i = 0;

  while (order[i] != NULL && strcmp (order[i], name) != 0)
    i++;
  return i;
}

static gint
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const gchar *const *order = user_data;
  const gchar *first = *(const gchar *const *) a;
  const gchar *second = *(const gchar *const *) b;
  guint i = place_in (order, first);
  guint j = place_in (order, second);

  return i != j ? (i < j ? -1 : 1) : strcmp (first, second);
}

static GPtrArray *
sorted_names (json_t *object, const gchar *const *order)
{
  GPtrArray *names = g_ptr_array_new ();
  const gchar *name;
  json_t *value;

  json_object_foreach (object, name, value)
    g_ptr_array_add (names, (gpointer) name);
  g_ptr_array_sort_with_data (names, compare_names, (gpointer) order);
  return names;
}

static void write_value (GString *out, json_t *value, const gchar *const *order, gint level);

/* @level -1: all on one line. */
static void
write_break (GString *out, gint level, gboolean first)
{
  if (level >= 0)
    g_string_append_printf (out, "%s\n%*s", first ? "" : ",", level * 2, "");
  else if (!first)
    g_string_append (out, ", ");
}

static void
write_object (GString *out, json_t *object, const gchar *const *order, gint level)
{
  g_autoptr(GPtrArray) names = sorted_names (object, order);
  gint inner = level < 0 ? -1 : level + 1;

  g_string_append (out, level < 0 ? "{ " : "{");
  for (guint i = 0; i < names->len; i++)
    {
      const gchar *name = g_ptr_array_index (names, i);
      json_auto_t *key = json_string (name);

      write_break (out, inner, i == 0);
      write_value (out, key, order, -1);
      g_string_append (out, ": ");
      write_value (out, json_object_get (object, name), order, inner);
    }
  if (level >= 0)
    g_string_append_printf (out, "\n%*s", level * 2, "");
  g_string_append (out, level < 0 ? " }" : "}");
}

static void
write_array (GString *out, json_t *array, const gchar *const *order, gint level)
{
  gint inner = level < 0 ? -1 : level + 1;

  g_string_append_c (out, '[');
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      write_break (out, inner, i == 0);
      write_value (out, json_array_get (array, i), order, inner);
    }
  if (level >= 0)
    g_string_append_printf (out, "\n%*s", level * 2, "");
  g_string_append_c (out, ']');
}

static gboolean
is_plain (json_t *value)
{
  gsize i;
  const gchar *name;
  json_t *member;

  json_object_foreach (value, name, member)
    if (json_is_object (member) || json_is_array (member))
      return FALSE;
  json_array_foreach (value, i, member)
    if (json_is_object (member) || json_is_array (member))
      return FALSE;
  return TRUE;
}

static void
write_value (GString *out, json_t *value, const gchar *const *order, gint level)
{
  gsize before = out->len;
  g_autofree gchar *text = NULL;

  if (guo_exact_json_number (value) != NULL)
    g_string_append (out, guo_exact_json_number (value));
  else if (!json_is_object (value) && !json_is_array (value))
    {
      text = json_dumps (value, JSON_ENCODE_ANY);
      g_string_append (out, text);
    }
  else if (json_object_size (value) + json_array_size (value) == 0)
    g_string_append (out, json_is_object (value) ? "{}" : "[]");
  else
    {
      if (level >= 0 && is_plain (value))
        {
          write_value (out, value, order, -1);
          if (g_utf8_strlen (out->str + before, -1) + level * 2 <= LINE_WIDTH)
            return;
          g_string_truncate (out, before);
        }
      if (json_is_object (value))
        write_object (out, value, order, level);
      else
        write_array (out, value, order, level);
    }
}

gchar *
guo_exact_json_write (json_t *value, const gchar *const *order)
{
  GString *out = g_string_new (NULL);

  write_value (out, value, order, 0);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
