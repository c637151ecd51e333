#include "station/gs1/digital-link.h"

#include "station/gs1/keys.h"

#include <string.h>

#define UNRESERVED "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

/* Primary keys and the qualifiers that may follow, in order; a key with two ways has two rows. */
typedef struct
{
  const gchar *key;
  const gchar *qualifiers[4];
} KeyRow;

static const KeyRow keys[] = {
  { "00", { NULL } },
  { "01", { "22", "10", "21", NULL } },
  { "01", { "235", NULL } },
  { "253", { NULL } },
  { "255", { NULL } },
  { "401", { NULL } },
  { "402", { NULL } },
  { "414", { "254", NULL } },
  { "414", { "7040", NULL } },
  { "415", { "8020", NULL } },
  { "417", { NULL } },
  { "8003", { NULL } },
  { "8004", { NULL } },
  { "8006", { "22", "10", "21", NULL } },
  { "8010", { "8011", NULL } },
  { "8013", { NULL } },
  { "8017", { "8019", NULL } },
  { "8018", { "8019", NULL } },
};

static GPtrArray *
elements_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) guo_gs1_element_free);
}

void
guo_digital_link_free (GuoDigitalLink *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->path);
  g_ptr_array_unref (self->attributes);
  g_free (self);
}

static gboolean
is_key (const gchar *ai)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i].key, ai) == 0)
      return TRUE;
  return FALSE;
}

/* Whether the qualifiers stand in the row's order; gaps are allowed. */
static gboolean
row_takes (const KeyRow *row, GPtrArray *path)
{
  guint next = 1;

  for (gsize i = 0; row->qualifiers[i] != NULL && next < path->len; i++)
    {
      const GuoGs1Element *element = g_ptr_array_index (path, next);

      if (strcmp (element->ai, row->qualifiers[i]) == 0)
        next++;
    }
  return next == path->len;
}

static gboolean
order_is_good (GPtrArray *path)
{
  const GuoGs1Element *primary = g_ptr_array_index (path, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i].key, primary->ai) == 0 && row_takes (&keys[i], path))
      return TRUE;
  return FALSE;
}

static gboolean
is_qualifier_of (const gchar *key, const gchar *ai)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    for (gsize q = 0; strcmp (keys[i].key, key) == 0 && keys[i].qualifiers[q] != NULL; q++)
      if (strcmp (keys[i].qualifiers[q], ai) == 0)
        return TRUE;
  return FALSE;
}

static GuoGs1Element *
element_decode (const gchar *ai, const gchar *encoded, GError **error)
{
  g_autofree gchar *value = g_uri_unescape_string (encoded, NULL);

  if (encoded[0] == '\0')
    {
      guo_gs1_refuse (error, ai, "empty-value", "AI (%s) has no value", ai);
      return NULL;
    }
  if (value == NULL)
    {
      guo_gs1_refuse (error, ai, "percent-encoding", "AI (%s): bad percent-encoding in “%s”", ai, encoded);
      return NULL;
    }
  if (!guo_gs1_ai_check (ai, value, error))
    return NULL;
  return guo_gs1_element_new (ai, g_steal_pointer (&value));
}

/* Index of the segment that is the primary key, looked for in pairs from the right; -1: none. */
static gint
find_key (gchar **segments, guint n)
{
  for (gint at = (gint) n - 2; at >= 0; at -= 2)
    {
      if (is_key (segments[at]))
        return at;
      if (!guo_gs1_ai_known (segments[at]))
        return -1;
    }
  return -1;
}

static gboolean
parse_path (GuoDigitalLink *self, const gchar *path, GError **error)
{
  g_auto(GStrv) segments = g_strsplit (path, "/", -1);
  guint n = g_strv_length (segments);
  gint key = find_key (segments, n);

  if (key < 0)
    return guo_gs1_refuse (error, "path", "no-primary-key", "no GS1 key in the path “%s”", path);
  for (guint at = (guint) key; at + 1 < n; at += 2)
    {
      GuoGs1Element *element = element_decode (segments[at], segments[at + 1], error);

      if (element == NULL)
        return FALSE;
      g_ptr_array_add (self->path, element);
    }
  if (!order_is_good (self->path))
    return guo_gs1_refuse (error, "path", "qualifier-order-or-unknown-qualifier",
                           "the path “%s” has qualifiers that do not follow (%s), or not in this order", path,
                           segments[key]);
  return TRUE;
}

static gboolean
parse_parameter (GuoDigitalLink *self, const gchar *parameter, GError **error)
{
  const GuoGs1Element *primary = g_ptr_array_index (self->path, 0);
  const gchar *equals = strchr (parameter, '=');
  g_autofree gchar *name = NULL;
  GuoGs1Element *element;

  if (equals == NULL)
    return TRUE;
  name = g_strndup (parameter, (gsize) (equals - parameter));
  if (name[0] == '\0' || name[strspn (name, "0123456789")] != '\0')
    return TRUE;
  if (!guo_gs1_ai_known (name))
    return guo_gs1_refuse (error, name, "unknown-ai", "AI (%s) in the query is unknown", name);
  if (!guo_gs1_ai_in_query (name) || is_qualifier_of (primary->ai, name))
    return guo_gs1_refuse (error, name, "qualifier-or-non-attribute-in-query",
                           "AI (%s) may not stand in the query", name);
  element = element_decode (name, equals + 1, error);
  if (element == NULL)
    return FALSE;
  g_ptr_array_add (self->attributes, element);
  return TRUE;
}

