#include "db/canonical-json-private.h"

#include <math.h>
#include <string.h>

#define MAX_SAFE_INTEGER G_GINT64_CONSTANT (9007199254740991)

static gboolean write_value (GString *out, json_t *value, GError **error);

/* RFC 8785, 3.2.2.2: the two-letter escapes, lower-case \u00xx for other controls, nothing else. */
void
guo_canonical_write_string (GString *out, const gchar *text, gsize len)
{
  gsize start = 0;

  g_string_append_c (out, '"');
  for (gsize i = 0; i < len; i++)
    {
      const guchar c = (guchar)text[i];
      static const gchar letters[] = "btn?fr";

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (out, text + start, (gssize)(i - start));
      start = i + 1;
      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c >= '\b' && c <= '\r' && c != '\v')
        g_string_append_printf (out, "\\%c", letters[c - '\b']);
      else
        g_string_append_printf (out, "\\u%04x", c);
    }
  g_string_append_len (out, text + start, (gssize)(len - start));
  g_string_append_c (out, '"');
}

/* The fewest digits that read back as the same double, and the decimal exponent of the first digit.
 */
static gint
shortest_digits (gdouble value, gchar digits[32], gint *exponent)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];
  gint n = 0;

  for (gint precision = 0; precision < 17; precision++)
    {
      gchar format[8];

      g_snprintf (format, sizeof format, "%%.%de", precision);
      g_ascii_formatd (text, sizeof text, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  for (const gchar *p = text; *p != 'e'; p++)
    if (g_ascii_isdigit (*p))
      digits[n++] = *p;
  digits[n] = '\0';
  *exponent = (gint)g_ascii_strtoll (strchr (text, 'e') + 1, NULL, 10);
  return n;
}

/* ECMA-262, Number::toString, by the position of the decimal point. */
void
guo_canonical_write_real (GString *out, gdouble value)
{
  gchar digits[32];
  gint exponent = 0;
  gint n;

  if (value == 0)
    {
      g_string_append_c (out, '0');
      return;
    }
  if (value < 0)
    g_string_append_c (out, '-');
  n = shortest_digits (fabs (value), digits, &exponent);
  if (exponent >= n - 1 && exponent < 21)
    {
      g_string_append (out, digits);
      for (gint i = n - 1; i < exponent; i++)
        g_string_append_c (out, '0');
    }
  else if (exponent >= 0 && exponent < 21)
    g_string_append_printf (out, "%.*s.%s", exponent + 1, digits, digits + exponent + 1);
  else if (exponent < 0 && exponent >= -6)
    {
      g_string_append (out, "0.");
      for (gint i = -1; i > exponent; i--)
        g_string_append_c (out, '0');
      g_string_append (out, digits);
    }
  else
    g_string_append_printf (out, "%c%s%se%c%d", digits[0], n > 1 ? "." : "", digits + 1,
                            exponent < 0 ? '-' : '+', ABS (exponent));
}

static gboolean
write_integer (GString *out, gint64 value, GError **error)
{
  if (value > MAX_SAFE_INTEGER || value < -MAX_SAFE_INTEGER)
    {
      g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_JSON,
                   "the integer %" G_GINT64_FORMAT " is beyond 2^53 - 1", value);
      return FALSE;
    }
  g_string_append_printf (out, "%" G_GINT64_FORMAT, value);
  return TRUE;
}

/* UTF-16 puts everything above the basic plane (as surrogates D800 to DFFF) before U+E000. */
gint
guo_canonical_compare_keys (const gchar *left, gsize left_len, const gchar *right, gsize right_len)
{
  gsize i = 0;
  gunichar x;
  gunichar y;

  while (i < left_len && i < right_len && left[i] == right[i])
    i++;
  if (i == left_len || i == right_len)
    return (i < left_len) - (i < right_len);
  if ((left[i] & 0x80) == 0 || (right[i] & 0x80) == 0)
    return (gint)(guchar)left[i] - (gint)(guchar)right[i];
  while ((left[i] & 0xc0) == 0x80)
    i--;
  x = g_utf8_get_char (left + i);
  y = g_utf8_get_char (right + i);
  if ((x >= 0x10000) != (y >= 0x10000))
    return (x >= 0x10000 ? 0xd800 : (gint)x) - (y >= 0x10000 ? 0xd800 : (gint)y);
  return (gint)x - (gint)y;
}

