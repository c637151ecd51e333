#include "station/grading/scheme-edit.h"

#include "station/grading/scheme-private.h"

#include <string.h>

gchar *
guo_scheme_text (const GuoScheme *self)
{
  static const gchar *const order[]
    = { "$schema", "id", "version", "valid_from", "valid_until", "name_zh", "name_en", "standard", "status", "source",
        "note", "missing", "fields", "rank", "code", "name", "unit", "on", "machine", "codes", "ratio_of", "limits",
        "lot_limits", "classes", "below", "sizes", "partition", "defects", "field", "required", "parts", "op", "value",
        "min", "over", "max", "under", "from", "until", "percent", "by", "of", "must_meet", "worse_percent",
        "tolerances", "meets", NULL };

  return guo_exact_json_write (self->source, order);
}

gchar *
guo_scheme_next_version (const gchar *version)
{
  gsize len = strlen (version);
  gsize at = len;
  GString *out;
  gsize i;

  while (at > 0 && g_ascii_isdigit (version[at - 1]))
    at--;
  if (at == len)
    return g_strconcat (version, "-2", NULL);
  out = g_string_new (version);
  for (i = len; i > at && out->str[i - 1] == '9'; i--)
    out->str[i - 1] = '0';
  if (i > at)
    out->str[i - 1]++;
  else
    g_string_insert_c (out, (gssize) at, '1');
  return g_string_free (out, FALSE);
}

/* A name of a JSON pointer without its escapes. */
static gchar *
unescape (const gchar *name, gsize len)
{
  g_autoptr(GString) out = g_string_new_len (name, (gssize) len);

  g_string_replace (out, "~1", "/", 0);
  g_string_replace (out, "~0", "~", 0);
  return g_strdup (out->str);
}

/* Index of an array's element, its length for "-"; more than its length: there is none. */
static gsize
index_of (json_t *array, const gchar *name)
{
  guint64 index;

  if (strcmp (name, "-") == 0)
    return json_array_size (array);
  return g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT32, &index, NULL) ? (gsize) index : G_MAXSIZE;
}

static json_t *
member_of (json_t *parent, const gchar *name)
{
  return json_is_array (parent) ? json_array_get (parent, index_of (parent, name)) : json_object_get (parent, name);
}

/* A class without limits gets its list with the first one. */
static json_t *
enter (json_t *parent, const gchar *name)
{
  json_t *found = member_of (parent, name);

  if (found != NULL || !json_is_object (parent) || strcmp (name, "limits") != 0)
    return found;
  json_object_set_new (parent, name, json_array ());
  return json_object_get (parent, name);
}

/* Follows all names but the last, which is left in @last. */
static json_t *
find_parent (json_t *root, const gchar *pointer, gchar **last)
{
  json_t *at = root;

  while (at != NULL && *pointer == '/')
    {
      const gchar *name = pointer + 1;
      gsize len = strcspn (name, "/");
      g_autofree gchar *plain = unescape (name, len);

      pointer = name + len;
      if (*pointer == '\0')
        {
          *last = g_steal_pointer (&plain);
          return at;
        }
      at = enter (at, plain);
    }
  return NULL;
}

/* Numbers become what a file's numbers are; NULL: a real number, which may not be what was meant. */
static json_t *
exact (json_t *value)
{
  json_auto_t *copy = NULL;
  const gchar *name;
  gsize i;
  json_t *member;

  if (json_is_integer (value))
    {
      g_autofree gchar *text = g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (value));

      return guo_exact_json_new_number (text);
    }
  if (json_is_real (value))
    return NULL;
  copy = json_copy (value);
  json_object_foreach (value, name, member)
    if (json_object_set_new (copy, name, exact (member)) != 0)
      return NULL;
  json_array_foreach (value, i, member)
    if (json_array_set_new (copy, i, exact (member)) != 0)
      return NULL;
  return json_incref (copy);
}

static gboolean
put (json_t *parent, const gchar *last, json_t *value)
{
  json_t *old = member_of (parent, last);
  const gchar *text = guo_exact_json_text (value);
  json_auto_t *number = NULL;
  gsize index;
  gint64 decimal;

  if (guo_exact_json_number (old) != NULL && text != NULL && guo_decimal_parse (text, &decimal))
    value = number = guo_exact_json_new_number (text);
  if (json_is_object (parent))
    return (json_is_null (value) ? json_object_del (parent, last) : json_object_set (parent, last, value)) == 0;
  index = json_is_array (parent) ? index_of (parent, last) : G_MAXSIZE;
  if (json_is_null (value))
    return json_array_remove (parent, index) == 0;
  if (index == json_array_size (parent))
    return json_array_append (parent, value) == 0;
  return json_array_set (parent, index, value) == 0;
}

static gboolean
change (json_t *root, const gchar *pointer, json_t *value, GError **error)
{
  g_autofree gchar *last = NULL;
  json_t *parent = find_parent (root, pointer, &last);
  json_auto_t *wanted = exact (value);

  if (parent == NULL)
    return guo_scheme_refuse (error, pointer, NULL, "there is no such place");
  if (wanted == NULL)
    return guo_scheme_refuse (error, pointer, NULL, "a decimal is given as text, so that it is exact");
  return put (parent, last, wanted) || guo_scheme_refuse (error, pointer, NULL, "there is no such place");
}

static void
put_version (const GuoScheme *self, json_t *root)
{
  gboolean number = guo_exact_json_number (json_object_get (root, "version")) != NULL;
  g_autofree gchar *next = guo_scheme_next_version (self->version);

  json_object_set_new (root, "version", number ? guo_exact_json_new_number (next) : json_string (next));
}

GuoScheme *
guo_scheme_edit (const GuoScheme *self, json_t *changes, GError **error)
{
  g_autoptr(GuoScheme) changed = g_new0 (GuoScheme, 1);
  g_autofree gchar *text = NULL;
  const gchar *pointer;
  json_t *value;

  if (!json_is_object (changes))
    {
      guo_scheme_refuse (error, "", NULL, "an object of places and values is needed");
      return NULL;
    }
  changed->source = json_deep_copy (self->source);
  put_version (self, changed->source);
  json_object_foreach (changes, pointer, value)
    if (!change (changed->source, pointer, value, error))
      return NULL;
  text = guo_scheme_text (changed);
  return guo_scheme_parse (text, error);
}
