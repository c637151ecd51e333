/* The public paths: one list, parsed by one pure function. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GUO_ROUTE_NONE,          /* no public path: 404 */
  GUO_ROUTE_ITEM,          /* /01/GTIN: the item alone */
  GUO_ROUTE_LOT,           /* /01/GTIN/10/LOT */
  GUO_ROUTE_CASE,          /* /01/GTIN[/10/LOT]/21/SERIAL */
  GUO_ROUTE_PALLET,        /* /00/SSCC */
  GUO_ROUTE_COOPERATIVE,   /* /c/CODE */
  GUO_ROUTE_RESOLVER,      /* /.well-known/gs1resolver */
  GUO_ROUTE_PICTURE,       /* /p/SHA256: a brand's picture */
} GuoRouteKind;

#define GUO_ROUTE_TEXT_MAX 20 /* AI 10 and 21: X..20 */
#define GUO_ROUTE_CODE_LEN 26 /* of a cooperative's link, base32 */

typedef struct
{
  GuoRouteKind kind;
  gchar gtin[14 + 1];                    /* 14 digits, check digit right; "" when the kind has none */
  gchar sscc[18 + 1];                    /* 18 digits, check digit right; "" when the kind has none */
  gchar lot[GUO_ROUTE_TEXT_MAX + 1];     /* "" when the path names none */
  gchar serial[GUO_ROUTE_TEXT_MAX + 1];
  gchar code[GUO_ROUTE_CODE_LEN + 1];    /* lower case, as it was given out */
  gchar picture[64 + 1];                 /* SHA-256 in lower-case hexadecimal */
} GuoRoute;

/**
 * guo_web_route:
 * @path: decoded path of a request, without query; any bytes
 * @route: (out caller-allocates): what it names; all text empty for %GUO_ROUTE_NONE
 *
 * GS1 Digital Link, uncompressed: keys and qualifiers by number, in the order 01, 10, 21; a GTIN of 14
 * digits; or the key 00 alone, an SSCC of 18 digits. Lots and serials are taken in the alphabet that this program makes (A-Z a-z 0-9 - . _), case
 * kept. A slash at the end, an empty value, another key or order is no path of ours.
 *
 * Returns: whether the path is one of ours
 */
gboolean guo_web_route (const gchar *path, GuoRoute *route);

/**
 * guo_web_route_path:
 * @route: of kind item, lot, case or pallet
 *
 * Returns: (transfer full): the path that names the same thing, "/01/…" or "/00/…"
 */
gchar *guo_web_route_path (const GuoRoute *route);

G_END_DECLS
