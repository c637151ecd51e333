/* GS1 Digital Link URIs (ISO/IEC 18975), uncompressed: built and read. Pure, any thread. */
#pragma once

#include "station/gs1/ai.h"

G_BEGIN_DECLS

/* What a URI says, decoded. */
typedef struct
{
  GPtrArray *path;       /* GuoGs1Element: the primary key, then its qualifiers in order */
  GPtrArray *attributes; /* GuoGs1Element: of the query, in order; other parameters are ignored */
} GuoDigitalLink;

/**
 * guo_digital_link_free:
 * @self: (nullable): a link
 */
void guo_digital_link_free (GuoDigitalLink *self);

/**
 * guo_digital_link_parse:
 * @uri: "https://HOST[:PORT][/STEM]/01/GTIN/10/LOT/21/SERIAL[?AI=VALUE&…][#…]"
 * @error: return location
 *
 * Returns: (transfer full): its parts; %NULL with %GUO_STATION_ERROR_BAD_FIELD, the message names the AI
 *   or the place
 */
GuoDigitalLink *guo_digital_link_parse (const gchar *uri, GError **error);

/**
 * guo_digital_link_parse_path:
 * @path: the path alone, still percent-encoded: "/01/GTIN/10/LOT/21/SERIAL"
 * @error: return location
 *
 * Returns: (transfer full): its parts, without attributes; %NULL as guo_digital_link_parse()
 */
GuoDigitalLink *guo_digital_link_parse_path (const gchar *path, GError **error);

/**
 * guo_digital_link_path:
 * @path: (element-type GuoGs1Element): primary key and qualifiers
 *
 * Returns: (transfer full): "/01/…/10/…", percent-encoded
 */
gchar *guo_digital_link_path (GPtrArray *path);

/**
 * guo_digital_link_reference:
 * @path: (element-type GuoGs1Element): primary key and qualifiers
 *
 * Returns: (transfer full): the reference URI on id.gs1.org, without query
 */
gchar *guo_digital_link_reference (GPtrArray *path);

/**
 * guo_digital_link_key_path:
 * @elements: (element-type GuoGs1Element): of an element string, any order
 * @error: return location
 *
 * Picks the primary key (00 before 01 before the others) and its qualifiers in their order.
 *
 * Returns: (transfer full) (element-type GuoGs1Element): a path; %NULL with %GUO_STATION_ERROR_BAD_FIELD when
 *   no element is a key
 */
GPtrArray *guo_digital_link_key_path (GPtrArray *elements, GError **error);

/**
 * guo_digital_link_case:
 * @base: "https://HOST[:PORT]" without trailing slash
 * @gtin14: fourteen digits, check digit right
 * @lot: (nullable): the pack lot's number, 1 to 20 characters of set 82
 * @serial: (nullable): the case's serial, as @lot
 * @error: return location
 *
 * Returns: (transfer full): the URI of a case, of a lot, or of an item; %NULL with
 *   %GUO_STATION_ERROR_BAD_FIELD
 */
gchar *guo_digital_link_case (const gchar *base, const gchar *gtin14, const gchar *lot, const gchar *serial,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoDigitalLink, guo_digital_link_free)

G_END_DECLS