static gint
compare_members (gconstpointer a, gconstpointer b)
{
  const gchar *left = *(const gchar *const *)a;
  const gchar *right = *(const gchar *const *)b;

  return guo_canonical_compare_keys (left, strlen (left), right, strlen (right));
}

static gboolean
write_object (GString *out, json_t *value, GError **error)
{
  const gsize n = json_object_size (value);
  g_autofree const gchar **keys = g_new (const gchar *, n + 1);
  gsize i = 0;
  const gchar *key;
  json_t *member;

  json_object_foreach (value, key, member) keys[i++] = key;
  if (n > 1)
    qsort (keys, n, sizeof *keys, compare_members);
  g_string_append_c (out, '{');
  for (i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      guo_canonical_write_string (out, keys[i], strlen (keys[i]));
      g_string_append_c (out, ':');
      if (!write_value (out, json_object_get (value, keys[i]), error))
        return FALSE;
    }
  g_string_append_c (out, '}');
  return TRUE;
}

static gboolean
write_array (GString *out, json_t *value, GError **error)
{
  gsize i;
  json_t *member;

  g_string_append_c (out, '[');
  json_array_foreach (value, i, member)
  {
    if (i > 0)
      g_string_append_c (out, ',');
    if (!write_value (out, member, error))
      return FALSE;
  }
  g_string_append_c (out, ']');
  return TRUE;
}

static gboolean
write_value (GString *out, json_t *value, GError **error)
{
  switch (json_typeof (value))
    {
    case JSON_OBJECT:
      return write_object (out, value, error);
    case JSON_ARRAY:
      return write_array (out, value, error);
    case JSON_STRING:
      guo_canonical_write_string (out, json_string_value (value), json_string_length (value));
      return TRUE;
    case JSON_INTEGER:
      return write_integer (out, json_integer_value (value), error);
    case JSON_REAL:
      guo_canonical_write_real (out, json_real_value (value));
      return TRUE;
    case JSON_TRUE:
      g_string_append (out, "true");
      return TRUE;
    case JSON_FALSE:
      g_string_append (out, "false");
      return TRUE;
    case JSON_NULL:
    default:
      g_string_append (out, "null");
      return TRUE;
    }
}

/* @at is the JSON pointer of @value; it is left as it was found. */
static gboolean
check_value (json_t *value, GString *at, GError **error)
{
  const gsize len = at->len;
  const gchar *key;
  json_t *member;
  gsize i;

  if (json_is_real (value)
      || (json_is_integer (value)
          && (json_integer_value (value) > MAX_SAFE_INTEGER
              || json_integer_value (value) < -MAX_SAFE_INTEGER)))
    {
      g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_JSON, "\"%s\": %s", at->str,
                   json_is_real (value) ? "the log takes no real numbers"
                                        : "the integer is beyond 2^53 - 1");
      return FALSE;
    }
  if (json_is_object (value))
    json_object_foreach (value, key, member)
    {
      g_string_append_printf (at, "/%s", key);
      if (!g_str_is_ascii (key))
        {
          g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_JSON,
                       "\"%s\": the log takes only ASCII keys", at->str);
          return FALSE;
        }
      if (!check_value (member, at, error))
        return FALSE;
      g_string_truncate (at, len);
    }
  if (json_is_array (value))
    json_array_foreach (value, i, member)
    {
      g_string_append_printf (at, "/%" G_GSIZE_FORMAT, i);
      if (!check_value (member, at, error))
        return FALSE;
      g_string_truncate (at, len);
    }
  return TRUE;
}

gchar *
guo_canonical_json (json_t *value, gsize *len, GError **error)
{
  g_autoptr (GString) out = g_string_sized_new (256);

  g_return_val_if_fail (value != NULL, NULL);

  if (!write_value (out, value, error))
    return NULL;
  if (len != NULL)
    *len = out->len;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
guo_log_json_check (json_t *value, GError **error)
{
  g_autoptr (GString) at = g_string_new (NULL);

  return check_value (value, at, error);
}
