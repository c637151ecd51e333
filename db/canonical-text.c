/* Text in, canonical text out. A reader of its own, because jansson takes no zero byte in a key and
 * RFC 8785 does; it writes each value as it goes and sorts the members of an object when it ends.
 */
#include "db/canonical-json-private.h"

#include <math.h>
#include <string.h>

/* Deeper nesting is refused: the reader calls itself. */
#define DEPTH_MAX 512

typedef struct
{
  const gchar *text;
  gsize len;
  gsize at;
  guint depth;
  GError **error;
} Reader;

typedef struct
{
  GString *key;
  GString *value;
} Member;

static gboolean read_value (Reader *self, GString *out);

static void
member_clear (gpointer data)
{
  Member *self = data;

  g_string_free (self->key, TRUE);
  g_string_free (self->value, TRUE);
}

static gboolean
refuse (Reader *self, const gchar *why)
{
  guint line = 1;
  gsize start = 0;

  for (gsize i = 0; i < self->at && i < self->len; i++)
    if (self->text[i] == '\n')
      {
        line++;
        start = i + 1;
      }
  if (self->error != NULL && *self->error == NULL)
    g_set_error (self->error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_JSON,
                 "line %u, column %" G_GSIZE_FORMAT ", byte %" G_GSIZE_FORMAT ": %s", line,
                 self->at - start + 1, self->at, why);
  return FALSE;
}

static gint
peek (const Reader *self)
{
  return self->at < self->len ? (guchar)self->text[self->at] : -1;
}

static void
skip_space (Reader *self)
{
  while (self->at < self->len && strchr (" \t\r\n", self->text[self->at]) != NULL
         && self->text[self->at] != '\0')
    self->at++;
}

static gboolean
take_word (Reader *self, const gchar *word, GString *out)
{
  if (self->len - self->at < strlen (word)
      || memcmp (self->text + self->at, word, strlen (word)) != 0)
    return refuse (self, "that is no JSON value");
  self->at += strlen (word);
  g_string_append (out, word);
  return TRUE;
}

static gboolean
take_digits (Reader *self)
{
  if (!g_ascii_isdigit (peek (self)))
    return refuse (self, "a digit is missing");
  while (g_ascii_isdigit (peek (self)))
    self->at++;
  return TRUE;
}

static gboolean
take_number (Reader *self, GString *out)
{
  const gsize start = self->at;
  g_autofree gchar *digits = NULL;
  gdouble value;

  if (peek (self) == '-')
    self->at++;
  if (peek (self) == '0')
    self->at++;
  else if (!take_digits (self))
    return FALSE;
  if (peek (self) == '.')
    {
      self->at++;
      if (!take_digits (self))
        return FALSE;
    }
  if (peek (self) == 'e' || peek (self) == 'E')
    {
      self->at++;
      if (peek (self) == '+' || peek (self) == '-')
        self->at++;
      if (!take_digits (self))
        return FALSE;
    }
  digits = g_strndup (self->text + start, self->at - start);
  value = g_ascii_strtod (digits, NULL);
  if (!isfinite (value))
    return refuse (self, "the number is beyond binary64");
  guo_canonical_write_real (out, value);
  return TRUE;
}

static gboolean
take_hex4 (Reader *self, gunichar *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++, self->at++)
    {
      if (!g_ascii_isxdigit (peek (self)))
        return refuse (self, "four hexadecimal digits are missing");
      *unit = *unit << 4 | (gunichar)g_ascii_xdigit_value (self->text[self->at]);
    }
  return TRUE;
}

static gboolean
take_unicode_escape (Reader *self, GString *out)
{
  gunichar high = 0;
  gunichar low = 0;

  if (!take_hex4 (self, &high))
    return FALSE;
  if (high >= 0xd800 && high < 0xdc00)
    {
      if (self->len - self->at < 2 || self->text[self->at] != '\\'
          || self->text[self->at + 1] != 'u')
        return refuse (self, "a lone surrogate");
      self->at += 2;
      if (!take_hex4 (self, &low))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return refuse (self, "a lone surrogate");
      high = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (high >= 0xdc00 && high <= 0xdfff)
    return refuse (self, "a lone surrogate");
  if (high == 0)
    g_string_append_c (out, '\0'); /* g_string_append_unichar would add nothing */
  else
    g_string_append_unichar (out, high);
  return TRUE;
}

static gboolean
take_escape (Reader *self, GString *out)
{
  static const gchar letters[] = "\"\\/bfnrt";
  static const gchar meaning[] = "\"\\/\b\f\n\r\t";
  const gint c = peek (self);
  const gchar *found = c > 0 ? strchr (letters, c) : NULL;

  self->at++;
  if (c == 'u')
    return take_unicode_escape (self, out);
  if (found == NULL)
    return refuse (self, "an unknown escape");
  g_string_append_c (out, meaning[found - letters]);
  return TRUE;
}

/* The string's own bytes, unescaped. */
static gboolean
take_string (Reader *self, GString *out)
{
  if (peek (self) != '"')
    return refuse (self, "a string is missing");
  for (self->at++; peek (self) != '"';)
    {
      const gint c = peek (self);

      if (c < 0x20)
        return refuse (self, c < 0 ? "the string does not end" : "a control character in a string");
      if (c == '\\')
        {
          self->at++;
          if (!take_escape (self, out))
            return FALSE;
          continue;
        }
      g_string_append_c (out, (gchar)c);
      self->at++;
    }
  self->at++;
  return TRUE;
}

static gboolean
read_string (Reader *self, GString *out)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!take_string (self, text))
    return FALSE;
  guo_canonical_write_string (out, text->str, text->len);
  return TRUE;
}