static gboolean
check_together (GuoDigitalLink *self, GError **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new ();

  g_ptr_array_extend (all, self->path, NULL, NULL);
  g_ptr_array_extend (all, self->attributes, NULL, NULL);
  return guo_gs1_ai_check_set (all, error);
}

static gboolean
parse_query (GuoDigitalLink *self, const gchar *query, GError **error)
{
  g_auto(GStrv) parameters = g_strsplit (query, "&", -1);

  for (gsize i = 0; parameters[i] != NULL; i++)
    if (!parse_parameter (self, parameters[i], error))
      return FALSE;
  return TRUE;
}

static GuoDigitalLink *
parse_parts (const gchar *path, const gchar *query, GError **error)
{
  g_autoptr(GuoDigitalLink) self = g_new0 (GuoDigitalLink, 1);

  self->path = elements_new ();
  self->attributes = elements_new ();
  if (!parse_path (self, path, error) || (query != NULL && !parse_query (self, query, error))
      || !check_together (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

GuoDigitalLink *
guo_digital_link_parse (const gchar *uri, GError **error)
{
  g_autofree gchar *bare = g_strndup (uri, strcspn (uri, "#"));
  gsize scheme = g_ascii_strncasecmp (bare, "https://", 8) == 0  ? 8
                 : g_ascii_strncasecmp (bare, "http://", 7) == 0 ? 7
                                                                 : 0;
  gchar *query = strchr (bare, '?');
  gchar *path;

  if (scheme == 0)
    {
      guo_gs1_refuse (error, "scheme", "not-a-digital-link", "“%s” begins with neither https:// nor http://",
                      uri);
      return NULL;
    }
  if (query != NULL)
    *query++ = '\0';
  path = strchr (bare + scheme, '/');
  if (path == NULL || path == bare + scheme)
    {
      guo_gs1_refuse (error, "host", "domain", "“%s” has no host or no path", uri);
      return NULL;
    }
  return parse_parts (path, query, error);
}

GuoDigitalLink *
guo_digital_link_parse_path (const gchar *path, GError **error)
{
  return parse_parts (path, NULL, error);
}

static void
append_escaped (GString *out, const gchar *value)
{
  for (const gchar *at = value; *at != '\0'; at++)
    if (strchr (UNRESERVED, *at) != NULL)
      g_string_append_c (out, *at);
    else
      g_string_append_printf (out, "%%%02X", (guint) (guchar) *at);
}

gchar *
guo_digital_link_path (GPtrArray *path)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < path->len; i++)
    {
      const GuoGs1Element *element = g_ptr_array_index (path, i);

      g_string_append_printf (out, "/%s/", element->ai);
      append_escaped (out, element->value);
    }
  return g_string_free (out, FALSE);
}

gchar *
guo_digital_link_reference (GPtrArray *path)
{
  g_autofree gchar *rest = guo_digital_link_path (path);

  return g_strconcat ("https://id.gs1.org", rest, NULL);
}

static void
path_add (GPtrArray *path, GPtrArray *elements, const gchar *ai)
{
  const gchar *value = guo_gs1_element_find (elements, ai);

  if (value != NULL)
    g_ptr_array_add (path, guo_gs1_element_new (ai, g_strdup (value)));
}

GPtrArray *
guo_digital_link_key_path (GPtrArray *elements, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(GPtrArray) path = elements_new ();

      path_add (path, elements, keys[i].key);
      if (path->len == 0)
        continue;
      for (gsize q = 0; keys[i].qualifiers[q] != NULL; q++)
        path_add (path, elements, keys[i].qualifiers[q]);
      return g_steal_pointer (&path);
    }
  guo_gs1_refuse (error, "elements", "no-primary-key", "none of the AIs is a key");
  return NULL;
}

gchar *
guo_digital_link_case (const gchar *base, const gchar *gtin14, const gchar *lot, const gchar *serial,
                       GError **error)
{
  g_autoptr(GPtrArray) path = elements_new ();
  g_autofree gchar *rest = NULL;
  const gchar *const parts[] = { "01", gtin14, "10", lot, "21", serial };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i += 2)
    {
      if (parts[i + 1] == NULL)
        continue;
      if (!guo_gs1_ai_check (parts[i], parts[i + 1], error))
        return NULL;
      g_ptr_array_add (path, guo_gs1_element_new (parts[i], g_strdup (parts[i + 1])));
    }
  rest = guo_digital_link_path (path);
  return g_strconcat (base, rest, NULL);
}
