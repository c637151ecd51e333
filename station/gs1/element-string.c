#include "station/gs1/element-string.h"

#include "station/gs1/keys.h"

#include <string.h>

/* Adds the value that begins at @value; the AI stands in the @ai_len digits at @ai. */
static gboolean
add_element (GPtrArray *elements, const gchar *ai, gsize ai_len, const gchar *value, gsize value_len,
             GError **error)
{
  gchar name[5] = "";
  g_autofree gchar *text = g_strndup (value, value_len);

  memcpy (name, ai, MIN (ai_len, 4));
  if (!guo_gs1_ai_check (name, text, error))
    return FALSE;
  g_ptr_array_add (elements, guo_gs1_element_new (name, g_steal_pointer (&text)));
  return TRUE;
}

/* Digits of an AI in brackets at @text, 0 when there is none: a value may hold brackets of its own. */
static gsize
bracket_at (const gchar *text)
{
  gsize digits;

  if (text[0] != '(')
    return 0;
  digits = strspn (text + 1, "0123456789");
  return digits >= 2 && digits <= 4 && text[1 + digits] == ')' ? digits : 0;
}

static gboolean
parse_brackets (GPtrArray *elements, const gchar *text, GError **error)
{
  const gchar *at = text;

  while (*at != '\0')
    {
      gsize ai_len = bracket_at (at);
      const gchar *value = at + ai_len + 2;
      gsize len = 0;

      if (ai_len == 0)
        return guo_gs1_refuse (error, "elements", "bracket", "no AI in brackets at character %u of “%s”",
                               (guint) (at - text) + 1, text);
      while (value[len] != '\0' && bracket_at (value + len) == 0)
        len++;
      if (!add_element (elements, at + 1, ai_len, value, len, error))
        return FALSE;
      at = value + len;
    }
  return TRUE;
}

static gboolean
parse_raw (GPtrArray *elements, const gchar *text, gchar fnc1, GError **error)
{
  const gchar separator[] = { fnc1, '\0' };
  const gchar *at = text;

  while (*at != '\0')
    {
      gsize ai_len = guo_gs1_ai_at (at);
      gchar name[5] = "";
      gsize fixed, len;

      if (ai_len == 0)
        return guo_gs1_refuse (error, "elements", "unknown-ai", "no known AI at “%.4s” (character %u)", at,
                               (guint) (at - text) + 2);
      memcpy (name, at, ai_len);
      fixed = guo_gs1_ai_fixed_length (name);
      len = strcspn (at + ai_len, separator);
      len = fixed > 0 ? MIN (fixed, len) : len;
      if (!add_element (elements, at, ai_len, at + ai_len, len, error))
        return FALSE;
      at += ai_len + len;
      if (*at == fnc1)
        at++;
    }
  return TRUE;
}

static GPtrArray *
whole (GPtrArray *parsed, gboolean good, GError **error)
{
  g_autoptr(GPtrArray) elements = parsed;

  if (!good)
    return NULL;
  if (elements->len == 0)
    {
      guo_gs1_refuse (error, "elements", "empty-value", "there is no element");
      return NULL;
    }
  if (!guo_gs1_ai_check_set (elements, error))
    return NULL;
  return g_steal_pointer (&elements);
}

GPtrArray *
guo_element_string_parse (const gchar *text, GError **error)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) guo_gs1_element_free);
  gboolean good = text[0] == '^' ? parse_raw (elements, text + 1, '^', error)
                                 : parse_brackets (elements, text, error);

  return whole (elements, good, error);
}

GPtrArray *
guo_element_string_scanned (const gchar *text, GError **error)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) guo_gs1_element_free);
  gboolean good = parse_raw (elements, text + (text[0] == 0x1d ? 1 : 0), 0x1d, error);

  return whole (elements, good, error);
}

gchar *
guo_element_string_raw (GPtrArray *elements)
{
  GString *out = g_string_new ("^");

  for (guint i = 0; i < elements->len; i++)
    {
      const GuoGs1Element *element = g_ptr_array_index (elements, i);

      g_string_append (out, element->ai);
      g_string_append (out, element->value);
      if (guo_gs1_ai_fixed_length (element->ai) == 0 && i + 1 < elements->len)
        g_string_append_c (out, '^');
    }
  return g_string_free (out, FALSE);
}

gchar *
guo_element_string_text (GPtrArray *elements)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < elements->len; i++)
    {
      const GuoGs1Element *element = g_ptr_array_index (elements, i);

      g_string_append_printf (out, "(%s)%s", element->ai, element->value);
    }
  return g_string_free (out, FALSE);
}