static gint
compare_members (gconstpointer a, gconstpointer b)
{
  const Member *left = a;
  const Member *right = b;

  return guo_canonical_compare_keys (left->key->str, left->key->len, right->key->str,
                                     right->key->len);
}

static gboolean
write_members (Reader *self, GArray *members, GString *out)
{
  g_array_sort (members, compare_members);
  g_string_append_c (out, '{');
  for (guint i = 0; i < members->len; i++)
    {
      const Member *member = &g_array_index (members, Member, i);

      if (i > 0 && compare_members (member - 1, member) == 0)
        return refuse (self, "an object has the same key twice");
      if (i > 0)
        g_string_append_c (out, ',');
      guo_canonical_write_string (out, member->key->str, member->key->len);
      g_string_append_c (out, ':');
      g_string_append_len (out, member->value->str, (gssize)member->value->len);
    }
  g_string_append_c (out, '}');
  return TRUE;
}

static gboolean
read_member (Reader *self, GArray *members)
{
  const Member member = { g_string_new (NULL), g_string_new (NULL) };

  g_array_append_val (members, member);
  skip_space (self);
  if (!take_string (self, member.key))
    return FALSE;
  skip_space (self);
  if (peek (self) != ':')
    return refuse (self, "a colon is missing");
  self->at++;
  return read_value (self, member.value);
}

static gboolean
read_object (Reader *self, GString *out)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));

  g_array_set_clear_func (members, member_clear);
  self->at++;
  skip_space (self);
  if (peek (self) == '}')
    self->at++;
  else
    for (gint next = ','; next != '}'; self->at++)
      {
        if (!read_member (self, members))
          return FALSE;
        skip_space (self);
        next = peek (self);
        if (next != ',' && next != '}')
          return refuse (self, "a comma or a closing brace is missing");
      }
  return write_members (self, members, out);
}

static gboolean
read_array (Reader *self, GString *out)
{
  g_string_append_c (out, '[');
  self->at++;
  skip_space (self);
  if (peek (self) == ']')
    {
      self->at++;
      g_string_append_c (out, ']');
      return TRUE;
    }
  for (gint next = ','; next != ']'; self->at++)
    {
      if (!read_value (self, out))
        return FALSE;
      skip_space (self);
      next = peek (self);
      if (next != ',' && next != ']')
        return refuse (self, "a comma or a closing bracket is missing");
      g_string_append_c (out, (gchar)next);
    }
  return TRUE;
}

static gboolean
read_nested (Reader *self, GString *out)
{
  gboolean done;

  if (self->depth == DEPTH_MAX)
    return refuse (self, "nested too deeply");
  self->depth++;
  done = peek (self) == '{' ? read_object (self, out) : read_array (self, out);
  self->depth--;
  return done;
}

static gboolean
read_value (Reader *self, GString *out)
{
  gint c;

  skip_space (self);
  c = peek (self);
  if (c == '{' || c == '[')
    return read_nested (self, out);
  if (c == '"')
    return read_string (self, out);
  if (c == '-' || g_ascii_isdigit (c))
    return take_number (self, out);
  if (c == 't')
    return take_word (self, "true", out);
  if (c == 'f')
    return take_word (self, "false", out);
  return take_word (self, "null", out);
}

gchar *
guo_canonical_json_from_text (const gchar *text, gsize len, gsize *out_len, GError **error)
{
  g_autoptr (GError) local = NULL;
  Reader reader = { text, len, 0, 0, &local };
  g_autoptr (GString) out = g_string_sized_new (len);
  const gchar *bad = NULL;
  gboolean done;

  if (!g_utf8_validate_len (text, len, &bad))
    {
      reader.at = (gsize)(bad - text);
      done = refuse (&reader, "that is not UTF-8");
    }
  else
    done = read_value (&reader, out);
  skip_space (&reader);
  if (done && reader.at != reader.len)
    done = refuse (&reader, "something stands after the value");
  if (!done)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (out_len != NULL)
    *out_len = out->len;
  return g_string_free (g_steal_pointer (&out), FALSE);
}
