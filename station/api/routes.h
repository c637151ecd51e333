/* Which paths there are: the public ones, and on the unix socket the verbs and the live stream. Pure. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

typedef enum
{
  GUO_API_ROUTE_NONE,   /* 404, or 405 when allow is set */
  GUO_API_ROUTE_PAGE,   /* a public page */
  GUO_API_ROUTE_LIVE,   /* the live stream */
  GUO_API_ROUTE_VERB,   /* a verb of the station */
} GuoApiRouteKind;

typedef struct
{
  GuoApiRouteKind kind;
  const GuoVerb *verb;  /* (nullable) */
  const gchar *allow;   /* (nullable): methods of the path, when the method was wrong */
  gsize body_max;       /* bytes that the body may have */
} GuoApiRoute;

/**
 * guo_api_route_is_public:
 * @path: decoded, without query
 *
 * The one list of what the world may ask. A path is looked up, never resolved: no "..", no "//".
 *
 * Returns: whether @path is below a public route
 */
gboolean guo_api_route_is_public (const gchar *path);

/**
 * guo_api_route_find:
 * @method: of the request; HEAD is answered like GET
 * @path: decoded, without query
 * @local: whether the request came by the unix socket; else every path is a page's (those that are none get
 *   the 404 page): no missing check can let a verb out
 * @params: object to which the path's parts are added
 * @route: (out caller-allocates): what was found
 */
void guo_api_route_find (const gchar *method, const gchar *path, gboolean local, json_t *params,
                     GuoApiRoute *route);

G_END_DECLS
