#include "station/api/routes.h"

#include <string.h>

#define BODY_MAX 1048576          /* bytes */
#define IMPORT_BODY_MAX 16777216  /* a whole CSV file */
#define PATH_MAX_BYTES 1024

static const gchar *const public_prefixes[] = { "/00/", "/01/", "/c/", "/p/" };
static const gchar *const public_paths[] = { "/.well-known/gs1resolver" };

gboolean
guo_api_route_is_public (const gchar *path)
{
  if (strlen (path) > PATH_MAX_BYTES || strstr (path, "//") != NULL
      || strstr (path, "/..") != NULL || !g_utf8_validate (path, -1, NULL))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (public_paths); i++)
    if (g_str_equal (path, public_paths[i]))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (public_prefixes); i++)
    if (g_str_has_prefix (path, public_prefixes[i]) && path[strlen (public_prefixes[i])] != '\0')
      return TRUE;
  return FALSE;
}

/* @route for a path that is asked with GET alone */
static void
set_get (GuoApiRoute *route, GuoApiRouteKind kind, const gchar *asked)
{
  if (g_str_equal (asked, "GET"))
    route->kind = kind;
  else
    route->allow = "GET, HEAD";
}

/* Every method that @path knows, for the header Allow. */
static const gchar *
allowed (const gchar *path)
{
  json_auto_t *unused = json_object ();
  gboolean get = guo_verb_match ("GET", path, unused, NULL) != NULL;
  gboolean post = guo_verb_match ("POST", path, unused, NULL) != NULL;

  if (get && post)
    return "GET, HEAD, POST";
  return get ? "GET, HEAD" : post ? "POST" : NULL;
}

static gboolean
takes_file (const gchar *path)
{
  return g_str_has_prefix (path, "/v1/import/")
         || (g_str_has_prefix (path, "/v1/grade-runs/") && g_str_has_suffix (path, "/import"));
}

static void
find_verb (const gchar *asked, const gchar *path, json_t *params, GuoApiRoute *route)
{
  route->verb = guo_verb_match (asked, path, params, NULL);
  if (route->verb == NULL)
    {
      route->allow = allowed (path);
      return;
    }
  route->kind = GUO_API_ROUTE_VERB;
  if (route->verb->kind != GUO_VERB_QUERY)
    route->body_max = takes_file (path) ? IMPORT_BODY_MAX : BODY_MAX;
}

void
guo_api_route_find (const gchar *method, const gchar *path, gboolean local, json_t *params,
                GuoApiRoute *route)
{
  const gchar *asked = g_str_equal (method, "HEAD") ? "GET" : method;

  *route = (GuoApiRoute) { .kind = GUO_API_ROUTE_NONE };
  if (!local || guo_api_route_is_public (path))
    set_get (route, GUO_API_ROUTE_PAGE, asked);
  else if (!g_utf8_validate (path, -1, NULL))
    return;
  else if (g_str_equal (path, "/v1/live"))
    set_get (route, GUO_API_ROUTE_LIVE, asked);
  else if (g_str_has_prefix (path, "/v1/"))
    find_verb (asked, path, params, route);
}
