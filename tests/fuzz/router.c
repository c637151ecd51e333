/* The URL router: first byte the method, the rest a path as libmicrohttpd hands it over, decoded. */
#include "station/api/routes.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_route (const GuoApiRoute *route, const gchar *path, gboolean local)
{
  g_assert_true (route->kind == GUO_API_ROUTE_NONE || route->allow == NULL);
  g_assert_true ((route->kind == GUO_API_ROUTE_VERB) == (route->verb != NULL));
  if (!local)
    g_assert_true (route->kind == GUO_API_ROUTE_PAGE || route->allow != NULL);
  if (local && route->kind == GUO_API_ROUTE_PAGE)
    g_assert_true (guo_api_route_is_public (path));
  if (route->kind == GUO_API_ROUTE_VERB)
    g_assert_true (g_str_has_prefix (path, "/v1/") && !guo_api_route_is_public (path));
  if (route->kind != GUO_API_ROUTE_VERB)
    g_assert_cmpuint (route->body_max, ==, 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const gchar *const methods[] = { "GET", "POST", "HEAD", "PUT", "" };
  g_autofree gchar *path = NULL;
  const gchar *method;

  if (size == 0)
    return 0;
  method = methods[data[0] % G_N_ELEMENTS (methods)];
  path = g_strndup ((const gchar *) data + 1, size - 1);
  for (gint local = 0; local < 2; local++)
    {
      json_auto_t *params = json_object ();
      const gchar *name;
      json_t *value;
      GuoApiRoute route;

      guo_api_route_find (method, path, local == 1, params, &route);
      check_route (&route, path, local == 1);
      json_object_foreach (params, name, value)
        {
          g_assert_nonnull (strstr (path, json_string_value (value)));
          g_assert_true (g_utf8_validate (json_string_value (value), -1, NULL));
        }
    }
  return 0;
}
