#include "station/web/route.h"

#include "station/pictures.h"

#include <string.h>

static gboolean
take (gchar *field, gsize size, const gchar *value)
{
  gsize len = strlen (value);

  if (len == 0 || len >= size)
    return FALSE;
  for (gsize i = 0; i < len; i++)
    if (!g_ascii_isalnum (value[i]) && strchr ("-._", value[i]) == NULL)
      return FALSE;
  memcpy (field, value, len + 1);
  /* "." and ".." are steps of a path to a browser, never a name */
  return !g_str_equal (field, ".") && !g_str_equal (field, "..");
}

/* GS1 mod 10: weights 3, 1, 3 … from the left of an even number of digits, the check digit last. */
static gboolean
take_key (gchar *field, gsize len, const gchar *value)
{
  gint sum = 0;

  if (strlen (value) != len)
    return FALSE;
  for (gsize i = 0; i < len; i++)
    {
      if (!g_ascii_isdigit (value[i]))
        return FALSE;
      sum += (value[i] - '0') * (i % 2 == 0 ? 3 : 1);
    }
  memcpy (field, value, len + 1);
  return sum % 10 == 0;
}

static gboolean
take_item (GuoRoute *route, gchar **parts, guint n)
{
  guint at = 2;

  if (!take_key (route->gtin, sizeof route->gtin - 1, parts[1]))
    return FALSE;
  route->kind = GUO_ROUTE_ITEM;
  if (at + 1 < n && g_str_equal (parts[at], "10"))
    {
      if (!take (route->lot, sizeof route->lot, parts[at + 1]))
        return FALSE;
      route->kind = GUO_ROUTE_LOT;
      at += 2;
    }
  if (at + 1 < n && g_str_equal (parts[at], "21"))
    {
      if (!take (route->serial, sizeof route->serial, parts[at + 1]))
        return FALSE;
      route->kind = GUO_ROUTE_CASE;
      at += 2;
    }
  return at == n;
}

static gboolean
take_code (GuoRoute *route, const gchar *value)
{
  if (strlen (value) != GUO_ROUTE_CODE_LEN)
    return FALSE;
  for (guint i = 0; i < GUO_ROUTE_CODE_LEN; i++)
    {
      if (!g_ascii_isalnum (value[i]))
        return FALSE;
      route->code[i] = g_ascii_tolower (value[i]);
    }
  route->kind = GUO_ROUTE_COOPERATIVE;
  return TRUE;
}

static gboolean
take_pallet (GuoRoute *route, const gchar *value)
{
  route->kind = GUO_ROUTE_PALLET;
  return take_key (route->sscc, sizeof route->sscc - 1, value);
}

static gboolean
take_picture (GuoRoute *route, const gchar *value)
{
  if (!guo_picture_is_name (value))
    return FALSE;
  g_strlcpy (route->picture, value, sizeof route->picture);
  route->kind = GUO_ROUTE_PICTURE;
  return TRUE;
}

static gboolean
take_path (GuoRoute *route, const gchar *path)
{
  g_auto(GStrv) parts = NULL;
  guint n;

  if (g_str_equal (path, "/.well-known/gs1resolver"))
    {
      route->kind = GUO_ROUTE_RESOLVER;
      return TRUE;
    }
  if (*path != '/' || strlen (path) > 100)
    return FALSE;
  parts = g_strsplit (path + 1, "/", 8);
  n = g_strv_length (parts);
  if (n >= 2 && g_str_equal (parts[0], "01"))
    return take_item (route, parts, n);
  if (n == 2 && g_str_equal (parts[0], "00"))
    return take_pallet (route, parts[1]);
  if (n == 2 && g_str_equal (parts[0], "p"))
    return take_picture (route, parts[1]);
  return n == 2 && g_str_equal (parts[0], "c") && take_code (route, parts[1]);
}

gboolean
guo_web_route (const gchar *path, GuoRoute *route)
{
  *route = (GuoRoute) { .kind = GUO_ROUTE_NONE };
  if (take_path (route, path))
    return TRUE;
  *route = (GuoRoute) { .kind = GUO_ROUTE_NONE };
  return FALSE;
}

gchar *
guo_web_route_path (const GuoRoute *route)
{
  GString *path;

  if (*route->sscc != '\0')
    return g_strconcat ("/00/", route->sscc, NULL);
  path = g_string_new ("/01/");
  g_string_append (path, route->gtin);
  if (*route->lot != '\0')
    g_string_append_printf (path, "/10/%s", route->lot);
  if (*route->serial != '\0')
    g_string_append_printf (path, "/21/%s", route->serial);
  return g_string_free (path, FALSE);
}
